"""A tie found in a sentence, and the references to its two ends."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from counterclaim.coding.coder import Reading, place_ref
from counterclaim.coding.coref import resolve
from counterclaim.coding.relations.parties import is_ground, may_be_ground, named
from counterclaim.coding.relations.words import Kind, Side, relation_words
from counterclaim.coding.roles import actor_refs
from counterclaim.coding.syntax import core_tokens, phrase_tokens, prepositions
from counterclaim.coding.view import View
from counterclaim.model import ActorRef, PlaceRef, PlaceRelation, Span
from counterclaim.names.finder import Name

End = Token | Span
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_NAME_ARTICLE = re.compile(r"(?<!\w)(?:(?:al|el)[-‑ ]|(?:as|ash|an|ar|az)[-‑])\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie: its ends in the order of its kind, the words that tell it, and the word whose
    clause says how sure it is (``None`` where the tie is taken for granted)."""

    kind: Kind
    subject: End
    object: End
    anchor: Span
    word: Token | None = None


def tie(
    view: View, kind: Kind, bearer: Side, one: End, other: End, word: Token, *, sure: bool = False
) -> Tie:
    """A tie whose ``one`` end stands at ``bearer``."""
    subject, target = (one, other) if bearer == "subject" else (other, one)
    return Tie(kind, subject, target, view.sentence.span_of([word]), None if sure else word)


def actor_ref(reading: Reading, view: View, end: End) -> ActorRef | None:
    """The actor at an end of a tie, with its entry where the registry knows it."""
    if isinstance(end, Span):
        return _span_ref(reading, end)
    end = named(view, end)
    name = view.name(end)
    if name is not None:
        return _span_ref(reading, name_span(reading.text, name))
    found = actor_refs(view, [end], reading.names, reading.spans)
    return _without_tail(view, end, found[0]) if found else None


def _without_tail(view: View, end: Token, ref: ActorRef) -> ActorRef:
    """As in "forces loyal to X", "the group's": what follows the noun is no part of its wording."""
    if ref.span is None:
        return ref
    behind = end.doc[end.i + 1] if end.i + 1 < len(end.doc) else None
    adjective = behind is not None and behind.pos_ == "ADJ"
    last = view.sentence.offsets[end.i].end if adjective else ref.span.end
    wording = view.sentence.wording(Span(ref.span.start, last))
    span = Span(ref.span.start, last - len(wording) + len(_POSSESSIVE.sub("", wording)))
    return replace(ref, text=view.sentence.wording(span), span=span)


def ground_ref(reading: Reading, view: View, end: End) -> PlaceRef | None:
    """The ground at an end of a tie; without coordinates where it is described, not named."""
    if isinstance(end, Span):
        return None
    name = view.name(end)
    if name is None:
        name = _introduced(view, end)
    if name is not None:
        return place_ref(
            name.text, name.span, PlaceRelation.IN, name, reading.places.get(name.span.start)
        )
    span = view.sentence.span_of(_with_location(end))
    span = _without_article(reading.text, span)
    text = span.of(reading.text)
    unknown = may_be_ground(view, end)
    reason = f"no place called '{text}' was found" if unknown else "a description, no name"
    label = text if unknown else None
    return PlaceRef(text=text, span=span, relation=PlaceRelation.IN, name=label, reason=reason)


def _with_location(head: Token) -> list[Token]:
    tokens = list(core_tokens(head))
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "of"} and child.i > head.i:
            tokens += [
                child,
                *(t for c in child.children for t in phrase_tokens(c) if t.i > head.i),
            ]
    return sorted(set(tokens), key=lambda t: t.i)


def _introduced(view: View, noun: Token) -> Name | None:
    """As in "the town of Saraqib", "Idlib province": the name that a word for ground goes with."""
    words = relation_words()
    if view.lemma(noun) not in words.introducing:
        return None
    for child in noun.children:
        if (
            child.i < noun.i
            and child.dep_ in {"compound", "amod", "nmod", "poss"}
            and is_ground(view, child)
        ):
            name = view.name(child)
            if name is not None and not name.possessive and child.dep_ != "poss":
                return name
    for label, target in prepositions(noun):
        if label == "of" and is_ground(view, target):
            return view.name(target)
    following = noun.i + 1
    if following < len(noun.doc) and is_ground(view, noun.doc[following]):
        return view.name(noun.doc[following])
    return None


def _span_ref(reading: Reading, span: Span) -> ActorRef:
    span = _without_article(reading.text, span)
    text = span.of(reading.text)
    name = _name_at(reading, span) or _same_name(reading, text)
    if name is not None:
        return ActorRef(
            text=text, span=span, actor=name.actor, name=name.actor_name, reason=name.reason
        )
    referent = resolve(reading.text, span, reading.names, reading.spans)
    if referent is not None:
        meant = referent.name
        return ActorRef(
            text=text,
            span=span,
            actor=meant.actor,
            name=meant.actor_name or meant.text,
            reason=referent.reason,
        )
    return ActorRef(text=text, span=span, reason="no name that the registry knows")


def _name_at(reading: Reading, span: Span) -> Name | None:
    inside = [n for n in reading.names if span.contains(n.span) and n.actor is not None]
    if len(inside) == 1 and inside[0].span.end == span.end:
        return inside[0]
    return next((n for n in reading.names if n.span == span), None)


def _same_name(reading: Reading, text: str) -> Name | None:
    return next((n for n in reading.names if n.text == text and n.actor is not None), None)


def _without_article(text: str, span: Span) -> Span:
    match = _ARTICLE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def name_span(text: str, name: Name) -> Span:
    """A name's span with the Arabic article that stands before it ("al-" of "al-Nusra Front")."""
    before = _NAME_ARTICLE.search(text, max(0, name.span.start - 4), name.span.start)
    return Span(before.start(), name.span.end) if before else name.span
