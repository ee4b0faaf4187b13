"""The countries by their codes: ``codebook/data/actors/countries.csv``."""

import csv
from functools import cache
from importlib.resources import files

_TABLE = files("counterclaim.codebook") / "data" / "actors" / "countries.csv"


class CountryError(ValueError):
    """What a person wrote is no country; the message says what to write."""


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Give all our names of each country by ISO 3166 alpha-2, the usual one first."""
    return {
        row["iso2"]: tuple(
            name
            for column in ("name", "other_names", "arabic")
            for name in (row.get(column) or "").split("|")
            if name
        )
        for row in _rows()
    }


@cache
def country_adjective(code: str) -> str:
    """Give the adjective of a country ("Syrian"). Raises ``KeyError`` for an unknown code."""
    return {row["iso2"]: row["adjective"] for row in _rows()}[code]


def country_code(wanted: str) -> str:
    """Give the code that a person wrote, in capitals. Raises :class:`CountryError`."""
    if wanted.upper() in country_names():
        return wanted.upper()
    named = (c for c, names in country_names().items() if _is_one_of(wanted, names))
    meant = next(named, None)
    hint = f"did you mean {meant}?" if meant else "give a code of ISO 3166, such as SY or IQ"
    raise CountryError(f"{wanted!r} is no country code: {hint}")


def _is_one_of(wanted: str, names: tuple[str, ...]) -> bool:
    return wanted.casefold() in {name.casefold() for name in names}
