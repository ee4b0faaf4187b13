"""The smallest dates: "August 7", "Tuesday", "last month", "two days ago".

Each rule is a pattern over word classes (``date_words.CLASSES``) and a builder that accepts or
refuses what it matched.
"""

from collections.abc import Callable, Mapping

from counterclaim.coding.dates.moments import (
    Ago,
    Anaphor,
    CalendarDate,
    DayOffset,
    Expression,
    FixedDay,
    Holiday,
    Months,
    Part,
    PartOf,
    Period,
    Stretch,
    Unit,
    WeekdayName,
    Weekend,
    WeekOfMonth,
    Years,
)
from counterclaim.coding.dates.words import Reading, anaphors, readings, words_in
from counterclaim.coding.lexing import BREAK, OTHER, WORD

Built = tuple[Expression, int, int]
Builder = Callable[[Reading, int, int], Built | None]
"""A builder gets the places of the first lexeme and after the last, and may narrow them."""

_DAYS = "DAY ((COMMA DAY)* COMMA? (AND|OR) DAY | (DASH|SPACED_DASH|TO|THROUGH) DAY)?"
_COUNT = "(NUM (DASH? NUM)? | AN? VAGUE | AN)"
ATOMS = {
    "full": "(WD DOT? COMMA?)? FULL",
    "day_month_year": f"(WD DOT? COMMA?)? THE? {_DAYS} OF? MONTH DOT? COMMA? (YEAR|SHORT_YEAR)",
    "month_day_year": f"(WD DOT? COMMA?)? MONTH DOT? THE? {_DAYS} (COMMA|DOT)? YEAR",
    "month_day": f"(WD DOT? COMMA?)? MONTH DOT? THE? {_DAYS}",
    "day_month": f"(WD DOT? COMMA?)? THE? {_DAYS} OF? MONTH",
    "month_year": "MONTH DOT? (COMMA | OF)? YEAR",
    "week_of_month": "THE? (ORDINAL|LAST) UNIT (OF|IN) MONTH COMMA? YEAR?",
    "fraction": "THE? (ORDINAL|LAST) DASH? FRACTION (OF|IN) THE?"
    " (YEAR | MONTH COMMA? YEAR? | (THIS|LAST) UNIT)",
    "season": "(LAST|THIS|NEXT|THE)? SEASON OF? YEAR? (DASH (YEAR|SMALL))?",
    "month": "(LAST|THIS|NEXT)? PLAIN_MONTH",
    "weekday": "(LAST|THIS|NEXT)? WEEKDAY",
    "weekdays": "WEEKDAYS",
    "year_span": "YEAR DASH (YEAR|SMALL|SHORT_YEAR)",
    "year": "YEAR",
    "weekend": "THE UNIT",
    "decade": "THE? DECADE",
    "relative": "RELATIVE",
    "ago": f"{_COUNT} UNIT AGO",
    "stretch": f"THE? (LAST|NEXT) {_COUNT} DASH? UNIT",
    "recent": "RECENT UNIT",
    "period": "THE? (LAST|THIS|NEXT) UNIT",
    "later": f"{_COUNT} UNIT PART",
    "anaphor": "ANAPHOR",
    "holiday": "HOLIDAY (COMMA? YEAR)?",
}


def _full(reading: Reading, first: int, end: int) -> Built | None:
    return FixedDay(readings(reading.word(end - 1))), first, end


def _day_month_year(reading: Reading, first: int, end: int) -> Built | None:
    if reading.letter(end - 1) == "j" and reading.letter(end) not in _AFTER_SHORT_YEAR:
        return _calendar_date(reading, first, end - 1)
    return _calendar_date(reading, first, end)


_AFTER_SHORT_YEAR = frozenset("()_" + OTHER + BREAK)
"""What ends a dateline ("25 AUG 89 (AFP)"); before a word, 45 in "7 August 45 people" counts."""


