"""Quotations: the stretches of a text between quotation marks.

Straight, curly and doubled single marks. A mark that never closes ends with its sentence, a
quotation over several paragraphs opens each of them anew; both are as in printed news.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import Span

_MARK = re.compile(r"[“”„«»\"]|''|``|’’|‘‘")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n\s*(?=[“\"])")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks included; ``closed`` is false where the end is guessed.

    ``goes_on`` is true where the next paragraph's opening mark carries the same quotation on.
    """

    span: Span
    closed: bool
    goes_on: bool = False


def find_quotations(text: str, sentences: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations of a text, in order, never overlapping."""
    ends = [span.end for span in sentences]
    breaks = [m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)]
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            if _opens(text, mark.start(), mark.end()):
                opened = mark.start()
            continue
        limit = _next(breaks, opened)
        if mark.start() >= limit:
            found.append(_broken(text, opened, limit, mark.start(), ends))
            opened = mark.start() if _opens(text, mark.start(), mark.end()) else None
        elif _closes(text, mark.start(), mark.end()):
            found.append(Quotation(Span(opened, mark.end()), True))
            opened = None
        elif mark.group() in _OPENING or mark.group() == '"':
            found.append(Quotation(Span(opened, min(_next(ends, opened), mark.start())), False))
            opened = mark.start()
    if opened is not None:
        found.append(_broken(text, opened, _next(breaks, opened), len(text), ends))
    return tuple(q for q in found if q.span.end - q.span.start > 2)


def _broken(text: str, opened: int, limit: int, mark: int, ends: Sequence[int]) -> Quotation:
    """A quotation that its paragraph leaves open: it goes on where the next one opens anew."""
    if limit < mark and not text[limit:mark].strip():
        return Quotation(Span(opened, limit), False, True)
    return Quotation(Span(opened, min(_next(ends, opened), limit)), False)


def _next(places: Sequence[int], at: int) -> int:
    i = bisect_right(places, at)
    return places[i] if i < len(places) else (places[-1] if places else at)


def _opens(text: str, start: int, end: int) -> bool:
    mark = text[start:end]
    if mark[0] in _CLOSING:
        return False
    if mark[0] in _OPENING or mark in ("``", "‘‘"):
        return True
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return bool(after) and not after.isspace() and (not before or not before.isalnum())


def _closes(text: str, start: int, end: int) -> bool:
    mark = text[start:end]
    if mark[0] in _CLOSING:
        return True
    if mark[0] in _OPENING or mark in ("``", "‘‘"):
        return False
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before.isspace() or before in "([":
        return False
    return not after.isalnum() or not before.isspace()
