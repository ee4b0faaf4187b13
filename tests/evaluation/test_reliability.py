"""The coefficients against worked examples that were published."""

import math

import pytest

from counterclaim.evaluation.reliability import cohen_kappa, interval_alpha, nominal_alpha, percent

_ = None
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
"""Four observers, twelve units: Krippendorff (2011), section C."""


def units(observers: list[list[int | None]]) -> list[list[int]]:
    return [[r for r in unit if r is not None] for unit in zip(*observers, strict=True)]


def test_alpha_of_many_observers_and_missing_data() -> None:
    """Krippendorff (2011): nominal .743; interval .849."""
    told = units(KRIPPENDORFF)
    assert nominal_alpha(told) == pytest.approx(0.743, abs=5e-4)
    assert interval_alpha(told) == pytest.approx(0.849, abs=5e-4)


def test_alpha_of_two_observers_and_yes_or_no() -> None:
    """Krippendorff (2011), section A: ten articles, alpha .095."""
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert nominal_alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=5e-4)


def table(*cells: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, count in cells for _ in range(count)]


@pytest.mark.parametrize(
    ("cells", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
    ],
)
def test_kappa(cells: tuple[int, int, int, int], kappa: float) -> None:
    """The tables of grant proposals that are commonly worked through for Cohen's kappa."""
    both, first, second, neither = cells
    pairs = table(("y", "y", both), ("y", "n", first), ("n", "y", second), ("n", "n", neither))
    assert cohen_kappa(pairs) == pytest.approx(kappa, abs=5e-5)


def test_what_is_not_defined() -> None:
    assert percent([]) is None
    assert percent([["a"]]) is None
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")] * 3) is None
    assert nominal_alpha([["a", "a"]] * 3) is None
    assert interval_alpha([[1.0, 1.0]]) is None
    assert nominal_alpha([["a", "b"], ["a"]]) == pytest.approx(0.0)
    assert not math.isnan(percent([["a", "b", "a"]]) or 0)