def _calendar_date(reading: Reading, first: int, end: int) -> Built | None:
    """Month, day(s) and perhaps year among the lexemes from ``first`` to ``end``."""
    month, year, weekday = _month_year_weekday(reading, first, end)
    places = [place for place in range(first, end) if reading.letter(place) in "do"]
    month_first = reading.letter(places[0] - 1) in "MABt." and month[0] < places[0]
    if month_first and year is None:
        end = _without_count(reading, places, end)
        places = [place for place in places if place < end]
        if not places:
            return None
    days = [reading.lexemes[place].value for place in places]
    if sorted(set(days)) != days:
        days, first, end = _nearest_day(days, places, first, end, month_first)
    last = days[-1] if len(days) > 1 else None
    return CalendarDate(month[1], days[0], last, year, weekday), first, end


def _month_year_weekday(
    reading: Reading, first: int, end: int
) -> tuple[tuple[int, int], int | None, int | None]:
    month, year, weekday = (first, 0), None, None
    for place in range(first, end):
        lexeme = reading.lexemes[place]
        if lexeme.letter in "MAB":
            month = place, lexeme.value
        elif lexeme.letter in "yj":
            year = lexeme.value + (1900 if lexeme.letter == "j" else 0)
        elif lexeme.letter in "Ww":
            weekday = lexeme.value
    return month, year, weekday


def _without_count(reading: Reading, places: list[int], end: int) -> int:
    """The end of "August 7 and" in "August 7 and 12 people": the last number counts people.

    "In March 12 people" leaves no day at all.
    """
    last = places[-1]
    if end != last + 1 or not _counts(reading, last):
        return end
    if len(places) > 1:
        return places[-2] + 1
    opens = reading.word(_place_before(reading, last)) in {"in", "since", "during", "of"}
    return last if opens and reading.letter(last) == "d" else end


def _place_before(reading: Reading, place: int) -> int:
    """The place before the month that stands before ``place``."""
    while place >= 0 and reading.letter(place) not in "MAB":
        place -= 1
    return place - 1


def _counts(reading: Reading, place: int) -> bool:
    """True where a noun in the plural follows: the number counts, and is no day or year."""
    word = reading.word(place + 1)
    if word in words_in("counted_nouns"):
        return True
    plain = reading.letter(place + 1) == WORD
    return plain and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _nearest_day(
    days: list[int], places: list[int], first: int, end: int, month_first: bool
) -> tuple[list[int], int, int]:
    """Of numbers that don't rise, the one beside the month ("40 to 7 August")."""
    if month_first:
        return days[:1], first, places[0] + 1
    return days[-1:], places[-1], end


def _month_day(reading: Reading, first: int, end: int) -> Built | None:
    built = _calendar_date(reading, first, end)
    if built is not None or reading.letter(first) not in "MA":
        return built
    return _month(reading, first, first + 1)


def _month_year(reading: Reading, first: int, end: int) -> Built | None:
    if _counts(reading, end - 1) and reading.lexemes[end - 1].value % 100 == 0:
        return _month(reading, first, first + 1)
    return (
        CalendarDate(reading.lexemes[first].value, year=reading.lexemes[end - 1].value),
        first,
        end,
    )


def _week_of_month(reading: Reading, first: int, end: int) -> Built | None:
    month, year, _ = _month_year_weekday(reading, first, end)
    unit = next(x for x in reading.lexemes[first:end] if x.letter == "u")
    if unit.value not in (Unit.WEEK, Unit.WEEKEND):
        return None
    return WeekOfMonth(_rank(reading, first, end), CalendarDate(month[1], year=year)), first, end


def _rank(reading: Reading, first: int, end: int) -> int:
    """1 for the first, -1 for the last."""
    for lexeme in reading.lexemes[first:end]:
        if lexeme.letter == "q":
            return lexeme.value
        if lexeme.letter == "L":
            return -1
    return 1


def _fraction(reading: Reading, first: int, end: int) -> Built | None:
    month, year, _ = _month_year_weekday(reading, first, end)
    parts = next(x.value for x in reading.lexemes[first:end] if x.letter == "Y")
    number = _rank(reading, first, end)
    number = parts if number < 0 else number
    if number > parts:
        return None
    if month[1]:
        half = Part.EARLY if number == 1 else Part.LATE
        return (PartOf(half, CalendarDate(month[1], year=year)), first, end) if parts == 2 else None
    length = 12 // parts
    step = -1 if year is None and reading.letter(end - 2) == "L" else 0
    return Months(1 + length * (number - 1), length, year, step), first, end


