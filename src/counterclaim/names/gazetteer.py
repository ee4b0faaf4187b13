"""The gazetteer at work: look-ups by name, by id and by distance in the built SQLite file."""

import math
import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from rapidfuzz import fuzz

from counterclaim.model.place import Place, Precision
from counterclaim.names.spelling import fold, loose, plain
from counterclaim.names.supplement import SupplementEntry, read_places, read_supplement

SCHEMA_VERSION = "1"
FILE_NAME = "gazetteer.sqlite"
ENVIRONMENT = "COUNTERCLAIM_GAZETTEER"
_LOOKUPS_KEPT = 50_000
_TOWN = 20_000


class GazetteerMissing(Exception):  # noqa: N818  its name is part of the API
    """There is no gazetteer to open; the message says what to run."""


class GazetteerOutdated(GazetteerMissing):
    """The file was built for another version of the program."""


class _Row(NamedTuple):
    number: int
    id: str
    name: str
    country: str | None
    region: int | None
    district: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    feature: str
    population: int
    source: str
    known_as: str | None


_COLUMNS = (
    "p.n, p.id, p.name, p.country, p.region, p.district, p.lat, p.lon, p.precision, p.feature, "
    "p.population, p.source"
)
_BY_KEY = " UNION ALL ".join(
    f"SELECT {_COLUMNS}, a.name FROM {names} a JOIN {places} p ON p.n = a.n WHERE a.key = :it"
    for names, places in (
        ("name", "place"),
        ("overture_name", "place"),
        ("overture_name", "overture_place"),
    )
)
_BY_NUMBER = " UNION ALL ".join(
    f"SELECT {_COLUMNS}, NULL FROM {table} p WHERE p.n = :it"
    for table in ("place", "overture_place")
)
_BY_ID = _BY_NUMBER.replace("p.n = :it", "p.id = :it")
_HAS_KEY = (
    "SELECT 1 FROM name WHERE key = :it "
    "UNION ALL SELECT 1 FROM overture_name WHERE key = :it LIMIT 1"
)


