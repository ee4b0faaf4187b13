"""From atoms to whole date phrases: parts ("late on Tuesday") and ranges ("from 4 to 10 June")."""

import re
from collections.abc import Mapping
from functools import cache

from counterclaim.coding.dates.atoms import ATOM_BUILDERS, ATOMS, Builder, Built
from counterclaim.coding.dates.moments import (
    DayOffset,
    Expression,
    Part,
    PartOf,
    Range,
    WeekdayName,
)
from counterclaim.coding.dates.words import CLASSES, Reading, read_words
from counterclaim.coding.lexing import Lexeme, compile_rules, letters_of


def read_dates(text: str) -> Reading:
    """``text`` with every date in it as one ``DATE`` lexeme."""
    reading = read_words(text)
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
    near = all(isinstance(whole_of(meaning), WeekdayName | DayOffset) for meaning in ends)
    return _range(reading, first, end) if near else None


def whole_of(meaning: Expression) -> Expression:
    """What a part is of; else the meaning itself."""
    return meaning.whole if isinstance(meaning, PartOf) else meaning


_PART_BUILDERS: Mapping[str, Builder] = {
    "glossed": _glossed,
    "part": _part,
    "time_before": _time_before,
    "time_after": _time_after,
    "overnight": _overnight,
}
_RANGE_BUILDERS: Mapping[str, Builder] = {
    "between": _range,
    "from_to": _range,
    "through": _through,
    "pair": _pair,
}


@cache
def _layers() -> tuple[tuple[re.Pattern[str], Mapping[str, Builder]], ...]:
    return (
        (compile_rules(ATOMS, CLASSES), ATOM_BUILDERS),
        (compile_rules(_PARTS, CLASSES), _PART_BUILDERS),
        (compile_rules(_RANGES, CLASSES), _RANGE_BUILDERS),
    )
