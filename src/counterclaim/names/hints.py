"""What the words beside place names say: what kind of place each is, and the area it lies in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model.span import Span
from counterclaim.names.placekinds import beside_words, kind_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in a text with what the words beside it say.

    ``kind``: the kind of place that a word beside it tells, as ``kinds.yaml`` names it ("town of"
    -> settlement). ``within``: the name beside it in which it lies ("Idlib" of "in Idlib
    province"); ``within_is_said`` where the text says "in" or "of", not only a comma.
    ``holds_another``: it is itself such an area of another name ("New York" of "Rye, New York").
    ``beside``: the word that told the kind, as written ("countryside").
    """

    text: str
    span: Span
    kind: str | None = None
    within: str | None = None
    within_is_said: bool = False
    holds_another: bool = False
    beside: str | None = None


_MAY_STAND_BETWEEN = """
    in of the a an town city village province governorate state region district county countryside
    northern southern eastern western central north south east west northeastern northwestern
    southeastern southwestern north-east north-west north-eastern north-western south-eastern
    south-western rural suburb neighbourhood neighborhood area 's within heart centre center
    middle edge
"""
_BETWEEN_WORDS = frozenset(_MAY_STAND_BETWEEN.split())
_SAID = frozenset({"in", "of", "within"})
_WORD = re.compile(r"'s|’s|[\w-]+|[,()]|\S")


def read_hints(text: str, spans: Sequence[Span]) -> tuple[Toponym, ...]:
    """Read off what the words beside place names say: their kind, and the area they lie in.

    ``spans`` are the place names of ``text`` in order of their start.
    """
    beside: list[tuple[int | None, bool]] = []
    for i, span in enumerate(spans):
        area, said = None, False
        if i + 1 < len(spans) and (told := stands_in(text, span, spans[i + 1])) is not None:
            area, said = i + 1, told
        elif i > 0 and _belongs_to(text, spans[i - 1], span):
            area, said = i - 1, True
        beside.append((area, said))
    kinds = [_kind_beside(text, span) for span in spans]
    holders = {
        area for (area, _), (kind, _) in zip(beside, kinds, strict=True) if kind != "neighbourhood"
    }
    return tuple(
        Toponym(
            text=text[span.start : span.end],
            span=span,
            kind=kinds[i][0],
            beside=kinds[i][1],
            within=None if area is None else text[spans[area].start : spans[area].end],
            within_is_said=said,
            holds_another=i in holders,
        )
        for i, (span, (area, said)) in enumerate(zip(spans, beside, strict=True))
    )


def stands_in(text: str, span: Span, after: Span) -> bool | None:
    """Read "X, Y", "X in Y", "X (Y", "X in the northern province of Y".

    True where the text says so in words, False for a comma or bracket alone, ``None`` for neither.
    """
    gap = text[span.end : after.start]
    if len(gap) > 60 or not gap.strip():
        return None
    words = [w.casefold() for w in _WORD.findall(gap)]
    if not all(w in _BETWEEN_WORDS or w in ",(" for w in words):
        return None
    if _SAID & set(words):
        return True
    return False if words[0] in ",(" and "the" not in words else None


def _belongs_to(text: str, before: Span, span: Span) -> bool:
    """Read "Syria's X", "Aleppo's eastern X"."""
    words = text[before.end : span.start].strip().casefold().split()
    return bool(words) and words[0] in ("'s", "’s") and all(w in _BETWEEN_WORDS for w in words[1:])


_BEFORE_KIND = re.compile(
    rf"\b({'|'.join(map(re.escape, kind_words()))})\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER_KIND = re.compile(
    rf"^[\s-]+({'|'.join(map(re.escape, kind_words()))})\b(?!\s+of\b)", re.IGNORECASE
)


def _kind_beside(text: str, span: Span) -> tuple[str | None, str | None]:
    """Read the kind off "X province", "the town of X"; gives it and the word that told it."""
    words = beside_words()
    if match := _AFTER_KIND.match(text[span.end : span.end + 30]):
        return words[match[1].casefold()].name, match[1]
    if match := _BEFORE_KIND.search(text[max(0, span.start - 40) : span.start]):
        return words[match[1].casefold()].name, match[1]
    return None, None
