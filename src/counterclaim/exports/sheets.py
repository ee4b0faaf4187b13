"""What sheets with a row an event share; those of ACLED and UCDP also one spot and one span of
days, and an event that has none of these left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.exports.base import Column, Files, Json, Ledger, Material, Writing
from counterclaim.exports.cells import table
from counterclaim.exports.countries import Country, country
from counterclaim.exports.telling import UntellableError, rows_of
from counterclaim.model import Claim, Event, EventPlace, PlaceRelation, Precision


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event was. ``code`` is the format's code for how fine that is, ``latitude`` and
    ``longitude`` degrees (WGS 84)."""

    place: EventPlace
    country: Country
    latitude: float
    longitude: float
    code: int


def spot(event: Event, claims: list[Claim], codes: dict[Precision, int], near: int) -> Spot:
    """The place of an event, with the format's code for its precision: ``near`` for an event that
    its claims tell beside a place and none in it. Raises where the format can't hold the place."""
    place = event.place
    if place is None:
        raise UntellableError("no place is told")
    found = country(place.country)
    if place.latitude is None or place.longitude is None or found is None:
        raise UntellableError(f"{place.name} has no coordinates or no country")
    code = codes.get(place.precision) if place.precision else None
    if code is None:
        raise UntellableError(f"{place.name} is a {place.precision}: there is no code for it")
    relations = {
        c.place.relation for c in claims if c.place and c.place.gazetteer_id == place.gazetteer_id
    }
    beside = code == 1 and relations and PlaceRelation.IN not in relations
    return Spot(place, found, place.latitude, place.longitude, near if beside else code)


def days(event: Event, most: int) -> tuple[date, date, int]:
    """The first and last day that fit, and how many they are. Raises where no day is told, or more
    than ``most`` fit."""
    told = event.date
    if told is None or told.start is None or told.end is None:
        raise UntellableError("no date is told")
    count = (told.end - told.start).days + 1
    if count > most:
        raise UntellableError(f"{told.start} to {told.end}: the format holds {most} days at most")
    return told.start, told.end, count


def step(value: int, *limits: tuple[int, int]) -> int | None:
    """The code of the first limit that a value doesn't pass."""
    return next((code for most, code in limits if value <= most), None)


def sheet(
    columns: Sequence[Column],
    row: Callable[[Event, Material, Ledger], Json],
    second: Sequence[str] | None = None,
) -> Writing:
    """Writes a table of these columns with a row an event, ``second`` under its head if given."""

    def write(material: Material, ledger: Ledger) -> Files:
        rows = rows_of(material, ledger, row)
        return {"": table([column.name for column in columns], rows, second=second)}

    return write
