"""Text -> lexemes with a one-letter class each, so that a grammar is a regex over letters.

The string-level grammars of numbers and dates share this: a text is cut once, words and phrases of
a lexicon get a class and a value, and rules are written over class names (``compile_rule``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

WORD, NUMBER, OTHER, BREAK, OPAQUE = "x", "#", "?", "¶", "¤"

_TOKEN = re.compile(
    r"""
    (?P<break>\n[^\S\n]*\n\s*)
    | (?P<opaque>https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.\w+ | [@\#]\w*[^\W\d]\w*
        | (?<![\w-])\d{4}-\d\d-[A-Z]+-\d+ )
    | (?P<number>\d{4}s\b | \d+(?:st|nd|rd|th)\b | \d{4}(?P<dash>[-./])\d{1,2}(?P=dash)\d{1,2}(?!\d)
        | \d{1,2}(?P<sep>[-./])\d{1,2}(?P=sep)\d{2,4}(?!\d)
        | \d+(?:[.,:/]\d+)* )
    | (?P<word>['’]s\b | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)? )
    | (?P<other>[^\s*])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of text: ``kind`` is word, number, other, break or opaque (links, handles, codes)."""

    kind: str
    text: str
    start: int
    end: int


class Lexeme(NamedTuple):
    """One or more tokens that the lexicon (or a grammar's own reading) gives a class.

    ``letter`` is the class, ``value`` what it counts, ``text`` its lower-case wording, ``glued``
    whether no space stands before it.
    """

    letter: str
    value: int
    text: str
    start: int
    end: int
    glued: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase of a lexicon: its class letter and value."""

    letter: str
    value: int


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text``, in order; spans in code points. Asterisks (Markdown) are none."""
    return [Token(_kind(m), m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _kind(match: re.Match[str]) -> str:
    kind = match.lastgroup
    return "number" if kind is None else kind


_PLAIN_LETTER = {"word": WORD, "number": NUMBER, "other": OTHER, "break": BREAK, "opaque": OPAQUE}


class Lexicon:
    """Phrases (one or more words, lower case) with a class and a value each."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for phrase, entry in entries.items():
            words = tuple(token.text.lower() for token in tokenize(phrase))
            self._by_first.setdefault(words[0], []).append((words, entry))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def lexemes(self, tokens: list[Token]) -> list[Lexeme]:
        """``tokens`` as lexemes: the longest phrase of the lexicon first, from left to right."""
        lowered = [token.text.lower().replace("’", "'") for token in tokens]
        found: list[Lexeme] = []
        place, end = 0, -1
        while place < len(tokens):
            length, entry = self._longest(lowered, place)
            token = tokens[place]
            letter = entry.letter if entry else _PLAIN_LETTER[token.kind]
            last = tokens[place + length - 1]
            wording = " ".join(lowered[place : place + length])
            value = entry.value if entry else 0
            found.append(Lexeme(letter, value, wording, token.start, last.end, token.start == end))
            place, end = place + length, last.end
        return found

    def _longest(self, lowered: list[str], place: int) -> tuple[int, Entry | None]:
        for words, entry in self._by_first.get(lowered[place], ()):
            length = len(words)
            if length == 1 or tuple(lowered[place : place + length]) == words:
                return length, entry
        return 1, None


def letters_of(lexemes: Iterable[Lexeme]) -> str:
    """The class letters in a row: what the rules match."""
    return "".join(lexeme.letter for lexeme in lexemes)


_NAME = re.compile(r"(?<![?<\\])\b[A-Z][A-Z_]*\b")


def expand_rule(rule: str, classes: Mapping[str, str]) -> str:
    """A rule over class names ("MONTH DOT? DAY") as a regex over letters; spaces mean nothing.

    ``classes`` gives each name its letters. An unknown name is a ``KeyError``.
    """
    regex = _NAME.sub(lambda match: _one_of(classes[match.group()]), rule)
    return regex.replace(" ", "").replace("\n", "")


def _one_of(letters: str) -> str:
    if len(letters) == 1:
        return re.escape(letters)
    return "[" + "".join(re.escape(letter) for letter in letters) + "]"


def compile_rules(rules: Mapping[str, str], classes: Mapping[str, str]) -> re.Pattern[str]:
    """All ``rules`` as one pattern; ``match.lastgroup`` is the name of the rule that matched.

    The first rule that fits at a place wins, so longer ones come first.
    """
    parts = (f"(?P<{name}>{expand_rule(rule, classes)})" for name, rule in rules.items())
    return re.compile("|".join(parts))
