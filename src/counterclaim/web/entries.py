"""The pages of actors and places, and the search over everything."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from counterclaim.model import Actor, ActorRef, Link
from counterclaim.store import ArticleHit, EventFilter, PlaceFigure, StatedTie
from counterclaim.web import charts, wording
from counterclaim.web.asked import Asked, asked
from counterclaim.web.control import spans_of
from counterclaim.web.overview import list_of
from counterclaim.web.rendering import keep, reader_of, registry, render

if TYPE_CHECKING:
    from counterclaim.names.gazetteer import Gazetteer

LATEST = 20
FEW = 8
_TIES, _UNPLACED = 400, 300
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Tie:
    """All that is told of how an actor stands to another: the other's id and name, what the
    relation is called, seen from the actor, and the statements, the latest first."""

    actor: str | None
    name: str
    label: str
    told: tuple[StatedTie, ...]


def actors(request: Request) -> Response:
    """Actors by how often they are named."""
    figures = keep(request, "actors", reader_of(request).actor_figures)
    return render(request, "actors.html", here="actors", actors=figures, registry=registry())


def actor(request: Request) -> Response:
    """One actor: its names, its ties, what it is told to have done."""
    found = registry().get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "The registry has no actor of this id.")
    reader = reader_of(request)
    events, total = keep(
        request,
        ("actor", found.id),
        lambda: reader.event_page(EventFilter(actor_id=found.id), limit=LATEST, latest=True),
    )
    days = keep(request, ("actor days", found.id), lambda: reader.actor_days(found.id))
    roles = {"initiator": "did", "recipient": "suffered"}
    return render(
        request,
        "actor.html",
        here="actors",
        actor=found,
        names=_by_script(found),
        ties=_registered(found),
        stated=stated(found.id, reader.stated_ties(found.id, _TIES)),
        registry=registry(),
        chart=charts.over_time((day, roles[role], count) for day, role, count in days),
        events=events,
        total=total,
        asked=asked(request.query_params),
    )


def _by_script(found: Actor) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for name in found.names:
        names[name.script].append(name.text)
    return dict(names)


def _registered(found: Actor) -> dict[str, tuple[Link, ...]]:
    """Ties by the registry, and those who name this actor in theirs."""
    ties = {
        "part of": found.part_of,
        "has had as parts": _back(found.id, "part_of"),
        "allied with": found.allied_with,
        "opposed to": found.opposed_to,
        "backed by": found.backed_by,
        "backs": _back(found.id, "backed_by"),
        "successor of": found.successor_of,
        "succeeded by": _back(found.id, "successor_of"),
    }
    return {label: links for label, links in ties.items() if links}


def _back(id_: str, field: str) -> tuple[Link, ...]:
    """The actors whose tie of this field is to ``id_``, dated as theirs is."""
    return tuple(
        Link(actor=other.id, since=link.since, until=link.until)
        for other in registry().actors.values()
        for link in getattr(other, field)
        if link.actor == id_
    )


def stated(id_: str, told: Sequence[StatedTie]) -> list[Tie]:
    """What articles say of an actor's ties, by the other and by relation, most told first."""
    groups: dict[tuple[str, str | None, str], list[StatedTie]] = defaultdict(list)
    for tie in told:
        relation = tie.relation
        if not isinstance(relation.object, ActorRef):
            continue
        forward = relation.subject.actor == id_
        other = relation.object if forward else relation.subject
        label = wording.relation(relation.kind, forward=forward)
        groups[label, other.actor, other.name or other.text].append(tie)
    ties = [Tie(entry, name, label, tuple(all_)) for (label, entry, name), all_ in groups.items()]
    return sorted(ties, key=lambda tie: (-len(tie.told), tie.label, tie.name))


def places(request: Request) -> Response:
    """Places on the map by how many events are told of them."""
    figures = keep(request, "places", reader_of(request).place_figures)
    known = [figure for figure in figures if figure.id is not None and figure.latitude is not None]
    return render(
        request,
        "places.html",
        here="places",
        places=known[:_UNPLACED],
        total=len(known),
        unplaced=sum(figure.events for figure in figures if figure.latitude is None),
    )


