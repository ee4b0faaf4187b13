"""Words of counts as lexemes: the lexicon of ``numbers.yaml``, and figures in digits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import CodebookError, load_mapping, numbers_of, words_of
from counterclaim.coding.lexing import (
    OTHER,
    WORD,
    Entry,
    Lexeme,
    Lexicon,
    letters_of,
    tokenize,
)
from counterclaim.model import Span

FILE = "numbers.yaml"

HEDGE_LETTERS: Mapping[str, str] = {
    "at_least": "G",
    "more_than": "M",
    "up_to": "U",
    "fewer_than": "L",
    "about": "A",
    "exactly": "E",
}
"""The letter of each kind of hedge in ``numbers.yaml``."""

CLASSES: Mapping[str, str] = {
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
MEASURE, LABEL, NAMED_LABEL, MONEY, DATE = "m", "l", "Q", "$", "D"


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


def read_words(text: str, dates: tuple[Span, ...]) -> Reading:
    """``text`` as lexemes with their classes; ``dates`` are set aside."""
    lexemes = _settle(text, _lexicon().lexemes(tokenize(text)), dates)
    return Reading(text, lexemes, letters_of(lexemes))


@cache
def _lexicon() -> Lexicon:
    """All phrases of ``numbers.yaml``; where one stands in two lists the later one here wins."""
    tables: list[tuple[str, Mapping[str, int]]] = [
        (NAMED_LABEL, _flat("named_labels")),
        (LABEL, _flat("labels")),
        (MEASURE, _flat("measures")),
        (MONEY, _flat("money")),
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
    if not isinstance(table, dict) or set(table) != set(HEDGE_LETTERS):
        raise CodebookError(FILE, "hedges", f"should have the sections {', '.join(HEDGE_LETTERS)}")
    return [(HEDGE_LETTERS[name], dict.fromkeys(phrases, 0)) for name, phrases in table.items()]


@cache
def words_in(section: str) -> frozenset[str]:
    """The words of a list of ``numbers.yaml``."""
    return frozenset(words_of(FILE, section))


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
            lexeme = lexeme._replace(letter=DATE)
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
    return noun in words_in("people") and _DOTTED.fullmatch(lexemes[place].text) is not None


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
        if (
            scale
            and noun.text in words_in("people")
            and re.fullmatch(r"\d{1,6}(\.\d+)?", lexeme.text)
        ):
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
