// The map's zoom, and a list that shows what the map, the time line and the fields choose.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const items = [...document.querySelectorAll(".events li")];
  const spots = [...document.querySelectorAll(".spot")];
  const bars = [...document.querySelectorAll(".bar")];
  const count = document.getElementById("count");
  let chosen = null; // the ids of a spot, or null
  let days = null; // [first, last], or null

  form.hidden = false;
  const fits = (li) => {
    const { kind, grade, words } = form.elements;
    const told = li.dataset;
    return (!kind.value || told.kind === kind.value)
      && (!grade.value || told.grade === grade.value)
      && (!words.value || li.textContent.toLowerCase().includes(words.value.toLowerCase()))
      && (!chosen || chosen.has(li.id))
      && (!days || (told.start && told.start <= days[1] && told.end >= days[0]));
  };
  const show = () => {
    const shown = new Set();
    for (const li of items) {
      li.hidden = !fits(li);
      if (!li.hidden) shown.add(li.id);
    }
    for (const spot of spots) spot.classList.toggle("off", !spot.dataset.ids.split(" ").some((id) => shown.has(id)));
    for (const bar of bars) bar.classList.toggle("off", days !== null && bar.dataset.from !== days[0]);
    count.textContent = `${shown.size} of ${items.length}`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    chosen = days = null;
    for (const spot of spots) spot.classList.remove("on");
    setTimeout(show);
  });
  const press = (element, act) => {
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(event); }
    });
  };
  for (const bar of bars) {
    press(bar, () => {
      days = days && days[0] === bar.dataset.from ? null : [bar.dataset.from, bar.dataset.to];
      show();
    });
  }

  const map = document.querySelector(".map svg");
  const whole = map.viewBox.baseVal;
  const first = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...first };
  let from = null;
  let far = 0;
  const look = () => {
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const size = view.width / first.width;
    for (const spot of spots) spot.setAttribute("transform", `translate(${spot.dataset.at}) scale(${size})`);
    for (const name of map.querySelectorAll(".country")) name.style.fontSize = `${11 * size}px`;
  };
  const zoom = (by, x = 0.5, y = 0.5) => {
    const width = Math.max(first.width / 400, Math.min(first.width * 60, view.width / by));
    const height = (width * first.height) / first.width;
    view = { x: view.x + (view.width - width) * x, y: view.y + (view.height - height) * y, width, height };
    look();
  };
  const share = (event) => {
    const box = map.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  document.querySelector(".zoom").hidden = false;
  document.getElementById("in").addEventListener("click", () => zoom(1.8));
  document.getElementById("out").addEventListener("click", () => zoom(1 / 1.8));
  document.getElementById("whole").addEventListener("click", () => { view = { ...first }; look(); });
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0016), ...share(event));
  }, { passive: false });
  map.addEventListener("pointerdown", (event) => { from = share(event); far = 0; });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = share(event);
    far += Math.hypot(to[0] - from[0], to[1] - from[1]);
    view.x -= (to[0] - from[0]) * view.width;
    view.y -= (to[1] - from[1]) * view.height;
    from = to;
    look();
  });
  addEventListener("pointerup", () => { from = null; });
  for (const spot of spots) {
    press(spot, (event) => {
      event.preventDefault();
      if (far > 0.01) return;
      const again = spot.classList.contains("on");
      for (const other of spots) other.classList.toggle("on", other === spot && !again);
      chosen = again ? null : new Set(spot.dataset.ids.split(" "));
      show();
    });
  }
  show();
})();
