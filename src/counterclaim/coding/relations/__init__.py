"""Ties between actors, and who holds which place (CODEBOOK, "Relations between actors").

Four ways of telling a tie are read, each in its own file: a hyphen ("rebel-held"), a verb
("supports"), a noun ("its ally", "a member of") and another name ("formerly"). What they find is
put together here: the two ends, who says so, and how sure they are.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.coding.attribution import chain
from counterclaim.coding.coder import Reading
from counterclaim.coding.gates import is_furniture
from counterclaim.coding.relations.belonging import belonging_ties
from counterclaim.coding.relations.compounds import compound_ties
from counterclaim.coding.relations.members import member_ties
from counterclaim.coding.relations.names import name_ties
from counterclaim.coding.relations.nouns import noun_ties
from counterclaim.coding.relations.refs import Tie, actor_ref, ground_ref
from counterclaim.coding.relations.stance import relation_stance
from counterclaim.coding.relations.verbs import verb_ties
from counterclaim.coding.speaker_refs import speaker_of
from counterclaim.coding.view import View
from counterclaim.language import Sentence
from counterclaim.model import ActorRef, PlaceRef, Relation, Span, Speaker

_FIRST_PERSON = frozenset({"we", "us", "our"})
_EITHER_WAY = frozenset({"allied-with", "opposed-to", "linked-to", "also-known-as"})


def code_relations(reading: Reading) -> tuple[Relation, ...]:
    """The relations that a text tells, in order; the same one once a sentence."""
    out: list[Relation] = []
    for sentence in reading.sentences:
        if is_furniture(sentence.span.of(reading.text)):
            continue
        seen: set[tuple[object, ...]] = set()
        for relation in _of_sentence(reading, sentence):
            key = _key(relation)
            if key not in seen:
                seen.add(key)
                out.append(relation)
    return tuple(out)


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Relation]:
    view = View(sentence, reading.names, reading.quantities)
    found = sorted(_ties(reading, view), key=lambda t: t.anchor)
    made = (_relation(reading, view, tie) for tie in found)
    return [relation for relation in made if relation is not None]


def _ties(reading: Reading, view: View) -> Iterator[Tie]:
    yield from compound_ties(reading, view)
    yield from verb_ties(view)
    yield from noun_ties(view)
    yield from member_ties(view)
    yield from belonging_ties(view)
    yield from name_ties(reading, view)


def _relation(reading: Reading, view: View, tie: Tie) -> Relation | None:
    subject = actor_ref(reading, view, tie.subject)
    target = (
        ground_ref(reading, view, tie.object)
        if tie.kind == "controls"
        else actor_ref(reading, view, tie.object)
    )
    if subject is None or target is None or _same(subject, target, tie.kind):
        return None
    over = chain(reading.reports, tie.anchor)
    sources = tuple(
        speaker_of(r, reading.text, reading.names, reading.spans)
        for r in over
        if r.source is not None and not r.echo
    )
    return Relation(
        id=_relation_id(reading.article_id, tie, subject, target),
        sentence=view.sentence.span,
        kind=tie.kind,
        subject=_speaking(subject, sources),
        object=_speaking(target, sources) if isinstance(target, ActorRef) else target,
        stance=relation_stance(tie.word, over),
        sources=sources,
    )


def _speaking(ref: ActorRef, sources: tuple[Speaker, ...]) -> ActorRef:
    """As in "our ally": the side of whoever speaks."""
    if ref.text.casefold() not in _FIRST_PERSON or not sources:
        return ref
    speaker = sources[-1]
    label = speaker.name or speaker.text
    return replace(ref, actor=speaker.actor, name=label, reason=f"'{ref.text}' is said by {label}")


def _same(subject: ActorRef, target: ActorRef | PlaceRef, kind: str) -> bool:
    if subject.span == target.span:
        return True
    known = (
        isinstance(target, ActorRef) and subject.actor is not None and subject.actor == target.actor
    )
    return known and kind != "also-known-as"


def _key(relation: Relation) -> tuple[object, ...]:
    ends = (relation.subject.span, relation.object.span)
    if relation.kind in _EITHER_WAY:
        ends = tuple(sorted(ends, key=lambda s: s or Span(0, 0)))  # type: ignore[assignment]
    return (relation.kind, *ends)


def _relation_id(article: str, tie: Tie, subject: ActorRef, target: ActorRef | PlaceRef) -> str:
    """Stable for the same words of the same article."""
    seed = f"{article}|{tie.kind}|{tuple(tie.anchor)}|{subject.span}|{target.span}"
    return "r-" + hashlib.sha256(seed.encode()).hexdigest()[:16]
