"""A user's own places: written to ``places/own.csv`` in the data folder, one line an entry."""

import csv
import hashlib
import io
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from counterclaim.model.place import Precision
from counterclaim.names.countries import country_code
from counterclaim.names.folders import places_folder
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.spelling import plain
from counterclaim.names.supplement import PlaceFileError, SupplementEntry, read_places

FILE_NAME = "own.csv"
_COLUMNS = (
    *("id", "name", "other_names", "kind", "country", "admin1", "latitude", "longitude"),
    *("replaces", "source"),
)
_NEIGHBOURS = 5
_NEIGHBOURS_KM = 20.0


class OwnPlaceError(ValueError):
    """A place can't be added; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """What a user says of a place. ``replaces``: ids of gazetteer entries that it corrects."""

    name: str
    kind: str
    country: str
    source: str
    latitude: float | None = None
    longitude: float | None = None
    admin1: str | None = None
    other_names: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The id: country and name in plain letters."""
        words = re.sub(r"[^a-z0-9]+", "-", plain(self.name)).strip("-")
        known = words or hashlib.sha256(self.name.encode()).hexdigest()[:8]
        return f"{self.country.lower()}-{known}"


def add(place: NewPlace, folder: Path | None = None) -> SupplementEntry:
    """Write a place to the user's file; gives it as it will be read.

    The file keeps whatever else is in it. Raises :class:`OwnPlaceError` and ``CountryError`` for a
    wrong place, ``PlaceFileError`` where the file itself has a broken line.
    """
    path = (folder or places_folder()) / FILE_NAME
    country_code(place.country)
    for text in (place.name, *place.other_names):
        if "|" in text or not text.strip():
            raise OwnPlaceError(f"{text!r} is no name: it is empty or holds a |")
    if path.exists() and place.slug in {_bare(e.place.id) for e in read_places(path)}:
        raise OwnPlaceError(
            f"{path} has {place.slug} already; change it there, or name it otherwise"
        )
    columns = _columns(path)
    text = (_text(path) or _line(columns)) + _line(_cells(place, columns))
    return _write_checked(path, text, place)


def _bare(ident: str) -> str:
    return ident.removeprefix("user:")


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8-sig")
    return text if text.endswith("\n") or not text else f"{text}\n"


def _columns(path: Path) -> list[str]:
    """Give the columns of the file as it is, which a user may have put in another order."""
    first = next(csv.reader(io.StringIO(_text(path))), None)
    return first or list(_COLUMNS)


def _cells(place: NewPlace, columns: list[str]) -> list[str]:
    cells = {
        "id": place.slug,
        "name": place.name,
        "other_names": "|".join(place.other_names),
        "kind": place.kind,
        "country": place.country.upper(),
        "admin1": place.admin1 or "",
        "latitude": "" if place.latitude is None else str(place.latitude),
        "longitude": "" if place.longitude is None else str(place.longitude),
        "replaces": "|".join(place.replaces),
        "source": place.source,
    }
    lacking = [name for name, cell in cells.items() if cell and name not in columns]
    if lacking:
        raise OwnPlaceError(f"your file of places has no column {', '.join(lacking)}; add it")
    return [cells.get(column, "") for column in columns]


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _write_checked(path: Path, text: str, place: NewPlace) -> SupplementEntry:
    """Put the new text in place of the old if it can be read, else leave the old as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE_NAME}.{os.getpid()}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        try:
            entries = read_places(draft)
        except PlaceFileError as error:
            told = str(error).partition(": ")[2]
            raise OwnPlaceError(f"{place.name} isn't added: {told}") from error
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return next(entry for entry in entries if _bare(entry.place.id) == place.slug)


def area_nearby(
    gazetteer: Gazetteer, country: str, latitude: float, longitude: float
) -> str | None:
    """Give the first-level area of the nearest places of a country, where these agree."""
    towns = (
        place.admin1
        for place, _ in gazetteer.near(latitude, longitude, _NEIGHBOURS_KM)
        if place.country == country and place.admin1 and place.precision is Precision.SETTLEMENT
    )
    areas = Counter(area for area, _ in zip(towns, range(_NEIGHBOURS), strict=False))
    return next(iter(areas)) if len(areas) == 1 and areas.total() >= 2 else None
