"""How far people who code the same agree: percent, Cohen's kappa, Krippendorff's alpha.

Cohen, J. (1960), "A coefficient of agreement for nominal scales", Educational and Psychological
Measurement 20, 37-46. Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability".
All three are ``None`` where they aren't defined, as where nothing was coded twice or, for kappa and
alpha, where everybody always said the same one thing.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations


def percent[Value: Hashable](units: Sequence[Sequence[Value]]) -> float | None:
    """The share, 0 to 1, of pairs of ratings of one unit that are equal."""
    pairs = [pair for ratings in units for pair in combinations(ratings, 2)]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def cohen_kappa[Value: Hashable](pairs: Sequence[tuple[Value, Value]]) -> float | None:
    """Cohen's kappa of two raters, a pair for each unit that both rated."""
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    size = len(pairs)
    seen = sum(one == other for one, other in pairs) / size
    chance = sum(count * second[value] for value, count in first.items()) / size**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def nominal_alpha[Value: Hashable](units: Sequence[Sequence[Value]]) -> float | None:
    """Krippendorff's alpha of categories; ratings that are missing are left out of their unit."""
    rated = [Counter(ratings) for ratings in units if len(ratings) > 1]
    total: Counter[Value] = sum(rated, Counter())
    size = total.total()
    seen = sum(_unequal(unit) / (unit.total() - 1) for unit in rated)
    chance = _unequal(total)
    return 1 - (size - 1) * seen / chance if chance else None


def interval_alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Krippendorff's alpha of numbers, whose distance is the square of their difference."""
    rated = [list(ratings) for ratings in units if len(ratings) > 1]
    every = [value for ratings in rated for value in ratings]
    seen = sum(_squares(ratings) / (len(ratings) - 1) for ratings in rated)
    chance = _squares(every)
    return 1 - (len(every) - 1) * seen / chance if chance else None


def _unequal[Value: Hashable](counts: Counter[Value]) -> int:
    """Ordered pairs of unequal values."""
    return counts.total() ** 2 - sum(count * count for count in counts.values())


def _squares(values: Sequence[float]) -> float:
    """The squares of the differences of all ordered pairs, added up."""
    return 2 * (len(values) * sum(v * v for v in values) - sum(values) ** 2)
