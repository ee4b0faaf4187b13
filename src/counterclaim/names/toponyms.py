"""Chooses among namesakes: which of the places of a name an article means.

What speaks for a candidate, strongest first: the area named beside it ("Maadan in the province of
Raqqah"); what kind of place the words beside it say it is; the countries in view; nearness to the
other places of the article; the publisher's usual ground; population last. Each of these adds to
a candidate's score with words that say why. Where nothing tells the namesakes apart, or no
candidate lies where the text says, the place stays undecided with its candidates.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.model.place import Place, Precision
from counterclaim.model.span import Span
from counterclaim.names.gazetteer import Gazetteer, kilometres
from counterclaim.names.hints import Toponym, read_hints
from counterclaim.names.namesakes import TOWN, TRANSCRIBED, Priced, candidates, namesakes, prior
from counterclaim.names.placekinds import PlaceKind, parts_of_towns
from counterclaim.names.spelling import plain

__all__ = [
    "NO_GROUND",
    "Candidate",
    "Ground",
    "Resolution",
    "Toponym",
    "candidates",
    "choose",
    "read_hints",
]

_ROUNDS = 3
_SAME_SPOT_KM = 25.0
_LEAST_SHARE = 0.15
_LEAST_LIKENESS = 0.82
_SHOWN = 6
_REACH_DEGREES = 7.3
_CITY_REACH_KM = 60.0
_AREA_REACH_KM = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A namesake with its score (points; only differences mean something) and why, in words."""

    place: Place
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What became of one toponym.

    ``place`` is ``None`` where undecided or unknown. ``score`` is from 0 to 1: how clearly the
    place stands out; ``reason`` says in words why it was chosen or why none was; ``candidates``
    hold the best namesakes, the chosen one first.
    """

    toponym: Toponym
    place: Place | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a publisher's places usually lie: shares from 0 to 1 by country and (country, area)."""

    countries: Mapping[str, float] = field(default_factory=dict)
    areas: Mapping[tuple[str, str], float] = field(default_factory=dict)


NO_GROUND = Ground()


@dataclass(slots=True)
class _Group:
    """The mentions of one name that mean one place, with its candidates and the current best."""

    toponym: Toponym
    members: list[int]
    starts: tuple[int, ...]
    places: Priced
    kind: PlaceKind | None
    scored: list[Candidate] = field(default_factory=list)
    refused: str | None = None

    @property
    def best(self) -> Candidate | None:
        return self.scored[0] if self.scored else None


def choose(
    mention_texts: Sequence[Toponym],
    gazetteer: Gazetteer,
    *,
    countries_in_view: Mapping[str, float] | None = None,
    ground: Ground = NO_GROUND,
) -> tuple[Resolution, ...]:
    """Choose a place for each toponym of one article, in the order given.

    ``countries_in_view`` weighs countries (ISO 3166 alpha-2) that the article is about for other
    reasons than its toponyms: nationalities, the names of wars. ``ground`` is the publisher's.
    The same name gets the same place throughout, unless the words beside it tell another kind.
    """
    given = dict(countries_in_view or {})
    groups = _groups(mention_texts, gazetteer)
    _add_alike(groups, given, gazetteer)
    for _ in range(_ROUNDS):
        chosen = [_Context.of(group) for group in groups]
        fresh = [
            _score(group, groups, chosen, _view(_others(groups, i), given), ground, gazetteer)
            for i, group in enumerate(groups)
        ]
        for group, (scored, refused) in zip(groups, fresh, strict=True):
            group.scored, group.refused = scored, refused
    decided: dict[int, Resolution] = {}
    for group in groups:
        resolution = _decide(group)
        for member in group.members:
            decided[member] = replace(resolution, toponym=mention_texts[member])
    found = tuple(decided[i] for i in range(len(mention_texts)))
    return tuple(_as_line(r, found, gazetteer, given) if r.place is None else r for r in found)


_ENDS = re.compile(r"^(?:the )?(?P<one>.{3,}?)\s?[-–—]\s?(?P<other>[A-Z].{2,}?)(?: \w+)?$")


