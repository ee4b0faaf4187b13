"""Which claims are worth comparing, so that the cost grows with their number and not its square.

A claim meets others of its article, and those of other articles that share a key: a stretch of
four days and a square of the map (or a name, or the parties to an act that has no place). Keys are
whole numbers below 2**63, so that they can be a column of a database.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

import numpy as np
from numpy.typing import NDArray

from counterclaim.linking.account import Account, Days, Spot
from counterclaim.linking.kinds import is_bare_act, is_rare
from counterclaim.linking.where import Grounds

_BUCKET = 4
_CELL = 0.5
_LONGEST = 16
"""Days: what is dated no finer meets others of its month and area only."""
_CLAIMS_AROUND = 30
"""Claims of one article that are compared with each."""


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """``own`` are a claim's keys for where it is; ``sought`` those by which it looks for claims
    that own them: the area that holds its place, and every name in its sentence."""

    own: frozenset[int]
    sought: frozenset[int]


def keys_of(account: Account, grounds: Grounds) -> BlockKeys:
    """The keys under which a claim meets claims of other articles."""
    days = _day_keys(account.days)
    own = frozenset(_number(*pair) for pair in product(days, _own(account, grounds)))
    sought = frozenset(_number(*pair) for pair in product(days, _sought(account, grounds)))
    return BlockKeys(own, sought - own)


def _day_keys(days: Days | None) -> list[str]:
    """Stretches of days; claims of undated reports meet each other only."""
    if days is None:
        return ["undated"]
    if days.length > _LONGEST:
        return []
    half = _BUCKET // 2
    steps = range(days.start // half - 1, days.end // half + 1)
    return [f"d{step}" for step in steps]


def _own(account: Account, grounds: Grounds) -> list[str]:
    if is_bare_act(account.kind):
        return [f"p{account.kind}|{actor}" for actor in _parties(account)]
    spot = account.spot
    if spot is None:
        return []
    if not spot.is_fine:
        area = grounds.area(spot)
        wide = [] if area is None else [f"a{spot.country}|{area}"]
        return wide + _of_country(account, spot)
    keys = [f"n{name}" for name in spot.names]
    if grounds.is_seat(spot):
        keys.append(f"a{spot.country}|{grounds.area(spot)}")
    if spot.latitude is not None and spot.longitude is not None:
        cells = product(_cells(spot.latitude), _cells(spot.longitude))
        keys += [f"c{a}|{b}" for a, b in cells]
    return keys


def _sought(account: Account, grounds: Grounds) -> list[str]:
    if is_bare_act(account.kind):
        return []
    keys = [f"n{name}" for name in account.mentions]
    spot = account.spot
    if spot is not None and spot.is_fine:
        area = grounds.area(spot)
        keys += [] if area is None else [f"a{spot.country}|{area}"]
        keys += _of_country(account, spot)
    return keys


def _of_country(account: Account, spot: Spot) -> list[str]:
    return [f"r{account.kind}|{spot.country}"] if is_rare(account.kind) else []


def _parties(account: Account) -> tuple[str, ...]:
    return (*account.initiators, *account.recipients)


def _cells(degrees: float) -> tuple[int, int]:
    """Two cells that overlap, so that places a quarter of a degree apart share one."""
    step = int(degrees // (_CELL / 2))
    return step - 1, step


def _number(*parts: str) -> int:
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def article_pairs(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs of claims of one article, given in its order, that stand near each other."""
    for n, one in enumerate(accounts):
        for other in accounts[n + 1 : n + 1 + _CLAIMS_AROUND]:
            yield one, other


def block_pairs(keys: Iterable[BlockKeys]) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a key which one of the two owns, each once, in order."""
    owners, values, owned = _flat(keys)
    if not len(values):
        return
    order = np.argsort(values, kind="stable")
    owners, values, owned = owners[order], values[order], owned[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    ends = np.r_[starts[1:], len(values)]
    found = [
        _pairs_of(owners[start:end], owned[start:end])
        for start, end in zip(starts, ends, strict=True)
        if end - start > 1 and owned[start:end].any()
    ]
    if found:
        packed = np.unique(np.concatenate(found))
        for pair in packed.tolist():
            yield pair >> 32, pair & 0xFFFFFFFF


def _flat(
    keys: Iterable[BlockKeys],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    owners, values, owned = array("q"), array("q"), array("b")
    for n, mine in enumerate(keys):
        for found, own in ((mine.own, 1), (mine.sought, 0)):
            values.extend(found)
            owners.extend([n] * len(found))
            owned.extend([own] * len(found))
    return (
        np.frombuffer(owners, dtype=np.int64) if owners else np.empty(0, dtype=np.int64),
        np.frombuffer(values, dtype=np.int64) if values else np.empty(0, dtype=np.int64),
        np.frombuffer(owned, dtype=np.bool_) if owned else np.empty(0, dtype=np.bool_),
    )


def _pairs_of(members: NDArray[np.int64], owned: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Pairs, packed in one number each, of an owner with every other member."""
    owners = members[owned]
    first, second = np.meshgrid(owners, members, indexing="ij")
    low, high = np.minimum(first, second).ravel(), np.maximum(first, second).ravel()
    distinct = low != high
    packed: NDArray[np.int64] = low[distinct] << 32 | high[distinct]
    return packed
