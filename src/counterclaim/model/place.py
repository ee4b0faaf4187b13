"""Entries of the gazetteer."""

from dataclasses import dataclass
from enum import StrEnum


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
