"""The commands of review: people, decisions, gold, agreement, scoring by decisions."""

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.cli.door import run
from counterclaim.model import Act, Person, Role
from counterclaim.review import ReviewRoom, password_fits
from counterclaim.store import ClaimFilter, Reader
from counterclaim.store.people import People

TEXT = (
    "Rebels shelled the town of Douma on Monday, killing 12 people, activists said. "
    "The Syrian army denied that it had bombed a hospital in Idlib."
)
ADA = Person("ada", Role.CURATOR)


@pytest.fixture
def db(tmp_path: Path) -> str:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    where = str(tmp_path / "review.db")
    assert run(["code", str(report), "--db", where]) == 0
    return where


def claims(db: str) -> list[tuple[str, str]]:
    with Reader.open(db) as reader:
        return [(s.article.id, s.claim.id) for s in reader.claims(ClaimFilter())]


def accept_all(db: str, who: Person = ADA) -> None:
    room = ReviewRoom.open(db)
    room.decide_all(who, Act.ACCEPT, claims(db), why="=right")
    room.close()


def test_people_are_added_listed_and_removed(
    db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_USER_PASSWORD", "short")
    assert run(["users", "add", "ada", "--db", db]) == 2
    assert "10 characters or more" in capsys.readouterr().err
    monkeypatch.setenv("COUNTERCLAIM_USER_PASSWORD", "a long password")
    assert run(["users", "add", "ada", "--role", "curator", "--db", db]) == 0
    with People.open(db) as people:
        account = people.find("ada")
    assert account is not None
    assert account.person.role is Role.CURATOR
    assert account.secret.startswith("scrypt$32768$8$1$")
    assert password_fits("a long password", account.secret)
    assert not password_fits("another password", account.secret)
    assert run(["users", "list", "--db", db]) == 0
    assert "curator" in capsys.readouterr().out
    assert run(["users", "remove", "ada", "--db", db]) == 0
    assert run(["users", "remove", "ada", "--db", db]) == 1
    assert "nobody of this name" in capsys.readouterr().err


def test_decisions_are_listed(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decisions", "--db", db, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    accept_all(db)
    assert run(["decisions", "--db", db, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [d["number"] for d in told] == list(range(1, len(told) + 1))
    assert [d["previous"] for d in told[1:]] == [d["digest"] for d in told[:-1]]
    assert run(["decisions", "--db", db, "--format", "csv", "--limit", "1"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["number"] == str(len(told))
    assert row["why"] == "'=right"
    assert run(["decisions", "--db", db, "--by", "ben", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_gold_is_written_with_its_articles_and_scored(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "own.json"
    assert run(["decisions", "--gold", str(gold), "--db", db]) == 1
    assert "nobody decided" in capsys.readouterr().err
    accept_all(db)
    assert run(["decisions", "--gold", str(gold), "--db", db]) == 0
    capsys.readouterr()
    assert run(["evaluate", str(gold), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["f1"] == pytest.approx(1.0)


def test_the_coder_is_scored_by_decisions(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--decisions", "--db", db]) == 1
    accept_all(db)
    assert run(["evaluate", "--decisions", "--db", db]) == 0
    assert "accepted, 0 corrected, 0 rejected, 0 added" in capsys.readouterr().out
    assert run(["evaluate", "--decisions", "gold.json", "--db", db]) == 2
    assert run(["evaluate"]) == 2


def test_agreement_of_two(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    (article, _), *_ = claims(db)
    given = ["assign", article, "--to", "ben", "--by", "ada", "--db", db]
    assert run(given) == 1
    assert "two people or more" in capsys.readouterr().err
    assert run([*given, "--to", "eve"]) == 0
    for name in ("ben", "eve"):
        accept_all(db, Person(name, Role.CODER))
    assert run(["agreement", "--db", db, "--format", "json"]) == 0
    out = capsys.readouterr().out
    told = {figure["field"]: figure for figure in json.loads(out)}
    assert told["kind"]["units"] == len(claims(db))
    assert told["kind"]["percent"] == 1.0
    assert run(["agreement", "other", "--db", db]) == 0


def test_other_machines_are_served_where_people_must_sign_in(
    db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNTERCLAIM_PASSWORD", raising=False)
    assert run(["review", "--host", "0.0.0.0", "--db", db]) == 2
    assert "counterclaim users add" in capsys.readouterr().err
