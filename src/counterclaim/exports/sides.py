"""What the parties of an event are, as ACLED, UCDP and PLOVER ask for it."""

import re

from counterclaim.exports.base import Material
from counterclaim.exports.telling import Party
from counterclaim.model import ActorType, Claim

_CIVILIANS = re.compile(r"\bcivilians?\b")
EXTERNAL = 8
"""ACLED's inter code for external and other forces."""


def type_of(party: Party, claims: list[Claim], material: Material) -> ActorType | None:
    """What a party is: the registry's type, else what its description says of it."""
    actor = material.actors.get(party.actor or "")
    if actor is not None:
        return actor.type
    wanted = party.name.casefold()
    for claim in claims:
        for ref in (*claim.initiators, *claim.recipients):
            if (ref.name or " ".join(ref.text.split())).casefold() == wanted:
                for key, value in ref.attributes:
                    if key == "type" and value in set(ActorType):
                        return ActorType(value)
    return ActorType.CIVILIANS if _CIVILIANS.search(wanted) else None


def inter(party: Party, claims: list[Claim], material: Material, country: str | None) -> int | None:
    """ACLED's inter code: state forces abroad count as external forces (codebook of 2019, 8)."""
    found = type_of(party, claims, material)
    if found is None:
        return None
    actor = material.actors.get(party.actor or "")
    abroad = actor is not None and actor.country is not None and actor.country != country
    return EXTERNAL if found.inter == 1 and abroad else found.inter


def first(parties: list[Party]) -> Party | None:
    """The party that stands in a cell for one."""
    return parties[0] if parties else None
