"""How far an event is borne out, in Airwars' words, with the reason.

confirmed: the initiator itself accepts it · contested: sources disagree on whether, or who ·
discounted: every origin but the accuser denies it, or a reviewer threw it out · fair: two or more
independent origins · weak: one. A belligerent's word on its own act is acceptance, on its enemy's
an accusation; organs of one state are one side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.linking.actors import Sides
from counterclaim.linking.kinds import fit
from counterclaim.linking.told import Told, kind_of, precedence
from counterclaim.model import Stance
from counterclaim.model.event import Grade


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and why."""

    grade: Grade
    reason: str


def grade(told: Sequence[Told], sides: Sides, *, thrown_out: str | None = None) -> Graded:
    """The grade of an event from its claims; ``thrown_out`` is a reviewer's reason."""
    if thrown_out is not None:
        return Graded(Grade.DISCOUNTED, f"a reviewer threw it out: {thrown_out}")
    listed = sorted(told, key=precedence)
    tellers = [t for t in listed if t.tells]
    deniers = _last_words(listed)
    kind = kind_of(listed)
    accepted = _acceptance([t for t in tellers if _is_no_rival(t, kind)], deniers, sides)
    if accepted is not None:
        return Graded(Grade.CONFIRMED, f"{accepted.origin.name} accepts it as its own act")
    if deniers:
        return _denied(tellers, deniers, sides)
    if not tellers:
        return Graded(Grade.WEAK, "it is only announced, threatened or supposed")
    rivals = _rival_initiators(tellers, sides)
    if rivals is not None:
        return Graded(Grade.CONTESTED, rivals)
    return _by_count(tellers, sides)


_NO_RIVAL = 0.7
_NAMED = 4


def _is_no_rival(told: Told, kind: str) -> bool:
    """Whether a claim tells what the event is, or less: who owns up to another version of it ("we
    bombed a depot", of a gas attack) doesn't own up to the event."""
    found = fit(told.claim.kind, kind)
    return found is not None and found.score >= _NO_RIVAL


def _acceptance(tellers: Sequence[Told], deniers: Sequence[Told], sides: Sides) -> Told | None:
    """The first claim by which its initiator accepts the event, unless it took that back later."""
    for told in tellers:
        later = [d for d in deniers if d.origin.key == told.origin.key and _after(d, told)]
        if _accepts(told, sides) and not later:
            return told
    return None


def _after(one: Told, other: Told) -> bool:
    return bool(one.published and other.published and one.published > other.published)


def _last_words(listed: Sequence[Told]) -> list[Told]:
    """One denial of each origin that denies the event."""
    live = [t for t in listed if t.denies and not t.account.superseded]
    return list({t.origin.key: t for t in live}.values())


def _accepts(told: Told, sides: Sides) -> bool:
    """A belligerent asserts an act of its own side."""
    actor = told.origin.actor
    if actor is None or told.claim.stance is not Stance.ASSERTED or not sides.is_belligerent(actor):
        return False
    if not told.claim.sources:
        return False
    return any(sides.same_side(actor, doer) for doer in told.account.initiators)


def _accuses(told: Told, sides: Sides) -> bool:
    """A belligerent tells an act of its enemy, or one of which it is the victim."""
    actor = told.origin.actor
    if actor is None or not sides.is_belligerent(actor):
        return False
    doers = told.account.initiators
    hurt = any(sides.same_side(actor, victim) for victim in told.account.recipients)
    return hurt or any(sides.opposed(actor, doer) for doer in doers)


def _denied(tellers: Sequence[Told], deniers: Sequence[Told], sides: Sides) -> Graded:
    said = {t.origin.party for t in tellers}
    against = {t.origin.party for t in deniers}
    who = " and ".join(dict.fromkeys(t.origin.name for t in deniers))
    if not tellers:
        return Graded(Grade.CONTESTED, f"{who} denies what no claim here tells")
    accuser = _names(tellers)
    lone = len(said) == 1 and len(against) >= 2 and not said & against
    if lone:
        return Graded(Grade.DISCOUNTED, f"only {accuser} tells it; {who} deny it")
    kind = "an accusation by" if all(_accuses(t, sides) for t in tellers) else "told by"
    return Graded(Grade.CONTESTED, f"{kind} {accuser}; denied by {who}")


def _rival_initiators(tellers: Sequence[Told], sides: Sides) -> str | None:
    """In words, two origins that name initiators who have nothing to do with each other."""
    named = [(t, t.account.initiators) for t in tellers if t.account.initiators]
    for n, (one, mine) in enumerate(named):
        for other, theirs in named[n + 1 :]:
            if one.origin.key == other.origin.key or one.claim.sentence == other.claim.sentence:
                continue
            if not _is_no_rival(one, other.claim.kind):
                continue
            if not any(sides.related(a, b, None) for a in mine for b in theirs):
                return (
                    f"{one.origin.name} says it was {sides.name(mine[0])}, "
                    f"{other.origin.name} {sides.name(theirs[0])}"
                )
    return None


def _by_count(tellers: Sequence[Told], sides: Sides) -> Graded:
    parties = {t.origin.party: t for t in tellers}
    if len(parties) >= 2:
        return Graded(Grade.FAIR, f"{len(parties)} independent origins: {_names(tellers)}")
    only = tellers[0]
    if _accuses(only, sides):
        return Graded(Grade.WEAK, f"one origin, {only.origin.name}, accusing its enemy")
    copies = len({t.article.id for t in tellers})
    where = f", in {copies} articles" if copies > 1 else ""
    return Graded(Grade.WEAK, f"one origin: {_names(tellers)}{where}")


def _names(told: Sequence[Told]) -> str:
    """The origins, the first four by name."""
    names = list(dict.fromkeys(t.origin.name for t in told))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
