"""Speakers that carry on: quotations over several sentences, and statements after a colon.

CODEBOOK: a speaker carries on only inside a quotation or a statement that visibly continues.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import Cue, draft, source_of
from counterclaim.coding.attribution.quotations import Quotation
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import scene_of
from counterclaim.coding.attribution.speakers import speaker
from counterclaim.coding.attribution.speech import FURNITURE, VERBS, SpeechWord, verb_of
from counterclaim.language import Sentence
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = 12
_PARAGRAPH = re.compile(r"\n\s*")
_ANNOUNCING = frozenset({"provide", "issue", "release", "make", "give", "read"})
_ANNOUNCED = frozenset({"statement", "remark", "comment", "following", "message"})
_SAID = frozenset({"say", "claim", "confirm", "deny", "speculate", "ask"})


def carried_on(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: Sequence[Report]
) -> list[Report]:
    """The reports with the quotations and statements that carry on from them."""
    out = [_whole_quotation(r, quotations) for r in reports]
    out = _announced(sentences, quotations, out)
    out += _after_quotation(sentences, quotations, out)
    return _continued(sentences, quotations, out)


def _whole_quotation(report: Report, quotations: Sequence[Quotation]) -> Report:
    """What is reported reaches over the whole of a quotation that its cue stands outside of."""
    pieces: list[Span] = []
    for piece in report.content:
        start, end = piece
        for q in quotations:
            if q.span.overlaps(piece) and not q.span.overlaps(report.cue) and _long(q):
                start, end = min(start, q.span.start), max(end, q.span.end)
        pieces.append(Span(start, end))
    pieces = [Span(*p) for p in _apart(pieces, report)]
    return replace(report, content=tuple(pieces))


def _long(quotation: Quotation) -> bool:
    return quotation.closed or quotation.goes_on


def _apart(pieces: Sequence[Span], report: Report) -> list[Span]:
    return [p for p in pieces if not p.contains(report.cue)] or list(pieces)


def _after_quotation(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: Sequence[Report]
) -> list[Report]:
    """As in "'Can we win?' | Mr Cruz asked.": the speaker has a sentence of its own, since the
    quotation ended with a mark that ends sentences."""
    out: list[Report] = []
    for before, sentence in pairwise(sentences):
        if any(r.cue_sentence == sentence.index and r.links for r in reports):
            continue
        q = next((q for q in quotations if 0 <= sentence.span.start - q.span.end <= 1), None)
        if q is None or not before.span.overlaps(q.span):
            continue
        report = _bare_cue(sentence, quotations, q.span)
        out += [report] if report is not None else []
    return out


def _bare_cue(sentence: Sentence, quotations: Sequence[Quotation], content: Span) -> Report | None:

    scene = scene_of(sentence, quotations)
    for token in sentence.doc[:_SHORT]:
        word = verb_of(token)
        if word is None or not word.parenthetical or scene.inside[token.i] is not None:
            continue
        source = speaker(token, 0, True)
        if source is not None and min(source.first, token.i) == 0:
            return draft(Cue(scene, token, word), source, [content], whole_clause=True)
    return None


def _announced(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: list[Report]
) -> list[Report]:
    """As in "X said:" before paragraphs, "X gave this statement:" before a quotation."""
    out = list(reports)
    for i, sentence in enumerate(sentences[:-1]):
        if not sentence.wording(sentence.span).rstrip().endswith(":"):
            continue
        content = _block(sentences, quotations, i + 1, out)
        if content is None:
            continue
        announcing = _announcement(sentence, quotations, content)
        if announcing is not None:
            out = [r for r in out if r.cue != announcing.cue] + [announcing]
    return out


def _announcement(
    sentence: Sentence, quotations: Sequence[Quotation], content: Span
) -> Report | None:
    scene = scene_of(sentence, quotations)
    for token in reversed(list(sentence.doc)):
        word = _announces(token)
        if word is None:
            continue
        cue = Cue(scene, token, word)
        source = source_of(cue)
        if source is not None:
            return draft(cue, source, [content], kind="say", whole_clause=True)
    return None


def _announces(token: "Token") -> SpeechWord | None:
    """The word of saying before a colon: "said:", or "gave the following statement:"."""
    word = verb_of(token)
    if word is not None and word.kind in ("say", "claim", "confirm"):
        return word
    named = any(c.lemma_.casefold() in _ANNOUNCED for c in token.children)
    return VERBS["say"] if token.lemma_ in _ANNOUNCING and named else None


def _block(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    start: int,
    reports: Sequence[Report],
) -> Span | None:
    first = sentences[start]
    opened = next((q for q in quotations if q.span.start == first.span.start), None)
    if opened is not None:
        return opened.span
    end = start
    text = first.text
    while end + 1 < len(sentences) and not _ends(sentences, end + 1, text, reports):
        end += 1
    return Span(first.span.start, sentences[end].span.end)


def _ends(sentences: Sequence[Sentence], i: int, text: str, reports: Sequence[Report]) -> bool:
    """Whether a statement ends before sentence ``i``: at the page's furniture, or at a paragraph
    in which somebody else speaks in the main clause."""
    sentence = sentences[i]
    wording = sentence.wording(sentence.span).casefold()
    if any(wording.startswith(words) for words in FURNITURE):
        return True
    if not _PARAGRAPH.search(text[sentences[i - 1].span.end : sentence.span.start]):
        return False
    if wording.startswith(('"', "“", "”")):
        return True
    return wording.rstrip().endswith(":") or any(
        r.cue_sentence == sentence.index
        and r.links
        and r.cue_class == "say"
        and r.source is not None
        and _main(sentence, r)
        for r in reports
    )


def _main(sentence: Sentence, report: Report) -> bool:
    return any(
        t.dep_ == "ROOT" and t.tag_ == "VBD" and report.cue.contains(sentence.offsets[t.i])
        for t in sentence.doc
    )


def _continued(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation], reports: list[Report]
) -> list[Report]:
    """A quotation that begins where another of one speaker ended, with no cue of its own, is that
    speaker's; so is the next paragraph of a quotation that its paragraph left open."""
    out = list(reports)
    text = sentences[0].text
    for before, quotation in zip((None, *quotations), quotations, strict=False):
        if any(
            piece.overlaps(quotation.span)
            for r in out
            for piece in r.content
            if not quotation.span.contains(r.cue)
        ):
            continue
        if not _begins(sentences, quotation, text):
            continue
        speaker = _carrying(sentences, quotation, before, out, text)
        if speaker is not None:
            i = out.index(speaker)
            out[i] = replace(speaker, content=(*speaker.content, quotation.span))
    return out


