"""``articles``, ``claims``, ``show``: finding one's way from a list to the text."""

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.cli import wording
from counterclaim.cli.listing import print_csv
from counterclaim.store import Reader


@pytest.fixture(params=[80, 120])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_lists_fit_the_terminal_and_keep_ids_whole(command, db: Path, width: int) -> None:
    for name in ("articles", "claims"):
        done = command(name, "--db", db)
        assert done.status == 0
        assert max(map(len, done.out.splitlines())) <= width
        rows = json.loads(command(name, "--db", db, "--format", "json").out)
        assert len(rows) > 10
        assert all(row["id"] in done.out for row in rows)


def test_claims_by_condition(command, db: Path) -> None:
    every = json.loads(command("claims", "--db", db, "--format", "json").out)
    denied = json.loads(command("claims", "--db", db, "--format", "json", "--stance", "denied").out)
    assert denied == [claim for claim in every if claim["stance"] == "denied"]
    assert denied
    assert command("claims", "--db", db, "--format", "json", "--actor", "nobody").out == "[]\n"
    assert (
        len(json.loads(command("claims", "--db", db, "--format", "json", "--limit", "3").out)) == 3
    )


def test_a_misspelt_kind_is_told(command, db: Path) -> None:
    done = command("claims", "--kind", "airstrike", "--db", db)
    assert done.status == 2
    assert "'airstrike' is no kind; the kinds are armed-clash" in done.err


def test_csv_says_the_same(command, db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(command("claims", "--db", db, "--format", "csv").out)))
    every = json.loads(command("claims", "--db", db, "--format", "json").out)
    assert [row["id"] for row in rows] == [claim["id"] for claim in every]
    assert [row["sentence"].lstrip("'") for row in rows] == [
        claim["text"].lstrip("'") for claim in every
    ]


def test_no_cell_can_run_in_a_spreadsheet(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["a"], [{"a": text} for text in ("=1+1", "+1", "-1", "@x", "fine", -1.5, None)])
    cells = capsys.readouterr().out.splitlines()[1:]
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "fine", "-1.5", '""']


def test_from_a_claim_to_the_bytes(command, db: Path, width: int) -> None:
    with Reader.open(str(db)) as reader:
        claims = list(reader.claims())
    found = next(one for one in claims if one.claim.sources and one.claim.casualties)
    done = command("show", found.claim.id, "--db", db)
    assert max(map(len, done.out.splitlines())) <= width
    plain = " ".join(done.out.split())
    told = found.article.wording(found.claim.span)
    assert f">>{' '.join(told.split())}<<" in plain
    for part in (found.claim.kind, found.claim.stance, found.article.id):
        assert part in plain
    assert found.article.sha256 in "".join(done.out.split())
    text = command("show", found.article.id, "--text", "--db", db)
    assert text.out == found.article.text + "\n"
    record = json.loads(command("show", found.claim.id, "--format", "json", "--db", db).out)
    assert record["text"] == found.sentence


def test_an_article_with_its_claims(command, db: Path) -> None:
    with Reader.open(str(db)) as reader:
        found = next(one for one in reader.articles() if one.claims and one.article.origin)
    done = command("show", found.article.id, "--db", db)
    for part in (found.article.title, found.article.sha256, "reprint of"):
        assert str(part) in done.out
    record = json.loads(command("show", found.article.id, "--format", "json", "--db", db).out)
    assert len(record["claims"]) == found.claims
    assert record["article"]["text"] == found.article.text


def test_an_unknown_id(command, db: Path) -> None:
    done = command("show", "zzz", "--db", db)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: zzz: no event, claim or article of this id")


def test_no_report_can_steer_the_terminal() -> None:
    assert wording.printable("a\x1b[2Jb\x07c\x9bd\r\n\te") == "a[2Jbcd\n\te"
