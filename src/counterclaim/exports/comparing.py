"""Our events beside the rows of another data set: what both tell, and what either lacks.

A row and an event go together where their days, places and parties can be the same, by the rules
of linking (``linking/where.py``, ``linking/actors.py``); each goes with one at most, the best
first. What isn't told rules nothing out; a party that is told otherwise does, but where day, place
and kind agree: then it is a rival account of who it was, and stands among the differences.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counterclaim.exports.base import Json
from counterclaim.exports.telling import days, joined, range_text, toll_versions
from counterclaim.linking.account import How, Spot, bare_place
from counterclaim.linking.actors import Sides
from counterclaim.linking.kinds import fit
from counterclaim.linking.where import Grounds
from counterclaim.model import (
    Agreement,
    CodedArticle,
    Effect,
    Event,
    EventPlace,
    Field,
    PartialDate,
    PlaceRef,
    PlaceRelation,
    Stance,
)

_LEAST = 0.5
_SLACK = timedelta(days=1)
_LONGEST = 366
_RIVAL = (1.0, 0.85, 0.6)
"""Least scores of day, place and kind at which other parties are a rival account."""


Range = tuple[int, int | None]
"""At least and at most; ``None`` is open."""


class Side(StrEnum):
    """Who tells of a happening."""

    BOTH = "both"
    HERE = "only here"
    THERE = "only there"


@dataclass(frozen=True, slots=True)
class Told:
    """A happening as one side tells it, in the terms in which both are compared."""

    id: str
    when: PartialDate | None
    spot: Spot | None
    kinds: tuple[str, ...]
    actors: frozenset[str]
    who: str | None
    whom: str | None
    killed: Range | None
    has: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """What one or both sides tell; ``why`` says by what they were taken for the same, or what the
    nearest that the other side has differs in."""

    side: Side
    here: Told | None
    there: Told | None
    score: float | None
    why: str


def of_event(event: Event) -> Told:
    """An event of ours."""
    told = {f.field: f.versions for f in event.versions if f.field is not Field.LOSSES}
    who, whom = told.get(Field.WHO, ()), told.get(Field.WHOM, ())
    return Told(
        id=event.id,
        when=event.date,
        spot=_spot(event.place) if event.place else None,
        kinds=tuple(version.value for version in told.get(Field.WHAT, ())),
        actors=frozenset(actor for version in (*who, *whom) for actor in version.actors),
        who=joined(version.value for version in who),
        whom=joined(version.value for version in whom),
        killed=_killed(event),
        has=frozenset(_held(event)),
    )


def _spot(place: EventPlace | PlaceRef) -> Spot:
    """A place as linking compares it; a data set's place is a name, however it is written."""
    ref = place if isinstance(place, PlaceRef) else None
    name = place.name or (ref.text if ref else "")
    return Spot(
        id=place.gazetteer_id,
        name=name,
        names=frozenset({bare_place(name)} - {""}),
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        near=ref is not None and ref.relation is not PlaceRelation.IN,
        how=How.TOLD,
    )


def _killed(event: Event) -> Range | None:
    """The least and the most killed that any version of any category tells."""
    versions = toll_versions(event, Effect.KILLED)
    if not versions:
        return None
    return min(v.low or 0 for v in versions), _most([v.high for v in versions], max)


def _most(highs: Sequence[int | None], join: Callable[[list[int]], int]) -> int | None:
    """The highest, or the sum; ``None`` where one is open."""
    known = [high for high in highs if high is not None]
    return join(known) if len(known) == len(highs) else None


_NAMED = {Field.WHO: "who", Field.WHOM: "whom", Field.WEAPON: "weapon"}


def _held(event: Event) -> Iterable[str]:
    """What an event has to tell, in the words of :func:`lacks`."""
    if event.date and event.date.start:
        yield "day"
    if event.place:
        yield "place"
    for found in event.versions:
        if found.effect or found.field in _NAMED:
            yield found.effect.value if found.effect else _NAMED[found.field]
        if found.agreement is Agreement.DISPUTED:
            yield f"rival versions of {found.effect or found.field.value}"
    if any(member.stance is Stance.DENIED for member in event.members):
        yield "a denial"
    if len(event.origins) > 1:
        yield "several origins"


