"""The queue: what comes first, why, and what is left out of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from review_report import ADA, BEN, CLEO, TEXT, claim, report, save

from counterclaim.linking.linker import Linker
from counterclaim.model import Act
from counterclaim.names.registry import Registry
from counterclaim.review import Names, ReviewRoom
from counterclaim.review.correcting import choices_of
from counterclaim.review.queue import KINDS, Item, read_queue
from counterclaim.store.linking import EventWriter
from counterclaim.store.queue import WEAK


def items(room: ReviewRoom, who: object = ADA, kind: str | None = None) -> list[Item]:
    found = read_queue(room, who, kind, skip=0, limit=50)  # type: ignore[arg-type]
    assert found.total == len(found.items)
    return list(found.items)


def ids(found: list[Item]) -> list[str]:
    return [item.claim.id for item in found]


def test_the_most_doubtful_comes_first_with_its_reasons(room: ReviewRoom) -> None:
    found = items(room)
    assert set(ids(found)) == {"c-1", "c-2", "c-3"}
    assert ids(found)[0] == "c-1"
    assert found[0].reasons == ("the name “Rebels” (who did it) isn't in the registry",)
    assert found[-1].reasons == ("the coder is unsure of it (0.60)",)
    assert ids(items(room, kind="name")) == ["c-1"]
    assert ids(items(room, kind="place")) == []


def test_what_is_decided_leaves_and_what_is_undone_comes_back(room: ReviewRoom) -> None:
    room.decide(ADA, Act.REJECT, "report", "c-1")
    assert "c-1" not in ids(items(room))
    room.undo(ADA, 1)
    assert "c-1" in ids(items(room))


def test_a_changed_sentence_is_asked_about_first(where: str, room: ReviewRoom) -> None:
    room.decide(BEN, Act.ACCEPT, "report", "c-1")
    text = TEXT.replace("killing 12 people", "killing 15 people")
    first = text[: text.index(" Warplanes")]
    save(where, report(text, (claim("c-7", first, "shelled", "shelling", text),)))
    found = items(room)
    assert ids(found) == ["c-7"]
    assert "ben decided to accept it" in found[0].reasons[0]
    assert "killing 12 people" in found[0].reasons[0]
    assert ids(items(room, kind="again")) == ["c-7"]
    room.decide(ADA, Act.ACCEPT, "report", "c-7")
    assert items(room, kind="again") == []


def test_blind_coding_in_the_queue(room: ReviewRoom, names: Names) -> None:
    room.assign(CLEO, "report", ["ada", "ben"])
    assert ids(items(room, CLEO)) == []
    assert ids(items(room, ADA)) == ["c-1", "c-2", "c-3"]
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    assert ids(items(room, ADA, "given")) == ["c-2", "c-3"]
    assert ids(items(room, BEN, "given")) == ["c-1", "c-2", "c-3"]
    wanted = replace(choices_of(room.look(BEN, "report", "c-1").standing.claim), kind="riot")
    room.correct(BEN, "report", "c-1", wanted, names)
    found = items(room, CLEO, "settle")
    assert ids(found) == ["c-1"]
    assert found[0].reasons == ("ada: accept; ben: correct; they differ on kind",)
    assert items(room, ADA, "settle") == []
    room.adopt(CLEO, "report", "c-1", "ben")
    assert items(room, CLEO, "settle") == []
    assert room.look(CLEO, "report", "c-1").standing.claim.kind == "riot"


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[ReviewRoom]:
    """A room over the sample of two claims of one article that a weak link holds together."""
    where = str(tmp_path / "linked.db")
    text = (
        "Planes bombed a market in Douma on Monday. The town of Douma lies east of the capital. "
        "Planes bombed a school in the town on Monday."
    )
    first, last = text.index("bombed"), text.rindex("bombed")
    save(where, report(text, (
        claim("c-1", text[: text.index(" The")], text[first : first + 6], "air-strike", text),
        replace(
            claim("c-2", text[text.rindex("Planes") :], "bombed", "air-strike", text),
            span=(last, last + 6),
        ),
    )))  # fmt: skip
    with EventWriter.open(where) as writer:
        writer.link(Linker(Registry.load()))
    room = ReviewRoom.open(where)
    yield room
    room.close()


def test_links_that_may_be_wrong_until_they_are_judged(linked: ReviewRoom) -> None:
    for link in linked.reader.waiting_links(10):
        assert link.apart or link.score < WEAK
    for item in items(linked, kind="link"):
        assert item.other is not None
        linked.judge_link(ADA, item.claim.id, item.other.id, same=False)
    assert items(linked, kind="link") == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_the_queue_answers(room: ReviewRoom, kind: str) -> None:
    assert read_queue(room, CLEO, kind, skip=0, limit=5).total >= 0
