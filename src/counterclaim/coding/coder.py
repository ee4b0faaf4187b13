"""Parsed sentences -> claims: the questions are asked one after the other and put together.

For each sentence: which words tell an event (``triggers``), which of them the same one
(``events``), who and whom (``roles``), where (``where``), when (``when``), with what losses
(``losses``) and weapons (``weapons``); then who says so (``attribution``) and how they stand to it
(``stance``). Every value keeps the span that it rests on.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from counterclaim.codebook.kinds import kind_rows
from counterclaim.coding.attribution import chain
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.blame import Blame, BlameKind, as_spoken_of, find_blame, of_the_act
from counterclaim.coding.confidence import confidence
from counterclaim.coding.dates.calendar import DatePhrase
from counterclaim.coding.events import Happening, absorb, find_happenings
from counterclaim.coding.gates import is_furniture, worth_a_claim
from counterclaim.coding.losses import find_losses, harmed, losses_at
from counterclaim.coding.merging import merge_same
from counterclaim.coding.numbers import Quantity
from counterclaim.coding.roles import actor_refs, find_cast
from counterclaim.coding.setting import within_conflict
from counterclaim.coding.speaker_refs import speaker_of
from counterclaim.coding.stance import find_stance
from counterclaim.coding.triggers import Trigger, find_triggers
from counterclaim.coding.view import View
from counterclaim.coding.weapons import find_weapons
from counterclaim.coding.when import find_date
from counterclaim.coding.where import Spot, find_spots
from counterclaim.language import Sentence
from counterclaim.model import (
    ActorRef,
    Claim,
    DateRef,
    Loss,
    PlaceRef,
    PlaceRelation,
    Precision,
    Span,
    Speaker,
    Stance,
    WeaponRef,
)
from counterclaim.model.place import place_cells
from counterclaim.names.finder import Name
from counterclaim.names.toponyms import Resolution

ACTS = frozenset(
    {
        "air-strike",
        "shelling",
        "bombing",
        "suicide-bombing",
        "chemical-attack",
        "attack",
        "killing",
        "abduction",
        "destruction",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a text before coding. ``places`` maps the start of a name to what
    became of it in the gazetteer."""

    article_id: str
    text: str
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DatePhrase, ...]
    reports: tuple[Report, ...]
    places: Mapping[int, Resolution] = field(default_factory=dict)


def code_claims(reading: Reading) -> tuple[Claim, ...]:
    """The claims of a text in order."""
    out: list[Claim] = []
    seen: set[tuple[object, ...]] = set()
    spoken_of: str | None = None
    dated: list[Claim] = []
    from_the_air = _AIR.search(reading.text) is not None
    for sentence in reading.sentences:
        view = View(sentence, reading.names, reading.quantities, from_the_air)
        claims = _carried_date(reading, sentence, _of_sentence(reading, view, spoken_of), dated)
        dated = [c for c in claims if c.date is not None and c.date.start] or dated
        spoken_of = next((c.kind for c in claims if c.kind in ACTS), spoken_of)
        for claim in claims:
            key = (
                claim.sentence,
                claim.kind,
                claim.span,
                claim.place.span if claim.place else None,
            )
            if key not in seen:
                seen.add(key)
                out.append(claim)
    return within_conflict(reading.text, out)


def _of_sentence(reading: Reading, view: View, spoken_of: str | None) -> list[Claim]:
    """The claims of one sentence; ``spoken_of`` is the kind of the last violent act told."""
    if is_furniture(view.sentence.span.of(reading.text)):
        return []
    happenings = find_happenings(view, find_triggers(view))
    chains = {id(h): _chain(reading, view, h) for h in happenings}
    happenings, chains = _absorbed(view, happenings, chains)
    named = [(as_spoken_of(view, h, chains[id(h)], spoken_of), h) for h in happenings]
    happenings, chains = [h for h, _ in named], {id(n): chains[id(h)] for n, h in named}
    told = spoken_of is not None
    kept = [h for h in happenings if worth_a_claim(view, h, happenings, chains[id(h)], told=told)]
    blames = find_blame(view, kept) if spoken_of is not None else []
    kept = [h for h in kept if not of_the_act(view, h, blames)]
    speech = _speech_spans(reading, view.sentence)
    out: list[Claim] = []
    for happening in kept:
        rivals = [h for h in kept if h is not happening]
        spots = find_spots(view, happening, rivals, speech)
        for group in spots or [[]]:
            out.append(_claim(reading, view, happening, rivals, group, chains[id(happening)]))
    out = merge_same(out)
    if spoken_of is not None:
        blamed = [b for b in blames if not _coded_at(kept, b)]
        out += [_blame_claim(reading, view, b, spoken_of) for b in blamed]
    return out


