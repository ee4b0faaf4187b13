"""Who belongs to which body: "experts from the fund", "40 members of the alliance", "one of its
brigades", "a partnership between X and Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class
from counterclaim.coding.relations.parties import (
    is_alliance,
    is_group,
    is_indefinite,
    is_named_group,
    is_party,
    spread,
)
from counterclaim.coding.relations.refs import Tie, tie
from counterclaim.coding.relations.words import relation_words
from counterclaim.coding.syntax import is_passive, prepositions, subjects, undergoers
from counterclaim.coding.view import View
from counterclaim.model import ActorType

_COPULAS = frozenset({"attr", "oprd"})


def belonging_ties(view: View) -> Iterator[Tie]:
    """The ties of people and parts to the body that they are told to belong to."""
    for token in view.sentence.doc:
        if view.name(token) is not None:
            yield from _part_of_body(view, token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from _people_from(view, token)
            yield from _people_of(view, token)
            yield from _one_of_its(view, token)
            yield from _made_of(view, token)


def _people_from(view: View, noun: Token) -> Iterator[Tie]:
    """As in "experts from the fund", "airmen, deployed from the wing"."""
    if not _is_staff(view, noun):
        return
    for body in _come_from(noun):
        if _is_body(view, body) or _is_unit_word(view, body):
            yield tie(view, "part-of", "subject", noun, body, noun, sure=True)


def _come_from(noun: Token) -> list[Token]:
    """What stands behind "from" right after the noun, or after a participle that says they came."""
    doc, at = noun.doc, noun.i + 1
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at < len(doc) and doc[at].lower_ in relation_words().coming:
        at += 1
    elif at != noun.i + 1:
        return []
    if at >= len(doc) or doc[at].lower_ != "from":
        return []
    return [c for c in doc[at].children if c.dep_ == "pobj"]


def _people_of(view: View, noun: Token) -> Iterator[Tie]:
    """As in "40 members of the alliance", "an elder of the X clan"."""
    if not _is_staff(view, noun) or noun.dep_ in _COPULAS | {"appos"}:
        return
    for label, body in prepositions(noun):
        if label == "of" and _is_body(view, body):
            yield tie(view, "part-of", "subject", noun, body, noun, sure=True)


def _is_staff(view: View, noun: Token) -> bool:
    """People in the plural, or one of them, who are told by what they do somewhere."""
    many = noun.lower_.endswith("men")
    lemma = f"{noun.lower_[:-3]}man" if many else view.lemma(noun)
    if lemma not in relation_words().staff | word_class("combatants"):
        return False
    return many or noun.tag_ in {"NNS", "NNPS"} or (lemma != "leader" and is_indefinite(noun))


def _is_body(view: View, token: Token) -> bool:
    """An organisation by name, or by letters that nobody knows ("WMF")."""
    name = view.name(token)
    if name is not None:
        international = name.actor_type is ActorType.INTERNATIONAL_ORGANISATION
        return is_named_group(view, token) or international
    letters = token.pos_ == "PROPN" and token.text.isupper() and len(token.text) > 1
    return letters or is_named_group(view, token)


def _is_unit_word(view: View, token: Token) -> bool:
    return view.name(token) is None and view.lemma(token) in relation_words().units


def _part_of_body(view: View, token: Token) -> Iterator[Tie]:
    """As in "the X clan of the Y", "Turkey within NATO": one name inside another."""
    for label, body in prepositions(token):
        if label == "of" and is_named_group(view, token):
            belongs = view.name(body) is not None and is_named_group(view, body)
        else:
            belongs = label == "within" and is_party(view, token) and _is_body(view, body)
        if belongs:
            yield tie(view, "part-of", "subject", token, body, token, sure=True)


def _one_of_its(view: View, noun: Token) -> Iterator[Tie]:
    """As in "X was named as one of its groups, along with Y and Z"."""
    if noun.tag_ != "NNS" or view.lemma(noun) not in relation_words().units | {"faction"}:
        return
    owners = [c for c in noun.children if c.dep_ == "poss" and is_party(view, c)]
    if not owners or not any(c.lower_ == "one" for c in noun.children):
        return
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    members = spread(undergoers(verb) if is_passive(verb) else subjects(verb))
    for label, beside in (*prepositions(verb), *prepositions(noun)):
        if label in {"along", "with", "along with"}:
            members += spread([beside])
    for member in members:
        if is_group(view, member):
            yield tie(view, "part-of", "subject", member, owners[0], noun)


def _made_of(view: View, noun: Token) -> Iterator[Tie]:
    """As in "the X project, a partnership between Y and Z"."""
    if view.lemma(noun) not in {"partnership", "alliance", "coalition", "bloc", "union"}:
        return
    whole = noun.head if noun.dep_ == "appos" and noun.head.i < noun.i else noun
    for label, target in prepositions(noun):
        if label != "between":
            continue
        members = [t for t in spread([target]) if is_party(view, t) or is_alliance(view, t)]
        for member in members if len(members) > 1 else []:
            yield tie(view, "part-of", "subject", member, whole, noun, sure=True)
