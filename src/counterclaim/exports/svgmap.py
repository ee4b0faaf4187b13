"""A map of events as SVG: countries and first-level areas after Natural Earth, a mark a place.

The base map is the one that the web app serves. Web Mercator, as there.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import asinh, hypot, radians, sqrt, tan

from counterclaim.exports.base import Json
from counterclaim.model import Event, Grade, Precision

WIDTH, HEIGHT = 760, 460
_MARGIN = 0.12
_LEAST = 6.0
"""The least width of a frame in degrees of longitude: nearer, the base map has nothing to show."""
_FINE, _COARSE = 0.6, 6.0
"""How far apart, in pixels, two points of a line are at least, in the frame and off it."""

_AREAS = frozenset({Precision.COUNTRY, Precision.REGION})

Point = tuple[float, float]

STYLE = (
    ".sea{fill:#dfe8ec}.land{fill:#f6f3ea;stroke:#a9a493;stroke-width:.8}"
    ".area{fill:none;stroke:#d9d4c4;stroke-width:.6}"
    "text{font-family:'Noto Sans','DejaVu Sans','Noto Naskh Arabic',sans-serif;font-size:11px}"
    ".country{fill:#6c6858;font-weight:600;letter-spacing:.06em;text-anchor:middle}"
    ".name{fill:#1d2328;paint-order:stroke;stroke:#f6f3ea;stroke-width:2.5px}"
    ".count{fill:#fff;font-weight:600;font-size:10px;text-anchor:middle}"
    ".confirmed{fill:#1f7a45}.fair{fill:#2a6f97}.weak{fill:#71767b}"
    ".contested{fill:#c02f2f}.discounted{fill:#a7a29a}"
    ".mark{stroke:#fff;stroke-width:1.2}.mark.contested{stroke:#1d2328;stroke-width:1.8}"
)
"""Colours of land, names and grades; a page may override them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown: the west and north edge and the scale, pixels a unit of Mercator."""

    left: float
    top: float
    scale: float

    def of(self, point: Point) -> Point:
        """Pixels of a longitude and latitude in degrees."""
        x, y = _mercator(point)
        return (x - self.left) * self.scale, (y - self.top) * self.scale


@dataclass(frozen=True, slots=True)
class Mark:
    """Events that stand on one spot, in pixels: how grave the most disputed of them is."""

    x: float
    y: float
    events: tuple[Event, ...]

    @property
    def grade(self) -> Grade:
        """Contested where one of them is, else the best that any has."""
        grades = {event.grade for event in self.events}
        order = (Grade.CONTESTED, Grade.CONFIRMED, Grade.FAIR, Grade.WEAK, Grade.DISCOUNTED)
        return next(grade for grade in order if grade in grades)

    @property
    def place(self) -> str:
        """The name of the spot, of the first of its events."""
        place = self.events[0].place
        return place.name if place else ""

    @property
    def coarse(self) -> bool:
        """Whether the events are told of an area only, in the middle of which the mark stands."""
        return all(e.place and e.place.precision in _AREAS for e in self.events)

    @property
    def radius(self) -> float:
        """Pixels; the area grows with the number of events."""
        return min(
            20.0, 4.5 + 2.2 * sqrt(len(self.events) - 1) + (2 if len(self.events) > 1 else 0)
        )


def located(events: Iterable[Event]) -> list[tuple[Point, Event]]:
    """The events that have coordinates, with these: longitude, latitude."""
    return [
        ((e.place.longitude, e.place.latitude), e)
        for e in events
        if e.place and e.place.longitude is not None and e.place.latitude is not None
    ]


def frame(events: Sequence[Event]) -> Frame:
    """The frame that holds four in five of the events on each axis."""
    points = [_mercator(point) for point, _ in located(events)] or [_mercator((0, 0))]
    left, right = _inner([x for x, _ in points])
    top, bottom = _inner([y for _, y in points])
    wide = max((right - left) * (1 + 2 * _MARGIN), radians(_LEAST))
    tall = (bottom - top) * (1 + 2 * _MARGIN)
    scale = min(WIDTH / wide, HEIGHT / tall if tall else WIDTH / wide)
    middle = (left + right) / 2, (top + bottom) / 2
    return Frame(middle[0] - WIDTH / scale / 2, middle[1] - HEIGHT / scale / 2, scale)


def _inner(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    cut = len(ordered) // 10
    return ordered[cut], ordered[-1 - cut]


def _mercator(point: Point) -> Point:
    return radians(point[0]), -asinh(tan(radians(max(-85.0, min(85.0, point[1])))))


def marks(events: Sequence[Event], around: Frame, apart: float) -> list[Mark]:
    """Marks of the events, one for those nearer than ``apart`` pixels, the fullest first."""
    spots: dict[Point, list[Event]] = {}
    for point, event in located(events):
        spots.setdefault(around.of(point), []).append(event)
    out: list[Mark] = []
    for (x, y), found in sorted(spots.items(), key=lambda spot: (-len(spot[1]), spot[0])):
        near = next((m for m in out if hypot(m.x - x, m.y - y) < apart), None)
        if near is None:
            out.append(Mark(x, y, tuple(found)))
        else:
            out[out.index(near)] = Mark(near.x, near.y, (*near.events, *found))
    return out


def ground(around: Frame, *, world: bool) -> str:
    """The base map: what the frame shows of it, or all of the world, coarser off the frame."""
    parts = ['<g class="ground">']
    base = _base()
    for country in base["countries"]:
        drawn = "".join(_path(ring, base["unit"], around, world) for ring in country["rings"])
        parts += [f'<path class="land" d="{drawn}"/>'] if drawn else []
    lines = "".join(_path(line, base["unit"], around, False) for line in base["areas"])
    parts.append(f'<path class="area" d="{lines}"/>')
    for country in base["countries"]:
        x, y = around.of(tuple(country["at"]))
        if 0 < x < WIDTH and 0 < y < HEIGHT and radians(country["size"]) * around.scale > 60:
            name = escape(country["name"].upper())
            parts.append(f'<text class="country" x="{x:.0f}" y="{y:.0f}">{name}</text>')
    return "".join((*parts, "</g>"))


@cache
def _base() -> Json:
    """The base map: countries with their rings, areas' lines, in 1/``unit`` degrees, each point
    told from the one before."""
    file = files("counterclaim") / "web" / "static" / "base.json"
    base: Json = json.loads(file.read_text(encoding="utf-8"))
    return base


def _unpacked(packed: Sequence[int], unit: int) -> Iterator[Point]:
    x = y = 0
    for at in range(0, len(packed), 2):
        x, y = x + packed[at], y + packed[at + 1]
        yield x / unit, y / unit


def _path(packed: Sequence[int], unit: int, around: Frame, world: bool) -> str:
    """A line as SVG's path; empty where the frame shows nothing of it."""
    points = [around.of(point) for point in _unpacked(packed, unit)]
    seen = (
        min(x for x, _ in points) < WIDTH
        and max(x for x, _ in points) > 0
        and min(y for _, y in points) < HEIGHT
        and max(y for _, y in points) > 0
    )
    if not (seen or world):
        return ""
    kept = [points[0]]
    for x, y in points[1:]:
        near = -WIDTH < x < 2 * WIDTH and -HEIGHT < y < 2 * HEIGHT
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= (_FINE if near else _COARSE):
            kept.append((x, y))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) if len(kept) > 1 else ""