def of_row(coded: CodedArticle) -> Told:
    """A row of the other data set."""
    claim = coded.claims[0]
    when = claim.date
    killed = [loss for loss in claim.casualties if loss.effect is Effect.KILLED]
    has = {loss.effect.value for loss in claim.casualties}
    sides = {"who": claim.initiators, "whom": claim.recipients}
    has |= {name for name, refs in sides.items() if refs}
    has |= {"day"} if when else set()
    has |= {"place"} if claim.place else set()
    named = {name: joined(r.name or r.text for r in refs) for name, refs in sides.items()}
    lows = sum(loss.low or 0 for loss in killed)
    return Told(
        id=coded.article.id,
        when=PartialDate(when.start, when.end, when.precision) if when else None,
        spot=_spot(claim.place) if claim.place else None,
        kinds=(claim.kind,),
        actors=frozenset(r.actor for refs in sides.values() for r in refs if r.actor),
        who=named["who"],
        whom=named["whom"],
        killed=(lows, _most([loss.high for loss in killed], sum)) if killed else None,
        has=frozenset(has),
    )


def compare(ours: Sequence[Told], theirs: Sequence[Told], sides: Sides) -> list[Pair]:
    """Both sides' tellings, paired where they can be of one happening; by day.

    Of ours, those in the days and countries of theirs: others can't be lacking there.
    """
    grounds = Grounds()
    by_day = _by_day(ours)
    found: list[tuple[float, str, Told, Told]] = []
    for there in theirs:
        for here in _near(there, by_day):
            made = _fit(here, there, grounds, sides)
            if made is not None:
                found.append((*made, here, there))
    found.sort(key=lambda f: (-f[0], f[2].id, f[3].id))
    pairs: list[Pair] = []
    taken: set[str] = set()
    best: dict[str, str] = {}
    for score, why, here, there in found:
        if score >= _LEAST and not {here.id, there.id} & taken:
            taken |= {here.id, there.id}
            pairs.append(Pair(Side.BOTH, here, there, score, why))
        else:
            best.setdefault(there.id, f"nearest {here.id}: {why}")
            best.setdefault(here.id, f"nearest {there.id}: {why}")
    alone = "no event of these days and this place"
    pairs += [
        Pair(Side.THERE, None, there, None, best.get(there.id, alone))
        for there in theirs
        if there.id not in taken
    ]
    alone = "no row of these days and this place"
    pairs += [
        Pair(Side.HERE, here, None, None, best.get(here.id, alone))
        for here in in_scope(ours, theirs)
        if here.id not in taken
    ]
    return sorted(pairs, key=_order)


def _order(pair: Pair) -> tuple[date, str]:
    told = pair.here or pair.there
    start = told.when.start if told and told.when else None
    return start or date.max, told.id if told else ""


def in_scope(ours: Sequence[Told], theirs: Sequence[Told]) -> list[Told]:
    """Those of ours that lie in the days and countries of theirs."""
    spans = [t.when for t in theirs if t.when and t.when.start and t.when.end]
    countries = {t.spot.country for t in theirs if t.spot and t.spot.country}
    if not spans:
        return []
    first = min(span.start for span in spans if span.start)
    last = max(span.end for span in spans if span.end)
    return [
        told
        for told in ours
        if told.when and told.when.start and told.when.end and told.spot
        if told.when.end >= first and told.when.start <= last and told.spot.country in countries
    ]


def _days(told: Told) -> tuple[date, date] | None:
    when = told.when
    return (when.start, when.end) if when and when.start and when.end else None


def _by_day(ours: Sequence[Told]) -> dict[date, list[Told]]:
    """Ours by each day that fits them, and one day around; those told less closely than a year
    aren't compared."""
    out: dict[date, list[Told]] = defaultdict(list)
    for told in ours:
        span = _days(told)
        if span is None or told.spot is None or (span[1] - span[0]).days > _LONGEST:
            continue
        day = span[0] - _SLACK
        while day <= span[1] + _SLACK:
            out[day].append(told)
            day += timedelta(days=1)
    return out


