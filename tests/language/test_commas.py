"""Commas that a text lost are put back for the parser, and only in such a text."""

import pytest

from counterclaim.language.commas import comma_places
from counterclaim.model import Span
from counterclaim.reading.characters import lost_commas

LONG = "The army took a village near the town and the rebels left it again on the same day. "


def test_only_a_text_of_some_length_has_lost_its_commas() -> None:
    assert lost_commas(LONG * 10)
    assert not lost_commas(LONG)
    assert not lost_commas((LONG.replace("village", "village,")) * 10)


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "names", "places", "dates", "before"),
    [
        ("On Monday the army took the town.", [], [], ["Monday"], "the army"),
        ("According to SANA the army took it.", ["SANA"], [], [], "the army"),
        (
            "Jets hit Ariha Idlib province today.",
            ["Ariha", "Idlib"],
            ["Ariha", "Idlib"],
            [],
            "Idlib",
        ),
        ("Jets hit a market in the town killing nine people.", [], [], [], "killing"),
        ("Jets hit a market in the town which burned down.", [], [], [], "which"),
        ("Jets killed nine people including a child.", [], [], [], "including"),
        ("Jets killed nine people in the town SANA said.", ["SANA"], [], [], "SANA"),
    ],
)
def test_where_a_comma_is_due(
    text: str, names: list[str], places: list[str], dates: list[str], before: str
) -> None:
    found = comma_places(
        text,
        Span(0, len(text)),
        spans(text, *names),
        spans(text, *places),
        spans(text, *dates),
    )
    assert found == [text.index(before) - 1]


@pytest.mark.parametrize(
    "text",
    [
        "The army took the town.",
        "They are accused of killing nine people.",
        "The minister said that the army left.",
        "The fighting stopped before killing more.",
    ],
)
def test_where_none_is_due(text: str) -> None:
    assert comma_places(text, Span(0, len(text)), [], [], []) == []


def test_places_stay_within_the_sentence() -> None:
    text = "It rained. On Monday the army left."
    sentence = Span(11, len(text))
    assert comma_places(text, sentence, [], [], spans(text, "Monday")) == [20]
