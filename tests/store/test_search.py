"""Finding by words follows what is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.linking.linker import Linker
from counterclaim.model import CodedArticle
from counterclaim.names.registry import Registry
from counterclaim.store import EventFilter, ViewReader, Writer
from counterclaim.store.linking import EventWriter
from counterclaim.store.text_index import BEGIN, END


def keep(where: Path, coded: CodedArticle, coder: str) -> None:
    with Writer.open(str(where), coder=coder) as writer:
        writer.save(coded)
    with EventWriter.open(str(where)) as events:
        events.link(Linker(Registry.load()))


@pytest.fixture
def where(tmp_path: Path, coded: CodedArticle) -> Path:
    where = tmp_path / "words.db"
    keep(where, coded, "1")
    return where


def test_an_article_by_the_beginnings_of_its_words(where: Path) -> None:
    with ViewReader.open(str(where)) as reader:
        (hit,) = reader.found_articles(["shell", "emigre"], 5)
        assert f"{BEGIN}shelled{END}" in hit.around
        assert reader.found_articles(["helled"], 5) == []
        assert reader.found_articles(['"', "*"], 5) == []


def test_events_by_any_part_of_a_name(where: Path) -> None:
    with ViewReader.open(str(where)) as reader:
        assert reader.found_events(["ABQ", "free army"], 5)
        assert reader.found_events(["abq", "nobody"], 5) == []
        (event, *_) = reader.event_rows(EventFilter())
        assert event.id in {row.id for row in reader.found_events([event.id[:6]], 5)}
        for wanted in (
            EventFilter(actor="ree arm"), EventFilter(actor="fsa"), EventFilter(place="sy"),
            EventFilter(source="ÉMIGRÉ"), EventFilter(place="Ta"),
        ):  # fmt: skip
            assert list(reader.events(wanted)), wanted
        assert not list(reader.events(EventFilter(actor="ree armada")))


def test_what_is_gone_is_not_found(where: Path, coded: CodedArticle) -> None:
    with ViewReader.open(str(where)) as reader:
        before = reader.state()
        keep(where, replace(coded, claims=()), "2")
        assert reader.state() != before
        assert reader.found_events(["tabqa"], 5) == []
        assert reader.found_articles(["shell"], 5)
