"""What a text has introduced, it may take up by less."""

import pytest

from counterclaim.model import Article
from counterclaim.names.finder import Name, NameKind
from counterclaim.pipeline import Coder


def _names(coder: Coder, text: str) -> list[Name]:
    return list(coder.read_text(Article(id="t", text=text, sha256="")).names)


def _last(coder: Coder, text: str, wording: str) -> Name:
    return [n for n in _names(coder, text) if n.text == wording][-1]


def test_a_surname_takes_up_the_person(coder: Coder) -> None:
    text = "Maj. Gen. Robert L. Hallman spoke in Erbil. The road is open, Hallman said."
    assert _last(coder, text, "Robert L. Hallman").kind is NameKind.PERSON
    found = _last(coder, text, "Hallman")
    assert found.kind is NameKind.PERSON
    assert "takes up 'Robert L. Hallman'" in found.reason


def test_a_surname_beats_a_gazetteer_of_the_world(coder: Coder) -> None:
    text = "Sgt. Alan P. Dayton died on Monday. Soldiers mourned for Dayton at the base."
    assert _last(coder, text, "Dayton").kind is NameKind.PERSON


def test_a_preposition_of_place_keeps_the_place(coder: Coder) -> None:
    text = "Sgt. Alan P. Dayton died on Monday. He was buried in Dayton, Ohio."
    assert _last(coder, text, "Dayton").kind is NameKind.PLACE


def test_a_transcript_names_its_speakers_in_capitals(coder: Coder) -> None:
    assert _last(coder, "SECRETARY HOLBEIN: We spoke about it.", "HOLBEIN").kind is NameKind.PERSON


def test_an_introduced_place_is_a_place_wherever_it_stands(coder: Coder) -> None:
    text = "Rebels left the town of Barqash. Barqash had held out for a year."
    assert _last(coder, text, "Barqash").kind is NameKind.PLACE


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the Druze village at night. The Druze fled to the hills.",
        "He called for an inclusive Government in Iraq.",
    ],
)
def test_peoples_and_offices_are_no_places(coder: Coder, text: str) -> None:
    places = {n.text for n in _names(coder, text) if n.kind is NameKind.PLACE}
    assert not places & {"Druze", "Government"}


def test_a_direction_may_be_part_of_a_name(coder: Coder) -> None:
    assert "West Bank" in [
        n.text for n in _names(coder, "Soldiers raided houses in the West Bank.")
    ]
