"""Entries of the actor registry."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.dates import PartialDate


class ActorType(StrEnum):
    """What an actor is. :attr:`inter` gives ACLED's interaction code for it."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    INTELLIGENCE = "intelligence"
    MINISTRY = "ministry"
    OFFICE = "office"
    PARTY = "party"
    MOVEMENT = "movement"
    REBEL = "rebel"
    MILITIA = "militia"
    IDENTITY_MILITIA = "identity-militia"
    COALITION = "coalition"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    MONITOR = "monitor"
    NEWS_AGENCY = "news-agency"
    MEDIA = "media"
    NGO = "ngo"
    CIVILIANS = "civilians"
    PERSON = "person"

    @property
    def inter(self) -> int | None:
        """ACLED's inter code (codebook of 2019): 1 state forces, 2 rebel groups, 3 political
        militias, 4 identity militias, 7 civilians, 8 external or other forces; ``None`` for
        those that ACLED doesn't code as actors."""
        return _INTER.get(self)


_INTER = {
    ActorType.STATE: 1,
    ActorType.GOVERNMENT: 1,
    ActorType.MILITARY: 1,
    ActorType.POLICE: 1,
    ActorType.INTELLIGENCE: 1,
    ActorType.MINISTRY: 1,
    ActorType.OFFICE: 1,
    ActorType.REBEL: 2,
    ActorType.MILITIA: 3,
    ActorType.IDENTITY_MILITIA: 4,
    ActorType.CIVILIANS: 7,
    ActorType.COALITION: 8,
    ActorType.INTERNATIONAL_ORGANISATION: 8,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A dated tie from one actor to another: part of, allied with, backed by, successor of."""

    actor: str
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedName:
    """One name of an actor. An ``ambiguous`` name means the actor only where the text elsewhere
    supports it."""

    text: str
    script: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor: a slug, its names in several scripts, what it is, and its ties through time.

    ``context`` are words that speak for it in a text where an ambiguous name of it stands.
    """

    id: str
    name: str
    names: tuple[ZonedName, ...]
    type: ActorType
    country: str | None = None
    wikidata: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    part_of: tuple[Link, ...] = ()
    allied_with: tuple[Link, ...] = ()
    opposed_to: tuple[Link, ...] = ()
    backed_by: tuple[Link, ...] = ()
    successor_of: tuple[Link, ...] = ()
    source: str | None = None
    context: tuple[str, ...] = ()
