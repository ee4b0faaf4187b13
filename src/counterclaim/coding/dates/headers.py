"""Telling the report's own date from the dates of what it tells."""

import re

from counterclaim.coding.dates.moments import CalendarDate, Expression, FixedDay
from counterclaim.coding.dates.words import PUBLISHED, Reading
from counterclaim.coding.lexing import BREAK, WORD

HEADER_REACH = 400
"""How far into a text, in characters, a date in brackets or on its own line is the report's."""


def is_header(reading: Reading, place: int, meaning: Expression) -> bool:
    """A full date after "Published", opening the text, filling a line, or in a dateline."""
    if reading.letter(place - 1) == PUBLISHED:
        return True
    if not _is_single_day(meaning) or reading.lexemes[place].start > HEADER_REACH:
        return False
    if reading.letter(place - 1) == "(" and reading.letter(place + 1) == ")":
        return _after_name(reading, place - 2)
    if _in_dateline(reading, place) or _stands_alone(reading, place, meaning):
        return True
    if _opens_text(reading, place):
        sentence = reading.letter(place + 1) == ","
        return not sentence and (not meaning.relative or reading.word(place + 1) == ":")
    return _closes_line(reading, place) and (
        _opens_line(reading, place) or (_in_title(reading, place) and not _cued(reading, place))
    )


def _is_single_day(meaning: Expression) -> bool:
    if isinstance(meaning, FixedDay):
        return True
    return isinstance(meaning, CalendarDate) and meaning.first is not None and meaning.last is None


_PLACE = re.compile(r"[^\W\d_][\w .'’-]{2,40}(?:, [\w .'’-]{2,30}|\s?\([^)]{2,30}\))?, ?")
_AGENCY = re.compile(r"\s?(?:\(|--|[-–—] )")


def _in_dateline(reading: Reading, place: int) -> bool:
    """True for "BEIRUT, Aug 5 (Reuters) -" at the head of a line."""
    lexeme = reading.lexemes[place]
    line = reading.text[: lexeme.start].rpartition("\n")[2].lstrip()
    if (
        not line[:1].isupper()
        or line.split(" ")[0].lower() in _PREPOSITIONS
        or _PLACE.fullmatch(line) is None
    ):
        return False
    return _AGENCY.match(reading.text, lexeme.end) is not None


_PREPOSITIONS = frozenset({"in", "on", "at", "by", "from", "near", "until", "since"})


def _stands_alone(reading: Reading, place: int, meaning: Expression) -> bool:
    """True for weekday, day, month and year in a row after a name ("AFP Friday 22 Jul 2016")."""
    whole = isinstance(meaning, CalendarDate) and None not in (meaning.weekday, meaning.year)
    return whole and reading.letter(place - 1) == WORD and _after_name(reading, place - 1)


def _opens_text(reading: Reading, place: int) -> bool:
    return not reading.text[: reading.lexemes[place].start].strip()


def _opens_line(reading: Reading, place: int) -> bool:
    return reading.text[: reading.lexemes[place].start].rstrip(" ")[-1:] == "\n"


def _closes_line(reading: Reading, place: int) -> bool:
    return reading.text[reading.lexemes[place].end :].lstrip(" .")[:1] in ("\n", "")


def _in_title(reading: Reading, place: int) -> bool:
    """True on the first of several lines."""
    start = reading.lexemes[place].start
    return "\n" not in reading.text[:start].lstrip() and "\n" in reading.text[start:]


def _cued(reading: Reading, place: int) -> bool:
    """True after "on", "of" and the like: the date belongs to what the title tells."""
    return reading.letter(place - 1) not in (",", WORD, BREAK)


def _after_name(reading: Reading, place: int) -> bool:
    if not 0 <= place < len(reading.lexemes):
        return False
    return reading.text[reading.lexemes[place].start].isupper()
