"""Whether a text tells of conflict at all. Where it doesn't, its deaths are those of illness and
age, its battles those of firms and teams, its deals those of trade: no claims of ours, unless the
sentence itself holds a word of conflict or names two parties that the registry knows.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.codebook.tables import words_of
from counterclaim.model import Claim


def _pattern(group: str) -> re.Pattern[str]:
    """The words of a group of ``gates.yaml``: beginnings; with "$" at its end, a whole word."""
    words = [
        re.escape(word.rstrip("$")) + (r"\b" if word.endswith("$") else r"\w*")
        for word in words_of("gates.yaml", group)
    ]
    return re.compile(r"\b(?:" + "|".join(words) + ")", re.IGNORECASE)


_CONFLICT = _pattern("conflict")
_NEAR = _pattern("near_conflict")
_OTHER = _pattern("other_topics")
_ENDS = re.compile(r"[.!?][\"”’)\]]*\s")
_FEW = 3
_A_SENTENCE = 0.1
_NEAR_WEIGHS = 0.25
_OTHER_WEIGHS = 0.5
_DEEDS = frozenset(words_of("gates.yaml", "deeds"))
_DEMONSTRATIONS = frozenset(words_of("gates.yaml", "demonstrations"))
_BARE = frozenset(words_of("gates.yaml", "only_with_a_word"))
_EVERYDAY = frozenset(words_of("gates.yaml", "everyday"))


@lru_cache(maxsize=8)
def of_conflict(text: str) -> bool:
    """True where words of conflict are no rare guests: one in every ten sentences or more, and half
    as many as words of illness, weather, business and sport. A text of a few sentences tells too
    little of what it is about: it counts as one of conflict."""
    sentences = len(_ENDS.findall(text))
    if sentences < _FEW:
        return True
    found = _count(_CONFLICT, text) + _NEAR_WEIGHS * _count(_NEAR, text)
    return found >= max(_A_SENTENCE * sentences, _OTHER_WEIGHS * _count(_OTHER, text))


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def within_conflict(text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that stay, given what the text as a whole is about."""
    if of_conflict(text):
        return tuple(claims)
    return tuple(c for c in claims if _stands_alone(c, text))


def _stands_alone(claim: Claim, text: str) -> bool:
    """Whether the sentence by itself tells of conflict."""
    told = _CONFLICT.search(claim.sentence.of(text)) is not None
    if claim.kind in _BARE:
        return told
    if claim.kind in _DEEDS:
        return told or _both_known(claim)
    if claim.kind in _DEMONSTRATIONS:
        return told or bool(claim.initiators)
    return _both_known(claim) and (told or claim.kind not in _EVERYDAY)


def _both_known(claim: Claim) -> bool:
    """Two parties that the registry knows, on either side."""
    known = [any(a.actor for a in side) for side in (claim.initiators, claim.recipients)]
    return all(known) or len({a.actor for a in claim.initiators if a.actor}) > 1
