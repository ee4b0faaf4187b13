"""Who "it", "the group" or "Davis" is: looking back to a name, and staying open where none fits.

Only what a careful reader would grant: a pronoun takes the nearest earlier name that agrees with it
within two sentences; a definite description takes the nearest earlier name that contains its word
("the Observatory") or is of its kind ("the group"); a surname takes the person whose name ends so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import ActorType, Span
from counterclaim.names.finder import Name, NameKind

_GROUPS = frozenset(
    {ActorType.REBEL, ActorType.MILITIA, ActorType.IDENTITY_MILITIA, ActorType.MOVEMENT}
)
_BODIES = frozenset(ActorType) - {ActorType.PERSON, ActorType.CIVILIANS}
_MASCULINE = frozenset({"he", "him", "his", "she", "her"})
_NEUTER = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their"})
_SPEAKERS = frozenset({ActorType.MONITOR, ActorType.NGO})
_SPEAKS = re.compile(
    r",? (?:also |has |had |later )?(?:said|says|added|reported|told|put|documented)\b"
)
_FIGHTERS = frozenset(
    [
        *("militants", "rebels", "insurgents", "jihadists", "jihadis", "fighters"),
        *("extremists", "terrorists", "gunmen", "islamists", "militiamen"),
    ]
)
_OPEN = frozenset(["both sides", "both parties", "the two sides", "the warring parties"])
_OF_KIND = {
    "group": _GROUPS,
    "organization": _GROUPS
    | {ActorType.INTERNATIONAL_ORGANISATION, ActorType.MONITOR, ActorType.NGO},
    "organisation": _GROUPS
    | {ActorType.INTERNATIONAL_ORGANISATION, ActorType.MONITOR, ActorType.NGO},
    "militia": frozenset({ActorType.MILITIA, ActorType.IDENTITY_MILITIA, ActorType.REBEL}),
    "movement": _GROUPS | {ActorType.PARTY},
    "faction": _GROUPS,
    "monitor": frozenset({ActorType.MONITOR}),
    "agency": frozenset({ActorType.NEWS_AGENCY, ActorType.INTERNATIONAL_ORGANISATION}),
    "coalition": frozenset({ActorType.COALITION}),
    "alliance": frozenset({ActorType.COALITION}),
    "network": frozenset({ActorType.MONITOR, ActorType.MEDIA}),
}


@dataclass(frozen=True, slots=True)
class Referent:
    """The name that a wording stands for, and why."""

    name: Name
    reason: str


def resolve(
    text: str, at: Span, names: Sequence[Name], sentences: Sequence[Span]
) -> Referent | None:
    """What a pronoun, description or surname at ``at`` stands for among the names before it."""
    wording = at.of(text)
    earlier = [n for n in names if n.span.end <= at.start]
    low = wording.casefold().strip()
    if low in _MASCULINE | _NEUTER | _PLURAL:
        return _pronoun(low, at, earlier, sentences)
    if low in _OPEN or low.startswith(("its ", "their ", "his ", "her ")):
        return None
    if low.removeprefix("the ") in _FIGHTERS:
        return _only_fighters(low, text, at, earlier)
    speaks = _SPEAKS.match(text, at.end) is not None
    return _surname(wording, earlier, names) or _description(low, wording, earlier, speaks=speaks)


def _only_fighters(low: str, text: str, at: Span, earlier: Sequence[Name]) -> Referent | None:
    """ "The militants" are a group only where the text has named no other before."""
    definite = low.startswith("the ") or text[max(0, at.start - 4) : at.start].casefold() == "the "
    groups = {n.actor: n for n in earlier if n.actor is not None and n.actor_type in _GROUPS}
    if not definite or len(groups) != 1:
        return None
    name = next(iter(groups.values()))
    reason = f"'{low}' takes up {name.actor_name or name.text}, the only armed group named before"
    return Referent(name, reason)


def _pronoun(
    low: str, at: Span, earlier: Sequence[Name], sentences: Sequence[Span]
) -> Referent | None:
    here = next((i for i, s in enumerate(sentences) if s.contains(at)), len(sentences) - 1)
    floor = sentences[max(0, here - 2)].start if sentences else 0
    near = [n for n in earlier if n.span.start >= floor]
    own = sentences[here].start if sentences else 0
    before = [n for n in near if n.span.start < own]
    for name in _by_prominence(near, before, sentences):
        if _agrees(low, name):
            return Referent(name, f"'{low}' takes up {name.actor_name or name.text}")
    return None


def _by_prominence(
    near: Sequence[Name], before: Sequence[Name], sentences: Sequence[Span]
) -> list[Name]:
    """Names of this sentence from its start, then of the sentences before, latest sentence first,
    each from its start: subjects come first in English."""
    this = [n for n in near if n not in before]
    out = list(this)
    for sentence in reversed(sentences):
        out += [n for n in before if sentence.contains(n.span)]
    return out


def _agrees(low: str, name: Name) -> bool:
    if name.kind is NameKind.PLACE:
        return False
    person = name.kind is NameKind.PERSON or name.actor_type is ActorType.PERSON
    if low in _MASCULINE:
        return person
    if low in _NEUTER:
        return name.actor_type in _BODIES and not person
    return not person and name.actor_type is not None and name.actor_type is not ActorType.STATE


def _surname(wording: str, earlier: Sequence[Name], names: Sequence[Name]) -> Referent | None:
    last = wording.split()[-1] if wording.split() else ""
    if not last[:1].isupper() or len(wording.split()) > 2:
        return None
    for name in [*reversed(earlier), *names]:
        parts = name.text.split()
        if name.kind is NameKind.PERSON and len(parts) > 1 and parts[-1] == last:
            return Referent(
                name, f"'{wording}' is {name.text}, named in full elsewhere in the text"
            )
    return None


def _description(
    low: str, wording: str, earlier: Sequence[Name], *, speaks: bool
) -> Referent | None:
    words = low.removeprefix("the ").split()
    if not words or len(words) > 3:
        return None
    head = words[-1]
    if not (low.startswith("the ") or wording[:1].isupper() or head in {"observatory"}):
        return None
    for name in reversed(earlier):
        parts = name.text.casefold().split()
        if (
            name.actor_name
            and len(parts) > len(words)
            and head in parts
            and name.kind is not NameKind.PLACE
        ):
            return Referent(name, f"'{wording}' takes up {name.text}")
    kinds = _OF_KIND.get(head)
    if kinds is not None and speaks and head == "group":
        kinds = kinds | _SPEAKERS
    for name in reversed(earlier):
        if kinds is not None and name.actor_type in kinds:
            return Referent(name, f"'{wording}' takes up {name.text}, the last such party named")
    return None
