"""Whether two tolls can be of the same losses: numbers as ranges, not as words."""

from collections.abc import Iterable
from itertools import product

from counterclaim.linking.account import Account, Toll
from counterclaim.linking.fitting import Fit
from counterclaim.model import Category

_SMALL = 4
"""Numbers up to this agree too often by chance to be evidence."""


def compatible(
    low: int | None, high: int | None, other_low: int | None, other_high: int | None
) -> bool:
    """Whether two ranges can hold of one number: "at least 40" and "40 to 70" can, 12 and "40 to
    70" can't."""
    first = low if low is not None else 0
    second = other_low if other_low is not None else 0
    return (other_high is None or first <= other_high) and (high is None or second <= high)


def same_losses(one: Toll, other: Toll) -> bool:
    """Whether two tolls count the same: effect, and whose where both tell."""
    unknown = Category.UNKNOWN in (one.category, other.category)
    return one.effect is other.effect and (unknown or one.category is other.category)


def fit_losses(one: Account, other: Account) -> Fit | None:
    """How well the tolls go together; ``None`` where they count nothing in common.

    Tolls differ between rival versions and grow over days, so a difference says little.
    """
    return _best(_fit_pair(a, b) for a, b in product(one.tolls, other.tolls) if same_losses(a, b))


def _best(fits: Iterable[Fit]) -> Fit | None:
    return max(fits, key=lambda fit: fit.score, default=None)


def _fit_pair(one: Toll, other: Toll) -> Fit:
    what = f"{one.effect.value} {shown(one.low, one.high)} and {shown(other.low, other.high)}"
    if (one.low, one.high) == (other.low, other.high):
        telling = (one.low or one.high or 0) > _SMALL
        return Fit(
            1.0 if telling else 0.7, f"the same toll: {one.effect.value} {shown(one.low, one.high)}"
        )
    if compatible(one.low, one.high, other.low, other.high):
        return Fit(0.65, f"tolls that can both hold: {what}")
    return Fit(0.3, f"other tolls: {what}")


def shown(low: int | None, high: int | None) -> str:
    """A range in a few words: 12, 40-70, 6 or more, up to 30."""
    if low is None and high is None:
        return "some"
    if high is None:
        return f"{low} or more"
    if not low:
        return f"up to {high}" if high else "none"
    return str(low) if low == high else f"{low}-{high}"


def far_apart(one: Account, other: Account) -> bool:
    """Whether two claims of one article count the same losses with exact, different numbers."""
    return any(
        same_losses(a, b) and not compatible(a.low, a.high, b.low, b.high)
        for a, b in product(one.tolls, other.tolls)
    )
