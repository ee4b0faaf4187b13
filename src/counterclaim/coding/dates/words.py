"""Words of dates as lexemes: the lexicon of ``dates.yaml``, and what digits and capitals settle."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from counterclaim.codebook.tables import CodebookError, load_mapping, numbers_of, words_of
from counterclaim.coding.dates.moments import Expression, Unit
from counterclaim.coding.lexing import (
    BREAK,
    OTHER,
    WORD,
    Entry,
    Lexeme,
    Lexicon,
    letters_of,
    tokenize,
)

FILE = "dates.yaml"

# The letter of each class of words; digits and capitals are told apart in ``_settle``.
CLASSES: Mapping[str, str] = {
    "MONTH": "MAB",
    "PLAIN_MONTH": "MA",
    "WEEKDAY": "W",
    "WD": "Ww",
    "WEEKDAYS": "Q",
    "DAY": "do",
    "YEAR": "y",
    "SMALL": "d",
    "NUM": "dyncj",
    "SHORT_YEAR": "j",
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
FORWARD, REPORT, PUBLISHED, _NOT_DATE = "+", "e", "P", "!"

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


def read_words(text: str) -> Reading:
    """``text`` as lexemes with their classes, no date found yet."""
    lexemes = _settle(text, _lexicon().lexemes(tokenize(text)))
    return Reading(text, lexemes, letters_of(lexemes), [])


@cache
def _lexicon() -> Lexicon:
    """All phrases of ``dates.yaml``; where one stands in two lists the later one here wins."""
    units = numbers_of("numbers.yaml", "units") | numbers_of("numbers.yaml", "tens")
    tables: list[tuple[str, Mapping[str, int]]] = [
        (REPORT, _flat("reporting_verbs")),
        (FORWARD, _flat("forward_cues")),
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
        (PUBLISHED, _flat("publication_cues")),
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
        ("^", {phrase: index for index, phrase in enumerate(anaphors())}),
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
def anaphors() -> dict[str, tuple[Unit, int]]:
    """Each phrase that counts from the last day named, with its unit and offset."""
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
def words_in(section: str) -> frozenset[str]:
    """The words of a list of ``dates.yaml``."""
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
_FULL = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})")


def _number(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None) -> Lexeme:
    """The class and value of a token of digits; ``OTHER`` where it belongs to a code."""
    word = lexeme.text
    if _FULL.fullmatch(word):
        return lexeme._replace(letter="F" if readings(word) else OTHER)
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
    if len(word) > 2 or value == 0:
        return lexeme._replace(letter="n", value=value)
    return lexeme._replace(letter="d" if value <= 31 else "j", value=value)


def _in_code(lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None) -> bool:
    """M142, 120mm, 5%: letters or signs hang on the figure."""
    if before is not None and lexeme.glued and before.text[-1:].isalpha():
        return True
    if after is None or not after.glued or _YEAR.fullmatch(lexeme.text):
        return False
    return after.text[:1].isalpha() or after.text in {"%", "$", "°"}


def readings(word: str) -> tuple[date, ...]:
    """The days that a date in figures may be: year first, or day first, or (with /) month first."""
    match = _FULL.fullmatch(word)
    if match is None:
        return ()
    one, sep, two, three = match.groups()
    if len(one) == 4:
        options = [(int(one), int(two), int(three))]
    elif len(one) > 2 or len(three) in (1, 3) or (len(three) == 2 and sep != "/"):
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
