"""Acts that a sentence names without telling that they happened, and acts that only stand beside
another one: "unable to advance", "to avoid being cut off", "fled the battle", "took the farm in a
counter-attack"."""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.coding.events import Happening, first
from counterclaim.coding.syntax import ancestors, prepositions
from counterclaim.coding.view import View

_TAKING = frozenset({"territory-gained", "advance"})
_MEANS = frozenset({"armed-clash", "attack", "advance"})


def never_happened(happening: Happening) -> bool:
    """What was kept from happening, avoided, impossible, or is no longer so."""
    return (
        _kept_from(happening) or _no_longer(happening) or _unable(happening) or _shunned(happening)
    )


def only_beside(view: View, happening: Happening, all_here: Sequence[Happening]) -> bool:
    """A fight that people flee, or the bare means by which a place was taken."""
    head = first(happening.main.token)
    if not happening.main.noun or len(happening.triggers) > 1:
        return False
    if happening.kind in _MEANS and head.dep_ == "dobj" and head.head.lemma_ in {"flee", "escape"}:
        return True
    if happening.kind not in _MEANS or head.dep_ != "pobj":
        return False
    if head.head.lower_ not in {"in", "after", "with", "during"} or _says_who(view, head):
        return False
    upper = head.head.head.i
    return any(h is not happening and h.kind in _TAKING and _holds(h, upper) for h in all_here)


def _holds(happening: Happening, index: int) -> bool:
    return any(t.i == index for t in happening.tokens)


def _says_who(view: View, head: Token) -> bool:
    """With a party or a clause of its own the fight is told for itself."""
    if any(c.dep_ in {"relcl", "acl", "poss"} or view.is_actor(c) for c in head.children):
        return True
    return any(view.is_actor(n) or view.is_force(n) for _, n in prepositions(head))


def _unable(happening: Happening) -> bool:
    """ "unable to advance", "unable to mount an incursion"."""
    head = first(happening.main.token)
    verbs = [head, head.head] if happening.main.noun else [head]
    return any(v.dep_ == "xcomp" and v.head.lower_ == "unable" for v in verbs)


def _shunned(happening: Happening) -> bool:
    """ "to avoid being cut off"."""
    token = happening.main.token
    return not happening.main.noun and any(
        token.dep_ == "xcomp" and a.lemma_ == "avoid" for a in list(ancestors(token))[:1]
    )


def _kept_from(happening: Happening) -> bool:
    """ "cut the army off from advancing", "short of capturing the base": it didn't happen."""
    token = happening.main.token
    preposition = token.head
    if happening.main.noun or token.dep_ != "pcomp":
        return False
    upper = preposition.head.lemma_
    if preposition.lower_ == "of":
        return upper == "short"
    return preposition.lower_ == "from" and upper in {
        "prevent",
        "stop",
        "keep",
        "bar",
        "deter",
        "cut",
        "block",
        "refrain",
        "dissuade",
    }


def _no_longer(happening: Happening) -> bool:
    """ "no longer occupied the town"."""
    token = happening.main.token
    return any(
        c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children) for c in token.children
    )
