"""Headlines: "X: C", "C: monitor", "C - Reports", and "C Monitor" where the marks were lost."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.speech import HEADLINE_SPEAKERS
from counterclaim.language import Sentence
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DASHES = frozenset({"-", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
_NAMING = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS", "POS"})
_BARE = frozenset({"monitor", "monitors", "reports", "activists"})
_MAX_SPEAKER = 7
_MIN_CONTENT = 3
_LINES = 2


def headline_reports(sentences: Sequence[Sentence], found: Sequence[Report]) -> list[Report]:
    """The reports that the first lines of an article make by their form alone."""
    out: list[Report] = []
    for sentence in sentences[:_LINES]:
        if not any(r.cue_sentence == sentence.index and r.cue_class == "say" for r in found):
            report = _leading(sentence, found) or _trailing(sentence)
            out += [report] if report is not None else []
    return out


def _report(sentence: Sentence, cue: int, source: tuple[int, int], content: Span) -> Report:
    doc = sentence.doc
    return Report(
        cue=sentence.offsets[cue],
        cue_sentence=sentence.index,
        cue_lemma=doc[cue].text if doc[cue].is_punct else "headline",
        cue_class="say",
        source=sentence.span_of((doc[source[0]], doc[source[1]])),
        source_sentence=sentence.index,
        source_head=source[1],
        content=(content,),
        links=True,
    )


def _leading(sentence: Sentence, found: Sequence[Report]) -> Report | None:
    doc = sentence.doc
    colon = next((t.i for t in doc[:14] if t.text == ":"), None)
    if colon is None or colon == 0 or len(doc) - colon <= _MIN_CONTENT:
        return None
    first = colon - 1
    while first > 0 and _in_name(doc, first - 1) and colon - first < _MAX_SPEAKER:
        first -= 1
    named = sentence.span_of(doc[first:colon]).of(sentence.text)
    if not _speaks(doc, first, colon) and not _speaks_later(named, found, sentence.text):
        return None
    return _report(sentence, colon, (first, colon - 1), sentence.span_of(doc[colon + 1 :]))


def _in_name(doc: "Doc", i: int) -> bool:
    return doc[i].tag_ in _NAMING or doc[i].lower_ in ("of", "for")


def _speaks(doc: "Doc", first: int, colon: int) -> bool:
    """A name of two words or more, or a word that heads speakers ("Monitor", "Ministry")."""
    words = doc[first:colon]
    if any(t.tag_ in _FINITE or t.tag_ == "CD" or t.text.isdigit() for t in words):
        return False
    if doc[colon - 1].lower_ in HEADLINE_SPEAKERS:
        return True
    return len(words) > 1 and doc[colon - 1].tag_ in ("NNP", "NNPS")


def _speaks_later(name: str, found: Sequence[Report], text: str) -> bool:
    """As in "Trump: C", where the report itself quotes him."""
    return any(r.links and r.source is not None and r.source.of(text).endswith(name) for r in found)


def _trailing(sentence: Sentence) -> Report | None:
    """As in "C: monitor", "C - Reports"."""
    doc = sentence.doc
    for token in doc[_MIN_CONTENT:]:
        if token.text not in _DASHES and token.text != ":":
            continue
        if token.text in _DASHES and not token.nbor(-1).whitespace_:
            continue
        end = _speaker_end(doc, token.i + 1)
        if end is not None:
            content = sentence.span_of(doc[: token.i])
            return _report(sentence, token.i, (token.i + 1, end), content)
    return _bare(sentence)


def _speaker_end(doc: "Doc", start: int) -> int | None:
    end = None
    for i in range(start, min(len(doc), start + 4)):
        if doc[i].lower_ in HEADLINE_SPEAKERS:
            end = i
        elif not _in_name(doc, i):
            break
    return end


def _bare(sentence: Sentence) -> Report | None:
    """As in "... kill 16 civilians Monitor AFP Sunday": a capital that the word has no need of."""
    doc = sentence.doc
    for token in doc[_MIN_CONTENT + 1 :]:
        if token.lower_ in _BARE and token.text[0].isupper():
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if (after is None or not after.text[:1].islower()) and not doc[token.i - 1].is_punct:
                content = sentence.span_of(doc[: token.i])
                return _report(sentence, token.i, (token.i, token.i), content)
    return None
