"""Whether one slot of a claim holds an answer that the gold accepts (CODEBOOK, "Scoring")."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from counterclaim.evaluation.gold import GoldClaim, Names, Range
from counterclaim.model import ActorRef, Claim, Effect, Loss, PlaceRef, Speaker, WeaponRef

SLOTS = (
    "initiators",
    "recipients",
    "place",
    "date",
    "killed",
    "injured",
    "destroyed",
    "weapon",
    "sources",
    "stance",
)
"""The slots that are scored, in the order of the report."""

SPEECH_ACTS = frozenset({"accuse", "demand", "threaten", "refuse", "support"})
"""Kinds whose initiator is their speaker: naming it as last source too, or not, are both right."""

Named = ActorRef | PlaceRef | Speaker | WeaponRef

_EFFECTS = {
    "killed": Effect.KILLED,
    "injured": Effect.INJURED,
    "destroyed": Effect.DESTROYED,
}


def slot_is_scored(slot: str, gold: GoldClaim) -> bool:
    """Whether the gold says anything on this slot."""
    return getattr(gold, slot) is not None


def slot_is_right(slot: str, gold: GoldClaim, claim: Claim) -> bool:
    """Whether the claim's slot holds one of the answers that the gold accepts.

    Raises :class:`KeyError` for a name that isn't of :data:`SLOTS`.
    """
    return _CHECKS[slot](gold, claim)


def answer(slot: str, claim: Claim) -> object:
    """What the claim says in a slot, short, for a report on what went wrong."""
    if slot in _EFFECTS:
        return [(x.low, x.high) for x in claim.casualties if x.effect is _EFFECTS[slot]]
    if slot == "date":
        return claim.date and (str(claim.date.start), str(claim.date.end))
    if slot == "stance":
        return claim.stance.value
    value = {"weapon": claim.weapons, "place": (claim.place,) if claim.place else ()}.get(slot)
    return [_names(mention) for mention in (getattr(claim, slot) if value is None else value)]


@cache
def fold(text: str) -> str:
    """Words without case, accents, kinds of apostrophe and hyphens, one space apart."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    plain = plain.replace("\u2019", "'").replace("\u2018", "'").replace("-", " ").replace("_", " ")
    return re.sub(r"\s+", " ", plain).strip()


def bears_accepted_name(mentions: Sequence[Named], accepted: Names) -> bool:
    """A mention bears an accepted name as whole words, or none is given and none is accepted."""
    if not mentions:
        return None in accepted
    borne = [fold(name) for mention in mentions for name in _names(mention)]
    return any(_is_word_of(fold(name), borne) for name in accepted if name is not None)


def _names(mention: Named) -> list[str]:
    """Every name that a mention answers to."""
    actor = getattr(mention, "actor", None)
    return [name for name in (mention.text, mention.name, actor) if name]


def _is_word_of(name: str, borne: list[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", other) for other in borne)


def _initiators(gold: GoldClaim, claim: Claim) -> bool:
    return bears_accepted_name(claim.initiators, gold.initiators or ())


def _recipients(gold: GoldClaim, claim: Claim) -> bool:
    return bears_accepted_name(claim.recipients, gold.recipients or ())


def _place(gold: GoldClaim, claim: Claim) -> bool:
    return bears_accepted_name([claim.place] if claim.place else [], gold.place or ())


def _weapon(gold: GoldClaim, claim: Claim) -> bool:
    return bears_accepted_name(claim.weapons, gold.weapon or ())


def _date(gold: GoldClaim, claim: Claim) -> bool:
    start = claim.date.start.isoformat() if claim.date and claim.date.start else None
    end = claim.date.end.isoformat() if claim.date and claim.date.end else None
    return (start, end) == gold.date


def _stance(gold: GoldClaim, claim: Claim) -> bool:
    return claim.stance.value in (gold.stance or ())


def _sources(gold: GoldClaim, claim: Claim) -> bool:
    got, wanted = list(claim.sources), list(gold.sources or ())
    if claim.kind in SPEECH_ACTS:
        doers = gold.initiators or ()
        folded = {fold(doer) for doer in doers if doer}
        got = [source for source in got if not bears_accepted_name([source], doers)]
        wanted = [names for names in wanted if folded.isdisjoint(fold(n or "") for n in names)]
    return len(got) == len(wanted) and all(map(bears_accepted_name, ([s] for s in got), wanted))


def _loss(slot: str, gold: GoldClaim, claim: Claim) -> bool:
    """One of the claim's entries for the effect, or their sum, is an accepted range."""
    accepted: tuple[Range | None, ...] = getattr(gold, slot)
    entries = [loss for loss in claim.casualties if loss.effect is _EFFECTS[slot]]
    if not entries:
        return None in accepted
    ranges = {(loss.low, loss.high) for loss in entries} | {_sum(entries)}
    return any(option in ranges for option in accepted)


def _sum(entries: list[Loss]) -> Range:
    highs = [loss.high for loss in entries if loss.high is not None]
    return sum(loss.low or 0 for loss in entries), sum(highs) if len(highs) == len(
        entries
    ) else None


_CHECKS = {
    "initiators": _initiators,
    "recipients": _recipients,
    "place": _place,
    "date": _date,
    "killed": lambda gold, claim: _loss("killed", gold, claim),
    "injured": lambda gold, claim: _loss("injured", gold, claim),
    "destroyed": lambda gold, claim: _loss("destroyed", gold, claim),
    "weapon": _weapon,
    "sources": _sources,
    "stance": _stance,
}