def data_folder() -> Path:
    """Give the folder for a user's own data (not created): XDG, macOS or Windows habits."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "counterclaim"


def find_gazetteer() -> Path:
    """Find the built file: the environment's, the installation's, the user's.

    Raises :class:`GazetteerMissing`, which says what to run.
    """
    told = os.environ.get(ENVIRONMENT)
    if told:
        return _existing(Path(told), f"{ENVIRONMENT} names {told}, where there is no file")
    for folder in (Path(sys.prefix) / "share" / "counterclaim", data_folder()):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise GazetteerMissing("no gazetteer is installed; run: make gazetteer")


def _existing(path: Path, complaint: str) -> Path:
    if not path.is_file():
        raise GazetteerMissing(f"{complaint}; run: make gazetteer")
    return path


class Gazetteer:
    """Places by name, id and distance. Read-only; one instance is for one thread."""

    def __init__(self, db: sqlite3.Connection, entries: Iterable[SupplementEntry]) -> None:
        self._db = db
        self._own: dict[str, SupplementEntry] = {}
        self._own_keys: dict[str, list[str]] = defaultdict(list)
        self._replaced: set[str] = set()
        for entry in entries:
            self._own[entry.place.id] = self._completed(entry)
            self._replaced.update(entry.replaces)
        for ident, entry in self._own.items():
            for name in dict.fromkeys((entry.place.name, *entry.names)):
                if ident not in self._own_keys[_key(name)]:
                    self._own_keys[_key(name)].append(ident)
        self._regions: dict[int, _Row | None] = {}
        self._region_of: dict[str, int | None] = {}
        self._region_places: dict[int, Place | None] = {}
        self._features: dict[str, str] = {}
        self._rows_of = lru_cache(_LOOKUPS_KEPT)(self._read_rows)
        self.lookup = lru_cache(_LOOKUPS_KEPT)(self._lookup)
        self.is_name = lru_cache(_LOOKUPS_KEPT)(self._is_name)

    def _completed(self, entry: SupplementEntry) -> SupplementEntry:
        """Take what an entry leaves open from the built file: people; an area's middle point."""
        row = self._db.execute(_BY_ID, {"it": entry.place.id}).fetchone()
        if row is None:
            return entry
        built, place = _Row._make(row), entry.place
        if entry.kind == "region" and place.latitude is None:
            place = replace(place, latitude=built.latitude, longitude=built.longitude)
        place = replace(place, population=place.population or built.population)
        return replace(entry, place=place)

    @classmethod
    def open(cls, path: Path | None = None, *, additions: Iterable[Path] | None = None) -> Self:
        """Open the built file read-only, with our supplement and a user's CSV files on top.

        ``additions`` are CSV files of places; left out, those in the user's data folder under
        ``places/``. Raises :class:`GazetteerMissing` (also :class:`GazetteerOutdated`) and
        ``PlaceFileError`` for a wrong entry.
        """
        file = _existing(path, f"{path} is no file") if path else find_gazetteer()
        if additions is None:
            additions = sorted((data_folder() / "places").glob("*.csv"))
        entries = [*read_supplement()]
        for addition in additions:
            entries.extend(read_places(addition))
        db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        _check_version(db, file)
        db.execute("PRAGMA mmap_size = 536870912")
        return cls(db, entries)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Give the places of which this is a name in some spelling, literal matches first.

        Then by kind (country, own supplement and towns, area, smaller places) and population.
        Empty where no place has the name. The same objects come again for the same name.
        """
        key = _key(name)
        if not key:
            return ()
        bare = plain(name)
        found = [(self._own[ident].place, self._own_literal(ident, bare), 0.0)
                 for ident in self._own_keys.get(key, ())]  # fmt: skip
        for row in self._rows_of(key):
            if row.id not in self._own and row.id not in self._replaced:
                literal = bare in (plain(row.known_as or row.name), plain(row.name))
                found.append((self._place(row), literal, 1.0))
        ranked = sorted(found, key=lambda f: (not f[1], _kind_order(f[0], f[2]), f[0].id))
        unique = {place.id: place for place, _, _ in ranked}
        return tuple(unique.values())

    def _own_literal(self, ident: str, bare: str) -> bool:
        entry = self._own[ident]
        return bare in {plain(name) for name in (entry.place.name, *entry.names)}

    def _is_name(self, folded: str) -> bool:
        """Tell whether ``spelling.fold`` of some place's name gives this. Fast, cached."""
        key = folded.replace(" ", "")
        if not key:
            return False
        return (
            key in self._own_keys or self._db.execute(_HAS_KEY, {"it": key}).fetchone() is not None
        )

    def is_literal(self, name: str, place: Place) -> bool:
        """Tell whether the place bears this name as written (case and diacritics aside)."""
        bare = plain(name)
        if place.id in self._own:
            return self._own_literal(place.id, bare)
        names = (
            row.known_as or row.name for row in self._rows_of(_key(name)) if row.id == place.id
        )
        return bare == plain(place.name) or any(bare == plain(known) for known in names)

    def get(self, ident: str) -> Place | None:
        """Give the place of an id, or ``None``."""
        if ident in self._own:
            return self._own[ident].place
        row = self._db.execute(_BY_ID, {"it": ident}).fetchone()
        return self._place(_Row._make(row)) if row else None

    def names(self, place: Place) -> tuple[str, ...]:
        """Give all names of a place, the one shown first."""
        entry = self._own.get(place.id)
        rows = self._db.execute(
            "WITH it(n) AS (SELECT n FROM place WHERE id = :it "
            "UNION ALL SELECT n FROM overture_place WHERE id = :it) "
            "SELECT a.name FROM name a JOIN it USING (n) WHERE a.name IS NOT NULL UNION ALL "
            "SELECT a.name FROM overture_name a JOIN it USING (n) WHERE a.name IS NOT NULL",
            {"it": place.id},
        )
        own = entry.names if entry else ()
        return tuple(dict.fromkeys((place.name, *own, *(name for (name,) in rows))))

    def feature(self, place: Place) -> str:
        """Give the kind of place as ``kinds.yaml`` names it ("airport", "river", "settlement")."""
        entry = self._own.get(place.id)
        if entry:
            return entry.kind
        if place.id not in self._features:
            self.get(place.id)
        return self._features.get(place.id, place.precision.value)

    def search(self, name: str, limit: int = 10) -> tuple[tuple[Place, float, str], ...]:
        """Find places with a name like this one: (place, score 0..1, reason), the best first.

        Names of the same key score 1; names with the same consonants, or one consonant more or
        less, score by their likeness (at least 0.6); what begins with the words comes last.
        """
        found: dict[str, tuple[Place, float, str]] = {}
        for place in self.lookup(name):
            how = (
                "the same name"
                if self.is_literal(name, place)
                else "the same name, otherwise spelt"
            )
            found[place.id] = (place, 1.0, how)
        if len(found) < limit:
            for key, score, reason in self._similar_keys(_key(name)):
                for row in self._rows_of(key):
                    place = self._place(row)
                    if place.id not in self._replaced:
                        shown = f"{reason}: {row.known_as or row.name}"
                        found.setdefault(place.id, (place, score, shown))
                for ident in self._own_keys.get(key, ()):
                    place = self._own[ident].place
                    found.setdefault(ident, (place, score, f"{reason}: {place.name}"))
        order = sorted(found.values(), key=lambda f: (-f[1], _kind_order(f[0], 1.0), f[0].id))
        return tuple(order[:limit])

    def _similar_keys(self, key: str) -> list[tuple[str, float, str]]:
        """Give keys that look like this one, with likeness and what they have in common."""
        if not key:
            return []
        skeleton = loose(key)
        shorter = {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}
        wanted = [skeleton, *(s for s in sorted(shorter) if len(s) >= 3)]
        marks = ",".join("?" * len(wanted))
        rows = self._db.execute(
            f"SELECT key, loose FROM skeleton WHERE loose IN ({marks})", wanted
        ).fetchall()
        rows += [(k, loose(k)) for k in self._own_keys if loose(k) in wanted]
        prefix = key[: max(3, len(key) - 2)]
        rows += self._db.execute(
            "SELECT key, '' FROM name WHERE key >= ? AND key < ? LIMIT 300",
            (prefix, prefix + "\uffff"),
        ).fetchall()
        scored: dict[str, tuple[str, float, str]] = {}
        for other, bones in rows:
            if other == key:
                continue
            likeness = fuzz.ratio(key, other) / 100
            reason = "same consonants" if bones == skeleton else "a similar name"
            score = round(0.99 * likeness if bones == skeleton else 0.9 * likeness, 3)
            if score >= 0.6 and score > scored.get(other, ("", 0.0, ""))[1]:
                scored[other] = (other, score, reason)
        return sorted(scored.values(), key=lambda s: -s[1])[:40]

    def near(self, latitude: float, longitude: float, km: float) -> tuple[tuple[Place, float], ...]:
        """Give the places within ``km`` kilometres with their distance, the nearest first."""
        high = km / 111.0
        wide = high / max(0.05, math.cos(math.radians(latitude)))
        numbers = self._db.execute(
            "SELECT n FROM near "
            "WHERE max_lat >= ? AND min_lat <= ? AND max_lon >= ? AND min_lon <= ?",
            (latitude - high, latitude + high, longitude - wide, longitude + wide),
        ).fetchall()
        places = [self._by_number(number) for (number,) in numbers]
        found = {p.id: p for p in places if p is not None and p.id not in self._replaced}
        found.update((i, e.place) for i, e in self._own.items())
        measured = [(p, distance_to(p, latitude, longitude)) for p in found.values()]
        close = [(p, round(d, 2)) for p, d in measured if d is not None and d <= km]
        return tuple(sorted(close, key=lambda c: (c[1], c[0].id)))

    def admin_name(self, place: Place) -> str | None:
        """Give the name of the first-level area in which a place lies, or ``None``."""
        return place.admin1

    def region(self, place: Place) -> Place | None:
        """Give the entry of the first-level area in which a place lies, or ``None``."""
        if place.id in self._own:
            return self._own_region(place)
        if place.id not in self._region_of:
            self.get(place.id)
        number = self._region_of.get(place.id)
        return self._region_place(number) if number is not None else None

    def _own_region(self, place: Place) -> Place | None:
        if place.admin1 is None:
            return None
        regions = (
            other
            for other in self.lookup(place.admin1)
            if other.country == place.country and other.precision is Precision.REGION
        )
        return next(regions, None)

    def contains(self, region: Place, place: Place) -> bool | None:
        """Tell whether ``place`` lies in ``region``; ``None`` where the gazetteer can't tell.

        Known for countries, first-level areas, and districts of our own entries.
        """
        if region.id == place.id:
            return True
        if region.country and place.country and region.country != place.country:
            return False
        if region.precision is Precision.COUNTRY:
            return region.country == place.country if place.country else None
        if region.precision is Precision.REGION and self.feature(region) == "region":
            area = self.region(place)
            return None if area is None else self._same_area(area, region)
        if region.precision is Precision.DISTRICT and place.admin2:
            return fold(place.admin2) in {fold(name) for name in self.names(region)}
        return None

    def _same_area(self, area: Place, region: Place) -> bool:
        """Tell whether two first-level areas of one country are one, by id or by name."""
        return area.id == region.id or _key(area.name) == _key(region.name)

    def country(self, code: str) -> Place | None:
        """Give the entry of a country by its ISO 3166 alpha-2 code."""
        return self._countries().get(code)

    @lru_cache(maxsize=1)  # noqa: B019  one gazetteer lives as long as the program
    def _countries(self) -> dict[str, Place]:
        rows = self._db.execute(_BY_NUMBER.replace("p.n = :it", "p.precision = 'country'"))
        return {p.country: p for p in (self._place(_Row._make(r)) for r in rows) if p.country}

    def _read_rows(self, key: str) -> tuple[_Row, ...]:
        return tuple(map(_Row._make, self._db.execute(_BY_KEY, {"it": key})))

    def _by_number(self, number: int) -> Place | None:
        row = self._db.execute(_BY_NUMBER, {"it": number}).fetchone()
        if row is None:
            return None
        made = _Row._make(row)
        return self._own[made.id].place if made.id in self._own else self._place(made)

    def _region_place(self, number: int) -> Place | None:
        if number not in self._region_places:
            self._region_places[number] = self._by_number(number)
        return self._region_places[number]

    def _place(self, row: _Row) -> Place:
        """Make the record; what it doesn't hold (area's number, kind) is kept beside."""
        self._region_of[row.id] = row.region
        self._features[row.id] = row.feature
        return Place(
            id=row.id,
            name=row.name,
            country=row.country,
            admin1=self._region_name(row.region),
            admin2=row.district,
            latitude=row.latitude,
            longitude=row.longitude,
            precision=Precision(row.precision),
            population=row.population,
            source=row.source,
        )

    def _region_name(self, number: int | None) -> str | None:
        if number is None:
            return None
        if number not in self._regions:
            row = self._db.execute(_BY_NUMBER, {"it": number}).fetchone()
            self._regions[number] = _Row._make(row) if row else None
        region = self._regions[number]
        return region.name if region else None


