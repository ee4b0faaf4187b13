"""Counts: every row of CODEBOOK's table, phrasings of real reports, and what is no count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.coding.numbers import Quantity, find_quantities
from counterclaim.model import Span


def readings(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(q.text, q.low, q.high) for q in find_quantities(text)]


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("40 to 70 killed", 40, 70, False),
        ("between 40 and 70 killed", 40, 70, False),
        ("12 people", 12, 12, False),
        ("a dozen people", 12, 12, False),
        ("at least 6 people", 6, None, False),
        ("more than 20 people", 21, None, False),
        ("over 20 people", 21, None, False),
        ("up to 30 people", 0, 30, False),
        ("as many as 30 people", 0, 30, False),
        ("about 50 people", 50, 50, True),
        ("around 50 people", 50, 50, True),
        ("some 50 people", 50, 50, True),
        ("nearly 50 people", 50, 50, True),
        ("several people", 2, None, False),
        ("a number of people", 2, None, False),
        ("dozens", 24, None, False),
        ("scores", 40, None, False),
        ("hundreds", 200, None, False),
        ("thousands", 2000, None, False),
        ("no casualties", 0, 0, False),
    ],
)
def test_codebook_table(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.approximate) == (low, high, approximate)


@pytest.mark.parametrize(
    ("text", "wording", "low", "high"),
    [
        ("1,200 people", "1,200", 1200, 1200),
        ("1 200 people", "1 200", 1200, 1200),
        ("1.200 people", "1.200", 1200, 1200),
        ("300000 people", "300000", 300000, 300000),
        ("a hundred and five men", "a hundred and five", 105, 105),
        ("two dozen rebels", "two dozen", 24, 24),
        ("twenty-five rebels", "twenty-five", 25, 25),
        ("twenty five rebels", "twenty five", 25, 25),
        ("two hundred and fifty thousand", "two hundred and fifty thousand", 250000, 250000),
        ("1.5 million people", "1.5 million", 1500000, 1500000),
        ("3m people", "3m", 3000000, 3000000),
        ("half a million people", "half a million", 500000, 500000),
        ("half a dozen men", "half a dozen", 6, 6),
        ("a couple of men", "a couple of", 2, 2),
        ("a single man", "a single", 1, 1),
        ("both pilots died", "both", 2, 2),
        ("another 12 wounded", "another 12", 12, 12),
        ("12 others were hurt", "12", 12, 12),
        ("a family of five", "a family of five", 5, 5),
        ("an unknown number of men", "an unknown number of", None, None),
        ("dozens of people", "dozens of", 24, None),
        ("tens of thousands of people", "tens of thousands of", 20000, None),
        ("hundreds of thousands of people", "hundreds of thousands of", 200000, None),
        ("several dozen fighters", "several dozen", 24, None),
        ("a few hundred fighters", "a few hundred", 200, None),
        ("many residents", "many", 2, None),
        ("some residents", "some", 2, None),
        ("a handful of men", "a handful of", 2, None),
        ("fewer than 10 people", "fewer than 10", 0, 9),
        ("no fewer than 12 people", "no fewer than 12", 12, None),
        ("no more than 5 people", "no more than 5", 0, 5),
        ("more than two dozen people", "more than two dozen", 25, None),
        ("over half a million lives", "over half a million", 500001, None),
        ("more than 1,127 people", "more than 1,127", 1128, None),
        ("from 40 to 70 members", "from 40 to 70", 40, 70),
        ("40-70 members", "40-70", 40, 70),
        ("40 – 70 members", "40 – 70", 40, 70),
        ("40 or 50 members", "40 or 50", 40, 50),
        ("two or three members", "two or three", 2, 3),
        ("two to three hundred members", "two to three hundred", 200, 300),
        ("15-20,000 people", "15-20,000", 15000, 20000),
        ("20,000 to 30,000 people", "20,000 to 30,000", 20000, 30000),
        ("at least 40 to 70 people", "at least 40 to 70", 40, None),
        ("at least 30 and up to 50 people", "at least 30 and up to 50", 30, 50),
        ("10+ killed", "10+", 10, None),
        ("20 plus killed", "20 plus", 20, None),
        ("six or more people", "six or more", 6, None),
        ("none of them", "none of", 0, 0),
        ("not one survived", "not one", 0, 0),
        ("nobody was hurt", "nobody", 0, 0),
        ("zero losses", "zero", 0, 0),
        ("the death toll at at least 70", "at least 70", 70, None),
        ("gassing many - by one report as many as 1300 - people", "as many as 1300", 0, 1300),
    ],
)
def test_phrasings(text: str, wording: str, low: int | None, high: int | None) -> None:
    assert (wording, low, high) in readings(text)


@pytest.mark.parametrize("text", ["20-odd men", "an estimated 50 people", "a couple of men"])
def test_loose_counts_are_approximate(text: str) -> None:
    assert only(text).approximate


@pytest.mark.parametrize(
    ("text", "numeral"),
    [("12 men", True), ("at least a dozen men", True), ("dozens of men", False), ("no men", False)],
)
def test_a_stated_number_heads_its_noun(text: str, numeral: bool) -> None:
    assert only(text).head_numeral is numeral


@pytest.mark.parametrize(
    "text",
    [
        "$40 million in aid",
        "US$ 40 billion",
        "40 percent of the town",
        "70-80% of the town",
        "at 8.30am",
        "at 1900 GMT",
        "around 1130 am (0830 GMT)",
        "a boy aged 12",
        "a 12-year-old boy",
        "he was 12 years old",
        "children between the ages of 9 and 12",
        "Dayton, 42, of Woodbridge",
        "the 58th shell",
        "a 120mm mortar",
        "10 km away",
        "seven days of strikes",
        "three more days",
        "resolution 2118",
        "Resolutions 2118 and 2254",
        "an M142 launcher",
        "an F-16 jet",
        "T-72 tanks and BM-21 launchers",
        "S-300 missiles",
        "the Group of 7",
        "the G20",
        "the 9/11 attacks",
        "on 11 September 2001",
        "the 4th Division",
        "Brigade 47",
        "Hill 105",
        "the Geneva 2 talks",
        "the five-year war",
        "a five-member team",
        "no longer",
        "one of the most important towns",
        "two thirds of the town",
        "a footnote [4]",
        "Abu Omar (25)",
        "the war of 1980-88",
        "1924 16.05.2017(updated 1925 16.05.2017) Get short URL 0 612 A town",
        "both in Syria and in Iraq",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On August 7, from 40 to 70 PMU members were killed", [("from 40 to 70", 40, 70)]),
        ("on Monday 12 people died", [("12", 12, 12)]),
        ("In 2014 30 civilians died", [("30", 30, 30)]),
        ("On 7 August 45 people died", [("45", 45, 45)]),
        ("In March 12 people died", [("12", 12, 12)]),
        ("killed 2000 people", [("2000", 2000, 2000)]),
        ("the toll rose from 12 to 20", [("12", 12, 12), ("20", 20, 20)]),
        ("killing 3 and wounding 5", [("3", 3, 3), ("5", 5, 5)]),
        ("26 children and 21 women", [("26", 26, 26), ("21", 21, 21)]),
        ("Published October 26 2016 Six people died", [("Six", 6, 6)]),
    ],
)
def test_texts_that_lost_their_commas(
    text: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert readings(text) == expected


def test_dates_known_to_the_caller_are_set_aside() -> None:
    text = "On 12 killed 7"
    assert readings(text) == [("12", 12, 12), ("7", 7, 7)]
    assert [q.text for q in find_quantities(text, [Span(3, 5)])] == ["7"]


_PIECES = (
    "at least more than up to as many about some 40 - to 70 1,200 1.5 million a dozen dozens of "
    "hundred thousand and or between from no none one two twenty five , . ( ) $ % km August 7 2016 "
    "several hundreds + odd people 12th F-16 3m 0 00 999999999999999999 ½ ٣ ² — \n *"
)
_WORDS = st.sampled_from(_PIECES.split(" "))


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=14).map(" ".join)))
def test_spans_hold_their_text_and_never_overlap(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert end <= quantity.span.start < quantity.span.end
        end = quantity.span.end
        if quantity.low is not None and quantity.high is not None:
            assert 0 <= quantity.low <= quantity.high
