"""Dates in running text, without a parser: where they stand and which days they are.

A small grammar over lexemes in three layers: atoms ("August 7", "Tuesday", "last month"), parts
of them ("late on Tuesday", "mid-March"), ranges ("from 4 to 10 June"). Words are in
``dates.yaml``, the arithmetic in ``moments``. Rules: CODEBOOK, Date.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from counterclaim.codebook.tables import CodebookError, load_mapping, numbers_of, words_of
from counterclaim.coding.lexing import (
    BREAK,
    OTHER,
    WORD,
    Entry,
    Lexeme,
    Lexicon,
    compile_rules,
    letters_of,
    tokenize,
)
from counterclaim.coding.moments import (
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
    Range,
    Stretch,
    Unit,
    View,
    WeekdayName,
    Weekend,
    WeekOfMonth,
    Years,
)
from counterclaim.model import DatePrecision, PartialDate, Span

FILE = "dates.yaml"


class DateKind(StrEnum):
    """How a date is meant where it stands."""

    POINT = "point"
    RANGE = "range"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date's wording and the days that it allows.

    ``kind`` tells what stands before it ("since" and the like stay out of ``span``) or that it is
    the report's own date (``header``). ``relative``: it can't be told without the publication or
    another date. ``value`` is unstated where that is missing.
    """

    span: Span
    text: str
    value: PartialDate
    kind: DateKind
    relative: bool


def find_dates(
    text: str,
    published: date | None,
    *,
    context_year: int | None = None,
    anchor: date | None = None,
) -> tuple[DatePhrase, ...]:
    """Every date of ``text``, in order.

    ``published`` settles relative dates. Give the whole article where you can: "the next day" and a
    missing year look back to dates before them; ``anchor`` and ``context_year`` stand in for those
    that came before ``text``.
    """
    reading = _read(text)
    view = View(published, anchor, context_year or _first_year(reading))
    phrases = []
    for place, lexeme in enumerate(reading.lexemes):
        if lexeme.letter != "Z":
            continue
        phrase, view = _phrase(reading, place, view)
        phrases.append(phrase)
    return tuple(phrases)


def date_spans(text: str) -> tuple[Span, ...]:
    """Where the dates of ``text`` stand, without telling what they are."""
    found = _read(text).lexemes
    return tuple(Span(lexeme.start, lexeme.end) for lexeme in found if lexeme.letter == "Z")


# --- reading -----------------------------------------------------------------------------------

# The letter of each class of words; digits and capitals are told apart in ``_settle``.
_CLASSES: Mapping[str, str] = {
    "MONTH": "MAB",
    "PLAIN_MONTH": "MA",
    "WEEKDAY": "W",
    "WD": "Ww",
    "WEEKDAYS": "Q",
    "DAY": "do",
    "YEAR": "y",
    "SMALL": "d",
    "NUM": "dync",
    "FULL": "F",
    "DECADE": "D",
    "RELATIVE": "T",
    "OVERNIGHT": "V",
    "PARTDAY": "p",
    "SEASON": "S",
    "UNIT": "u",
    "LAST": "L",
    "NEXT": "N",
    "THIS": "I",
    "RECENT": "r",
    "VAGUE": "v",
    "PART": "E",
    "OF": "O",
    "IN": "i",
    "ON": "k",
    "AT": "@",
    "THE": "t",
    "AN": "a",
    "AND": "&",
    "OR": "|",
    "TO": ">",
    "FROM": "<",
    "BETWEEN": "b",
    "THROUGH": "h",
    "COMMA": ",",
    "DOT": ".",
    "DASH": "H",
    "SPACED_DASH": "_",
    "OPEN": "(",
    "CLOSE": ")",
    "AGO": "g",
    "SINCE": "s",
    "UNTIL": "l",
    "BY": "z",
    "BEFORE": "f",
    "AFTER": "R",
    "ORDINAL": "q",
    "FRACTION": "Y",
    "ANAPHOR": "^",
    "HOLIDAY": "C",
    "DATE": "Z",
}
_FORWARD, _REPORT, _PUBLISHED, _NOT_DATE, _ABBREVIATED = "+", "e", "P", "!", "w"

