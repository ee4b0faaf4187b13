"""Whether a text tells of conflict at all. Where it doesn't, its deaths are those of illness and
age, its deals those of firms: no claims of ours, unless the sentence itself tells violence or names
two parties that the registry knows."""

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.codebook.tables import words_of
from counterclaim.model import Claim


def _pattern(word: str) -> str:
    """A word's beginning; with "$" at its end, the whole word."""
    return re.escape(word.rstrip("$")) + (r"\b" if word.endswith("$") else r"\w*")


_CONFLICT = re.compile(
    r"\b(?:" + "|".join(map(_pattern, words_of("gates.yaml", "conflict"))) + ")", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?][\"”’)\]]*\s")
_SPARSE = 12
_FEW = 3
_VIOLENT = frozenset(words_of("gates.yaml", "always_told"))
_BARE = frozenset(words_of("gates.yaml", "only_in_conflict"))


@lru_cache(maxsize=8)
def of_conflict(text: str) -> bool:
    """True where words of conflict are no rare guests: one in every dozen sentences or more.
    A text of a few sentences tells too little of what it is about: it counts as one of conflict."""
    sentences = len(_ENDS.findall(text))
    if sentences < _FEW:
        return True
    return sum(1 for _ in _CONFLICT.finditer(text)) >= max(1, sentences / _SPARSE)


def within_conflict(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that stay, given what the text as a whole is about."""
    if of_conflict(text):
        return tuple(claims)
    return tuple(c for c in claims if _stands_alone(c))


def _stands_alone(claim: Claim) -> bool:
    if claim.kind in _VIOLENT:
        return True
    if claim.kind in _BARE:
        return False
    known = [any(a.actor for a in side) for side in (claim.initiators, claim.recipients)]
    return all(known) or len({a.actor for a in claim.initiators if a.actor}) > 1
