"""The tables of a gazetteer's SQLite file: the built one, and one for each installed country."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from counterclaim.names.spelling import loose

SCHEMA_VERSION = "2"

_TABLES = """
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, licence TEXT NOT NULL, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT,
  region INTEGER, district TEXT, lat REAL, lon REAL, precision TEXT NOT NULL, feature TEXT NOT NULL,
  population INTEGER NOT NULL, source TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, n INTEGER NOT NULL, name TEXT, PRIMARY KEY (key, n))
  WITHOUT ROWID;
CREATE TABLE overture_place (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, country TEXT,
  region INTEGER, district TEXT, lat REAL, lon REAL, precision TEXT NOT NULL, feature TEXT NOT NULL,
  population INTEGER NOT NULL, source TEXT NOT NULL);
CREATE TABLE overture_name (key TEXT NOT NULL, n INTEGER NOT NULL, name TEXT, PRIMARY KEY (key, n))
  WITHOUT ROWID;
CREATE TABLE skeleton (loose TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (loose, key))
  WITHOUT ROWID;
CREATE VIRTUAL TABLE part USING fts5(key, tokenize='trigram', detail=none, columnsize=0);
CREATE VIRTUAL TABLE near USING rtree(n, min_lat, max_lat, min_lon, max_lon);
CREATE VIEW all_place AS SELECT * FROM place UNION ALL SELECT * FROM overture_place;
CREATE VIEW all_name AS SELECT * FROM name UNION ALL SELECT * FROM overture_name;
"""
_INDEXES = """
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX name_n ON name (n);
CREATE INDEX overture_name_n ON overture_name (n);
CREATE UNIQUE INDEX overture_place_id ON overture_place (id);
"""

PlaceCells = tuple[
    int, str, str, str | None, int | None, str | None,
    float | None, float | None, str, str, int, str,
]  # fmt: skip
"""The cells of a row of ``place``, in the order of its columns."""


def create(path: Path) -> sqlite3.Connection:
    """Make a new file with empty tables. What is written becomes safe with :func:`finish`."""
    db = sqlite3.connect(path)
    db.executescript(_TABLES)
    return db


def insert_places(db: sqlite3.Connection, table: str, rows: Iterable[PlaceCells]) -> None:
    """Write rows of ``place`` or ``overture_place``."""
    db.executemany(f"INSERT INTO {table} VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)


def insert_names(
    db: sqlite3.Connection, table: str, rows: Iterable[tuple[str, int, str | None]]
) -> None:
    """Write rows of ``name`` or ``overture_name``: key, number, the name if it isn't the shown one.

    The first of each key and number stays.
    """
    db.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?,?,?)", rows)


def insert_keys(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Write the keys by their consonants and by their parts, for look-ups of misspelt names."""
    keys = sorted(keys)
    db.executemany("INSERT INTO part VALUES (?)", ((k,) for k in keys))
    db.executemany(
        "INSERT OR IGNORE INTO skeleton VALUES (?,?)", sorted((loose(k), k) for k in keys)
    )


def insert_points(
    db: sqlite3.Connection, rows: Iterable[tuple[int, float | None, float | None]]
) -> None:
    """Write points (number, latitude, longitude) for look-ups by distance; leaves out open ones."""
    cells = ((n, lat, lat, lon, lon) for n, lat, lon in rows if lat is not None and lon is not None)
    db.executemany("INSERT INTO near VALUES (?,?,?,?,?)", cells)


def finish(
    db: sqlite3.Connection, meta: dict[str, str], sources: Iterable[tuple[str, str, str]]
) -> None:
    """Write what the file is and rests on, make the indexes, and close it."""
    about = {"schema": SCHEMA_VERSION, **meta}
    db.executemany("INSERT INTO meta VALUES (?, ?)", about.items())
    db.executemany("INSERT INTO source VALUES (?, ?, ?)", sources)
    db.executescript(_INDEXES)
    db.commit()
    db.execute("ANALYZE")
    db.close()
