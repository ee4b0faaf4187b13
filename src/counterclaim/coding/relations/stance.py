"""How the source of a relation stands to it, from the words of its clause (CODEBOOK, stance)."""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.codebook.tables import words_of
from counterclaim.coding.attribution.reports import Report
from counterclaim.model import Stance

_GUESS = frozenset(words_of("hedges.yaml", "guess"))
_CAVEAT = frozenset(words_of("hedges.yaml", "caveat"))
_PLAN_VERBS = frozenset(words_of("hedges.yaml", "plan_verbs"))
_DENIAL_VERBS = frozenset(words_of("hedges.yaml", "denial_verbs"))
_CONDITIONS = frozenset(words_of("hedges.yaml", "conditions"))


def relation_stance(word: Token | None, over: Sequence[Report]) -> Stance:
    """The stance of a relation told by ``word``; ``None`` where the text takes it for granted."""
    if word is None:
        return Stance.ASSERTED
    inner = over[-1].cue_class if over else None
    beside = _beside(word)
    if ("neg" in {c.dep_ for c in beside}) != (inner == "deny") or _stopped(word):
        return Stance.DENIED
    words = {c.lower_ for c in beside}
    if {c.lower_ for c in beside if c.dep_ == "mark"} & _CONDITIONS:
        return Stance.CONDITIONAL
    if words & {"will", "shall", "'ll", "must", "should", "wo", "would"} or _planned(word):
        return Stance.INTENDED
    if inner == "speculate" or words & _GUESS | words & {"may", "might", "could"}:
        return Stance.SPECULATED
    return Stance.ALLEGED if inner == "hedge" or words & _CAVEAT else Stance.ASSERTED


def _clause_verb(word: Token) -> Token:
    at = word
    for _ in range(3):
        if at.pos_ in {"VERB", "AUX"} or at.head.i == at.i:
            break
        at = at.head
    return at


def _beside(word: Token) -> list[Token]:
    verb = _clause_verb(word)
    return [*word.children, *(verb.children if verb.i != word.i else [])]


def _stopped(word: Token) -> bool:
    return word.dep_ in {"xcomp", "pcomp"} and word.head.lemma_ in _DENIAL_VERBS


def _planned(word: Token) -> bool:
    return (
        word.dep_ in {"xcomp", "ccomp"}
        and word.head.lemma_ in _PLAN_VERBS
        and word.head.pos_ == "VERB"
    )
