"""Installing whole countries from GeoNames' country files into the user's data folder.

Each country becomes a SQLite file of its own, with the tables of the built gazetteer, which
``Gazetteer`` opens beside that one. A file takes its place only when it is whole.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.names import tables
from counterclaim.names.areas import key
from counterclaim.names.download import (
    DownloadError,
    NotThereError,
    Version,
    discard,
    fetch,
    sha256_of,
)
from counterclaim.names.folders import places_folder
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.geonames import CountryFile, CountryFileError, CountryPlace
from counterclaim.names.placefile import GazetteerMissing, PlaceFile
from counterclaim.names.twins import Twins

BASE = "https://download.geonames.org/export/dump"
ENVIRONMENT = "COUNTERCLAIM_GEONAMES"
_SOURCE = ("geonames", "CC BY 4.0", "GeoNames (geonames.org), country file")

Tell = Callable[[str, int, int | None], None]
"""Told of progress: what is being done, how much of it, of how much in all where known."""


class InstallError(Exception):
    """A country couldn't be installed or removed; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installed country: the file, what is in it, and what it was made from."""

    country: str
    path: Path
    places: int
    known: int
    names: int
    left_out: int
    complaint: str | None
    url: str
    etag: str | None
    modified: str | None
    sha256: str
    fetched: str

    @property
    def version(self) -> Version:
        """The version of the file that it was made from."""
        return Version(url=self.url, etag=self.etag, modified=self.modified)


def install(
    code: str, *, base: str, tell: Tell, folder: Path | None = None, again: bool = False
) -> tuple[Installed, bool]:
    """Fetch a country's file and install it; gives what is there now, and whether that is new.

    ``base`` is the address (or the folder) in which ``SY.zip`` lies. Where the file hasn't changed
    since it was installed nothing is done, unless ``again``. Raises :class:`InstallError`.
    """
    folder = folder or places_folder()
    there = None if again else read_installed(folder / f"{code}.sqlite")
    archive = folder / f"{code}.zip.part"
    try:
        return _install(code, base.rstrip("/"), archive, there, tell)
    except NotThereError as error:
        raise InstallError(f"{code}: there is no file of this country at {base}") from error
    except DownloadError as error:
        raise InstallError(f"{code}: {error}") from error
    except CountryFileError as error:
        discard(archive)
        raise InstallError(f"{code}: {error}; it was thrown away: run the command again") from error
    except sqlite3.OperationalError as error:
        raise InstallError(
            f"{code}: the places can't be written to {folder} ({error}); "
            "see that there is room, and run the command again"
        ) from error


def _install(
    code: str, base: str, archive: Path, there: Installed | None, tell: Tell
) -> tuple[Installed, bool]:
    url = f"{base}/{code}.zip"
    version, file = _bring(url, archive, there, tell)
    if version is None and there is not None:
        return there, False
    sha256 = sha256_of(file)
    if there is not None and there.sha256 == sha256:
        discard(archive)
        return there, False
    country = CountryFile(file, code)
    country.check()
    version = version or Version(url=url)
    made = _build(country, archive.with_name(f"{code}.sqlite"), version, sha256, tell)
    discard(archive)
    return made, True


def _bring(
    url: str, archive: Path, there: Installed | None, tell: Tell
) -> tuple[Version | None, Path]:
    """Fetch the file to ``archive``, or find it in a folder of this machine."""
    if "://" not in url:
        if not Path(url).is_file():
            raise NotThereError(f"{url} isn't there")
        return Version(url=url), Path(url)
    known = there.version if there else None
    version = fetch(url, archive, known=known, tell=lambda n, of: tell("fetching", n, of))
    return version, archive


