"""When an event was: its day, week, month or year, never the day of the report."""

from datetime import date

import pytest

from counterclaim.model import DatePrecision
from counterclaim.pipeline import Coder

from .told import claims_of, one_claim


@pytest.mark.parametrize(
    ("when", "start", "end", "precision"),
    [
        ("on Monday", "2017-03-13", "2017-03-13", "day"),
        ("on Tuesday night", "2017-03-14", "2017-03-14", "day"),
        ("yesterday", "2017-03-14", "2017-03-14", "day"),
        ("on March 4", "2017-03-04", "2017-03-04", "day"),
        ("on 4 March 2017", "2017-03-04", "2017-03-04", "day"),
        ("on December 4", "2016-12-04", "2016-12-04", "day"),
        ("last week", "2017-03-06", "2017-03-12", "week"),
        ("this week", "2017-03-13", "2017-03-19", "week"),
        ("in February", "2017-02-01", "2017-02-28", "month"),
        ("last month", "2017-02-01", "2017-02-28", "month"),
        ("in late June", "2016-06-16", "2016-06-30", "month"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        ("over the past three days", "2017-03-12", "2017-03-15", "day"),
        ("in the past 24 hours", "2017-03-14", "2017-03-15", "day"),
        ("between March 3 and March 5", "2017-03-03", "2017-03-05", "day"),
        ("two days ago", "2017-03-13", "2017-03-13", "day"),
    ],
)
@pytest.mark.parametrize(
    "told", ["Shells killed nine people in Douma {}.", "{}, shells killed nine people in Douma."]
)
def test_the_date_of_an_event(
    coder: Coder, told: str, when: str, start: str, end: str, precision: str
) -> None:
    text = told.format(when)
    found = one_claim(coder, text[0].upper() + text[1:], "shelling").date
    assert found is not None
    assert (str(found.start), str(found.end), found.precision.value) == (start, end, precision)
    assert found.text is not None
    assert found.text.casefold() in text.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed nine people in Douma.",
        "Activists said on Monday that shells killed nine people in Douma.",
        "Shells killed nine people in Douma, activists said on Monday.",
        "The minister told reporters on Monday that rebels had shelled Douma.",
        "The defence ministry said on Sunday six long-range bombers fired shells at Douma.",
    ],
)
def test_the_day_of_the_report_is_not_the_events(coder: Coder, text: str) -> None:
    found = one_claim(coder, text, "shelling").date
    assert found is None or found.precision is DatePrecision.UNSTATED


def test_the_event_has_its_own_day_beside_that_of_the_words(coder: Coder) -> None:
    text = "The Observatory said on Tuesday that shells hit a market in Douma on Sunday."
    found = one_claim(coder, text).date
    assert found is not None
    assert found.start == found.end == date(2017, 3, 12)


def test_two_events_of_a_sentence_have_their_own_days(coder: Coder) -> None:
    text = (
        "The army took the village of Khafsah on Sunday and rebels attacked the village of Maan "
        "on Monday."
    )
    found = {c.kind: c.date.start for c in claims_of(coder, text) if c.date}
    assert found == {"territory-gained": date(2017, 3, 12), "attack": date(2017, 3, 13)}


def test_relative_words_need_a_day_of_publication(coder: Coder) -> None:
    (claim,) = claims_of(coder, "Yesterday shells killed nine people in Douma.", None)
    assert claim.date is None or (claim.date.start, claim.date.end) == (None, None)


def test_an_absolute_date_needs_none(coder: Coder) -> None:
    (claim,) = claims_of(coder, "On 4 March 2017 shells killed nine people in Douma.", None)
    assert claim.date is not None
    assert claim.date.start == date(2017, 3, 4)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Rebels appeared to shell Douma on Monday.", "2017-03-13", "2017-03-13"),
        ("Activists reported shelling of Douma on Monday.", "2017-03-13", "2017-03-13"),
        (
            "The UN reported on Monday's shelling of Douma, which killed nine people.",
            "2017-03-13",
            "2017-03-13",
        ),
        ("Rebels shelled Douma on March 3 and on March 5.", "2017-03-03", "2017-03-05"),
    ],
)
def test_what_is_dated_is_the_event(coder: Coder, text: str, start: str, end: str) -> None:
    found = one_claim(coder, text, "shelling").date
    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


def test_the_raids_keep_the_date_told_before(coder: Coder) -> None:
    text = "Jets carried out raids on Ariha on Monday. The raids killed nine people in Ariha."
    assert [str(c.date and c.date.start) for c in claims_of(coder, text)] == ["2017-03-13"] * 2


def test_another_event_keeps_no_date_told_before(coder: Coder) -> None:
    text = "Jets carried out raids on Ariha on Monday. Rebels shelled Nubl."
    assert claims_of(coder, text)[-1].date is None
