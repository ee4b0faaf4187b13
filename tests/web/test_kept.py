"""What is kept of a database is forgotten when it changes."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from counterclaim.store import ViewReader
from counterclaim.web.kept import Kept


@pytest.fixture
def copy(database: Path, tmp_path: Path) -> Path:
    """A copy of the database to change."""
    where = tmp_path / "copy.db"
    with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(where)) as new:
        old.backup(new)
    return where


@pytest.fixture
def kept(copy: Path) -> Iterator[Kept]:
    with ViewReader.open(str(copy)) as reader:
        yield Kept(reader)


def change(where: Path) -> None:
    with closing(sqlite3.connect(where)) as database:
        database.execute("UPDATE article SET title = title || '!'")
        database.commit()


def test_it_is_worked_out_once_until_the_database_changes(kept: Kept, copy: Path) -> None:
    numbers = count()
    assert [kept.get("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
    assert kept.get("b", lambda: next(numbers)) == 1
    change(copy)
    assert kept.get("a", lambda: next(numbers)) == 2


def test_what_is_slow_is_old_until_the_new_is_made(kept: Kept, copy: Path) -> None:
    numbers = count()
    state, first = kept.get_slow("a", lambda: next(numbers))
    assert first == 0
    change(copy)
    assert kept.get_slow("a", lambda: next(numbers)) == (state, 0)
    until = time.monotonic() + 60
    while kept.get_slow("a", lambda: next(numbers))[1] == 0:
        assert time.monotonic() < until
        time.sleep(0.01)
    again, second = kept.get_slow("a", lambda: next(numbers))
    assert second == 1
    assert again != state
