"""Rows of places in a text that lost its commas: of "in Tabqa Maksar and Khneifes" a gazetteer may
know the first alone, and the row says what the others are. (Where the commas are there,
``standing`` tells it.)
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.common import is_common
from counterclaim.names.found import Name, NameKind
from counterclaim.names.spelling import fold
from counterclaim.names.standing import ARTICLED, PlaceIndex
from counterclaim.reading.characters import lost_commas

_WORD = r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]r|[Aa]z|[Aa]n|[Aa]t|[Aa]d)-)?[A-ZÀ-Ý][\w’'ʼ`´-]+"
_NEXT = re.compile(rf"(?P<joint> and | )(?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_PLACES = "|".join(words_of("places/cues.yaml", "listed_behind"))
_CLOSES = re.compile(rf"\s*(?:[.,;:)\"”]|\Z| (?:{_PLACES})\b)")
_OPENS = re.compile(
    r"\b(?:in|near|at|around|of|between|from|to|on|into|towards?)(?: the)?"
    r"(?: (?:villages|towns|areas|cities|neighbou?rhoods|districts|suburbs) of)? \Z"
)
_REACH = 60


def with_listed(
    names: Sequence[Name], text: str, places: PlaceIndex, blocked: Sequence[Span] = ()
) -> list[Name]:
    """The names with those that continue a row of places: behind a preposition of place, a place,
    then names that nobody else bears, the last behind "and"."""
    if not lost_commas(text):
        return list(names)
    taken = [*(n.span for n in names), *blocked]
    known = {n.span.start: n for n in names}
    out = {n.span: n for n in names}
    for name in names:
        opening = text[max(0, name.span.start - _REACH) : name.span.start]
        if name.kind is not NameKind.PLACE or not _OPENS.search(opening):
            continue
        for span in _row(text, name, known, taken, places):
            out[span] = _as_place(text, span, out.get(span), name)
    return sorted(out.values(), key=lambda n: n.span.start)


def _row(
    text: str, first: Name, known: Mapping[int, Name], taken: Sequence[Span], places: PlaceIndex
) -> list[Span]:
    """The spans behind a place that its row makes places; none where the row doesn't end, or
    somebody else stands in it."""
    members = list(_members(text, first, known, places))
    if not members or "and" not in members[-1][0]:
        return []
    told = [(span, known.get(span.start)) for _, span in members]
    open_ = [(span, name) for span, name in told if name is None or name.kind is not NameKind.PLACE]
    if not all(_fits(text, span, name, taken) for span, name in open_):
        return []
    closed = not open_ or _CLOSES.match(text, members[-1][1].end)
    return [span for span, _ in open_] if closed else []


def _members(
    text: str, first: Name, known: Mapping[int, Name], places: PlaceIndex
) -> Iterator[tuple[str, Span]]:
    """What joins each member behind the first, and the member; "and" joins the last."""
    at, joint = first.span.end, ""
    while "and" not in joint and (match := _NEXT.match(text, at)) is not None:
        name = known.get(match.start("name"))
        span = name.span if name is not None else _alone(text, Span(*match.span("name")), places)
        at, joint = span.end, match["joint"]
        yield joint, span


def _alone(text: str, run: Span, places: PlaceIndex) -> Span:
    """The longest beginning of a run of words that the gazetteer has, else a word, with a word
    behind it that has the article ("Rasm al-Tawil")."""
    words = run.of(text).split()
    known = (n for n in range(len(words), 0, -1) if places.is_name(fold(" ".join(words[:n]))))
    default = 2 if len(words) > 1 and ARTICLED.match(words[1]) else 1
    return Span(run.start, run.start + len(" ".join(words[: next(known, default)])))


def _fits(text: str, span: Span, name: Name | None, taken: Sequence[Span]) -> bool:
    if name is not None:
        return name.kind is NameKind.UNKNOWN and name.actor is None
    return not is_common(span.of(text)) and not any(span.overlaps(t) for t in taken)


def _as_place(text: str, span: Span, old: Name | None, first: Name) -> Name:
    reason = f"'{span.of(text)}' stands in a row of places behind {first.text}"
    if old is not None:
        return replace(old, kind=NameKind.PLACE, reason=reason)
    return Name(span, span.of(text), NameKind.PLACE, reason=reason)
