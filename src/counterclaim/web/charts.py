"""Counts over time as bars that a template draws: no script, no style of their own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDE, HIGH = 640, 72
_MOST_BARS = 120
_GAP = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one bar: its class, where it stands and how high it is, in units of the
    chart."""

    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One month, quarter or year: where it stands, what it is made of, and in words."""

    x: float
    width: float
    parts: tuple[Part, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, what one of them spans, the largest count, the first and the last label."""

    bars: tuple[Bar, ...]
    span: str
    most: int
    first: str
    last: str


def over_time(days: Iterable[tuple[date, str, int]]) -> Chart | None:
    """Counts by day and name as bars of months, quarters or years, whichever are few enough;
    ``None`` where there is none."""
    told = list(days)
    if not told:
        return None
    months = [day.year * 12 + day.month - 1 for day, _, _ in told]
    spans = {1: "month", 3: "quarter", 12: "year"}
    length = max(months) - min(months) + 1
    step = next((s for s in spans if length / s <= _MOST_BARS), 12)
    first, last = min(months) // step, max(months) // step
    counts: Counter[tuple[int, str]] = Counter()
    for month, (_, name, count) in zip(months, told, strict=True):
        counts[month // step, name] += count
    names = sorted({name for _, name, _ in told})
    most = max(sum(counts[bar, name] for name in names) for bar in range(first, last + 1))
    wide = WIDE / max(12, last - first + 1)
    return Chart(
        bars=tuple(
            _bar(counts, names, at, step, most, (at - first) * wide, wide)
            for at in range(first, last + 1)
            if any(counts[at, name] for name in names)
        ),
        span=spans[step],
        most=most,
        first=_label(first, step),
        last=_label(last, step),
    )


def _bar(
    counts: Counter[tuple[int, str]],
    names: list[str],
    at: int,
    step: int,
    most: int,
    x: float,
    wide: float,
) -> Bar:
    parts, y = [], float(HIGH)
    for name in names:
        height = counts[at, name] / most * HIGH
        if height:
            y -= height
            parts.append(Part(name, round(y, 2), round(height, 2)))
    told = ", ".join(f"{name} {counts[at, name]}" for name in names if counts[at, name])
    words = f"{_label(at, step)}: {told}"
    return Bar(round(x, 2), round(wide * (1 - _GAP), 2), tuple(parts), words)


def _label(at: int, step: int) -> str:
    year, month = divmod(at * step, 12)
    if step == 12:
        return str(year)
    begin = f"{date(year, month + 1, 1):%b}"
    if step == 1:
        return f"{begin} {year}"
    return f"{begin}–{date(year, month + step, 1):%b} {year}"
