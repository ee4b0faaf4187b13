"""Places as people write them down in CSV files: our own supplement and a user's additions.

Columns: ``id, name, other_names, arabic, kind, precision, country, admin1, admin2, latitude,
longitude, replaces, source``; several values are parted by ``|``. ``arabic``, ``precision`` (which
``kind`` tells), ``admin2`` and ``replaces`` may be left out. ``replaces`` lists entries of the
gazetteer, by id, that this one corrects. ``source`` says what the entry rests on and may not be
empty. ``population`` may be added, and ``codes``: GeoNames' codes of a first-level area, where its
places must be told apart by them. ``checked`` says by which places of other sources a point that
we wrote down ourselves was checked, or why it was left open.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from counterclaim.model.place import Place, Precision
from counterclaim.names.placekinds import LEFT_OUT, place_kinds

_FOLDER = files("counterclaim.codebook") / "data" / "places"


class PlaceFileError(ValueError):
    """An entry of a place file is wrong; the message names the file, the line and the fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementEntry:
    """A place, its names beside the first, its kind, what it rests on and what it corrects."""

    place: Place
    names: tuple[str, ...]
    kind: str
    rests_on: str
    replaces: tuple[str, ...]
    codes: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def read_supplement() -> tuple[SupplementEntry, ...]:
    """Read all CSV files of our own supplement. Raises :class:`PlaceFileError`."""
    entries: list[SupplementEntry] = []
    for file in sorted(_FOLDER.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv"):
            text = file.read_text(encoding="utf-8")
            entries.extend(_read(text, where=file.name, prefix="counterclaim"))
    _refuse_twins(entries)
    return tuple(entries)


def read_places(path: Path, *, prefix: str = "user") -> tuple[SupplementEntry, ...]:
    """Read a CSV file of places. Raises :class:`PlaceFileError`, ``OSError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlaceFileError(
            f"{path} isn't UTF-8 ({error.reason} at byte {error.start})"
        ) from error
    return tuple(_read(text, where=str(path), prefix=prefix))


def _read(text: str, *, where: str, prefix: str) -> Iterator[SupplementEntry]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise PlaceFileError(f"{where}, line 1: there is no column {', '.join(missing)}")
    for row in rows:
        if None in row:
            raise PlaceFileError(f"{where}, line {rows.line_num}: more cells than columns")
        cells = {key: (value or "").strip() for key, value in row.items() if key}
        try:
            yield _entry(cells, prefix)
        except ValueError as error:
            raise PlaceFileError(f"{where}, line {rows.line_num}: {error}") from error


_NEEDED = "id name other_names kind country admin1 latitude longitude source".split()


def _entry(row: dict[str, str], prefix: str) -> SupplementEntry:
    kinds = {kind.name: kind.precision for kind in place_kinds() if kind.name != LEFT_OUT}
    if not row["id"] or not row["name"]:
        raise ValueError("id and name are needed")
    if row["kind"] not in kinds:
        raise ValueError(f"unknown kind {row['kind']!r}; known: {', '.join(kinds)}")
    if not row["source"]:
        raise ValueError("source is empty: say what the entry rests on")
    latitude, longitude = _degrees(row["latitude"], 90), _degrees(row["longitude"], 180)
    if (latitude is None) != (longitude is None):
        raise ValueError("latitude and longitude go together")
    place = Place(
        id=row["id"] if ":" in row["id"] else f"{prefix}:{row['id']}",
        name=row["name"],
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        admin2=row.get("admin2") or None,
        latitude=latitude,
        longitude=longitude,
        precision=Precision(row["precision"]) if row.get("precision") else kinds[row["kind"]],
        population=int(row.get("population") or 0),
        source=prefix,
    )
    return SupplementEntry(
        place=place,
        names=(*_several(row["other_names"]), *_several(row.get("arabic", ""))),
        kind=row["kind"],
        rests_on=row["source"],
        replaces=_several(row.get("replaces", "")),
        codes=_several(row.get("codes", "")),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _degrees(cell: str, limit: int) -> float | None:
    if not cell:
        return None
    value = float(cell)
    if not -limit <= value <= limit:
        raise ValueError(f"{value} degrees is out of range")
    return value


def _refuse_twins(entries: list[SupplementEntry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.place.id in seen:
            raise PlaceFileError(f"{entry.place.id} is there twice")
        seen.add(entry.place.id)
