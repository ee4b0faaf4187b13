// Decisions without loading a page: forms are sent in the background, keys choose and decide.
const status = document.getElementById("status");
const queue = document.getElementById("queue");
const items = () => [...(queue?.querySelectorAll(".item:not(.settled)") ?? [])];

export function say(where, words, bad = false) {
  where.textContent = words;
  where.classList.toggle("bad", bad);
}

// Sends a form as it would go by itself; gives what the server says, or a trouble in words.
export async function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if ((answer.headers.get("content-type") ?? "").includes("json")) return await answer.json();
    return { trouble: answer.status === 401 ? "Your session has ended; sign in again." : `The server answered ${answer.status}.` };
  } catch {
    return { trouble: "The app can't be reached; is it still running?" };
  }
}

let current = null;

function choose(item) {
  if (!item) return;
  current = item;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = [...queue.querySelectorAll(".item")];
  let at = all.indexOf(current ?? document.activeElement?.closest(".item"));
  do at += by; while (all[at]?.classList.contains("settled"));
  choose(all[at]);
}

function marked() {
  const boxes = [...document.querySelectorAll(".tick input:checked")];
  const count = document.getElementById("marked");
  if (count) count.textContent = boxes.length;
  return boxes;
}

const undone = [];

function settle(item, told, decision) {
  item.classList.add("settled");
  const box = item.querySelector(".tick input");
  if (box) { box.checked = false; box.disabled = true; }
  say(item.querySelector(".outcome"), `${told}, no. ${decision}. u undoes it.`);
}

async function decide(form, button) {
  const item = form.closest(".item");
  const told = await send(form, button);
  if (told.trouble) return say(item.querySelector(".outcome"), told.trouble, true);
  const decision = told.decisions.at(-1);
  undone.push([decision, [item]]);
  settle(item, told.done, decision);
  say(status, `${told.done}, no. ${decision}.`);
  if (current === item || item.contains(document.activeElement)) step(1);
  marked();
}

async function bulk(form, button) {
  const boxes = marked();
  if (!boxes.length) return say(status, "Mark some claims first (x).", true);
  const told = await send(form, button);
  if (told.trouble) return say(status, told.trouble, true);
  boxes.forEach((box, n) => {
    const item = box.closest(".item");
    undone.push([told.decisions[n], [item]]);
    settle(item, "Decided", told.decisions[n]);
  });
  say(status, told.done + ".");
  marked();
  choose(items()[0]);
}

async function undo(form) {
  const last = undone.at(-1);
  const field = form.elements.decision;
  if (last) field.value = last[0];
  const told = await send(form);
  if (told.trouble) return say(status, told.trouble, true);
  undone.pop();
  for (const item of last?.[1] ?? []) {
    item.classList.remove("settled");
    say(item.querySelector(".outcome"), "");
    const box = item.querySelector(".tick input");
    if (box) box.disabled = false;
    choose(item);
  }
  say(status, `Undone: no. ${field.value}.`);
  field.value = undone.at(-1)?.[0] ?? "";
  const line = form.querySelector(".faint");
  if (line) line.textContent = "";
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const work = { decide, bulk, undo }[queue && form.dataset.act];
  if (!work) return;
  event.preventDefault();
  work(form, event.submitter);
});

if (queue) {
  queue.addEventListener("focusin", (event) => { current = event.target.closest(".item") ?? current; });
  document.addEventListener("change", (event) => { if (event.target.closest(".tick")) marked(); });
  const all = document.getElementById("markall");
  const markAll = () => { for (const item of items()) { const box = item.querySelector(".tick input"); if (box) box.checked = true; } marked(); };
  if (all) { all.hidden = false; all.addEventListener("click", markAll); }
  document.addEventListener("keydown", (event) => {
    const tag = document.activeElement?.tagName ?? "";
    const typing = /^(SELECT|TEXTAREA)$/.test(tag) || (tag === "INPUT" && document.activeElement.type !== "checkbox");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (typing) { if (event.key === "Escape") choose(current); return; }
    const press = (key) => {
      const found = current?.querySelector(`[data-key="${key}"]`);
      if (found && !current.classList.contains("settled")) found.click();
    };
    const keys = {
      j: () => step(1), k: () => step(-1), a: () => press("a"), r: () => press("r"),
      c: () => press("c"), o: () => press("o"),
      x: () => { const box = current?.querySelector(".tick input"); if (box && !box.disabled) { box.checked = !box.checked; marked(); } },
      X: markAll,
      A: () => document.querySelector("#bulk [value=accept]")?.click(),
      R: () => document.querySelector("#bulk [value=reject]")?.click(),
      u: () => undoLast(),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
}

// Undoing works without a decision of an earlier visit, too: the form is made when it is needed.
function undoLast() {
  let form = document.querySelector("form[data-act=undo]");
  if (!form) {
    if (!undone.length) return say(status, "There is nothing to undo.", true);
    form = document.createElement("form");
    Object.assign(form, { method: "post", action: "/review/undo" });
    form.dataset.act = "undo";
    for (const name of ["token", "decision"]) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name });
      if (name === "token") field.value = document.querySelector("input[name=token]").value;
      form.append(field);
    }
    document.querySelector(".bar").append(form);
  }
  undo(form);
}
