"""Choosing among namesakes by what the text says."""

import re
from collections.abc import Iterator

import pytest

from counterclaim.model.span import Span
from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing, find_gazetteer
from counterclaim.names.toponyms import Resolution, Toponym, choose, read_hints


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    try:
        find_gazetteer()
    except GazetteerMissing as error:
        pytest.skip(str(error))
    opened = Gazetteer.open(additions=())
    yield opened
    opened.close()


def spans(text: str, *names: str) -> list[Span]:
    found = [m.span() for name in names for m in re.finditer(re.escape(name), text)]
    return [Span(start, end) for start, end in sorted(found)]


def resolve(gazetteer: Gazetteer, text: str, *names: str) -> dict[str, Resolution]:
    hints = read_hints(text, spans(text, *names))
    return {r.toponym.text: r for r in choose(hints, gazetteer)}


def test_hints_are_read_off_the_words_beside() -> None:
    text = "the town of Maadan in the province of Raqqah, and Erbil airport; Damascus, Syria"
    hints = {h.text: h for h in read_hints(text, spans(text, "Maadan", "Raqqah", "Erbil",
                                                       "Damascus", "Syria"))}  # fmt: skip
    assert hints["Maadan"].kind == "settlement"
    assert (hints["Maadan"].within, hints["Maadan"].within_is_said) == ("Raqqah", True)
    assert hints["Raqqah"].kind == "region"
    assert hints["Raqqah"].holds_another
    assert hints["Erbil"].kind == "airport"
    assert (hints["Damascus"].within, hints["Damascus"].within_is_said) == ("Syria", False)


def test_the_province_named_beside_it_decides(gazetteer: Gazetteer) -> None:
    text = "near the town of Maadan in the province of Raqqah"
    found = resolve(gazetteer, text, "Maadan", "Raqqah")
    place = found["Maadan"].place
    assert place is not None
    assert (place.country, place.admin1) == ("SY", "Raqqa")
    assert "named beside it" in found["Maadan"].reason
    assert "left out" in found["Maadan"].reason


def test_the_seed_report(gazetteer: Gazetteer) -> None:
    text = (
        "Tiger Forces have liberated Jabir, Numaysah, Khamisiyah and Wadi Susah near Maadan in "
        "the province of Raqqah. Advance in the area of Sukhna in the province of Homs. Clashes "
        "in Jobar and Ayn Tarma in the Eastern Ghouta region near Damascus. Zamalka is key."
    )
    names = ("Jabir", "Numaysah", "Khamisiyah", "Wadi Susah", "Maadan", "Raqqah", "Sukhna", "Homs",
             "Jobar", "Ayn Tarma", "Eastern Ghouta", "Damascus", "Zamalka")  # fmt: skip
    found = resolve(gazetteer, text, *names)
    assert {n: r.place and r.place.country for n, r in found.items()} == dict.fromkeys(names, "SY")
    areas = {n: r.place.admin1 for n, r in found.items() if r.place}
    assert areas["Khamisiyah"] == "Raqqa"
    assert areas["Jobar"] == "Damascus"
    assert areas["Ayn Tarma"] == "Rif Dimashq"


def test_iraqi_namesakes_win_in_an_iraqi_text(gazetteer: Gazetteer) -> None:
    text = "Khamisiyah, a depot in southern Iraq, lies near Nasiriyah in Dhi Qar"
    place = resolve(gazetteer, text, "Khamisiyah", "Iraq", "Nasiriyah", "Dhi Qar")[
        "Khamisiyah"
    ].place
    assert place is not None
    assert place.country == "IQ"


def test_no_namesake_where_the_text_says_is_undecided(gazetteer: Gazetteer) -> None:
    text = "the village of Texas in Idlib province"
    found = resolve(gazetteer, text, "Texas", "Idlib")["Texas"]
    assert found.place is None
    assert found.candidates
    assert "Idlib" in found.reason


def test_what_the_gazetteer_lacks_is_undecided(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "fighting in Qwxzyvabad", "Qwxzyvabad")["Qwxzyvabad"]
    assert found.place is None
    assert found.candidates == ()
    assert found.reason == "not in the gazetteer"


def test_countries_in_view_are_given_from_outside(gazetteer: Gazetteer) -> None:
    asked = [Toponym(text="Tripoli", span=Span(0, 7))]
    (libya,) = choose(asked, gazetteer, countries_in_view={"LY": 3.0})
    (lebanon,) = choose(asked, gazetteer, countries_in_view={"LB": 3.0})
    assert libya.place and libya.place.country == "LY"
    assert lebanon.place and lebanon.place.country == "LB"


