"""Finding what is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counterclaim.model import CodedArticle
from counterclaim.store import ArticleFilter, ClaimFilter, Reader, StoreError, Writer


@pytest.fixture
def reader(tmp_path: Path, coded: CodedArticle) -> Iterator[Reader]:
    where = str(tmp_path / "test.db")
    other = replace(
        coded,
        article=replace(coded.article, id="repeat", published=None, sha256="c" * 64, path="x"),
        claims=(replace(coded.claims[0], id="d1", date=None, place=None),),
        relations=(),
    )
    with Writer.open(where, coder="1") as writer:
        writer.save(other)
        writer.save(coded)
    with Reader.open(where) as opened:
        yield opened


def ids(reader: Reader, wanted: ClaimFilter) -> list[str]:
    return [found.claim.id for found in reader.claims(wanted)]


def test_claims_come_whole_and_in_order(reader: Reader, coded: CodedArticle) -> None:
    found = list(reader.claims())
    assert [one.claim for one in found][:2] == list(coded.claims)
    assert found[0].article == coded.article
    assert found[1].sentence == "The army denied it."
    assert found[2].claim.id == "d1"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ClaimFilter(kind="shelling"), ["c1", "c2", "d1"]),
        (ClaimFilter(kind="attack"), []),
        (ClaimFilter(stance="denied"), ["c2"]),
        (ClaimFilter(actor="fsa", article="report"), ["c1", "c2"]),
        (ClaimFilter(actor="free arm"), ["c1", "c2", "d1"]),
        (ClaimFilter(actor="free%"), []),
        (ClaimFilter(source="émigrÉs", stance="denied"), ["c2"]),
        (ClaimFilter(place="tabqa"), ["c1", "c2"]),
        (ClaimFilter(place="sy"), ["c1", "c2"]),
        (ClaimFilter(text="100% of"), ["c1", "d1"]),
        (ClaimFilter(text="army"), ["c2"]),
        (ClaimFilter(since=date(2017, 8, 9)), ["c1", "c2"]),
        (ClaimFilter(since=date(2017, 8, 10)), []),
        (ClaimFilter(until=date(2017, 8, 7)), ["c1", "c2"]),
        (ClaimFilter(until=date(2017, 8, 6)), []),
        (ClaimFilter(article="repeat"), ["d1"]),
    ],
)
def test_claims_can_be_chosen(reader: Reader, wanted: ClaimFilter, expected: list[str]) -> None:
    assert ids(reader, wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ArticleFilter(), ["report", "repeat"]),
        (ArticleFilter(publisher="post", since=date(2017, 8, 10)), ["report"]),
        (ArticleFilter(until=date(2017, 8, 9)), []),
        (ArticleFilter(text="ÉMIGRÉS"), ["report", "repeat"]),
    ],
)
def test_articles_can_be_chosen(reader: Reader, wanted: ArticleFilter, expected: list[str]) -> None:
    assert [found.article.id for found in reader.articles(wanted)] == expected


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(reader: Reader) -> None:
    found = reader.find_claim("d")
    assert found is not None
    assert found.claim.id == "d1"
    assert reader.find_claim("nothing") is None
    with pytest.raises(StoreError, match="several ids begin so"):
        reader.find_article("rep")


def test_an_article_has_its_claims_relations_and_issues(
    reader: Reader, coded: CodedArticle
) -> None:
    found = reader.find_article("report")
    assert found is not None
    assert (found.article, found.claims, found.coder) == (coded.article, 2, "1")
    assert [one.claim for one in reader.claims_of(found)] == list(coded.claims)
    assert reader.relations(found) == list(coded.relations)
    assert reader.issues(found) == list(coded.issues)
