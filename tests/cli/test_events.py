"""``events``, ``show`` of an event, ``control`` and ``diff`` over the sample reports."""

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.cli.door import run

SAMPLES = Path(__file__).parents[2] / "src" / "counterclaim" / "samples"

KEYS = {
    "id", "kind", "grade", "reason", "date", "place", "claims", "articles", "origins", "versions",
}  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all sample reports in it, the agency's too."""
    where = tmp_path_factory.mktemp("events") / "samples.db"
    inputs = [SAMPLES / "wire.jsonl", *sorted(SAMPLES.glob("*-*.*"))]
    assert run(["code", *map(str, inputs), "--db", str(where)]) == 0
    return where


@pytest.fixture
def events(command, db: Path) -> list[dict]:
    return json.loads(command("events", "--db", db, "--format", "json").out)


def largest(events: list[dict], article: str) -> dict:
    return max((e for e in events if article in e["articles"]), key=lambda e: len(e["claims"]))


def test_an_event_has_the_keys_that_others_build_on(events: list[dict]) -> None:
    assert events
    assert all(set(event) >= KEYS for event in events)
    assert len({event["id"] for event in events}) == len(events)


def test_one_happening_told_by_several_reports_is_one_event(events: list[dict]) -> None:
    mosul = largest(events, "lw-20170325-mosul")
    assert {"tigris-dispatch-2017-03-26", "potomac-defense-digest-2017-05-25"} <= set(
        mosul["articles"]
    )
    assert mosul["grade"] == "confirmed"


def test_from_a_number_to_the_sentence(command, db: Path, events: list[dict]) -> None:
    event = largest(events, "lw-20170405-toll")
    tolls = [f for f in event["versions"] if f["field"] == "losses" and f["effect"] == "killed"]
    version = next(v for f in tolls for v in f["versions"] if v["low"] == 86)
    claim = version["quotations"][0]["claim"]
    shown = json.loads(command("show", claim, "--db", db, "--format", "json").out)
    assert "86" in shown["text"]


def test_a_reprint_is_told_and_counted_once(command, db: Path, events: list[dict]) -> None:
    articles = json.loads(command("articles", "--db", db, "--format", "json").out)
    originals = {a["id"]: a["reprint_of"] for a in articles}
    assert originals["harbor-daily-2017-03-23"] == "lw-20170322-mansoura"
    assert originals["lw-20170322-mansoura"] is None
    event = largest(events, "harbor-daily-2017-03-23")
    assert not any("Harbor Daily" in origin["name"] for origin in event["origins"])


@pytest.mark.parametrize("width", ["60", "140"])
def test_show_sets_versions_side_by_side(
    command, db: Path, events: list[dict], width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    event = largest(events, "lw-20170325-mosul")
    out = command("show", event["id"], "--db", db, "--toll", "highest").out
    assert "confirmed" in out
    assert "quotations" in out and "why these are one event" in out
    assert "(highest, of" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= int(width)


def test_csv_names_the_policy_of_a_toll(command, db: Path) -> None:
    out = command("events", "--db", db, "--format", "csv", "--toll", "lowest").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert {row["toll_policy"] for row in rows} == {"lowest"}


def test_conditions_narrow(command, db: Path) -> None:
    out = command("events", "--db", db, "--format", "json", "--grade", "confirmed").out
    assert {event["grade"] for event in json.loads(out)} == {"confirmed"}
    assert command("events", "--db", db, "--kind", "nonsense").status == 2


def test_control_never_guesses(command, db: Path) -> None:
    spans = json.loads(command("control", "Palmyra", "--db", db, "--format", "json").out)
    assert "sy-army" in {span["holder"] for span in spans}
    late = command("control", "Palmyra", "--on", "2018-01-01", "--db", db, "--format", "json")
    assert {answer["how"] for answer in json.loads(late.out)} == {"last told"}
    early = command("control", "Palmyra", "--on", "2010-01-01", "--db", db, "--format", "json")
    assert json.loads(early.out) == []
    nowhere = command("control", "Nowhere", "--db", db)
    assert "Nothing in" in nowhere.err


def test_a_control_that_no_claim_tells_is_in_the_ledger(command, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    text = "Raqqa, which is controlled by ISIS, has had no water for a week, residents said."
    row = {"id": "k1", "publisher": "River Post", "published": "2016-05-03", "text": text}
    report.write_text(json.dumps(row) + "\n", encoding="utf-8")
    kept = tmp_path / "kept.db"
    assert command("code", report, "--db", kept).status == 0
    (span,) = json.loads(command("control", "Raqqa", "--db", kept, "--format", "json").out)
    assert span["holder"] == "islamic-state"


def test_diff_lists_every_change_with_its_reason(command, db: Path) -> None:
    found = json.loads(command("diff", "--since", "2000-01-01", "--db", db, "--format", "json").out)
    assert {"article added", "event added"} <= {change["kind"] for change in found}
    assert all(change["reason"] for change in found)
    none = command("diff", "--since", "2999-01-01", "--db", db, "--format", "json")
    assert json.loads(none.out) == []
