"""Lets the tests of this room import what lies beside them; a data folder for each test."""

import sys
from pathlib import Path

import pytest

from counterclaim.names.gazetteer import GazetteerMissing, find_gazetteer

sys.path.append(str(Path(__file__).parent))


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of places, empty; skips where no gazetteer is built."""
    try:
        find_gazetteer()
    except GazetteerMissing as error:
        pytest.skip(str(error))
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(find_gazetteer()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "counterclaim" / "places"
