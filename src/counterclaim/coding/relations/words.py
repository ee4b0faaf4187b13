"""The words that tie two actors, from ``relations.yaml``, checked when they are first needed."""

from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from counterclaim.codebook.tables import CodebookError, load_mapping

FILE = "relations.yaml"
Kind = Literal[
    "part-of",
    "allied-with",
    "backed-by",
    "opposed-to",
    "linked-to",
    "excluded-from",
    "led-by",
    "also-known-as",
    "controls",
]
Side = Literal["subject", "object"]
Whose = Literal["party", "group", "ground", "alliance", "truce"]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Slot = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""``doer``, ``undergoer``, ``self`` (whichever of both the verb is about) or prepositions."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VerbRow(_Strict):
    """Verbs of one tie. ``whose`` is what the object must be, ``of`` what the subject must be;
    ``with_`` and ``what`` the things handed over ("provides X with weapons"); ``purpose`` that
    only what is aimed at counts ("to defeat X"), not what happened; ``nearby`` the forms that tie
    the words at their two sides where the parse went wrong."""

    kind: Kind
    verbs: tuple[str, ...]
    subject: Slot
    object: Slot
    whose: Whose = "party"
    of: Whose = "party"
    with_: tuple[str, ...] = Field(default=(), alias="with")
    what: tuple[str, ...] = ()
    purpose: bool = False
    nearby: tuple[str, ...] = ()


class AdjectiveRow(_Strict):
    """Adjectives that need a preposition: "loyal to"."""

    kind: Kind
    words: tuple[str, ...]
    bearer: Side
    prepositions: tuple[str, ...]


class NounRow(_Strict):
    """Nouns that say what their bearer is to their owner."""

    kind: Kind
    nouns: tuple[str, ...]
    bearer: Side
    prepositions: tuple[str, ...]
    itself: bool = False
    adjective: bool = False
    ranks: bool = False
    group: bool = False


class ActRow(_Strict):
    """Nouns of doing: ``agent`` is the doer's side, ``of`` whom "of" brings in."""

    kind: Kind
    nouns: tuple[str, ...]
    agent: Side
    by: tuple[str, ...]
    to: tuple[str, ...]
    of: Literal["patient", "nobody"] = "nobody"


class RelationWords(_Strict):
    """All of ``relations.yaml``; each list is explained there."""

    compounds: dict[Kind, tuple[str, ...]]
    prefixes: dict[Kind, tuple[str, ...]]
    sides: frozenset[str]
    ground: frozenset[str]
    introducing: frozenset[str]
    verbs: tuple[VerbRow, ...]
    adjectives: tuple[AdjectiveRow, ...]
    nouns: tuple[NounRow, ...]
    acts: tuple[ActRow, ...]
    doings: frozenset[str]
    shares: frozenset[str]
    having: frozenset[str]
    alliances: frozenset[str]
    members: frozenset[str]
    units: frozenset[str]
    staff: frozenset[str]
    coming: frozenset[str]
    examples: frozenset[str]
    truces: frozenset[str]
    accusing: frozenset[str]
    other_names: tuple[str, ...]
    not_covered: tuple[str, ...]
    left_out: tuple[str, ...]
    titles: frozenset[str]


@cache
def relation_words() -> RelationWords:
    """The file as tables. Raises :class:`CodebookError` naming the wrong entry."""
    try:
        return RelationWords.model_validate(load_mapping(FILE))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        entry = ": ".join(str(part) for part in first["loc"])
        raise CodebookError(FILE, entry, first["msg"]) from error
