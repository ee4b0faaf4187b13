"""Words that are written like a name of the registry and mean someone else.

"Mimi Carter" is not Ash Carter, and an abbreviation that the text itself introduces for something
else ("anti-ballistic missile (ABM)") is not the group that has the same letters.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from counterclaim.codebook.tables import words_of
from counterclaim.model import ActorType
from counterclaim.names.registry import Hit
from counterclaim.names.spelling import plain
from counterclaim.names.words import ENGLISH, is_code

_TITLES = frozenset(
    w.casefold().rstrip(".") for w in words_of("places/cues.yaml", "titles_of_persons")
)
_GIVEN = re.compile(r"[\w’',;-] ([A-Z][a-z]+)(?: [A-Z]\.?)* \Z")
_LONGER = re.compile(r" (?:[Ii]bn|[Bb]in) ")
_BYNAME = re.compile(r"[Aa]l[- ]")
_SAME_GIVEN = 0.6
_INTRODUCED = re.compile(r"((?:[\w’'-]+[ \n]){1,8})\(([A-Z][A-Za-z]{1,7})s?\)")
_SMALL = frozenset(words_of("names.yaml", "small"))


def without_strangers(hits: Sequence[Hit], text: str) -> list[Hit]:
    """The hits without those that plainly mean someone else."""
    foreign = _foreign_codes(hits, text)
    ends = {hit.span.end for hit in hits}
    return [
        h for h in hits if h.span.of(text) not in foreign and not _has_other_name(h, text, ends)
    ]


def _has_other_name(hit: Hit, text: str, ends: set[int]) -> bool:
    """A surname behind a given name that its bearer doesn't have, a name that goes on ("Abu Obaida
    ibn al-Jarrah"), or a demonym that is a byname ("Abu Jandal al-Kuwaiti")."""
    surname = hit.span.of(text)
    kind = hit.candidates[0].actor.type
    if kind is ActorType.CIVILIANS:
        return _BYNAME.match(surname) is not None
    if kind is not ActorType.PERSON:
        return False
    if _LONGER.match(text[hit.span.end : hit.span.end + 6]):
        return True
    if " " in surname:
        return False
    given = _GIVEN.search(text[max(0, hit.span.start - 28) : hit.span.start])
    if given is None or hit.span.start - 1 in ends:
        return False
    word = given.group(1).casefold().rstrip(".")
    if word in _TITLES | _OFFICES | ENGLISH or word.endswith("ing"):
        return False
    return not any(
        SequenceMatcher(None, word, part, autojunk=False).ratio() > _SAME_GIVEN
        for candidate in hit.candidates
        for name in candidate.actor.names
        for part in plain(name.text).split()
    )


_OFFICES = frozenset(words_of("names.yaml", "offices"))


def _foreign_codes(hits: Sequence[Hit], text: str) -> frozenset[str]:
    codes = {h.span.of(text): h for h in hits if is_code(h.span.of(text))}
    out: set[str] = set()
    for match in _INTRODUCED.finditer(text):
        hit = codes.get(match.group(2))
        long = _spelled_out(match.group(1).split(), match.group(2))
        if hit is not None and long and not _is_name_of(hit, long):
            out.add(match.group(2))
    return frozenset(out)


def _spelled_out(words: Sequence[str], code: str) -> str | None:
    """The last words whose initials spell the code, small words passed."""
    for start in range(len(words)):
        pieces = [p for w in words[start:] for p in w.split("-") if p]
        every = "".join(p[0] for p in pieces)
        large = "".join(p[0] for p in pieces if p.casefold() not in _SMALL)
        if code.casefold() in (every.casefold(), large.casefold()) and words[start] not in _SMALL:
            return " ".join(words[start:])
    return None


def _is_name_of(hit: Hit, long: str) -> bool:
    wanted = set(plain(long).split()) - _SMALL
    return any(
        2 * len(wanted & set(plain(name.text).split())) >= len(wanted)
        for candidate in hit.candidates
        for name in candidate.actor.names
    )