def shown(events: Sequence[Event]) -> tuple[Frame, list[Mark]]:
    """The frame of a map that stands alone, and the marks that are in it."""
    around = frame(events)
    found = marks(events, around, 14)
    return around, [m for m in found if 0 <= m.x <= WIDTH and 0 <= m.y <= HEIGHT]


def svg(events: Sequence[Event]) -> str:
    """A map that stands alone: marks with the names of their places, and how many they are."""
    around, found = shown(events)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="Map of the events">',
        f'<style>{STYLE}</style><rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>',
        ground(around, world=False),
        *(circle(mark) for mark in reversed(found)),
        *_names(found),
        *_legend(),
        "</svg>\n",
    ]
    return "".join(parts)


def circle(mark: Mark) -> str:
    """A mark and, for several events, their number."""
    number = len(mark.events)
    faint = " coarse" if mark.coarse else ""
    drawn = (
        f'<circle class="mark {mark.grade.value}{faint}" cx="{mark.x:.1f}" cy="{mark.y:.1f}" '
        f'r="{mark.radius:.1f}"/>'
    )
    if number == 1:
        return drawn
    return f'{drawn}<text class="count" x="{mark.x:.1f}" y="{mark.y + 3.5:.1f}">{number}</text>'


def _names(found: Sequence[Mark]) -> Iterator[str]:
    """The names of the places, the fullest first, where there is room for them."""
    taken = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in found]
    for mark in found:
        left, top = mark.x + mark.radius + 3, mark.y - 7
        name = f"{mark.place} (somewhere in it)" if mark.coarse else mark.place
        box = (left, top, left + 6.3 * len(name), top + 14)
        if box[2] > WIDTH or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        yield f'<text class="name" x="{left:.1f}" y="{mark.y + 4:.1f}">{escape(name)}</text>'


def _legend() -> Iterator[str]:
    yield f'<rect x="0" y="{HEIGHT - 20}" width="400" height="20" fill="#fff" opacity=".85"/>'
    for at, grade in enumerate(Grade):
        x, y = 12 + 78 * at, HEIGHT - 10
        yield f'<circle class="mark {grade.value}" cx="{x}" cy="{y}" r="4.5"/>'
        yield f'<text x="{x + 8}" y="{y + 4}">{grade.value}</text>'


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
