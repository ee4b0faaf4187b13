"""Names of persons that a text gives in full once and takes up by less: "Maj. Gen. Gary Olesky ...
said Olesky". Places are taken up in ``again``.

What the text itself has introduced outweighs a gazetteer of the world: behind "Peter Cook" a bare
"Cook" is the man, no island, unless a preposition of place stands before it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.found import Name, NameKind

_NEVER = frozenset(words_of("places/cues.yaml", "never"))
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)\Z")
_LOCAL = re.compile(r"\b(?:in|near|at|around|outside|inside|into|towards?|from) \Z", re.IGNORECASE)
_JOINED_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]\Z")
_JOINED_AFTER = re.compile(r"[ -](?:al-|el-)?[A-Z][a-z]")
_SHORT = 3


def with_repeats(names: Sequence[Name], text: str, blocked: Sequence[Span] = ()) -> list[Name]:
    """The names with the surnames that repeat part of one; ``blocked`` are no names."""
    out = list(names)
    for surname, whole in _surnames(names).items():
        out = _taken_up(out, text, surname, whole, blocked)
    return out


def _surnames(names: Iterable[Name]) -> dict[str, Name]:
    """The last word of each person's name of several words; none that two persons share."""
    out: dict[str, Name] = {}
    shared: set[str] = set()
    for name in names:
        words = _SUFFIX.sub("", name.text).split()
        if name.kind is not NameKind.PERSON or len(words) < 2:
            continue
        last = words[-1]
        if not _fit(last):
            continue
        if last in out and _whole(out[last].text) != _whole(name.text):
            shared.add(last)
        out.setdefault(last, name)
    return {k: replace(v, actor=None, actor_name=None, actor_type=None, candidates=())
            if k in shared else v for k, v in out.items()}  # fmt: skip


def _fit(word: str) -> bool:
    return len(word) >= _SHORT and word.casefold() not in _NEVER and word[-1].isalpha()


def _whole(text: str) -> str:
    return text.casefold().replace(".", "")


def _taken_up(
    names: list[Name], text: str, word: str, whole: Name, blocked: Sequence[Span]
) -> list[Name]:
    for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in blocked) or _inside_a_name(text, span):
            continue
        there = [n for n in names if n.span.overlaps(span)]
        if not all(_gives_way(n, span, text) for n in there):
            continue
        names = [n for n in names if n not in there]
        reason = f"takes up '{whole.text}'"
        names.append(
            replace(
                whole, span=span, text=span.of(text), possessive=False, hint=None, reason=reason
            )
        )
    return sorted(names, key=lambda n: n.span.start)


def _inside_a_name(text: str, span: Span) -> bool:
    """Another capitalised word stands right beside it; "Mr" and the like are no part of a name."""
    before = _JOINED_BEFORE.search(text[max(0, span.start - 24) : span.start])
    if before is not None and before.group().strip(" -").casefold() not in _NEVER:
        return True
    return _JOINED_AFTER.match(text[span.end : span.end + 6]) is not None


def _gives_way(there: Name, span: Span, text: str) -> bool:
    """Whether what was found at a place in the text yields to a surname taken up."""
    if there.span != span:
        return False
    unsure = there.kind is NameKind.UNKNOWN or (
        there.kind is NameKind.PLACE and there.hint is None and there.actor is None
    )
    return unsure and not _LOCAL.search(text[max(0, span.start - 10) : span.start])
