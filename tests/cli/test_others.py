"""``actors``, ``places``, ``schema``, ``evaluate``, ``demo``, and the door itself."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim import __version__
from counterclaim.cli.door import _COMMANDS, cli
from counterclaim.model.record import schema

PROGRAM = Path(sys.prefix) / "bin" / "counterclaim"
GOLD = Path(__file__).parents[1] / "gold" / "samples.json"


def test_help_is_quick_and_the_version_is_told() -> None:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - start)
    assert best < 0.4
    assert all(name in done.stdout for name in _COMMANDS)
    for option in ("-v", "--version"):
        told = subprocess.run([PROGRAM, option], capture_output=True, text=True, check=True)
        assert told.stdout == f"counterclaim, version {__version__}\n"


@pytest.mark.parametrize("name", _COMMANDS)
def test_the_list_of_commands_says_what_each_says(name: str) -> None:
    found = cli.get_command(None, name)  # type: ignore[arg-type]
    assert found is not None
    assert (found.help or "").split("\n\n")[0].replace("\n", " ") == _COMMANDS[name][1]
    assert found.name == name


def test_a_fault_is_one_line_and_debug_shows_where(command, tmp_path: Path) -> None:
    done = command("articles", "--db", tmp_path / "none.db")
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert "Traceback" not in done.err
    done = command("--debug", "articles", "--db", tmp_path / "none.db")
    assert "Traceback" in done.err
    assert done.err.splitlines()[-1].startswith("Error: ")


def test_a_closed_pipe_is_no_fault(db: Path) -> None:
    line = f"set -o pipefail; {PROGRAM} claims --db {db} --format json | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout == "[\n"
    assert "Error" not in done.stderr


def test_actors(command) -> None:
    found = json.loads(command("actors", "SDF", "--format", "json", "--on", "2017-08-07").out)
    assert found[0]["id"] == "syrian-democratic-forces"
    assert found[0]["inter"] == 2
    table = command("actors", "syrian-democratic-forces")
    assert "Syrian Democratic Forces" in table.out
    rows = csv.DictReader(io.StringIO(command("actors", "--format", "csv").out))
    assert len(list(rows)) > 250
    assert command("actors", "x", "--on", "last week").status == 2


def test_places(command) -> None:
    found = json.loads(command("places", "Raqqa", "--format", "json", "--limit", "5").out)
    assert len(found) == 5
    assert "SY" in {place["country"] for place in found}
    assert "settlement" in command("places", "Raqqa").out


def test_places_without_a_gazetteer(command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", "/nowhere/gazetteer.sqlite")
    done = command("places", "Raqqa")
    assert done.status == 1
    assert "make gazetteer" in done.err


def test_schema(command) -> None:
    assert json.loads(command("schema").out) == schema()


def test_evaluate(command, tmp_path: Path) -> None:
    samples = Path(__file__).parents[2] / "src" / "counterclaim" / "samples"
    coded = tmp_path / "coded.jsonl"
    coded.write_text(command("code", samples / "wire.jsonl", "--jsonl").out, encoding="utf-8")
    figures = json.loads(command("evaluate", GOLD, coded, "--format", "json").out)
    assert 0 < figures["f1"] <= 1
    assert figures["stance_n"] > 0
    shown = command("evaluate", GOLD, coded, "--errors")
    assert "claim F1" in shown.out
    assert "missed" in shown.out


def test_evaluate_without_what_it_needs(command, tmp_path: Path) -> None:
    done = command("evaluate", GOLD)
    assert done.status == 1
    assert "samples_articles.jsonl" in done.err
    (tmp_path / "bad.jsonl").write_text('\n{"article": {}}\n')
    done = command("evaluate", GOLD, tmp_path / "bad.jsonl")
    assert "bad.jsonl, line 2: not a record of CodedArticle: article.id: Field required" in done.err


@pytest.mark.parametrize("width", [80, 120])
def test_demo(command, tmp_path: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(tmp_path)
    done = command("demo")
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= width
    assert "\u2026" not in done.out
    for part in ("What was read: ", "What they claim: ", "What to try next"):
        assert part in done.out
    tries = [
        line.split()[1:] for line in done.out.splitlines() if line.startswith("  counterclaim ")
    ]
    for arguments in (one for one in tries if "YOUR_REPORTS" not in one):
        assert command(*arguments).status == 0
