"""Dates that know how precise they are."""

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
