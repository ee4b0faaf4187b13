"""The sample reports, coded once by the real program."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from counterclaim.cli.door import run

SAMPLES = Path(__file__).parents[2] / "src" / "counterclaim" / "samples"


@dataclass(frozen=True)
class Outcome:
    """What a command wrote, and its exit status."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs the program in this process."""

    def called(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(status, captured.out, captured.err)

    return called


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample reports in it."""
    where = tmp_path_factory.mktemp("cli") / "samples.db"
    assert run(["code", *map(str, sorted(SAMPLES.glob("*-*.*"))), "--db", str(where)]) == 0
    return where
