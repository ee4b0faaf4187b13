"""The sample reports, coded once by the real program, and exported by the real command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.cli.door import run

SAMPLES = Path(__file__).parents[2] / "src" / "counterclaim" / "samples"

Export = Callable[..., tuple[Path, dict]]


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all sample reports in it."""
    where = tmp_path_factory.mktemp("exports") / "samples.db"
    inputs = [SAMPLES / "wire.jsonl", *sorted(SAMPLES.glob("*-*.*"))]
    assert run(["code", *map(str, inputs), "--db", str(where)]) == 0
    return where


@pytest.fixture
def export(db: Path, tmp_path: Path) -> Export:
    """Exports; gives where it was written and the loss report beside it."""

    def exported(form: str, *options: str, name: str = "out") -> tuple[Path, dict]:
        path = tmp_path / f"{form}-{name}"
        assert run(["export", form, "-o", str(path), "--db", str(db), *options]) == 0
        report = path.with_name(path.name + ".loss.json")
        return path, json.loads(report.read_text(encoding="utf-8"))

    return exported
