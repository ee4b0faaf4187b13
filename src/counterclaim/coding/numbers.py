"""Counts in running text, without a parser: "at least six", "40 to 70", "dozens of", "no".

A small grammar over lexemes; words are in ``numbers.yaml``. What a wording comes to is CODEBOOK's
table (Losses). Money, measures, dates, ages, times and the numbers of things (resolution 2118,
F-16, 4th Division) are no counts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.codebook.tables import CodebookError, load_mapping, numbers_of, words_of
from counterclaim.coding.calendar import date_spans
from counterclaim.coding.lexing import (
    OTHER,
    WORD,
    Entry,
    Lexeme,
    Lexicon,
    expand_rule,
    letters_of,
    tokenize,
)
from counterclaim.model import Span

FILE = "numbers.yaml"


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
    reading = _read(text, date_spans(text) if dates is None else tuple(dates))
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


_HEDGES: Mapping[str, tuple[str, Callable[[Amount], Amount]]] = {
    "at_least": ("G", at_least),
    "more_than": ("M", more_than),
    "up_to": ("U", up_to),
    "fewer_than": ("L", fewer_than),
    "about": ("A", about),
    "exactly": ("E", exactly),
}
_BY_LETTER = dict(_HEDGES.values()) | {
    "S": about,
    "o": at_least,
    "b": about,
    "w": up_to,
}


# --- reading -----------------------------------------------------------------------------------

_CLASSES: Mapping[str, str] = {
    "UNIT": "u",
    "TENS": "t",
    "HUNDRED": "h",
    "SCALE": "k",
    "DOZEN": "z",
    "INT": "d",
    "FLOAT": "f",
    "PLURAL": "P",
    "VAGUE": "v",
    "UNKNOWN": "!",
    "SET": "s",
    "PAIR": "c",
    "NONE": "n",
    "NO": "N",
    "SOME": "S",
    "HEDGE": "GMULAES",
    "ABOUT": "AS",
    "AT_LEAST": "G",
    "UP_TO": "U",
    "AFTER": "obw",
    "AN": "a",
    "AND": "&",
    "BUT": "X",
    "OR": "|",
    "TO": ">",
    "FROM": "<",
    "BETWEEN": "B",
    "DASH": "H",
    "SPACED_DASH": "_",
    "COMMA": ",",
    "DOT": ".",
    "OF": "O",
    "LABEL": "l",
}
_FUNCTION_WORDS = {
    "a": "a",
    "an": "a",
    "and": "&",
    "but": "X",
    "or": "|",
    "to": ">",
    "from": "<",
    "between": "B",
    "of": "O",
    ",": ",",
    ".": ".",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
}
_MEASURE, _LABEL, _NAMED_LABEL, _MONEY, _DATE = "m", "l", "Q", "$", "D"

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
class Reading:
    """A text under the grammar."""

    text: str
    lexemes: list[Lexeme]
    letters: str

    def word(self, place: int) -> str:
        """The lower-case wording at ``place``, or "" beyond the ends."""
        return self.lexemes[place].text if 0 <= place < len(self.lexemes) else ""

    def letter(self, place: int) -> str:
        """The class letter at ``place``, or "" beyond the ends."""
        return self.letters[place] if 0 <= place < len(self.letters) else ""

    def glued(self, place: int) -> bool:
        """True where no space stands before ``place``."""
        return 0 <= place < len(self.lexemes) and self.lexemes[place].glued

    def capital(self, place: int) -> bool:
        """True where the word at ``place`` begins with a capital."""
        inside = 0 <= place < len(self.lexemes)
        return inside and self.text[self.lexemes[place].start].isupper()


@dataclass(frozen=True, slots=True)
class Built:
    """The lexemes from ``first`` to ``end`` and what they count: ``None`` for a name or measure."""

    amount: Amount | None
    first: int
    end: int


def _read(text: str, dates: tuple[Span, ...]) -> Reading:
    lexemes = _settle(text, _lexicon().lexemes(tokenize(text)), dates)
    return Reading(text, lexemes, letters_of(lexemes))


@cache
def _lexicon() -> Lexicon:
    """All phrases of ``numbers.yaml``; where one stands in two lists the later one here wins."""
    tables: list[tuple[str, Mapping[str, int]]] = [
        (_NAMED_LABEL, _flat("named_labels")),
        (_LABEL, _flat("labels")),
        (_MEASURE, _flat("measures")),
        (_MONEY, _flat("money")),
        ("u", numbers_of(FILE, "units") | numbers_of(FILE, "zero")),
        ("t", numbers_of(FILE, "tens")),
        ("h", numbers_of(FILE, "hundreds")),
        ("k", numbers_of(FILE, "scales")),
        ("z", numbers_of(FILE, "dozens")),
        ("P", numbers_of(FILE, "plurals")),
        ("v", numbers_of(FILE, "vague")),
        ("!", _flat("unknown")),
        ("s", numbers_of(FILE, "sets")),
        ("c", numbers_of(FILE, "approximate_pairs")),
        ("n", _flat("none")),
        ("N", _flat("no")),
        ("S", _flat("some")),
        *_hedge_tables(),
        ("o", _flat("open_after")),
        ("b", _flat("about_after")),
        ("w", _flat("up_to_after")),
    ]
    entries = {word: Entry(letter, 0) for word, letter in _FUNCTION_WORDS.items()}
    for letter, table in tables:
        entries |= {phrase: Entry(letter, value) for phrase, value in table.items()}
    return Lexicon(entries)


def _flat(section: str) -> dict[str, int]:
    return dict.fromkeys(words_of(FILE, section), 0)


def _hedge_tables() -> list[tuple[str, Mapping[str, int]]]:
    table = load_mapping(FILE).get("hedges")
    if not isinstance(table, dict) or set(table) != set(_HEDGES):
        raise CodebookError(FILE, "hedges", f"should have the sections {', '.join(_HEDGES)}")
    return [(_HEDGES[name][0], dict.fromkeys(phrases, 0)) for name, phrases in table.items()]


@cache
def _set(section: str) -> frozenset[str]:
    return frozenset(words_of(FILE, section))


# --- digits ------------------------------------------------------------------------------------

_INTEGER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_DASHES = frozenset("-–—‐‑−")
_GAPS = frozenset("    ")


def _settle(text: str, lexemes: list[Lexeme], dates: tuple[Span, ...]) -> list[Lexeme]:
    """Classes of digits and dashes; lexemes inside a date are ``DATE``."""
    settled: list[Lexeme] = []
    place, date_at = 0, 0
    while place < len(lexemes):
        lexeme = lexemes[place]
        while date_at < len(dates) and dates[date_at].end <= lexeme.start:
            date_at += 1
        length = 1
        if date_at < len(dates) and dates[date_at].start <= lexeme.start:
            lexeme = lexeme._replace(letter=_DATE)
        elif lexeme.letter == "#":
            lexeme, length = _figure(text, lexemes, place)
        elif lexeme.text in _DASHES:
            joined = lexeme.glued and place + 1 < len(lexemes) and lexemes[place + 1].glued
            lexeme = lexeme._replace(letter="H" if joined else "_")
        settled.append(lexeme)
        place += length
    return settled


def _figure(text: str, lexemes: list[Lexeme], place: int) -> tuple[Lexeme, int]:
    """The number in digits at ``place`` as one lexeme, and how many lexemes it takes."""
    lexeme = lexemes[place]
    if _in_code(lexemes, place):
        return _with_suffix(lexemes, place)
    if _grouped_by_space(text, lexemes, place):
        other = lexemes[place + 1]
        wording = f"{lexeme.text}{other.text}"
        value = int(wording)
        return lexeme._replace(letter="d", value=value, text=wording, end=other.end), 2
    if _dotted_thousands(lexemes, place):
        return lexeme._replace(letter="d", value=int(lexeme.text.replace(".", ""))), 1
    return _plain_figure(lexeme), 1


def _plain_figure(lexeme: Lexeme) -> Lexeme:
    word = lexeme.text
    if len(word) > 15 or not word.isascii():
        return lexeme._replace(letter=OTHER)
    if _INTEGER.fullmatch(word):
        coded = len(word) > 1 and word.startswith("0")
        value = int(word.replace(",", "").replace(".", ""))
        return lexeme._replace(letter=OTHER if coded else "d", value=value)
    return lexeme._replace(letter="f" if _DECIMAL.fullmatch(word) else OTHER)


_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def _dotted_thousands(lexemes: list[Lexeme], place: int) -> bool:
    """Reads "1.200 people": a dot before three digits and a noun that is counted."""
    noun = lexemes[place + 1].text if place + 1 < len(lexemes) else ""
    return noun in _set("people") and _DOTTED.fullmatch(lexemes[place].text) is not None


def _in_code(lexemes: list[Lexeme], place: int) -> bool:
    """M142, 120mm, F-16: letters hang on the figure."""
    lexeme = lexemes[place]
    if place and lexeme.glued:
        before = lexemes[place - 1]
        if before.text[-1:].isalnum() or before.text in {"/", "#", "@", "_", "\\"}:
            return True
        if before.text in _DASHES and before.glued and place > 1:
            return not lexemes[place - 2].text[-1:].isdigit() and lexemes[place - 2].letter == WORD
    after = lexemes[place + 1] if place + 1 < len(lexemes) else None
    return after is not None and after.glued and (after.text[:1].isalpha() or after.text == "/")


def _with_suffix(lexemes: list[Lexeme], place: int) -> tuple[Lexeme, int]:
    """Reads "3m people": a scale written onto the figure, where people follow; else a code."""
    lexeme = lexemes[place]
    if place + 2 < len(lexemes) and not (lexeme.glued and place):
        suffix, noun = lexemes[place + 1], lexemes[place + 2]
        scale = numbers_of(FILE, "suffixes").get(suffix.text)
        if scale and noun.text in _set("people") and re.fullmatch(r"\d{1,6}(\.\d+)?", lexeme.text):
            value = round(float(lexeme.text) * scale)
            return lexeme._replace(letter="d", value=value, end=suffix.end), 2
    return lexeme._replace(letter=OTHER), 1


def _grouped_by_space(text: str, lexemes: list[Lexeme], place: int) -> bool:
    """Reads "1 200 people": thousands set off by one space."""
    if place + 2 >= len(lexemes):
        return False
    first, second, third = lexemes[place : place + 3]
    digits = re.fullmatch(r"[1-9]\d{0,2}", first.text) and re.fullmatch(r"\d{3}", second.text)
    gap = text[first.end : second.start]
    before = lexemes[place - 1].letter if place else WORD
    return bool(digits) and gap in _GAPS and third.letter == WORD and before != "#"


# --- rules -------------------------------------------------------------------------------------


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
        (re.compile(expand_rule(rule, _CLASSES)), builders[name]) for name, rule in _RULES.items()
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
    if value is None or not _counts(reading, first, start, end, value):
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
    if not _counts(reading, first, start, end, other):
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


_WHOLE = re.compile(expand_rule(_NUM, _CLASSES))


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
    return opens and bool(before & _set("growth"))


def _low_high(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "At least 30 and up to 50"."""
    numbers = _two_numbers(reading, first, end)
    if numbers is None:
        return None
    (one, start), (other, _) = numbers
    if one > other or not _counts(reading, first, start, end, other):
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
    if not _free(reading, first, end):
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
    if not _free(reading, first, end):
        return None
    if lexeme.letter == "!":
        return Built(Amount(None, None, numeral=False), first, end)
    if lexeme.text == "both" and reading.word(end) in _PREPOSITIONS:
        return None
    count, pair = lexeme.value, lexeme.letter == "c"
    amount = Amount(count, count, approximate=pair, numeral=count > 2)
    hedges = range(first, end - 1)
    return Built(_hedge(amount, reading, hedges), first, end)


