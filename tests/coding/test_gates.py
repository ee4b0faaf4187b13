"""What gives no claim: background, purposes, time anchors, bare references, feelings, states."""

import pytest

from counterclaim.pipeline import Coder

from .told import claims_of, kinds_of, one_claim, wrong


@pytest.mark.parametrize(
    "text",
    [
        # background and opinion
        "The city of Aleppo had two million people before the war.",
        "Analysts say the conflict has no military solution.",
        "The war in Syria is now in its seventh year.",
        # time anchors
        "Since the war began, prices in Damascus have tripled.",
        "Since the start of the siege of Aleppo, the hospitals have run out of supplies.",
        "Residents have lived in tents near Homs since the fall of the city.",
        # bare references
        "The raids continued to be felt across the city.",
        "This attack was the worst in years.",
        "The attack came two days after the talks in Astana.",
        "Groups that support the government hold the north of Aleppo.",
        "Prices have risen since the army launched its operation in Hama.",
        # positions and progress
        "The army held its positions in Jobar.",
        "The campaign against Islamic State progresses.",
        # states
        "Thousands of people are trapped in the town of Madaya.",
        "Russia has a naval base in Tartus.",
        "Some 900 American soldiers are in Syria.",
        # feelings and promises
        "France condemned the attack on Khan Sheikhoun.",
        "The minister welcomed the capture of Palmyra.",
        "Iran offered its condolences over the bombing in Baghdad.",
        "We will defeat the terrorists, the president said.",
        "Turkey expressed concern about the fighting in Aleppo.",
        # who an actor is
        "The coalition conducting the strikes on Islamic State has 68 members.",
        # furniture
        "Donate now to help us report from Aleppo.",
        "",
    ],
)
def test_no_claim(coder: Coder, text: str) -> None:
    assert claims_of(coder, text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rebels attacked the village of Maan to relieve pressure on Damascus.", ["attack"]),
        (
            "The army took the village of Khafsah in order to besiege Maskanah.",
            ["territory-gained"],
        ),
        ("Turkey sent troops to Idlib to monitor the truce.", ["deployment"]),
        ("SDF fighters advanced on the village of Karamah to isolate Raqqa.", ["advance"]),
        (
            "The army took the village of Khafsah after it condemned the talks.",
            ["territory-gained"],
        ),
        ("Since Monday, air strikes on the town of Ariha have killed nine people.", ["air-strike"]),
        (
            "Rebels who fled Aleppo in December attacked the village of Maan.",
            ["attack", "withdrawal"],
        ),
    ],
)
def test_a_purpose_or_anchor_beside_an_event_adds_none(
    coder: Coder, text: str, kinds: list[str]
) -> None:
    assert kinds_of(coder, text) == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # habits and aggregates with an actor and a target
        ("Russian jets regularly bomb the town of Saraqib.", "air-strike"),
        ("More than 300,000 people have been killed in Syria since 2011.", "casualties"),
        ("Russian air strikes have killed 12,000 people since 2015.", "air-strike"),
        # condemning that carries the only losses
        ("France condemned the attack on Khan Sheikhoun that killed 58 people.", "attack"),
        # a vow that is of an act
        wrong(
            "We will go on striking the terrorists in Idlib from the air, Russia said.",
            "air-strike",
            why="from the air does not make a strike one from the air",
        ),
    ],
)
def test_still_a_claim(coder: Coder, text: str, kind: str) -> None:
    assert one_claim(coder, text).kind == kind


def test_a_later_sentence_claims_only_what_it_adds(coder: Coder) -> None:
    text = (
        "An air strike hit a market in the town of Ariha on Monday. The attack was condemned. "
        "The strike killed at least nine people, activists said."
    )
    first, later = claims_of(coder, text)
    assert (first.sources, later.sources[0].text) == ((), "activists")
