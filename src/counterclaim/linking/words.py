"""Texts as words and sequences of words, the same for every outlet's typing.

Case, diacritics, punctuation and apostrophes don't count: outlets change them when they reprint
(FA-KES, for one, lost all commas and apostrophes).
"""

import re
import unicodedata
from dataclasses import dataclass
from zlib import crc32

from counterclaim.model import Span

SEQUENCE = 3
"""Words to a sequence: reprints in the wild share as little as 30 % of their sequences of three."""

_WORD = re.compile(r"\d[\d.,:]*\d|[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_MARKS = str.maketrans("", "", "'’ʼ`´,")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared (``key``) and where it stands."""

    key: str
    span: Span


def plain_key(text: str) -> str:
    """A word without case, diacritics, apostrophes and the commas of thousands."""
    bare = text.translate(_MARKS).casefold()
    if bare.isascii():
        return bare
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(plain_key(m.group()), Span(*m.span())) for m in _WORD.finditer(text)]


def keys_of(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return [plain_key(m.group()) for m in _WORD.finditer(text)]


def sequences(keys: list[str], length: int = SEQUENCE) -> set[int]:
    """A number for each sequence of ``length`` words; a shorter text is one sequence."""
    if not keys:
        return set()
    last = max(1, len(keys) - length + 1)
    return {crc32(" ".join(keys[i : i + length]).encode()) for i in range(last)}


def share(one: set[int], other: set[int]) -> float:
    """The part of the smaller set that the other one holds, 0..1."""
    small = min(len(one), len(other))
    return len(one & other) / small if small else 0.0
