// The map, the time line and the list, in step with each other and with the address.
import { EventMap } from "./map.js";
import { TimeLine, day, iso } from "./time.js";

if (innerWidth < 860) document.querySelector(".legend").open = false;
const form = document.getElementById("filters");
const list = document.getElementById("list");
const filters = new URLSearchParams(location.search);
const taken = (key) => { const value = filters.get(key); filters.delete(key); return value || null; };
taken("page");
const window_ = { since: taken("since"), until: taken("until"), box: taken("box") };
const control = taken("control");

const json = (url) => fetch(url).then((answer) => answer.json());
const [base, told, holdings] = await Promise.all([
  json("/static/base.json"), json(`/events.json?${filters}`),
  control ? json(`/control.json?on=${control}`) : { places: [] },
]);
const word = ({ of, at }, n) => of[at[n]] ?? null;
const events = told.id.map((id, n) => ({
  id, kind: word(told.kind, n), group: word(told.group, n), grade: word(told.grade, n),
  place: word(told.place, n), precision: word(told.precision, n), claims: told.claims[n],
  start: told.start[n], days: told.days[n], x: told.x[n], y: told.y[n],
  get day() { return this.start === null ? null : iso(this.start); },
}));
const map = new EventMap(document.getElementById("map"), document.getElementById("tip"), base);
const since = window_.since ? day(window_.since) : null;
const until = window_.until ? day(window_.until) : null;
const time = new TimeLine(document.getElementById("time"), events, since, until);

/** The events of the chosen days, on the map and counted. */
function within() {
  const { since, until } = time;
  const chosen = since === null && until === null ? events : events.filter((e) => e.start !== null
    && (since === null || e.start + e.days >= since) && (until === null || e.start <= until));
  map.show(chosen);
  document.getElementById("unplaced").textContent = chosen.filter((e) => e.x === null).length;
  document.getElementById("undated").textContent = chosen.filter((e) => e.start === null).length;
  for (const count of document.querySelectorAll("[data-grade]")) {
    count.textContent = chosen.filter((e) => e.grade === count.dataset.grade).length;
  }
}

/** The address and the list follow what map and time line show. */
let waiting;
function follow() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const wanted = new URLSearchParams(filters);
    for (const [key, value] of Object.entries(window_)) if (value) wanted.set(key, value);
    const shown = new URLSearchParams(wanted);
    if (control) shown.set("control", control);
    history.replaceState(null, "", shown.size ? `/?${shown}` : "/");
    const answer = await fetch(`/list?${wanted}`);
    if (!answer.ok) return;
    list.innerHTML = await answer.text(); // escaped by the server's templates
    list.scrollTop = 0;
  }, 180);
}

map.moved = (box) => {
  window_.box = box && box.map((n) => n.toFixed(4)).join(",");
  follow();
};
map.hovered = (ids) => {
  for (const item of list.querySelectorAll("li[data-id]")) {
    item.classList.toggle("on", ids.has(item.dataset.id));
  }
};
for (const kind of ["mouseover", "focusin"]) {
  list.addEventListener(kind, (event) => map.mark(event.target.closest("li")?.dataset.id));
}
list.addEventListener("mouseleave", () => map.mark());

function choose(since, until) {
  window_.since = since === null ? null : iso(since);
  window_.until = until === null ? null : iso(until);
  form.elements.since.value = window_.since ?? "";
  form.elements.until.value = window_.until ?? "";
  within();
  follow();
}
time.chosen = choose;
for (const key of ["since", "until"]) {
  form.elements[key].addEventListener("change", () => {
    const [from, to] = ["since", "until"].map((k) => form.elements[k].value);
    time.set(from ? day(from) : null, to ? day(to) : null);
    choose(time.since, time.until);
  });
}

within();
map.hold(holdings.places);
document.getElementById("holders")?.replaceChildren(...holdings.holders.map((holder) => {
  const item = document.createElement("li");
  const swatch = document.createElement("span");
  swatch.className = `flag ${holder.colour}`;
  item.append(swatch, `${holder.name} `, Object.assign(document.createElement("bdi"), {
    className: "faint", textContent: holder.places,
  }));
  return item;
}));
if (window_.box) requestAnimationFrame(() => map.fit(window_.box.split(",").map(Number)));

// Addresses stay short: fields left empty aren't sent.
form.addEventListener("formdata", (event) => {
  for (const [key, value] of [...event.formData]) if (!value) event.formData.delete(key);
});
for (const field of form.elements) {
  if (field.tagName === "SELECT" || field.name === "control") {
    field.addEventListener("change", () => form.requestSubmit());
  }
}
// Names are suggested once a field is gone to.
form.addEventListener("focusin", async ({ target }) => {
  const known = target.list;
  if (!known || known.dataset.asked) return;
  known.dataset.asked = "yes";
  for (const name of await json(`/names/${known.id}`)) {
    known.append(Object.assign(document.createElement("option"), { value: name }));
  }
});
