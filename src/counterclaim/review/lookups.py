"""Entries that chosen words may stand for: of the registry, and of the gazetteer where one is."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from counterclaim.model import Actor, PartialDate, Place

if TYPE_CHECKING:
    from counterclaim.names.gazetteer import Gazetteer
    from counterclaim.names.registry import Registry

_PLAIN = 0.95
"""From this score on words are the name of an entry and nothing less."""

_FEW = 8


@dataclass(frozen=True, slots=True)
class Option:
    """An entry to choose: its id and name, what tells it apart from its namesakes, and whether the
    words are plainly its name. ``place`` is there for places."""

    id: str
    name: str
    about: str
    plain: bool
    place: Place | None = None


class Names:
    """The registry, and the gazetteer where it is installed. One instance is for one thread."""

    def __init__(self, registry: "Registry", gazetteer: "Gazetteer | None" = None) -> None:
        self._registry = registry
        self._gazetteer = gazetteer

    def actors(self, words: str, on: date | None) -> list[Option]:
        """Actors that words may mean, on a day where one is known; the likeliest first."""
        found = self._registry.search(_bare(words), _FEW, on)
        return [_actor_option(c.actor, c.score >= _PLAIN) for c in found]

    def actor(self, entry: str) -> Option | None:
        """The actor of an id."""
        found = self._registry.get(entry)
        return _actor_option(found, True) if found is not None else None

    def places(self, words: str, on: date | None = None) -> list[Option]:
        """Places that words may mean, the likeliest first; none without a gazetteer."""
        if self._gazetteer is None:
            return []
        found = self._gazetteer.search(_bare(words), _FEW, wide=False)
        return [_place_option(place, score >= _PLAIN) for place, score, _ in found]

    def place(self, entry: str) -> Option | None:
        """The place of an id."""
        found = self._gazetteer.get(entry) if self._gazetteer is not None else None
        return _place_option(found, True) if found is not None else None


def number_in(words: str) -> tuple[int | None, int | None, bool] | None:
    """The first number that words tell: from, to, and whether it is an approximate one."""
    from counterclaim.coding.numbers import find_quantities

    found = find_quantities(words)
    return (found[0].low, found[0].high, found[0].approximate) if found else None


def days_in(words: str, published: date | None) -> PartialDate | None:
    """The days that words mean in a report of a day; ``None`` where they tell none."""
    from counterclaim.coding.dates.calendar import find_dates

    found = [phrase.value for phrase in find_dates(words, published) if phrase.value.start]
    return found[0] if found else None


def _bare(words: str) -> str:
    plain = " ".join(words.split())
    return plain[4:] if plain[:4].casefold() == "the " else plain


def _actor_option(actor: Actor, plain: bool) -> Option:
    about = ", ".join(part for part in (actor.type.value, actor.country) if part)
    return Option(actor.id, actor.name, about, plain)


def _place_option(place: Place, plain: bool) -> Option:
    parts = (place.precision.value, place.admin1, place.country)
    return Option(place.id, place.name, ", ".join(p for p in parts if p), plain, place)