_FUNCTION_WORDS = {
    "of": "O",
    "in": "i",
    "on": "k",
    "at": "@",
    "the": "t",
    "a": "a",
    "an": "a",
    "and": "&",
    "or": "|",
    "to": ">",
    "from": "<",
    "between": "b",
    "through": "h",
    "thru": "h",
    ",": ",",
    ".": ".",
    "(": "(",
    ")": ")",
    "ago": "g",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under the grammar: its lexemes so far, and what the ``DATE`` ones among them mean."""

    text: str
    lexemes: list[Lexeme]
    letters: str
    meanings: list[Expression]

    def word(self, place: int) -> str:
        """The lower-case wording at ``place``, or "" beyond the ends."""
        return self.lexemes[place].text if 0 <= place < len(self.lexemes) else ""

    def letter(self, place: int) -> str:
        """The class letter at ``place``; a break beyond the ends."""
        return self.letters[place] if 0 <= place < len(self.letters) else BREAK

    def meaning(self, place: int) -> Expression:
        """What the ``DATE`` lexeme at ``place`` means."""
        return self.meanings[self.lexemes[place].value]


Built = tuple[Expression, int, int]
Builder = Callable[[Reading, int, int], Built | None]


def _read(text: str) -> Reading:
    lexemes = _settle(text, _lexicon().lexemes(tokenize(text)))
    reading = Reading(text, lexemes, letters_of(lexemes), [])
    for pattern, builders in _layers():
        reading = _reduce(reading, pattern, builders)
    return reading


def _reduce(reading: Reading, pattern: re.Pattern[str], builders: Mapping[str, Builder]) -> Reading:
    """``reading`` with every stretch that a rule accepts turned into one ``DATE`` lexeme."""
    kept: list[Lexeme] = []
    meanings = list(reading.meanings)
    done = start = 0
    while match := pattern.search(reading.letters, start):
        built = builders[match.lastgroup or ""](reading, match.start(), match.end())
        if built is None:
            start = match.start() + 1
            continue
        meaning, first, end = built
        kept += reading.lexemes[done:first]
        kept.append(_date_lexeme(reading, first, end, len(meanings)))
        meanings.append(meaning)
        done = start = end
    if not done:
        return reading
    kept += reading.lexemes[done:]
    return Reading(reading.text, kept, letters_of(kept), meanings)


def _date_lexeme(reading: Reading, first: int, end: int, value: int) -> Lexeme:
    opening, closing = reading.lexemes[first], reading.lexemes[end - 1]
    wording = reading.text[opening.start : closing.end].lower()
    return Lexeme("Z", value, wording, opening.start, closing.end, opening.glued)


@cache
def _lexicon() -> Lexicon:
    """All phrases of ``dates.yaml``; where one stands in two lists the later one here wins."""
    units = numbers_of("numbers.yaml", "units") | numbers_of("numbers.yaml", "tens")
    tables: list[tuple[str, Mapping[str, int]]] = [
        (_REPORT, _flat("reporting_verbs")),
        (_FORWARD, _flat("forward_cues")),
        ("c", units),
        ("q", numbers_of(FILE, "ordinals")),
        ("s", _flat("since")),
        ("l", _flat("until")),
        ("z", _flat("by")),
        ("f", _flat("before")),
        ("R", _flat("after")),
        ("L", _flat("previous")),
        ("N", _flat("next")),
        ("I", _flat("current")),
        ("r", _flat("recent")),
        ("v", _flat("vague_counts")),
        ("p", _flat("parts_of_day")),
        ("V", _flat("overnight")),
        (_PUBLISHED, _flat("publication_cues")),
        ("E", numbers_of(FILE, "parts")),
        ("S", numbers_of(FILE, "seasons")),
        ("Y", numbers_of(FILE, "fractions_of_year")),
        ("u", numbers_of(FILE, "units")),
        ("w", numbers_of(FILE, "weekday_abbreviations")),
        ("B", numbers_of(FILE, "month_abbreviations")),
        ("W", numbers_of(FILE, "weekdays")),
        ("Q", {f"{day}s": number for day, number in numbers_of(FILE, "weekdays").items()}),
        ("M", numbers_of(FILE, "months")),
        ("T", {phrase: days + 9 for phrase, days in numbers_of(FILE, "relative_days").items()}),
        ("^", {phrase: index for index, phrase in enumerate(_anaphors())}),
        ("C", numbers_of(FILE, "holidays")),
        (_NOT_DATE, _flat("not_dates")),
    ]
    entries = {word: Entry(letter, 0) for word, letter in _FUNCTION_WORDS.items()}
    for letter, table in tables:
        entries |= {phrase: Entry(letter, value) for phrase, value in table.items()}
    for month in words_of(FILE, "ambiguous_months"):
        entries[month] = Entry("A", numbers_of(FILE, "months")[month])
    return Lexicon(entries)


def _flat(section: str) -> dict[str, int]:
    return dict.fromkeys(words_of(FILE, section), 0)


@cache
def _anaphors() -> dict[str, tuple[Unit, int]]:
    table = load_mapping(FILE).get("anaphors")
    if not isinstance(table, dict):
        raise CodebookError(FILE, "anaphors", "should map phrases to [unit, offset]")
    return {phrase: _anaphor_of(phrase, entry) for phrase, entry in table.items()}


def _anaphor_of(phrase: str, entry: object) -> tuple[Unit, int]:
    match entry:
        case [str(unit), int(offset)] if unit.upper() in Unit.__members__:
            return Unit[unit.upper()], offset
        case _:
            raise CodebookError(FILE, f"anaphors: {phrase}", "should be [unit, offset]")


@cache
def _set(section: str) -> frozenset[str]:
    return frozenset(words_of(FILE, section))


def _settle(text: str, lexemes: list[Lexeme]) -> list[Lexeme]:
    """Classes that hang on capitals, digits and what is glued to them."""
    settled = []
    for place, lexeme in enumerate(lexemes):
        following = lexemes[place + 1] if place + 1 < len(lexemes) else None
        glued_after = following is not None and following.glued
        if lexeme.letter == "#":
            before = lexemes[place - 1] if place else None
            lexeme = _number(lexeme, before, following)
        elif lexeme.letter in "MABwW" and not text[lexeme.start].isupper():
            lexeme = _lower_name(lexeme, lexemes, place)
        elif lexeme.text in _DASHES:
            joined = lexeme.glued and glued_after
            lexeme = lexeme._replace(letter="H" if joined else "_")
        settled.append(lexeme)
    return settled


_DASHES = frozenset("-–—‐‑−")
_AMBIGUOUS_LOWER = frozenset({"may", "march"})


def _lower_name(lexeme: Lexeme, lexemes: list[Lexeme], place: int) -> Lexeme:
    """A month or weekday in small letters: full names hold, but need a number beside them."""
    if lexeme.letter == "W":
        return lexeme
    if lexeme.letter in "MA" and lexeme.text not in _AMBIGUOUS_LOWER:
        return lexeme._replace(letter="B")
    between = place > 0 and place + 1 < len(lexemes)
    if between and _has_digits(lexemes[place - 1]) and _YEAR.fullmatch(lexemes[place + 1].text):
        return lexeme._replace(letter="B")
    return lexeme._replace(letter=WORD)


def _has_digits(lexeme: Lexeme) -> bool:
    return lexeme.text[:1].isdigit()


_YEAR = re.compile(r"(?:19|20)\d\d")
_DECADE = re.compile(r"(?:19|20)\d0s")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FULL = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{2,4})")


def _number(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None) -> Lexeme:
    """The class and value of a token of digits; ``OTHER`` where it belongs to a code."""
    word = lexeme.text
    if _FULL.fullmatch(word):
        return lexeme._replace(letter="F" if _readings(word) else OTHER)
    if _DECADE.fullmatch(word):
        return lexeme._replace(letter="D", value=int(word[:4]))
    if ordinal := _ORDINAL.fullmatch(word):
        day = int(ordinal.group(1))
        return lexeme._replace(letter="o" if 1 <= day <= 31 else WORD, value=day)
    if not (word.isascii() and word.isdigit()) or len(word) > 9 or _in_code(lexeme, before, after):
        return lexeme._replace(letter=OTHER)
    value = int(word)
    if _YEAR.fullmatch(word):
        return lexeme._replace(letter="y", value=value)
    return lexeme._replace(letter="d" if len(word) < 3 and 1 <= value <= 31 else "n", value=value)


def _in_code(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None) -> bool:
    """M142, 120mm, 5%: letters or signs hang on the figure."""
    if before is not None and lexeme.glued and before.text[-1:].isalpha():
        return True
    if after is None or not after.glued or _YEAR.fullmatch(lexeme.text):
        return False
    return after.text[:1].isalpha() or after.text in {"%", "$", "°"}


def _readings(word: str) -> tuple[date, ...]:
    """The days that a date in figures may be: year first, or day first, or (with /) month first."""
    match = _FULL.fullmatch(word)
    if match is None:
        return ()
    one, sep, two, three = match.groups()
    if len(one) == 4:
        options = [(int(one), int(two), int(three))]
    elif len(one) > 2 or len(three) == 3 or (len(three) == 2 and sep != "/"):
        options = []
    else:
        year = int(three) + (2000 if len(three) == 2 else 0)
        options = [(year, int(two), int(one))]
        if sep == "/" or int(two) > 12:
            options.append((year, int(one), int(two)))
    return tuple(dict.fromkeys(day for option in options if (day := _day(*option))))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


# --- atoms -------------------------------------------------------------------------------------

_DAYS = "DAY ((COMMA DAY)* COMMA? (AND|OR) DAY | (DASH|SPACED_DASH|TO|THROUGH) DAY)?"
_COUNT = "(NUM (DASH? NUM)? | AN? VAGUE | AN)"
_ATOMS = {
    "full": "(WD DOT? COMMA?)? FULL",
    "day_month_year": f"(WD DOT? COMMA?)? THE? {_DAYS} OF? MONTH DOT? COMMA? YEAR",
    "month_day_year": f"(WD DOT? COMMA?)? MONTH DOT? THE? {_DAYS} COMMA? YEAR",
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
    "year_span": "YEAR DASH (YEAR|SMALL)",
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
    return FixedDay(_readings(reading.word(end - 1))), first, end


def _day_month_year(reading: Reading, first: int, end: int) -> Built | None:
    return _calendar_date(reading, first, end)


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
        elif lexeme.letter == "y":
            year = lexeme.value
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
    if word in _set("counted_nouns"):
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
    cued = reading.word(place - 1) in _set("month_cues") or reading.letter(place - 1) == "E"
    if not cued or follows in "WwoyF":
        return False
    after = reading.lexemes[place + 1] if place + 1 < len(reading.lexemes) else None
    named = after is not None and reading.text[after.start].isupper() and after.letter == WORD
    return not (named and reading.word(place - 1) not in {"in", "since", "until", "last", "during"})


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
        return before in _STRONG_YEAR_CUES and not rounded
    if before in _set("year_cues") or before in {"'s", "s"} or reading.letter(place - 1) in "Eizfl":
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
        if lexeme.letter in "dync":
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
    if which.text in _set("rolling") or (which.text == "coming"):
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
    return Anaphor(*list(_anaphors().values())[lexeme.value]), first, end


def _holiday(reading: Reading, first: int, end: int) -> Built | None:
    last = reading.lexemes[end - 1]
    year = last.value if last.letter == "y" else None
    return Holiday(reading.lexemes[first].value, year), first, end


# --- parts and ranges --------------------------------------------------------------------------

_PARTS = {
    "glossed": "DATE OPEN DATE CLOSE",
    "part": "THE? PART (DASH|IN|OF|ON|THE)* DATE",
    "time_before": "(THE? PARTDAY | OVERNIGHT) (OF|ON|IN|COMMA)? THE? DATE",
    "time_after": "DATE AT? (PARTDAY|OVERNIGHT)",
    "overnight": "OVERNIGHT",
}
_RANGES = {
    "between": "BETWEEN DATE AND DATE",
    "from_to": "FROM DATE (TO|UNTIL|THROUGH|DASH|SPACED_DASH) DATE",
    "through": "DATE (DASH|SPACED_DASH|TO|THROUGH|UNTIL) DATE",
    "pair": "DATE (AND|OR) DATE",
}


def _glossed(reading: Reading, first: int, end: int) -> Built | None:
    if not isinstance(reading.meaning(first), WeekdayName):
        return None
    return reading.meaning(end - 2), first, end


def _part(reading: Reading, first: int, end: int) -> Built | None:
    part = next(x for x in reading.lexemes[first:end] if x.letter == "E")
    return PartOf(Part(part.value), reading.meaning(end - 1)), first, end


def _time_before(reading: Reading, first: int, end: int) -> Built | None:
    return reading.meaning(end - 1), first, end


def _time_after(reading: Reading, first: int, end: int) -> Built | None:
    return reading.meaning(first), first, end


def _overnight(reading: Reading, first: int, end: int) -> Built | None:
    return DayOffset(0, 1), first, end


def _range(reading: Reading, first: int, end: int) -> Built | None:
    places = [place for place in range(first, end) if reading.letter(place) == "Z"]
    one, other = (reading.meaning(place) for place in places)
    return Range(one, other), first, end


def _through(reading: Reading, first: int, end: int) -> Built | None:
    """Two dates with a dash or "to" between; a spaced dash joins only like with like."""
    spaced = reading.letter(first + 1) == "_"
    if spaced and type(reading.meaning(first)) is not type(reading.meaning(end - 1)):
        return None
    return _range(reading, first, end)


def _pair(reading: Reading, first: int, end: int) -> Built | None:
    """The wording "Monday and Tuesday" is one stretch; full dates joined by "and" stay two."""
    ends = reading.meaning(first), reading.meaning(end - 1)
    near = all(isinstance(_whole(meaning), WeekdayName | DayOffset) for meaning in ends)
    return _range(reading, first, end) if near else None


def _whole(meaning: Expression) -> Expression:
    return meaning.whole if isinstance(meaning, PartOf) else meaning


@cache
def _layers() -> tuple[tuple[re.Pattern[str], Mapping[str, Builder]], ...]:
    atoms: dict[str, Builder] = {
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
    parts: dict[str, Builder] = {
        "glossed": _glossed,
        "part": _part,
        "time_before": _time_before,
        "time_after": _time_after,
        "overnight": _overnight,
    }
    ranges: dict[str, Builder] = {
        "between": _range,
        "from_to": _range,
        "through": _through,
        "pair": _pair,
    }
    return (
        (compile_rules(_ATOMS, _CLASSES), atoms),
        (compile_rules(_PARTS, _CLASSES), parts),
        (compile_rules(_RANGES, _CLASSES), ranges),
    )


# --- meaning -----------------------------------------------------------------------------------

_KINDS = {
    "s": DateKind.SINCE,
    "<": DateKind.SINCE,
    "l": DateKind.UNTIL,
    "h": DateKind.UNTIL,
    "z": DateKind.BY,
    "f": DateKind.BEFORE,
    "R": DateKind.AFTER,
}


def _phrase(reading: Reading, place: int, view: View) -> tuple[DatePhrase, View]:
    """The phrase at ``place`` and the view of what follows it."""
    lexeme, meaning = reading.lexemes[place], reading.meaning(place)
    value = meaning.resolve(_view_at(reading, place, meaning, view))
    kind = _kind(reading, place, meaning, value)
    span = Span(lexeme.start, lexeme.end)
    phrase = DatePhrase(span, span.of(reading.text), value, kind, meaning.relative)
    return phrase, _moved_on(view, phrase)


def _view_at(reading: Reading, place: int, meaning: Expression, view: View) -> View:
    """The view at ``place``: a date without a year leans on a full one in the same sentence."""
    yearless = isinstance(_whole(meaning), CalendarDate | Range) and meaning.floating
    if yearless and view.anchor is not None and _full_date_before(reading, place):
        return replace(view, published=None)
    return replace(view, forward=_looks_ahead(reading, place))


def _full_date_before(reading: Reading, place: int) -> bool:
    """True where the same sentence has told a day with its year."""
    for earlier in range(place - 1, -1, -1):
        letter = reading.letter(earlier)
        if letter in (".", BREAK, "?"):
            return False
        if letter == "Z":
            meaning = reading.meaning(earlier)
            return isinstance(meaning, CalendarDate) and None not in (meaning.year, meaning.first)
    return False


def _moved_on(view: View, phrase: DatePhrase) -> View:
    """The view after ``phrase``: its day is the one that "the next day" counts from."""
    if phrase.value.start is None or phrase.kind is DateKind.HEADER:
        return view
    start = phrase.value.start
    year = view.year if phrase.relative else start.year
    later = view.anchor is None or start > view.anchor
    moves = phrase.value.precision is DatePrecision.DAY or (later and not phrase.relative)
    return replace(view, year=year, anchor=start if moves else view.anchor)


def _kind(reading: Reading, place: int, meaning: Expression, value: PartialDate) -> DateKind:
    if _is_header(reading, place, meaning, value):
        return DateKind.HEADER
    if kind := _KINDS.get(reading.letter(place - 1)):
        return kind
    is_range = isinstance(meaning, Range | Stretch) or value.start != value.end
    return DateKind.RANGE if is_range else DateKind.POINT


HEADER_REACH = 400
"""How far into a text, in characters, a date in brackets or on its own line is the report's."""


def _is_header(reading: Reading, place: int, meaning: Expression, value: PartialDate) -> bool:
    """A full date after "Published", opening the text, filling a line, or in a dateline."""
    if reading.letter(place - 1) == _PUBLISHED:
        return True
    lexeme = reading.lexemes[place]
    if value.precision is not DatePrecision.DAY or lexeme.start > HEADER_REACH:
        return False
    if not isinstance(meaning, CalendarDate | FixedDay):
        return False
    opens = not (reading.text[: lexeme.start].strip() or meaning.relative)
    closes_line = reading.text[lexeme.end :].lstrip(" .")[:1] in ("\n", "")
    opens_line = reading.text[: lexeme.start].rstrip(" ")[-1:] == "\n"
    bracketed = reading.letter(place - 1) == "(" and reading.letter(place + 1) == ")"
    return (opens and not _in_sentence(reading, place)) or (
        (closes_line and opens_line) or (bracketed and _after_name(reading, place - 2))
    )


def _in_sentence(reading: Reading, place: int) -> bool:
    """True where a comma follows the date that opens the text: "August 7 2017, rebels took ..."."""
    return reading.letter(place + 1) == ","


def _after_name(reading: Reading, place: int) -> bool:
    if not 0 <= place < len(reading.lexemes):
        return False
    return reading.text[reading.lexemes[place].start].isupper()


def _looks_ahead(reading: Reading, place: int) -> bool:
    """True where the sentence up to here tells what is to come ("will meet on Thursday")."""
    before = reading.letters[max(0, place - 30) : place]
    if _REPORT in before[-3:]:
        return False
    for letter in reversed(before):
        if letter in (BREAK, "?", _REPORT):
            return False
        if letter == _FORWARD:
            return True
        if letter == ".":
            return False
    return False


def _first_year(reading: Reading) -> int | None:
    """The first year that the text states: what dates before it without a year may lean on."""
    for lexeme in reading.lexemes:
        if lexeme.letter == "Z":
            value = reading.meanings[lexeme.value]
            if not value.relative:
                start = value.resolve(View()).start
                return start.year if start else None
    return None
