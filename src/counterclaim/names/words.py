"""Words of texts and of actors' names as the registry's matcher sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from counterclaim.codebook.tables import words_of as listed
from counterclaim.model import Span
from counterclaim.names.spelling import fold, plain

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.'’ʼ`´][^\W_]+)*")
POSSESSIVE = re.compile(r"['’ʼ`´][sS]\Z|['’ʼ`´]\Z")
_ARTICLES = frozenset(
    ["al", "el", "as", "ash", "ar", "az", "an", "at", "ad", "ed", "es", "et", "the"]
)
ENGLISH = frozenset(listed("names.yaml", "english"))
"""Words that no name is made of unless it is listed with them."""
_CODE_LENGTH = 5
_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. ``keys`` are its folded forms, likeliest first: a final *s* may be a
    possessive whose apostrophe was lost."""

    text: str
    span: Span
    keys: tuple[str, ...]
    article: bool


@cache
def _keys(text: str) -> tuple[str, ...]:
    base = POSSESSIVE.sub("", text)
    out = [fold(base)]
    if base == text and len(text) > 3 and text[-1] in "sS" and text[:1].isupper():
        out.append(fold(text[:-1]))
    return tuple(dict.fromkeys(out))


def words_of(text: str) -> list[Word]:
    """The words of a text with their folded forms; hyphens separate, apostrophes don't."""
    return [
        Word(m.group(), Span(*m.span()), _keys(m.group()), m.group().casefold() in _ARTICLES)
        for m in WORD.finditer(text)
    ]


def name_keys(name: str) -> tuple[str, ...]:
    """The folded words of a name, without articles unless it has nothing else."""
    return tuple(_keys(word)[0] for word in _without_articles(name))


@cache
def is_code(name: str) -> bool:
    """Whether a name is an abbreviation, to be matched letter by letter: SDF, YPG, IDPs."""
    letters = name.replace(".", "")
    capitals = sum(c.isupper() for c in letters)
    return len(letters) <= _CODE_LENGTH and capitals >= 2 and letters.isalnum()


def case_fits(name: str, surface: str) -> bool:
    """An abbreviation must be written as listed but for its dots."""
    return not is_code(name) or surface.replace(".", "") == name.replace(".", "")


def is_proper(words: Sequence[Word], name: str, *, article: bool = False) -> bool:
    """Whether words of a text that fold like a name are written like one: abbreviations letter by
    letter, capitals where the name has them, and no word that only sounds like it. ``article``
    tells that an Arabic article stands before them."""
    written = [POSSESSIVE.sub("", w.text) for w in words if not w.article] or [words[0].text]
    if is_code(name):
        return _code_fits("".join(written), name)
    listed = _without_articles(name)
    if len(listed) == 1:
        short = len(listed[0]) <= _CODE_LENGTH
        if short and not article and WORD.findall(name)[0].casefold() in _ARTICLES:
            return False
        if not article and written[0].casefold().removesuffix("s") in ENGLISH:
            return False
        return len(written) == 1 and _one_word_fits(written[0], listed[0])
    if not written[0][:1].isascii():
        return True
    if len(listed) == len(written) and not all(map(_inner_word_fits, written, listed)):
        return False
    begins = written[0][:1].isupper() or not listed[0][:1].isupper() or len(listed) > 2
    return begins and any(w[:1].isupper() for w in written)


@cache
def _without_articles(name: str) -> list[str]:
    found: list[str] = WORD.findall(name)
    return [w for w in found if w.casefold() not in _ARTICLES] or found


def _code_fits(written: str, code: str) -> bool:
    """Letter by letter, but for dots and the ending of a plural or a lost possessive."""
    surface, bare = written.replace(".", ""), code.replace(".", "")
    return surface in (bare, f"{bare}s") or (len(bare) > 2 and surface == f"{bare}S")


def _inner_word_fits(written: str, listed: str) -> bool:
    """Words that only sound alike: "on Human Rights" is not "UN Human Rights", nor is "this
    government" the Thai one."""
    if written.casefold() in ENGLISH:
        return written.casefold() == listed.casefold()
    return not is_code(listed) or _code_fits(written, listed)


def _one_word_fits(written: str, listed: str) -> bool:
    """A one-word name has a capital ("may" is not May) and is spelled nearly as listed: "Route"
    folds like Rutte and "Dish" like Daesh."""
    if not written[:1].isascii():
        return True
    if not written[:1].isupper():
        return False
    one, other = plain(written), plain(listed)
    if one in (other, f"{other}s"):
        return True
    if min(len(one), len(other)) <= _CODE_LENGTH:
        return False
    stem = one if other.endswith("s") else one.removesuffix("s")
    return SequenceMatcher(None, stem, other, autojunk=False).ratio() >= _NEAR


def without_possessive(last: Word, ends: frozenset[str]) -> tuple[str, bool]:
    """The last word of a match without its possessive ending, and whether it had one. ``ends``
    are the last folded words of the names that it matched."""
    bare = POSSESSIVE.sub("", last.text)
    if bare != last.text:
        return bare, True
    if len(last.keys) > 1 and last.keys[0] not in ends and last.keys[1] in ends:
        return last.text[:-1], True
    return last.text, False
