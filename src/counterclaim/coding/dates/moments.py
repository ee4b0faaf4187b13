"""What the words of a date come to in days: the arithmetic behind ``calendar``.

Each kind of wording is a small record with ``resolve(view)``; a ``View`` holds what a reader of the
text knows at that place. Past is preferred: "Tuesday" is the latest one up to publication, unless
the text looks ahead. Nothing is made up: what the view can't settle is ``UNSTATED``.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import Protocol

from counterclaim.codebook.tables import CodebookError, load_mapping
from counterclaim.model import DatePrecision, PartialDate

UNSTATED = PartialDate(None, None, DatePrecision.UNSTATED)
TOLERANCE = timedelta(days=4)
"""How far after publication a month and day without a year may lie before it means last year's."""


class Unit(IntEnum):
    """Units of time, by their code in ``dates.yaml``."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4
    HOUR = 5
    WEEKEND = 6
    DECADE = 7
    CENTURY = 8


class Part(IntEnum):
    """Parts of a month, year or week, by their code in ``dates.yaml``."""

    EARLY = 1
    MID = 2
    LATE = 3
    BEGINNING = 4
    END = 5
    EARLIER = 6
    LATER = 7


@dataclass(frozen=True, slots=True)
class View:
    """What is known where a date stands in the text.

    ``published``: day of publication. ``anchor``: the last day that the text named. ``year``: the
    year that the text last stated. ``forward``: the sentence tells what is still to come.
    """

    published: date | None = None
    anchor: date | None = None
    year: int | None = None
    forward: bool = False
    tolerance: timedelta = TOLERANCE

    @property
    def now(self) -> date | None:
        """The day to count from: publication, else the last day named."""
        return self.published or self.anchor

    def before(self, day: date) -> "View":
        """The view of a reader on ``day`` who looks back."""
        return replace(self, published=day, forward=False, tolerance=timedelta(0))

    def after(self, day: date) -> "View":
        """The view of a reader on ``day`` who looks ahead."""
        return replace(self, published=day, forward=True)


class Expression(Protocol):
    """A wording that comes to a range of days."""

    @property
    def floating(self) -> bool:
        """True where it takes its year or week from what is around it."""
        ...

    @property
    def relative(self) -> bool:
        """True where it can't be told without the publication or another date."""
        ...

    def resolve(self, view: View) -> PartialDate:
        """The range of days, or ``UNSTATED``."""
        ...


def on_day(day: date) -> PartialDate:
    """One day."""
    return PartialDate(day, day, DatePrecision.DAY)


