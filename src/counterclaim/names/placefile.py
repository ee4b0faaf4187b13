"""One gazetteer file, read only: the built one or an installed country's. SQL is here only."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from counterclaim.names.tables import SCHEMA_VERSION


class GazetteerMissing(Exception):  # noqa: N818  its name is part of the API
    """There is no gazetteer to open; the message says what to run."""


class GazetteerOutdated(GazetteerMissing):
    """The file was built for another version of the program."""


class Row(NamedTuple):
    """A place as it is stored, the name under which it was found, and the number of its file."""

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
    file: int


_COLUMNS = (
    "p.n, p.id, p.name, p.country, p.region, p.district, p.lat, p.lon, p.precision, p.feature, "
    "p.population, p.source"
)
_BY_KEY = " UNION ALL ".join(
    f"SELECT {_COLUMNS}, a.name, :file FROM {names} a JOIN {places} p ON p.n = a.n "
    "WHERE a.key = :it"
    for names, places in (
        ("name", "place"),
        ("overture_name", "place"),
        ("overture_name", "overture_place"),
    )
)
_BY_NUMBER = " UNION ALL ".join(
    f"SELECT {_COLUMNS}, NULL, :file FROM {table} p WHERE p.n = :it"
    for table in ("place", "overture_place")
)
_BY_ID = _BY_NUMBER.replace("p.n = :it", "p.id = :it")
_COUNTRIES = _BY_NUMBER.replace("p.n = :it", "p.precision = 'country'")
_HAS_KEY = (
    "SELECT 1 FROM name WHERE key = :it "
    "UNION ALL SELECT 1 FROM overture_name WHERE key = :it LIMIT 1"
)
_NAMES = (
    "WITH it(n) AS (SELECT n FROM place WHERE id = :it "
    "UNION ALL SELECT n FROM overture_place WHERE id = :it) "
    "SELECT a.name FROM name a JOIN it USING (n) WHERE a.name IS NOT NULL UNION ALL "
    "SELECT a.name FROM overture_name a JOIN it USING (n) WHERE a.name IS NOT NULL"
)
_BEGINNING = 300


class PlaceFile:
    """Look-ups in one file. ``number`` tells it from the others that are open beside it."""

    def __init__(self, path: Path, *, number: int = 0, remedy: str = "make gazetteer") -> None:
        """Open a file read-only.

        Raises :class:`GazetteerMissing`, also :class:`GazetteerOutdated`, with ``remedy``, the
        command that makes the file.
        """
        self.number = number
        # Read only and never changed, so threads may share it.
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            self._check(path, remedy)
        except GazetteerMissing:
            self._db.close()
            raise
        self._db.execute("PRAGMA mmap_size = 536870912")

    def _check(self, path: Path, remedy: str) -> None:
        try:
            schema = self.meta().get("schema")
        except sqlite3.DatabaseError as error:
            raise GazetteerMissing(f"{path} is no gazetteer ({error}); run: {remedy}") from error
        if schema != SCHEMA_VERSION:
            raise GazetteerOutdated(
                f"{path} was built for another version of the program; run: {remedy}"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def meta(self) -> dict[str, str]:
        """Give what the file says of itself: schema, number of places and the like."""
        return dict(self._db.execute("SELECT key, value FROM meta"))

    def by_key(self, key: str) -> tuple[Row, ...]:
        """Give the places with a name of this key."""
        return self._rows(_BY_KEY, key)

    def by_number(self, number: int) -> Row | None:
        """Give the place of a number."""
        return next(iter(self._rows(_BY_NUMBER, number)), None)

    def by_id(self, ident: str) -> Row | None:
        """Give the place of an id."""
        return next(iter(self._rows(_BY_ID, ident)), None)

    def countries(self) -> tuple[Row, ...]:
        """Give the countries."""
        return self._rows(_COUNTRIES, None)

    def _rows(self, query: str, it: str | int | None) -> tuple[Row, ...]:
        found = self._db.execute(query, {"it": it, "file": self.number})
        return tuple(map(Row._make, found))

    def has_key(self, key: str) -> bool:
        """Tell whether some place has a name of this key."""
        return self._db.execute(_HAS_KEY, {"it": key}).fetchone() is not None

    def names(self, ident: str) -> list[str]:
        """Give a place's names beside the one shown."""
        return [name for (name,) in self._db.execute(_NAMES, {"it": ident})]

    def with_consonants(self, skeletons: Sequence[str]) -> list[tuple[str, str]]:
        """Give the keys with one of these skeletons of consonants, each with its skeleton."""
        marks = ",".join("?" * len(skeletons))
        query = f"SELECT key, loose FROM skeleton WHERE loose IN ({marks})"
        return self._db.execute(query, list(skeletons)).fetchall()

    def beginning_with(self, prefix: str) -> list[str]:
        """Give some keys that begin so."""
        query = f"SELECT key FROM name WHERE key >= ? AND key < ? LIMIT {_BEGINNING}"
        return [key for (key,) in self._db.execute(query, (prefix, prefix + "\uffff"))]

    def with_parts(self, key: str, limit: int) -> list[str]:
        """Give the keys that share most runs of three letters with this one."""
        runs = dict.fromkeys(key[i : i + 3] for i in range(len(key) - 2))
        if not runs:
            return []
        wanted = " OR ".join(f'"{run}"' for run in runs)
        query = "SELECT key FROM part WHERE part MATCH ? ORDER BY rank LIMIT ?"
        return [key for (key,) in self._db.execute(query, (wanted, limit))]

    def within(self, south: float, north: float, west: float, east: float) -> Iterator[Row]:
        """Give the places between two latitudes and two longitudes."""
        numbers = self._db.execute(
            "SELECT n FROM near "
            "WHERE max_lat >= ? AND min_lat <= ? AND max_lon >= ? AND min_lon <= ?",
            (south, north, west, east),
        ).fetchall()
        rows = (self.by_number(number) for (number,) in numbers)
        return (row for row in rows if row is not None)
