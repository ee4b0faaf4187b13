"""What about a claim is worth a person's look: in words, and as one number to order by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.model import ActorRef, Claim, Speaker

SURE = 0.75
"""From this confidence on a claim isn't looked at for its confidence alone."""

_PLACE, _SPOT, _NAME = 0.45, 0.2, 0.3
_MOST = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a claim: of which kind, how much it weighs (0 to 1), in words."""

    kind: str
    weight: float
    words: str


def doubts(claim: Claim) -> list[Doubt]:
    """Every reason to look, the heaviest first."""
    found = [*_of_place(claim), *_of_names(claim), *_of_confidence(claim)]
    return sorted(found, key=lambda doubt: -doubt.weight)


def weight(reasons: Sequence[Doubt]) -> float:
    """How much reasons, the heaviest first, are worth a look together: each further one counts
    half of what it would alone."""
    total = sum(reason.weight * 0.5**n for n, reason in enumerate(reasons))
    return round(min(_MOST, total), 4)


def _of_place(claim: Claim) -> Iterator[Doubt]:
    place = claim.place
    if place is not None and place.latitude is None:
        why = f": {place.reason}" if place.reason else ""
        weighs = _PLACE if any(word[0].isupper() for word in place.text.split()) else _SPOT
        yield Doubt("place", weighs, f"the place “{place.text}” isn't on the map{why}")


def _of_names(claim: Claim) -> Iterator[Doubt]:
    roles: tuple[tuple[str, tuple[ActorRef | Speaker, ...]], ...] = (
        ("who did it", claim.initiators),
        ("to whom", claim.recipients),
        ("who says so", claim.sources),
    )
    for role, refs in roles:
        for ref in refs:
            if ref.actor is None and _is_name(ref.text):
                yield Doubt("name", _NAME, f"the name “{ref.text}” ({role}) isn't in the registry")


def _is_name(text: str) -> bool:
    """Whether a wording holds a word that stands for someone: one with a capital that doesn't
    begin it, or all of it where it is one word."""
    words = text.split()
    later = words[1:] if len(words) > 1 else words
    return any(word[0].isupper() and len(word) > 2 for word in later)


def _of_confidence(claim: Claim) -> Iterator[Doubt]:
    if claim.confidence < SURE:
        weight = SURE - claim.confidence
        yield Doubt("confidence", weight, f"the coder is unsure of it ({claim.confidence:.2f})")
