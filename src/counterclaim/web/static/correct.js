// Correcting by choosing spans in the text, with the mouse or by keyboard. The lines of each field's
// text area are what is kept; the chips show them. Offsets count code points, as the records do.
import { say, send } from "./review.js";

const text = document.getElementById("text");
const form = document.getElementById("editor");
const fields = [...form.querySelectorAll(".field")];
const names = JSON.parse(form.dataset.known || "{}");
const lines = [...text.querySelectorAll("p")].map((p) => {
  const points = [...p.textContent];
  return { p, points, at: Number(p.dataset.at) };
});
const LOOKUP = { sources: "actor", initiators: "actor", recipients: "actor", place: "place" };
let active = fields.find((field) => field.dataset.field === (text.dataset.sentence ? "initiators" : "told"));
let cursor = null; // [first word, last word] while the keyboard chooses

const words = lines.flatMap(({ points, at }) => {
  const found = [];
  let start = -1;
  points.forEach((point, n) => {
    const inWord = /[\p{L}\p{N}\p{M}]/u.test(point);
    const joins = /['’.,-]/.test(point) && start >= 0 && /[\p{L}\p{N}]/u.test(points[n + 1] ?? "");
    if (inWord && start < 0) start = n;
    else if (!inWord && !joins && start >= 0) { found.push([at + start, at + n]); start = -1; }
  });
  if (start >= 0) found.push([at + start, at + points.length]);
  return found;
});

function wording(start, end) {
  const line = lines.find(({ at, points }) => start >= at && start < at + points.length);
  return line ? line.points.slice(start - line.at, end - line.at).join("") : "";
}

// Lines of a field as [start, end, entry or undefined]; those that are words, not numbers, wait for
// the server to find them.
function read(field) {
  if (field.dataset.field === "losses") {
    return [...field.querySelectorAll("[name=loss_span]")].map((input) => input.value);
  }
  return field.querySelector("textarea").value.split("\n").filter((line) => line.trim());
}

function parse(line) {
  const found = /^(\d+)-(\d+)(?:=(.*))?$/.exec(line.trim());
  return found ? [Number(found[1]), Number(found[2]), found[3]] : null;
}

function write(field, told) {
  field.querySelector("textarea").value = told.join("\n");
  show(field);
  paint();
}

function show(field) {
  const chips = field.querySelector(".chips");
  if (!chips) return;
  chips.replaceChildren();
  const told = read(field);
  if (!told.length) chips.append(make("span", "empty", "not told"));
  told.forEach((line, n) => {
    const span = parse(line);
    const chip = make("span", "chip");
    chip.append(make("b", `r-${field.dataset.role}`, span ? wording(span[0], span[1]) : line));
    const role = LOOKUP[field.dataset.field];
    if (role && span) chip.append(entries(field, role, span, n));
    const off = make("button", "", "×");
    off.type = "button";
    off.setAttribute("aria-label", `Take off ${span ? wording(span[0], span[1]) : line}`);
    off.addEventListener("click", () => write(field, read(field).filter((_, m) => m !== n)));
    chip.append(off);
    chips.append(chip);
  });
}

function make(tag, kind, words = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = words;
  return made;
}

// The entries that words may stand for: looked up when the field is first opened.
function entries(field, role, [start, end, entry], n) {
  const select = make("select", "");
  select.setAttribute("aria-label", `What “${wording(start, end)}” is`);
  const add = (value, label) => select.add(new Option(label, value));
  if (entry === undefined) add("auto", "looking it up …");
  if (entry) add(entry, names[entry] ?? entry);
  add("", "as the text has it, no entry");
  select.value = entry ?? "auto";
  const load = async () => {
    const asked = new URLSearchParams({ role, article: form.dataset.article, words: wording(start, end) });
    const answer = await fetch(`/review/options?${asked}`);
    const found = answer.ok ? await answer.json() : [];
    for (const [id, name, about] of found) {
      names[id] = name;
      if (id !== entry) add(id, `${name} (${about})`);
    }
    if (entry === undefined) {
      const plain = found.filter((option) => option[3]);
      select.remove(0);
      select.value = plain.length === 1 ? plain[0][0] : "";
      keep();
    }
  };
  const keep = () => {
    const told = read(field);
    told[n] = `${start}-${end}=${select.value}`;
    field.querySelector("textarea").value = told.join("\n");
  };
  if (entry === undefined) load();
  else select.addEventListener("focus", load, { once: true });
  select.addEventListener("change", keep);
  return select;
}

function activate(field) {
  active = field;
  for (const other of fields) other.classList.toggle("on", other === field);
}

async function take(start, end) {
  if (!active || end <= start) return;
  const name = active.dataset.field;
  if (name === "losses") return takeLoss(start, end);
  const line = `${start}-${end}`;
  const kept = active.dataset.many ? read(active).filter((told) => !told.startsWith(line)) : [];
  write(active, [...kept, line]);
  if (name === "day") {
    const days = await ask("day", start, end);
    form.elements.day_start.value = days.start ?? "";
    form.elements.day_end.value = days.end ?? "";
    if (days.precision && days.start) form.elements.precision.value = days.precision;
  }
  say(form.querySelector(".outcome"), `${active.querySelector("legend").firstChild.textContent.trim()}: ${wording(start, end)}`);
}

async function takeLoss(start, end) {
  const rows = [...active.querySelectorAll(".loss")];
  let row = rows.find((one) => !one.querySelector("[name=loss_span]").value);
  if (!row) {
    row = rows.at(-1).cloneNode(true);
    rows.at(-1).after(row);
  }
  const input = (field) => row.querySelector(`[name=loss_${field}]`);
  input("span").value = `${start}-${end}`;
  const number = await ask("number", start, end);
  input("low").value = number.low ?? "";
  input("high").value = number.high ?? "";
  input("about").value = number.approximate ? "about" : "exact";
  paint();
}

async function ask(role, start, end) {
  const asked = new URLSearchParams({ role, article: form.dataset.article, words: wording(start, end) });
  const answer = await fetch(`/review/options?${asked}`);
  return answer.ok ? answer.json() : {};
}

// Marks what is chosen in the text, the claim's sentence, and where the keyboard stands.
function paint() {
  const marks = [];
  if (cursor) marks.push([words[Math.min(...cursor)][0], words[Math.max(...cursor)][1], "cursor"]);
  for (const field of fields) {
    for (const line of read(field)) {
      const span = parse(line);
      if (span) marks.push([span[0], span[1], field.dataset.role === "told" ? "told" : `r-${field.dataset.role}`]);
    }
  }
  const sentence = (text.dataset.sentence ?? "").split("-").map(Number);
  if (sentence.length === 2) marks.push([...sentence, "sent"]);
  for (const { p, points, at } of lines) {
    const end = at + points.length;
    const own = marks.filter((mark) => mark[0] < end && mark[1] > at);
    const cuts = [...new Set([at, end, ...own.flatMap(([a, b]) => [Math.max(a, at), Math.min(b, end)])])].sort((a, b) => a - b);
    p.replaceChildren(...cuts.slice(0, -1).map((from, n) => {
      const over = own.filter((mark) => mark[0] <= from && cuts[n + 1] <= mark[1]).map((mark) => mark[2]);
      const piece = make("span", [...new Set(over)].join(" "), points.slice(from - at, cuts[n + 1] - at).join(""));
      piece.dataset.at = from;
      return piece;
    }));
  }
}

function offset(node, within) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece || !text.contains(piece)) return null;
  const before = document.createRange();
  before.selectNodeContents(piece);
  before.setEnd(node, within);
  return Number(piece.dataset.at) + [...before.toString()].length;
}

