"""Whether two claims can be of the same actors."""

from datetime import date
from itertools import product

from counterclaim.linking.account import Account
from counterclaim.linking.actors import Sides
from counterclaim.linking.fitting import Fit

_LEAVING = "withdrawal"
_RELATED = {"the same": 1.0}
_TIED = 0.8
_MIXED_KINDS = frozenset({"armed-clash", "talks", "agreement", "ceasefire", "tension"})
"""All parties of these may stand on either side (CODEBOOK, roles)."""


def fit_initiators(one: Account, other: Account, sides: Sides) -> Fit | None:
    """How well those who did it go together; ``None`` where one side names nobody.

    A score of 0 is a rival version of who it was, which alone doesn't make it another happening.
    """
    mine, theirs = one.initiators, other.initiators
    if {one.kind, other.kind} & _MIXED_KINDS:
        mine, theirs = mine + one.recipients, theirs + other.recipients
    elif (one.kind == _LEAVING) != (other.kind == _LEAVING):
        return _fit_leaving(one, other, sides)
    return _fit(mine, theirs, sides, one.published, "by")


def fit_recipients(one: Account, other: Account, sides: Sides) -> Fit | None:
    """How well those to whom it was done go together; ``None`` where one side names nobody."""
    if (one.kind == _LEAVING) != (other.kind == _LEAVING):
        return None
    return _fit(one.recipients, other.recipients, sides, one.published, "against")


def _fit_leaving(one: Account, other: Account, sides: Sides) -> Fit | None:
    """Who withdraws is who loses the place that another gains."""
    leaving, gaining = (one, other) if one.kind == _LEAVING else (other, one)
    return _fit(leaving.initiators, gaining.recipients, sides, one.published, "lost by")


def _fit(
    mine: tuple[str, ...], theirs: tuple[str, ...], sides: Sides, on: date | None, word: str
) -> Fit | None:
    if not mine or not theirs:
        return None
    ties = [
        (score, f"{word} {sides.name(a)}" + (f" / {sides.name(b)} ({tie})" if a != b else ""))
        for a, b in product(mine, theirs)
        if (tie := sides.related(a, b, None)) is not None
        for score in (_RELATED.get(tie, _TIED),)
    ]
    if not ties:
        return Fit(0.0, f"{word} {sides.name(mine[0])} or {sides.name(theirs[0])}")
    return Fit(*max(ties))