def _check_version(db: sqlite3.Connection, file: Path) -> None:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        raise GazetteerMissing(f"{file} is no gazetteer ({error}); run: make gazetteer") from error
    if row is None or row[0] != SCHEMA_VERSION:
        raise GazetteerOutdated(
            f"{file} was built for another version of the program; run: make gazetteer"
        )


@lru_cache(maxsize=100_000)
def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _kind_order(place: Place, own: float) -> tuple[float, float]:
    """Order namesakes that nothing else tells apart: country, ours, region, then by people."""
    if place.precision is Precision.COUNTRY:
        return (0.0, 0.0)
    people = -float(place.population)
    if place.precision is Precision.REGION:
        return (2.0, people)
    return (1.0 if own == 0.0 or place.population >= _TOWN else 3.0, people)


def distance_to(place: Place, latitude: float, longitude: float) -> float | None:
    """Give the distance of a place from a point in kilometres, ``None`` without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return kilometres(place.latitude, place.longitude, latitude, longitude)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Give the distance of two points in kilometres on a sphere of 6,371 km radius."""
    a = math.sin(math.radians(lat2 - lat1) / 2) ** 2
    b = math.sin(math.radians(lon2 - lon1) / 2) ** 2
    b *= math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    return 12742.0 * math.asin(min(1.0, math.sqrt(a + b)))