def _as_line(
    resolution: Resolution,
    found: Sequence[Resolution],
    gazetteer: Gazetteer,
    given: Mapping[str, float],
) -> Resolution:
    """Read "the Homs-Palmyra road" as a line between two places: it has two ends and no point."""
    toponym = resolution.toponym
    match = _ENDS.match(toponym.text)
    if match is None or toponym.kind != "road":
        return resolution
    ends = [_end(match[part], found, gazetteer, given) for part in ("one", "other")]
    one, other = ends
    if one is None or other is None or one.id == other.id:
        return resolution
    line = Place(
        id=f"{one.id}+{other.id}",
        name=f"{one.name}-{other.name} {toponym.beside}",
        country=one.country if one.country == other.country else None,
        admin1=one.admin1 if one.admin1 == other.admin1 else None,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=Precision.LINE,
        population=0,
        source=one.source,
    )
    reason = f"the {toponym.beside} from {one.name} to {other.name}"
    return replace(resolution, place=line, score=0.9, reason=reason)


def _end(
    name: str, found: Sequence[Resolution], gazetteer: Gazetteer, given: Mapping[str, float]
) -> Place | None:
    """Give the place at an end of a line: the one that the text means elsewhere, where it does."""
    for other in found:
        if other.place is not None and plain(other.toponym.text) == plain(name):
            return other.place
    alone = Toponym(text=name, span=Span(0, len(name)))
    view: Counter[str] = Counter(dict(given))
    view.update(r.place.country for r in found if r.place is not None and r.place.country)
    return choose((alone,), gazetteer, countries_in_view=view)[0].place


# The groups