def _near(there: Told, by_day: dict[date, list[Told]]) -> Iterable[Told]:
    span = _days(there)
    if span is None or there.spot is None:
        return ()
    length = min((span[1] - span[0]).days, _LONGEST)
    lists = (by_day.get(span[0] + timedelta(days=n), ()) for n in range(length + 1))
    return {told.id: told for found in lists for told in found}.values()


def _fit(here: Told, there: Told, grounds: Grounds, sides: Sides) -> tuple[float, str] | None:
    """How well two go together, 0..1, and why; ``None`` where they can't be one happening."""
    assert here.spot is not None and there.spot is not None
    where = grounds.fit_spots(here.spot, there.spot)
    if where is None:
        return None
    when, when_why = _fit_days(here, there)
    kind = max((f.score for k in here.kinds for t in there.kinds if (f := fit(k, t))), default=0.0)
    parties, parties_why = _fit_parties(here, there, sides)
    if parties == 0 and not (when >= _RIVAL[0] and where.score >= _RIVAL[1] and kind >= _RIVAL[2]):
        return None
    score = (
        0.3 * when + 0.3 * where.score + 0.2 * (0.5 if parties is None else parties) + 0.2 * kind
    )
    kinds = "the same kind" if kind == 1 else "kinds that go together" if kind else "another kind"
    return round(score, 2), f"{when_why}; {where.reason}; {parties_why}; {kinds}"


def _fit_days(here: Told, there: Told) -> tuple[float, str]:
    mine, theirs = _days(here), _days(there)
    assert mine is not None and theirs is not None
    overlap = (min(mine[1], theirs[1]) - max(mine[0], theirs[0])).days + 1
    if overlap < 1:
        return 0.5, "a day apart"
    longest = max((span[1] - span[0]).days + 1 for span in (mine, theirs))
    if longest == 1:
        return 1.0, "the same day"
    score = 0.9 if longest <= 7 else 0.6 if longest <= 31 else 0.3
    return score, f"days that overlap, within {longest}"


def _fit_parties(here: Told, there: Told, sides: Sides) -> tuple[float | None, str]:
    if not here.actors or not there.actors:
        return None, "a party isn't told"
    ties = [
        (1.0 if tie == "the same" else 0.8, f"{sides.name(a)} ({tie})")
        for a in sorted(here.actors)
        for b in sorted(there.actors)
        if (tie := sides.related(a, b, None)) is not None
    ]
    return max(ties) if ties else (0.0, "other parties")


def lacks(pair: Pair) -> tuple[list[str], list[str]]:
    """What the other side tells and ours doesn't, and what ours tells and the other doesn't."""
    here = pair.here.has if pair.here else frozenset()
    there = pair.there.has if pair.there else frozenset()
    if pair.side is not Side.BOTH:
        return ([] if pair.here else ["the event"]), ([] if pair.there else ["the event"])
    return sorted(there - here), sorted(here - there)


def record(pair: Pair) -> Json:
    """A pair in flat cells."""
    here_lacks, there_lacks = lacks(pair)
    cells: Json = {
        "side": pair.side.value,
        "event": pair.here and pair.here.id,
        "row": pair.there and pair.there.id,
        "score": pair.score,
        "why": pair.why,
    }
    for name, told in (("here", pair.here), ("there", pair.there)):
        cells |= {
            f"when_{name}": days(told.when) if told else None,
            f"where_{name}": told.spot.name if told and told.spot else None,
            f"kind_{name}": "; ".join(dict.fromkeys(told.kinds)) if told else None,
            f"who_{name}": told and told.who,
            f"whom_{name}": told and told.whom,
            f"killed_{name}": range_text(*told.killed) if told and told.killed else None,
        }
    cells |= {"here_lacks": here_lacks, "there_lacks": there_lacks}
    return cells