def place(request: Request) -> Response:
    """One place: its names, who held it by whose word, what is told to have been there."""
    id_ = request.path_params["id"]
    reader = reader_of(request)
    figures = keep(request, "places", reader.place_figures)
    found = next((figure for figure in figures if figure.id == id_), None)
    if found is None:
        raise HTTPException(404, "No event is told of a place with this id.")
    events, total = keep(
        request,
        ("place", id_),
        lambda: reader.event_page(EventFilter(place_id=id_), limit=LATEST, latest=True),
    )
    days = keep(request, ("place days", id_), lambda: reader.place_days(id_))
    return render(
        request,
        "place.html",
        here="places",
        place=found,
        names=_names(id_),
        spans=spans_of(request, id_),
        chart=charts.over_time(days),
        near=_near(found, figures),
        events=events,
        total=total,
        asked=asked(request.query_params),
    )


def _near(found: PlaceFigure, figures: Sequence[PlaceFigure]) -> list[PlaceFigure]:
    """Other places with events, the nearest first."""
    x, y = found.longitude, found.latitude
    if x is None or y is None:
        return []
    far = sorted(
        ((f.longitude - x) ** 2 + (f.latitude - y) ** 2, f.name, f)
        for f in figures
        if f.id not in (None, found.id)
        and f.precision not in ("country", "region")
        and f.longitude is not None
        and f.latitude is not None
        and abs(f.latitude - y) < 1
        and abs(f.longitude - x) < 1
    )
    return [figure for _, _, figure in far[:FEW]]


@cache
def _gazetteer() -> "Gazetteer | None":
    from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing

    try:
        return Gazetteer.open()
    except GazetteerMissing:
        return None


def _names(id_: str) -> tuple[str, ...]:
    """All names that the gazetteer has for a place; none where there is no gazetteer."""
    gazetteer = _gazetteer()
    entry = gazetteer.get(id_) if gazetteer is not None else None
    return gazetteer.names(entry) if gazetteer is not None and entry is not None else ()


def unplaced(request: Request) -> Response:
    """The events that aren't on the map: by the place that is told of them, and one by one."""
    wanted = asked(request.query_params)
    reader = reader_of(request)
    listed = Asked(wanted.filters.off_the_map(), None, wanted.page, None)
    return render(
        request,
        "unplaced.html",
        here="places",
        wordings=keep(request, "unplaced", lambda: reader.unplaced(_UNPLACED)),
        **list_of(request, listed, "/unplaced"),
    )


def search(request: Request) -> Response:
    """Events, actors, places and articles that hold the words; where nothing does, actors whose
    name comes near them. ``part`` gives the findings only, for the box that Ctrl-K opens."""
    query = request.query_params.get("q", "").strip()[:200]
    words = query.split()[:_MOST_WORDS]
    reader = reader_of(request)
    figures = keep(request, "places", reader.place_figures)
    events = reader.found_events(words, FEW) if words else []
    named = _places_named(query.casefold(), figures) if words else []
    hits = reader.found_articles(words, FEW) if words else []
    actors_ = _actors_named(query) if words else []
    if words and not (events or named or hits or actors_):
        actors_ = [hit.actor for hit in registry().search(query, FEW)]
    return render(
        request,
        "found.html" if request.query_params.get("part") else "search.html",
        here="search",
        query=query,
        events=events,
        places=named,
        actors=actors_,
        articles=[(hit.article, _around(hit)) for hit in hits],
        day=wording.days,
    )


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Every name of every actor in small letters, with the actor's id, the shortest first."""
    names = {
        (name.text.casefold(), actor.id)
        for actor in registry().actors.values()
        for name in actor.names
    }
    return tuple(sorted(names, key=lambda pair: (len(pair[0]), pair)))


def _actors_named(query: str) -> list[Actor]:
    """Those with a name that begins with the words, then those with one that holds them."""
    words = query.casefold()
    held = [(name, id_) for name, id_ in _spellings() if words in name]
    held.sort(key=lambda pair: not pair[0].startswith(words))
    found = list(dict.fromkeys(id_ for _, id_ in held))[:FEW]
    return [registry().actors[id_] for id_ in found]


def _places_named(words: str, figures: Sequence[PlaceFigure]) -> list[PlaceFigure]:
    """Those whose name begins with the words, then those that hold them, most events first."""
    held = [figure for figure in figures if words in figure.name.casefold()]
    held.sort(key=lambda figure: not figure.name.casefold().startswith(words))
    return held[:FEW]


def _around(hit: ArticleHit) -> list[tuple[str, bool]]:
    """The words around a finding, in pieces, each with whether it is what was looked for."""
    from counterclaim.store.text_index import BEGIN, END

    pieces: list[tuple[str, bool]] = []
    for part in hit.around.split(BEGIN):
        found, ended, rest = part.partition(END)
        pieces += [(found, True), (rest, False)] if ended else [(part, False)]
    return [(words, marked) for words, marked in pieces if words]
