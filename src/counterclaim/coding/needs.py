"""Tests that a sense of ``kinds.yaml`` may ask for, beside those of ``triggers``: what a general
verb must have beside it before it tells an event of conflict."""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class
from counterclaim.coding.syntax import agents, conjuncts, is_passive, prepositions, subjects
from counterclaim.coding.syntax import undergoers as objects_of
from counterclaim.coding.view import View
from counterclaim.names.finder import NameKind

_HOMES = frozenset({"home", "house", "village", "town", "land", "neighborhood", "neighbourhood"})
_QUESTIONS = frozenset({"if", "whether", "why", "how", "what", "who", "when", "where", "which"})
_BODIES = frozenset(
    {"life", "lives", "body", "corpse", "victim", "casualty", "dead", "remains", "score", "soul"}
)
_PRONOUNS = frozenset(
    {"who", "he", "she", "they", "them", "him", "her", "we", "us", "those", "all"}
)


def spread(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with what is coordinated with them."""
    return [c for t in tokens for c in conjuncts(t)]


def no_object(view: View, token: Token) -> bool:
    """ "rallied in the square"; "demonstrated the plane" tells no protest."""
    return not any(c.dep_ in {"dobj", "ccomp"} for c in token.children) and not is_passive(token)


def thing(view: View, token: Token) -> bool:
    """Property is burnt or damaged: a place, a building, a vehicle, something named or counted."""
    for item in spread(objects_of(token)):
        if view.is_place(item) or view.among(item, "equipment") or view.name(item) is not None:
            return True
        if view.quantity(item) is not None or any(
            view.quantity(c) is not None for c in item.children
        ):
            return True
    return False


def request(view: View, token: Token) -> bool:
    """ "asked X to leave", "asked for arms"; not "asked why", "asked about"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "on", "upon"}:
            return True
        if child.dep_ in {"xcomp", "ccomp"} and not _asks(child):
            return True
        if (
            child.dep_ == "dobj"
            and child.tag_ not in {"PRP", "WP"}
            and not _asked_person(view, child)
        ):
            return True
    return False


def _asks(clause: Token) -> bool:
    words = {c.lower_ for c in clause.subtree if c.i <= clause.i}
    return bool(words & _QUESTIONS) or clause.tag_ in {"VBD", "VBZ", "VBP"}


def _asked_person(view: View, token: Token) -> bool:
    return view.is_actor(token) or view.is_people(token)


def party_object(view: View, token: Token) -> bool:
    """ "hosted the foreign minister": the object is a person or office, by name or by word."""
    for item in spread(objects_of(token)):
        name = view.name(item)
        if name is not None and name.kind in {NameKind.PERSON, NameKind.ACTOR}:
            return True
        if view.lemma(item) in word_class("statesmen"):
            return True
    return False


def on_visit(view: View, token: Token) -> bool:
    """ "arrived in Amman on a visit", "flew to Moscow for talks"."""
    return any(
        label in {"on", "for"} and view.lemma(noun) in word_class("visits")
        for label, noun in prepositions(token)
    )


def sexually(view: View, token: Token) -> bool:
    """ "sexually abused"."""
    return any(c.dep_ == "advmod" and c.lower_ == "sexually" for c in token.children)


def labour_strike(view: View, token: Token) -> bool:
    """ "a strike of teachers", "the strike over pay": work is laid down, nothing is bombed."""
    head = _first(token)
    beside = [*token.children, *(n for _, n in prepositions(token)), *subjects(head.head)]
    beside += [n for _, n in prepositions(head.head)] if head.dep_ == "dobj" else []
    about = [n for p, n in prepositions(token) if p in {"over", "for", "against", "about"}]
    return any(view.among(t, "labour") for t in spread(beside)) or any(
        view.among(t, "labour_matters") for t in spread(about)
    )


