// A map on a canvas: the base map, who held what, events in clusters. No tiles, no network.
import { BaseMap } from "./basemap.js";
import { Clusters } from "./clusters.js";
import { WORLD, lat, lon, px, py } from "./projection.js";

// Told of an area only: drawn faint in its middle and never among those told of a spot.
const COARSE = new Set(["country", "region"]);
const CLOSEST = 4000;
const POLE = 24;
const FLAG = [17, 12];
const PLACE = "600 12px system-ui, sans-serif";

export class EventMap {
  constructor(canvas, tip, base) {
    Object.assign(this, { canvas, tip, events: [], visible: [], holdings: [], touches: new Map() });
    this.base = new BaseMap(base);
    this.clusters = new Clusters([]);
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.resize());
    this.listen();
  }

  /** Draws these events from now on; those without a known place aren't drawn. */
  show(events) {
    this.events = events.filter((e) => e.x !== null && e.y !== null)
      .map((e) => ({ ...e, px: px(e.x), py: py(e.y), coarse: COARSE.has(e.precision) }));
    this.clusters = new Clusters(this.events);
    if (this.width && !this.touched) this.showAll();
    this.draw();
  }

  /** Draws who held what: `x`, `y`, `name`, `holders` (colour, how, contested), `words`. */
  hold(holdings) {
    this.holdings = holdings.map((h) => ({ ...h, px: px(h.x), py: py(h.y) }));
    this.draw();
  }

  resize() {
    const style = getComputedStyle(document.documentElement);
    const known = new Map();
    this.colour = (name) => {
      if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`));
      return known.get(name);
    };
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
      const sorted = Float64Array.from(values).sort();
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

  /** Shows a box of degrees: west, south, east, north. */
  fit([west, south, east, north]) {
    const [left, right, top, bottom] = [px(west), px(east), py(north), py(south)];
    const room = Math.min(this.width / (right - left), this.height / (bottom - top));
    this.scale = Math.max(1, Math.min(CLOSEST, room));
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    this.touched = true;
    this.draw();
  }

  sx(x) { return (x - this.x) * this.scale + this.width / 2; }
  sy(y) { return (y - this.y) * this.scale + this.height / 2; }
  wx(x) { return (x - this.width / 2) / this.scale + this.x; }
  wy(y) { return (y - this.height / 2) / this.scale + this.y; }

  draw() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => { this.drawing = 0; if (this.colour) this.paint(); });
  }

  paint() {
    const pen = this.canvas.getContext("2d");
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    this.base.paint(pen, this);
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    const inside = (c) => {
      c.sx = this.sx(c.px ?? c.x);
      c.sy = this.sy(c.py ?? c.y);
      return c.sx > -40 && c.sy > -40 && c.sx < this.width + 40 && c.sy < this.height + 40;
    };
    this.visible = this.clusters.at(this.scale).filter(inside);
    this.held = this.holdings.filter(inside);
    this.paintNames(pen);
    // Those told of an area only lie under the others.
    for (const cluster of this.visible) if (cluster.coarse) this.paintCluster(pen, cluster);
    for (const cluster of this.visible) if (!cluster.coarse) this.paintCluster(pen, cluster);
    for (const holding of this.held) this.paintHolding(pen, holding);
  }

  paintNames(pen) {
    const taken = this.visible.map((c) => [c.sx - c.r, c.sy - c.r, c.sx + c.r, c.sy + c.r]);
    for (const h of this.held) taken.push([h.sx, h.sy - POLE, h.sx + FLAG[0], h.sy]);
    const put = (name, x, y, font, colour, align = "center") => {
      pen.font = font;
      const wide = pen.measureText(name).width;
      const left = align === "center" ? x - wide / 2 : x;
      const box = [left - 3, y - 8, left + wide + 3, y + 8];
      if (box[0] < 0 || box[2] > this.width || box[1] < 0 || box[3] > this.height) return false;
      if (taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) return false;
      taken.push(box);
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      pen.lineWidth = 3;
      pen.strokeStyle = this.colour("land");
      pen.strokeText(name, left, y);
      pen.fillStyle = colour;
      pen.fillText(name, left, y);
      return true;
    };
    for (const c of this.visible) {
      if (this.scale < 9) break;
      const name = onePlace(c);
      if (name) put(name + (c.coarse ? " (somewhere in it)" : ""), c.sx, c.sy + c.r + 10, PLACE, this.colour("ink"));
    }
    this.base.paintNames(pen, this, put);
  }

  paintCluster(pen, c) {
    const single = c.events.length === 1;
    pen.lineWidth = single ? 3 : 4;
    pen.globalAlpha = c.coarse ? 0.35 : 0.92;
    for (const [group, from, to] of c.groups) {
      pen.fillStyle = this.colour(group);
      pen.beginPath();
      pen.moveTo(c.sx, c.sy);
      pen.arc(c.sx, c.sy, c.r, from, to);
      pen.fill();
    }
    pen.globalAlpha = c.coarse ? 0.5 : 1;
    for (const [grade, from, to] of c.grades) {
      pen.strokeStyle = this.colour(grade);
      pen.beginPath();
      pen.arc(c.sx, c.sy, c.r + 1.5, from, to);
      pen.stroke();
    }
    pen.globalAlpha = 1;
    if (!single) {
      pen.fillStyle = this.colour("card");
      pen.beginPath(); pen.arc(c.sx, c.sy, c.r * 0.66, 0, 7); pen.fill();
      pen.fillStyle = this.colour("ink");
      pen.font = `600 ${c.events.length > 999 ? 11 : 12}px system-ui, sans-serif`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(String(c.events.length), c.sx, c.sy + 0.5);
    }
    if (this.marked && c.events.some((e) => e.id === this.marked)) {
      pen.strokeStyle = this.colour("ink");
      pen.lineWidth = 2;
      pen.beginPath(); pen.arc(c.sx, c.sy, c.r + 6, 0, 7); pen.stroke();
    }
  }

  /** A flag, cut for each who is told to hold the place; pale where it was last told before. */
  paintHolding(pen, h) {
    const [left, top] = [h.sx, h.sy - POLE];
    const told = h.holders.some((holder) => holder.how !== "last told");
    const contested = h.holders.length > 1 || h.holders.some((holder) => holder.contested);
    pen.strokeStyle = this.colour("ink");
    pen.lineWidth = 1.5;
    const foot = this.at(h.sx, h.sy) ? h.sy - 9 : h.sy; // not across a cluster's number
    pen.beginPath(); pen.moveTo(h.sx, foot); pen.lineTo(h.sx, top); pen.stroke();
    pen.fillStyle = this.colour("card");
    pen.fillRect(left, top, FLAG[0], FLAG[1]);
    h.holders.forEach((holder, n) => {
      const wide = FLAG[0] / h.holders.length;
      pen.fillStyle = this.colour(holder.colour);
      pen.globalAlpha = holder.how === "last told" ? 0.4 : 1;
      pen.fillRect(left + n * wide, top, wide, FLAG[1]);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colour(contested ? "contested" : "ink");
    pen.lineWidth = contested ? 2 : 1;
    if (!told) pen.setLineDash([3, 2]);
    pen.strokeRect(left, top, FLAG[0], FLAG[1]);
    pen.setLineDash([]);
  }

  mark(id) { if (id !== this.marked) { this.marked = id; this.draw(); } }

  at(x, y) { return this.visible.find((c) => Math.hypot(c.sx - x, c.sy - y) < c.r + 5); }

  heldAt(x, y) {
    return this.held?.find((h) => x > h.sx - 4 && x < h.sx + FLAG[0] + 4 && y > h.sy - POLE - 4 && y < h.sy);
  }

  zoom(by, x = this.width / 2, y = this.height / 2) {
    const [wx, wy] = [this.wx(x), this.wy(y)];
    this.scale = Math.max(1, Math.min(CLOSEST, this.scale * by));
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
    else if (this.scale < CLOSEST) this.zoom(2.6, c.sx, c.sy);
  }

  point(x, y) {
    const held = this.heldAt(x, y);
    const c = held ? null : this.at(x, y);
    this.canvas.style.cursor = c ? "pointer" : "grab";
    this.tip.hidden = !c && !held;
    this.hovered?.(new Set(c ? c.events.map((e) => e.id) : []));
    if (!c && !held) return;
    this.tip.replaceChildren(...(c ? told(c) : held.words).map((line) => {
      const div = document.createElement("div");
      div.textContent = line;
      return div;
    }));
    const [sx, sy, r] = c ? [c.sx, c.sy, c.r] : [held.sx, held.sy, 8];
    const left = Math.max(4, Math.min(sx + r + 8, this.width - 290));
    this.tip.style.transform = `translate(${left}px, ${Math.max(4, Math.min(sy, this.height - 130))}px)`;
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
    canvas.addEventListener("pointerleave", () => { this.tip.hidden = true; this.hovered?.(new Set()); });
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

/** The name of the one place that all events of a cluster have. */
function onePlace(c) {
  if (c.name === undefined) {
    const first = c.events[0].place;
    c.name = c.events.every((e) => e.place === first) ? first : null;
  }
  return c.name;
}

/** The first events of a cluster in a line each. */
function told(c) {
  const words = c.events.slice(0, 5).map((e) =>
    `${e.kind.replaceAll("-", " ")}, ${e.place ?? ""}, ${e.day ?? "no date"} (${e.grade})`);
  if (c.events.length > 5) words.push(`and ${c.events.length - 5} more`);
  return words;
}
