"""Counts over time as bars."""

from datetime import date

from counterclaim.web.charts import HIGH, over_time


def test_none_where_nothing_is_told() -> None:
    assert over_time([]) is None


def test_months_while_they_are_few_then_quarters_then_years() -> None:
    for years, span in ((1, "month"), (20, "quarter"), (60, "year")):
        chart = over_time([(date(1950, 1, 3), "did", 1), (date(1950 + years, 1, 3), "did", 2)])
        assert chart is not None
        assert (chart.span, chart.most, len(chart.bars)) == (span, 2, 2)


def test_parts_stand_on_each_other() -> None:
    chart = over_time([(date(2017, 4, 4), "did", 3), (date(2017, 4, 9), "suffered", 1)])
    assert chart is not None
    (bar,) = chart.bars
    assert bar.words == "Apr 2017: did 3, suffered 1"
    below, above = bar.parts
    assert below.height == 3 * HIGH / 4
    assert above.y == 0
    assert above.y + above.height == below.y
