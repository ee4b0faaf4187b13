// Events that would lie on each other, as one: worked out once for each half step of zoom, so that
// moving the map only draws.
const APART = 46; // pixels between the middles of two clusters, at least
const CELLS = 1 << 22;

export const radius = (n) => (n === 1 ? 7 : Math.min(26, 9 + 3.2 * Math.log2(n)));

export class Clusters {
  /** `events` with `px`, `py` on the map's square and `coarse` where only an area is told. */
  constructor(events) {
    this.events = events;
    this.levels = new Map();
  }

  /** The clusters for a scale (pixels a unit), the largest first. */
  at(scale) {
    const level = Math.round(Math.log2(scale) * 2);
    if (!this.levels.has(level)) this.levels.set(level, this.work(2 ** (level / 2)));
    return this.levels.get(level);
  }

  work(scale) {
    const size = APART / scale;
    const cells = new Map();
    for (const e of this.events) {
      const key = cellKey(Math.floor(e.px / size), Math.floor(e.py / size), e.coarse);
      let cell = cells.get(key);
      if (!cell) cells.set(key, (cell = { x: 0, y: 0, coarse: e.coarse, events: [] }));
      cell.x += e.px;
      cell.y += e.py;
      cell.events.push(e);
    }
    const found = [...cells.values()];
    for (const c of found) { c.x /= c.events.length; c.y /= c.events.length; }
    found.sort((a, b) => b.events.length - a.events.length);
    return this.merged(found, size, scale);
  }

  /** Small clusters that touch a larger one go into it. */
  merged(found, size, scale) {
    const grid = new Map();
    const kept = [];
    for (const c of found) {
      const [cx, cy] = [Math.floor(c.x / size), Math.floor(c.y / size)];
      const near = this.touching(grid, c, cx, cy, scale);
      if (near) {
        for (const e of c.events) near.events.push(e);
        continue;
      }
      const key = cellKey(cx, cy, c.coarse);
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(c);
      kept.push(c);
    }
    for (const c of kept) {
      c.r = radius(c.events.length);
      c.groups = slices(c.events, "group");
      c.grades = slices(c.events, "grade");
    }
    return kept.sort((a, b) => b.events.length - a.events.length);
  }

  touching(grid, c, cx, cy, scale) {
    for (let x = cx - 1; x <= cx + 1; x++) {
      for (let y = cy - 1; y <= cy + 1; y++) {
        for (const o of grid.get(cellKey(x, y, c.coarse)) ?? []) {
          const far = Math.hypot(o.x - c.x, o.y - c.y) * scale;
          if (far < (radius(o.events.length) + radius(c.events.length)) * 0.8) return o;
        }
      }
    }
    return null;
  }
}

const cellKey = (x, y, coarse) => ((x + 4) * CELLS + y + 4) * 2 + (coarse ? 1 : 0);

/** The parts of a full turn that each value of a field takes: value, from, to. */
function slices(events, field) {
  const counts = new Map();
  for (const e of events) counts.set(e[field], (counts.get(e[field]) ?? 0) + 1);
  let at = -Math.PI / 2;
  return [...counts].sort().map(([value, n]) => {
    const from = at;
    at += (n / events.length) * 2 * Math.PI;
    return [value, from, at];
  });
}