def _first(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def harms_someone(view: View, token: Token, frame: str, effect: str) -> bool:
    """Losses are people or, where destroyed, things: no birds, deals or profits."""
    if effect == "destroyed":
        return True
    if frame == "suffer":
        hurt = spread(subjects(token) if not is_passive(token) else objects_of(token))
    else:
        hurt = spread(objects_of(token))
    return not hurt or any(_human(view, h) for h in hurt)


def _human(view: View, token: Token) -> bool:
    if (
        token.lower_ in _PRONOUNS
        or view.name(token) is not None
        or view.quantity(token) is not None
    ):
        return True
    if view.lemma(token) in _BODIES or view.is_people(token) or view.is_actor(token):
        return True
    inside = [n for p, n in prepositions(token) if p == "of"]
    return any(view.is_people(n) for n in inside) or token.pos_ != "NOUN"


def of_nature(view: View, token: Token) -> bool:
    """People who died of an illness, an accident or the weather are no losses of a conflict."""
    doc = token.doc
    if not any(view.among(t, "ailments") for t in doc):
        return False
    return not any(
        view.is_force(t) or view.among(t, "weapons") or view.lemma(t) in {"attack", "strike", "war"}
        for t in [*agents(token), *doc]
        if t.pos_ in {"NOUN", "PROPN"}
    )


def actor_subject(view: View, token: Token) -> bool:
    """Somebody who can act does it."""
    return any(view.is_actor(s) for s in spread(subjects(token)))


def from_actor(view: View, token: Token) -> bool:
    """ "received arms from Iran"."""
    given = [*objects_of(token), token]
    by = [n for g in given for p, n in prepositions(g) if p == "from"]
    return any(view.is_actor(n) or view.name(n) is not None for n in spread(by))


def out_of_home(_view: View, token: Token) -> bool:
    """ "forced residents out of their homes", "drove them from their villages"."""
    away = [n for p, n in prepositions(token) if p.split()[0] in {"out", "from"}]
    return any(n.lemma_ in _HOMES for n in spread(away))


def with_object(_view: View, token: Token) -> bool:
    """ "surrendered the town"; "surrendered in Raqqa" tells no place's change of hands."""
    return bool(objects_of(token))


def ties_of_parties(view: View, token: Token) -> bool:
    """ "relations between X and Y worsened": named parties stand on both sides."""
    changing = spread([*subjects(token), *objects_of(token)])
    for tie in changing:
        if not view.among(tie, "relations"):
            continue
        sides = [n for p, n in prepositions(tie) if p in {"between", "with"}]
        sides += [n for p, n in prepositions(token) if p in {"between", "with"}]
        if any(view.name(s) is not None or view.is_actor(s) for s in spread(sides)):
            return True
    return False


def in_session(view: View, token: Token) -> bool:
    """ "the council met in an emergency session", "the cabinet met to discuss"."""
    held = [n for p, n in prepositions(token) if p in {"in", "for", "at"}]
    parties = subjects(token)
    session = any(view.among(h, "meetings") for h in spread(held))
    if session and any(view.is_actor(s) for s in parties):
        return True
    agenda = any(c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB" for c in token.children)
    return agenda and any(_body(view, s) for s in parties)


def _body(view: View, token: Token) -> bool:
    name = view.name(token)
    last = name.text.casefold().split()[-1] if name is not None else view.lemma(token)
    return last in word_class("bodies")


def ground_subject(view: View, token: Token) -> bool:
    """ "the town surrendered": a place, nothing handed over besides."""
    return not objects_of(token) and any(view.is_place(s) for s in spread(subjects(token)))


MORE: dict[str, Callable[[View, Token], bool]] = {
    "no-object": no_object,
    "thing": thing,
    "request": request,
    "party-object": party_object,
    "on-visit": on_visit,
    "actor-subject": actor_subject,
    "out-of-home": out_of_home,
    "from-actor": from_actor,
    "with-object": with_object,
    "ground-subject": ground_subject,
    "ties-of-parties": ties_of_parties,
    "in-session": in_session,
    "sexually": sexually,
}
