"""Links between claims -> groups that tell one happening each.

The strongest links are followed first, ties by the claims' ids, and two groups join only where no
claim of one forbids one of the other. So the outcome hangs on the claims alone and not on the order
in which they came; and since it is worked out within each set of claims that links hold together,
a new article changes nothing outside the sets that it touches.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from counterclaim.linking.account import Account
from counterclaim.linking.rulings import NO_RULINGS, Rulings, ordered
from counterclaim.linking.same_event import Link

Forbids = Callable[[Account, Account], str | None]
_FAIR_PART = 0.34
_COMPARED = 60
"""Claims of each group that are asked whether they forbid a join; the first by id."""


def components(links: Iterable[Link]) -> list[list[Link]]:
    """The links, by the sets of claims that they hold together."""
    heads: dict[str, str] = {}
    kept = list(links)
    for link in kept:
        _join(heads, link.one, link.other)
    sets: dict[str, list[Link]] = defaultdict(list)
    for link in kept:
        sets[_head(heads, link.one)].append(link)
    return [sets[head] for head in sorted(sets)]


def _head(heads: dict[str, str], claim: str) -> str:
    while (following := heads.get(claim, claim)) != claim:
        heads[claim] = heads.get(following, following)
        claim = heads[claim]
    return claim


def _join(heads: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_head(heads, one), _head(heads, other)))
    heads[second] = first


def group(
    accounts: Mapping[str, Account],
    links: Iterable[Link],
    forbids: Forbids,
    rulings: Rulings = NO_RULINGS,
) -> list[tuple[str, ...]]:
    """The groups, each the sorted ids of its claims, sorted; a claim without links is one alone.

    Two groups join where a fair part of the pairs between them is linked, so that one toll that may
    be of either doesn't make one of two happenings. A claim of what is meant to be joins what
    happened, but holds no two happenings together. What people decided goes first, and joins
    whatever speaks against it.
    """
    members = {id_: [id_] for id_ in accounts}
    of = {id_: id_ for id_ in accounts}
    decided = rulings.joined
    last = (len(decided), "")

    def order(link: Link) -> tuple[int, float, str, str]:
        place, _ = decided.get(ordered(link.one, link.other), last)
        return place, -_rank(accounts, link), link.one, link.other

    following = sorted(links, key=order)
    between = _Between(following)
    for link in following:
        one, other = of[link.one], of[link.other]
        if one == other or rulings.keep_apart(members[one], members[other]):
            continue
        if ordered(link.one, link.other) not in decided and not (
            between.enough(one, other, len(members[one]) * len(members[other]))
            and _may_join(accounts, members[one], members[other], forbids)
        ):
            continue
        kept, gone = sorted((one, other))
        of |= dict.fromkeys(members[gone], kept)
        members[kept] = sorted(members[kept] + members.pop(gone))
        between.join(kept, gone)
    return sorted(tuple(ids) for ids in members.values())


class _Between:
    """How many links there are between groups, kept up as they join."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        for link in links:
            self._counts[link.one][link.other] += 1
            self._counts[link.other][link.one] += 1

    def enough(self, one: str, other: str, pairs: int) -> bool:
        """Whether a fair part of so many pairs is linked."""
        return self._counts[one][other] >= _FAIR_PART * pairs

    def join(self, kept: str, gone: str) -> None:
        """Counts what was between ``gone`` and others as ``kept``'s."""
        for other, count in self._counts.pop(gone, Counter()).items():
            del self._counts[other][gone]
            if other != kept:
                self._counts[kept][other] += count
                self._counts[other][kept] += count


def _rank(accounts: Mapping[str, Account], link: Link) -> float:
    """Links between things that happened go first."""
    happened = accounts[link.one].happened and accounts[link.other].happened
    return link.score if happened else link.score - 1


def _may_join(
    accounts: Mapping[str, Account], one: list[str], other: list[str], forbids: Forbids
) -> bool:
    first = [accounts[id_] for id_ in one[:_COMPARED]]
    second = [accounts[id_] for id_ in other[:_COMPARED]]
    if not any(a.happened for a in first) and not any(b.happened for b in second):
        return True
    return not any(forbids(a, b) for a in first for b in second)
