"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.language.sentences import split


def sentences(text: str, title: str | None = None) -> list[str]:
    return [span.of(text) for span in split(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left. Rebels came.", ["The army left.", "Rebels came."]),
        ("Did they leave? They did! So it is.", ["Did they leave?", "They did!", "So it is."]),
        ('"They left." Then it rained.', ['"They left."', "Then it rained."]),
        ('He said: "They left." "We stay."', ['He said: "They left."', '"We stay."']),
        # no break after abbreviations, initials, figures
        ("Gen. Ali al-Hassan met Dr. Omar.", ["Gen. Ali al-Hassan met Dr. Omar."]),
        ("The U.S. Central Command said so.", ["The U.S. Central Command said so."]),
        ("A.B. Haddad was there.", ["A.B. Haddad was there."]),
        ("It fell by 3.5 per cent.", ["It fell by 3.5 per cent."]),
        ("See www.example.org for more.", ["See www.example.org for more."]),
        # a break after a nation's initials before a new sentence
        ("They left the U.S. The army stayed.", ["They left the U.S.", "The army stayed."]),
        # a full stop that lost its space
        ("Rebels came.Then they left again.", ["Rebels came.", "Then they left again."]),
        # the line of an agency or a dateline inside a text saved in one piece
        (
            "Raid kills nine AFP Monday 24 Oct 2016 Nine people died on Monday.",
            ["Raid kills nine", "AFP Monday 24 Oct 2016", "Nine people died on Monday."],
        ),
        (
            "BEIRUT Syrian warplanes struck a town.",
            ["BEIRUT", "Syrian warplanes struck a town."],
        ),
        # a lead printed twice
        (
            "Nine people were killed in an air strike on a market in the town of Ariha Nine people "
            "were killed in an air strike on a market in the town of Ariha",
            ["Nine people were killed in an air strike on a market in the town of Ariha"] * 2,
        ),
        # line ends
        ("A headline of a report\n\nThe army left.", ["A headline of a report", "The army left."]),
        ("The army left the\ntown on Monday.", ["The army left the\ntown on Monday."]),
        (
            "Near Raqqa, one strike hit a unit.\nNear Abu Kamal, one strike hit a truck.",
            ["Near Raqqa, one strike hit a unit.", "Near Abu Kamal, one strike hit a truck."],
        ),
        # nothing
        ("", []),
        (" \n ", []),
    ],
)
def test_breaks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_title_that_the_text_repeats_stands_alone() -> None:
    title = "Syrian army takes a town near Palmyra"
    text = f"{title} The army took the town on Monday."
    assert sentences(text, title) == [title, "The army took the town on Monday."]


def test_a_sentence_without_end_is_cut() -> None:
    found = sentences("word " * 1000)
    assert len(found) > 1
    assert all(len(sentence) <= 1500 for sentence in found)


@given(st.text(alphabet="aA.!? \n\"'”1-(U.S", max_size=80))
def test_nothing_but_white_space_is_lost_and_nothing_told_twice(text: str) -> None:
    spans = split(text)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
