"""A sentence as attribution sees it: its tokens, and which of them stand inside a quotation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.quotations import Quotation
from counterclaim.language import Sentence
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONG = 7
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TRIMMED = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "?", "!", "...", "…"})


@dataclass(frozen=True, slots=True)
class Scene:
    """``inside[i]`` is the quotation that token ``i`` stands in, ``None`` outside; quotations of a
    word or two, which are no speech of their own, count as outside."""

    sentence: Sentence
    quotations: tuple[Quotation, ...]
    inside: tuple[int | None, ...]

    def region(self, token: "Token") -> tuple[int, int]:
        """The first and last token of what can belong to one act of speech with this token."""
        here = self.inside[token.i]
        if here is None:
            return 0, len(self.inside) - 1
        first = last = token.i
        while first > 0 and self.inside[first - 1] == here:
            first -= 1
        while last + 1 < len(self.inside) and self.inside[last + 1] == here:
            last += 1
        return first, last

    def piece(self, first: int, last: int) -> Span | None:
        """Tokens ``first`` to ``last`` as a stretch of the article, without stops at either end
        and with the whole of any quotation that it touches at an end."""
        doc = self.sentence.doc
        while first <= last and doc[first].text in _TRIMMED and self._bare(first):
            first += 1
        while last >= first and doc[last].text in _TRIMMED and self._bare(last):
            last -= 1
        if first > last:
            return None
        span = self.sentence.span_of((doc[first], doc[last]))
        start, end = span
        left, right = self.inside[first], self.inside[last]
        if left is not None and (first == 0 or self.inside[first - 1] != left):
            start = min(start, self.quotations[left].span.start)
        if right is not None and (last == len(self.inside) - 1 or self.inside[last + 1] != right):
            end = max(end, self.quotations[right].span.end)
        return Span(start, end)

    def _bare(self, i: int) -> bool:
        return self.inside[i] is None or self.sentence.doc[i].text in ("-", "--", "–", "—")


def scene_of(sentence: Sentence, quotations: Sequence[Quotation]) -> Scene:
    """The scene of a sentence, given all quotations of the article."""
    near = tuple(q for q in quotations if q.span.overlaps(sentence.span))
    inside: list[int | None] = [None] * len(sentence.doc)
    for number, quotation in enumerate(near):
        tokens = [t for t in sentence.doc if quotation.span.overlaps(sentence.offsets[t.i])]
        if _is_speech(quotation, tokens, sentence):
            for token in tokens:
                inside[token.i] = number
    return Scene(sentence, near, tuple(inside))


def _is_speech(quotation: Quotation, tokens: Sequence["Token"], sentence: Sentence) -> bool:
    if not sentence.span.contains(quotation.span):
        return True
    words = [t for t in tokens if t.text[:1].isalnum()]
    if any(t.tag_ in _FINITE for t in tokens) and len(words) > 2:
        return True
    if len(words) > _LONG:
        return True
    last = tokens[-2].text if len(tokens) > 2 else ""
    return bool(tokens) and tokens[0].i == 0 and last in (",", "?", "!", ".")