_LIST_ITEM = re.compile(r"\s*(?:[.•*·-]\s+)?Near\s|\s*[.•*·-]\s{2,}")
_DEFINITE = re.compile(r"\b(?:the|this|these|those)(?: \w+)? \Z", re.IGNORECASE)


def _carried_date(
    reading: Reading, sentence: Sentence, claims: list[Claim], told: Sequence[Claim]
) -> list[Claim]:
    """The claims with the date that plainly carries on (CODEBOOK, dates). ``told`` are the dated
    claims of the last sentence that had any."""
    if not told:
        return claims
    in_list = _LIST_ITEM.match(sentence.span.of(reading.text)) is not None
    return [
        replace(c, date=told[0].date)
        if c.date is None and (in_list or any(_carries_on(reading, t, c) for t in told))
        else c
        for c in claims
    ]


def _carries_on(reading: Reading, told: Claim, claim: Claim) -> bool:
    """ "The raids hit Hass", or the same acts by the same party in the sentence right behind."""
    if claim.kind not in ACTS or claim.kind not in {told.kind, "attack"}:
        return False
    here = next(i for i, s in enumerate(reading.spans) if s.contains(claim.span))
    there = next(i for i, s in enumerate(reading.spans) if s.contains(told.span))
    before = reading.text[max(claim.sentence.start, claim.span.start - 24) : claim.span.start]
    if _DEFINITE.search(before) is not None:
        return here - there <= _SOON
    mine, theirs = ({a.actor for a in c.initiators if a.actor} for c in (claim, told))
    return here - there == 1 and bool(mine & theirs)


_SOON = 3


def _coded_at(kept: Sequence[Happening], blame: Blame) -> bool:
    return any(t.i == blame.token.i for h in kept for t in h.tokens)


def _blame_claim(reading: Reading, view: View, blame: Blame, kind: str) -> Claim:
    """The claim that an accusation, denial or admission of the act spoken of makes."""
    trigger = Trigger(blame.token, kind, "act", False, blame.token.i)
    happening = Happening(trigger, kind, (), ())
    main = view.sentence.span_of([blame.token])
    cue_here = [r for r in reading.reports if r.cue.overlaps(main) and r.source is not None]
    over = [r for r in chain(reading.reports, main) if r not in cue_here]
    sources = list(_links(reading, over))
    said_by = actor_refs(view, blame.speakers, reading.names, reading.spans)
    sources += [
        Speaker(
            text=a.text, span=a.span, cue=view.sentence.wording(main), actor=a.actor, name=a.name
        )
        for a in said_by[:1]
    ]
    groups = find_spots(view, happening, (), _speech_spans(reading, view.sentence))
    place = _place_ref(reading, view, groups[0]) if groups else None
    stance = Stance.DENIED if blame.kind is BlameKind.DENIED else find_stance(view, happening, over)
    return _put_together(
        reading,
        view,
        happening,
        span=main,
        stance=stance,
        sources=tuple(sources),
        initiators=actor_refs(view, blame.doers, reading.names, reading.spans),
        place=place,
    )


_Chains = dict[int, tuple[Report, ...]]


def _absorbed(
    view: View, happenings: list[Happening], chains: _Chains
) -> tuple[list[Happening], _Chains]:
    """Losses without a cause of their own go to the event beside them, told by the same speaker."""
    speakers = {id(h): tuple(r.cue for r in chains[id(h)]) for h in happenings}
    merged = absorb(view, happenings, speakers)
    out = {id(h): chains.get(id(h)) or chains[id(origin)] for h, origin in merged}
    return [h for h, _ in merged], out


_AIR = re.compile(
    r"\b(?:air ?-?(?:strikes?|raids?)|warplanes?|(?:fighter|war) jets?|bombers?|air force)\b",
    re.IGNORECASE,
)


def _chain(reading: Reading, view: View, happening: Happening) -> tuple[Report, ...]:
    return chain(reading.reports, view.sentence.span_of([happening.main.token]))


def _speech_spans(reading: Reading, sentence: Sentence) -> list[Span]:
    out: list[Span] = []
    for report in reading.reports:
        if report.source is not None and report.source_sentence == sentence.index:
            out.append(report.source)
        if report.cue_sentence == sentence.index and report.cue_class in _SAYING:
            seat = _SEAT.match(reading.text, report.cue.end)
            out += [Span(*seat.span())] if seat else []
    return out


_NO_SAYING = frozenset(
    {"seem", "appear", "happen", "tend", "continue", "begin", "go", "refuse", "seek"}
)


