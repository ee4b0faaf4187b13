"""Reads GeoNames' country files: a zip with one table of 19 columns, tab between them, no head.

https://download.geonames.org/export/dump/readme.txt tells the columns; CC BY 4.0.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path

import yaml

from counterclaim.model.place import Precision
from counterclaim.names.placekinds import place_kinds
from counterclaim.names.sources import useful_name

_FILE = files("counterclaim.codebook") / "data" / "places" / "feature_codes.yaml"
_COLUMNS = 19
_MOST_BROKEN = 0.01
_LARGEST = 4_000_000_000


class CountryFileError(ValueError):
    """A country file is damaged or none; the message names it, with the line where one is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPlace:
    """One line of a country file: ``area`` and ``district`` are GeoNames' codes."""

    id: str
    name: str
    names: tuple[str, ...]
    country: str
    area: str
    district: str
    latitude: float
    longitude: float
    kind: str
    precision: Precision
    feature: str
    population: int


@dataclass(slots=True)
class CountryFile:
    """A country's zip. ``broken`` counts lines that couldn't be read, ``complaint`` the first."""

    path: Path
    code: str
    lines: int = 0
    broken: int = 0
    complaint: str | None = field(default=None)

    def check(self) -> None:
        """Test every byte against the zip's checksums. Raises :class:`CountryFileError`."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                self._check_member(archive)
                wrong = archive.testzip()
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise CountryFileError(f"{self.path.name} is damaged ({error})") from error
        if wrong is not None:
            raise CountryFileError(f"{self.path.name} is damaged ({wrong} fails its checksum)")

    def _check_member(self, archive: zipfile.ZipFile) -> None:
        if self._member not in archive.namelist():
            raise CountryFileError(f"{self.path.name} holds no {self._member}: no country file")
        if archive.getinfo(self._member).file_size > _LARGEST:
            raise CountryFileError(f"{self._member} is larger than any country's")

    @property
    def _member(self) -> str:
        return f"{self.code}.txt"

    def places(self) -> Iterator[CountryPlace]:
        """Read the places of the kinds that are kept.

        A line that can't be read is counted and left out; raises :class:`CountryFileError` where
        one in a hundred is such.
        """
        self.lines = self.broken = 0
        with zipfile.ZipFile(self.path) as archive, archive.open(self._member) as member:
            for line in TextIOWrapper(member, encoding="utf-8", errors="replace", newline="\n"):
                self.lines += 1
                try:
                    place = _place(line.rstrip("\r\n").split("\t"))
                except ValueError as error:
                    self._complain(error)
                    continue
                if place is not None:
                    yield place
        if not self.lines or self.broken > max(3, _MOST_BROKEN * self.lines):
            raise CountryFileError(
                f"{self.path.name} is no country file: {self.complaint or 'it is empty'}"
            )

    def _complain(self, error: ValueError) -> None:
        self.broken += 1
        self.complaint = self.complaint or f"{self._member}, line {self.lines}: {error}"


def _place(cells: list[str]) -> CountryPlace | None:
    """Make the record of one line; ``None`` for a kind that isn't kept."""
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {_COLUMNS}")
    kind = kind_of_code(cells[6], cells[7])
    if kind is None:
        return None
    name = cells[1].strip()
    if not name or not cells[0].isdecimal():
        raise ValueError("no id or no name")
    return CountryPlace(
        id=f"geonames:{cells[0]}",
        name=name,
        names=tuple(n for n in (cells[2], *cells[3].split(",")) if useful_name(n, cells[8])),
        country=cells[8],
        area=cells[10],
        district=cells[11],
        latitude=_degrees(cells[4], 90),
        longitude=_degrees(cells[5], 180),
        kind=kind,
        precision=_precisions()[kind],
        feature=f"{cells[6]}.{cells[7]}",
        population=int(cells[14] or 0),
    )


def _degrees(cell: str, limit: int) -> float:
    value = float(cell)
    if not -limit <= value <= limit:
        raise ValueError(f"{cell} degrees is out of range")
    return value


@lru_cache(maxsize=2000)
def kind_of_code(feature_class: str, code: str) -> str | None:
    """Give the kind of place (``kinds.yaml``) of a feature code, ``None`` for what is left out."""
    full = f"{feature_class}.{code}"
    for pattern, kind in _codes():
        if full == pattern or (pattern.endswith("*") and full.startswith(pattern[:-1])):
            return kind
    return None


@lru_cache(maxsize=1)
def _codes() -> tuple[tuple[str, str], ...]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple((code, kind) for kind, codes in data.items() for code in codes)


@lru_cache(maxsize=1)
def _precisions() -> dict[str, Precision]:
    return {kind.name: kind.precision for kind in place_kinds()}
