"""Numbers that count nobody: measures, money, ages, times, years, the names of things."""

from counterclaim.coding.lexing import WORD
from counterclaim.coding.numbers.words import (
    DATE,
    LABEL,
    MEASURE,
    MONEY,
    NAMED_LABEL,
    Reading,
    words_in,
)


def is_plural(reading: Reading, place: int) -> bool:
    """True for a word that looks like a noun in the plural."""
    word = reading.word(place)
    if word in words_in("people"):
        return True
    plain = reading.letter(place) == WORD and len(word) > 3
    return plain and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def is_free(reading: Reading, first: int, end: int) -> bool:
    """True where no measure follows and no label or currency stands before."""
    return not (_measured(reading, end) or _labelled(reading, first))


def _measured(reading: Reading, end: int) -> bool:
    if reading.letter(end) == MEASURE or reading.letter(end) == "H":
        return True
    if reading.letter(end) == "O" and reading.letter(end + 1) == MEASURE:
        return True
    return reading.letter(end + 1) == MEASURE and reading.word(end) in words_in("before_measures")


def _labelled(reading: Reading, first: int) -> bool:
    before = reading.letter(first - 1)
    if before == ".":
        return reading.word(first - 2) in {"no", "nos", "op", "art"}
    if before == NAMED_LABEL:
        return reading.capital(first - 1) and reading.word(first + 1) not in words_in("people")
    return before in (LABEL, MONEY)


def is_count(reading: Reading, first: int, start: int, end: int, value: int) -> bool:
    """False where the number (at ``start``, hedges at ``first``) measures or names something."""
    if not is_free(reading, first, end) or not is_free(reading, start, end):
        return False
    digits = reading.letter(start) == "d" and end == start + 1
    if digits and first == start and _is_mark(reading, start, value):
        return False
    if value == 1 and reading.word(start) == "one" and end == start + 1:
        return _one_counts(reading, start, end)
    return not (value == 0 and reading.word(start - 1) == "ground")


def _one_counts(reading: Reading, start: int, end: int) -> bool:
    if reading.word(end) in words_in("not_after_one"):
        return False
    if reading.word(start - 1) in words_in("not_before_one"):
        return False
    if reading.word(end) == "of" and reading.word(end + 1) in {"the", "its", "his", "their"}:
        ranked = reading.word(end + 2)
        return not (ranked in words_in("ranking") or ranked.endswith("est"))
    return True


def _is_mark(reading: Reading, place: int, value: int) -> bool:
    """A figure in brackets, an age between commas, a list's number, a time, a bare year."""
    before, after = reading.letter(place - 1), reading.letter(place + 1)
    if (before, after) in {("(", ")"), ("[", "]")}:
        return True
    if before == "," and after == "," and value < 110 and reading.capital(place - 2):
        return not reading.word(place - 2).isdigit()
    if after in (".", ")") and _opens_line(reading, place) and reading.glued(place + 1):
        return True
    return _is_time_or_year(reading, place, value)


def _opens_line(reading: Reading, place: int) -> bool:
    start = reading.lexemes[place].start
    line = reading.text[:start].rpartition("\n")[2]
    return not line.strip(" *•-\t") and start + 4 < len(reading.text)


def _is_time_or_year(reading: Reading, place: int, value: int) -> bool:
    word = reading.word(place)
    if _has_leading_zero(reading, place - 1) or _has_leading_zero(reading, place + 1):
        return True
    if len(word) != 4 or not word.isdigit():
        return False
    if reading.letter(place + 1) == DATE or reading.word(place - 1) == "at":
        return value % 100 < 60 and value < 2400 and not is_plural(reading, place + 1)
    return 1900 <= value <= 2100 and value % 100 != 0 and not is_plural(reading, place + 1)


def _has_leading_zero(reading: Reading, place: int) -> bool:
    word = reading.word(place)
    return word.startswith("0") and word.isdigit()
