"""What can be wrong with a database, and what a person is told."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from counterclaim.model import CodedArticle
from counterclaim.model.record import dump_coded_bytes
from counterclaim.store import ClaimFilter, Reader, StoreError, Writer, tables
from counterclaim.store.filters import narrow_claims


def test_there_is_none(tmp_path: Path) -> None:
    where = tmp_path / "none.db"
    with pytest.raises(StoreError, match=r"none\.db: there is no database; make it with"):
        Reader.open(str(where))
    assert not where.exists()


def test_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the folder .* doesn't exist"):
        Writer.open(str(tmp_path / "no" / "x.db"), coder="1")


@pytest.mark.parametrize("content", [b"Dear diary, " * 100, b"SQLite format 3\0" + b"x" * 2000])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "notes.txt"
    where.write_bytes(content)
    for opened in (Reader.open, lambda name: Writer.open(name, coder="1")):
        with pytest.raises(StoreError, match=r"notes\.txt: .*--db"):
            opened(str(where))
    assert where.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    where = tmp_path / "other.db"
    with closing(sqlite3.connect(where)) as database:
        database.execute("CREATE TABLE recipe (name TEXT)")
    for opened in (Reader.open, lambda name: Writer.open(name, coder="1")):
        with pytest.raises(StoreError, match="not a Counterclaim database"):
            opened(str(where))


def test_a_damaged_database(tmp_path: Path, coded: CodedArticle) -> None:
    where = tmp_path / "damaged.db"
    with Writer.open(str(where), coder="1") as writer:
        for number in range(50):
            article = replace(coded.article, id=f"a{number}")
            writer.save(replace(coded, article=article))
    pages = where.read_bytes()
    where.write_bytes(pages[:4096] + os.urandom(len(pages) - 4096))
    with (
        pytest.raises(StoreError, match=r"damaged\.db: the database is damaged .*recover"),
        Reader.open(str(where)) as reader,
    ):
        list(reader.claims())


def test_tables_of_another_version(tmp_path: Path) -> None:
    where = tmp_path / "old.db"
    Writer.open(str(where), coder="1").close()
    with closing(sqlite3.connect(where)) as database:
        database.execute("UPDATE about SET value = '0' WHERE key = 'schema_version'")
        database.commit()
    with pytest.raises(StoreError, match="its tables are of version 0"):
        Reader.open(str(where))


def test_an_address_that_cannot_be_opened() -> None:
    with pytest.raises(StoreError, match="no database can be opened under this address"):
        Reader.open("nosuch://host/name")


_SAVE_AND_DIE = """
import os, sys
from counterclaim.model.record import load_coded
from counterclaim.store import Writer, writer

kept = writer._save_relations
def die(*arguments):
    kept(*arguments)
    os._exit(9)
writer._save_relations = die
Writer.open(sys.argv[1], coder="1").save(load_coded(sys.stdin.buffer.read()))
"""


def test_a_program_killed_while_saving_leaves_nothing(tmp_path: Path, coded: CodedArticle) -> None:
    where = tmp_path / "killed.db"
    line = dump_coded_bytes(coded)
    killed = subprocess.run([sys.executable, "-c", _SAVE_AND_DIE, where], input=line, check=False)
    assert killed.returncode == 9
    with Reader.open(str(where)) as reader:
        assert list(reader.articles()) == []
        assert list(reader.claims()) == []
    with Writer.open(str(where), coder="1") as writer:
        writer.save(coded)
    with Reader.open(str(where)) as reader:
        assert len(list(reader.claims())) == 2


def test_the_tables_and_queries_are_no_sqlite_of_their_own() -> None:
    dialect = postgresql.dialect()
    for table in tables.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    wanted = ClaimFilter(actor="x", place="y", source="z", text="t", article="a")
    query = narrow_claims(select(tables.claim).join(tables.article), wanted)
    assert "substr" in str(query.compile(dialect=dialect))
