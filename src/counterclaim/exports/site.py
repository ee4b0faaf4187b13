"""``site``: a dossier as a folder of pages that open from the file system or any host: map, time
line, events with their versions, actors, sources. Nothing is fetched, and no text of others is
copied but the sentences that are quoted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from counterclaim.exports import svgmap
from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.telling import days, heading
from counterclaim.model import Actor, Event, Field, Grade, Stance

if TYPE_CHECKING:
    from jinja2 import Environment

_COLUMNS = columns(
    """
    index.html: map, time line, and the events by day; each chooses what the list shows
    events/ID.html: an event: its grade, every version of every field, its quotations
    actors.html: whom any version names, with what it is told to have done and suffered
    sources.html: who said it first, and the articles with their addresses
    dossier.css: the pages' style
    dossier.js: zoom, and choosing by place, day, kind, grade and words
    """
)
_WIDTH, _TALL, _FLOOR = 760, 110, 88
_STEPS = (1, 7, 30, 91, 365)
_MOST_BARS = 90
_LONGEST = 31
"""Days: an event told less closely would stand on a day that nobody told."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An event as it stands in a list."""

    id: str
    kind: str
    grade: str
    reason: str
    place: str | None
    days: str
    start: str | None
    end: str | None
    who: str


def _row(event: Event) -> _Row:
    day = event.date
    told = {f.field: f.versions[0].value for f in event.versions if f.versions}
    sides = [told[name] for name in (Field.WHO, Field.WHOM) if name in told]
    return _Row(
        id=event.id,
        kind=event.kind,
        grade=event.grade.value,
        reason=event.reason,
        place=event.place.name if event.place else None,
        days=days(day),
        start=str(day.start) if day and day.start else None,
        end=str(day.end) if day and day.end else None,
        who=" → ".join(sides),
    )


def _map(events: tuple[Event, ...]) -> str:
    """The map: all of the world's countries, the frame on the events, a spot for each place."""
    around = svgmap.frame(events)
    spots = [_spot(mark) for mark in svgmap.marks(events, around, 0.5)]
    return (
        f'<svg viewBox="0 0 {svgmap.WIDTH} {svgmap.HEIGHT}" role="group" '
        f'aria-label="Map; the list names each event">'
        f"{svgmap.ground(around, world=True)}{''.join(spots)}</svg>"
    )


def _spot(mark: svgmap.Mark) -> str:
    """A mark of its place: a way to its only event, or a choice of several."""
    at = f"{mark.x:.1f} {mark.y:.1f}"
    ids = " ".join(event.id for event in mark.events)
    named = f"{mark.place}: {len(mark.events)} event{'' if len(mark.events) == 1 else 's'}"
    circle = svgmap.circle(svgmap.Mark(0, 0, mark.events))
    return (
        f'<a class="spot" href="#{mark.events[0].id}" data-at="{at}" data-ids="{ids}" '
        f'transform="translate({at})"><title>{escape(named)}</title>{circle}</a>'
    )


@dataclass(slots=True)
class _Bar:
    """How many events fall on some days, and how many of them are contested."""

    first: date
    last: date
    count: int = 0
    contested: int = 0


