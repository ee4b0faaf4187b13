"""Where an event was: the place as written, how the event stands to it, and what is no place."""

import pytest

from counterclaim.model import Precision
from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, place_of, still_wrong


@pytest.mark.parametrize(
    ("text", "relation", "place"),
    [
        ("Rebels attacked a checkpoint in Hama.", "in", "Hama"),
        ("Rebels attacked a checkpoint near Hama.", "near", "Hama"),
        ("Rebels attacked a checkpoint outside Hama.", "near", "Hama"),
        ("Rebels attacked a checkpoint close to Hama.", "near", "Hama"),
        ("Rebels attacked a checkpoint north of Hama.", "near", "Hama"),
        ("Rebels attacked a checkpoint 10 km east of Hama.", "near", "Hama"),
        ("Clashes broke out on the outskirts of Hama.", "near", "Hama"),
        ("Clashes broke out between Homs and Palmyra.", "between", "Homs"),
        ("Clashes broke out along the Euphrates.", "along", "Euphrates"),
        ("Islamic State fighters withdrew from the town of Tabqa.", "from", "Tabqa"),
        ("Thousands of people fled from Mosul.", "from", "Mosul"),
        ("Turkey sent troops to Idlib.", "to", "Idlib"),
        ("The Red Crescent delivered aid to Madaya.", "to", "Madaya"),
        ("Jets bombed the city of Raqqa.", "in", "Raqqa"),
        ("Raqqa was bombed by coalition jets.", "in", "Raqqa"),
        ("The shelling of Douma killed three people.", "in", "Douma"),
        ("Shells rained down on Douma.", "in", "Douma"),
        ("An air strike hit a school in Mansoura, a village near Raqqa.", "in", "Mansoura"),
        ("In the town of Ariha, an air strike killed nine people.", "in", "Ariha"),
        ("The army took the village of Khafsah, east of Aleppo.", "in", "Khafsah"),
        ("Rebels attacked the Jirah airbase in Aleppo province.", "in", "Jirah"),
        ("An air strike hit the town of Ariha in Idlib province.", "in", "Ariha"),
        (
            "An air strike hit a market and two shops in the town of Ariha in rural Idlib.",
            "in",
            "Ariha",
        ),
        ("Two rockets landed 10 kilometres southwest of Hama.", "near", "Hama"),
        ("The use of chlorine by the army in Saraqib shows its contempt.", "in", "Saraqib"),
    ],
)
def test_the_place_and_how_the_event_stands_to_it(
    coder: Coder, text: str, relation: str, place: str
) -> None:
    (claim,) = claims_of(coder, text)
    found = place_of(claim)
    assert found is not None
    assert (found[0], place in found[1]) == (relation, True), found


@pytest.mark.parametrize(
    "text",
    [
        "Syrian government forces killed nine people on Monday.",
        "The Iraqi army attacked Islamic State on Monday.",
        "A car bomb killed nine people on Monday, the Baghdad government said.",
        "Nine people were killed in air strikes on Monday, officials said in Geneva.",
    ],
)
def test_an_adjective_or_the_speakers_seat_is_no_place(coder: Coder, text: str) -> None:
    assert [c.place for c in claims_of(coder, text)] == [None]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Rebels attacked a checkpoint in Hama.", Precision.SETTLEMENT),
        ("Rebels attacked a checkpoint in Idlib province.", Precision.REGION),
        ("Coalition jets carried out 12 air strikes in Syria.", Precision.COUNTRY),
        ("Clashes broke out along the Euphrates.", Precision.LINE),
        ("Missiles hit the Shayrat airbase.", Precision.POINT),
        ("Mortars hit the Jobar district.", Precision.DISTRICT),
    ],
)
def test_precision(coder: Coder, text: str, precision: Precision) -> None:
    place = one_claim(coder, text).place
    assert place is not None
    assert place.precision is precision


def test_a_known_place_has_coordinates_and_a_reason(coder: Coder) -> None:
    place = one_claim(coder, "Jets bombed a market in Raqqa.").place
    assert place is not None
    assert (place.country, place.admin1) == ("SY", "Raqqa")
    assert place.latitude is not None and abs(place.latitude - 35.95) < 0.1
    assert place.longitude is not None and abs(place.longitude - 39.01) < 0.1
    assert place.reason


def test_an_unknown_place_keeps_its_name_and_has_no_pin(coder: Coder) -> None:
    text = "Rebels attacked the village of Tell Quwayqimah near Hama."
    place = one_claim(coder, text).place
    assert place is not None
    assert place.text == "Tell Quwayqimah"
    assert (place.latitude, place.longitude, place.gazetteer_id) == (None, None, None)


@still_wrong("a school without a name wins over the town that is led back")
def test_the_town_is_led_back(coder: Coder) -> None:
    text = "The army entered Sukhna on Monday. Shells fired by militants hit a school in the town."
    first, second = (c.place for c in claims_of(coder, text))
    assert first is not None and second is not None
    assert first.gazetteer_id == second.gazetteer_id is not None


def test_nothing_is_placed_by_guessing(coder: Coder) -> None:
    text = "The army took the town of Sukhna. Rebels killed nine soldiers, activists said."
    attack = [c for c in claims_of(coder, text) if c.kind != "territory-gained"]
    assert [c.place for c in attack] == [None]


@pytest.mark.parametrize(
    "later",
    [
        "The raids hit Maskan at noon.",
        "Activists denied responsibility for the Maskan Massacre, which killed nine people.",
    ],
)
def test_a_place_named_as_one_is_one_again(coder: Coder, later: str) -> None:
    text = f"Jets bombed the village of Maskan in Idlib province on Monday. {later}"
    assert [c.place and c.place.text for c in claims_of(coder, text)][-1] == "Maskan"


def test_a_person_with_a_places_name_stays_a_person(coder: Coder) -> None:
    text = "Sgt. Scott Dayton, of Dayton, was killed near Mosul. Dayton was wounded in Hama before."
    assert not any(c.place and c.place.text == "Dayton" for c in claims_of(coder, text))


def test_two_places_in_a_row_are_two(coder: Coder) -> None:
    claim = one_claim(coder, "Jets bombed a market in the town of Atareb Aleppo Province.")
    assert place_of(claim) == ("in", "Atareb")
