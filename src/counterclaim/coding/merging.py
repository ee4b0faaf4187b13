"""One claim for each kind and place that a sentence tells (CODEBOOK, the unit)."""

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model import ActorRef, Claim, Loss

_TWO_SPEAKERS = frozenset({"demand", "refuse", "threaten", "accuse"})


def merge_same(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of one sentence with those joined that tell the same kind at the same place from the
    same speaker with the same stance; what one lacks it gets from the other."""
    out: list[Claim] = []
    for claim in claims:
        for i, other in enumerate(out):
            if _same(other, claim):
                out[i] = _joined(other, claim)
                break
        else:
            out.append(claim)
    return out


def _same(a: Claim, b: Claim) -> bool:
    if a.kind != b.kind or a.stance != b.stance or a.kind in _TWO_SPEAKERS:
        return False
    if [s.span for s in a.sources] != [s.span for s in b.sources]:
        return False
    if a.place is not None and b.place is not None and a.place.span != b.place.span:
        return False
    if a.date and b.date and a.date.span != b.date.span:
        return False
    parties = a.kind in _SHARED or _may_be_one(a.initiators, b.initiators)
    return parties and _tolls_fit(a.casualties, b.casualties)


_SHARED = frozenset({"talks", "agreement", "ceasefire", "tension", "armed-clash"})


def _may_be_one(a: Sequence[ActorRef], b: Sequence[ActorRef]) -> bool:
    if not a or not b:
        return True
    return bool({_key(r) for r in a} & {_key(r) for r in b})


def _key(ref: ActorRef) -> str:
    return ref.actor or (ref.name or ref.text).casefold()


def _tolls_fit(a: Sequence[Loss], b: Sequence[Loss]) -> bool:
    """Two different tolls of one effect are two events unless one is the other's."""
    for loss in a:
        for other in b:
            if loss.effect is other.effect and loss.span != other.span:
                return False
    return True


def _joined(a: Claim, b: Claim) -> Claim:
    return replace(
        a,
        initiators=a.initiators or b.initiators,
        recipients=_union(a.recipients, b.recipients),
        place=a.place or b.place,
        date=a.date or b.date,
        casualties=a.casualties + tuple(x for x in b.casualties if x not in a.casualties),
        weapons=a.weapons + tuple(x for x in b.weapons if x not in a.weapons),
        confidence=max(a.confidence, b.confidence),
    )


def _union(a: Sequence[ActorRef], b: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    seen = {r.span for r in a}
    return (*a, *(r for r in b if r.span not in seen))
