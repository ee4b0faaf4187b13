"""When: every date of a text, with the days that its wording allows (CODEBOOK, Date)."""

from counterclaim.coding.dates.calendar import (
    DateKind,
    DatePhrase,
    date_spans,
    find_dates,
    own_date,
)

__all__ = ["DateKind", "DatePhrase", "date_spans", "find_dates", "own_date"]
