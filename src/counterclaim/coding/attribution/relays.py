"""Who passes a statement on: "claimed C in a statement carried by X"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import agent
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene
from counterclaim.coding.attribution.speakers import phrase_of
from counterclaim.coding.attribution.speech import RELAYING, WRITINGS
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def relay_report(scene: Scene, token: "Token", found: Sequence[Report]) -> tuple[Report, ...]:
    """As in "X claimed C in a statement carried by Y": Y relays what X says; else empty."""
    if token.lemma_ not in RELAYING or token.tag_ != "VBN" or token.dep_ != "acl":
        return ()
    who = agent(token)
    host = _host(scene, token.head, found)
    if who is None or host is None or host.source is None:
        return ()
    sentence = scene.sentence
    start = min(host.source.start, host.cue.start, *(piece.start for piece in host.content))
    end = max(host.source.end, host.cue.end, *(piece.end for piece in host.content))
    source = phrase_of(who, after=token.i)
    return (
        Report(
            cue=sentence.offsets[token.i],
            cue_sentence=sentence.index,
            cue_lemma=token.lemma_,
            cue_class="say",
            source=source.span(sentence),
            source_sentence=sentence.index,
            source_head=source.head,
            content=(Span(start, end),),
            links=True,
        ),
    )


def _host(scene: Scene, noun: "Token", found: Sequence[Report]) -> Report | None:
    """The report that is made in a writing ("said in a statement"), or ``None``."""
    if noun.lemma_.casefold() not in WRITINGS or noun.dep_ != "pobj":
        return None
    verb = noun.head.head
    while verb.dep_ in ("dobj", "prep", "pobj") and verb.head.i != verb.i:
        verb = verb.head
    place = scene.sentence.offsets[verb.i]
    return next((r for r in found if r.links and r.cue.contains(place)), None)
