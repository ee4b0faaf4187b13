"""People hurt without a word for it: "dozens more received treatment", "left hundreds suffering
convulsions", "inflicted harm on 200 civilians"."""

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class
from counterclaim.coding.syntax import is_passive, prepositions, subjects, undergoers
from counterclaim.coding.view import View

_BEFORE = 3
_SUFFERING = frozenset({"suffer", "suffers", "suffered", "suffering"})


def hurt_otherwise(view: View) -> list[Token]:
    """The heads of the counted people of a sentence that are told as hurt in such a way."""
    return [t for v in view.sentence.doc for t in _hurt_by(view, v) if _counted(view, t)]


def _hurt_by(view: View, word: Token) -> Iterator[Token]:
    lemma = view.lemma(word)
    if word.lower_ in _SUFFERING and _symptom_behind(view, word):
        yield from subjects(word)
        yield from _right_before(view, word) if word.lower_ == "suffering" else []
    elif _is_treated(word):
        yield from _right_before(view, word) or subjects(word)
    elif lemma in word_class("sickening"):
        yield from subjects(word)
    elif lemma in {"treat", "hospitalize", "hospitalise"} and is_passive(word):
        yield from undergoers(word)
    elif lemma in {"inflict", "cause"} and _has_object(word, {"harm", "injury"}):
        yield from (n for p, n in prepositions(word) if p in {"on", "to"})


def _is_treated(word: Token) -> bool:
    return word.lemma_ == "receive" and _has_object(word, {"treatment", "care"})


def _symptom_behind(view: View, word: Token) -> bool:
    behind = word.doc[word.i + 1 : word.i + 5]
    return any(view.lemma(t) in word_class("symptoms") for t in behind)


def _right_before(view: View, word: Token) -> list[Token]:
    """ "left hundreds suffering symptoms": the number, whatever the parse makes of it."""
    near = word.doc[max(0, word.i - _BEFORE) : word.i]
    return [t for t in near if view.is_people(t) or view.quantity(t) is not None][-1:]


def _has_object(word: Token, nouns: set[str]) -> bool:
    return any(c.dep_ == "dobj" and c.lemma_ in nouns for c in word.children)


def _counted(view: View, token: Token) -> bool:
    return view.quantity(token) is not None or any(view.quantity(c) for c in token.children)
