// Events by day, week or month as bars. Dragging chooses days, a click alone chooses all again.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
export const day = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86400000);
export const iso = (number) => new Date(number * 86400000).toISOString().slice(0, 10);

const GROUPS = ["explosion", "battle", "civilians", "strategic", "protest", "other"];
const STEPS = { 1: "day", 7: "week", 30: "30 days", 91: "quarter", 365: "year" };

export class TimeLine {
  /** `chosen(since, until)` is called with days since 1970, or with nulls for all. */
  constructor(canvas, events, since, until) {
    Object.assign(this, { canvas, since, until });
    // An event told to the year or month only would be drawn on a day that nobody told.
    this.times = events.filter((e) => e.start !== null && e.days <= 31)
      .map((e) => ({ at: Math.floor(e.start + e.days / 2), group: e.group }));
    const sorted = Int32Array.from(this.times, (t) => t.at).sort();
    // A few stray dates far off would press all others into one bar.
    const cut = Math.floor(sorted.length * 0.002);
    this.first = Math.min(sorted[cut] ?? 0, since ?? Infinity) - 3;
    this.last = Math.max(sorted[sorted.length - 1 - cut] ?? 1, until ?? -Infinity) + 4;
    new ResizeObserver(() => this.draw()).observe(canvas.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    canvas.addEventListener("pointerdown", (e) => {
      canvas.setPointerCapture(e.pointerId);
      this.from = this.to = e.offsetX;
    });
    canvas.addEventListener("pointermove", (e) => {
      if (this.from !== undefined) { this.to = e.offsetX; this.draw(); }
    });
    canvas.addEventListener("pointerup", () => this.choose());
  }

  choose() {
    const [a, b] = [this.from, this.to].sort((x, y) => x - y);
    this.from = this.to = undefined;
    const wide = b - a > 4;
    this.set(wide ? Math.floor(this.time(a)) : null, wide ? Math.floor(this.time(b)) : null);
    this.chosen?.(this.since, this.until);
  }

  set(since, until) {
    Object.assign(this, { since, until });
    this.draw();
  }

  time(x) { return this.first + ((x - 12) / (this.width - 24)) * (this.last - this.first); }
  x(time) { return 12 + ((time - this.first) / (this.last - this.first)) * (this.width - 24); }

  /** The counts of each bar: by its number, by group. */
  bars(step) {
    if (this.step !== step) {
      this.step = step;
      this.counts = new Map();
      for (const { at, group } of this.times) {
        if (at < this.first || at > this.last) continue;
        const bar = Math.floor((at - this.first) / step);
        if (!this.counts.has(bar)) this.counts.set(bar, {});
        this.counts.get(bar)[group] = (this.counts.get(bar)[group] ?? 0) + 1;
      }
    }
    return this.counts;
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    this.width = width;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    if (!this.times.length) return;
    const step = [1, 7, 30, 91, 365].find((d) => (this.last - this.first) / d < width / 5) ?? 365;
    const bars = this.bars(step);
    const sum = (counts) => Object.values(counts).reduce((x, y) => x + y);
    const most = Math.max(...[...bars.values()].map(sum));
    const floor = height - 22;
    const wide = Math.max(2, this.x(this.first + step) - this.x(this.first) - 1);
    const fill = new Map(GROUPS.map((group) => [group, colour(group)]));
    for (const [bar, counts] of bars) {
      let y = floor;
      for (const group of GROUPS) {
        const tall = ((counts[group] ?? 0) / most) * (floor - 20);
        pen.fillStyle = fill.get(group);
        pen.fillRect(this.x(this.first + bar * step), y - tall, wide, tall);
        y -= tall;
      }
    }
    this.axis(pen, floor, width);
    this.shade(pen, floor, width);
    pen.fillStyle = colour("faint");
    pen.textAlign = "left";
    const hint = this.since === null && this.until === null ? "drag to choose days" : "click to choose all days";
    pen.fillText(`events by ${STEPS[step]}, most ${most} · ${hint}`, 12, 12);
  }

  /** What is being dragged over; else what lies outside the chosen days. */
  shade(pen, floor, width) {
    pen.globalAlpha = 0.25;
    if (this.from !== undefined) {
      pen.fillStyle = colour("link");
      pen.fillRect(Math.min(this.from, this.to), 0, Math.abs(this.to - this.from), floor);
    } else if (this.since !== null || this.until !== null) {
      const [left, right] = [this.x(this.since ?? this.first), this.x((this.until ?? this.last) + 1)];
      pen.globalAlpha = 0.72;
      pen.fillStyle = colour("card");
      pen.fillRect(0, 16, Math.max(0, left), floor - 16);
      pen.fillRect(right, 16, Math.max(0, width - right), floor - 16);
      pen.globalAlpha = 1;
      pen.fillStyle = colour("link");
      for (const edge of [left, right]) pen.fillRect(edge - 1, 16, 2, floor - 16);
    }
    pen.globalAlpha = 1;
  }

  axis(pen, floor, width) {
    pen.strokeStyle = colour("line");
    pen.beginPath(); pen.moveTo(0, floor + 0.5); pen.lineTo(width, floor + 0.5); pen.stroke();
    pen.fillStyle = colour("faint");
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    const months = (this.last - this.first) / 30.4;
    const every = [1, 2, 3, 6, 12, 24, 60].find((n) => (months / n) * 70 < width) ?? 120;
    const start = new Date(this.first * 86400000);
    const begin = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1;
    for (let month = Math.ceil(begin / every) * every; ; month += every) {
      const time = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86400000;
      if (time > this.last) break;
      const format = every < 12 ? { month: "short", year: "numeric" } : { year: "numeric" };
      const words = new Date(time * 86400000).toLocaleDateString("en", { ...format, timeZone: "UTC" });
      pen.fillRect(this.x(time), floor, 1, 4);
      pen.fillText(words, Math.min(width - 28, Math.max(28, this.x(time))), floor + 15);
    }
  }
}