def _season(reading: Reading, first: int, end: int) -> Built | None:
    season = next(x for x in reading.lexemes[first:end] if x.letter == "S")
    years = [x.value for x in reading.lexemes[first:end] if x.letter == "y"]
    opens = reading.letter(first)
    if not years:
        cued = opens in "LIN" or (opens == "t" and reading.letter(first - 1) in "iO")
        in_season = opens == "S" and reading.letter(first - 1) == "i"
        last = reading.letter(end - 1) == "S"
        if not (last and (cued or in_season)):
            return None
    step = -1 if opens == "L" else 0
    return Months(season.value, 3, years[0] if years else None, step), first, end


_STEPS = {"L": -1, "I": 0, "N": 1}


def _month(reading: Reading, first: int, end: int) -> Built | None:
    """A month by itself; "may" and first names only after a cue."""
    opens = reading.letter(first)
    lexeme = reading.lexemes[end - 1]
    if opens in "IN" or lexeme.letter not in "MA":
        return (CalendarDate(lexeme.value), first, end) if lexeme.letter in "MA" else None
    if lexeme.letter == "A" and opens != "L" and not _month_cued(reading, end - 1):
        return None
    meaning: Expression = CalendarDate(lexeme.value)
    return (Months(lexeme.value, 1, None, -1) if opens == "L" else meaning), first, end


def _month_cued(reading: Reading, place: int) -> bool:
    follows = reading.letter(place + 1)
    cued = reading.word(place - 1) in words_in("month_cues") or reading.letter(place - 1) == "E"
    if not cued or follows in "WwoyF":
        return False
    if reading.word(place - 1) in _DETERMINERS and follows != WORD:
        return False
    after = reading.lexemes[place + 1] if place + 1 < len(reading.lexemes) else None
    named = after is not None and reading.text[after.start].isupper() and after.letter == WORD
    return not (named and reading.word(place - 1) not in {"in", "since", "until", "last", "during"})


_DETERMINERS = frozenset({"the", "a", "an", "for"})
"""After these "March" needs a noun ("a March offensive", not "the March on Rome")."""


def _weekday(reading: Reading, first: int, end: int) -> Built | None:
    lexeme = reading.lexemes[end - 1]
    return WeekdayName(lexeme.value, _STEPS.get(reading.letter(first), 0)), first, end


def _weekdays(reading: Reading, first: int, end: int) -> Built | None:
    """The wording "Tuesdays attack" lost its apostrophe; "on Tuesdays" by itself is a habit."""
    follows = reading.letter(end)
    if follows != WORD or reading.word(end) in _HABIT_FOLLOWS:
        return None
    return WeekdayName(reading.lexemes[first].value), first, end


_HABIT_FOLLOWS = frozenset({"when", "as", "for", "with", "because", "while", "but", "is", "are"})


def _year_span(reading: Reading, first: int, end: int) -> Built | None:
    one, other = reading.lexemes[first].value, reading.lexemes[end - 1].value
    other = other if other > 99 else one // 100 * 100 + other
    if not one < other < one + 60:
        return None
    return Years(one, other), first, end


def _year(reading: Reading, first: int, end: int) -> Built | None:
    year = reading.lexemes[first].value
    return (Years(year, year), first, end) if _is_year(reading, first) else None


_STRONG_YEAR_CUES = frozenset(
    {"in", "since", "until", "till", "by", "during", "early", "late", "mid", "(", "throughout"}
)


def _is_year(reading: Reading, place: int) -> bool:
    """A figure between 1900 and 2099 is a year after a cue, unless it counts a plural."""
    before = reading.word(place - 1)
    if _counts(reading, place):
        rounded = reading.lexemes[place].value % 100 == 0
        persons = reading.word(place + 1) in words_in("counted_nouns")
        named = before in {"the", "'s"} and not persons
        return (before in _STRONG_YEAR_CUES or named) and not rounded
    if (
        before in words_in("year_cues")
        or before in {"'s", "s"}
        or reading.letter(place - 1) in "Eizfl"
    ):
        return reading.letter(place + 1) != "u"
    return reading.letter(place - 1) == BREAK and reading.letter(place + 1) == BREAK


def _weekend(reading: Reading, first: int, end: int) -> Built | None:
    if reading.lexemes[end - 1].value != Unit.WEEKEND:
        return None
    return Weekend(), first, end


