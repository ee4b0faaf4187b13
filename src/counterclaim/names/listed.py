"""Places that nothing tells to be such but their neighbours: of "in the villages of Tabqa, Maksar
and Khneifes" a gazetteer may know the first alone, and the row says what the others are. A text
that lost its commas at its publisher ("Tabqa Maksar and Khneifes") has rows too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.common import is_common
from counterclaim.names.found import Name, NameKind
from counterclaim.names.spelling import fold
from counterclaim.names.standing import PlaceIndex

_WORD = r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]r|[Aa]z|[Aa]n|[Aa]t|[Aa]d)-)?[A-ZÀ-Ý][\w’'ʼ`´-]+"
_NEXT = re.compile(rf"(?P<joint>, and | and |, )(?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_BARE = re.compile(rf"(?P<joint> and | )(?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_CHARACTERS_A_COMMA = 1000
_PLACES = "|".join(words_of("places/cues.yaml", "listed_behind"))
_CLOSES = re.compile(rf"\s*(?:[.,;:)\"”]|\Z| (?:{_PLACES})\b)")
_OPENS = re.compile(
    r"\b(?:in|near|at|around|of|between|from|to|on|into|towards?)(?: the)?"
    r"(?: (?:villages|towns|areas|cities|neighbou?rhoods|districts|suburbs) of)? \Z"
)


def with_listed(
    names: Sequence[Name], text: str, places: PlaceIndex, blocked: Sequence[Span] = ()
) -> list[Name]:
    """The names with those that continue a row of places: behind a preposition of place, a place,
    then names that nobody else bears, the last behind "and"."""
    commas_lost = text.count(",") * _CHARACTERS_A_COMMA < len(text)
    taken = [*(n.span for n in names), *blocked]
    known = {n.span.start: n for n in names}
    out = {n.span: n for n in names}
    for name in names:
        if name.kind is NameKind.PLACE and _OPENS.search(text[: name.span.start][-60:]):
            row = _row(text, name, known, taken, None)
            if not row and commas_lost:
                row = _row(text, name, known, taken, places)
            for span in row:
                old = out.get(span)
                out[span] = _as_place(text, span, old, name)
    return sorted(out.values(), key=lambda n: n.span.start)


def _row(
    text: str,
    first: Name,
    known: dict[int, Name],
    taken: Sequence[Span],
    places: PlaceIndex | None,
) -> list[Span]:
    """The spans behind a place that its row makes places; none where the row doesn't end. With
    ``places`` the members stand side by side, and the gazetteer tells where one ends."""
    found: list[Span] = []
    following = _NEXT if places is None else _BARE
    at, ended = first.span.end, False
    while not ended and (match := following.match(text, at)) is not None:
        ended = "and" in match["joint"]
        name = known.get(match.start("name"))
        if name is not None and name.kind is NameKind.PLACE:
            at = name.span.end
            continue
        span = _member(text, Span(*match.span("name")), name, places)
        if not _fits(text, span, name, taken):
            return []
        found.append(span)
        at = span.end
    return found if ended and (not found or _CLOSES.match(text, at)) else []


def _member(text: str, run: Span, name: Name | None, places: PlaceIndex | None) -> Span:
    """The next member: a name found before, the longest that the gazetteer has, else a word, with
    a word behind it that has the article ("Rasm al-Tawil")."""
    if name is not None or places is None:
        return name.span if name is not None else run
    words = run.of(text).split()
    for size in range(len(words), 0, -1):
        if places.is_name(fold(" ".join(words[:size]))):
            break
    else:
        size = 2 if len(words) > 1 and words[1][:3].casefold() in {"al-", "el-", "as-"} else 1
    return Span(run.start, run.start + len(" ".join(words[:size])))


def _fits(text: str, span: Span, name: Name | None, taken: Sequence[Span]) -> bool:
    if name is not None:
        return name.kind is NameKind.UNKNOWN and name.actor is None
    return not is_common(span.of(text)) and not any(span.overlaps(t) for t in taken)


def _as_place(text: str, span: Span, old: Name | None, first: Name) -> Name:
    reason = f"'{span.of(text)}' stands in a row of places behind {first.text}"
    if old is not None:
        return replace(old, kind=NameKind.PLACE, reason=reason)
    return Name(span, span.of(text), NameKind.PLACE, reason=reason)