def _groups(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[_Group]:
    """Put mentions of one name together; those that say a kind stand apart from bare ones."""
    by_name: dict[tuple[str, str | None, bool], list[int]] = defaultdict(list)
    for i, toponym in enumerate(toponyms):
        by_name[plain(toponym.text), toponym.kind, toponym.holds_another].append(i)
    within = {
        plain(t.text): t for t in sorted(toponyms, key=lambda t: t.within_is_said) if t.within
    }
    groups = []
    for (name, _, _), members in by_name.items():
        first = next((toponyms[i] for i in members if toponyms[i].within), None)
        toponym = toponyms[members[0]]
        told = first or within.get(name)
        if told is not None:
            toponym = replace(toponym, within=told.within, within_is_said=told.within_is_said)
        places, kind = namesakes(toponym, gazetteer)
        starts = tuple(toponyms[i].span.start for i in members)
        groups.append(_Group(toponym, members, starts, places, kind))
    return groups


def _add_alike(groups: Sequence[_Group], given: Mapping[str, float], gazetteer: Gazetteer) -> None:
    """Give names that the gazetteer lacks the places spelt alike in the countries in view."""
    view = _view(groups, given)
    lands = {c for c, share in view.items() if share >= _LEAST_SHARE and c in TRANSCRIBED}
    if not lands:
        return
    for group in groups:
        if any(p.country in lands for p, _, _ in group.places) or len(group.toponym.text) < 5:
            continue
        _, _, name = candidates(group.toponym.text, gazetteer)
        for place, likeness, reason in gazetteer.search(name, 30, wide=False):
            if _LEAST_LIKENESS <= likeness < 1 and place.country in lands:
                points, reasons = prior(place, place.name, place.name, group.kind, gazetteer)
                group.places.append((place, points - 0.9, (reason, *reasons)))


# What the article tells


@dataclass(frozen=True, slots=True)
class _Context:
    """A group's current best place and how far it can be relied on (0..1)."""

    place: Place | None
    trust: float

    @classmethod
    def of(cls, group: _Group) -> "_Context":
        """Before the first round: the best by itself, trusted by its lead over the others."""
        if group.scored:
            best = group.scored[0]
            rest = [c.score for c in group.scored[1:] if _apart(c.place, best.place)]
            lead = best.score - rest[0] if rest else 2.0
            return cls(best.place, max(0.0, min(1.0, 0.3 + lead / 2)))
        if not group.places:
            return cls(None, 0.0)
        best_place, points, _ = group.places[0]
        others = [p for place, p, _ in group.places[1:] if _apart(place, best_place)]
        lead = points - others[0] if others else 2.0
        return cls(best_place, max(0.0, min(1.0, lead / 2)))


def _apart(one: Place, other: Place) -> bool:
    """Tell whether two places are more than a little way from each other."""
    distance = _between(one, other)
    return distance is None or distance > _SAME_SPOT_KM


def _far_in_latitude(one: Place, other: Place) -> bool:
    """Tell cheaply that two places are out of reach of each other, or that this can't be told."""
    if one.latitude is None or other.latitude is None:
        return True
    return abs(one.latitude - other.latitude) > _REACH_DEGREES


def _between(one: Place, other: Place) -> float | None:
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def _others(groups: Sequence[_Group], i: int) -> list[_Group]:
    """Leave out a group and others of its name: a name doesn't speak for itself."""
    name = plain(groups[i].toponym.text)
    return [other for other in groups if plain(other.toponym.text) != name]


def _view(groups: Sequence[_Group], given: Mapping[str, float]) -> dict[str, float]:
    """Weigh the countries in view, in shares of all: countries named, and where places lie."""
    weights: dict[str, float] = defaultdict(float)
    for code, weight in given.items():
        weights[code] += weight
    for group in groups:
        context = _Context.of(group)
        if context.place is None or context.place.country is None:
            continue
        is_country = context.place.precision is Precision.COUNTRY
        weights[context.place.country] += (1.5 if is_country else 1.0) * context.trust
    total = sum(weights.values())
    return {code: weight / total for code, weight in weights.items()} if total else {}


def _score(
    group: _Group,
    groups: Sequence[_Group],
    chosen: Sequence[_Context],
    view: Mapping[str, float],
    ground: Ground,
    gazetteer: Gazetteer,
) -> tuple[list[Candidate], str | None]:
    """Score a group's candidates; also tells why none will do, where that is so."""
    others = [
        (c.place, c.trust * _closeness(group, other))
        for other, c in zip(groups, chosen, strict=True)
        if other is not group and c.place is not None and c.trust > 0.05
        and plain(other.toponym.text) != plain(group.toponym.text)
    ]  # fmt: skip
    container, city = _container(group, groups, chosen, gazetteer)
    scored, inside = [], 0
    for place, before, reasons in group.places:
        points, told = before, list(reasons)
        for more, words in (
            _by_container(place, container, city, group.toponym, gazetteer),
            _by_country(place, view),
            _by_distance(place, others),
            _by_ground(place, ground),
        ):
            points += more
            if words:
                told.append(words)
        inside += container is not None and _may_lie_in(place, container, city, gazetteer)
        scored.append(Candidate(place=place, score=round(points, 3), reasons=tuple(told)))
    scored.sort(key=lambda c: (-c.score, c.place.id))
    if container and not inside and group.toponym.within_is_said and scored:
        return scored, f"no {group.toponym.text} is known in {container.name}"
    return scored, None


_NEXT_TO = 600  # characters
_FAR_OFF = 0.6


def _closeness(group: _Group, other: _Group) -> float:
    """Weigh another name by how close in the text it stands: a report may go round a country."""
    apart = min(abs(a - b) for a in group.starts for b in other.starts)
    return 1.0 if apart <= _NEXT_TO else _FAR_OFF


def _container(
    group: _Group, groups: Sequence[_Group], chosen: Sequence[_Context], gazetteer: Gazetteer
) -> tuple[Place | None, Place | None]:
    """Give the area or country named beside a toponym, and the city where that may be meant."""
    name = group.toponym.within
    if name is None or (group.toponym.within_is_said and _is_country(group)):
        return None, None
    wanted = plain(name)
    for other, context in zip(groups, chosen, strict=True):
        if other is not group and plain(other.toponym.text) == wanted and context.place is not None:
            if _is_smaller(context.place, group):
                return None, None
            return _area_or_city(other, context.place)
    wide = (Precision.REGION, Precision.COUNTRY)
    return next((p for p in gazetteer.lookup(name) if p.precision in wide), None), None


def _is_smaller(place: Place, group: _Group) -> bool:
    """Tell whether a place is less than the town that would lie in it: "the Aleppo district of
    Marjeh" is a district of Aleppo."""
    if not _is_small(place) or not group.places:
        return False
    return group.places[0][0].population >= TOWN


def _area_or_city(other: _Group, place: Place) -> tuple[Place | None, Place | None]:
    """Tell what a name stands for in which another lies: the area, and the city of that name.

    "In Damascus", without a word that says which, may be either: what lies around the city is in
    its reach, if in another area ("Eastern Ghouta in Damascus").
    """
    alike = [c for c, _, _ in other.places if c.country == place.country]
    if place.precision is Precision.REGION:
        if other.kind is not None:
            return place, None
        towns = (c for c in alike if c.precision is Precision.SETTLEMENT and c.population >= TOWN)
        return place, next(towns, None)
    if place.precision is Precision.COUNTRY:
        return place, None
    areas = (c for c in alike if c.precision is Precision.REGION)
    return next(areas, place), place


def _is_country(group: _Group) -> bool:
    """Tell whether a toponym is first of all a country's name ("Chad in Darfur")."""
    return bool(group.places) and group.places[0][0].precision is Precision.COUNTRY


def _may_lie_in(place: Place, container: Place, city: Place | None, gazetteer: Gazetteer) -> bool:
    """Tell whether a place lies in an area, or within reach of the city, or this can't be told."""
    if gazetteer.contains(container, place) is not False:
        return True
    distance = _between(place, city) if city else None
    return distance is not None and distance < _CITY_REACH_KM


def _by_container(
    place: Place,
    container: Place | None,
    city: Place | None,
    toponym: Toponym,
    gazetteer: Gazetteer,
) -> tuple[float, str]:
    """Score lying in the area named beside it, or close to the city named beside it."""
    if container is None or container.id == place.id:
        return 0.0, ""
    if not toponym.within_is_said and place.precision is Precision.COUNTRY:
        return 0.0, ""
    lies_in = gazetteer.contains(container, place)
    if lies_in and container.precision in (Precision.REGION, Precision.COUNTRY):
        sure = toponym.within_is_said or gazetteer.is_literal(toponym.text, place)
        return 4.0 if sure else 1.0, f"{container.name} named beside it"
    near = city or container
    if near.precision not in (Precision.REGION, Precision.COUNTRY) and not toponym.within_is_said:
        return 0.0, ""
    distance = _between(place, near)
    limit = _CITY_REACH_KM if city else _AREA_REACH_KM
    if lies_in is not False and distance is not None and distance < limit:
        return 2.0, f"{near.name} named beside it, {distance:.0f} km away"
    if city and distance is not None and distance < limit:
        return 1.5, f"{near.name} named beside it, {distance:.0f} km away"
    if lies_in is False:
        return (-3.0, "") if toponym.within_is_said else (-0.5, "")
    return 0.0, ""


def _by_country(place: Place, view: Mapping[str, float]) -> tuple[float, str]:
    if place.precision is Precision.COUNTRY or place.country is None:
        return 0.0, ""
    share = view.get(place.country, 0.0)
    if share <= 0.02:
        return -0.3 if view else 0.0, ""
    return 0.3 + 1.7 * share, f"{place.country} in view"


_NEARNESS = ((15.0, 1.4), (50.0, 1.15), (120.0, 0.8), (300.0, 0.4), (800.0, 0.1))


def _by_distance(place: Place, others: Sequence[tuple[Place, float]]) -> tuple[float, str]:
    """Score nearness to the article's other places; only the two that speak loudest count."""
    if place.precision is Precision.COUNTRY:
        return 0.0, ""
    votes: list[tuple[float, str]] = []
    for other, trust in others:
        if other.precision is Precision.COUNTRY or other.id == place.id:
            continue
        if place.latitude is None and _in_same_area(place, other):
            votes.append((0.8 * trust, f"in {place.admin1}, as {other.name} is"))
        if _far_in_latitude(place, other):
            continue
        distance = _between(place, other)
        if distance is None:
            continue
        weight = next((w for limit, w in _NEARNESS if distance <= limit), 0.0)
        if other.precision is Precision.REGION and distance > 50 and weight:
            weight = max(weight, 0.8) if other.name == place.admin1 else weight * 0.7
        if weight:
            votes.append((weight * trust, f"{distance:.0f} km from {other.name}"))
    if not votes:
        return 0.0, ""
    votes.sort(key=lambda v: -v[0])
    points = votes[0][0] + 0.5 * sum(w for w, _ in votes[1:3])
    return points, votes[0][1] if votes[0][0] >= 0.3 else ""


def _in_same_area(place: Place, other: Place) -> bool:
    """Tell whether another place lies in the area of one that has no point, or is that area."""
    area = other.name if other.precision is Precision.REGION else other.admin1
    return place.admin1 is not None and place.admin1 == area and place.country == other.country


def _by_ground(place: Place, ground: Ground) -> tuple[float, str]:
    if place.country is None or place.precision is Precision.COUNTRY:
        return 0.0, ""
    share = ground.countries.get(place.country, 0.0)
    area = ground.areas.get((place.country, place.admin1 or ""), 0.0)
    points = 0.8 * share + 2.0 * area
    return points, "the publisher's usual ground" if points >= 0.4 else ""


# The decision

_OF_SPELLING = ("also named", "another spelling", "same consonants", "a similar name")
_CLOSE = re.compile(r"[1-4]?\d km from ")
_ALIKE = ("same consonants", "a similar name")
_LEAST_LEAD = 0.12
_LEAST_SCORE = 0.25


def _decide(group: _Group) -> Resolution:
    """Take the best candidate if it stands out and fits, else leave the toponym undecided."""
    shown = tuple(group.scored[:_SHOWN])
    best = group.best
    if best is None:
        return _undecided(group, shown, "not in the gazetteer")
    if group.refused:
        return _undecided(group, shown, group.refused)
    rivals = [c for c in group.scored[1:] if _apart(c.place, best.place)]
    lead = best.score - rivals[0].score if rivals else 2.0
    if (best.score < _LEAST_SCORE or _is_small(best.place)) and not _has_context(best):
        return _undecided(group, shown, f"only {best.place.name} in {_where(best.place)} is known, "
                          "and nothing in the text points there")  # fmt: skip
    if _needs_a_town(group, best) and not _points_there(best):
        return _undecided(group, shown, f"{best.place.name} in {_where(best.place)} is too far "
                          "from the places named beside it")  # fmt: skip
    if best.reasons and best.reasons[0].startswith(_ALIKE) and not _points_there(best):
        return _undecided(group, shown, f"not in the gazetteer; {best.place.name} in "
                          f"{_where(best.place)} is only spelt alike")  # fmt: skip
    if lead < _LEAST_LEAD and not _same_country(best, rivals[0]):
        return _undecided(group, shown, f"{len(rivals) + 1} namesakes, nothing tells them apart")
    score = round(1 / (1 + math.exp(-1.5 * lead)), 3) if rivals else 0.95
    return Resolution(
        toponym=group.toponym,
        place=best.place,
        score=score,
        reason=_words(best, rivals),
        candidates=shown,
    )


def _is_small(place: Place) -> bool:
    """Tell whether nobody takes a name for this place unless the text points to it."""
    wide = (Precision.REGION, Precision.COUNTRY)
    listed = place.source == "counterclaim"
    return place.precision not in wide and place.population < TOWN and not listed


def _needs_a_town(group: _Group, best: Candidate) -> bool:
    """Tell whether a name is that of a part of some town: "the neighbourhood of X", "Old City"."""
    if not _is_small(best.place):
        return False
    if plain(group.toponym.text) in parts_of_towns():
        return True
    said = group.kind is not None and group.kind.name == "neighbourhood"
    return said and best.place.precision is not Precision.DISTRICT


def _points_there(candidate: Candidate) -> bool:
    """Tell whether the text itself points to a candidate, beyond the country in view."""
    return any("named beside it" in r or _CLOSE.match(r) for r in candidate.reasons)


def _same_country(best: Candidate, rival: Candidate) -> bool:
    return best.place.country == rival.place.country and best.score > rival.score


def _has_context(candidate: Candidate) -> bool:
    """Tell whether the text gives any sign of a candidate, beyond its name and kind."""
    return any(not r.startswith((*_OF_SPELLING, "it is a")) for r in candidate.reasons)


def _undecided(group: _Group, shown: tuple[Candidate, ...], reason: str) -> Resolution:
    return Resolution(toponym=group.toponym, place=None, score=0.0, reason=reason, candidates=shown)


def _words(best: Candidate, rivals: Sequence[Candidate]) -> str:
    """Say why the best candidate was taken and how many namesakes were left out, and where."""
    parts = list(best.reasons)
    if not rivals:
        parts.append("the only place of this name")
    else:
        if not _has_context(best):
            parts.append("the most people of its namesakes" if best.place.population else
                         "the nearest in spelling")  # fmt: skip
        where = Counter(c.place.country or "?" for c in rivals)
        told = ", ".join(f"{code} {n}" for code, n in where.most_common(3))
        parts.append(f"{len(rivals)} namesake{'s' * (len(rivals) > 1)} left out ({told})")
    return "; ".join(parts)


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.admin1, place.country) if part) or "no known country"
