"""Whether two claims can be of the same time."""

from counterclaim.linking.account import Account, Days, How
from counterclaim.linking.fitting import Fit

_SIDE_BY_SIDE = 1
"""Days by which two accounts of one night may differ."""


def apart(one: Days | None, other: Days | None) -> bool:
    """Whether the texts themselves put two claims on different days."""
    if one is None or other is None or How.PUBLISHED in (one.how, other.how):
        return False
    return gap(one, other) > _SIDE_BY_SIDE


def gap(one: Days, other: Days) -> int:
    """Days between two ranges; 0 where they share one."""
    return max(0, one.start - other.end, other.start - one.end)


def fit_days(one: Account, other: Account) -> Fit | None:
    """How well the days go together; ``None`` where they can't be the same."""
    mine, theirs = one.days, other.days
    if mine is None or theirs is None:
        return Fit(0.05, "no date to compare")
    between = gap(mine, theirs)
    guessed = How.PUBLISHED in (mine.how, theirs.how)
    if between > _SIDE_BY_SIDE:
        return None
    if between:
        return Fit(0.2, "dates a day apart")
    longest = max(mine.length, theirs.length)
    score = 1.0 if longest == 1 else 0.9 if longest <= 3 else 0.75 if longest <= 10 else 0.5
    if longest > 31:
        score = 0.3
    if guessed:
        return Fit(0.55, "told in the days before publication")
    if How.CARRIED in (mine.how, theirs.how):
        return Fit(0.85 * score, "same day, by the sentences around")
    return Fit(score, "same day" if longest == 1 else "dates that overlap")


def is_loose(one: Days | None, other: Days | None) -> bool:
    """Whether two claims needn't be of one day: without a date, a day apart, or one dated by its
    publication more than a day after the other. A city under fire has such news every day."""
    if one is None or other is None or gap(one, other):
        return True
    if How.PUBLISHED not in (one.how, other.how):
        return False
    return abs(_latest(one, other) - _latest(other, one)) > _SIDE_BY_SIDE


def _latest(days: Days, other: Days) -> int:
    """The day that news of this date is likeliest of, next to other news."""
    return days.end if days.how is How.PUBLISHED else min(days.end, max(days.start, other.end))


def hours_apart(one: Account, other: Account) -> bool:
    """Whether the texts give different hours of one day."""
    if one.hours is None or other.hours is None:
        return False
    return not any(
        one.hours[0] < other.hours[1] + day and other.hours[0] + day < one.hours[1]
        for day in (-24, 0, 24)
    )
