"""Counts in running text, without a parser: "at least six", "40 to 70", "dozens of", "no".

A small grammar over lexemes; words are in ``numbers.yaml``. What a wording comes to is CODEBOOK's
table (Losses). Money, measures, dates, ages, times and the numbers of things (resolution 2118,
F-16, 4th Division) are no counts: ``number_guards``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.coding.dates.calendar import date_spans
from counterclaim.coding.lexing import WORD, expand_rule
from counterclaim.coding.numbers.guards import is_count, is_free, is_plural
from counterclaim.coding.numbers.words import (
    CLASSES,
    HEDGE_LETTERS,
    Reading,
    read_words,
    words_in,
)
from counterclaim.model import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count: ``low``/``high`` in persons or objects, ``None`` where the text leaves it open.

    ``span`` holds the hedge and the number ("at least six", "dozens of"), not the noun.
    ``head_numeral`` is true for a stated number, false for a vague quantifier, "no", "both".
    """

    span: Span
    text: str
    low: int | None
    high: int | None
    approximate: bool
    head_numeral: bool


def find_quantities(text: str, dates: Iterable[Span] | None = None) -> tuple[Quantity, ...]:
    """Every count of ``text``, in order; none overlap.

    ``dates``: where the dates of ``text`` stand, if the caller knows them already.
    """
    reading = read_words(text, date_spans(text) if dates is None else tuple(dates))
    found, place = [], 0
    while match := _START.search(reading.letters, place):
        built = _build(reading, match.start())
        place = built.end if built else match.start() + 1
        if built and built.amount:
            found.append(_quantity(reading, built))
    return tuple(found)


# --- amounts -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """How many a wording allows."""

    low: int | None
    high: int | None
    approximate: bool = False
    numeral: bool = True


def at_least(amount: Amount) -> Amount:
    """Reads "At least 6", "10+": from the number up."""
    return replace(amount, high=None)


def more_than(amount: Amount) -> Amount:
    """Reads "More than 20": from 21 up. "More than dozens" stays as it was."""
    exact = amount.numeral and amount.low is not None
    return replace(amount, low=(amount.low or 0) + 1 if exact else amount.low, high=None)


def up_to(amount: Amount) -> Amount:
    """Reads "Up to 30", "as many as 30": from none to the number."""
    return replace(amount, low=0)


def fewer_than(amount: Amount) -> Amount:
    """Reads "Fewer than 10": from none to nine."""
    high = None if amount.high is None else max(amount.high - 1, 0)
    return replace(amount, low=0, high=high)


def about(amount: Amount) -> Amount:
    """Reads "About 50": the number, marked approximate."""
    return replace(amount, approximate=True)


def exactly(amount: Amount) -> Amount:
    """Reads "A total of 50": the number."""
    return amount


_EFFECTS: Mapping[str, Callable[[Amount], Amount]] = {
    "at_least": at_least,
    "more_than": more_than,
    "up_to": up_to,
    "fewer_than": fewer_than,
    "about": about,
    "exactly": exactly,
}
_BY_LETTER = {HEDGE_LETTERS[name]: effect for name, effect in _EFFECTS.items()} | {
    "S": about,
    "o": at_least,
    "b": about,
    "w": up_to,
}


# --- rules -------------------------------------------------------------------------------------

_SMALL = "(TENS (DASH? UNIT)? | UNIT)"
_BELOW = f"((INT | {_SMALL} | AN)? HUNDRED (AND? ({_SMALL} | INT))? | {_SMALL} | INT)"
_NUM = (
    f"(({_BELOW} | FLOAT | AN)? SCALE (AND? {_BELOW})?"
    f" | ({_BELOW} | AN)? DASH? DOZEN | {_BELOW} | FLOAT)"
)
_HEDGED = f"HEDGE? {_NUM}"
_RULES = {
    "named_range": f"LABEL {_NUM} (DASH|TO|AND|OR|COMMA) {_NUM}",
    "low_high": f"AT_LEAST {_NUM} (AND|OR|TO|BUT|COMMA)* UP_TO {_NUM}",
    "between": f"HEDGE* BETWEEN {_HEDGED} (AND|DASH|TO) {_HEDGED} AFTER?",
    "range": f"HEDGE* FROM? {_HEDGED} (TO|DASH|SPACED_DASH|OR) {_HEDGED} AFTER?",
    "plural": "HEDGE* (VAGUE|AN)? PLURAL (OF (PLURAL|SCALE))? OF?",
    "vague_scale": "HEDGE* VAGUE (HUNDRED|SCALE|DOZEN)+ OF?",
    "number": f"HEDGE* {_NUM} DASH? AFTER?",
    "plain_number": f"HEDGE* {_NUM}",
    "fixed": "HEDGE? (SET|PAIR|UNKNOWN|NONE)",
    "no": "NO",
    "vague": "VAGUE",
    "some": "SOME OF?",
}
_START = re.compile(r"[GMULAESB<authkzdfPvcsn!Nl]")


