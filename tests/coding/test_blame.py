"""Who is held to have done it where the sentence doesn't name the act again."""

import pytest

from counterclaim.model import Stance
from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, wordings

BOMB = "A bomb killed nine people at a market in Baghdad on Monday. "
STRIKE = "Air strikes hit a school in the town of Hayan on Monday. "


@pytest.mark.parametrize(
    ("text", "kind", "doers", "chain", "stance"),
    [
        (STRIKE + "Activists blamed Russia.", "air-strike", ["Russia"], ["Activists"], "asserted"),
        (
            STRIKE + "Activists accused Russia of the attack.",
            "air-strike",
            ["Russia"],
            ["Activists"],
            "asserted",
        ),
        (
            STRIKE + "World powers pointed the finger at Russia.",
            "air-strike",
            ["Russia"],
            ["World powers"],
            "asserted",
        ),
        (STRIKE + "Moscow denied responsibility.", "air-strike", ["Moscow"], ["Moscow"], "denied"),
        (STRIKE + "Russia denied it.", "air-strike", ["Russia"], ["Russia"], "denied"),
        (
            BOMB + "Islamic State claimed responsibility.",
            "bombing",
            ["Islamic State"],
            ["Islamic State"],
            "asserted",
        ),
        (
            BOMB + "Islamic State claimed responsibility for the attack.",
            "bombing",
            ["Islamic State"],
            ["Islamic State"],
            "asserted",
        ),
        (
            BOMB + "Islamic State claimed the bombing.",
            "bombing",
            ["Islamic State"],
            ["Islamic State"],
            "asserted",
        ),
    ],
)
def test_blame_denial_and_admission_are_claims_of_the_act(
    coder: Coder, text: str, kind: str, doers: list[str], chain: list[str], stance: str
) -> None:
    *_, last = claims_of(coder, text)
    assert (last.kind, last.stance.value) == (kind, stance)
    assert wordings(last.initiators) == doers
    assert wordings(last.sources) == chain


@pytest.mark.parametrize("word", ["claimed", "has claimed"])
def test_nobody_claimed_it(coder: Coder, word: str) -> None:
    assert len(claims_of(coder, f"{BOMB}No group {word} responsibility for the attack.")) == 1


def test_the_bare_attack_is_of_the_kind_that_was_told(coder: Coder) -> None:
    *_, last = claims_of(coder, STRIKE + "Six teachers also died in the attacks, a medic said.")
    assert last.kind == "air-strike"


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        ("Turkey accused the YPG of shelling the town of Kilis.", "shelling", "YPG"),
        ("Rebels accuse the army of bombing a school in Hayan.", "air-strike", "army"),
        ("The YPG was accused by Turkey of shelling the town of Kilis.", "shelling", "YPG"),
        ("Turkey blamed the YPG for the shelling of the town of Kilis.", "shelling", "YPG"),
        ("Turkey said the YPG was behind the shelling of the town of Kilis.", "shelling", "YPG"),
    ],
)
def test_an_accusation_is_a_claim_of_the_act(coder: Coder, text: str, kind: str, doer: str) -> None:
    claim = one_claim(coder, text)
    assert (claim.kind, claim.stance) == (kind, Stance.ASSERTED)
    assert wordings(claim.initiators) == [doer]
    assert wordings(claim.sources) in (["Turkey"], ["Rebels"])


def test_a_wrong_that_is_no_event_is_an_accusation(coder: Coder) -> None:
    claim = one_claim(coder, "Russia accused the United States of violating the agreement.")
    assert claim.kind == "accuse"
    assert wordings(claim.initiators) == ["Russia"]
    assert wordings(claim.recipients) == ["United States"]


def test_the_denier_is_the_doer_of_what_it_denies(coder: Coder) -> None:
    claim = one_claim(coder, "Islamic State denied carrying out the bombing in Baghdad.")
    assert (claim.kind, claim.stance) == ("bombing", Stance.DENIED)
    assert wordings(claim.initiators) == wordings(claim.sources) == ["Islamic State"]


def test_the_denial_of_anothers_words_leaves_them_out_of_the_chain(coder: Coder) -> None:
    text = "The army denied reports by activists that it had shelled a bakery in Hama."
    claim = one_claim(coder, text)
    assert wordings(claim.sources) == ["army"]
    assert claim.stance is Stance.DENIED
