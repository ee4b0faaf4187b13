"""What people decided on which claims make an event; it goes before what the linker holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.linking.same_event import Link

Pair = tuple[str, str]

_SURE = 1.0


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of claims, each pair in order, that tell one happening, each with its rank (0 is the
    latest and goes first) and its reason; pairs that don't; and claims whose event is thrown out,
    with the reason."""

    joined: Mapping[Pair, tuple[int, str]]
    apart: frozenset[Pair]
    thrown_out: tuple[tuple[frozenset[str], str], ...] = ()

    def links(self, links: Iterable[Link], claims: Iterable[str]) -> Iterator[Link]:
        """The links, without those of pairs that were decided on, and with those that were joined,
        as far as both claims are there."""
        for link in links:
            if (pair := ordered(link.one, link.other)) not in self.joined and (
                pair not in self.apart
            ):
                yield link
        there = set(claims)
        for (one, other), (_, reason) in self.joined.items():
            if one in there and other in there:
                yield Link(one, other, _SURE, reason)

    def why_thrown_out(self, claims: Iterable[str]) -> str | None:
        """The reason for throwing out the event of these claims: it was given for most of them."""
        inside = set(claims)
        for thrown, reason in self.thrown_out:
            if 2 * len(thrown & inside) > len(inside):
                return reason
        return None

    def keep_apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a claim of one group must not be with a claim of another."""
        if not self.apart:
            return False
        others = list(other)
        return any(ordered(a, b) in self.apart for a in one for b in others)


NO_RULINGS = Rulings({}, frozenset())
"""Where nobody decided."""


def ordered(one: str, other: str) -> Pair:
    """A pair the same whichever way it is named."""
    return (one, other) if one <= other else (other, one)