@dataclass(frozen=True, slots=True)
class Built:
    """The lexemes from ``first`` to ``end`` and what they count: ``None`` for a name or measure."""

    amount: Amount | None
    first: int
    end: int


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[Reading, int, int], Built | None]], ...]:
    builders = {
        "named_range": _named,
        "low_high": _low_high,
        "between": _range,
        "range": _range,
        "plural": _plural,
        "vague_scale": _vague_scale,
        "number": _number,
        "plain_number": _number,
        "fixed": _fixed,
        "no": _no,
        "vague": _vague,
        "some": _some,
    }
    return tuple(
        (re.compile(expand_rule(rule, CLASSES)), builders[name]) for name, rule in _RULES.items()
    )


def _build(reading: Reading, place: int) -> Built | None:
    """The first rule that accepts what begins at ``place``."""
    for pattern, builder in _rules():
        match = pattern.match(reading.letters, place)
        if match and (built := builder(reading, place, match.end())):
            return built
    return None


def _quantity(reading: Reading, built: Built) -> Quantity:
    amount = built.amount or Amount(None, None)
    span = Span(reading.lexemes[built.first].start, reading.lexemes[built.end - 1].end)
    return Quantity(
        span,
        span.of(reading.text),
        amount.low,
        amount.high,
        amount.approximate,
        amount.numeral,
    )


