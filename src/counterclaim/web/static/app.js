// Search from everywhere: Ctrl-K or "/" opens a box; arrows choose, Enter opens.
const palette = document.getElementById("palette");
const input = palette.querySelector("input");
const findings = document.getElementById("findings");
let asked = 0;

function open(event) {
  event.preventDefault();
  if (!palette.open) palette.showModal();
  input.select();
}

function choose(step) {
  const links = [...findings.querySelectorAll("a")];
  if (!links.length) return;
  const at = links.findIndex((link) => link.classList.contains("on"));
  links[at]?.classList.remove("on");
  const next = links[(at + step + links.length) % links.length];
  next.classList.add("on");
  next.scrollIntoView({ block: "nearest" });
}

async function find() {
  const mine = ++asked;
  const answer = await fetch(`/search?part=1&q=${encodeURIComponent(input.value)}`);
  const text = answer.ok ? await answer.text() : "";
  if (mine === asked) findings.innerHTML = text; // escaped by the server's templates
}

document.getElementById("find").addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
  else if (event.key === "/" && !typing) open(event);
});
input.addEventListener("input", find);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const chosen = findings.querySelector("a.on");
    if (chosen) { event.preventDefault(); chosen.click(); }
  }
});
palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });
