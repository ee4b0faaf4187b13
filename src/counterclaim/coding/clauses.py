"""Acts of reporting within one sentence: by a verb, a noun or a preposition of saying."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.coding.asides import aside_report, what_report
from counterclaim.coding.complements import complement
from counterclaim.coding.cues import Cue, echoes
from counterclaim.coding.nominals import noun_report
from counterclaim.coding.prepositions import according_report, citing_report
from counterclaim.coding.quotations import Quotation
from counterclaim.coding.reports import Report
from counterclaim.coding.scene import Scene, scene_of
from counterclaim.coding.speech import verb_of
from counterclaim.language import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


def clause_reports(sentence: Sentence, quotations: Sequence[Quotation]) -> list[Report]:
    """The acts of reporting whose cue stands in the sentence."""
    scene = scene_of(sentence, quotations)
    found = [r for token in sentence.doc for r in _of_token(scene, token)]
    found += [r for token in sentence.doc for r in citing_report(scene, token, found)]
    return [_unlinked(r, found, sentence.text) for r in found]


def _of_token(scene: Scene, token: "Token") -> Iterator[Report]:
    if token.lower_ in ("according", "per"):
        yield from according_report(scene, token)
        return
    word = verb_of(token)
    if word is None:
        yield from noun_report(scene, token)
        return
    cue = Cue(scene, token, word)
    for way in (what_report, aside_report, complement):
        reports = way(cue)
        if reports:
            yield from reports
            return


def _unlinked(report: Report, others: Sequence[Report], text: str) -> Report:
    """"X said it believes that C": the pronoun is X again, and no second link."""
    if report.links and echoes(report, others, text):
        return replace(report, links=False)
    return report
