"""A database of an older version is brought up to date, with all that it holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.linking.linker import Linker
from counterclaim.model import CodedArticle
from counterclaim.names.registry import Registry
from counterclaim.store import EventFilter, StoreError, ViewReader, Writer
from counterclaim.store.linking import EventWriter
from counterclaim.store.tables import SCHEMA_VERSION

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
OF_TODAY = ("coded", "verdict", "decision", "asks", "doubt", "doubts")


@pytest.fixture
def today(tmp_path: Path, coded: CodedArticle) -> Path:
    """A database as it is made today, linked."""
    where = tmp_path / "today.db"
    with Writer.open(str(where), coder="1") as writer:
        writer.save(coded)
    with EventWriter.open(str(where)) as events:
        events.link(Linker(Registry.load()))
    return where


@pytest.fixture
def old(today: Path) -> Path:
    """The same as version 2 would have kept it."""
    with closing(sqlite3.connect(today)) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        for name in ("event_words", "article_words", "event_search", "decision", "person"):
            database.execute(f"DROP TABLE {name}")
        for (name,) in database.execute(INDEXES).fetchall():
            if name.endswith(("_waiting", "_asks", "_score", "_shown", "_said", "_home")):
                database.execute(f"DROP INDEX {name}")
        for name in OF_TODAY:
            database.execute(f"ALTER TABLE claim DROP COLUMN {name}")
        database.execute("UPDATE about SET value = '2' WHERE key = 'schema_version'")
        database.commit()
    return today


def shape(where: Path) -> dict[str, set[str]]:
    """Tables with their columns, and what else there is, by kind."""
    with closing(sqlite3.connect(where)) as database:
        rows = database.execute("SELECT type, name FROM sqlite_master").fetchall()
        told = {name: columns(database, name) for kind, name in rows if kind == "table"}
    return {**told, **{kind: {n for k, n in rows if k == kind} for kind in ("index", "trigger")}}


def columns(database: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in database.execute(f"PRAGMA table_info('{table}')")}


def test_it_becomes_as_one_made_today(tmp_path: Path, today: Path, old: Path) -> None:
    fresh = tmp_path / "fresh.db"
    Writer.open(str(fresh), coder="1").close()
    with ViewReader.open(str(old)) as reader:
        assert len(reader.found_articles(["shell"], 5)) == 1
        assert reader.found_events(["tabqa"], 5)
        assert list(reader.events(EventFilter(place="abqa")))
    assert shape(old) == shape(fresh)
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("SELECT count(*) FROM claim WHERE coded = record").fetchone()[0]
        (version,) = database.execute("SELECT value FROM about WHERE key = 'schema_version'")
        assert version == (str(SCHEMA_VERSION),)


def test_one_that_a_newer_program_made_is_left_alone(today: Path) -> None:
    with closing(sqlite3.connect(today)) as database:
        database.execute("UPDATE about SET value = '999' WHERE key = 'schema_version'")
        database.commit()
    with pytest.raises(StoreError, match=r"version 999, this .*; use the newer program"):
        ViewReader.open(str(today))
