"""How actors stand to each other, by the registry: one side, allied, opposed."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from counterclaim.codebook.tables import CodebookError, load_mapping
from counterclaim.linking.kinds import FILE
from counterclaim.model import ActorRef, ActorType
from counterclaim.names.registry import Registry, holds

_CACHE = 100_000
_NATION = "-nationals"
_OUTLETS = frozenset({ActorType.NEWS_AGENCY, ActorType.MEDIA, ActorType.MONITOR, ActorType.NGO})


class Sides:
    """The registry's ties as linking asks for them. Answers are kept, for they come up by the
    million."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._speaks_for = _speaks_for()
        self.lineage = lru_cache(_CACHE)(self._lineage)
        self.related = lru_cache(_CACHE)(self._related)
        self.party = lru_cache(_CACHE)(self._party)
        self.find_outlet = lru_cache(_CACHE)(self._find_outlet)

    def _lineage(self, actor: str, on: date | None = None) -> frozenset[str]:
        """The actor and all that it was part of on a day."""
        if self._registry.get(actor) is None:
            return frozenset({actor})
        return frozenset({actor, *(a.id for a in self._registry.lineage(actor, on))})

    def _related(self, one: str, other: str, on: date | None = None) -> str | None:
        """In words, how one of two actors is, was part of, or fights beside the other."""
        if one == other:
            return "the same"
        mine, theirs = self.lineage(one, on), self.lineage(other, on)
        if other in mine or one in theirs:
            return "one is part of the other"
        if self._answers(one, theirs) or self._answers(other, mine):
            return "one leads the other"
        common = mine & theirs
        if common:
            return f"both part of {min(common)}"
        if self._of_one_country(one, other):
            return "of one country"
        if self._tied(one, other, "allied_with", on):
            return "allies"
        if self._tied(one, other, "backed_by", on):
            return "one backs the other"
        return None

    def _of_one_country(self, one: str, other: str) -> bool:
        """Whether one is a nation's people ("Syrian" alone) and the other of that country."""
        entries = self._registry.get(one), self._registry.get(other)
        countries = {entry.country for entry in entries if entry is not None}
        nation = one.endswith(_NATION) or other.endswith(_NATION)
        return nation and None not in entries and len(countries) == 1 and None not in countries

    def same_side(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the word of one about the other's acts is a word about its own."""
        if one == other or self.party(one) == self.party(other):
            return True
        return other in self.lineage(one, on) or one in self.lineage(other, on)

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the two are told to be enemies, themselves or what they are part of."""
        mine, theirs = self.lineage(one, on), self.lineage(other, on)
        return any(
            holds(link, on) and link.actor in far
            for near, far in ((mine, theirs), (theirs, mine))
            for id_ in near
            if (actor := self._registry.get(id_)) is not None
            for link in actor.opposed_to
        )

    def is_belligerent(self, actor: str) -> bool:
        """Whether the actor may be a side of a war: not an outlet, monitor or aid organisation."""
        entry = self._registry.get(actor)
        return entry is not None and entry.type not in _OUTLETS

    def _find_outlet(self, name: str) -> str | None:
        """The registry's id of an outlet of this name, where only one bears it."""
        found = [c.actor for c in self._registry.find(name) if c.actor.type in _OUTLETS]
        return found[0].id if len(found) == 1 else None

    def name(self, actor: str) -> str:
        """The actor's name, or its id where the registry has none."""
        entry = self._registry.get(actor)
        return entry.name if entry is not None else actor

    def _party(self, actor: str) -> str:
        """The state or group at the head of an actor: two organs of one state are one voice."""
        for leads, states in self._speaks_for.items():
            if actor == leads:
                return states[0]
        for id_ in sorted(self.lineage(actor)):
            entry = self._registry.get(id_)
            if entry is not None and entry.type is ActorType.STATE:
                return id_
        return actor

    def _answers(self, actor: str, states: Iterable[str]) -> bool:
        return bool(set(self._speaks_for.get(actor, ())) & set(states))

    def _tied(self, one: str, other: str, tie: str, on: date | None) -> bool:
        return any(
            link.actor in self.lineage(far, on) and holds(link, on)
            for near, far in ((one, other), (other, one))
            if (actor := self._registry.get(near)) is not None
            for link in getattr(actor, tie)
        )


def _speaks_for() -> dict[str, tuple[str, ...]]:
    value = load_mapping(FILE).get("speaks_for")
    if not isinstance(value, dict):
        raise CodebookError(FILE, "speaks_for", "should map coalitions to lists of states")
    return {str(name): tuple(map(str, states)) for name, states in value.items()}


def ids_of(refs: Sequence[ActorRef]) -> tuple[str, ...]:
    """The registry's ids among some actors, each once, in order."""
    return tuple(dict.fromkeys(ref.actor for ref in refs if ref.actor is not None))
