// A map on a canvas: countries, first-level areas, events in clusters. No tiles, no network.
const WORLD = 512;
const RADIUS = 26;
// Told of an area only: drawn faint in its middle and never among those told of a spot.
const COARSE = new Set(["country", "region"]);
const px = (x) => ((x + 180) / 360) * WORLD;
const py = (y) => {
  const s = Math.sin((Math.max(-85, Math.min(85, y)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * WORLD;
};
const lon = (x) => (x / WORLD) * 360 - 180;
const lat = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;

export class EventMap {
  constructor(canvas, tip, base, events) {
    Object.assign(this, { canvas, tip, clusters: [], touches: new Map() });
    this.events = events.filter((e) => e.x !== null && e.y !== null)
      .map((e) => ({ ...e, px: px(e.x), py: py(e.y), coarse: COARSE.has(e.precision) }));
    this.countries = base.countries.map((c) => ({
      name: c.name, size: c.size, x: px(c.at[0]), y: py(c.at[1]), ...lines(c.rings, base.unit),
    }));
    this.areas = base.areas.map((line) => lines([line], base.unit));
    this.areaNames = base.areaNames.map(([name, x, y, zoom]) => ({ name, x: px(x), y: py(y), zoom }));
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.resize());
    this.listen();
  }

  resize() {
    const style = getComputedStyle(document.documentElement);
    this.colour = (name) => style.getPropertyValue(`--${name}`);
    this.ratio = devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.canvas.parentElement;
    this.canvas.width = clientWidth * this.ratio;
    this.canvas.height = clientHeight * this.ratio;
    this.width = clientWidth;
    this.height = clientHeight;
    if (!this.scale) this.showAll();
    this.draw();
  }

  showAll() {
    const inner = (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const cut = Math.floor(sorted.length * 0.1);
      return sorted.length ? [sorted[cut], sorted[sorted.length - 1 - cut]] : [0, WORLD];
    };
    const [left, right] = inner(this.events.map((e) => e.px));
    const [top, bottom] = inner(this.events.map((e) => e.py));
    const room = Math.min(this.width / (right - left + 1.5), this.height / (bottom - top + 1.5)) * 0.85;
    this.scale = Math.max(1, Math.min(room, 60));
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.touched = false;
  }

  sx(x) { return (x - this.x) * this.scale + this.width / 2; }
  sy(y) { return (y - this.y) * this.scale + this.height / 2; }
  wx(x) { return (x - this.width / 2) / this.scale + this.x; }
  wy(y) { return (y - this.height / 2) / this.scale + this.y; }

  draw() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => { this.drawing = 0; this.paint(); });
  }

  paint() {
    const pen = this.canvas.getContext("2d");
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    const k = this.ratio * this.scale;
    pen.setTransform(k, 0, 0, k, this.ratio * (this.width / 2 - this.x * this.scale),
      this.ratio * (this.height / 2 - this.y * this.scale));
    const seen = ({ box: [w, n, e, s] }) => this.sx(e) > 0 && this.sx(w) < this.width
      && this.sy(s) > 0 && this.sy(n) < this.height;
    const countries = this.countries.filter(seen);
    pen.fillStyle = this.colour("land");
    for (const country of countries) pen.fill(country.path, "evenodd");
    pen.lineJoin = "round";
    if (this.scale > 4) {
      pen.strokeStyle = this.colour("area");
      pen.lineWidth = 1 / this.scale;
      for (const area of this.areas) if (seen(area)) pen.stroke(area.path);
    }
    pen.strokeStyle = this.colour("border");
    pen.lineWidth = 1 / this.scale;
    for (const country of countries) pen.stroke(country.path);
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.cluster();
    this.paintNames(pen);
    this.paintEvents(pen);
  }

  paintNames(pen) {
    const taken = this.clusters.map((c) => [c.x - c.r, c.y - c.r, c.x + c.r, c.y + c.r]);
    const put = (name, x, y, font, colour) => {
      pen.font = font;
      const half = pen.measureText(name).width / 2 + 3;
      const box = [x - half, y - 8, x + half, y + 8];
      if (box[0] < 0 || box[2] > this.width || box[1] < 0 || box[3] > this.height) return;
      if (taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) return;
      taken.push(box);
      pen.lineWidth = 3;
      pen.strokeStyle = this.colour("land");
      pen.strokeText(name, x, y);
      pen.fillStyle = colour;
      pen.fillText(name, x, y);
    };
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    for (const c of [...this.clusters].sort((a, b) => b.events.length - a.events.length)) {
      const names = new Set(c.events.map((e) => e.place));
      if (this.scale > 9 && names.size === 1) {
        put([...names][0] + (c.coarse ? " (somewhere in it)" : ""), c.x, c.y + c.r + 10, "600 12px system-ui, sans-serif", this.colour("ink"));
      }
    }
    for (const c of [...this.countries].sort((a, b) => b.size - a.size)) {
      if (c.size * this.scale > 24) {
        put(c.name.toUpperCase(), this.sx(c.x), this.sy(c.y), "600 11px system-ui, sans-serif", this.colour("label"));
      }
    }
    if (this.scale > 16) {
      for (const a of this.areaNames) {
        put(a.name, this.sx(a.x), this.sy(a.y), "italic 11px system-ui, sans-serif", this.colour("label"));
      }
    }
  }

  /** Events that would lie on each other, as one. */
  cluster() {
    const cells = new Map();
    for (const e of this.events) {
      const x = this.sx(e.px);
      const y = this.sy(e.py);
      if (x < -40 || y < -40 || x > this.width + 40 || y > this.height + 40) continue;
      const key = `${e.coarse},${Math.floor((e.px * this.scale) / (RADIUS * 1.6))},${Math.floor((e.py * this.scale) / (RADIUS * 1.6))}`;
      const cell = cells.get(key) ?? { x: 0, y: 0, coarse: e.coarse, events: [] };
      cell.x += x;
      cell.y += y;
      cell.events.push(e);
      cells.set(key, cell);
    }
    const found = [...cells.values()].map((c) => ({
      x: c.x / c.events.length, y: c.y / c.events.length, coarse: c.coarse, events: c.events, r: radius(c.events.length),
    })).sort((a, b) => b.events.length - a.events.length);
    this.clusters = [];
    for (const c of found) {
      const near = this.clusters.find((o) => o.coarse === c.coarse
        && Math.hypot(o.x - c.x, o.y - c.y) < (o.r + c.r) * 0.8);
      if (near) {
        near.events = near.events.concat(c.events);
        near.r = radius(near.events.length);
      } else this.clusters.push(c);
    }
  }

  paintEvents(pen) {
    for (const c of this.clusters) {
      const single = c.events.length === 1;
      const on = c.events.some((e) => e.id === this.marked);
      pen.lineWidth = single ? 3 : 4;
      slices(c.events, "group").forEach(([group, from, to]) => {
        pen.fillStyle = this.colour(group);
        pen.globalAlpha = c.coarse ? 0.35 : 0.92;
        pen.beginPath();
        pen.moveTo(c.x, c.y);
        pen.arc(c.x, c.y, c.r, from, to);
        pen.fill();
      });
      pen.globalAlpha = c.coarse ? 0.5 : 1;
      slices(c.events, "grade").forEach(([grade, from, to]) => {
        pen.strokeStyle = this.colour(grade);
        pen.beginPath();
        pen.arc(c.x, c.y, c.r + 1.5, from, to);
        pen.stroke();
      });
      pen.globalAlpha = 1;
      if (!single) {
        pen.fillStyle = this.colour("card");
        pen.beginPath(); pen.arc(c.x, c.y, c.r * 0.62, 0, 7); pen.fill();
        pen.fillStyle = this.colour("ink");
        pen.font = "600 12px system-ui, sans-serif";
        pen.fillText(String(c.events.length), c.x, c.y + 0.5);
      }
      if (on) {
        pen.strokeStyle = this.colour("ink");
        pen.lineWidth = 2;
        pen.beginPath(); pen.arc(c.x, c.y, c.r + 6, 0, 7); pen.stroke();
      }
    }
  }

  mark(id) { if (id !== this.marked) { this.marked = id; this.draw(); } }

  at(x, y) { return this.clusters.find((c) => Math.hypot(c.x - x, c.y - y) < c.r + 5); }

  zoom(by, x = this.width / 2, y = this.height / 2) {
    const [wx, wy] = [this.wx(x), this.wy(y)];
    this.scale = Math.max(1, Math.min(2000, this.scale * by));
    this.x = wx - (x - this.width / 2) / this.scale;
    this.y = wy - (y - this.height / 2) / this.scale;
    this.change();
  }

  pan(dx, dy) { this.x -= dx / this.scale; this.y -= dy / this.scale; this.change(); }

  change() {
    this.touched = true;
    this.draw();
    this.moved?.([lon(this.wx(0)), lat(this.wy(this.height)), lon(this.wx(this.width)), lat(this.wy(0))]);
  }

  press(c) {
    if (c.events.length === 1) location.href = `/event/${c.events[0].id}`;
    else if (this.scale < 1500) this.zoom(2.6, c.x, c.y);
  }

  point(x, y) {
    const c = this.at(x, y);
    this.canvas.style.cursor = c ? "pointer" : "grab";
    this.tip.hidden = !c;
    this.hovered?.(c ? c.events.map((e) => e.id) : []);
    if (!c) return;
    const words = c.events.slice(0, 5).map((e) =>
      `${e.kind.replaceAll("-", " ")}, ${e.place ?? ""}, ${e.start ?? "no date"} (${e.grade})`);
    if (c.events.length > 5) words.push(`and ${c.events.length - 5} more`);
    this.tip.replaceChildren(...words.map((line) => {
      const div = document.createElement("div");
      div.textContent = line;
      return div;
    }));
    const left = Math.min(c.x + c.r + 8, this.width - 290);
    this.tip.style.transform = `translate(${left}px, ${Math.min(c.y, this.height - 130)}px)`;
  }

  listen() {
    const { canvas, touches } = this;
    canvas.addEventListener("wheel", (e) => {
      e.preventDefault();
      this.zoom(Math.exp(-e.deltaY * 0.0016), e.offsetX, e.offsetY);
    }, { passive: false });
    canvas.addEventListener("pointerdown", (e) => {
      canvas.setPointerCapture(e.pointerId);
      touches.set(e.pointerId, [e.offsetX, e.offsetY]);
      this.far = 0;
    });
    canvas.addEventListener("pointermove", (e) => this.move(e));
    canvas.addEventListener("pointerup", (e) => {
      touches.delete(e.pointerId);
      const c = this.at(e.offsetX, e.offsetY);
      if (this.far < 5 && c) this.press(c);
    });
    canvas.addEventListener("pointercancel", (e) => touches.delete(e.pointerId));
    canvas.addEventListener("pointerleave", () => { this.tip.hidden = true; this.hovered?.([]); });
    canvas.addEventListener("keydown", (e) => {
      const steps = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
      if (steps[e.key]) { e.preventDefault(); this.pan(...steps[e.key]); }
      else if (e.key === "+" || e.key === "=") this.zoom(1.6);
      else if (e.key === "-") this.zoom(1 / 1.6);
    });
    document.getElementById("in").addEventListener("click", () => this.zoom(1.8));
    document.getElementById("out").addEventListener("click", () => this.zoom(1 / 1.8));
    document.getElementById("all").addEventListener("click", () => {
      this.showAll(); this.draw(); this.moved?.(null);
    });
  }

  move(e) {
    const before = this.touches.get(e.pointerId);
    if (!before) { this.point(e.offsetX, e.offsetY); return; }
    const [dx, dy] = [e.offsetX - before[0], e.offsetY - before[1]];
    this.far += Math.hypot(dx, dy);
    const others = [...this.touches].filter(([id]) => id !== e.pointerId);
    this.touches.set(e.pointerId, [e.offsetX, e.offsetY]);
    if (others.length === 1) {
      const [ox, oy] = others[0][1];
      const was = Math.hypot(before[0] - ox, before[1] - oy);
      this.zoom(Math.hypot(e.offsetX - ox, e.offsetY - oy) / (was || 1), ox, oy);
    } else if (this.far > 4) this.pan(dx, dy);
  }
}

const radius = (n) => (n === 1 ? 7 : Math.min(26, 11 + 2.2 * Math.sqrt(n)));

/** The parts of a ring that each value of a key has. */
function slices(events, key) {
  const counts = new Map();
  for (const e of events) counts.set(e[key], (counts.get(e[key]) ?? 0) + 1);
  let at = -Math.PI / 2;
  return [...counts].sort().map(([value, n]) => {
    const from = at;
    at += (n / events.length) * 2 * Math.PI;
    return [value, from, at];
  });
}

/** Packed lines as a path on the map, and the box that holds them. */
function lines(packed, unit) {
  const path = new Path2D();
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of packed) {
    let [x, y] = [0, 0];
    for (let at = 0; at < line.length; at += 2) {
      x += line[at];
      y += line[at + 1];
      const [mx, my] = [px(x / unit), py(y / unit)];
      if (at) path.lineTo(mx, my); else path.moveTo(mx, my);
      box[0] = Math.min(box[0], mx); box[1] = Math.min(box[1], my);
      box[2] = Math.max(box[2], mx); box[3] = Math.max(box[3], my);
    }
  }
  return { path, box };
}
