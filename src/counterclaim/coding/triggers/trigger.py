"""A word that tells an event, and what nouns and verbs that tell one share."""

from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.coding.beside import prep_objects
from counterclaim.coding.lexicon import verb_senses
from counterclaim.coding.syntax import conjuncts, subjects, undergoers
from counterclaim.coding.view import View

HARM = "harm"
SPEECH_ACTS = frozenset({"accuse", "demand", "threaten", "refuse", "support"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. ``frame`` as in ``kinds.yaml``, ``noun`` for a nominal one;
    ``effect`` for a harm word; ``first`` the first token of a several-word noun."""

    token: Token
    kind: str
    frame: str
    noun: bool
    first: int
    effect: str | None = None


def stem(participle: str) -> str:
    """The verb of a participle that was tagged an adjective: "advanced"."""
    for cut in (1, 2, 3):
        if participle[:-cut] in verb_senses():
            return participle[:-cut]
    return participle


def in_the_street(view: View, token: Token) -> bool:
    """A clash with demonstrators is a violent demonstration, not a battle."""
    above = prep_objects(token.head, "with", "between", "against") if token.dep_ == "nsubj" else []
    sides = [
        *above,
        *subjects(token),
        *undergoers(token),
        *prep_objects(token, "with", "between", "against"),
    ]
    return any(view.among(c, "protesters") for s in sides for c in conjuncts(s))
