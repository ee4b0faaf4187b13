"""Decisions: kept beside what the coder wrote, in force everywhere, carried over, undone."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from review_report import (
    ADA,
    BEN,
    CLEO,
    EVE,
    RITA,
    SECOND,
    TEXT,
    THIRD,
    claim,
    full_claim,
    report,
    save,
    span,
)  # fmt: skip

from counterclaim.model import Act, Decision, Person, Stance, Verdict
from counterclaim.model.decision import FIRST_PREVIOUS
from counterclaim.review import (
    Choice,
    Correction,
    MeanwhileError,
    Names,
    NotAllowedError,
    NothingThereError,
    ReviewRoom,
    state_of,
)
from counterclaim.review.correcting import choices_of
from counterclaim.store import ClaimFilter, Reader
from counterclaim.store.decisions import DecisionFilter


def kinds(where: str, **wanted: object) -> list[str]:
    with Reader.open(where) as reader:
        return [s.claim.kind for s in reader.claims(ClaimFilter(**wanted))]  # type: ignore[arg-type]


def coded_records(where: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(where)) as database:
        return database.execute("SELECT id, coded FROM claim ORDER BY id").fetchall()


def correct(
    room: ReviewRoom, names: Names, who: Person, id_: str, kind: str = "air-strike"
) -> Decision:
    before = room.look(who, "report", id_).standing.claim
    wanted = replace(choices_of(before), kind=kind)
    return room.correct(who, "report", id_, wanted, names)


def test_a_correction_holds_everywhere_and_leaves_what_the_coder_wrote(
    where: str, room: ReviewRoom, names: Names
) -> None:
    written = coded_records(where)
    done = correct(room, names, ADA, "c-1")
    assert (done.act, done.by, done.subject, done.number) == (Act.CORRECT, "ada", "c-1", 1)
    assert '"shelling"' in (done.before or "")
    assert '"air-strike"' in (done.after or "")
    assert kinds(where, kind="shelling") == []
    assert kinds(where, kind="air-strike") == ["air-strike", "air-strike"]
    assert coded_records(where) == written


def test_a_rejected_claim_is_listed_where_asked_for(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.REJECT, "report", "c-2", why="a photo caption")
    assert kinds(where) == ["shelling", "attack"]
    assert kinds(where, rejected=True) == ["shelling", "air-strike", "attack"]
    assert room.look(BEN, "report", "c-2").standing.verdict is Verdict.REJECTED


def test_each_carries_the_hash_of_the_one_before(room: ReviewRoom) -> None:
    for id_ in ("c-1", "c-2", "c-3"):
        room.decide(ADA, Act.ACCEPT, "report", id_)
    kept = list(room.reader.decisions())
    assert [d.previous for d in kept] == [FIRST_PREVIOUS, kept[0].digest, kept[1].digest]


def test_no_two_can_follow_the_same(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    with closing(sqlite3.connect(where)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(
            "INSERT INTO decision SELECT 9, at, by, act, subject, article, sentence, before, "
            "after, why, blind, undoes, previous FROM decision"
        )


def test_undoing_is_a_decision_and_can_be_undone(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.REJECT, "report", "c-1")
    room.undo(ADA, 1)
    assert "shelling" in kinds(where)
    room.undo(ADA, 2)
    assert "shelling" not in kinds(where)
    assert [d.undoes for d in room.reader.decisions()] == [None, 1, 2]
    with pytest.raises(NothingThereError, match="no decision 9"):
        room.undo(ADA, 9)


def test_the_last_of_a_person_is_the_last_that_holds(room: ReviewRoom) -> None:
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    room.decide(ADA, Act.ACCEPT, "report", "c-2")
    room.decide(BEN, Act.ACCEPT, "report", "c-3")
    room.undo(ADA, 2)
    last = room.last_of(ADA)
    assert last is not None
    assert last.number == 1


def test_many_at_once_are_all_or_none(room: ReviewRoom) -> None:
    with pytest.raises(NothingThereError):
        room.decide_all(ADA, Act.ACCEPT, [("report", "c-1"), ("report", "c-9")])
    assert list(room.reader.decisions()) == []
    done = room.decide_all(ADA, Act.ACCEPT, [("report", f"c-{n}") for n in (1, 2, 3)])
    assert [d.number for d in done] == [1, 2, 3]


def test_what_changed_meanwhile_is_not_decided_on_unseen(room: ReviewRoom) -> None:
    seen = state_of(room.look(ADA, "report", "c-1").standing)
    room.decide(BEN, Act.REJECT, "report", "c-1")
    with pytest.raises(MeanwhileError, match="ben decided on it"):
        room.decide(ADA, Act.ACCEPT, "report", "c-1", seen=seen)


def test_roles(room: ReviewRoom) -> None:
    with pytest.raises(NotAllowedError, match="a reader can't accept"):
        room.decide(RITA, Act.ACCEPT, "report", "c-1")
    with pytest.raises(NotAllowedError, match="a coder can't assign"):
        room.assign(ADA, "report", ["ada", "ben"])
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    with pytest.raises(NotAllowedError, match="is ada's"):
        room.undo(BEN, 1)
    assert room.undo(CLEO, 1).undoes == 1


def test_a_claim_that_the_coder_missed(where: str, room: ReviewRoom, names: Names) -> None:
    wanted = Correction(
        kind="air-strike", stance=Stance.DENIED, told=span("raid"),
        sources=(Choice(span("The army"), "sy-army"),),
    )  # fmt: skip
    added = room.add(ADA, "report", wanted, names)
    with Reader.open(where) as reader:
        found = reader.find_claim(added.subject)
    assert found is not None
    assert found.sentence == THIRD
    assert found.claim.sources[0].name == "Syrian army"
    assert found.verdict is Verdict.ADDED
    room.undo(ADA, 1)
    assert len(kinds(where)) == 3


def test_recoding_keeps_decisions_on_the_same_words(
    where: str, room: ReviewRoom, names: Names
) -> None:
    correct(room, names, ADA, "c-1")
    room.decide(ADA, Act.REJECT, "report", "c-2")
    again = (
        replace(full_claim(), id="c-9", stance=Stance.ALLEGED),
        claim("c-2", SECOND, "bombed", "air-strike"),
        claim("c-4", SECOND, "market", "riot"),
    )
    save(where, report(claims=again), coder="2")
    held = room.article(ADA, "report")[1]
    assert [(s.claim.id, s.claim.kind, s.verdict) for s in held] == [
        ("c-9", "air-strike", Verdict.CORRECTED),
        ("c-2", "air-strike", Verdict.REJECTED),
        ("c-4", "riot", None),
    ]
    assert held[0].claim.stance is Stance.ASSERTED
    assert kinds(where, kind="air-strike") == ["air-strike"]


def test_a_decided_claim_stays_where_a_newer_coder_finds_none(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    room.decide(ADA, Act.REJECT, "report", "c-2")
    save(where, report(claims=(claim("c-3", THIRD, "denied", "attack"),)), coder="2")
    assert kinds(where) == ["shelling", "attack"]
    assert room.look(ADA, "report", "c-1").standing.coded is None


def test_a_decision_moves_with_its_sentence(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    lead = "Correction: an earlier version gave a wrong day. "
    save(where, report(lead + TEXT, ()), coder="1")
    stored, held, _ = room.article(ADA, "report")
    assert [s.claim.kind for s in held] == ["shelling"]
    place = held[0].claim.place
    assert place is not None
    assert place.span is not None
    assert stored.article.wording(place.span) == "Tabqa"
    assert place.span.start == TEXT.index("Tabqa") + len(lead)


def test_a_changed_sentence_is_asked_about_again(where: str, room: ReviewRoom) -> None:
    room.decide(ADA, Act.ACCEPT, "report", "c-1")
    room.decide(ADA, Act.ACCEPT, "report", "c-2")
    text = TEXT.replace("killing 12 people", "killing 15 people")
    first = text[: text.index(" Warplanes")]
    claims = (
        claim("c-7", first, "shelled", "shelling", text),
        claim("c-8", SECOND, "bombed", "air-strike", text),
    )
    save(where, report(text, claims))
    held = {s.claim.id: s for s in room.article(ADA, "report")[1]}
    assert held["c-7"].verdict is None
    assert held["c-7"].asks is not None
    assert held["c-7"].asks.number == 1
    assert held["c-8"].verdict is Verdict.ACCEPTED


def test_two_code_blind_and_a_third_settles(where: str, room: ReviewRoom, names: Names) -> None:
    room.assign(CLEO, "report", ["ada", "ben"])
    room.decide(ADA, Act.REJECT, "report", "c-1")
    assert room.look(BEN, "report", "c-1").standing.verdict is None
    assert "shelling" in kinds(where)
    correct(room, names, BEN, "c-1")
    assert "shelling" in kinds(where)
    room.decide(ADA, Act.REJECT, "report", "c-2")
    room.decide(BEN, Act.REJECT, "report", "c-2")
    assert kinds(where) == ["shelling", "attack"]
    settled = correct(room, names, CLEO, "c-1", "bombing")
    assert not settled.blind
    assert kinds(where) == ["bombing", "attack"]
    with pytest.raises(NotAllowedError, match="cleo has settled"):
        room.decide(ADA, Act.ACCEPT, "report", "c-1")
    assert room.reader.standings(room.article(ADA, "report")[0], viewer="eve")
    assert room.look(EVE, "report", "c-1").standing.claim.kind == "bombing"


def test_blind_decisions_count_for_nothing_once_the_assignment_is_undone(
    where: str, room: ReviewRoom
) -> None:
    room.assign(CLEO, "report", ["ada", "ben"])
    room.decide(ADA, Act.REJECT, "report", "c-1")
    room.decide(BEN, Act.REJECT, "report", "c-1")
    assert len(kinds(where)) == 2
    room.undo(CLEO, 1)
    assert len(kinds(where)) == 3
    assert len(list(room.reader.decisions(DecisionFilter(by="ada")))) == 1


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="there is no database"):
        ReviewRoom.open(str(tmp_path / "none.db"))
