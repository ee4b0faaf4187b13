"""Gives an article in all capitals its small letters back, so that it reads like any other.

Every letter stays where it is; only its case changes. A word of the model's dictionary goes small;
a word that no dictionary has, or that the caller knows as a name, keeps its first capital; an
abbreviation that stands in parentheses stays as it is, and so do the first letters of the words
that it stands for ("FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN)").
"""

import re
from calendar import day_name, month_name
from collections.abc import Callable, Sequence
from functools import cache

from counterclaim.language.parser import load_model

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT = re.compile(r"[(\[]([A-Z]{2,10})[)\]]")
_STARTS = re.compile(r"(?:^|[.!?][\"”’')\]]*\s+|\n\s*\n)\W*$")
_DATELINE = re.compile(r"(?:--|\])\s*$")
_HEAD = 200
_MONTHS = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_VOWELS = frozenset("aeiouyáéíóú")
_BRACKETED = frozenset({"TEXT", "EXCERPTS", "EXCERPT", "PASSAGE", "OMITTED", "STATEMENT", "REPORT"})
_LEAST = 40
_SHARE = 0.9
_JOINING = frozenset({"of", "the", "for", "and", "in"})
_TITLES = frozenset(
    {"president", "general", "colonel", "major", "captain", "minister", "senator", "mayor"}
    | {"judge", "father", "bishop", "archbishop", "doctor", "lieutenant", "sergeant", "pope"}
)


def in_capitals(text: str) -> bool:
    """True where nearly all letters of a text are capitals."""
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= _LEAST and sum(c.isupper() for c in letters) >= _SHARE * len(letters)


def restore(text: str, is_name: Callable[[str], bool]) -> str:
    """The text with small letters; ``is_name`` tells of a word in small letters."""
    words = list(_WORD.finditer(text))
    short = frozenset(_SHORT.findall(text)) - _BRACKETED
    capital = [_keeps(m.group(), is_name, short) for m in words]
    _spell_out(text, words, capital)
    _join_names(text, words, capital)
    out = list(text.lower()) if len(text.lower()) == len(text) else [_small(c) for c in text]
    for i, match in enumerate(words):
        start = match.start()
        if match.group() in short or _unspeakable(match.group()):
            out[start : match.end()] = match.group()
        elif capital[i] or match.group() == "I" or _begins(text, start):
            out[start] = text[start]
    return "".join(out)


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    return bool(_STARTS.search(before) or (start < _HEAD and _DATELINE.search(before)))


def _unspeakable(word: str) -> bool:
    """ "FMLN", "MRTA": an abbreviation by its look."""
    low = word.lower()
    vowels = sum(c in _VOWELS for c in low)
    return len(word) > 2 and word.isupper() and not vowels and not _in_dictionary(low)


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _keeps(word: str, is_name: Callable[[str], bool], short: frozenset[str]) -> bool:
    low = re.sub(r"['’]s?$", "", word.lower())
    if word in short or (low in _MONTHS and low != "may"):
        return True
    if len(low) < 3 or _only_common(low):
        return False
    return is_name(low) or not _in_dictionary(low)


def _spell_out(text: str, words: Sequence[re.Match[str]], capital: list[bool]) -> None:
    """The words that an abbreviation in parentheses stands for get capitals."""
    for found in _SHORT.finditer(text):
        before = [i for i, m in enumerate(words) if m.end() <= found.start()][-12:]
        for i in _initials(found.group(1), before, words):
            capital[i] = True


def _initials(short: str, before: Sequence[int], words: Sequence[re.Match[str]]) -> list[int]:
    """The words right before an abbreviation whose first letters are its own, in any order: it may
    be made from another language ("NATIONAL LIBERATION FRONT (FLN)")."""
    out: list[int] = []
    for i in reversed(before):
        word = words[i].group()
        if word[0] in short:
            out.append(i)
        elif word.lower() not in _JOINING:
            break
    covered = {words[i].group()[0] for i in out}
    return out if len(covered) >= max(2, len(set(short)) - 1) else []


def _join_names(text: str, words: Sequence[re.Match[str]], capital: list[bool]) -> None:
    """ "PRESIDENT ALFREDO CRISTIANI": an office right before a name is part of it."""
    for i in range(len(words) - 1):
        gap = text[words[i].end() : words[i + 1].start()]
        if words[i].group().lower() in _TITLES and capital[i + 1] and not gap.strip():
            capital[i] = True


@cache
def _only_common(word: str) -> bool:
    """Verbs, adverbs, function words: never a name, but an adjective may be one of a nation."""
    vocab = load_model().vocab
    return vocab[word].is_stop or _indexed(word, ("verb", "adv"))


@cache
def _in_dictionary(word: str) -> bool:
    return _indexed(word, ("noun", "adj", "verb", "adv")) or "-" in word


def _indexed(word: str, kinds: Sequence[str]) -> bool:
    """Whether the lemmatizer's lists have the word or, by its rules, a form that it may be of."""
    nlp = load_model()
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    rules = lookups.get_table("lemma_rules")
    for kind in kinds:
        known = index.get(kind, ())
        if word in known or word in exceptions.get(kind, {}):
            return True
        for old, new in rules.get(kind, ()):
            if word.endswith(old) and word[: len(word) - len(old)] + new in known:
                return True
    return False
