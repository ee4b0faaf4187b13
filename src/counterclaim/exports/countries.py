"""Country codes of ISO 3166-1: alpha-2, alpha-3, numeric, and an English name (GeoNames)."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """One country: ``iso2``, ``iso3``, ``numeric`` and its name."""

    iso2: str
    iso3: str
    numeric: int
    name: str


def country(iso2: str | None) -> Country | None:
    """The country of an alpha-2 code; ``None`` for none or one that isn't in ISO 3166-1."""
    return None if iso2 is None else _table().get(iso2)


@cache
def by_number(number: int) -> Country | None:
    """The country of a numeric code of ISO 3166-1."""
    return next((found for found in _table().values() if found.numeric == number), None)


@cache
def _table() -> dict[str, Country]:
    text = (files("counterclaim.exports") / "iso3166.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {r["iso2"]: Country(r["iso2"], r["iso3"], int(r["numeric"]), r["name"]) for r in rows}
