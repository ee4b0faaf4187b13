"""``code``: reports in, claims out, problems named."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from counterclaim.model.record import load_coded, schema
from counterclaim.store import Reader, StoreError

PROGRAM = Path(sys.prefix) / "bin" / "counterclaim"
REPORT = "The Syrian army shelled Tabqa on Monday, killing at least 12 civilians, SANA said."


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Two good articles among inputs of every bad kind."""
    lines = [json.dumps({"id": f"a{n}", "text": REPORT}) for n in range(16)]
    contents = {
        "empty.txt": b"",
        "binary.dat": bytes(range(256)) * 20,
        "lines.jsonl": "\n".join([*lines, '{"text": broken', '{"title": "t"}']).encode(),
        "latin.txt": REPORT.replace("Tabqa", "Tabq\xe1").encode("latin-1"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / "missing.txt", *(tmp_path / name for name in contents)]


def test_lines_are_records_and_problems_are_named(command, inputs) -> None:
    done = command("code", *inputs, "--jsonl", "--with", "mentions,attributions,dates")
    assert done.status == 1
    records = [json.loads(line) for line in done.out.splitlines()]
    assert len(records) == 17
    validator = jsonschema.Draft202012Validator(schema())
    for record, line in zip(records, done.out.splitlines(), strict=True):
        validator.validate(record)
        assert list(record)[-3:] == ["mentions", "attributions", "dates"]
        assert load_coded(line).article.wording(load_coded(line).claims[0].sentence) in REPORT + (
            load_coded(line).article.text
        )
    for problem in (
        "missing.txt: ",
        "empty.txt: ",
        "binary.dat: ",
        "line 17: ",
        "line 18: ",
        "isn't UTF-8",
    ):
        assert len([line for line in done.err.splitlines() if problem in line]) == 1
    assert len(done.err.splitlines()) == 6


def test_the_same_input_gives_the_same_bytes(command, inputs) -> None:
    first = command("code", inputs[3], "--jsonl")
    assert first.out == command("code", inputs[3], "--jsonl").out


def test_coding_twice_changes_nothing(command, inputs, tmp_path: Path) -> None:
    db = tmp_path / "twice.db"
    done = command("code", *inputs, "--db", db)
    assert done.status == 1
    assert "17 articles, 17 claims, 6 problems; kept in" in done.err
    before = dump(db)
    again = command("code", *inputs, "--db", db)
    assert "17 of them known and unchanged" in again.err
    assert dump(db) == before
    with Reader.open(str(db)) as reader:
        assert len(reader.issues()) == 6


def dump(db: Path) -> list[object]:
    with closing(sqlite3.connect(db)) as database:
        tables = ("article", "claim", "claim_source", "claim_actor", "claim_loss", "relation")
        return [database.execute(f"SELECT * FROM {name}").fetchall() for name in tables]


def test_an_unusable_database_is_told_before_anything_is_coded(command, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database " * 100)
    done = command("code", tmp_path, "--db", tmp_path / "x.db")
    assert done.status == 1
    assert done.err.startswith("Error: ")
    assert "not a Counterclaim database" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["code"], "Missing argument 'INPUT...'"),
        (["code", "x", "--jsonl", "--with", "names"], "names is none of mentions"),
        (["code", "x", "--with", "dates"], "--with adds to what --jsonl writes"),
        (["cod"], "No such command 'cod'"),
    ],
)
def test_a_wrong_call_is_status_two(command, arguments: list[str], said: str) -> None:
    done = command(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_ctrl_c_stops_cleanly_and_keeps_what_is_done(tmp_path: Path) -> None:
    articles = tmp_path / "many.jsonl"
    rows = (json.dumps({"id": f"a{n}", "text": f"{REPORT} " * 20}) for n in range(3000))
    articles.write_text("\n".join(rows))
    db = tmp_path / "stopped.db"
    running = subprocess.Popen(
        [PROGRAM, "code", articles, "--db", db], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and count(db) < 3:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert told.strip() == "Stopped. What was finished is kept."
    with Reader.open(str(db)) as reader:
        found = list(reader.articles())
        assert 3 <= len(found) < 3000
        assert all(one.claims for one in found)


def count(db: Path) -> int:
    if not db.exists():
        return 0
    try:
        with Reader.open(str(db)) as reader:
            return len(list(reader.articles()))
    except StoreError:
        return 0


def test_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [PROGRAM, "code", "-", "--jsonl"],
        input=REPORT.encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    coded = load_coded(done.stdout)
    assert coded.article.path == "-"
    assert coded.claims[0].kind == "shelling"
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


def test_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    outer, inner = pty.openpty()
    line = [PROGRAM, "code", "report.txt", "--jsonl"]
    running = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=inner, cwd=tmp_path)
    os.close(inner)
    drawn = b"".join(until_closed(outer)).decode()
    out, _ = running.communicate(timeout=30)
    assert running.returncode == 0
    assert "loading the language model" in drawn
    assert load_coded(out).claims


def until_closed(terminal: int) -> Iterator[bytes]:
    """What is written to a terminal, read as it comes: it holds no more than 4,096 bytes."""
    with os.fdopen(terminal, "rb", buffering=0) as opened:
        while True:
            try:
                part = opened.read(4096)
            except OSError:  # how Linux says that the other end was closed
                return
            if not part:
                return
            yield part
