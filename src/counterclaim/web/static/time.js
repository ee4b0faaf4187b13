// Events by day, week or month as bars; dragging chooses days.
const DAY = 86400000;
const stamp = (day) => Date.parse(`${day}T00:00:00Z`);
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

export class TimeLine {
  constructor(canvas, events, filters) {
    this.canvas = canvas;
    // An event told to the year or month only would be drawn on a day that nobody told.
    this.times = events
      .filter((e) => e.start && stamp(e.end) - stamp(e.start) <= 31 * DAY)
      .map((e) => ({ at: (stamp(e.start) + stamp(e.end)) / 2, group: e.group }));
    const all = this.times.map((t) => t.at);
    this.first = filters.get("since") ? stamp(filters.get("since")) : Math.min(...all) - 3 * DAY;
    this.last = filters.get("until") ? stamp(filters.get("until")) + DAY : Math.max(...all) + 4 * DAY;
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
    if (b - a > 4) this.chosen?.(iso(this.time(a)), iso(this.time(b)));
    this.draw();
  }

  time(x) { return this.first + ((x - 12) / (this.width - 24)) * (this.last - this.first); }
  x(time) { return 12 + ((time - this.first) / (this.last - this.first)) * (this.width - 24); }

  draw() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    this.width = width;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    if (!this.times.length) return;
    const step = [1, 7, 30, 91, 365].find((d) => (this.last - this.first) / DAY / d < width / 5) ?? 365;
    const groups = ["explosion", "battle", "civilians", "strategic", "protest", "other"];
    const bars = new Map();
    for (const { at, group } of this.times) {
      const bar = Math.floor((at - this.first) / (step * DAY));
      if (!bars.has(bar)) bars.set(bar, {});
      bars.get(bar)[group] = (bars.get(bar)[group] ?? 0) + 1;
    }
    const most = Math.max(...[...bars.values()].map((b) => Object.values(b).reduce((x, y) => x + y)));
    const floor = height - 22;
    const wide = Math.max(2, this.x(this.first + step * DAY) - this.x(this.first) - 1);
    for (const [bar, counts] of bars) {
      let y = floor;
      for (const group of groups) {
        const tall = ((counts[group] ?? 0) / most) * (floor - 18);
        pen.fillStyle = colour(group);
        pen.fillRect(this.x(this.first + bar * step * DAY), y - tall, wide, tall);
        y -= tall;
      }
    }
    this.axis(pen, floor, width);
    pen.fillStyle = colour("faint");
    pen.textAlign = "left";
    pen.fillText(`events by ${{ 1: "day", 7: "week", 30: "30 days", 91: "quarter", 365: "year" }[step]}, most ${most} · drag to choose days`, 12, 12);
    if (this.from !== undefined) {
      pen.globalAlpha = 0.25;
      pen.fillStyle = colour("link");
      pen.fillRect(Math.min(this.from, this.to), 0, Math.abs(this.to - this.from), floor);
      pen.globalAlpha = 1;
    }
  }

  axis(pen, floor, width) {
    pen.strokeStyle = colour("line");
    pen.beginPath(); pen.moveTo(0, floor + 0.5); pen.lineTo(width, floor + 0.5); pen.stroke();
    pen.fillStyle = colour("faint");
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    const months = (this.last - this.first) / DAY / 30.4;
    const every = [1, 2, 3, 6, 12, 24, 60].find((n) => (months / n) * 70 < width) ?? 120;
    const day = new Date(this.first);
    let month = day.getUTCFullYear() * 12 + day.getUTCMonth() + 1;
    for (month = Math.ceil(month / every) * every; ; month += every) {
      const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (time > this.last) break;
      const format = every < 12 ? { month: "short", year: "numeric" } : { year: "numeric" };
      const words = new Date(time).toLocaleDateString("en", { ...format, timeZone: "UTC" });
      pen.fillRect(this.x(time), floor, 1, 4);
      pen.fillText(words, Math.min(width - 28, Math.max(28, this.x(time))), floor + 15);
    }
  }
}