// The stretch that is selected in the text, without blanks at its ends.
function selected() {
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  let [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  if (start === null || end === null) return null;
  while (start < end && /\s/.test(wording(start, start + 1))) start += 1;
  while (end > start && /\s/.test(wording(end - 1, end))) end -= 1;
  return end > start ? [start, end] : null;
}

function takeSelected() {
  const span = selected();
  if (!span) return;
  getSelection().removeAllRanges();
  take(...span);
}

// A mouse takes when it lets go; a finger moves the ends first, and then presses the button.
const taker = document.getElementById("take");
let touched = false;
let pressed = false; // what is painted anew under a selection would end it
text.addEventListener("pointerdown", (event) => { pressed = true; touched = event.pointerType !== "mouse"; });
document.addEventListener("pointerup", () => { pressed = false; });
text.addEventListener("mouseup", () => { if (!touched) takeSelected(); });
document.addEventListener("selectionchange", () => { taker.hidden = !(touched && selected()); });
taker.addEventListener("click", takeSelected);

function begin() {
  const at = Number((text.dataset.sentence ?? "0").split("-")[0]);
  const first = Math.max(0, words.findIndex((word) => word[0] >= at));
  cursor = [first, first];
}

text.addEventListener("focus", () => { if (!cursor && !pressed && words.length) { begin(); paint(); } });
text.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8 }[event.key];
  if (by !== undefined && words.length && !event.ctrlKey) {
    event.preventDefault();
    if (!cursor) begin();
    const to = Math.min(words.length - 1, Math.max(0, cursor[1] + by));
    cursor = event.shiftKey ? [cursor[0], to] : [to, to];
    paint();
    text.querySelector(".cursor")?.scrollIntoView({ block: "nearest" });
    say(form.querySelector(".outcome"), wording(words[Math.min(...cursor)][0], words[Math.max(...cursor)][1]));
  } else if (event.key === "Enter" && cursor && !event.ctrlKey) {
    event.preventDefault();
    take(words[Math.min(...cursor)][0], words[Math.max(...cursor)][1]);
  } else if (event.key === "Escape") {
    cursor = null;
    paint();
  }
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); form.requestSubmit(); return; }
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if (typing || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const field = fields[Number(event.key) - 1];
  if (/^[1-8]$/.test(event.key) && field) { event.preventDefault(); activate(field); text.focus(); }
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = await send(form, event.submitter);
  if (told.trouble) return say(form.querySelector(".outcome"), told.trouble, true);
  location.assign(told.to);
});

for (const field of fields) {
  field.addEventListener("click", () => activate(field));
  field.addEventListener("focusin", () => activate(field));
  const area = field.querySelector("textarea");
  if (area) { area.hidden = true; field.querySelector(".chips").hidden = false; }
  field.addEventListener("input", paint);
  show(field);
}
activate(active);
paint();
const sent = text.querySelector(".sent");
if (sent) text.scrollTop = sent.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
