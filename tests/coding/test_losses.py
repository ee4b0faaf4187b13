"""How many were lost: every row of the codebook's table, whom, and what is no loss."""

import pytest

from counterclaim.model import Category
from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, tolls, wrong


@pytest.mark.parametrize(
    ("number", "low", "high", "approximate"),
    [
        ("40 to 70", 40, 70, False),
        ("Between 40 and 70", 40, 70, False),
        ("12", 12, 12, False),
        ("Twelve", 12, 12, False),
        ("A dozen", 12, 12, False),
        ("1,200", 1200, 1200, False),
        ("At least 6", 6, None, False),
        ("At least six", 6, None, False),
        ("More than 20", 21, None, False),
        ("Over 20", 21, None, False),
        ("More than twenty", 21, None, False),
        ("Up to 30", 0, 30, False),
        ("As many as 30", 0, 30, False),
        ("About 50", 50, 50, True),
        ("Around 50", 50, 50, True),
        ("Some 50", 50, 50, True),
        ("Nearly 50", 50, 50, True),
        ("Several", 2, None, False),
        ("A number of", 2, None, False),
        ("Dozens of", 24, None, False),
        ("Scores of", 40, None, False),
        ("Hundreds of", 200, None, False),
        ("Thousands of", 2000, None, False),
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        "{} villagers were killed in shelling near Palmyra on Tuesday.",
        "{} villagers were killed when the army shelled the town of Palmyra, activists said.",
    ],
)
def test_every_row_of_the_table(
    coder: Coder, told: str, number: str, low: int | None, high: int | None, approximate: bool
) -> None:
    (loss,) = one_claim(coder, told.format(number), "shelling").casualties
    assert (loss.effect, loss.low, loss.high, loss.approximate) == (
        "killed",
        low,
        high,
        approximate,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bare plural, nobody, one person
        ("Shelling by the army killed civilians in Douma.", {("killed", 2, None)}),
        ("No civilians were killed in the strike on Raqqa.", {("killed", 0, 0)}),
        ("The strike on Azaz caused no casualties.", {("killed", 0, 0)}),
        ("A farmer was killed by a mine near Tabqa.", {("killed", 1, 1)}),
        ("The commander Abu Hassan was killed in a raid near Shaddadi.", {("killed", 1, 1)}),
        # one number over two effects
        (
            "Artillery fire killed and injured civilians in Harasta.",
            {("killed", 2, None), ("injured", 2, None)},
        ),
        (
            "Forty people were killed or wounded in the air strikes near Hawija.",
            {("killed", 2, None), ("injured", 2, None)},
        ),
        # each number to its own effect
        (
            "Fourteen people were killed and 25 others wounded in a suicide bombing in Kirkuk.",
            {("killed", 14, 14), ("injured", 25, 25)},
        ),
        (
            "Mortar shells hit a bakery in Nubl, killing three people and wounding at least nine.",
            {("killed", 3, 3), ("injured", 9, None)},
        ),
        (
            "An air raid on Ariha left nine people dead and dozens injured.",
            {("killed", 9, 9), ("injured", 24, None)},
        ),
        (
            "The blast in Qamishli killed 44 people and injured 140.",
            {("killed", 44, 44), ("injured", 140, 140)},
        ),
        # each whom its own entry
        (
            "Air strikes killed three children, two women and an elderly man in Ariha.",
            {("killed", 3, 3), ("killed", 2, 2), ("killed", 1, 1)},
        ),
        # a total and its parts
        (
            "The raid killed 15 civilians, including four children, in Tabqa.",
            {("killed", 15, 15)},
        ),
        (
            "Twenty-one people, among them five children, died in the shelling of Douma.",
            {("killed", 21, 21)},
        ),
        # destroyed
        (
            "The air strike destroyed three tanks and a fuel truck near Qayyarah.",
            {("destroyed", 3, 3), ("destroyed", 1, 1)},
        ),
        ("Coalition jets destroyed 12 oil tankers near Abu Kamal.", {("destroyed", 12, 12)}),
        (
            "Two vehicles were destroyed in an air strike near Rutba.",
            {("destroyed", 2, 2)},
        ),
        # other effects
        (
            "Thousands of people fled the town of Bashiqa after the shelling.",
            {("displaced", 2000, None)},
        ),
        (
            "Government troops captured 14 insurgents during a raid in Homs.",
            {("captured", 14, 14)},
        ),
        # rows of people counted one by one
        (
            "Jets bombed a market in Ariha killing six children and 11 others, activists said.",
            {("killed", 6, 6), ("killed", 11, 11)},
        ),
        (
            "In clashes near Homs, 200 rebels, 90 soldiers and 80 civilians were killed.",
            {("killed", 200, 200), ("killed", 90, 90), ("killed", 80, 80)},
        ),
        (
            "Troops detained a Taliban leader along with two suspected insurgents near Kandahar.",
            {("captured", 1, 1), ("captured", 2, 2)},
        ),
        # headlines
        ("Mortar Fire Hits Damascus Kills 4 Wounds 12", {("killed", 4, 4), ("injured", 12, 12)}),
        # one number over two effects; no number
        (
            "Regime forces shelled Douma, leaving dozens of residents dead or injured.",
            {("killed", 2, None), ("injured", 2, None)},
        ),
        (
            "An air strike on Hass left 20 people killed and many injured.",
            {("killed", 20, 20), ("injured", 2, None)},
        ),
        # other words for the dead and the hurt
        (
            "Ten children and four women were among those killed.",
            {("killed", 10, 10), ("killed", 4, 4)},
        ),
        (
            "The war has claimed the lives of over 400,000 people.",
            {("killed", 400001, None)},
        ),
        (
            "Shells killed nine people in Ariha and dozens more received treatment for burns.",
            {("killed", 9, 9), ("injured", 24, None)},
        ),
        ("A soldier was mortally wounded in a raid near Mosul.", {("killed", 1, 1)}),
        ("An air strike on Hader killed five Syrian forces on Wednesday.", {("killed", 5, 5)}),
        # a part is no loss of its own
        (
            "An air strike on Ariha killed 39 people, more than half of them civilians.",
            {("killed", 39, 39)},
        ),
        # not destroyed, not lost
        ("The shelling damaged two houses in Arbin.", set()),
        ("Coalition jets engaged two tactical units near Raqqa.", set()),
        ("The army attacked the town of Morek with 2,000 troops.", set()),
        (
            "The fighting displaced more than 10,000 people from western Mosul.",
            {("displaced", 10001, None)},
        ),
        wrong(
            "Nine soldiers are missing after an attack by Islamic State near Deir ez-Zor.",
            {("missing", 9, 9)},
            why="who is missing after an attack is not read",
        ),
    ],
)
def test_what_a_text_tells_as_lost(
    coder: Coder, text: str, expected: set[tuple[str, int | None, int | None]]
) -> None:
    losses = [loss for claim in claims_of(coder, text) for loss in claim.casualties]
    assert tolls(losses) == expected


