// What lies under the events: countries, first-level areas, lakes, rivers, larger settlements.
import { px, py } from "./projection.js";

const NAMED = "600 11px system-ui, sans-serif";
const AREA = "italic 11px system-ui, sans-serif";
const TOWN = "11px system-ui, sans-serif";

export class BaseMap {
  constructor(base) {
    const { unit } = base;
    this.countries = base.countries.map((c) => ({
      name: c.name, size: c.size, x: px(c.at[0]), y: py(c.at[1]), ...lines(c.rings, unit),
    })).sort((a, b) => b.size - a.size);
    this.areas = base.areas.map((line) => lines([line], unit));
    this.lakes = base.lakes.map((rings) => lines(rings, unit));
    this.rivers = base.rivers.map((line) => lines([line], unit));
    this.areaNames = base.areaNames.map(([name, x, y, zoom]) => ({ name, x: px(x), y: py(y), zoom }));
    // The most peopled first, so that the names of the greatest are placed first.
    this.towns = base.towns.map(([name, x, y, people]) => ({ name, x: px(x), y: py(y), people }));
  }

  /** Land, waters and borders; `view` is the map. */
  paint(pen, view) {
    const k = view.ratio * view.scale;
    pen.setTransform(k, 0, 0, k, view.ratio * (view.width / 2 - view.x * view.scale),
      view.ratio * (view.height / 2 - view.y * view.scale));
    const thin = 1 / view.scale;
    const seen = ({ box: [w, n, e, s] }) => view.sx(e) > 0 && view.sx(w) < view.width
      && view.sy(s) > 0 && view.sy(n) < view.height;
    const countries = this.countries.filter(seen);
    pen.lineJoin = "round";
    pen.fillStyle = view.colour("land");
    for (const country of countries) pen.fill(country.path, "evenodd");
    if (view.scale > 4) {
      this.stroke(pen, this.areas.filter(seen), view.colour("area"), thin);
      pen.fillStyle = view.colour("sea");
      for (const lake of this.lakes) if (seen(lake)) pen.fill(lake.path, "evenodd");
      this.stroke(pen, this.rivers.filter(seen), view.colour("river"), view.scale > 14 ? 1.6 * thin : thin);
    }
    this.stroke(pen, countries, view.colour("border"), thin);
  }

  stroke(pen, shapes, colour, width) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    for (const shape of shapes) pen.stroke(shape.path);
  }

  /** Names, each where it lies on none put before it: `put(name, x, y, font, colour, align)`. */
  paintNames(pen, view, put) {
    const label = view.colour("label");
    for (const c of this.countries) {
      if (c.size * view.scale > 24) put(c.name.toUpperCase(), view.sx(c.x), view.sy(c.y), NAMED, label);
    }
    // A town is shown from a scale on that falls with its people: the largest from afar.
    const least = view.scale < 8 ? 3e6 : 6e7 / view.scale ** 1.85;
    for (const t of this.towns) {
      if (t.people < least) break;
      const [x, y] = [view.sx(t.x), view.sy(t.y)];
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      if (!put(t.name, x + 6, y, TOWN, label, "left")) continue;
      pen.fillStyle = view.colour("land");
      pen.strokeStyle = label;
      pen.lineWidth = 1.2;
      pen.beginPath();
      pen.arc(x, y, 2.2, 0, 7);
      pen.fill();
      pen.stroke();
    }
    if (view.scale > 16) {
      for (const a of this.areaNames) put(a.name, view.sx(a.x), view.sy(a.y), AREA, label);
    }
  }
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