def _tells(report: Report) -> bool:
    """A word of saying, which may have a date of its own; "appeared to", "continued to" is none."""
    return report.source is not None and report.cue_lemma not in _NO_SAYING


_SAYING = frozenset({"say", "claim", "confirm", "deny"})
_SEAT = re.compile(
    r" (?:(?:reporters|journalists|a news conference|a press conference) )?(?:in|from|at) "
    r"(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?(?=[.,;]|$| on\b| that\b)"
)


def _claim(
    reading: Reading,
    view: View,
    happening: Happening,
    rivals: Sequence[Happening],
    group: Sequence[Spot],
    over: Sequence[Report],
) -> Claim:
    cast = find_cast(view, happening)
    initiators = actor_refs(view, cast.initiators, reading.names, reading.spans)
    doing = {ref.span for ref in initiators}
    lost = [t for t in harmed(view, happening) if t not in cast.recipients]
    done_to = [*cast.recipients, *lost]
    done_to = [t for t in done_to if not _only_a_number(view, t, happening.kind)]
    recipients = actor_refs(view, done_to, reading.names, reading.spans)
    recipients = tuple(r for r in _distinct(recipients) if r.span not in doing)
    initiators = _answerable(reading, happening, over, initiators)
    cues = [r.cue for r in reading.reports if r.cue_sentence == view.sentence.index and _tells(r)]
    return _put_together(
        reading,
        view,
        happening,
        span=view.sentence.span_of(happening.tokens),
        stance=find_stance(view, happening, over),
        sources=_links(reading, over),
        initiators=initiators,
        place=_place_ref(reading, view, group),
        recipients=recipients,
        date=find_date(view, happening, rivals, reading.dates, cues),
        casualties=_losses(view, happening, group),
        weapons=find_weapons(view, happening, rivals),
    )


def _only_a_number(view: View, token: Token, kind: str) -> bool:
    """ "killed 13 and wounded 29": how many, not whom. Where only casualties are told, "13 were
    killed" is all that says whom; but "put the toll at 13" is a number there too."""
    quantity = view.quantity(token)
    if quantity is None or not quantity.head_numeral:
        return False
    toll = token.dep_ == "pobj" and token.head.lower_ in {"at", "to"}
    return toll or kind != "casualties"


def _losses(view: View, happening: Happening, group: Sequence[Spot]) -> tuple[Loss, ...]:
    found = find_losses(view, happening)
    return losses_at(view, found, group[0].tokens[0]) if group else found


def _put_together(
    reading: Reading,
    view: View,
    happening: Happening,
    *,
    span: Span,
    stance: Stance,
    sources: tuple[Speaker, ...],
    initiators: tuple[ActorRef, ...],
    place: PlaceRef | None,
    recipients: tuple[ActorRef, ...] = (),
    date: DateRef | None = None,
    casualties: tuple[Loss, ...] = (),
    weapons: tuple[WeaponRef, ...] = (),
) -> Claim:
    """The claim, with what follows from its kind and from its parts."""
    row = kind_rows()[happening.kind]
    return Claim(
        id=_claim_id(reading.article_id, span, happening.kind, place, sources),
        sentence=view.sentence.span,
        span=span,
        kind=happening.kind,
        stance=stance,
        sources=sources,
        initiators=initiators,
        recipients=recipients,
        place=place,
        date=date,
        casualties=casualties,
        weapons=weapons,
        acled=row.acled,
        plover=row.plover,
        confidence=confidence(
            happening,
            initiators=initiators,
            recipients=recipients,
            place=place,
            date=date,
            casualties=casualties,
            sources=sources,
        ),
    )


def _distinct(refs: Sequence[ActorRef]) -> list[ActorRef]:
    seen: dict[Span | None, ActorRef] = {}
    for ref in refs:
        seen.setdefault(ref.span, ref)
    return list(seen.values())


