"""Acts of reporting within one sentence: by a verb, a noun or a preposition of saying."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.coding.asides import aside_report, what_report
from counterclaim.coding.complements import complement
from counterclaim.coding.cues import Cue, echoes
from counterclaim.coding.mental import adjective_report
from counterclaim.coding.nominals import noun_report
from counterclaim.coding.prepositions import according_report, citing_report
from counterclaim.coding.quotations import Quotation
from counterclaim.coding.reports import Report
from counterclaim.coding.scene import Scene, scene_of
from counterclaim.coding.speakers import phrase_of
from counterclaim.coding.speech import DOCUMENTS, support_of, verb_of
from counterclaim.coding.things import supported
from counterclaim.language import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


def clause_reports(sentence: Sentence, quotations: Sequence[Quotation]) -> list[Report]:
    """The acts of reporting whose cue stands in the sentence."""
    scene = scene_of(sentence, quotations)
    found = [r for token in sentence.doc for r in _of_token(scene, token)]
    found += [r for token in sentence.doc for r in citing_report(scene, token, found)]
    return [_unlinked(r, found, sentence) for r in found]


def _of_token(scene: Scene, token: "Token") -> Iterator[Report]:
    if token.lower_ in ("according", "per"):
        yield from according_report(scene, token)
        return
    word = verb_of(token)
    if word is None:
        plain = support_of(token)
        made = supported(Cue(scene, token, plain)) if plain is not None else ()
        yield from made or noun_report(scene, token) or adjective_report(scene, token)
        return
    cue = Cue(scene, token, word)
    for way in (what_report, aside_report, complement):
        reports = way(cue)
        if reports:
            yield from reports
            return


def _unlinked(report: Report, others: Sequence[Report], sentence: Sentence) -> Report:
    """In "X said it believes that C" the pronoun is X again, and no second link; in "the report
    makes grim reading: it details C" it is the report."""
    if not report.links or not echoes(report, others, sentence.text):
        return report
    paper = next(
        (
            t
            for t in sentence.doc[: report.source_head]
            if t.lemma_.casefold() in DOCUMENTS and t.dep_ == "nsubj"
        ),
        None,
    )
    if paper is None or sentence.doc[report.source_head or 0].lower_ != "it":
        return replace(report, links=False)
    phrase = phrase_of(paper)
    return replace(report, source=phrase.span(sentence), source_head=phrase.head)