def _bars(events: tuple[Event, ...]) -> list[_Bar]:
    """Events by days, weeks, months or more, so that there aren't too many bars."""
    told = [(day, event) for event in events if (day := _middle(event)) is not None]
    if not told:
        return []
    first, last = min(day for day, _ in told), max(day for day, _ in told)
    length = (last - first).days + 1
    step = next((s for s in _STEPS if length / s <= _MOST_BARS), _STEPS[-1])
    bars = [
        _Bar(first + timedelta(days=at), first + timedelta(days=at + step - 1))
        for at in range(0, length, step)
    ]
    for day, event in told:
        bar = bars[(day - first).days // step]
        bar.count += 1
        bar.contested += event.grade is Grade.CONTESTED
    return bars


def _middle(event: Event) -> date | None:
    day = event.date
    if day is None or day.start is None or day.end is None:
        return None
    length = (day.end - day.start).days + 1
    return None if length > _LONGEST else day.start + timedelta(days=(length - 1) // 2)


def _time(events: tuple[Event, ...]) -> str:
    """The time line: a bar some days, its contested part in another colour."""
    bars = _bars(events)
    if not bars:
        return '<p class="faint">No event has a date.</p>'
    most, wide = max(bar.count for bar in bars), _WIDTH / len(bars)
    drawn = "".join(_column(bar, at * wide, wide, most) for at, bar in enumerate(bars) if bar.count)
    ends = (
        f'<text x="0" y="{_TALL - 4}">{bars[0].first}</text>'
        f'<text x="{_WIDTH}" y="{_TALL - 4}" text-anchor="end">{bars[-1].last}</text>'
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_TALL}" role="group" aria-label="Events in time">'
        f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{_FLOOR}" y2="{_FLOOR}"/>{drawn}{ends}</svg>'
    )


def _column(bar: _Bar, x: float, wide: float, most: int) -> str:
    tall, red = (n * (_FLOOR - 6) / most for n in (bar.count, bar.contested))
    span = str(bar.first) if bar.first == bar.last else f"{bar.first} to {bar.last}"
    named = f"{span}: {bar.count}, contested {bar.contested}"
    box = f'x="{x:.1f}" width="{max(wide - 1, 1.5):.1f}"'
    return (
        f'<g class="bar" tabindex="0" role="button" aria-label="{named}" data-from="{bar.first}" '
        f'data-to="{bar.last}"><title>{named}</title>'
        f'<rect {box} y="{_FLOOR - tall:.1f}" height="{tall:.1f}"/>'
        f'<rect class="contested" {box} y="{_FLOOR - red:.1f}" height="{red:.1f}"/></g>'
    )


@dataclass(slots=True)
class _Actor:
    """An actor and the events in which a version names it."""

    id: str
    name: str
    type: str
    country: str | None
    names: tuple[str, ...]
    who: list[_Row] = field(default_factory=list)
    whom: list[_Row] = field(default_factory=list)


def _actors(material: Material) -> list[_Actor]:
    out: dict[str, _Actor] = {}
    for event in material.events:
        row = _row(event)
        for found in event.versions:
            if found.field not in (Field.WHO, Field.WHOM):
                continue
            for id_ in dict.fromkeys(a for v in found.versions for a in v.actors):
                if id_ in material.actors:
                    told = out.setdefault(id_, _actor(material.actors[id_]))
                    (told.who if found.field is Field.WHO else told.whom).append(row)
    return sorted(out.values(), key=lambda a: (-len(a.who) - len(a.whom), a.name))


def _actor(actor: Actor) -> _Actor:
    names = dict.fromkeys(name.text for name in actor.names if name.text != actor.name)
    return _Actor(actor.id, actor.name, actor.type.value, actor.country, tuple(names))


def _origins(events: tuple[Event, ...]) -> list[Json]:
    """Who said something first: of how many events, of how many alone, and how many it denies."""
    out: dict[str, Json] = {}
    for event in events:
        names = dict.fromkeys(origin.name for origin in event.origins)
        denying = {m.origin.name for m in event.members if m.stance is Stance.DENIED}
        for name in names:
            told = out.setdefault(name, {"name": name, "events": 0, "alone": 0, "denies": 0})
            told["events"] += 1
            told["alone"] += len(names) == 1
            told["denies"] += name in denying
    return sorted(out.values(), key=lambda told: (-told["events"], told["name"]))


def _articles(material: Material) -> Iterator[Json]:
    rows: dict[str, list[_Row]] = {}
    for event in material.events:
        for id_ in event.articles:
            rows.setdefault(id_, []).append(_row(event))
    order = sorted(
        (material.articles[id_] for id_ in rows if id_ in material.articles),
        key=lambda a: (str(a.published or ""), a.id),
    )
    for article in order:
        yield {
            "id": article.id,
            "title": article.title,
            "url": article.web_address,
            "publisher": article.publisher,
            "published": article.published,
            "sha256": article.sha256,
            "events": rows[article.id],
        }


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("counterclaim.exports", "dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _page(template: str, /, **values: object) -> bytes:
    return _environment().get_template(template).render(**values).encode()


def _static(name: str) -> bytes:
    return (files("counterclaim.exports") / "dossier" / name).read_bytes()


def _write(material: Material, ledger: Ledger) -> Files:
    from markupsafe import Markup

    title, made_of = heading(material, "Dossier")
    events = material.events
    ledger.written = len(events)
    common = {"title": title, "root": ""}

    def name(id_: str) -> str:
        article = material.articles.get(id_)
        return (article.publisher if article else None) or id_

    pages = {
        "index.html": _page(
            "index.html",
            **common,
            here="index",
            made_of=made_of,
            map=Markup(_map(events)),
            time=Markup(_time(events)),
            rows=[_row(event) for event in events],
            kinds=sorted({event.kind for event in events}),
            grades=[grade.value for grade in Grade],
            unplaced=len(events) - len(svgmap.located(events)),
            undated=sum(_middle(event) is None for event in events),
        ),
        "actors.html": _page("actors.html", **common, here="actors", actors=_actors(material)),
        "sources.html": _page(
            "sources.html",
            **common,
            here="sources",
            origins=_origins(events),
            articles=list(_articles(material)),
        ),
        "dossier.css": _static("dossier.css"),
        "dossier.js": _static("dossier.js"),
    }
    for event in events:
        pages[f"events/{event.id}.html"] = _page(
            "event.html",
            title=title,
            root="../",
            here="event",
            event=event,
            days=days(event.date),
            name=name,
        )
    return pages


FORMAT = Format(
    name="site",
    title="A dossier as a static website",
    suffix="",
    source="HTML, SVG and one classic script: no module, nothing fetched, so that file:// works",
    columns=_COLUMNS,
    cannot_hold=(
        "the text of the articles: sentences that are quoted only",
        "relations between actors, and who held what",
        "search by more than kind, grade, place, day and words",
    ),
    write=_write,
)
