"""Dates: what CODEBOOK and coded reports say that wordings come to, and what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.coding.dates.calendar import DateKind, date_spans, find_dates, own_date
from counterclaim.model import DatePrecision

PUBLISHED = date(2017, 8, 10)
"""A Thursday."""


def ranges(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(d.text, str(d.value.start), str(d.value.end)) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On August 7, from 40 to 70 men were killed", "2017-08-07"),
        ("killed on 7 August 2017 in Hama", "2017-08-07"),
        ("17-12-2014 ISIL Nusra clash", "2014-12-17"),
        ("updated 16.05.2017 here", "2017-05-16"),
        ("on 2016-12-26 he", "2016-12-26"),
        ("on Sept. 21, 2013, it", "2013-09-21"),
        ("on Dec 3rd", "2016-12-03"),
        ("on August 21 2013", "2013-08-21"),
        ("on the 5th of May", "2017-05-05"),
        ("a Jan. 8 strike", "2017-01-08"),
        ("Wed Mar 2 2016 18 militants killed", "2016-03-02"),
        ("On Monday 19 December the Council met", "2016-12-19"),
        ("in Syria, Nov.\n24, 2016", "2016-11-24"),
        ("SAN SALVADOR, 25 AUG 89 (AFP) -- [TEXT]", "1989-08-25"),
        ("on the dawn of July 13", "2017-07-13"),
        ("today", "2017-08-10"),
        ("yesterday", "2017-08-09"),
        ("on Tuesday", "2017-08-08"),
        ("on Thursday", "2017-08-10"),
        ("last Thursday", "2017-08-03"),
        ("Tuesday night", "2017-08-08"),
        ("late on Tuesday", "2017-08-08"),
        ("at dawn on Tuesday", "2017-08-08"),
        ("Tuesdays attack", "2017-08-08"),
        ("Tuesday's attack", "2017-08-08"),
        ("Tuesday (August 8) saw", "2017-08-08"),
        ("this morning", "2017-08-10"),
        ("last night", "2017-08-09"),
        ("two days ago", "2017-08-08"),
        ("a week ago", "2017-08-03"),
        ("the previous day", "2017-08-09"),
        ("on Thanksgiving Day", "2016-11-24"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert [found[1:] for found in ranges(text)] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "wording", "start", "end", "precision"),
    [
        ("in March 2011", "March 2011", "2011-03-01", "2011-03-31", "month"),
        ("in March two blasts", "March", "2017-03-01", "2017-03-31", "month"),
        ("in 2012", "2012", "2012-01-01", "2012-12-31", "year"),
        ("a 2008 raid", "2008", "2008-01-01", "2008-12-31", "year"),
        ("earlier in 2015", "earlier in 2015", "2015-01-01", "2015-12-31", "year"),
        ("in late July", "late July", "2017-07-16", "2017-07-31", "month"),
        ("in early 2013", "early 2013", "2013-01-01", "2013-04-30", "year"),
        ("in mid-March", "mid-March", "2017-03-10", "2017-03-20", "month"),
        ("at the end of May", "the end of May", "2017-05-21", "2017-05-31", "month"),
        ("summer of 2014", "summer of 2014", "2014-06-01", "2014-08-31", "month"),
        ("the first half of 2016", "the first half of 2016", "2016-01-01", "2016-06-30", "month"),
        ("the last week of March", "the last week of March", "2017-03-25", "2017-03-31", "week"),
        ("the night of August 7-8", "the night of August 7-8", "2017-08-07", "2017-08-08", "day"),
        ("between 3 and 5 May", "3 and 5 May", "2017-05-03", "2017-05-05", "day"),
        ("from May 2 to June 4", "from May 2 to June 4", "2017-05-02", "2017-06-04", "day"),
        ("On 18 and 19 October, rebels", "18 and 19 October", "2016-10-18", "2016-10-19", "day"),
        (
            "Between 31 July and 4 August 2011, troops",
            "Between 31 July and 4 August 2011",
            "2011-07-31",
            "2011-08-04",
            "day",
        ),
        (
            "**30 September 2015 to 9 September 2018**",
            "30 September 2015 to 9 September 2018",
            "2015-09-30",
            "2018-09-09",
            "day",
        ),
        (
            "from July 2015 to late February 2016",
            "from July 2015 to late February 2016",
            "2015-07-01",
            "2016-02-29",
            "month",
        ),
        ("(October–November 2016)", "October–November 2016", "2016-10-01", "2016-11-30", "month"),
        ("on Monday and Tuesday", "Monday and Tuesday", "2017-08-07", "2017-08-08", "day"),
        ("from Friday to Sunday", "from Friday to Sunday", "2017-08-04", "2017-08-06", "day"),
        ("the past 24 hours", "the past 24 hours", "2017-08-09", "2017-08-10", "day"),
        ("the past three days", "the past three days", "2017-08-07", "2017-08-10", "day"),
        ("overnight", "overnight", "2017-08-09", "2017-08-10", "day"),
        ("this week", "this week", "2017-08-07", "2017-08-13", "week"),
        ("earlier this week", "earlier this week", "2017-08-07", "2017-08-10", "week"),
        ("last week", "last week", "2017-07-31", "2017-08-06", "week"),
        ("over the weekend", "the weekend", "2017-08-05", "2017-08-06", "day"),
        ("last month", "last month", "2017-07-01", "2017-07-31", "month"),
        ("earlier this month", "earlier this month", "2017-08-01", "2017-08-10", "month"),
        ("this year", "this year", "2017-01-01", "2017-12-31", "year"),
        ("last September", "last September", "2016-09-01", "2016-09-30", "month"),
        ("five years ago", "five years ago", "2012-01-01", "2012-12-31", "year"),
        ("in the 1980s", "the 1980s", "1980-01-01", "1989-12-31", "year"),
    ],
)
def test_ranges(text: str, wording: str, start: str, end: str, precision: str) -> None:
    (phrase,) = find_dates(text, PUBLISHED)
    value = phrase.value
    found = (phrase.text, str(value.start), str(value.end), value.precision)
    assert found == (wording, start, end, DatePrecision(precision))


@pytest.mark.parametrize(
    "text",
    [
        "they may have died",
        "the March on Damascus",
        "the Sunday Times",
        "a 24-hour ceasefire",
        "the five-year war",
        "Black September",
        "the September 11 attacks",
        "the March 14 alliance",
        "Resolution 2254",
        "killed 2000 people",
        "a boy of 12 years",
        "April Glaspie said",
        "on Tuesdays.",
        "an F-16 and an M142",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@pytest.mark.parametrize("text", ["on Tuesday", "in recent weeks", "yesterday", "last month"])
def test_what_can_not_be_told_is_unstated(text: str) -> None:
    (phrase,) = find_dates(text, None)
    assert phrase.value.precision is DatePrecision.UNSTATED
    assert phrase.value.start is phrase.value.end is None
    assert phrase.relative


def test_recent_weeks_have_no_length_to_guess() -> None:
    (phrase,) = find_dates("in recent weeks", PUBLISHED)
    assert (phrase.text, phrase.value.precision) == ("recent weeks", DatePrecision.UNSTATED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("since September 2014", DateKind.SINCE),
        ("from September 2014", DateKind.SINCE),
        ("until Tuesday", DateKind.UNTIL),
        ("by mid-June", DateKind.BY),
        ("before June 4", DateKind.BEFORE),
        ("after June 4", DateKind.AFTER),
        ("on June 4", DateKind.POINT),
        ("from 8 to 11 May", DateKind.RANGE),
        ("Published October 26 2016 Air strikes", DateKind.HEADER),
        ("KABUL, Afghanistan (Nov. 20, 2011)\nA force", DateKind.HEADER),
        ("BEIRUT, Aug 5 (Reuters) - Rebels", DateKind.HEADER),
        ("05-02-2015 Jaysh al-Islam fires", DateKind.HEADER),
        ("Title\nMarch 01 , 2008\nText", DateKind.HEADER),
    ],
)
def test_kinds(text: str, kind: DateKind) -> None:
    assert [phrase.kind for phrase in find_dates(text, PUBLISHED)] == [kind]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Talks will be held on Monday", "2017-08-14"),
        ("It said it would stop strikes on Saturday", "2017-08-12"),
        ("It said on Monday that it will stop", "2017-08-07"),
        ("to pave the way for an eight-hour truce on Friday", "2017-08-11"),
        ("the deal will enter into force in September", "2017-09-01"),
    ],
)
def test_past_is_preferred_unless_the_sentence_looks_ahead(text: str, start: str) -> None:
    assert ranges(text)[0][1] == start


def test_a_missing_year_leans_on_the_dates_before_it() -> None:
    text = "On 27 February 2012, 68 bodies were found. On 5 April, troops took Taftanaz."
    assert ranges(text, None)[1] == ("5 April", "2012-04-05", "2012-04-05")


def test_a_missing_year_crosses_the_new_year_with_the_story() -> None:
    text = "On 26 December 2015 it began. On 4 January it ended."
    assert ranges(text, None)[1][1] == "2016-01-04"


def test_a_date_told_in_passing_does_not_move_the_story() -> None:
    text = "It began on 4 June 2014, after clashes in December 2013. On 10 June they took Mosul."
    assert ranges(text, None)[2][1] == "2014-06-10"


def test_context_year_stands_in_for_the_text_before() -> None:
    (phrase,) = find_dates("On 5 April, troops came.", None, context_year=2012)
    assert phrase.value.start == date(2012, 4, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 20 October 2016 rebels came. The next day, they left.", "2016-10-21"),
        ("On 30 September 2015 it began. That same day Russia struck.", "2015-09-30"),
        ("On 20 October 2016 rebels came. Two days later they left.", "2016-10-22"),
        ("On 20 October 2016 rebels came, a day earlier than planned", None),
    ],
)
def test_anaphors_count_from_the_last_day_named(text: str, day: str | None) -> None:
    found = ranges(text, None)[1:]
    assert [start for _, start, _ in found] == ([day] if day else ["2016-10-19"])


def test_an_ambiguous_date_takes_the_reading_closest_to_publication() -> None:
    assert ranges("on 4/5/17", date(2017, 4, 6))[0][1] == "2017-04-05"
    assert ranges("on 4/5/17", date(2017, 5, 6))[0][1] == "2017-05-04"
    assert ranges("on 4/5/17", None)[0][1] == "None"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-11-S-012\n\nKABUL, Afghanistan (Nov. 9) — A force", date(2012, 11, 9)),
        ("Posted on April 4 2017 by a desk 58 killed", date(2017, 4, 4)),
        ("Rebels took the town on April 4 2017 after a siege.", None),
    ],
)
def test_a_report_tells_its_own_day(text: str, day: date | None) -> None:
    assert own_date(text) == day


_PIECES = (
    "on On in from to between and since until 7 31 30 2 1st August Feb February May 2016 2017 89 "
    "Tuesday Sun last next this past week month years days three early late mid - end of the half "
    "first 16.05.2017 2016-02-30 99/99/9999 overnight ago later summer quarter 9999999999 will "
    ", . ( ) – \n\n ٣ weekend 0 1900 2100 night yesterday Thanksgiving 1980s"
)
_WORDS = st.sampled_from(_PIECES.split(" "))


@given(
    st.one_of(st.text(), st.lists(_WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_spans_hold_their_text_and_ranges_run_forward(text: str, published: date | None) -> None:
    end = 0
    phrases = find_dates(text, published)
    for phrase in phrases:
        assert text[phrase.span.start : phrase.span.end] == phrase.text
        assert end <= phrase.span.start < phrase.span.end
        end = phrase.span.end
        value = phrase.value
        unstated = value.precision is DatePrecision.UNSTATED
        assert (value.start is None) == (value.end is None) == unstated
        if value.start is not None and value.end is not None:
            assert value.start <= value.end
    assert date_spans(text) == tuple(phrase.span for phrase in phrases)
