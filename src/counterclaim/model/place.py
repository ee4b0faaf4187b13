"""Entries of the gazetteer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict


class Precision(StrEnum):
    """How fine a place is. ``point`` is a facility, base or crossing; ``line`` a road or river."""

    POINT = "point"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    LINE = "line"


class PlaceRelation(StrEnum):
    """How an event stands to the place that the text names."""

    IN = "in"
    NEAR = "near"
    BETWEEN = "between"
    ALONG = "along"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    ``id`` is ``<source>:<source's id>``; ``country`` ISO 3166 alpha-2; ``latitude`` and
    ``longitude`` in degrees (WGS 84); ``population`` in persons, 0 where not known.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    population: int
    source: str


class PlaceCells(TypedDict):
    """What a reference to a place takes over from its entry, its name apart."""

    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision | None


def place_cells(place: Place | None) -> PlaceCells:
    """The cells of a reference to an entry, ``None``s where there is none."""
    return {
        "gazetteer_id": place.id if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "precision": place.precision if place else None,
    }
