"""Wholes and their members: "the alliance, including X", "coalition partners, especially Y",
"the Hamza Division's Northern Thunder Brigade", "two sides pitted against each other"."""

import re
from collections.abc import Iterator
from itertools import combinations

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class
from counterclaim.coding.relations.parties import (
    bearer,
    before_phrase,
    is_alliance,
    is_group,
    is_named_group,
    is_party,
    run_before,
    spread,
)
from counterclaim.coding.relations.refs import Tie, tie
from counterclaim.coding.relations.words import relation_words
from counterclaim.coding.syntax import prepositions
from counterclaim.coding.view import View
from counterclaim.model import ActorType, Span
from counterclaim.names.finder import NameKind

_ALLIANCE_OF = frozenset(
    {
        "alliance",
        "coalition",
        "umbrella",
        "grouping",
        "bloc",
        "federation",
        "front",
        "network",
        "community",
        "council",
    }
)

_NUMBERED = r"\d{1,3}(?:st|nd|rd|th)"
_UNIT = rf"(?:{_NUMBERED}(?: [A-Z]\w+){{1,5}})"
_NESTED = re.compile(
    rf"(?P<one>{_UNIT}|[A-Z]\w+ (?:Battery|Company|Squadron|Troop|Platoon)), "
    rf"(?:the )?(?P<other>{_UNIT})"
)


def member_ties(view: View) -> Iterator[Tie]:
    """The ties of wholes and members that a sentence tells."""
    yield from _including(view)
    yield from _exemplified(view)
    yield from _possessed(view)
    yield from _described_units(view)
    yield from _from_groups(view)
    yield from _nested_units(view)
    yield from _allied_beside(view)
    yield from _against(view)
    yield from _pitted(view)


def _including(view: View) -> Iterator[Tie]:
    for token in view.sentence.doc:
        if token.lower_ != "including" or token.dep_ not in {"prep", "acl"}:
            continue
        whole = _whole(view, token.head)
        if whole is None:
            continue
        for child in token.children:
            if child.dep_ in {"pobj", "dobj"}:
                for member in spread([child]):
                    if _may_be_member(view, member, whole):
                        yield tie(view, "part-of", "subject", member, whole, token, sure=True)


def _whole(view: View, head: Token) -> Token | None:
    """What has members: of "an alliance of rebels including" the alliance, and where that is
    apposed to a name, the name."""
    up = head
    while up.dep_ in {"pobj", "conj"}:
        up = up.head.head if up.dep_ == "pobj" and up.head.lower_ == "of" else up.head
        if up.pos_ not in {"NOUN", "PROPN"}:
            break
        if view.lemma(up) in _ALLIANCE_OF:
            return _alliance_name(view, up)
    if view.lemma(head) in _ALLIANCE_OF:
        return _alliance_name(view, head)
    return (
        head
        if is_alliance(view, head) and (head.tag_ in {"NNS", "NNPS"} or view.name(head) is not None)
        else None
    )


def _alliance_name(view: View, noun: Token) -> Token:
    told = bearer(view, noun)
    if told.i != noun.i and is_party(view, told):
        return told
    before = before_phrase(view, noun)
    if before is not None and is_named_group(view, before):
        return before
    return noun


def _may_be_member(view: View, member: Token, whole: Token) -> bool:
    name = view.name(member)
    if name is not None and (name.kind is NameKind.PERSON or name.actor_type is ActorType.PERSON):
        return False
    if name is not None and name.actor_type is ActorType.STATE:
        return view.name(whole) is not None or view.lemma(whole) in {
            "coalition",
            "alliance",
            "bloc",
            "council",
            "community",
        }
    if view.name(member) is None and view.quantity(member) is not None:
        return False
    return is_group(view, member) and (
        name is not None or member.tag_ == "NN" or any(view.name(c) for c in member.children)
    )


def _exemplified(view: View) -> Iterator[Tie]:
    """What follows a whole's name as its examples: "our Coalition partners, especially the Turks",
    "the SDF, primarily Syrian Arab forces"."""
    doc = view.sentence.doc
    for token in doc:
        if not _has_members(view, token):
            continue
        at = token.i + 1
        if at < len(doc) and doc[at].text in {",", "(", "–", "-"}:
            at += 1
        if at >= len(doc) or doc[at].lower_ not in relation_words().examples:
            continue
        for other in doc[at + 1 : at + 14]:
            if view.name(other) is not None and is_party(view, other):
                yield tie(view, "part-of", "subject", other, token, other, sure=True)
            elif other.lower_ not in {",", "and", "the", "as"}:
                break


def _has_members(view: View, token: Token) -> bool:
    name = view.name(token)
    if name is None:
        return False
    words = name.text.casefold().split()
    return is_named_group(view, token) or (len(words) > 1 and words[-1] in relation_words().members)


