"""What a claim says, field by field, as values that can be compared."""

from collections.abc import Iterable

from counterclaim.model.claim import ActorRef, Claim, PlaceRef, Speaker

FIELDS = (
    "kind",
    "stance",
    "sources",
    "initiators",
    "recipients",
    "place",
    "date",
    "casualties",
    "weapons",
)
"""The fields that a person can judge, in the order of a claim."""


def field_values(claim: Claim) -> dict[str, str]:
    """Each of :data:`FIELDS` as words that are equal exactly where two claims say the same.

    An actor or place that is known counts by its entry, any other by its wording without case; the
    order counts only in the chain of sources. Empty is "-".
    """
    day = claim.date
    return {
        "kind": claim.kind,
        "stance": claim.stance.value,
        "sources": " > ".join(_name(s) for s in claim.sources) or "-",
        "initiators": _set(_name(a) for a in claim.initiators),
        "recipients": _set(_name(a) for a in claim.recipients),
        "place": f"{claim.place.relation.value} {_spot(claim.place)}" if claim.place else "-",
        "date": f"{day.start} to {day.end}" if day is not None and day.start else "-",
        "casualties": _set(
            f"{x.effect.value} {x.low}..{x.high} {x.whom.category.value}" for x in claim.casualties
        ),
        "weapons": _set((w.name or w.text).casefold() for w in claim.weapons),
    }


def changed_fields(one: Claim, other: Claim) -> tuple[str, ...]:
    """The fields in which two claims say different things."""
    first, second = field_values(one), field_values(other)
    return tuple(name for name in FIELDS if first[name] != second[name])


def _name(ref: ActorRef | Speaker) -> str:
    return ref.actor or " ".join(ref.text.casefold().split())


def _spot(place: PlaceRef) -> str:
    return place.gazetteer_id or " ".join((place.name or place.text).casefold().split())


def _set(values: Iterable[str]) -> str:
    return ", ".join(sorted(set(values))) or "-"
