"""Telling the report's own date from the dates of what it tells."""

from counterclaim.coding.date_words import PUBLISHED, Reading
from counterclaim.coding.lexing import BREAK, WORD
from counterclaim.coding.moments import CalendarDate, Expression, FixedDay

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
