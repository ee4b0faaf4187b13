"""What is one event and what are two: words put together, losses given to their cause."""

import pytest

from counterclaim.pipeline import Coder

from .told import claims_of, kinds_of, one_claim, place_of, tolls, wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes carried out strikes on the town of Hayan, killing nine people.", "air-strike"),
        ("Nine people were killed when a rocket hit a bakery in Hayan.", "shelling"),
        ("Nine people were killed in an air strike on the town of Hayan.", "air-strike"),
        ("An air strike that killed nine people hit the town of Hayan.", "air-strike"),
        ("Shells fired by the army killed nine people in Hayan and wounded dozens.", "shelling"),
        ("A suicide attack with a car bomb killed nine people in Baghdad.", "suicide-bombing"),
        wrong(
            "The killing of nine people in an air raid on Hayan shocked the town.",
            "air-strike",
            why="the number behind killing of is lost to the raid",
        ),
        ("Clashes between rebels and the army in Daraa left nine fighters dead.", "armed-clash"),
        ("Nine fighters were killed in fighting around the town of Rutba.", "armed-clash"),
        ("The army attacked the town of Hayan with mortars, killing nine people.", "shelling"),
        ("The attack, a suicide bombing, killed nine people in Baghdad.", "suicide-bombing"),
    ],
)
def test_words_of_one_event_are_one_claim(coder: Coder, text: str, kind: str) -> None:
    claim = one_claim(coder, text)
    assert claim.kind == kind
    assert ("killed", 9, 9) in tolls(claim.casualties)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # an air strike and the ground attack beside it
        (
            "Coalition jets bombed the town of Tabqa while SDF fighters attacked it.",
            ["air-strike", "attack"],
        ),
        (
            "The army took the village of Khafsah and shelled the town of Maskanah.",
            ["shelling", "territory-gained"],
        ),
        (
            "Rebels attacked a checkpoint near Morek and kidnapped two soldiers.",
            ["abduction", "attack"],
        ),
        (
            "Rebels surrounded the village of Hadar after clashes with a loyalist militia.",
            ["armed-clash", "siege"],
        ),
        (
            "The SDF, backed by US air strikes, took the village of Karamah.",
            ["air-strike", "territory-gained"],
        ),
        (
            "Islamic State took the town of Sinjar and executed dozens of men.",
            ["killing", "territory-gained"],
        ),
        (
            "Thousands fled the town of Afrin, which Turkish forces shelled on Sunday.",
            ["displacement", "shelling"],
        ),
    ],
)
def test_different_acts_are_two_claims(coder: Coder, text: str, kinds: list[str]) -> None:
    assert kinds_of(coder, text) == kinds


def test_losses_go_to_their_own_cause(coder: Coder) -> None:
    text = (
        "An air strike killed nine people in Ariha and a car bomb killed four people in the town "
        "of Azaz."
    )
    found = {c.kind: (place_of(c), tolls(c.casualties)) for c in claims_of(coder, text)}
    assert found == {
        "air-strike": (("in", "Ariha"), {("killed", 9, 9)}),
        "bombing": (("in", "Azaz"), {("killed", 4, 4)}),
    }


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        (
            "The army took the villages of Khafsah, Maskanah and Deir Hafer on Tuesday.",
            "territory-gained",
            {"Khafsah", "Maskanah", "Deir Hafer"},
        ),
        (
            "Air strikes hit the towns of Hayan, Anadan and Hreitan.",
            "air-strike",
            {"Hayan", "Anadan", "Hreitan"},
        ),
        (
            "Coalition aircraft conducted strikes near Raqqa, Manbij and Ayn Issa.",
            "air-strike",
            {"Raqqa", "Manbij", "Ayn Issa"},
        ),
        (
            "The coalition carried out air strikes in Syria and Iraq on Monday.",
            "air-strike",
            {"Syria", "Iraq"},
        ),
        (
            "Clashes broke out in Daraa and in Quneitra between the army and rebels.",
            "armed-clash",
            {"Daraa", "Quneitra"},
        ),
    ],
)
def test_each_place_of_a_list_is_a_claim(
    coder: Coder, text: str, kind: str, places: set[str]
) -> None:
    found = claims_of(coder, text)
    assert {c.kind for c in found} == {kind}
    assert sorted(c.place.text for c in found if c.place) == sorted(places)


def test_targets_in_one_town_are_one_claim(coder: Coder) -> None:
    claim = one_claim(coder, "Jets bombed a school and a market in the town of Hayan.")
    assert {r.text for r in claim.recipients} == {"school", "market"}
    assert place_of(claim) == ("in", "Hayan")


def test_claims_of_a_list_share_who_and_when(coder: Coder) -> None:
    text = "The Syrian army took the villages of Khafsah and Maskanah on Tuesday."
    first, second = claims_of(coder, text)
    assert first.initiators == second.initiators
    assert first.date == second.date
    assert first.id != second.id


def test_items_of_a_strike_list_are_claims_of_their_own(coder: Coder) -> None:
    text = (
        "Coalition forces conducted two strikes in Syria on Tuesday.\n\n"
        "Near Raqqa, one strike engaged an ISIS tactical unit.\n"
        "Near Abu Kamal, one strike destroyed an ISIS oil tanker."
    )
    near = [c for c in claims_of(coder, text) if place_of(c) != ("in", "Syria")]
    assert [place_of(c) for c in near] == [("near", "Raqqa"), ("near", "Abu Kamal")]
    assert [tolls(c.casualties) for c in near] == [set(), {("destroyed", 1, 1)}]