def _possessed(view: View) -> Iterator[Tie]:
    """As in "the Hamza Division's Northern Thunder Brigade"."""
    for token in view.sentence.doc:
        if token.dep_ != "poss" or not is_named_group(view, token) or token.head.i < token.i:
            continue
        head = token.head
        if not is_named_group(view, head) or not (view.name(head) is not None or _is_title(head)):
            continue
        name = view.name(head)
        last = head.text if name is None else name.text.split()[-1]
        if last.casefold() in relation_words().units:
            yield tie(view, "part-of", "subject", head, token, head, sure=True)


def _is_title(head: Token) -> bool:
    return head.text[:1].isupper() and any(
        c.dep_ == "compound" and c.text[:1].isupper() for c in head.children
    )


def _described_units(view: View) -> Iterator[Tie]:
    """As in "the government paramilitary force the Shabiha": a force, whose it is, and its name."""
    doc = view.sentence.doc
    for noun in doc:
        if (
            view.name(noun) is not None
            or noun.tag_ != "NN"
            or view.lemma(noun) not in relation_words().units
        ):
            continue
        at = noun.i + 1
        if at < len(doc) and doc[at].lower_ == "the":
            at += 1
        if at >= len(doc) or not is_named_group(view, doc[at]) or view.name(doc[at]) is None:
            continue
        for owner in run_before(view, noun):
            if _owning(view, owner) and owner.i < noun.i:
                yield tie(view, "part-of", "subject", doc[at], owner, noun, sure=True)
                break


def _owning(view: View, token: Token) -> bool:
    if view.name(token) is not None:
        return is_named_group(view, token)
    return token.lower_ in {"government", "regime", "army", "coalition", "opposition"}


def _from_groups(view: View) -> Iterator[Tie]:
    """As in "militants from ISIL", "airmen of the 507th Wing": forces of a named group."""
    for token in view.sentence.doc:
        if (
            token.pos_ not in {"NOUN", "PROPN"}
            or view.name(token) is not None
            or view.lemma(token) not in word_class("combatants") | {"airman", "sailor"}
        ):
            continue
        if token.tag_ not in {"NNS", "NNPS"}:
            continue
        for label, target in prepositions(token):
            if label == "from":
                for whole in spread([target]):
                    if is_named_group(view, whole):
                        yield tie(view, "part-of", "subject", token, whole, token, sure=True)


def _allied_beside(view: View) -> Iterator[Tie]:
    """As in "army troops and allied militia": allied with what it is coordinated with."""
    for token in view.sentence.doc:
        noun = token.head
        if token.lower_ != "allied" or token.dep_ != "amod" or noun.dep_ != "conj":
            continue
        if is_party(view, noun) and is_party(view, noun.head) and not prepositions(token):
            yield tie(view, "allied-with", "subject", noun, noun.head, token, sure=True)


def _against(view: View) -> Iterator[Tie]:
    """As in "the coalition against Islamic State"."""
    doc = view.sentence.doc
    for token in doc:
        if token.lower_ != "against" or token.i == 0 or token.head.i != token.i - 1:
            continue
        alliance = doc[token.i - 1]
        name = view.name(alliance)
        if view.lemma(alliance) in _ALLIANCE_OF or (
            name is not None and name.actor_type is ActorType.COALITION
        ):
            for child in token.children:
                if child.dep_ == "pobj" and is_party(view, child):
                    yield tie(view, "opposed-to", "subject", alliance, child, token, sure=True)


def _nested_units(view: View) -> Iterator[Tie]:
    """As in "2nd Battalion, 5th Special Forces Group": a unit and the larger one behind a comma."""
    text = view.sentence.text
    for match in _NESTED.finditer(text, *view.sentence.span):
        one, other = Span(*match.span("one")), Span(*match.span("other"))
        yield Tie("part-of", one, other, one)


def _pitted(view: View) -> Iterator[Tie]:
    """As in "pitting A, B and C against each other", "pitting A against B": read by place."""
    doc = view.sentence.doc
    for token in doc:
        if token.lower_ not in {"pitting", "pits", "pitted"}:
            continue
        against = next((t for t in doc[token.i :] if t.lower_ == "against"), None)
        if against is None:
            continue
        one = _heads(view, list(doc[token.i + 1 : against.i]))
        mutual = doc[against.i + 1 : against.i + 3].text.casefold() in {"each other", "one another"}
        other = [] if mutual else _heads(view, list(doc[against.i + 1 : against.i + 16]))
        pairs = list(combinations(one, 2)) if mutual else [(a, b) for a in one for b in other]
        for a, b in pairs:
            yield tie(view, "opposed-to", "subject", a, b, token)


def _heads(view: View, tokens: list[Token]) -> list[Token]:
    """The parties of a list, a modifier before its noun left out; read without the parse, which
    long lists break."""
    out: list[Token] = []
    for token in tokens:
        if token.pos_ == "ADP" or token.text in {".", ";"}:
            break
        if not is_party(view, token) and view.lemma(token) not in word_class("forces"):
            continue
        if (
            out
            and out[-1].i == token.i - 1
            and out[-1].tag_ in {"NN", "JJ"}
            and token.pos_ == "NOUN"
        ):
            out.pop()
        out.append(token)
    return out