_PREPOSITIONS = frozenset({"in", "on", "at", "by", "with", "for", "to", "from", "as", "because"})


def _no(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "No casualties": none."""
    follows = reading.letter(end) in (WORD, "v", "m", "l", "Q", "d", "u")
    if not follows or reading.word(end) in _set("not_after_no") or reading.letter(end) == "m":
        return None
    if reading.letter(end) in "du":
        return None
    return Built(Amount(0, 0, numeral=False), first, end)


def _vague(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Several": two at least."""
    lexeme = reading.lexemes[first]
    if lexeme.text == "many" and reading.word(first - 1) in _set("not_before_many"):
        return None
    if not _free(reading, first, end):
        return None
    return Built(Amount(lexeme.value, None, numeral=False), first, end)


def _some(reading: Reading, first: int, end: int) -> Built | None:
    """Reads "Some residents", "some of": two at least."""
    noun = reading.word(end)
    if reading.letter(end - 1) != "O" and not _is_plural(reading, end):
        return None
    if noun in _set("not_after_some") or not _free(reading, first, end):
        return None
    return Built(Amount(2, None, numeral=False), first, end)


# --- what counts nobody ------------------------------------------------------------------------


def _is_plural(reading: Reading, place: int) -> bool:
    word = reading.word(place)
    if word in _set("people"):
        return True
    plain = reading.letter(place) == WORD and len(word) > 3
    return plain and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _free(reading: Reading, first: int, end: int) -> bool:
    """True where no measure follows and no label or currency stands before."""
    return not (_measured(reading, end) or _labelled(reading, first))


def _measured(reading: Reading, end: int) -> bool:
    if reading.letter(end) == _MEASURE or reading.letter(end) == "H":
        return True
    if reading.letter(end) == "O" and reading.letter(end + 1) == _MEASURE:
        return True
    return reading.letter(end + 1) == _MEASURE and reading.word(end) in _set("before_measures")


def _labelled(reading: Reading, first: int) -> bool:
    before = reading.letter(first - 1)
    if before == ".":
        return reading.word(first - 2) in {"no", "nos", "op", "art"}
    if before == _NAMED_LABEL:
        return reading.capital(first - 1)
    return before in (_LABEL, _MONEY)


def _counts(reading: Reading, first: int, start: int, end: int, value: int) -> bool:
    """False where the number (at ``start``, hedges at ``first``) measures or names something."""
    if not _free(reading, first, end) or not _free(reading, start, end):
        return False
    digits = reading.letter(start) == "d" and end == start + 1
    if digits and first == start and _is_mark(reading, start, value):
        return False
    if value == 1 and reading.word(start) == "one" and end == start + 1:
        return _one_counts(reading, start, end)
    return not (value == 0 and reading.word(start - 1) == "ground")


def _one_counts(reading: Reading, start: int, end: int) -> bool:
    if reading.word(end) in _set("not_after_one"):
        return False
    if reading.word(start - 1) in _set("not_before_one"):
        return False
    if reading.word(end) == "of" and reading.word(end + 1) in {"the", "its", "his", "their"}:
        ranked = reading.word(end + 2)
        return not (ranked in _set("ranking") or ranked.endswith("est"))
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
    return not line.strip() and start + 4 < len(reading.text)


def _is_time_or_year(reading: Reading, place: int, value: int) -> bool:
    word = reading.word(place)
    if _has_leading_zero(reading, place - 1) or _has_leading_zero(reading, place + 1):
        return True
    if len(word) != 4 or not word.isdigit():
        return False
    if reading.letter(place + 1) == _DATE or reading.word(place - 1) == "at":
        return value % 100 < 60 and value < 2400 and not _is_plural(reading, place + 1)
    return 1900 <= value <= 2100 and value % 100 != 0 and not _is_plural(reading, place + 1)


def _has_leading_zero(reading: Reading, place: int) -> bool:
    word = reading.word(place)
    return word.startswith("0") and word.isdigit()
