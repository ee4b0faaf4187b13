"""Places that nothing tells to be such but their neighbours: of "in the villages of Tabqa, Maksar
and Khneifes" a gazetteer may know the first alone, and the row says what the others are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.common import is_common
from counterclaim.names.found import Name, NameKind

_WORD = r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]r|[Aa]z|[Aa]n|[Aa]t|[Aa]d)-)?[A-ZÀ-Ý][\w’'ʼ`´-]+"
_NEXT = re.compile(rf"(?P<joint>, and | and |, )(?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_PLACES = "|".join(words_of("places/cues.yaml", "listed_behind"))
_CLOSES = re.compile(rf"\s*(?:[.,;:)\"”]|\Z| (?:{_PLACES})\b)")
_OPENS = re.compile(
    r"\b(?:in|near|at|around|of|between|from|to|on|into|towards?)(?: the)?"
    r"(?: (?:villages|towns|areas|cities|neighbou?rhoods|districts|suburbs) of)? \Z"
)


def with_listed(names: Sequence[Name], text: str, blocked: Sequence[Span] = ()) -> list[Name]:
    """The names with those that continue a row of places: behind a preposition of place, a place,
    then names that nobody else bears, the last behind "and"."""
    taken = [*(n.span for n in names), *blocked]
    known = {n.span.start: n for n in names}
    out = {n.span: n for n in names}
    for name in names:
        if name.kind is NameKind.PLACE and _OPENS.search(text[: name.span.start][-60:]):
            for span in _row(text, name, known, taken):
                old = out.get(span)
                out[span] = _as_place(text, span, old, name)
    return sorted(out.values(), key=lambda n: n.span.start)


def _row(text: str, first: Name, known: dict[int, Name], taken: Sequence[Span]) -> list[Span]:
    """The spans behind a place that its row makes places; none where the row doesn't end."""
    found: list[Span] = []
    at, ended = first.span.end, False
    while not ended and (match := _NEXT.match(text, at)) is not None:
        ended = "and" in match["joint"]
        name = known.get(match.start("name"))
        if name is not None and name.kind is NameKind.PLACE:
            at = name.span.end
            continue
        span = name.span if name is not None else Span(*match.span("name"))
        if not _fits(text, span, name, taken):
            return []
        found.append(span)
        at = span.end
    return found if ended and (not found or _CLOSES.match(text, at)) else []


def _fits(text: str, span: Span, name: Name | None, taken: Sequence[Span]) -> bool:
    if name is not None:
        return name.kind is NameKind.UNKNOWN and name.actor is None
    return not is_common(span.of(text)) and not any(span.overlaps(t) for t in taken)


def _as_place(text: str, span: Span, old: Name | None, first: Name) -> Name:
    reason = f"'{span.of(text)}' stands in a row of places behind {first.text}"
    if old is not None:
        return replace(old, kind=NameKind.PLACE, reason=reason)
    return Name(span, span.of(text), NameKind.PLACE, reason=reason)
