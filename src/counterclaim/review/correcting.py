"""A claim as a person corrects it: spans chosen in the text, and the entries that they stand for.

What is chosen where the claim had it before stays as it was, with its reason and cue.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from counterclaim.codebook.kinds import kind_rows
from counterclaim.model import (
    AcledType,
    ActorRef,
    Article,
    Category,
    Claim,
    DatePrecision,
    DateRef,
    Effect,
    Loss,
    PartialDate,
    PlaceRef,
    PlaceRelation,
    PloverType,
    Span,
    Speaker,
    Stance,
    WeaponRef,
    Whom,
)
from counterclaim.model.place import place_cells
from counterclaim.review.lookups import Names, Option, days_in

BY_HAND = "a person chose it"
UNKNOWN = ""
"""The entry of words that stand for none that is known."""


class CorrectionError(ValueError):
    """A correction can't be used. The message names the field and says what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words chosen in the text. ``entry`` is the id of the actor or place that they stand for,
    :data:`UNKNOWN` for none, ``None`` for the one that they plainly name, if any."""

    span: Span
    entry: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LossChoice:
    """A number chosen in the text: of what, from what to what, whose. ``None`` is open."""

    span: Span
    effect: Effect
    low: int | None
    high: int | None
    approximate: bool
    category: Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """All of a claim that a person can choose. ``told`` is the words that tell the event; left
    out, they stay. ``day`` is the date's words, ``days`` the first and last day that they allow;
    without ``days`` they are read from the words."""

    kind: str
    stance: Stance
    told: Span | None = None
    sources: tuple[Choice, ...] = ()
    initiators: tuple[Choice, ...] = ()
    recipients: tuple[Choice, ...] = ()
    place: Choice | None = None
    relation: PlaceRelation = PlaceRelation.IN
    day: Span | None = None
    days: tuple[date, date] | None = None
    precision: DatePrecision = DatePrecision.DAY
    losses: tuple[LossChoice, ...] = ()
    weapons: tuple[Span, ...] = ()


def corrected(before: Claim, article: Article, wanted: Correction, names: Names) -> Claim:
    """The claim as a person has it.

    Raises :class:`CorrectionError`.
    """
    row = kind_rows().get(wanted.kind)
    if row is None:
        raise CorrectionError(f"kind: {wanted.kind!r} is none of the codebook's kinds")
    _check_spans(article.text, wanted)
    look = _Looking(article, names)
    return replace(
        before,
        span=wanted.told or before.span,
        kind=wanted.kind,
        stance=wanted.stance,
        sources=(
            *(s for s in before.sources if s.span is None),
            *(look.speaker(c, before.sources) for c in wanted.sources),
        ),
        initiators=look.actors(wanted.initiators, before.initiators),
        recipients=look.actors(wanted.recipients, before.recipients),
        place=look.place(wanted, before.place) if wanted.place else None,
        date=_date(article.text, wanted, before.date, article.published),
        casualties=tuple(_loss(article.text, c, before.casualties) for c in wanted.losses),
        weapons=tuple(_weapon(article.text, span, before.weapons) for span in wanted.weapons),
        acled=row.acled,
        plover=row.plover,
    )


def blank_claim(article: Article, told: Span, sentences: Iterable[Span]) -> Claim:
    """A claim that the coder missed, with nothing told of it yet but its words.

    ``sentences`` are those known already. Raises :class:`CorrectionError` for words that are none.
    """
    if not told.of(article.text).strip():
        raise CorrectionError("what tells it: choose the words in the text that tell the event")
    sentence = next((s for s in sentences if s.contains(told)), None)
    seed = f"{article.id}|{tuple(told)}|by a person"
    return Claim(
        id="c-" + sha256(seed.encode()).hexdigest()[:16],
        sentence=sentence or sentence_around(article.text, told),
        span=told,
        kind="attack",
        stance=Stance.ASSERTED,
        sources=(),
        initiators=(),
        recipients=(),
        place=None,
        date=None,
        casualties=(),
        weapons=(),
        acled=AcledType(event_type=None, sub_event_type=None),
        plover=PloverType(event=None, mode=None),
        confidence=1.0,
    )


_ENDS = (". ", "! ", "? ", ".” ", '." ', "\n")


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that words stand in, by its full stops and line breaks."""
    starts = [at + len(end) for end in _ENDS if (at := text.rfind(end, 0, span.start)) >= 0]
    ends = [at + len(end.rstrip()) for end in _ENDS if (at := text.find(end, span.end)) >= 0]
    return Span(max(starts, default=0), min(ends, default=len(text.rstrip())))


def choices_of(claim: Claim) -> Correction:
    """A claim as the choices that make it, to begin correcting from."""
    day = claim.date
    known = day is not None and day.start is not None and day.end is not None
    return Correction(
        kind=claim.kind,
        stance=claim.stance,
        told=claim.span,
        sources=_choices(claim.sources),
        initiators=_choices(claim.initiators),
        recipients=_choices(claim.recipients),
        place=_place_choice(claim.place),
        relation=claim.place.relation if claim.place else PlaceRelation.IN,
        day=day.span if day else None,
        days=(day.start, day.end) if day and known and day.start and day.end else None,
        precision=day.precision if day and known else DatePrecision.DAY,
        losses=tuple(
            LossChoice(
                span=loss.span,
                effect=loss.effect,
                low=loss.low,
                high=loss.high,
                approximate=loss.approximate,
                category=loss.whom.category,
            )
            for loss in claim.casualties
        ),
        weapons=tuple(weapon.span for weapon in claim.weapons),
    )


