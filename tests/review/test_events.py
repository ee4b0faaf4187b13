"""What people decide on events: joined, parted, merged, split, thrown out; and undone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from review_report import ADA, CLEO, claim, report, save

from counterclaim.linking.linker import Linker
from counterclaim.model import Act, CodedArticle, Grade
from counterclaim.names.registry import Registry
from counterclaim.review import NotAllowedError, NothingThereError, ReviewRoom
from counterclaim.store.linking import EventWriter

PLACES = ("Douma", "Homs", "Raqqa", "Palmyra")


def told(id_: str, place: str) -> CodedArticle:
    """A report of one sentence, with neither date nor place to link it by."""
    text = f"Rebels shelled a market of {place} from the hills above the town."
    coded = report(text, (claim(f"c-{id_}", text, "shelled", "shelling", text),))
    return replace(coded, article=replace(coded.article, id=id_, path=f"{id_}.txt"))


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Registry.load())


@pytest.fixture
def room(tmp_path: Path, linker: Linker) -> Iterator[ReviewRoom]:
    where = str(tmp_path / "events.db")
    for id_, place in zip("abcd", PLACES, strict=True):
        save(where, told(id_, place))
    link(where, linker)
    room = ReviewRoom.open(where)
    room.where = where  # type: ignore[attr-defined]
    yield room
    room.close()


def link(where: str, linker: Linker) -> None:
    with EventWriter.open(where) as writer:
        writer.link(linker)


def events(room: ReviewRoom, linker: Linker) -> set[str]:
    """The events after linking anew, each as the letters of its claims."""
    link(room.where, linker)  # type: ignore[attr-defined]
    return {"".join(sorted(c[2:] for c in e.claims)) for e in room.reader.events()}


def event_of(room: ReviewRoom, claim_id: str) -> str:
    return next(e.id for e in room.reader.events() if claim_id in e.claims)


def test_two_claims_are_joined_parted_and_the_decisions_undone(
    room: ReviewRoom, linker: Linker
) -> None:
    assert events(room, linker) == {"a", "b", "c", "d"}
    room.judge_link(ADA, "c-a", "c-b", same=True, why="one market")
    assert events(room, linker) == {"ab", "c", "d"}
    (joined,) = [e for e in room.reader.events() if len(e.claims) == 2]
    assert "ada decided so: one market" in joined.members[0].reason
    room.judge_link(ADA, "c-a", "c-b", same=False)
    assert events(room, linker) == {"a", "b", "c", "d"}
    room.undo(ADA, 2)
    assert events(room, linker) == {"ab", "c", "d"}
    room.undo(ADA, 1)
    assert events(room, linker) == {"a", "b", "c", "d"}


def test_events_are_merged_and_split(room: ReviewRoom, linker: Linker) -> None:
    room.merge(CLEO, [event_of(room, "c-a"), event_of(room, "c-b"), event_of(room, "c-c")])
    assert events(room, linker) == {"abc", "d"}
    room.split(CLEO, event_of(room, "c-a"), ["c-b"])
    assert events(room, linker) == {"ac", "b", "d"}
    room.merge(CLEO, [event_of(room, "c-b"), event_of(room, "c-d")])
    assert events(room, linker) == {"ac", "bd"}


def test_a_split_needs_two_parts_and_a_merge_two_events(room: ReviewRoom) -> None:
    event = event_of(room, "c-a")
    with pytest.raises(NothingThereError, match="not all"):
        room.split(CLEO, event, ["c-a"])
    with pytest.raises(NothingThereError, match="name another event"):
        room.merge(CLEO, [event, event])
    with pytest.raises(NotAllowedError, match="a coder can't merge"):
        room.merge(ADA, [event, event_of(room, "c-b")])


def test_an_event_is_thrown_out_with_its_reason(room: ReviewRoom, linker: Linker) -> None:
    with pytest.raises(NothingThereError, match="say why"):
        room.discount(CLEO, event_of(room, "c-a"), why=" ")
    room.discount(CLEO, event_of(room, "c-a"), why="a staged picture")
    events(room, linker)
    found = room.reader.find_event(event_of(room, "c-a"))
    assert found is not None
    assert found.grade is Grade.DISCOUNTED
    assert "a staged picture" in found.reason


def test_a_rejected_claim_leaves_its_event(room: ReviewRoom, linker: Linker) -> None:
    room.decide(ADA, Act.REJECT, "a", "c-a")
    assert events(room, linker) == {"b", "c", "d"}
    room.undo(ADA, 1)
    assert events(room, linker) == {"a", "b", "c", "d"}