def _begins(sentences: Sequence[Sentence], quotation: Quotation, text: str) -> bool:
    return any(s.span.start == quotation.span.start for s in sentences)


def _carrying(
    sentences: Sequence[Sentence],
    quotation: Quotation,
    before: Quotation | None,
    reports: Sequence[Report],
    text: str,
) -> Report | None:
    """The report that an uncued quotation belongs to: the one whose quotation, or whose sentence,
    comes right before it."""
    if before is not None and before.goes_on:
        return _holding(reports, before.span)
    previous = [s for s in sentences if s.span.end <= quotation.span.start]
    if not previous:
        return None
    last = previous[-1]
    said = [r for r in reports if r.links and r.cue_class in _SAID and _reaches(r, last)]
    quoted = [r for r in said if any(text[p.start] in "\"“'" for p in r.content)]
    if quoted:
        return quoted[-1]
    return said[-1] if said and "\n" not in text[last.span.end : quotation.span.start] else None


def _reaches(report: Report, sentence: Sentence) -> bool:
    """Whether a report's cue stands in a sentence, or what it reports ends there."""
    place = sentence.span
    return report.cue_sentence == sentence.index or any(
        piece.end >= place.end - 1 and piece.start < place.end for piece in report.content
    )


def _holding(reports: Sequence[Report], span: Span) -> Report | None:
    return next(
        (
            r
            for r in reports
            if not span.contains(r.cue) and any(p.contains(span) for p in r.content)
        ),
        None,
    )
