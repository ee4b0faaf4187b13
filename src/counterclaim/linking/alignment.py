"""Which passages two texts share, in whatever order, and what was altered between them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.linking.words import Word, words_of
from counterclaim.model.event import Alteration

_GRAM = 3
_SHORTEST = 4
_ALTERED = 6
"""Up to so many words in the place of others are an alteration; more is another passage."""


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` words that stand in both texts, from ``one`` and from ``other`` on."""

    one: int
    other: int
    size: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The passages shared by two texts of ``one`` and ``other`` words."""

    runs: tuple[Run, ...]
    one: int
    other: int

    @property
    def words(self) -> int:
        """How many words of the first text stand in the second."""
        return sum(run.size for run in self.runs)

    @property
    def share(self) -> float:
        """The part of the shorter text that is shared, 0..1."""
        return min(1.0, self.words / max(1, min(self.one, self.other)))

    @property
    def longest(self) -> int:
        """Words in the longest shared passage."""
        return max((run.size for run in self.runs), default=0)

    @property
    def head_share(self) -> float:
        """The part of the shorter text's first half that stands in the first 70 % of the longer.

        News stands first; what an outlet repeats under every story on a war stands last.
        """
        short_is_one = self.one <= self.other
        half = max(1, min(self.one, self.other) // 2)
        limit = 0.7 * max(self.one, self.other)
        found = 0
        for run in self.runs:
            start, far = (run.one, run.other) if short_is_one else (run.other, run.one)
            if far <= limit:
                found += max(0, min(half, start + run.size) - start)
        return min(1.0, found / half)


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Finds what the first text's words share with the second's, the longest passages first met.

    Each word of the first text is used once; the second may be used in any order, so a story is
    found inside a longer article and in one that joins two. Near linear in the lengths.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(other) - _GRAM + 1):
        places[tuple(other[j : j + _GRAM])].append(j)
    runs: list[Run] = []
    i = 0
    while i < len(one) - _GRAM + 1:
        run = _longest(one, other, i, places.get(tuple(one[i : i + _GRAM]), ()))
        if run is not None and run.size >= _SHORTEST:
            runs.append(run)
            i += run.size
        else:
            i += 1
    return Alignment(tuple(runs), len(one), len(other))


def _longest(one: Sequence[str], other: Sequence[str], i: int, starts: Sequence[int]) -> Run | None:
    best: Run | None = None
    for j in starts[:20]:
        size = _GRAM
        while i + size < len(one) and j + size < len(other) and one[i + size] == other[j + size]:
            size += 1
        if best is None or size > best.size:
            best = Run(i, j, size)
    return best


def alterations(original: str, copy: str) -> tuple[Alteration, ...]:
    """The words that a copy put in the place of others, around the passages that it took over."""
    was, now = words_of(original), words_of(copy)
    found = align([w.key for w in was], [w.key for w in now]).runs
    runs = (Run(0, 0, 0), *found, Run(len(was), len(now), 0))
    out: list[Alteration] = []
    for left, right in pairwise(runs):
        before = _between(was, left.one + left.size, right.one)
        after = _between(now, left.other + left.size, right.other)
        if before is not None and after is not None and (before or after):
            out.append(_alteration(original, before, copy, after))
    return tuple(out)


def _between(words: Sequence[Word], start: int, end: int) -> Sequence[Word] | None:
    return words[start:end] if 0 <= end - start <= _ALTERED else None


def _alteration(
    original: str, before: Sequence[Word], copy: str, after: Sequence[Word]
) -> Alteration:
    numbers = [[w.key for w in part if w.key[0].isdigit()] for part in (before, after)]
    return Alteration(
        before=_wording(original, before),
        after=_wording(copy, after),
        number=numbers[0] != numbers[1],
    )


def _wording(text: str, words: Sequence[Word]) -> str:
    return text[words[0].span.start : words[-1].span.end] if words else ""
