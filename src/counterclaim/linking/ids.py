"""Names for groups that last while an event only gains claims, and traces where it doesn't."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from counterclaim.model.event import Trace, TraceKind

Group = tuple[str, ...]


def founded_by(claim: str) -> str:
    """The id of an event that begins with this claim."""
    return "e-" + blake2b(claim.encode(), digest_size=6).hexdigest()


def name_groups(
    groups: Sequence[Group],
    before: Mapping[str, str],
    order: Mapping[str, tuple[str, str]],
    others: frozenset[str] = frozenset(),
) -> tuple[dict[Group, str], tuple[Trace, ...]]:
    """Each group's id, and what became of ids that no longer stand for what they stood for.

    ``before`` maps claims to the event that they were in, ``order`` to what founds an event: the
    smallest of (day of publication, id). A group keeps the id that most of its claims bore; where
    two groups want one id, the larger share has it, then the one of the founding claim. ``others``
    are ids that no new event may take.
    """
    wishes = sorted(
        (-count, _founder(group, order), old, group)
        for group in groups
        for old, count in Counter(before[c] for c in group if c in before).items()
    )
    named: dict[Group, str] = {}
    taken = set(others)
    for _, _, old, group in wishes:
        if group not in named and old not in taken:
            named[group] = old
            taken.add(old)
    for group in sorted(groups, key=lambda g: _founder(g, order)):
        if group not in named:
            named[group] = _new(group, order, taken)
            taken.add(named[group])
    return named, _traces(named, before)


def _founder(group: Group, order: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return min(order.get(claim, ("", claim)) for claim in group)


def _new(group: Group, order: Mapping[str, tuple[str, str]], taken: set[str]) -> str:
    """The founding claim's id; the next claim's where a former part of the event still bears it."""
    for _, claim in sorted(order.get(claim, ("", claim)) for claim in group):
        if founded_by(claim) not in taken:
            return founded_by(claim)
    return founded_by("|".join(group))


def _traces(named: Mapping[Group, str], before: Mapping[str, str]) -> tuple[Trace, ...]:
    now = {claim: event for group, event in named.items() for claim in group}
    moves: dict[str, Counter[str | None]] = {}
    for claim, old in before.items():
        moves.setdefault(old, Counter())[now.get(claim)] += 1
    out = []
    for old, parts in sorted(moves.items()):
        if set(parts) == {None}:
            out.append(
                Trace(kind=TraceKind.GONE, old=old, new=None, reason="none of its claims is left")
            )
            continue
        stays = old in parts
        for new in sorted(part for part in parts if part not in (None, old)):
            assert new is not None
            out.append(_trace(old, new, parts[new], stays=stays))
    return tuple(out)


def _trace(old: str, new: str, claims: int, *, stays: bool) -> Trace:
    what = f"{claims} claim{'' if claims == 1 else 's'} of it"
    if stays:
        return Trace(
            kind=TraceKind.SPLIT, old=old, new=new, reason=f"{what} tell another happening"
        )
    return Trace(kind=TraceKind.MERGED, old=old, new=new, reason=f"{what} tell the same happening")
