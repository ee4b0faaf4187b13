"""Time, place, actors, losses and kinds, compared on values."""

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.linking import kinds, losses
from counterclaim.linking.account import Days, How, fired_from, hours_in, spot_of
from counterclaim.linking.actors import Sides
from counterclaim.linking.when import apart
from counterclaim.linking.where import Grounds
from counterclaim.model import Span
from counterclaim.names.registry import Registry

from .linking_reports import Report, place


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((40, None), (40, 70), True),
        ((12, 12), (40, 70), False),
        ((0, 30), (31, None), False),
        ((None, None), (5, 5), True),
        ((21, None), (20, 20), False),
    ],
)
def test_tolls_agree_on_values(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], expected: bool
) -> None:
    assert losses.compatible(*one, *other) is expected
    assert losses.compatible(*other, *one) is expected


def test_rival_means_are_of_one_family_and_weak_kinds_fit_specific_ones() -> None:
    assert kinds.fit("air-strike", "shelling") is not None
    assert kinds.fit("casualties", "air-strike") is not None
    assert kinds.fit("air-strike", "territory-gained") is None
    assert kinds.fit("talks", "shelling") is None


def test_an_area_holds_its_town_without_a_gazetteer() -> None:
    grounds = Grounds()
    province, town, far = (spot_of(place(n)) for n in ("Raqqa province", "Maadan", "Idlib"))
    assert province is not None and town is not None and far is not None
    found = grounds.fit_spots(province, town)
    assert found is not None and "lies in" in found.reason
    assert grounds.fit_spots(town, far) is None
    assert grounds.fit_spots(province, far) is None


def test_days_are_apart_only_where_the_texts_tell_both() -> None:
    first = date(2017, 8, 7).toordinal()
    told = Days(first, first, How.TOLD)
    assert apart(told, Days(first + 2, first + 2, How.TOLD))
    assert not apart(told, Days(first + 1, first + 1, How.TOLD))
    assert not apart(told, Days(first + 9, first + 9, How.PUBLISHED))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The market was bombed in the morning.", (5, 12)),
        ("The bomb went off at 8:24 a.m. on the second floor.", (8, 9)),
        ("Planes struck between 11:30 and 12:30 on Tuesday.", None),
        ("The ministry said on Tuesday evening that nobody died.", None),
        ("It announced late in the night that 12 died.", None),
    ],
)
def test_hours_are_those_of_the_event(text: str, hours: tuple[int, int] | None) -> None:
    assert hours_in(text) == hours


def test_where_a_weapon_was_is_not_where_it_hit() -> None:
    report = Report("r")
    words = "The coalition used rockets from the garrison of Akashat."
    span = Span(words.index("garrison"), len(words) - 1)
    claim = report.says(words, "shelling", at="Akashat")
    assert claim.place is not None
    moved = replace(claim, place=replace(claim.place, span=span))
    assert fired_from(moved, report.article)
    assert not fired_from(replace(moved, kind="withdrawal"), report.article)
    assert not fired_from(claim, report.article)


def test_actors_are_one_side_through_the_registry(registry: Registry) -> None:
    sides = Sides(registry)
    assert sides.related("tiger-forces", "sy-army") == "one is part of the other"
    assert sides.related("us-led-coalition", "us-army") == "one leads the other"
    assert sides.related("islamic-state", "us-led-coalition") is None
    assert sides.opposed("islamic-state", "us-led-coalition")
    assert sides.same_side("russian-defence-ministry", "ru-air-force")
    assert not sides.is_belligerent("syrian-observatory-for-human-rights")
