"""Acts of reporting within one sentence: by a verb, a noun or a preposition of saying."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.asides import aside_report, what_report
from counterclaim.coding.attribution.complements import complement
from counterclaim.coding.attribution.cues import Cue, echoes
from counterclaim.coding.attribution.mental import adjective_report
from counterclaim.coding.attribution.nominals import noun_report
from counterclaim.coding.attribution.prepositions import according_report, citing_report
from counterclaim.coding.attribution.quotations import Quotation
from counterclaim.coding.attribution.relays import relay_report
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene, scene_of
from counterclaim.coding.attribution.speakers import phrase_of
from counterclaim.coding.attribution.speech import CONTINUING, DOCUMENTS, support_of, verb_of
from counterclaim.coding.attribution.things import supported
from counterclaim.language import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 80
"""How far, in characters, a participle may stand from the speaking that it goes on with."""


def clause_reports(sentence: Sentence, quotations: Sequence[Quotation]) -> list[Report]:
    """The acts of reporting whose cue stands in the sentence."""
    scene = scene_of(sentence, quotations)
    found = [r for token in sentence.doc for r in _of_token(scene, token)]
    cited = [r for token in sentence.doc for r in citing_report(scene, token, found)]
    relayed = [r for token in sentence.doc for r in relay_report(scene, token, found)]
    again = {r.cue for r in cited}
    found = [r for r in found if r.cue not in again] + cited + relayed
    found = [_gone_on(r, found, sentence) for r in found]
    return [_unlinked(r, found, sentence) for r in found]


def _of_token(scene: Scene, token: "Token") -> Iterator[Report]:
    if token.lower_ in ("according", "per"):
        yield from according_report(scene, token)
        return
    word = verb_of(token)
    if token.tag_ == "VBG" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "by":
        return  # a byline: "writing by"
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


def _gone_on(report: Report, others: Sequence[Report], sentence: Sentence) -> Report:
    """As in "C, the ministry said on Friday adding that D": the ministry adds it."""
    if report.cue_lemma not in CONTINUING or not report.cue.of(sentence.text).endswith("ing"):
        return report
    before = [o for o in others if o.links and 0 < report.cue.start - o.cue.end < _FAR]
    main = max(before, key=lambda o: o.cue.start, default=None)
    if main is None or any(p.start >= main.cue.end for p in main.content):
        return report
    return replace(
        report,
        source=main.source,
        source_sentence=main.source_sentence,
        source_head=main.source_head,
        links=True,
    )


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
        return replace(report, echo=True)
    phrase = phrase_of(paper)
    return replace(report, source=phrase.span(sentence), source_head=phrase.head)
