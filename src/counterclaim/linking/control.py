"""Who held which place, as claims over time: a ledger that never fills a gap by guessing.

Entries come from claims of kinds territory-gained, territory-transferred and withdrawal, and from
``controls`` relations. A day counts as held only where a claim tells of that day, or where one told
that the holder got the place before it and another that the same holder had, or lost, it after.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.linking.account import bare_place, begins_as_own
from counterclaim.linking.actors import Sides
from counterclaim.linking.origins import origin_of
from counterclaim.model import (
    ActorRef,
    Article,
    Claim,
    CodedArticle,
    DatePrecision,
    PartialDate,
    PlaceRef,
    Relation,
    Speaker,
    Stance,
)
from counterclaim.model.event import ControlAnswer, ControlSpan, Holding

_GAINS = frozenset({"territory-gained", "territory-transferred"})
_LEAVES = "withdrawal"
_CONTROLS = "controls"
KINDS_OF_CLAIMS = (*sorted(_GAINS), _LEAVES)
KINDS_OF_RELATIONS = (_CONTROLS,)
"""What the ledger is made from."""
_SAID = frozenset({Stance.ASSERTED, Stance.ALLEGED})


@dataclass(frozen=True, slots=True)
class Notice:
    """One claim about a holder and a place: that it got it, has it, or lost it, by a day.

    ``day`` is when; where the text doesn't tell the day of a change, it is one up to publication.
    """

    what: str
    place: str
    place_id: str | None
    wording: str
    holder: str
    holder_name: str
    day: PartialDate
    stance: Stance
    origin: str
    claim: str

    @property
    def order(self) -> tuple[date, str, str]:
        """In time, then by claim."""
        return (self.day.end or date.max, self.what, self.claim)


GOT, HAS, LOST = "got", "has", "lost"


def notices(coded: CodedArticle, sides: Sides) -> list[Notice]:
    """What an article says of who holds what."""
    out: list[Notice] = []
    for claim in coded.claims:
        out += _of_claim(claim, coded.article, sides)
    for relation in coded.relations:
        out += _of_relation(relation, coded.article, sides)
    return out


def _of_claim(claim: Claim, article: Article, sides: Sides) -> list[Notice]:
    if claim.kind not in _GAINS | {_LEAVES} or claim.place is None:
        return []
    if claim.stance not in _SAID | {Stance.DENIED}:
        return []
    day = _day_of_change(claim, article)
    if day is None:
        return []
    origin = origin_of(claim, article, sides).name
    gainers, losers = claim.initiators, claim.recipients
    if claim.kind == _LEAVES:
        gainers, losers = (), claim.initiators
    pairs = [(GOT, ref) for ref in gainers] + [(LOST, ref) for ref in losers]
    pairs = [(what, ref) for what, ref in pairs if _is_somebody(ref)]
    return [
        _notice(what, ref, claim.place, day, claim.stance, origin, claim.id) for what, ref in pairs
    ]


def _is_somebody(ref: ActorRef) -> bool:
    """Not "they" or "its allies", whom nobody could look up."""
    return ref.actor is not None or not begins_as_own(ref.text)


def _of_relation(relation: Relation, article: Article, sides: Sides) -> list[Notice]:
    if relation.kind != _CONTROLS or not isinstance(relation.object, PlaceRef):
        return []
    if article.published is None or relation.stance not in _SAID | {Stance.DENIED}:
        return []
    day = PartialDate(article.published, article.published, DatePrecision.DAY)
    origin = _speaker(relation.sources, article)
    return [
        _notice(HAS, relation.subject, relation.object, day, relation.stance, origin, relation.id)
    ]


def _speaker(sources: Sequence[Speaker], article: Article) -> str:
    named = [s.name or s.text for s in sources]
    return named[-1] if named else (article.publisher or article.id)


def _day_of_change(claim: Claim, article: Article) -> PartialDate | None:
    """When it changed hands; without a date in the text, at some time up to publication."""
    told = claim.date
    if told is not None and told.start is not None and told.end is not None:
        return PartialDate(told.start, told.end, told.precision)
    if article.published is None:
        return None
    return PartialDate(None, article.published, DatePrecision.UNSTATED)


def _notice(
    what: str,
    ref: ActorRef,
    place: PlaceRef,
    day: PartialDate,
    stance: Stance,
    origin: str,
    claim: str,
) -> Notice:
    name = ref.name or ref.text
    return Notice(
        what=what,
        place=place.name or place.text,
        place_id=place.gazetteer_id,
        wording=place.text,
        holder=ref.actor or f"name:{name.casefold()}",
        holder_name=name,
        day=day,
        stance=stance,
        origin=origin,
        claim=claim,
    )


def ledger(found: Iterable[Notice], sides: Sides) -> list[ControlSpan]:
    """The spans for each place and holder, in time, those that contradict each other marked."""
    by_place: dict[str, list[Notice]] = defaultdict(list)
    for notice in sorted(found, key=lambda n: n.order):
        by_place[place_key(notice.place, notice.place_id)].append(notice)
    out: list[ControlSpan] = []
    for key in sorted(by_place):
        out += _contested(_spans(by_place[key], sides), by_place[key], sides)
    return out


def place_key(name: str, ident: str | None) -> str:
    """What tells places apart in the ledger."""
    return ident or f"name:{bare_place(name)}"


def _spans(notices_: Sequence[Notice], sides: Sides) -> list[ControlSpan]:
    by_holder: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices_:
        if notice.stance is not Stance.DENIED:
            by_holder[_holder(notice, by_holder, sides)].append(notice)
    spans = [span for told in by_holder.values() for span in _of_holder(told)]
    return sorted(spans, key=lambda s: (_begin(s), s.holder, s.claims))


def _holder(notice: Notice, known: Mapping[str, Sequence[Notice]], sides: Sides) -> str:
    """Under which holder to write it: a part and its whole hold a place together."""
    for holder in known:
        if holder in sides.lineage(notice.holder) or notice.holder in sides.lineage(holder):
            return holder
    return notice.holder


def _of_holder(told: Sequence[Notice]) -> list[ControlSpan]:
    """Got opens a span, lost closes it; what is told of one change by several is one change."""
    out: list[ControlSpan] = []
    current: ControlSpan | None = None
    for notice in told:
        if current is None:
            current = _open(notice)
        elif (
            notice.what == GOT
            and current.until is not None
            and not _same_day(current.until, notice)
        ):
            out.append(current)
            current = _open(notice)
        else:
            current = _extend(current, notice)
    return [*out, current] if current is not None else out


def _open(notice: Notice) -> ControlSpan:
    lost = notice.what == LOST
    return ControlSpan(
        place=notice.place,
        place_id=notice.place_id,
        holder=notice.holder,
        holder_name=notice.holder_name,
        since=notice.day if notice.what == GOT else None,
        until=notice.day if lost else None,
        seen=None if lost else notice.day.end,
        origins=(notice.origin,),
        claims=(notice.claim,),
        contested=False,
        reason=_reason(notice),
    )


def _extend(span: ControlSpan, notice: Notice) -> ControlSpan:
    until = span.until
    if notice.what == LOST and (until is None or until.start is None):
        until = notice.day
    since = span.since
    if notice.what == GOT and (since is None or since.start is None) and span.until is None:
        since = notice.day
    seen = (
        span.seen if notice.what == LOST else max(span.seen or date.min, notice.day.end or date.min)
    )
    return replace(
        span,
        since=since,
        until=until,
        seen=seen if seen != date.min else None,
        origins=tuple(dict.fromkeys((*span.origins, notice.origin))),
        claims=tuple(dict.fromkeys((*span.claims, notice.claim))),
        reason=f"{span.reason}; {_reason(notice)}",
    )


def _same_day(day: PartialDate, notice: Notice) -> bool:
    return day.end is not None and notice.day.end is not None and day.end >= notice.day.end


def _reason(notice: Notice) -> str:
    when = f"by {notice.day.end}" if notice.day.start is None else _days(notice.day)
    return f"{notice.origin}: {notice.holder_name} {notice.what} it, {when}"


def _days(day: PartialDate) -> str:
    return str(day.start) if day.start == day.end else f"{day.start} to {day.end}"


def _begin(span: ControlSpan) -> date:
    if span.since is not None and span.since.end is not None:
        return span.since.end
    return span.seen or (span.until.end if span.until and span.until.end else date.max)


def _contested(
    spans: Sequence[ControlSpan], notices_: Sequence[Notice], sides: Sides
) -> list[ControlSpan]:
    denied = [n for n in notices_ if n.stance is Stance.DENIED]
    return [_marked(span, spans, denied, sides) for span in spans]


def _marked(
    span: ControlSpan, others: Sequence[ControlSpan], denied: Sequence[Notice], sides: Sides
) -> ControlSpan:
    for notice in denied:
        if notice.holder == span.holder and notice.origin not in span.origins:
            return replace(span, contested=True, reason=f"{span.reason}; {notice.origin} denies it")
    for other in others:
        if _overlap(span, other) and sides.related(span.holder, other.holder, None) is None:
            who = ", ".join(other.origins)
            reason = f"{span.reason}; {who} says that {other.holder_name} held it"
            return replace(span, contested=True, reason=reason)
    return span


def _overlap(one: ControlSpan, other: ControlSpan) -> bool:
    """Whether the two are told to have held it on one day. An open end reaches to the last day for
    which it is told, and no further."""
    first, second = _told_days(one), _told_days(other)
    if first is None or second is None:
        return False
    return first[0] < second[1] and second[0] < first[1]


def _told_days(span: ControlSpan) -> tuple[date, date] | None:
    """The days from the first for which it is surely told to the last."""
    start = span.since.end if span.since is not None else span.seen
    ends = [day for day in (span.seen, span.until.start if span.until else None) if day is not None]
    if start is None or not ends:
        return None
    return start, max(start, *ends)


def who_held(spans: Iterable[ControlSpan], on: date) -> list[ControlAnswer]:
    """Who held the place of these spans on a day, according to whom, the surest first.

    Nothing where nobody is told to have held it on the day or before. A span that was last told of
    before the day is given as that, and says nothing of the day itself.
    """
    answers = [a for span in spans if (a := _answer(span, on)) is not None]
    firm = [a for a in answers if a.holding is not Holding.LAST_TOLD]
    last = [a for a in answers if a.holding is Holding.LAST_TOLD]
    newest = max((a.span.seen for a in last if a.span.seen is not None), default=None)
    if not firm:
        firm = [a for a in last if a.span.seen == newest]
    order = list(Holding)
    return sorted(firm, key=lambda a: (order.index(a.holding), a.span.holder))


def _answer(span: ControlSpan, on: date) -> ControlAnswer | None:
    told = _told_days(span)
    lost = span.until.end if span.until is not None else None
    if lost is not None and on > lost:
        return None
    if told is None or on < told[0]:
        return None
    if on in told or on == span.seen:
        return ControlAnswer(on=on, holding=Holding.TOLD, span=span, reason="told of that day")
    if on <= told[1]:
        reason = f"told for {told[0]} and for {told[1]}"
        return ControlAnswer(on=on, holding=Holding.BRACKETED, span=span, reason=reason)
    reason = f"last told for {told[1]}; nobody says who held it on {on}"
    return ControlAnswer(on=on, holding=Holding.LAST_TOLD, span=span, reason=reason)
