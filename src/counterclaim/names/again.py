"""A place once named as one is the same place wherever the text names it again.

"In the town of Hass" tells what Hass is; "The raids hit Hass" ten lines on tells nothing, and the
model takes it for a person.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.common import is_common
from counterclaim.names.found import Name, NameKind
from counterclaim.names.spelling import fold

_BEFORE = re.compile(r"([A-Z][\w'’-]*)[ -]\Z")
_BEHIND = re.compile(r"(?: |-)((?:al-|el-)?[A-Z][\w'’-]*)")
_SHORT = 4
_STANDS_IN = tuple([w] for w in words_of("places/cues.yaml", "prepositions") if w != "of")
_NEVER = frozenset(words_of("places/cues.yaml", "never"))


def named_again(text: str, names: Sequence[Name], blocked: Sequence[Span]) -> list[Name]:
    """The names, with those that are places elsewhere in the text made places, and the later
    mentions of these places added. ``blocked`` are stretches known to be no names."""
    persons = {w for n in names if n.kind is NameKind.PERSON for w in n.text.split()[1:]}
    known = {
        fold(n.text): n
        for n in names
        if n.kind is NameKind.PLACE and n.text not in persons and _plainly_told(text, n)
    }
    out = [_as_place(n, known) for n in names]
    taken = [*(n.span for n in names), *blocked]
    for place in known.values():
        out += _later(text, place, taken)
    return out


def _plainly_told(text: str, name: Name) -> bool:
    """By "town of" or "in" beside it, not by the model's word alone."""
    before = text[max(0, name.span.start - 30) : name.span.start].split()[-1:]
    return not name.candidates and (name.hint is not None or before[0:1] in _STANDS_IN)


def _as_place(name: Name, known: dict[str, Name]) -> Name:
    model = known.get(fold(name.text))
    if model is None or name.candidates or name.kind is NameKind.PLACE:
        return name
    return replace(name, kind=NameKind.PLACE, reason=_reason(name.text))


def _later(text: str, place: Name, taken: Sequence[Span]) -> list[Name]:
    if len(place.text) < _SHORT:
        return []
    out = []
    for match in re.finditer(rf"(?<![\w-]){re.escape(place.text)}(?![\w-])", text):
        span = Span(*match.span())
        if not any(span.overlaps(s) for s in taken) and _stands_alone(text, span):
            out.append(Name(span, place.text, NameKind.PLACE, reason=_reason(place.text)))
    return out


def _stands_alone(text: str, span: Span) -> bool:
    """Not inside a longer name: "Ghouta Massacre" holds a place, "Aleppo Media Centre" doesn't."""
    behind = _BEHIND.match(text, span.end)
    if behind is not None and not _plain(behind.group(1)):
        return False
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    return before is None or _plain(before.group(1))


def _plain(word: str) -> bool:
    return word.casefold() in _NEVER or is_common(word)


def _reason(surface: str) -> str:
    return f"'{surface}' is named as a place elsewhere in the text"