@pytest.mark.parametrize(
    ("whom", "category"),
    [
        ("12 civilians", Category.CIVILIAN),
        ("12 children", Category.CIVILIAN),
        ("12 villagers", Category.CIVILIAN),
        ("12 soldiers", Category.COMBATANT),
        ("12 fighters", Category.COMBATANT),
        ("12 militants", Category.COMBATANT),
        ("12 people", Category.UNKNOWN),
        ("12", Category.UNKNOWN),
        ("12 journalists", Category.CIVILIAN),
    ],
)
def test_whose_loss(coder: Coder, whom: str, category: Category) -> None:
    (loss,) = one_claim(coder, f"An air strike on Mayadin killed {whom}.", "air-strike").casualties
    assert loss.whom.category is category


def test_equipment_is_a_category_of_its_own(coder: Coder) -> None:
    (loss,) = one_claim(coder, "Jets destroyed three tanks near Palmyra.", "air-strike").casualties
    assert (loss.whom.category, loss.whom.text) == (Category.EQUIPMENT, "tanks")


def test_the_lost_keep_their_wording_and_name(coder: Coder) -> None:
    text = "At least nine Islamic State fighters were killed in air strikes on Mayadin."
    (loss,) = one_claim(coder, text, "air-strike").casualties
    assert loss.span.of(text) == loss.text
    assert "nine" in loss.text
    assert loss.whom.actor == "islamic-state"


def test_rival_tolls_stay_apart(coder: Coder) -> None:
    text = (
        "The Syrian Observatory for Human Rights said air strikes killed 33 people in Mansoura on "
        "Tuesday. Activists said the air strikes killed 180."
    )
    found = {c.sources[0].text: tolls(c.casualties) for c in claims_of(coder, text)}
    assert found["The Syrian Observatory for Human Rights"] == {("killed", 33, 33)}
    assert found["Activists"] == {("killed", 180, 180)}


def test_each_place_of_a_total_has_its_own_number(coder: Coder) -> None:
    text = (
        "A total of 54 civilians were killed in air strikes on Tuesday, including nine in Ansari, "
        "eight in Salhin and five in Marja."
    )
    found = {c.place.text: tolls(c.casualties) for c in claims_of(coder, text) if c.place}
    assert found == {
        "Ansari": {("killed", 9, 9)},
        "Salhin": {("killed", 8, 8)},
        "Marja": {("killed", 5, 5)},
    }


@pytest.mark.parametrize(
    "text",
    [
        "The army recaptured Khattab, Arzeh and al-Majdal on Friday.",
        "The Observatory admitted that 16 villages were retaken by the army.",
    ],
)
def test_ground_that_is_taken_is_no_captive(coder: Coder, text: str) -> None:
    assert all(claim.casualties == () for claim in claims_of(coder, text))


def test_the_number_of_a_toll_is_nobody(coder: Coder) -> None:
    claim = one_claim(coder, "The monitor put the death toll at 83.")
    assert claim.recipients == ()
    assert [(loss.low, loss.high) for loss in claim.casualties] == [(83, 83)]


@pytest.mark.parametrize(("first", "second"), [(12, 7), (7, 12)])
def test_respectively_gives_each_place_its_number(coder: Coder, first: int, second: int) -> None:
    text = f"Air strikes on Hass and Ariha killed {first} and {second} people respectively."
    told = {c.place and c.place.text: [x.low for x in c.casualties] for c in claims_of(coder, text)}
    assert told == {"Hass": [first], "Ariha": [second]}


@pytest.mark.timeout(60)
def test_a_number_behind_its_noun_leads_no_row_round_in_a_circle(coder: Coder) -> None:
    text = "In the raid, police Lieutenant Pablo Ruiz and one private were killed in the north."
    assert {claim.kind for claim in claims_of(coder, text)} <= {"attack", "casualties"}
