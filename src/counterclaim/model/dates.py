"""Dates that know how precise they are."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DatePrecision(StrEnum):
    """How finely the text tells the date of an event."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The range of days that a wording allows, both ends inclusive.

    ``start == end`` for a day. Both are ``None`` exactly where ``precision`` is ``unstated``.
    """

    start: date | None
    end: date | None
    precision: DatePrecision

    def overlaps(self, other: "PartialDate") -> bool | None:
        """True or False where both ranges are known, else ``None``."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return None
        return self.start <= other.end and other.start <= self.end


def parse_partial(text: str) -> PartialDate:
    """``2017``, ``2017-01`` or ``2017-01-28`` as the range of days that it means.

    Raises ``ValueError`` naming the text where it is none of these.
    """
    parts = text.strip().split("-")
    try:
        numbers = [int(part) for part in parts]
        return _partial(numbers)
    except (ValueError, IndexError) as error:
        raise ValueError(f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {text!r}") from error


def _partial(numbers: list[int]) -> PartialDate:
    if len(numbers) == 1:
        year = numbers[0]
        return PartialDate(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)
    if len(numbers) == 2:
        year, month = numbers
        last = monthrange(year, month)[1]
        return PartialDate(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)
    if len(numbers) > 3:
        raise ValueError("too many parts")
    day = date(*numbers)
    return PartialDate(day, day, DatePrecision.DAY)