def _choices(refs: Sequence[ActorRef | Speaker]) -> tuple[Choice, ...]:
    return tuple(Choice(ref.span, ref.actor or UNKNOWN) for ref in refs if ref.span is not None)


def _place_choice(place: PlaceRef | None) -> Choice | None:
    if place is None or place.span is None:
        return None
    return Choice(place.span, place.gazetteer_id or UNKNOWN)


def _check_spans(text: str, wanted: Correction) -> None:
    told: list[tuple[str, Span | None]] = [
        ("what tells it", wanted.told),
        *(("who says so", c.span) for c in wanted.sources),
        *(("who", c.span) for c in wanted.initiators),
        *(("whom", c.span) for c in wanted.recipients),
        ("where", wanted.place.span if wanted.place else None),
        ("when", wanted.day),
        *(("losses", c.span) for c in wanted.losses),
        *(("with what", span) for span in wanted.weapons),
    ]
    for field, span in told:
        if span is not None and not (0 <= span.start < span.end <= len(text)):
            raise CorrectionError(f"{field}: {span.start}-{span.end} isn't in the text")
    for loss in wanted.losses:
        if loss.low is not None and loss.high is not None and loss.low > loss.high:
            raise CorrectionError(f"losses: {loss.low} to {loss.high}; the lower number goes first")
    if wanted.days is not None and wanted.days[0] > wanted.days[1]:
        raise CorrectionError("when: the first day is after the last")


@dataclass(frozen=True, slots=True)
class _Looking:
    article: Article
    names: Names

    def speaker(self, choice: Choice, before: Sequence[Speaker]) -> Speaker:
        old = next((s for s in before if s.span == choice.span), None)
        if old is not None and choice.entry in (None, old.actor or UNKNOWN):
            return old
        actor = self._actor(choice)
        return Speaker(
            text=self.article.wording(choice.span),
            span=choice.span,
            cue=old.cue if old else None,
            actor=actor.id if actor else None,
            name=actor.name if actor else None,
        )

    def actors(self, chosen: Sequence[Choice], before: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
        """The actors chosen, after those that stand for no words and so can't be."""
        wordless = (a for a in before if a.span is None)
        return (*wordless, *(self.actor(choice, before) for choice in chosen))

    def actor(self, choice: Choice, before: Sequence[ActorRef]) -> ActorRef:
        old = next((a for a in before if a.span == choice.span), None)
        if old is not None and choice.entry in (None, old.actor or UNKNOWN):
            return old
        actor = self._actor(choice)
        return ActorRef(
            text=self.article.wording(choice.span),
            span=choice.span,
            actor=actor.id if actor else None,
            name=actor.name if actor else None,
            reason=BY_HAND,
        )

    def place(self, wanted: Correction, before: PlaceRef | None) -> PlaceRef:
        choice = wanted.place
        assert choice is not None
        same = before is not None and before.span == choice.span
        if before is not None and same and choice.entry in (None, before.gazetteer_id or UNKNOWN):
            return replace(before, relation=wanted.relation)
        words = self.article.wording(choice.span)
        known = self._entry(choice, self.names.places, self.names.place)
        place = known.place if known is not None else None
        return PlaceRef(
            text=words,
            span=choice.span,
            relation=wanted.relation,
            name=place.name if place else words,
            **place_cells(place),
            reason=BY_HAND,
        )

    def _actor(self, choice: Choice) -> Option | None:
        return self._entry(choice, self.names.actors, self.names.actor)

    def _entry(
        self,
        choice: Choice,
        find: Callable[[str, date | None], list[Option]],
        get: Callable[[str], Option | None],
    ) -> Option | None:
        if choice.entry == UNKNOWN:
            return None
        words = self.article.wording(choice.span)
        if choice.entry is None:
            options = [o for o in find(words, self.article.published) if o.plain]
            return options[0] if len(options) == 1 else None
        found = get(choice.entry)
        if found is None:
            raise CorrectionError(f"“{words}”: there is no entry {choice.entry!r}")
        return found


def _date(
    text: str, wanted: Correction, before: DateRef | None, published: date | None
) -> DateRef | None:
    if wanted.day is None and wanted.days is None:
        return None if before is None or before.start is not None else before
    span, days, precision = wanted.day, wanted.days, wanted.precision
    if span is not None and days is None and (read := days_in(span.of(text), published)):
        days, precision = _both(read), read.precision
    same = before is not None and before.span == span
    return DateRef(
        text=span.of(text) if span else before.text if before and same else None,
        span=span,
        start=days[0] if days else None,
        end=days[1] if days else None,
        precision=precision if days else DatePrecision.UNSTATED,
    )


def _both(read: PartialDate) -> tuple[date, date] | None:
    return (read.start, read.end) if read.start and read.end else None


def _loss(text: str, choice: LossChoice, before: Sequence[Loss]) -> Loss:
    old = next((x for x in before if x.span == choice.span and x.effect == choice.effect), None)
    whom = old.whom if old else Whom(text=None, actor=None, category=choice.category)
    return Loss(
        effect=choice.effect,
        low=choice.low,
        high=choice.high,
        approximate=choice.approximate,
        text=choice.span.of(text),
        span=choice.span,
        whom=replace(whom, category=choice.category),
    )


def _weapon(text: str, span: Span, before: Sequence[WeaponRef]) -> WeaponRef:
    old = next((w for w in before if w.span == span), None)
    return old or WeaponRef(text=span.of(text), span=span, name=None)