def _answerable(
    reading: Reading, happening: Happening, over: Sequence[Report], initiators: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """Who denies or claims an act that names no doer is its doer (CODEBOOK, sources and roles)."""
    if not over or initiators or over[-1].source is None:
        return initiators
    if over[-1].source.of(reading.text).casefold() in _NOBODY:
        return initiators
    inner = over[-1]
    if happening.main.frame == "must":
        return (_as_actor(reading, inner),)
    behind = reading.text[inner.cue.end : inner.cue.end + 24]
    owned = "responsib" in inner.cue.of(reading.text) or "responsib" in behind or "credit" in behind
    if inner.cue_class == "deny" or (owned and inner.cue_class in {"claim", "confirm"}):
        return (_as_actor(reading, inner),)
    return initiators


def _as_actor(reading: Reading, report: Report) -> ActorRef:
    speaker = _speaker(reading, report)
    return ActorRef(
        text=speaker.text,
        span=speaker.span,
        actor=speaker.actor,
        name=speaker.name,
        reason="speaks of its own act",
    )


_NOBODY = frozenset({"no one", "nobody", "none", "no-one", "neither"})


def _links(reading: Reading, over: Sequence[Report]) -> tuple[Speaker, ...]:
    """The chain of speakers, each once: "the Observatory said ..., it added" is one link."""
    out: list[Speaker] = []
    for report in over:
        if report.source is None or report.echo:
            continue
        if report.source.of(reading.text).casefold() in _NOBODY:
            continue
        speaker = _speaker(reading, report)
        same = (
            out
            and (speaker.actor or speaker.name)
            and ((speaker.actor, speaker.name) == (out[-1].actor, out[-1].name))
        )
        if not same:
            out.append(speaker)
    return tuple(out)


def _speaker(reading: Reading, report: Report) -> Speaker:
    return speaker_of(report, reading.text, reading.names, reading.spans)


def _described_place(reading: Reading, view: View, spot: Spot) -> PlaceRef:
    """ "the town" is the last town named; "a school" keeps its words and gets no coordinates."""
    span = view.core(spot.tokens[0])
    text = view.sentence.wording(span)
    if spot.tokens[0].pos_ == "PROPN":
        reason = "stands as a place; no gazetteer has it"
        return PlaceRef(text=text, span=span, relation=spot.relation, name=text, reason=reason)
    lemma = view.lemma(spot.tokens[0])
    fits = _BACK_TO.get(lemma)
    for start in sorted((s for s in reading.places if s < span.start), reverse=True):
        place = reading.places[start].place
        if fits is not None and place is not None and place.precision in fits:
            name = next(n for n in reading.names if n.span.start == start)
            found = place_ref(text, span, spot.relation, name, reading.places[start])
            return replace(found, reason=f"'{text}' takes up {name.text}; {found.reason}")
    reason = "a description; the text gives it no name"
    return PlaceRef(text=text, span=span, relation=spot.relation, name=text, reason=reason)


_SETTLED = frozenset({Precision.SETTLEMENT})
_WIDE = frozenset({Precision.REGION, Precision.DISTRICT})
_BACK_TO = {
    "town": _SETTLED,
    "city": _SETTLED,
    "village": _SETTLED,
    "capital": _SETTLED,
    "province": _WIDE,
    "governorate": _WIDE,
    "region": _WIDE,
    "district": _WIDE | _SETTLED,
    "neighborhood": _SETTLED | _WIDE,
    "neighbourhood": _SETTLED | _WIDE,
    "suburb": _SETTLED | _WIDE,
    "area": _SETTLED | _WIDE,
    "camp": _SETTLED | frozenset({Precision.POINT}),
    "base": frozenset({Precision.POINT}),
    "airport": frozenset({Precision.POINT}),
    "dam": frozenset({Precision.POINT}),
    "crossing": frozenset({Precision.POINT}),
}


def _place_ref(reading: Reading, view: View, group: Sequence[Spot]) -> PlaceRef | None:
    if not group:
        return None
    spot = group[0]
    name = spot.name
    if name is None:
        return _described_place(reading, view, spot)
    found = reading.places.get(name.span.start)
    text = name.text
    span = name.span
    if len(group) > 1:
        spans = [s.name.span for s in group if s.name is not None]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        text = span.of(reading.text)
    return place_ref(text, span, spot.relation, name, found)


def place_ref(
    text: str, span: Span, relation: PlaceRelation, name: Name, found: Resolution | None
) -> PlaceRef:
    """A place of the text with what the gazetteer made of it."""
    place = found.place if found is not None else None
    if place is None:
        reason = found.reason if found is not None else "no look-up was made"
        return PlaceRef(text=text, span=span, relation=relation, name=name.text, reason=reason)
    return PlaceRef(
        text=text,
        span=span,
        relation=relation,
        name=place.name,
        **place_cells(place),
        reason=found.reason if found is not None else None,
    )


def _claim_id(
    article: str, span: Span, kind: str, place: PlaceRef | None, sources: Sequence[Speaker]
) -> str:
    """Stable for the same words of the same article."""
    where = place.span if place is not None else None
    seed = f"{article}|{tuple(span)}|{kind}|{where and tuple(where)}|{[s.text for s in sources]}"
    return "c-" + hashlib.sha256(seed.encode()).hexdigest()[:16]
