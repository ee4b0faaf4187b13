"""A group of claims -> an event."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.linking.account import fired_from
from counterclaim.linking.actors import Sides
from counterclaim.linking.grade import grade
from counterclaim.linking.same_event import Link
from counterclaim.linking.told import Told, kind_of, precedence
from counterclaim.linking.versions import versions_of
from counterclaim.linking.where import Grounds
from counterclaim.model import PartialDate, PlaceRef, Precision
from counterclaim.model.dates import DatePrecision
from counterclaim.model.event import Event, EventPlace, Member

_FINENESS = {
    Precision.POINT: 0,
    Precision.SETTLEMENT: 1,
    Precision.DISTRICT: 2,
    Precision.LINE: 3,
    Precision.REGION: 4,
    Precision.COUNTRY: 5,
}
_DATE_FINENESS = list(DatePrecision)


def with_links(told: Sequence[Told], links: Sequence[Link]) -> list[Told]:
    """The claims with the score and reason of each one's best link within the group."""
    inside = {t.claim.id for t in told}
    best: dict[str, Link] = {}
    for link in links:
        if link.one in inside and link.other in inside:
            for end in (link.one, link.other):
                if end not in best or link.score > best[end].score:
                    best[end] = link
    return [_linked(t, best.get(t.claim.id), len(told)) for t in told]


def _linked(told: Told, link: Link | None, size: int) -> Told:
    if link is None:
        return told if size == 1 else replace(told, reason="linked through others")
    partner = link.other if link.one == told.claim.id else link.one
    return replace(told, score=link.score, reason=f"with {partner}: {link.reason}")


def make_event(
    id_: str,
    told: Sequence[Told],
    sides: Sides,
    grounds: Grounds,
    *,
    thrown_out: str | None = None,
) -> Event:
    """The event of some claims, in the order in which they came out."""
    listed = sorted(told, key=precedence)
    graded = grade(listed, sides, thrown_out=thrown_out)
    return Event(
        id=id_,
        kind=kind_of(listed),
        grade=graded.grade,
        reason=graded.reason,
        date=_date(listed),
        place=_place(listed),
        members=tuple(_member(t) for t in listed),
        articles=tuple(dict.fromkeys(t.article.id for t in listed)),
        origins=tuple(
            {t.origin.key: t.origin for t in listed if not t.account.superseded}.values()
        ),
        versions=versions_of(listed, sides, grounds),
    )


def _member(told: Told) -> Member:
    return Member(
        claim=told.claim.id,
        article=told.article.id,
        score=told.score,
        reason=told.reason,
        origin=told.origin,
        stance=told.claim.stance,
        superseded=told.account.superseded,
    )


def _date(told: Sequence[Told]) -> PartialDate | None:
    """The finest date that is told, of equals the one told most often, then the earliest."""
    refs = [t.claim.date for t in told if t.claim.date is not None and t.claim.date.start]
    counts = Counter((r.start, r.end) for r in refs)
    best = min(
        refs,
        key=lambda r: (_DATE_FINENESS.index(r.precision), -counts[r.start, r.end], r.start),
        default=None,
    )
    return None if best is None else PartialDate(best.start, best.end, best.precision)


def _place(told: Sequence[Told]) -> EventPlace | None:
    """The finest place that is told and mapped, of equals the one told most often."""
    refs = [p for t in told if (p := t.claim.place) and not fired_from(t.claim, t.article)]
    counts = Counter(_place_key(ref) for ref in refs)
    best = min(
        refs,
        key=lambda r: (
            r.gazetteer_id is None,
            _FINENESS[r.precision] if r.precision is not None else 9,
            -counts[_place_key(r)],
            _place_key(r),
        ),
        default=None,
    )
    return None if best is None else _event_place(best)


def _place_key(ref: PlaceRef) -> str:
    return ref.gazetteer_id or ref.name or ref.text


def _event_place(ref: PlaceRef) -> EventPlace:
    return EventPlace(
        name=ref.name or ref.text,
        gazetteer_id=ref.gazetteer_id,
        country=ref.country,
        admin1=ref.admin1,
        latitude=ref.latitude,
        longitude=ref.longitude,
        precision=ref.precision,
    )
