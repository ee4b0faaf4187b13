"""With what: weapons named beside a happening's words."""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.coding.events import Happening
from counterclaim.coding.lexicon import word_class
from counterclaim.coding.syntax import core_tokens, path_length
from counterclaim.coding.view import View
from counterclaim.model import WeaponRef

_NEAR = 5


def find_weapons(
    view: View, happening: Happening, rivals: Sequence[Happening]
) -> tuple[WeaponRef, ...]:
    """Weapons whose words stand nearest to this happening of the sentence, in order."""
    out: list[WeaponRef] = []
    taken: set[int] = set()
    for token in view.sentence.doc:
        name = weapon_name(view, token)
        if name is None or token.i in taken:
            continue
        mine = min(path_length(token, t) for t in happening.tokens)
        others = [path_length(token, t) for r in rivals for t in r.tokens]
        if mine > _NEAR or (others and min(others) < mine):
            continue
        words = [
            t
            for t in core_tokens(token)
            if t.dep_ in {"compound", "amod", "nmod"} or t.i == token.i
        ]
        words = [t for t in words if view.quantity(t) is None and view.name(t) is None]
        taken |= {t.i for t in words}
        span = view.sentence.span_of(words)
        out.append(WeaponRef(text=view.sentence.wording(span), span=span, name=name))
    return tuple(out)


def weapon_name(view: View, token: Token, words: frozenset[str] | None = None) -> str | None:
    """The common name of the weapon that a word is, alone or with the words before it; ``words``
    are those to know, else the weapons of ``lexicon.yaml``."""
    if token.pos_ not in {"NOUN", "PROPN"} or view.name(token) is not None:
        return None
    words = word_class("weapons") if words is None else words
    for n in (2, 1, 0):
        text = view.compound(token, n)
        if text in words:
            return text
    return None
