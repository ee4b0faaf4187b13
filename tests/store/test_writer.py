"""Saving: wholly or not at all, once, and with ids and rows that stay."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.model import CodedArticle, Issue
from counterclaim.store import Reader, Saved, StoreError, Writer


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as database:
        names = [
            r[0] for r in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {name: sorted(database.execute(f"SELECT * FROM {name}"), key=str) for name in names}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


def save(db: Path, *coded: CodedArticle, coder: str = "1") -> list[Saved]:
    with Writer.open(str(db), coder=coder) as writer:
        return [writer.save(one) for one in coded]


def test_coding_the_same_twice_changes_nothing(db: Path, coded: CodedArticle) -> None:
    assert save(db, coded) == [Saved.NEW]
    before = content(db)
    assert save(db, coded) == [Saved.UNCHANGED]
    assert content(db) == before


def test_all_that_a_claim_lists_can_be_searched(db: Path, coded: CodedArticle) -> None:
    save(db, coded)
    rows = content(db)
    assert len(rows["claim"]) == 2
    assert [len(rows[f"claim_{part}"]) for part in ("source", "actor", "loss", "weapon")] == [
        2,
        4,
        2,
        2,
    ]
    assert len(rows["relation"]) == len(rows["issue"]) == 1


def test_another_version_of_the_program_replaces_claims_and_keeps_rows(
    db: Path, coded: CodedArticle
) -> None:
    save(db, coded)
    numbers = {row[2]: row[0] for row in content(db)["claim"]}
    first, second = coded.claims
    changed = replace(second, kind="attack", sources=())
    new = replace(first, id="c3")
    better = replace(coded, claims=(changed, new), issues=())
    assert save(db, better, coder="2") == [Saved.RECODED]
    rows = content(db)
    assert {row[2] for row in rows["claim"]} == {"c2", "c3"}
    assert {row[2]: row[0] for row in rows["claim"]}["c2"] == numbers["c2"]
    assert len(rows["claim_source"]) == 1
    assert rows["issue"] == []
    with Reader.open(str(db)) as reader:
        assert [c.claim for c in reader.claims()] == [changed, new]


def test_a_changed_text_is_a_new_version_and_the_old_stays(db: Path, coded: CodedArticle) -> None:
    article = replace(coded.article, sha256="b" * 64, text=coded.article.text + " More.")
    revised = replace(coded, article=article)
    assert save(db, coded, revised, coded, revised) == [
        Saved.NEW,
        Saved.REVISED,
        Saved.UNCHANGED,
        Saved.UNCHANGED,
    ]
    with Reader.open(str(db)) as reader:
        assert [found.article for found in reader.articles()] == [article]
        newest = reader.find_article("report")
        assert newest is not None
        assert newest.article == article
        assert {c.article.sha256 for c in reader.claims()} == {"b" * 64}
    assert len(content(db)["claim"]) == 4


def test_files_of_one_name_are_no_versions_of_each_other(db: Path, coded: CodedArticle) -> None:
    elsewhere = replace(coded.article, path="other/report.txt", sha256="b" * 64)
    assert save(db, coded, replace(coded, article=elsewhere)) == [Saved.NEW, Saved.NEW]
    with Reader.open(str(db)) as reader:
        assert len(list(reader.articles())) == 2


def test_a_failure_half_way_leaves_nothing(db: Path, coded: CodedArticle) -> None:
    twice = replace(coded, claims=(coded.claims[0], coded.claims[0]))
    with Writer.open(str(db), coder="1") as writer, pytest.raises(StoreError, match=r"test\.db"):
        writer.save(twice)
    rows = content(db)
    assert rows["article"] == rows["claim"] == rows["claim_actor"] == []


def test_a_problem_is_kept_once_and_goes_when_mended(db: Path, coded: CodedArticle) -> None:
    broken = Issue(code="bad-json", message="no JSON", path=coded.article.path, line=17)
    for _ in range(2):
        with Writer.open(str(db), coder="1") as writer:
            writer.save_issue(broken)
            writer.save_issue(broken)
        with Reader.open(str(db)) as reader:
            assert reader.issues() == [broken]
    save(db, coded)
    with Reader.open(str(db)) as reader:
        assert reader.issues() == []
