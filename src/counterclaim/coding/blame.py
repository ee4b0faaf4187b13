"""Who is said to be behind an act that the sentence doesn't name again.

"World powers pointed the finger at the government", "it denied any responsibility", "the group
claimed responsibility": the act is the one that the text speaks of, so the claim takes its kind
from the last violent event told (CODEBOOK: a denial of a strike is a claim of that kind; an
accusation is a claim of the act by the accused).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Token

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.events import Happening
from counterclaim.coding.lexicon import event_nouns
from counterclaim.coding.syntax import (
    conjuncts,
    doers,
    is_passive,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.view import View


class BlameKind(StrEnum):
    """How responsibility is told."""

    ACCUSED = "accused"
    DENIED = "denied"
    OWNED = "owned"


@dataclass(frozen=True, slots=True)
class Blame:
    """A word of responsibility: who is held to have done it and who says so."""

    token: Token
    kind: BlameKind
    doers: tuple[Token, ...]
    speakers: tuple[Token, ...]


_ACCUSING = frozenset({"blame", "accuse"})
_DENYING = frozenset({"deny", "refute", "reject", "dismiss"})
_CHARGES = frozenset(
    {
        "responsibility",
        "involvement",
        "allegation",
        "accusation",
        "claim",
        "charge",
        "it",
        "this",
        "them",
        "role",
        "culpability",
    }
)


def find_blame(view: View, happenings: Sequence[Happening]) -> list[Blame]:
    """Responsibility told without naming the act in the same clause."""
    found = [b for t in view.sentence.doc if (b := _blame(view, t)) is not None]
    return [
        b
        for b in found
        if not _names_the_act(b.token, happenings) and not any(_nobody(view, s) for s in b.speakers)
    ]


def of_the_act(view: View, happening: Happening, blames: Sequence[Blame]) -> bool:
    """Whether an accusation is of the act spoken of: "blamed X", "accused X of the attack"."""
    token = happening.main.token
    if happening.kind != "accuse" or not any(b.token.i == token.i for b in blames):
        return False
    accused = [c for o in undergoers(token) for c in conjuncts(o)]
    deeds = [d for t in (token, *accused) for p, d in prepositions(t) if p in _FOR]
    clauses = any(c.dep_ == "pcomp" for t in token.subtree for c in t.children if t.lower_ in _FOR)
    return not clauses and all(_refers_back(view, noun) for noun in deeds)


def as_spoken_of(
    view: View, happening: Happening, chain: Sequence[Report], spoken_of: str | None
) -> Happening:
    """ "Claimed responsibility for the attack", "three more died in the attacks": of the kind of
    the act that the text speaks of."""
    noun = happening.main.token
    answered = bool(chain) and chain[-1].cue_class in {"claim", "deny", "accuse"}
    if spoken_of is None or happening.kind != "attack" or not happening.main.noun:
        return happening
    if noun.lemma_ not in {"attack", "assault"} or (answered and len(happening.tokens) > 1):
        return happening
    if not _refers_back(view, noun) or any(c.dep_ in {"prep", "relcl"} for c in noun.children):
        return happening
    named = any(c.dep_ in {"amod", "compound", "nmod"} for c in noun.children)
    if not answered and (named or happening.carriers or spoken_of not in _BY_WEAPON):
        return happening
    return replace(happening, kind=spoken_of)


_BY_WEAPON = frozenset({"air-strike", "shelling", "bombing", "suicide-bombing", "chemical-attack"})
_FOR = frozenset({"of", "for", "over"})
_THE_ACT = frozenset({"death", "deed", "incident", "crime", "it", "this", "that", "massacre"})


def _refers_back(view: View, noun: Token) -> bool:
    if noun.lower_ in _THE_ACT and noun.tag_ in {"PRP", "DT"}:
        return True
    definite = any(c.lower_ in {"the", "this", "that", "these", "those"} for c in noun.children)
    return definite and (view.lemma(noun) in event_nouns() or view.lemma(noun) in _THE_ACT)


def _nobody(view: View, speaker: Token) -> bool:
    """ "no group", "no one" claimed it."""
    counted = [view.quantity(t) for t in (speaker, *speaker.children)]
    none = any(q is not None and q.high == 0 for q in counted)
    return none or speaker.lower_ in {"nobody", "none", "neither"}


def _names_the_act(token: Token, happenings: Sequence[Happening]) -> bool:
    below = {t.i for t in token.subtree}
    return any(
        h.main.token.i in below and h.main.token.i != token.i and h.kind != "accuse"
        for h in happenings
    )


def _blame(view: View, token: Token) -> Blame | None:
    lemma = view.lemma(token)
    if token.pos_ in {"VERB", "AUX"}:
        return _of_verb(view, token, lemma)
    if lemma == "denial" and token.dep_ in {"dobj", "pobj", "nsubj"}:
        owners = [c for c in token.children if c.dep_ in {"poss", "compound"} and view.is_actor(c)]
        return Blame(token, BlameKind.DENIED, tuple(owners), tuple(owners)) if owners else None
    return None


def _of_verb(view: View, token: Token, lemma: str) -> Blame | None:
    said_by = [c for d in doers(token) for c in conjuncts(d)]
    objects = [c for o in undergoers(token) for c in conjuncts(o)]
    about = {view.lemma(o) or o.lower_ for o in objects}
    if lemma in _ACCUSING:
        accused = [o for o in objects if view.is_actor(o)]
        accused += [
            c for p, n in prepositions(token) if p == "on" for c in conjuncts(n) if view.is_actor(c)
        ]
        return Blame(token, BlameKind.ACCUSED, tuple(accused), tuple(said_by)) if accused else None
    if lemma == "point" and about & {"finger", "fingers"}:
        at = [c for p, n in prepositions(token) if p == "at" for c in conjuncts(n)]
        return Blame(token, BlameKind.ACCUSED, tuple(at), tuple(said_by)) if at else None
    if lemma in _DENYING and (about & _CHARGES or (not objects and _bare(token))):
        if is_passive(token):
            return (
                Blame(token, BlameKind.DENIED, tuple(said_by), tuple(said_by)) if said_by else None
            )
        return Blame(token, BlameKind.DENIED, tuple(said_by), tuple(said_by)) if said_by else None
    claimed = lemma == "claim" and any(o in event_nouns() for o in about)
    if claimed or (lemma in {"claim", "take"} and about & {"responsibility", "credit"}):
        return Blame(token, BlameKind.OWNED, tuple(said_by), tuple(said_by)) if said_by else None
    if lemma in {"bear", "carry"} and about & {"responsibility", "blame"}:
        return Blame(token, BlameKind.ACCUSED, tuple(subjects(token)), ())
    return _behind(view, token)


def _bare(token: Token) -> bool:
    return not any(c.dep_ in {"ccomp", "xcomp", "prep"} for c in token.children)


def _behind(view: View, token: Token) -> Blame | None:
    """ "was behind the attack", "is responsible"."""
    if token.lemma_ != "be":
        return None
    behind = any(c.lower_ == "behind" and c.dep_ in {"prep", "advmod"} for c in token.children)
    responsible = any(c.lower_ == "responsible" and c.dep_ == "acomp" for c in token.children)
    held = [s for s in subjects(token) if view.is_actor(s)]
    return (
        Blame(token, BlameKind.ACCUSED, tuple(held), ())
        if held and (behind or responsible)
        else None
    )
