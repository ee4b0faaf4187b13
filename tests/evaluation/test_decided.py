"""Decisions as gold and as a measure of the coder, over reports that the program coded."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.evaluation import read_gold, score
from counterclaim.evaluation.decided import gold_json, read_decided, score_decided, verdicts
from counterclaim.model import Act, Article, CodedArticle, Person, Role
from counterclaim.names.registry import Registry
from counterclaim.pipeline import Coder
from counterclaim.review import Names, ReviewRoom
from counterclaim.review.correcting import Correction, choices_of
from counterclaim.store import Writer

TEXT = (
    "Russian warplanes bombed a market in Idlib on Sunday, killing at least 12 civilians, the "
    "Syrian Observatory for Human Rights said.\n\nGovernment forces shelled Douma on Monday, "
    "wounding four people, activists said.\n\nThe Syrian army denied that it had shelled Douma."
)
ADA = Person("ada", Role.CODER)
ONE = "one"


@pytest.fixture(scope="module")
def coded(coder: Coder) -> CodedArticle:
    article = Article(id=ONE, path="one.txt", text=TEXT, sha256="0" * 64, language="en")
    return coder.code(article)


@pytest.fixture
def room(coded: CodedArticle, tmp_path: Path) -> Iterator[ReviewRoom]:
    where = str(tmp_path / "gold.db")
    with Writer.open(where, coder="1") as writer:
        writer.save(coded)
    room = ReviewRoom.open(where)
    yield room
    room.close()


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Registry.load())


def decide_all(room: ReviewRoom, names: Names) -> None:
    """Rejects the last claim, corrects the first, accepts the rest."""
    claims = [s.claim for s in room.article(ADA, ONE)[1]]
    assert len(claims) >= 3
    first, *others, last = claims
    wanted = replace(choices_of(first), recipients=())
    room.correct(ADA, ONE, first.id, wanted, names)
    for claim in others:
        room.decide(ADA, Act.ACCEPT, ONE, claim.id)
    room.decide(ADA, Act.REJECT, ONE, last.id)


def test_what_the_coder_has_right_scores_as_right(room: ReviewRoom) -> None:
    claims = [s.claim.id for s in room.article(ADA, ONE)[1]]
    room.decide_all(ADA, Act.ACCEPT, [(ONE, id_) for id_ in claims])
    figures = score_decided(list(read_decided(room.reader))).figures.as_record()
    assert figures["f1"] == pytest.approx(1.0)
    assert figures["all_slots_right"] == 1.0


def test_corrected_rejected_and_added_claims_count(room: ReviewRoom, names: Names) -> None:
    decide_all(room, names)
    missed = room.article(ADA, ONE)[1][0].claim
    wanted = Correction(kind="protest", stance=missed.stance, told=missed.sentence)
    room.add(ADA, ONE, wanted, names)
    decided = list(read_decided(room.reader))
    count = len(decided[0].judged)
    found = verdicts(decided)
    assert found.counts == {"accepted": count - 2, "corrected": 1, "rejected": 1, "added": 1}
    assert found.corrected == {"recipients": 1}
    figures = score_decided(decided).figures
    assert (figures.recall.right, figures.recall.of) == (count - 1, count)
    assert (figures.sound.right, figures.sound.of) == (count - 1, count)
    assert figures.slots["recipients"].right == count - 2


def test_what_nobody_decided_on_is_not_counted(room: ReviewRoom) -> None:
    room.decide(ADA, Act.REJECT, ONE, room.article(ADA, ONE)[1][0].claim.id)
    (decided,) = read_decided(room.reader)
    assert not decided.exhaustive
    assert score_decided([decided]).figures.sound.of == 1


def test_gold_is_read_back_and_scores_the_same(
    room: ReviewRoom, names: Names, coded: CodedArticle, tmp_path: Path
) -> None:
    decide_all(room, names)
    decided = list(read_decided(room.reader))
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold_json(decided)), encoding="utf-8")
    gold = read_gold(path)
    assert gold.articles[0].exhaustive
    expected = score_decided(decided).figures.as_record()
    assert score(gold.articles, [coded]).figures.as_record() == expected


def test_gold_has_the_shape_of_the_gold_that_ships(room: ReviewRoom, names: Names) -> None:
    decide_all(room, names)
    told = gold_json(list(read_decided(room.reader)))
    shipped = json.loads((Path(__file__).parents[1] / "gold" / "samples.json").read_text("utf-8"))
    assert set(told) == set(shipped)
    assert set(told["articles"][0]) <= {key for one in shipped["articles"] for key in one}
    known = {key for one in shipped["articles"] for claim in one["claims"] for key in claim}
    assert set(told["articles"][0]["claims"][0]) - known <= {"destroyed", "date", "weapon"}
