"""``geojson``: events with coordinates as points (RFC 7946), every version in the properties."""

from collections.abc import Iterator

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import document
from counterclaim.exports.telling import denials, own_cells, quotations, sources
from counterclaim.model import Event

COLUMNS = columns(
    """
    id: the event's id (the feature's own id)
    kind: a kind of the codebook
    grade: confirmed, fair, weak, contested or discounted
    reason: why it is graded so
    date_start: first day that fits, ISO 8601, or null
    date_end: last day that fits, or null
    date_precision: day, week, month, year, or null
    place: name of the place
    place_precision: point, settlement, district, region, country or line
    country: ISO 3166-1 alpha-2
    origins: who first said it
    denied_by: who denies it
    versions: every field's versions, side by side
    quotations: the sentences, by claim
    """
)


Located = tuple[Json, float, float]
"""What is told of an event under :data:`COLUMNS`, its longitude and its latitude."""


def located(material: Material, ledger: Ledger) -> Iterator[Located]:
    """The events with coordinates; the others are noted as left out."""
    for event in material.events:
        place = event.place
        if place is None or place.latitude is None or place.longitude is None:
            where = "no place is told" if place is None else f"{place.name} has no coordinates"
            ledger.leave_out(event.id, where)
        else:
            yield _told(event), place.longitude, place.latitude


def _told(event: Event) -> Json:
    return {
        **own_cells(event, COLUMNS),
        "origins": sources(event),
        "denied_by": denials(event),
        "versions": _versions(event),
        "quotations": quotations(event),
    }


def _versions(event: Event) -> list[Json]:
    return [
        {
            "field": found.field.value,
            "effect": found.effect.value if found.effect else None,
            "category": found.category.value if found.category else None,
            "agreement": found.agreement.value,
            "value": version.value,
            "low": version.low,
            "high": version.high,
            "origins": list(version.origins),
            "stances": [stance.value for stance in version.stances],
        }
        for found in event.versions
        for version in found.versions
    ]


def _feature(told: Json, longitude: float, latitude: float) -> Json:
    days = {name: told[name] and told[name].isoformat() for name in ("date_start", "date_end")}
    return {
        "type": "Feature",
        "id": told["id"],
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {**told, **days},
    }


def _write(material: Material, ledger: Ledger) -> Files:
    features = [_feature(*found) for found in located(material, ledger)]
    ledger.written = len(features)
    return {"": document({"type": "FeatureCollection", "features": features})}


CANNOT_HOLD = (
    "the extent of a place: a district or region is a point too, see place_precision",
    "an event without coordinates",
)
FORMAT = Format(
    name="geojson",
    title="GeoJSON points",
    suffix=".geojson",
    source="RFC 7946",
    columns=COLUMNS,
    cannot_hold=CANNOT_HOLD,
    write=_write,
)
