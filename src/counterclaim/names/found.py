"""Names found in a text."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model import ActorType, Span
from counterclaim.names.registry import Candidate


class NameKind(StrEnum):
    """What a found name is taken for before the parse."""

    ACTOR = "actor"
    PLACE = "place"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. ``actor`` is the registry's entry where exactly one is meant, else
    ``None`` with the ``candidates``; ``may_be_place`` where it also names a place (a state, a
    capital); ``hint`` the word that told its kind ("town of", "province")."""

    span: Span
    text: str
    kind: NameKind
    candidates: tuple[Candidate, ...] = ()
    actor: str | None = None
    actor_name: str | None = None
    actor_type: ActorType | None = None
    may_be_place: bool = False
    possessive: bool = False
    hint: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All names of a text and the parentheses that only gloss one."""

    names: tuple[Name, ...]
    glosses: tuple[Span, ...]
