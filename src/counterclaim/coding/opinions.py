"""Is an event only what somebody has feelings about?

"France condemned the attack", "condolences over the bombing", "concern about the fighting",
"fears of an offensive": none of these tells the event (CODEBOOK, roles), unless it carries the
only losses. A statement that condemns an act in the present tense ("I condemn", "the ministry
condemns") is often the first to tell it: there it counts until the text has told an act.
"""

from spacy.tokens import Token

from counterclaim.codebook.tables import words_of
from counterclaim.coding.events import Happening, first
from counterclaim.coding.syntax import prepositions
from counterclaim.coding.view import View

_CONDEMN = frozenset(words_of("gates.yaml", "condemning_verbs"))
_SYMPATHY = frozenset(words_of("gates.yaml", "sympathy"))
_CONCERN = frozenset(words_of("gates.yaml", "concern"))
_FEAR = frozenset(words_of("gates.yaml", "unreal"))
_DEALING = frozenset(words_of("gates.yaml", "dealing_verbs"))
_ABOUT = frozenset({"about", "over", "at", "regarding", "by", "of", "for", "on"})
_FIRST_PERSON = frozenset({"i", "we"})
_HOPS = 4


def only_an_opinion(view: View, happening: Happening, *, told: bool) -> bool:
    """True where the event noun is only the object of a feeling; ``told`` says that the text has
    told a violent act before."""
    if not happening.main.noun or any(t.effect for t in happening.triggers):
        return False
    at = first(happening.main.token)
    for hop in range(_HOPS):
        if at.dep_ in {"dobj", "nsubjpass"}:
            return hop == 0 and _condemned(view, at.head, told=told)
        if at.dep_ != "pobj":
            return False
        preposition, upper = at.head, _feeling(view, at.head.head)
        if hop == 0 and preposition.lower_ == "into" and upper.lemma_ in {"look", "inquire"}:
            return told
        if _felt(view, upper, preposition.lower_, direct=hop == 0):
            return True
        if upper.pos_ not in {"NOUN", "PROPN"}:
            return False
        at = first(upper)
    return False


def _condemned(view: View, verb: Token, *, told: bool) -> bool:
    if view.lemma(verb) in _DEALING:
        return told
    if view.lemma(verb) not in _CONDEMN:
        return False
    return told or (verb.tag_ == "VBD" and not _of_ours(verb))


def _of_ours(word: Token) -> bool:
    """ "I am appalled by", "we condemn": who issues the statement speaks."""
    return any(c.dep_.startswith("nsubj") and c.lower_ in _FIRST_PERSON for c in word.children)


def _feeling(view: View, upper: Token) -> Token:
    """ "offered condolences over": the preposition hangs on the verb, the feeling is its object."""
    if upper.pos_ != "VERB":
        return upper
    felt = [c for c in upper.children if c.dep_ == "dobj"]
    return next((c for c in felt if view.lemma(c) in _SYMPATHY | _CONCERN), upper)


def _felt(view: View, upper: Token, preposition: str, *, direct: bool) -> bool:
    lemma = view.lemma(upper)
    if lemma in _SYMPATHY:
        return True
    if not direct:
        return False
    if lemma in _FEAR:
        return preposition in {"of", "from"}
    return (
        lemma in _CONCERN
        and preposition in _ABOUT
        and not _by_reports(upper)
        and not any(_of_ours(token) for token in (upper, upper.head))
    )


def _by_reports(upper: Token) -> bool:
    """ "concerned by reports of shelling": the reports tell it."""
    return any(noun.lemma_ == "report" for _, noun in prepositions(upper))