def month_range(year: int, month: int) -> PartialDate:
    """A whole calendar month."""
    last = monthrange(year, month)[1]
    return PartialDate(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months away."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift(day: date, days: int) -> date | None:
    """``day`` moved by ``days``; ``None`` outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _between(start: date | None, end: date | None, precision: DatePrecision) -> PartialDate:
    if start is None or end is None or start > end:
        return UNSTATED
    return PartialDate(start, end, precision)


class _OfAYear:
    """What may state its year or leave it open."""

    __slots__ = ()
    year: int | None

    @property
    def floating(self) -> bool:
        """No year is given."""
        return self.year is None

    @property
    def relative(self) -> bool:
        """No year is given."""
        return self.year is None


@dataclass(frozen=True, slots=True)
class CalendarDate(_OfAYear):
    """A month, with or without day(s) and year: "August 7", "18 and 19 October 2016"."""

    month: int
    first: int | None = None
    last: int | None = None
    year: int | None = None
    weekday: int | None = None

    def resolve(self, view: View) -> PartialDate:
        """The stated year's, or the one whose day lies closest (CODEBOOK: past preferred)."""
        if self.year is not None:
            return self.in_year(self.year)
        options = [option for year in self._years(view) if (option := self.in_year(year)).start]
        options = [option for option in options if self._weekday_fits(option)] or options
        return _closest(options, view)

    def in_year(self, year: int) -> PartialDate:
        """The range in ``year``; ``UNSTATED`` for a day that it lacks."""
        if not 1 < year < 9999:
            return UNSTATED
        if self.first is None:
            return month_range(year, self.month)
        last = self.last or self.first
        if last > monthrange(year, self.month)[1]:
            return UNSTATED
        start, end = date(year, self.month, self.first), date(year, self.month, last)
        return _between(start, end, DatePrecision.DAY)

    def _years(self, view: View) -> list[int]:
        if view.now is not None:
            return [view.now.year + step for step in (-1, 0, 1)]
        return [] if view.year is None else [view.year]

    def _weekday_fits(self, option: PartialDate) -> bool:
        return self.weekday is None or (
            option.start is not None and option.start.weekday() == self.weekday
        )


def _closest(options: list[PartialDate], view: View) -> PartialDate:
    """Of the same date in several years, the one that the view means."""
    dated = [(option.start, option) for option in options if option.start is not None]
    if view.published is None:
        anchor = view.anchor
        if anchor is None or len(dated) == 1:
            return dated[0][1] if len(dated) == 1 else UNSTATED
        return min(dated, key=lambda pair: abs(pair[0] - anchor))[1]
    if view.forward:
        now = view.published
        ahead = [pair for pair in dated if (pair[1].end or now) >= now]
        return min(ahead)[1] if ahead else UNSTATED
    limit = view.published + min(view.tolerance, date.max - view.published)
    behind = [pair for pair in dated if pair[0] <= limit]
    return max(behind, key=lambda pair: pair[0])[1] if behind else UNSTATED


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years: 2014, 2015-2016, the 1980s."""

    first: int
    last: int

    floating = False
    relative = False

    def resolve(self, view: View) -> PartialDate:
        """From the first day of the first year to the last day of the last."""
        return _between(date(self.first, 1, 1), date(self.last, 12, 31), DatePrecision.YEAR)


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A full date, by its possible readings ("4/5/17" has two)."""

    readings: tuple[date, ...]

    floating = False
    relative = False

    def resolve(self, view: View) -> PartialDate:
        """The only reading, or the one closest to publication, or ``UNSTATED``."""
        if len(self.readings) == 1:
            return on_day(self.readings[0])
        now = view.published
        if now is None:
            return UNSTATED
        return on_day(min(self.readings, key=lambda day: (day > now, abs(day - now))))


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """A weekday: "Tuesday" (step 0), "last Tuesday" (-1), "next Tuesday" (1)."""

    weekday: int
    step: int = 0

    @property
    def floating(self) -> bool:
        """A bare weekday leans on what stands beside it."""
        return self.step == 0

    relative = True

    def resolve(self, view: View) -> PartialDate:
        """The latest one up to publication; with ``forward`` or "next" the first one after."""
        if view.published is None:
            return UNSTATED
        gap = (view.published.weekday() - self.weekday) % 7
        if self.step < 0:
            gap = gap or 7
        elif self.step > 0 or (view.forward and gap):
            gap -= 7
        day = shift(view.published, -gap)
        return on_day(day) if day else UNSTATED


@dataclass(frozen=True, slots=True)
class DayOffset:
    """Days from publication ("yesterday"), and ``span`` days more before it ("overnight")."""

    days: int
    span: int = 0

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """The day, or ``span`` days more before it."""
        if view.published is None:
            return UNSTATED
        end = shift(view.published, self.days)
        start = shift(view.published, self.days - self.span)
        return _between(start, end, DatePrecision.DAY)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """From the last day that the text named, else from publication: "the next day"."""

    unit: Unit
    offset: int

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """The day, month or year; "that day" without a day before it is ``UNSTATED``."""
        now = view.anchor or (view.published if self.offset < 0 else None)
        return UNSTATED if now is None else period(now, self.unit, self.offset)


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar's day, week, month, year ... that lies ``offset`` units from now."""

    unit: Unit
    offset: int

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """The whole period: "this week" is Monday to Sunday."""
        return (
            UNSTATED if view.published is None else period(view.published, self.unit, self.offset)
        )


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekend: the latest one that has begun."""

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """Saturday and Sunday, before publication or, looking ahead, after it."""
        if view.published is None:
            return UNSTATED
        begun = view.forward or view.published.weekday() > 4
        return period(view.published, Unit.WEEKEND, 0 if begun else -1)


def period(now: date, unit: Unit, offset: int) -> PartialDate:
    """The calendar period ``offset`` units from the one that holds ``now``."""
    match unit:
        case Unit.DAY:
            day = shift(now, offset)
            return on_day(day) if day else UNSTATED
        case Unit.HOUR:
            day = shift(now, round(offset / 24))
            return on_day(day) if day else UNSTATED
        case Unit.WEEK:
            return _days_of_week(now, offset, 0, 6)
        case Unit.WEEKEND:
            return _days_of_week(now, offset, 5, 6)
        case Unit.MONTH:
            year, month = shift_month(now.year, now.month, offset)
            return month_range(year, month) if 1 < year < 9999 else UNSTATED
        case Unit.YEAR | Unit.DECADE | Unit.CENTURY:
            return _years_away(now.year, unit, offset)


def _days_of_week(now: date, weeks: int, first: int, last: int) -> PartialDate:
    monday = -now.weekday() + 7 * weeks
    precision = DatePrecision.WEEK if last - first > 1 else DatePrecision.DAY
    return _between(shift(now, monday + first), shift(now, monday + last), precision)


_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}


def _years_away(year: int, unit: Unit, offset: int) -> PartialDate:
    length = _YEARS[unit]
    first = year // length * length + offset * length
    return Years(first, first + length - 1).resolve(View()) if 1 < first < 9900 else UNSTATED


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past three days, the next two weeks: ``count`` units up to publication, or from it.

    ``count`` is ``None`` where the text doesn't tell it ("in recent weeks").
    """

    unit: Unit
    count: int | None
    ahead: bool = False

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """The past 24 hours run from the day before publication to publication (CODEBOOK)."""
        if view.published is None or self.count is None:
            return UNSTATED
        other = step(view.published, self.unit, self.count if self.ahead else -self.count)
        if other is None:
            return UNSTATED
        start, end = sorted((other, view.published))
        return _between(start, end, _PRECISION[self.unit])


_PRECISION = {
    Unit.DAY: DatePrecision.DAY,
    Unit.HOUR: DatePrecision.DAY,
    Unit.WEEKEND: DatePrecision.DAY,
    Unit.WEEK: DatePrecision.WEEK,
    Unit.MONTH: DatePrecision.MONTH,
    Unit.YEAR: DatePrecision.YEAR,
    Unit.DECADE: DatePrecision.YEAR,
    Unit.CENTURY: DatePrecision.YEAR,
}


def step(now: date, unit: Unit, count: int) -> date | None:
    """The day ``count`` units from ``now``; hours count as begun days."""
    if abs(count) > 1_000_000:
        return None
    match unit:
        case Unit.DAY:
            return shift(now, count)
        case Unit.HOUR:
            return shift(now, count // 24 if count < 0 else -(-count // 24))
        case Unit.WEEK | Unit.WEEKEND:
            return shift(now, 7 * count)
        case Unit.MONTH:
            return _same_day(now, count)
        case Unit.YEAR | Unit.DECADE | Unit.CENTURY:
            return _same_day(now, 12 * _YEARS[unit] * count)


def _same_day(now: date, months: int) -> date | None:
    year, month = shift_month(now.year, now.month, months)
    if not 1 < year < 9999:
        return None
    return date(year, month, min(now.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Ago:
    """Two days ago, five years ago: the calendar period that holds that day."""

    unit: Unit
    count: int | None

    floating = False
    relative = True

    def resolve(self, view: View) -> PartialDate:
        """A day for days, hours and "a week ago"; else the week, month or year."""
        if view.published is None or self.count is None:
            return UNSTATED
        day = step(view.published, self.unit, -self.count)
        if day is None:
            return UNSTATED
        if self.unit is Unit.HOUR:
            return on_day(view.published if self.count < 12 else day)
        if self.unit is Unit.WEEK and self.count == 1:
            return on_day(day)
        return period(day, self.unit if self.unit in _AGO_UNITS else Unit.YEAR, 0)


_AGO_UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


@dataclass(frozen=True, slots=True)
class Months(_OfAYear):
    """Some months of a year: a season, a half, a quarter. ``year`` ``None`` where not told."""

    first: int
    count: int
    year: int | None
    step: int = 0

    def resolve(self, view: View) -> PartialDate:
        """From the first day of the first month to the last of the last."""
        if self.year is not None:
            return self.in_year(self.year)
        if view.now is None:
            return UNSTATED if view.year is None else self.in_year(view.year)
        options = [self.in_year(view.now.year + step) for step in (-2, -1, 0, 1)]
        if self.step < 0:
            options = [o for o in options if o.end is not None and o.end < view.now]
        return _closest([o for o in options if o.start], view)

    def in_year(self, year: int) -> PartialDate:
        """The months, beginning in ``year``."""
        last = shift_month(year, self.first, self.count - 1)
        if not 1 < year < 9990:
            return UNSTATED
        return _between(date(year, self.first, 1), month_range(*last).end, DatePrecision.MONTH)


@dataclass(frozen=True, slots=True)
class WeekOfMonth:
    """The first week of June (number 1), the last week of March 2009 (-1)."""

    number: int
    month: CalendarDate

    @property
    def floating(self) -> bool:
        """No year is given."""
        return self.month.floating

    @property
    def relative(self) -> bool:
        """No year is given."""
        return self.month.relative

    def resolve(self, view: View) -> PartialDate:
        """Seven days counted from the month's first day, or its last seven."""
        whole = self.month.resolve(view)
        if whole.start is None or whole.end is None:
            return UNSTATED
        if self.number < 0:
            return PartialDate(whole.end - timedelta(days=6), whole.end, DatePrecision.WEEK)
        start = whole.start + timedelta(days=7 * (self.number - 1))
        end = min(start + timedelta(days=6), whole.end)
        return _between(start, end, DatePrecision.WEEK)


@dataclass(frozen=True, slots=True)
class Holiday(_OfAYear):
    """A feast with a fixed month and day, as 1225; 0 is the fourth Thursday of November."""

    code: int
    year: int | None

    def resolve(self, view: View) -> PartialDate:
        """The day in the stated year, or the closest up to publication."""
        if self.year is not None:
            return self.in_year(self.year)
        if view.now is None:
            return UNSTATED if view.year is None else self.in_year(view.year)
        years = (view.now.year + step for step in (-1, 0, 1))
        return _closest([self.in_year(year) for year in years if 1 < year < 9999], view)

    def in_year(self, year: int) -> PartialDate:
        """The day in ``year``."""
        if self.code:
            return on_day(date(year, self.code // 100, self.code % 100))
        first = date(year, 11, 1).weekday()
        return on_day(date(year, 11, 22 + (3 - first) % 7))


@dataclass(frozen=True, slots=True)
class PartOf:
    """Late June, the end of 2015, earlier this week."""

    part: Part
    whole: Expression

    @property
    def floating(self) -> bool:
        """As the whole."""
        return self.whole.floating

    @property
    def relative(self) -> bool:
        """As the whole."""
        return self.whole.relative

    def resolve(self, view: View) -> PartialDate:
        """The widest range that the part leaves (``dates.yaml``); the whole's precision."""
        whole = self.whole.resolve(view)
        if whole.start is None or whole.end is None or whole.precision is DatePrecision.DAY:
            return whole
        if self.part in (Part.EARLIER, Part.LATER):
            return _clipped(whole, self.part, view.published)
        ranges = part_ranges()[self.part]
        first, last = ranges[whole.precision]
        return _inside(whole.start, whole.end, whole.precision, first, last)


def _clipped(whole: PartialDate, part: Part, published: date | None) -> PartialDate:
    """What is "earlier this week" ends with publication, "later this week" begins with it."""
    if published is None or whole.start is None or whole.end is None:
        return whole
    if not whole.start <= published <= whole.end:
        return whole
    if part is Part.EARLIER:
        return PartialDate(whole.start, published, whole.precision)
    return PartialDate(published, whole.end, whole.precision)


def _inside(start: date, end: date, precision: DatePrecision, first: int, last: int) -> PartialDate:
    if precision is DatePrecision.WEEK:
        days = timedelta(days=first - 1), timedelta(days=last - 1)
        return _between(start + days[0], min(start + days[1], end), precision)
    if precision is DatePrecision.YEAR:
        if start.year != end.year:
            return PartialDate(start, end, precision)
        return _between(date(start.year, first, 1), month_range(start.year, last).end, precision)
    if start.month != end.month:
        return PartialDate(start, end, precision)
    return _between(start.replace(day=first), start.replace(day=min(last, end.day)), precision)


@dataclass(frozen=True, slots=True)
class Range:
    """From May 2 to June 4; between 19 and 20 December 2011; Monday and Tuesday."""

    first: Expression
    last: Expression

    @property
    def floating(self) -> bool:
        """Both ends are."""
        return self.first.floating and self.last.floating

    @property
    def relative(self) -> bool:
        """Both ends are."""
        return self.first.relative and self.last.relative

    def resolve(self, view: View) -> PartialDate:
        """The end that says more settles the other's year or week; ends included."""
        if self.last.floating and not self.first.floating:
            start = self.first.resolve(view)
            end = self.last.resolve(view.after(start.start)) if start.start else UNSTATED
        else:
            end = self.last.resolve(view)
            looks_back = self.first.floating and end.end is not None
            start = self.first.resolve(view.before(end.end) if looks_back and end.end else view)
        return _between(start.start, end.end, _coarser(start.precision, end.precision))


_ORDER = list(DatePrecision)


def _coarser(one: DatePrecision, other: DatePrecision) -> DatePrecision:
    return max(one, other, key=_ORDER.index)


@cache
def part_ranges() -> dict[Part, dict[DatePrecision, tuple[int, int]]]:
    """First and last day or month of each part, from ``dates.yaml``."""
    table = load_mapping_of_parts()
    return {Part(code): _ranges(code, entry) for code, entry in table.items()}


def load_mapping_of_parts() -> dict[int, object]:
    """The section ``part_ranges`` of ``dates.yaml``."""
    table = load_mapping("dates.yaml").get("part_ranges")
    if not isinstance(table, dict) or not all(isinstance(code, int) for code in table):
        raise CodebookError("dates.yaml", "part_ranges", "should map a part's code to its ranges")
    return table


def _ranges(code: int, entry: object) -> dict[DatePrecision, tuple[int, int]]:
    if not isinstance(entry, dict):
        raise CodebookError("dates.yaml", f"part_ranges: {code}", "should map units to ranges")
    return {DatePrecision(unit): (pair[0], pair[1]) for unit, pair in entry.items()}
