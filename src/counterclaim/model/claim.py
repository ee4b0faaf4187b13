"""Claims and relations: what one source says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.dates import DatePrecision
from counterclaim.model.place import PlaceRelation, Precision
from counterclaim.model.span import Span


class Stance(StrEnum):
    """How the source of a claim stands to it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    SPECULATED = "speculated"
    DENIED = "denied"
    INTENDED = "intended"
    CONDITIONAL = "conditional"


class Effect(StrEnum):
    """What a loss is."""

    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DESTROYED = "destroyed"


class Category(StrEnum):
    """Whose loss it is."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A link of the chain of sources: its wording, the words that make it one, who it is."""

    text: str
    span: Span | None
    cue: str | None
    actor: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor in a role: its wording and, where the registry knows it, its entry.

    Where the wording is a description and no name ("US-backed militants"), ``actor`` is ``None``
    and ``attributes`` holds what the words say and no more: pairs of (side | backer | country |
    type, value).
    """

    text: str
    span: Span | None
    actor: str | None = None
    name: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Where: the wording, how the event stands to it, and the gazetteer's entry or ``None``s."""

    text: str
    span: Span | None
    relation: PlaceRelation
    name: str | None = None
    gazetteer_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRef:
    """When: the wording and the widest range of days that fits it, both ends inclusive."""

    text: str | None
    span: Span | None
    start: date | None
    end: date | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whose loss: the wording, the actor where named, and the category."""

    text: str | None
    actor: str | None
    category: Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One toll for one effect and one whom.

    ``low`` and ``high`` count persons or objects; ``None`` is open."""

    effect: Effect
    low: int | None
    high: int | None
    approximate: bool
    text: str
    span: Span
    whom: Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponRef:
    """With what: the wording and the weapon's common name."""

    text: str
    span: Span
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledType:
    """ACLED's event type and sub-event type for a claim."""

    event_type: str | None
    sub_event_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverType:
    """PLOVER's event and mode for a claim."""

    event: str | None
    mode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's account of one event. ``span`` is the words that tell the event."""

    id: str
    sentence: Span
    span: Span
    kind: str
    stance: Stance
    sources: tuple[Speaker, ...]
    initiators: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    place: PlaceRef | None
    date: DateRef | None
    casualties: tuple[Loss, ...]
    weapons: tuple[WeaponRef, ...]
    acled: AcledType
    plover: PloverType
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A claim about two actors, or an actor and a place that it holds."""

    id: str
    sentence: Span
    kind: str
    subject: ActorRef
    object: ActorRef | PlaceRef
    stance: Stance
    sources: tuple[Speaker, ...]
