"""Words of texts and of actors' names as the registry's matcher sees them."""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.model import Span
from counterclaim.names.spelling import fold, plain

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.'’ʼ`´][^\W_]+)*")
POSSESSIVE = re.compile(r"['’ʼ`´][sS]\Z|['’ʼ`´]\Z")
_ARTICLES = frozenset(
    ["al", "el", "as", "ash", "ar", "az", "an", "at", "ad", "ed", "es", "et", "the"]
)
_CODE_LENGTH = 5


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
    found = WORD.findall(name)
    kept = [w for w in found if w.casefold() not in _ARTICLES] or found
    return tuple(_keys(word)[0] for word in kept)


@cache
def is_code(name: str) -> bool:
    """Whether a name is an abbreviation, to be matched letter by letter: SDF, YPG, IDPs."""
    letters = name.replace(".", "")
    capitals = sum(c.isupper() for c in letters)
    return len(letters) <= _CODE_LENGTH and capitals >= 2 and letters.isalnum()


def case_fits(name: str, surface: str) -> bool:
    """An abbreviation must be written as listed but for its dots."""
    return not is_code(name) or surface.replace(".", "") == name.replace(".", "")


def is_proper(words: list[Word], name: str) -> bool:
    """Whether words of a text that fold like a name are written like one."""
    surface = "".join(POSSESSIVE.sub("", w.text) for w in words).replace(".", "")
    if is_code(name):
        bare = name.replace(".", "")
        return surface in (bare, f"{bare}s", f"{bare}S")
    if len(words) == 1 and len(surface) < _CODE_LENGTH and not _same_letters(surface, name):
        return False
    if not surface[:1].isascii():
        return True
    return any(w.text[:1].isupper() for w in words) and _initials_fit(words, name)


def _same_letters(surface: str, name: str) -> bool:
    """Short names must be spelled as listed: the folded form of "Dish" is that of "Daesh"."""
    bare = plain(surface)
    return bare in (plain(name), f"{plain(name)}s")


def _initials_fit(words: list[Word], name: str) -> bool:
    """A one-word name must be capitalised as listed: "may" is not the person May."""
    return len(words) > 1 or not name[:1].isupper() or words[0].text[:1].isupper()


def without_possessive(last: Word, ends: frozenset[str]) -> tuple[str, bool]:
    """The last word of a match without its possessive ending, and whether it had one. ``ends``
    are the last folded words of the names that it matched."""
    bare = POSSESSIVE.sub("", last.text)
    if bare != last.text:
        return bare, True
    if len(last.keys) > 1 and last.keys[0] not in ends and last.keys[1] in ends:
        return last.text[:-1], True
    return last.text, False
