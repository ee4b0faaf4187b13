"""How sure the coder is of a claim: a documented function of what supports it.

Starts at 0.35 for a word that tells an event. What supports it adds: a specific kind told by a noun
or by a weapon (+0.10), an initiator (+0.10; +0.05 more where the registry knows it), a recipient or
loss (+0.10), a place (+0.10; +0.05 more where the gazetteer knows it), a date (+0.10), a named or
described speaker (+0.05). The sum is at most 0.95: nothing read by a machine is certain.
"""

from collections.abc import Sequence

from counterclaim.coding.events import Happening
from counterclaim.model import ActorRef, DateRef, Loss, PlaceRef, Speaker

_VAGUE = frozenset(
    {"attack", "casualties", "support", "demand", "talks", "aid", "deployment", "tension"}
)


def confidence(
    happening: Happening,
    *,
    initiators: Sequence[ActorRef],
    recipients: Sequence[ActorRef],
    place: PlaceRef | None,
    date: DateRef | None,
    casualties: Sequence[Loss],
    sources: Sequence[Speaker],
) -> float:
    """A figure from 0 to 1, the higher the more of the sentence bears the claim out."""
    total = 0.35
    total += 0.10 if happening.kind not in _VAGUE else 0.0
    total += 0.10 if initiators else 0.0
    total += 0.05 if any(ref.actor for ref in initiators) else 0.0
    total += 0.10 if recipients or casualties else 0.0
    total += 0.10 if place is not None else 0.0
    total += 0.05 if place is not None and place.gazetteer_id is not None else 0.0
    total += 0.10 if date is not None and date.start is not None else 0.0
    total += 0.05 if sources else 0.0
    return round(min(total, 0.95), 2)
