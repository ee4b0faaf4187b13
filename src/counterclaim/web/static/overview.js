// The map and the time line of the events that the address's filters let through.
import { EventMap } from "./map.js";
import { TimeLine } from "./time.js";

if (innerWidth < 860) document.querySelector(".legend").open = false;
const form = document.getElementById("filters");
const list = document.getElementById("list");
const filters = new URLSearchParams(location.search);
filters.delete("page");
const KEYS = ["id", "kind", "group", "grade", "start", "end", "place", "y", "x", "precision", "claims"];

const [base, rows] = await Promise.all(
  ["/static/base.json", `/events.json?${filters}`].map((url) => fetch(url).then((r) => r.json())),
);
const events = rows.map((row) => Object.fromEntries(KEYS.map((key, at) => [key, row[at]])));
const map = new EventMap(document.getElementById("map"), document.getElementById("tip"), base, events);

// The list shows what the map shows: all of it while nothing was moved.
let waiting;
map.moved = (box) => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const wanted = new URLSearchParams(filters);
    if (box) wanted.set("box", box.map((n) => n.toFixed(4)).join(","));
    const answer = await fetch(`/list?${wanted}`);
    if (answer.ok) list.innerHTML = await answer.text(); // escaped by the server's templates
  }, 180);
};
map.hovered = (ids) => {
  for (const item of list.querySelectorAll("li[data-id]")) {
    item.classList.toggle("on", ids.includes(item.dataset.id));
  }
};
for (const kind of ["mouseover", "focusin"]) {
  list.addEventListener(kind, (event) => map.mark(event.target.closest("li")?.dataset.id));
}
list.addEventListener("mouseleave", () => map.mark());

new TimeLine(document.getElementById("time"), events, filters).chosen = (since, until) => {
  form.elements.since.value = since;
  form.elements.until.value = until;
  form.requestSubmit();
};

// Addresses stay short: fields left empty aren't sent.
form.addEventListener("formdata", (event) => {
  for (const [key, value] of [...event.formData]) if (!value) event.formData.delete(key);
});
for (const field of form.elements) {
  if (field.tagName === "SELECT") field.addEventListener("change", () => form.requestSubmit());
}
