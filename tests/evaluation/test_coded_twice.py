"""Agreement of two people over claims that they coded blind."""

from dataclasses import replace

from counterclaim.evaluation.coded_twice import agreement, units_of
from counterclaim.model import Act, Claim, Decision, Span, Stance
from counterclaim.model.claim import AcledType, Category, Effect, Loss, PloverType, Whom
from counterclaim.model.decision import FIRST_PREVIOUS
from counterclaim.model.record import dump_bytes
from counterclaim.store.decided import Ballot

PAIR = ("ada", "ben")


def claim(id_: str, kind: str, killed: int = 0, at: int = 0) -> Claim:
    loss = Loss(
        effect=Effect.KILLED, low=killed, high=killed, approximate=False, text="x",
        span=Span(0, 1), whom=Whom(text=None, actor=None, category=Category.UNKNOWN),
    )  # fmt: skip
    return Claim(
        id=id_, sentence=Span(0, 90), span=Span(at, at + 5), kind=kind, stance=Stance.ASSERTED,
        sources=(), initiators=(), recipients=(), place=None, date=None,
        casualties=(loss,) if killed else (), weapons=(),
        acled=AcledType(event_type=None, sub_event_type=None),
        plover=PloverType(event=None, mode=None), confidence=0.5,
    )  # fmt: skip


def vote(by: str, act: Act, about: Claim) -> Decision:
    told = dump_bytes(about).decode()
    return Decision(
        by=by, act=act, subject=about.id, article="a", sentence="x", before=told,
        after=None if act is Act.REJECT else told, blind=True, number=1, at="",
        previous=FIRST_PREVIOUS,
    )  # fmt: skip


def ballot(about: Claim, *votes: Decision, coded: bool = True) -> Ballot:
    return Ballot(about, about if coded else None, {v.by: v for v in votes}, None)


def figures(*ballots: Ballot) -> dict[str, tuple[int, float | None, float | None, float | None]]:
    found = agreement(units_of("a", ballots, PAIR))
    return {f.field: (f.units, f.percent, f.kappa, f.alpha) for f in found}


def both(about: Claim, other: Claim | None = None) -> Ballot:
    """Ada accepts; Ben has it as ``other``, or not at all."""
    second = vote("ben", Act.CORRECT, other) if other else vote("ben", Act.REJECT, about)
    return ballot(about, vote("ada", Act.ACCEPT, about), second)


def test_fields_are_compared_where_both_hold_that_there_is_a_claim() -> None:
    one, two, three = claim("1", "attack", 10), claim("2", "riot", 20), claim("3", "attack", 5)
    found = figures(both(one, one), both(two, replace(two, kind="protest")), both(three))
    assert found["claim"][:2] == (3, 2 / 3)
    assert found["kind"][:2] == (2, 0.5)
    assert found["killed"] == (2, 1.0, 1.0, 1.0)
    assert found["stance"] == (2, 1.0, None, None)


def test_who_is_through_and_added_nothing_says_that_there_is_none() -> None:
    one, missed = claim("1", "attack"), claim("9", "riot", at=40)
    added = ballot(missed, vote("ada", Act.ADD, missed), coded=False)
    assert figures(both(one, one), added)["claim"][:2] == (2, 0.5)
    open_ = ballot(one, vote("ada", Act.ACCEPT, one))
    assert figures(open_, added)["claim"][0] == 0


def test_two_who_add_at_the_same_words_add_the_same() -> None:
    one, other = claim("8", "riot", at=40), claim("9", "riot", at=42)
    found = figures(
        ballot(one, vote("ada", Act.ADD, one), coded=False),
        ballot(other, vote("ben", Act.ADD, other), coded=False),
    )
    assert found["kind"][:2] == (1, 1.0)
