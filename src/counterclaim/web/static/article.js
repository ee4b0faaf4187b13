// Hovering or focusing a claim, in the text or beside it, shows its parts in the text.
const pieces = [...document.querySelectorAll("[data-claims]")];
const cards = [...document.querySelectorAll("[data-claim]")];
const ROLES = ["source", "who", "whom", "where", "when", "loss"];

function show(numbers) {
  const chosen = new Set(numbers);
  for (const card of cards) card.classList.toggle("on", chosen.has(card.dataset.claim));
  for (const piece of pieces) {
    piece.classList.toggle("on", piece.dataset.claims.split(" ").some((n) => chosen.has(n)));
    const roles = (piece.dataset.roles ?? "").split(" ").map((role) => role.split("-"));
    for (const role of ROLES) {
      piece.classList.toggle(`r-${role}`, roles.some(([n, is]) => is === role && chosen.has(n)));
    }
  }
}

for (const piece of pieces) {
  const numbers = piece.dataset.claims.split(" ");
  piece.addEventListener("mouseenter", () => show(numbers));
  piece.addEventListener("focus", () => show(numbers));
  piece.addEventListener("click", () => {
    cards.find((card) => card.dataset.claim === numbers.at(-1))?.scrollIntoView({ block: "nearest" });
  });
}
for (const card of cards) {
  for (const kind of ["mouseenter", "focus"]) {
    card.addEventListener(kind, () => show([card.dataset.claim]));
  }
  card.addEventListener("click", () => {
    const first = pieces.find((p) => p.dataset.claims.split(" ").includes(card.dataset.claim));
    first?.scrollIntoView({ block: "center", behavior: "smooth" });
  });
}
const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target?.dataset.claim) {
  show([target.dataset.claim]);
  pieces.find((p) => p.dataset.claims.split(" ").includes(target.dataset.claim))
    ?.scrollIntoView({ block: "center" });
}