def _decade(reading: Reading, first: int, end: int) -> Built | None:
    year = reading.lexemes[end - 1].value
    return Years(year, year + 9), first, end


def _relative(reading: Reading, first: int, end: int) -> Built | None:
    return DayOffset(reading.lexemes[first].value - 9), first, end


def _quantity(reading: Reading, first: int, end: int) -> int | None:
    """The count that stands before a unit; ``None`` for "several"."""
    total = 0
    for lexeme in reading.lexemes[first:end]:
        if lexeme.letter == "v":
            return None
        if lexeme.letter == "a":
            total = 1
        if lexeme.letter in "dyncj":
            total += lexeme.value
    return total


def _unit(reading: Reading, first: int, end: int) -> Unit:
    return next(Unit(x.value) for x in reading.lexemes[first:end] if x.letter == "u")


def _ago(reading: Reading, first: int, end: int) -> Built | None:
    count = _quantity(reading, first, end)
    if reading.word(first - 1) in {"than", "over"}:
        count = None
    return Ago(_unit(reading, first, end), count), first, end


def _stretch(reading: Reading, first: int, end: int) -> Built | None:
    ahead = any(lexeme.letter == "N" for lexeme in reading.lexemes[first:end])
    if reading.letter(end) == "O" and reading.word(end + 1) in {"the", "his", "her"}:
        return None
    count = _quantity(reading, first, end)
    return Stretch(_unit(reading, first, end), count, ahead), first, end


def _recent(reading: Reading, first: int, end: int) -> Built | None:
    return Stretch(_unit(reading, first, end), None), first, end


def _period(reading: Reading, first: int, end: int) -> Built | None:
    """Last week is the calendar's, "the past week" the seven days up to publication."""
    unit = _unit(reading, first, end)
    which = reading.lexemes[end - 2]
    if reading.letter(end) == "O" and reading.word(end + 1) in {"the", "his", "her"}:
        return None
    if which.text in words_in("rolling") or (which.text == "coming"):
        return Stretch(unit, 1, which.letter == "N"), first, end
    if unit is Unit.HOUR or (unit is Unit.DAY and which.letter != "I"):
        return None
    if reading.word(end - 1).endswith("s"):
        return None
    return Period(unit, _STEPS[which.letter]), first, end


def _later(reading: Reading, first: int, end: int) -> Built | None:
    """The wording "Two days later", "a week earlier": from the last day that the text named."""
    part, unit, count = (
        reading.lexemes[end - 1],
        _unit(reading, first, end),
        _quantity(reading, first, end),
    )
    if part.value not in (Part.EARLIER, Part.LATER) or reading.word(end) == "than":
        return None
    if count is None or unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR):
        return None
    days = 7 * count if unit is Unit.WEEK else count
    unit = Unit.DAY if unit is Unit.WEEK else unit
    return Anaphor(unit, days if part.value == Part.LATER else -days), first, end


_NO_NOUN_AFTER = frozenset({"the", "a", "an", "his", "her", "its", "their", "when", "they", "he"})


def _anaphor(reading: Reading, first: int, end: int) -> Built | None:
    lexeme = reading.lexemes[first]
    bare = lexeme.text.endswith(("before", "after"))
    if bare and reading.word(end) in _NO_NOUN_AFTER:
        return None
    return Anaphor(*list(anaphors().values())[lexeme.value]), first, end


def _holiday(reading: Reading, first: int, end: int) -> Built | None:
    last = reading.lexemes[end - 1]
    year = last.value if last.letter == "y" else None
    return Holiday(reading.lexemes[first].value, year), first, end


ATOM_BUILDERS: Mapping[str, Builder] = {
    "full": _full,
    "day_month_year": _day_month_year,
    "month_day_year": _day_month_year,
    "month_day": _month_day,
    "day_month": _day_month_year,
    "month_year": _month_year,
    "week_of_month": _week_of_month,
    "fraction": _fraction,
    "season": _season,
    "month": _month,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "year_span": _year_span,
    "year": _year,
    "weekend": _weekend,
    "decade": _decade,
    "relative": _relative,
    "ago": _ago,
    "stretch": _stretch,
    "recent": _recent,
    "period": _period,
    "later": _later,
    "anaphor": _anaphor,
    "holiday": _holiday,
}
