"""The report of ``review_report``, kept, and a room to decide on it in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.names.registry import Registry
from counterclaim.review import Names, ReviewRoom

sys.path.insert(0, str(Path(__file__).parent))

from review_report import report, save


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A database that holds the report."""
    path = str(tmp_path / "review.db")
    save(path, report())
    return path


@pytest.fixture
def room(where: str) -> Iterator[ReviewRoom]:
    """A room to decide in."""
    room = ReviewRoom.open(where)
    yield room
    room.close()


@pytest.fixture(scope="session")
def names() -> Names:
    """The registry's names; no places."""
    return Names(Registry.load())
