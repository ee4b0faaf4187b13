"""What the parties of an event are, as ACLED and UCDP ask for it."""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import CodebookError, entry_name, load_mapping, words_of
from counterclaim.exports.base import Material
from counterclaim.exports.telling import Party
from counterclaim.model import Actor, ActorType, Claim

_FILE = "described_types.yaml"
_CIVILIANS = re.compile(r"\bcivilians?\b")
_LED_BY = "led by "
_STATES = frozenset({ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY})
EXTERNAL = 8
"""ACLED's inter code for external and other forces."""

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Nature:
    """What a party is and of which country (ISO 3166-1 alpha-2), as far as that is told."""

    type: ActorType | None
    country: str | None


def nature(party: Party, claims: list[Claim], material: Material) -> Nature:
    """What the registry says of a party; of one that it doesn't know, what the description says.

    "Islamic State snipers" are what Islamic State is, "government forces" a military, "Russian
    jets" Russia's; of "gunmen" nothing is told.
    """
    actor = material.actors.get(party.actor or "")
    told = () if actor else _attributes(party, claims)
    actor = actor or _owner(told, material)
    if actor is not None:
        return Nature(actor.type, actor.country)
    country = next((value for key, value in told if key == "country"), None)
    return Nature(_described(told, country, party.name, material), country)


def type_of(party: Party, claims: list[Claim], material: Material) -> ActorType | None:
    """What a party is; ``None`` where nothing tells it."""
    return nature(party, claims, material).type


def _attributes(party: Party, claims: list[Claim]) -> Attributes:
    """What the words of a description say; where several claims have the same words, the first."""
    wanted = party.name.casefold()
    for claim in claims:
        for ref in (*claim.initiators, *claim.recipients):
            if (ref.name or " ".join(ref.text.split())).casefold() == wanted and ref.attributes:
                return ref.attributes
    return ()


def _owner(told: Attributes, material: Material) -> Actor | None:
    """The one entry that a description names as the side to which it belongs."""
    sides = {value for key, value in told if key == "side"}
    found = [actor for actor in material.actors.values() if actor.name in sides]
    return found[0] if len(found) == 1 else None


def _described(
    told: Attributes, country: str | None, wording: str, material: Material
) -> ActorType | None:
    types = [value for key, value in told if key == "type"]
    sides = [value for key, value in told if key == "side"]
    alone = next((_table("alone")[word] for word in types if word in _table("alone")), None)
    if alone is not None:
        return alone
    led = [side.removeprefix(_LED_BY) for side in sides if side.startswith(_LED_BY)]
    states = {actor.name for actor in material.actors.values() if actor.type in _STATES}
    if "coalition" in types or led:
        return ActorType.COALITION if set(led) <= states and len(led) == len(sides) else None
    if set(types) & set(words_of(_FILE, "arms")):
        owned = next((_table("sides")[side] for side in sides if side in _table("sides")), None)
        return owned or (ActorType.MILITARY if country else None)
    return ActorType.CIVILIANS if _CIVILIANS.search(wording.casefold()) else None


@cache
def _table(section: str) -> dict[str, ActorType]:
    value = load_mapping(_FILE).get(section)
    if not isinstance(value, dict):
        raise CodebookError(_FILE, section, "should map words to types of actors")
    try:
        return {entry_name(_FILE, word): ActorType(kind) for word, kind in value.items()}
    except ValueError as error:
        raise CodebookError(_FILE, section, str(error)) from error


def inter(party: Party, claims: list[Claim], material: Material, country: str | None) -> int | None:
    """ACLED's inter code: state forces abroad count as external forces (codebook of 2019, 8)."""
    found = nature(party, claims, material)
    if found.type is None:
        return None
    abroad = country is not None and found.country is not None and found.country != country
    return EXTERNAL if found.type.inter == 1 and abroad else found.type.inter


def first(parties: list[Party]) -> Party | None:
    """The party that stands in a cell for one."""
    return parties[0] if parties else None
