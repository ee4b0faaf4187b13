"""What kind of place a word tells of: ``codebook/data/places/kinds.yaml``."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from counterclaim.codebook.tables import words_of
from counterclaim.model.place import Precision

_FILE = files("counterclaim.codebook") / "data" / "places" / "kinds.yaml"
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKind:
    """A kind of place: how fine it is, and the words that tell of it."""

    name: str
    precision: Precision
    beside: tuple[str, ...]
    part: frozenset[str]


@lru_cache(maxsize=1)
def place_kinds() -> tuple[PlaceKind, ...]:
    """Read the kinds, in the order of the file. Raises ``ValueError`` for an unknown precision."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        PlaceKind(
            name=name,
            precision=Precision(entry["precision"]),
            beside=tuple(entry.get("beside", ())),
            part=frozenset(entry.get("part", ())),
        )
        for name, entry in data.items()
    )


@lru_cache(maxsize=1)
def beside_words() -> dict[str, PlaceKind]:
    """Map each word that may stand beside a name ("province", "air base") to its kind."""
    return {word: kind for kind in place_kinds() for word in kind.beside}


@lru_cache(maxsize=1)
def parts_of_towns() -> frozenset[str]:
    """Give names that any town may have for a part of it ("old city"), in lower case."""
    return frozenset(words_of("places/cues.yaml", "parts_of_towns"))


@lru_cache(maxsize=1)
def kind_words() -> tuple[str, ...]:
    """Give the words that may stand beside a name, the longest first."""
    return tuple(sorted(beside_words(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _part_words() -> dict[str, PlaceKind]:
    named = [kind for kind in place_kinds() if kind.name != LEFT_OUT]
    return {word: kind for kind in reversed(named) for word in kind.part}


@lru_cache(maxsize=1)
def _left_out_words() -> frozenset[str]:
    return next(kind.part for kind in place_kinds() if kind.name == LEFT_OUT)


def kind_of_name(name: str) -> PlaceKind | None:
    """Tell the kind from a name's last or first word ("Tabqa Dam", "Jabal X"), else ``None``."""
    words = name.casefold().split()
    if len(words) < 2:
        return None
    return _part_words().get(words[-1]) or _part_words().get(words[0])


def is_left_out(name: str) -> bool:
    """Tell whether a US name is of a kind that the gazetteer leaves out (schools, churches)."""
    words = name.casefold().split()
    return len(words) > 1 and words[-1] in _left_out_words()