def test_the_same_input_gives_the_same_answer(gazetteer: Gazetteer) -> None:
    text = "Homs, Hama and Aleppo"
    assert resolve(gazetteer, text, "Homs", "Hama", "Aleppo") == resolve(
        gazetteer, text, "Homs", "Hama", "Aleppo"
    )


@pytest.mark.parametrize(
    ("text", "name", "ident"),
    [
        ("Clashes in Eastern Ghouta in Damascus, Syria", "Eastern Ghouta",
         "counterclaim:sy-eastern-ghouta"),
        ("Strikes hit Eastern Gouta, Damascus, in Syria", "Eastern Gouta",
         "counterclaim:sy-eastern-ghouta"),
        ("Ras al-Ain was shelled, as Syria and Turkey say", "Ras al-Ain", "geonames:165509"),
        ("the Salah Eddin neighborhood was bombed", "Salah Eddin", "counterclaim:sy-salaheddine"),
        ("Salah Eddin neighborhood", "Salah Eddin neighborhood", "counterclaim:sy-salaheddine"),
        ("Shells fell in the Damascus countryside, Syria", "Damascus",
         "counterclaim:sy-rif-dimashq-governorate"),
        ("the siege of the Old City in the heart of Homs, Syria", "Old City",
         "counterclaim:sy-homs-old-city-of-homs"),
        ("a taxi stand in Zahraa in Homs", "Zahraa", "counterclaim:sy-homs-al-zahraa"),
        ("the people of Turkey, the United States is committed", "Turkey", "geonames:298795"),
        ("attacks in Sousse, said Syria, Turkey and the United States", "Sousse",
         "geonames:2464915"),
        ("Tikrit in Salahuddin province", "Salahuddin", "counterclaim:iq-saladin-governorate"),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(gazetteer: Gazetteer, text: str, name: str, ident: str) -> None:
    others = ["Damascus", "Homs", "Syria", "Turkey", "Tikrit", "United States"]
    others = [n for n in others if n in text and n != name]
    place = resolve(gazetteer, text, name, *others)[name].place
    assert place is not None
    assert place.id == ident


def test_a_name_does_not_speak_for_its_own_country(gazetteer: Gazetteer) -> None:
    asked = [Toponym(text="Dar as Salam", span=Span(0, 12))]
    (found,) = choose(asked, gazetteer, countries_in_view={"SY": 1.0})
    assert found.place is not None
    assert found.place.country == "SY"


def test_what_lies_far_from_a_city_is_not_in_it(gazetteer: Gazetteer) -> None:
    text = "Albukamal in Damascus"
    found = resolve(gazetteer, text, "Albukamal", "Damascus")["Albukamal"]
    assert found.place is None
    assert "Damascus" in found.reason


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Rahoum in the war of Syria", "Rahoum", "nothing in the text points there"),
        (
            "the neighborhood of Sheikh Saad, shelled as Damascus says",
            "Sheikh Saad",
            "too far from the places",
        ),
    ],
)
def test_a_village_that_nothing_points_to_stays_open(
    gazetteer: Gazetteer, text: str, name: str, reason: str
) -> None:
    found = resolve(gazetteer, text, name, *(n for n in ("Syria", "Damascus") if n in text))[name]
    assert found.place is None
    assert reason in found.reason
    assert found.candidates


def test_a_town_s_district_does_not_hold_the_town(gazetteer: Gazetteer) -> None:
    text = "At least 45 died in the east Aleppo district of Marjeh, in Syria"
    found = resolve(gazetteer, text, "Aleppo", "Marjeh", "Syria")
    assert found["Aleppo"].place is not None
    assert found["Aleppo"].place.admin1 == "Aleppo"
    assert found["Marjeh"].place is not None
    assert found["Marjeh"].place.admin1 == "Aleppo"


def test_a_road_between_two_towns_is_a_line(gazetteer: Gazetteer) -> None:
    text = "Clashes on the Homs-Palmyra road, as Syria said"
    place = resolve(gazetteer, text, "Homs-Palmyra", "Syria")["Homs-Palmyra"].place
    assert place is not None
    assert (place.name, place.precision.value) == ("Homs-Palmyra road", "line")
    assert place.latitude is None


def test_a_land_is_no_hamlet_of_its_name(gazetteer: Gazetteer) -> None:
    text = "in Europe and the Middle East, France said"
    found = resolve(gazetteer, text, "Europe", "Middle East", "France")
    places = [found[name].place for name in ("Europe", "Middle East")]
    assert [p.precision.value for p in places if p is not None] == ["region", "region"]
    assert all(p is not None and p.latitude is None and p.country is None for p in places)