def _named(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Resolutions 2118 and 2254", "aged 9 to 12"."""
    return Built(None, first, end)


def _value(reading: Reading, first: int, end: int) -> int | None:
    """The number that the lexemes spell; ``None`` for a fraction."""
    total, current = 0.0, 0.0
    for lexeme in reading.lexemes[first:end]:
        match lexeme.letter:
            case "u" | "t" | "d":
                current += lexeme.value
            case "f":
                current += float(lexeme.text)
            case "h" | "z":
                current = (current or 1) * lexeme.value
            case "k":
                total, current = total + (current or 1) * lexeme.value, 0
            case _:
                continue
    value = round(total + current, 6)
    return int(value) if value == int(value) else None


def _hedge(amount: Amount, reading: Reading, places: Iterable[int]) -> Amount:
    for place in places:
        effect = _BY_LETTER.get(reading.letter(place))
        amount = effect(amount) if effect else amount
    return amount


def _number(reading: Reading, first: int, end: int) -> Built | None:
    """Hedges, a number, perhaps "or more"."""
    start = first
    while reading.letter(start) in "GMULAES":
        start += 1
    stop = end - 1 if reading.letter(end - 1) in "obw" else end
    if reading.letter(stop - 1) == "H":
        stop -= 1
        end = end if reading.letter(end - 1) in "obw" else stop
    value = _value(reading, start, stop)
    if value is None or not is_count(reading, first, start, end, value):
        return Built(None, first, end)
    amount = Amount(value, value)
    amount = _hedge(amount, reading, [*range(start - 1, first - 1, -1), *range(stop, end)])
    return Built(amount, first, end)


def _range(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Between 40 and 70", "from 40 to 70", "two or three", "40-70"."""
    numbers = _two_numbers(reading, first, end)
    if numbers is None:
        return None
    (one, start), (other, _) = numbers
    if one >= other or _grows(reading, first):
        return None
    if not is_count(reading, first, start, end, other):
        return Built(None, first, end)
    hedges = [place for place in range(first, start) if reading.letter(place) in _BY_LETTER]
    after = [end - 1] if reading.letter(end - 1) in "obw" else []
    inner = any(reading.letter(place) in "AS" for place in range(start, end))
    amount = Amount(one, other, approximate=inner)
    return Built(_hedge(amount, reading, [*reversed(hedges), *after]), first, end)


def _two_numbers(
    reading: Reading, first: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two numbers among the lexemes, each with the place where it begins."""
    for split in range(first + 1, end - 1):
        if reading.letter(split) not in ">|_&HXU,":
            continue
        one, other = _piece(reading, first, split), _piece(reading, split + 1, end)
        if one is None or other is None:
            continue
        return _shared_scale(reading, one, other, end), other
    return None


def _piece(reading: Reading, first: int, end: int) -> tuple[int, int] | None:
    """The one number between ``first`` and ``end``, hedges around it set aside."""
    while first < end and reading.letter(first) in "GMULAES<BX&|>,":
        first += 1
    while first < end and reading.letter(end - 1) in "obw&|X>,":
        end -= 1
    letters = reading.letters[first:end]
    if not letters or not re.fullmatch(r"a?[uthkzdf]+(?:[H&]?[uthkzdf]+)*", letters):
        return None
    if not _WHOLE.fullmatch(letters):
        return None
    value = _value(reading, first, end)
    return None if value is None else (value, first)


_WHOLE = re.compile(expand_rule(_NUM, CLASSES))


def _shared_scale(
    reading: Reading, one: tuple[int, int], other: tuple[int, int], end: int
) -> tuple[int, int]:
    """Reads "two to three hundred", "15-20,000": the first number takes the second one's scale."""
    value, place = one
    scale = 1000 if reading.word(other[1]).endswith(",000") and value < 1000 else 1
    for lexeme in reading.lexemes[other[1] : end]:
        if lexeme.letter in "hkz":
            scale *= lexeme.value
    bare = not any(reading.letter(at) in "hkz" for at in range(place, other[1]))
    if bare and scale > 1 and 0 < value * scale < other[0]:
        return value * scale, place
    return one


def _grows(reading: Reading, first: int) -> bool:
    """Reads "Rose from 12 to 20": two counts, no range."""
    before = {reading.word(place) for place in range(first - 4, first)}
    opens = reading.letter(first) == "<" or reading.letter(first - 1) == "<"
    return opens and bool(before & words_in("growth"))


def _low_high(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "At least 30 and up to 50"."""
    numbers = _two_numbers(reading, first, end)
    if numbers is None:
        return None
    (one, start), (other, _) = numbers
    if one > other or not is_count(reading, first, start, end, other):
        return None
    return Built(Amount(one, other), first, end)


def _plural(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Dozens of", "tens of thousands of", "many hundreds"."""
    words = [lexeme for lexeme in reading.lexemes[first:end] if lexeme.letter in "Pk"]
    low = words[0].value
    if len(words) > 1:
        low *= words[1].value // (2 if words[1].letter == "P" else 1)
    return _vague_amount(reading, first, end, low)


def _vague_amount(reading: Reading, first: int, end: int, low: int) -> Built:
    if not is_free(reading, first, end):
        return Built(None, first, end)
    amount = _hedge(Amount(low, None, numeral=False), reading, range(first, end))
    return Built(amount, first, end)


def _vague_scale(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Several hundred", "a few dozen": two of them at least."""
    low = 2
    for lexeme in reading.lexemes[first:end]:
        if lexeme.letter in "hkz":
            low *= lexeme.value
    return _vague_amount(reading, first, end, low)


def _fixed(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Both", "a couple of", "an unknown number of", "nobody"."""
    lexeme = reading.lexemes[end - 1]
    if not is_free(reading, first, end):
        return None
    if lexeme.letter == "!":
        return Built(Amount(None, None, numeral=False), first, end)
    if lexeme.text == "both" and not _both_of_two(reading, end):
        return None
    count, pair = lexeme.value, lexeme.letter == "c"
    amount = Amount(count, count, approximate=pair, numeral=count > 2)
    hedges = range(first, end - 1)
    return Built(_hedge(amount, reading, hedges), first, end)


def _both_of_two(reading: Reading, end: int) -> bool:
    """True for "both pilots", false for "both in Syria and in Iraq"."""
    if is_plural(reading, end):
        return True
    return reading.letter(end + 1) != "&" and is_plural(reading, end + 1)


def _no(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "No casualties": none."""
    follows = reading.letter(end) in (WORD, "v", "m", "l", "Q", "d", "u")
    if not follows or reading.word(end) in words_in("not_after_no") or reading.letter(end) == "m":
        return None
    if reading.letter(end) in "du":
        return None
    return Built(Amount(0, 0, numeral=False), first, end)


def _vague(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Several": two at least."""
    lexeme = reading.lexemes[first]
    if lexeme.text == "many" and reading.word(first - 1) in words_in("not_before_many"):
        return None
    if not is_free(reading, first, end):
        return None
    return Built(Amount(lexeme.value, None, numeral=False), first, end)


def _some(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Some residents", "some of": two at least."""
    noun = reading.word(end)
    if reading.letter(end - 1) != "O" and not is_plural(reading, end):
        return None
    if noun in words_in("not_after_some") or not is_free(reading, first, end):
        return None
    return Built(Amount(2, None, numeral=False), first, end)
