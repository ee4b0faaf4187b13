"""Linking what is kept: little by little as all at once, ids that last, traces, changes."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from counterclaim.linking.linker import Linker
from counterclaim.model import Article, Claim, CodedArticle, Origin, Span, Stance
from counterclaim.model.claim import AcledType, DateRef, PlaceRef, PloverType, Speaker
from counterclaim.model.dates import DatePrecision
from counterclaim.model.place import PlaceRelation, Precision
from counterclaim.names.registry import Registry
from counterclaim.store import EventFilter, EventReader, Saved, Writer
from counterclaim.store.linking import EventWriter

DAY = date(2017, 4, 5)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Registry.load())


def told(id_: str, place: str, sentence: str, publisher: str, *sources: str) -> CodedArticle:
    """A report of one sentence that tells of an air strike."""
    span = Span(0, len(sentence))
    claim = Claim(
        id=f"c-{id_}", sentence=span, span=span, kind="air-strike", stance=Stance.ASSERTED,
        sources=tuple(Speaker(text=s, span=None, cue="said", actor=s, name=s) for s in sources),
        initiators=(), recipients=(),
        place=PlaceRef(
            text=place, span=None, relation=PlaceRelation.IN, name=place, gazetteer_id=f"t:{place}",
            country="SY", admin1=place, latitude=30.0 + len(place), longitude=36.0,
            precision=Precision.SETTLEMENT,
        ),
        date=DateRef(text="today", span=None, start=DAY, end=DAY, precision=DatePrecision.DAY),
        casualties=(), weapons=(), acled=AcledType(event_type=None, sub_event_type=None),
        plover=PloverType(event=None, mode=None), confidence=0.9,
    )  # fmt: skip
    article = Article(
        id=id_, path=f"{id_}.txt", text=sentence, publisher=publisher, published=DAY,
        sha256=sha256(sentence.encode()).hexdigest(),
    )  # fmt: skip
    return CodedArticle(article=article, claims=(claim,))


REPORTS = (
    told("a", "Douma", "Planes bombed Douma on Wednesday, a doctor of the town says.", "Post"),
    told("b", "Douma", "A market of Douma came under attack from the air.", "Times"),
    told("c", "Homs", "Homs was bombed by warplanes twice in the early hours.", "Post"),
    told("d", "Daraa al", "Barrels fell on Daraa, residents of it report by telephone.", "Times"),
    told("e", "Homs", "Two raids on Homs left craters in a field of barley.", "Echo"),
)


def save(where: Path, reports: Sequence[CodedArticle], linker: Linker) -> None:
    with Writer.open(str(where), coder="1") as writer:
        for coded in reports:
            writer.save(coded)
    with EventWriter.open(str(where)) as events:
        events.link(linker)


def groups(where: Path) -> dict[str, tuple[str, ...]]:
    with EventReader.open(str(where)) as reader:
        return {event.id: tuple(sorted(event.claims)) for event in reader.events()}


def test_little_by_little_as_all_at_once(tmp_path: Path, linker: Linker) -> None:
    save(tmp_path / "all.db", REPORTS, linker)
    expected = sorted(groups(tmp_path / "all.db").values())
    assert expected == [("c-a", "c-b"), ("c-c", "c-e"), ("c-d",)]
    for seed in range(3):
        where = tmp_path / f"{seed}.db"
        order = random.Random(seed).sample(REPORTS, len(REPORTS))
        for coded in order:
            save(where, [coded], linker)
        assert sorted(groups(where).values()) == expected


def test_an_id_lasts_while_an_event_only_gains_claims(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    save(where, [REPORTS[1]], linker)
    (first,) = groups(where)
    save(where, [REPORTS[0]], linker)
    assert groups(where) == {first: ("c-a", "c-b")}


def test_linking_again_changes_nothing(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    save(where, REPORTS, linker)
    with EventWriter.open(str(where)) as events:
        assert events.pending() == 0
        assert events.link(linker).changes == 0


def test_only_the_neighbourhood_is_touched(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    save(where, REPORTS[:4], linker)
    with Writer.open(str(where), coder="1") as writer:
        writer.save(REPORTS[4])
    with EventWriter.open(str(where)) as events:
        assert events.link(linker).events == 1


def test_a_changed_text_supersedes_its_claims(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    save(where, REPORTS[:2], linker)
    new = told("a", "Douma", "Planes bombed Douma, the town's doctor now says to us.", "Post")
    changed = replace(new, claims=(replace(new.claims[0], id="c-a2"),))
    with Writer.open(str(where), coder="1") as writer:
        assert writer.save(changed) is Saved.REVISED
    with EventWriter.open(str(where)) as events:
        events.link(linker)
    with EventReader.open(str(where)) as reader:
        (event,) = reader.events()
        kinds = [c.kind for c in reader.changes(date(2000, 1, 1))]
    assert {m.claim: m.superseded for m in event.members} == {
        "c-a": True,
        "c-a2": False,
        "c-b": False,
    }
    assert "article changed by its publisher" in kinds


def test_a_split_leaves_a_trace_and_every_change_a_reason(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    words = "A market came under attack from the air."
    save(where, [REPORTS[0], told("b", "Douma", words, "Times")], linker)
    (first,) = groups(where)
    moved = told("b", "Homs", words, "Times")
    with Writer.open(str(where), coder="2") as writer:
        writer.save(moved)
    with EventWriter.open(str(where)) as events:
        events.link(linker)
    assert len(groups(where)) == 2
    with EventReader.open(str(where)) as reader:
        (trace,) = reader.traces(first)
        changes = list(reader.changes(date(2000, 1, 1)))
    assert (trace.kind, trace.old) == ("split", first)
    assert trace.new in groups(where)
    assert {"event split", "article coded again"} <= {c.kind for c in changes}
    assert all(c.reason for c in changes)


def test_a_reprint_keeps_its_article_and_adds_no_origin(tmp_path: Path, linker: Linker) -> None:
    where = tmp_path / "x.db"
    copied = told("f", "Douma", REPORTS[0].article.text, "Harbor Daily")
    article = replace(copied.article, origin=Origin(publisher="Post"), sha256="f" * 64)
    save(where, [*REPORTS, replace(copied, article=article)], linker)
    with EventReader.open(str(where)) as reader:
        stored = reader.find_article("f")
        (event,) = reader.events(EventFilter(place="Douma"))
    assert stored is not None and stored.reprint_of == "a"
    assert len(event.articles) == 3
    assert [o.name for o in event.origins] == ["Post", "Times"]
