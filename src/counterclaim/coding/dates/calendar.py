"""Dates in running text, without a parser: where they stand and which days they are.

A small grammar over lexemes in three layers (``date_atoms``, ``date_grammar``): atoms ("August 7"),
parts of them ("late on Tuesday"), ranges ("from 4 to 10 June"). Words are in ``dates.yaml``, the
arithmetic in ``moments``. Rules: CODEBOOK, Date.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from counterclaim.coding.dates.grammar import read_dates, whole_of
from counterclaim.coding.dates.headers import HEADER_REACH, is_header
from counterclaim.coding.dates.moments import CalendarDate, Expression, Range, Stretch, View
from counterclaim.coding.dates.words import FORWARD, REPORT, Reading
from counterclaim.coding.lexing import BREAK
from counterclaim.model import DatePrecision, PartialDate, Span


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
    reading = read_dates(text)
    view = View(published, anchor, context_year or _first_year(reading))
    phrases = []
    for place, lexeme in enumerate(reading.lexemes):
        if lexeme.letter != "Z":
            continue
        phrase, view = _phrase(reading, place, view)
        phrases.append(phrase)
    return tuple(phrases)


def own_date(text: str) -> date | None:
    """The day on which the report says that it came out: in its dateline or at its head.

    A dateline without a year ("KABUL (Nov. 9)") takes the one of the release's number
    ("2012-11-S-012") or the first that the head states.
    """
    head = text[:HEADER_REACH]
    number = _RELEASE_NUMBER.search(head)
    headers = [
        phrase
        for phrase in find_dates(head, None, context_year=int(number[1]) if number else None)
        if phrase.kind is DateKind.HEADER and phrase.value.precision is DatePrecision.DAY
    ]
    full = [phrase for phrase in headers if not phrase.relative] or headers
    return full[0].value.start if full else None


_RELEASE_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)-\d\d-[A-Z]+-\d+")


def date_spans(text: str) -> tuple[Span, ...]:
    """Where the dates of ``text`` stand, without telling what they are."""
    found = read_dates(text).lexemes
    return tuple(Span(lexeme.start, lexeme.end) for lexeme in found if lexeme.letter == "Z")


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
    yearless = isinstance(whole_of(meaning), CalendarDate | Range) and meaning.floating
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
    if is_header(reading, place, meaning):
        return DateKind.HEADER
    is_range = isinstance(meaning, Range | Stretch) or value.start != value.end
    opens = reading.letter(place - 1)
    if (kind := _KINDS.get(opens)) and not (opens == "<" and _has_end(meaning)):
        return kind
    return DateKind.RANGE if is_range else DateKind.POINT


def _has_end(meaning: Expression) -> bool:
    """True for "from 8 to 11 May", which is a range; "from May" is a beginning."""
    return isinstance(meaning, Range) or (
        isinstance(meaning, CalendarDate) and meaning.last is not None
    )


def _looks_ahead(reading: Reading, place: int) -> bool:
    """True where the sentence up to here tells what is to come ("will meet on Thursday")."""
    before = reading.letters[max(0, place - 30) : place]
    if REPORT in before[-3:]:
        return False
    for letter in reversed(before):
        if letter in (BREAK, "?", REPORT):
            return False
        if letter == FORWARD:
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
