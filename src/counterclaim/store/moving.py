"""Moving a claim to where its sentence stands in another version of a text."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from counterclaim.model import Claim, Span


def find_words(text: str, words: str, near: int) -> int | None:
    """Where ``words`` stand in ``text``, letter by letter; of several places the nearest to
    ``near``."""
    if not words:
        return None
    before = text.rfind(words, 0, near + len(words))
    after = text.find(words, near)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - near), default=None)


def move(claim: Claim, text: str, start: int) -> Claim | None:
    """The claim with its sentence beginning at ``start``, every span on its words.

    A part whose words aren't where they should be takes the nearest that are the same; one whose
    words are gone keeps its wording without a span. ``None`` where a part that can't be without
    one, a loss or a weapon, has lost its words.
    """
    try:
        return cast(Claim, _moved(claim, text, start - claim.sentence.start))
    except _LostError:
        return None


class _LostError(Exception):
    """Words that a claim can't be without aren't in the text."""


def _moved(value: Any, text: str, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple):
        return tuple(_moved(item, text, by) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        f.name: _moved(getattr(value, f.name), text, by) for f in fields(value) if f.name != "span"
    }
    if hasattr(value, "span"):
        changes["span"] = _moved_span(value, text, by)
    return replace(value, **changes)


def _moved_span(value: Any, text: str, by: int) -> Span | None:
    span: Span | None = value.span
    words: str | None = getattr(value, "text", None)
    if span is None:
        return None
    there = Span(span.start + by, span.end + by)
    if words is None or there.of(text) == words:
        return there
    at = find_words(text, words, max(0, there.start))
    if at is not None:
        return Span(at, at + len(words))
    if type(value).__name__ in _NEED_WORDS:
        raise _LostError
    return None


_NEED_WORDS = ("Loss", "WeaponRef")
