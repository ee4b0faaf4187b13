"""Adjectives of mind: "is worried that C", "was confident of C". They make no link of a chain."""

from typing import TYPE_CHECKING

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene
from counterclaim.coding.attribution.speakers import phrase_of, subject_of
from counterclaim.coding.attribution.speech import ADJECTIVES

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENING = frozenset({"ccomp", "xcomp", "prep"})


def adjective_report(scene: Scene, token: "Token") -> tuple[Report, ...]:
    """The report of an adjective of mind with what it is about; empty for any other token."""
    if token.lower_ not in ADJECTIVES or token.dep_ not in ("acomp", "ROOT", "conj"):
        return ()
    about = next((c for c in token.children if c.dep_ in _OPENING and c.i > token.i), None)
    subject = subject_of(token.head)
    if about is None or subject is None or subject.lower_ in ("it", "this", "that", "there"):
        return ()
    tokens = [t.i for t in about.subtree]
    first = min(tokens) + (1 if about.dep_ == "prep" else 0)
    content = scene.piece(first, min(max(tokens), scene.region(token)[1]))
    if content is None:
        return ()
    source = phrase_of(subject, before=token.i)
    sentence = scene.sentence
    return (
        Report(
            cue=sentence.offsets[token.i],
            cue_sentence=sentence.index,
            cue_lemma=token.lower_,
            cue_class="other",
            source=source.span(sentence),
            source_sentence=sentence.index,
            source_head=source.head,
            content=(content,),
            links=False,
        ),
    )