def _build(
    country: CountryFile, path: Path, version: Version, sha256: str, tell: Tell
) -> Installed:
    """Write the country's SQLite file beside its place and put it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.stem}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    others = [file for file in path.parent.glob("*.csv") if file.is_file()]
    gazetteer = Gazetteer.open(additions=others)
    try:
        twins = Twins(country.places(), gazetteer)
        about = {"country": country.code, **_texts(asdict(version)), "sha256": sha256,
                 "fetched": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip
        _write(country, draft, twins, about, tell)
        draft.replace(path)
    finally:
        gazetteer.close()
        draft.unlink(missing_ok=True)
    made = read_installed(path)
    if made is None:
        raise InstallError(f"{path} can't be read back; see that the disk is sound")
    return made


def _texts(cells: dict[str, str | None]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if cell is not None}


def _write(
    country: CountryFile, draft: Path, twins: Twins, about: dict[str, str], tell: Tell
) -> None:
    db = tables.create(draft)
    try:
        writer = _Writer(db, twins)
        for area in twins.areas.values():
            writer.add(area)
        for place in country.places():
            if place.feature != "A.ADM1":
                writer.add(place)
            if not writer.places % 1000:
                tell("reading", country.lines, None)
        tables.insert_keys(db, writer.keys)
        counts = {"places": writer.places, "known": writer.known, "names": writer.names,
                  "left_out": country.broken}  # fmt: skip
        about |= {name: str(count) for name, count in counts.items()}
        about |= _texts({"complaint": country.complaint})
        tables.finish(db, about, [_SOURCE])
    finally:
        db.close()


class _Writer:
    """Writes places one by one; a place that comes twice keeps its first record and all names."""

    def __init__(self, db: sqlite3.Connection, twins: Twins) -> None:
        self._db = db
        self._twins = twins
        self._numbers: dict[str, int] = {}
        self._areas: dict[str, int] = {}
        self.keys: set[str] = set()
        self.places = self.known = self.names = 0

    def add(self, place: CountryPlace) -> None:
        """Write a place with its names."""
        ident = self._twins.ident(place)
        number = self._numbers.get(ident)
        if number is None:
            number = self._numbers[ident] = len(self._numbers) + 1
            self.places += 1
            self.known += ident != place.id
            tables.insert_places(self._db, "place", [self._cells(number, ident, place)])
            tables.insert_points(self._db, [(number, place.latitude, place.longitude)])
        if place.feature == "A.ADM1":
            self._areas[place.area] = number
        tables.insert_names(self._db, "name", self._names(number, place))

    def _names(self, number: int, place: CountryPlace) -> Iterator[tuple[str, int, str | None]]:
        for name in dict.fromkeys((place.name, *place.names)):
            folded = key(name)
            if folded:
                self.keys.add(folded)
                self.names += 1
                yield folded, number, None if name == place.name else name

    def _cells(self, number: int, ident: str, place: CountryPlace) -> tables.PlaceCells:
        area = self._twins.area_of(place)
        return (
            number,
            ident,
            place.name,
            place.country,
            self._areas.get(area) if area else None,
            self._twins.districts.get((place.area, place.district)),
            round(place.latitude, 5),
            round(place.longitude, 5),
            place.precision.value,
            place.kind,
            place.population,
            "geonames",
        )


def read_installed(path: Path) -> Installed | None:
    """Read what an installed country's file says of itself; ``None`` for none or an unsound one."""
    if not path.is_file():
        return None
    try:
        with PlaceFile(path) as file:
            meta = file.meta()
    except GazetteerMissing:
        return None
    return Installed(
        country=meta.get("country", path.stem),
        path=path,
        places=int(meta.get("places", 0)),
        known=int(meta.get("known", 0)),
        names=int(meta.get("names", 0)),
        left_out=int(meta.get("left_out", 0)),
        complaint=meta.get("complaint"),
        url=meta.get("url", ""),
        etag=meta.get("etag"),
        modified=meta.get("modified"),
        sha256=meta.get("sha256", ""),
        fetched=meta.get("fetched", ""),
    )


def list_installed(folder: Path | None = None) -> list[Installed]:
    """Give the installed countries by their codes; those of another version of the program not."""
    paths = sorted((folder or places_folder()).glob("[A-Z][A-Z].sqlite"))
    return [found for path in paths if (found := read_installed(path)) is not None]


def remove(code: str, folder: Path | None = None) -> Path:
    """Remove an installed country and what is left of a fetch. Raises :class:`InstallError`."""
    path = (folder or places_folder()) / f"{code}.sqlite"
    discard(path.with_name(f"{code}.zip.part"))
    if not path.exists():
        raise InstallError(f"{code} isn't installed")
    path.unlink()
    return path
