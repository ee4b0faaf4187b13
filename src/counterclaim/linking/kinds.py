"""Which kinds may tell one happening, by ``codebook/data/linking.yaml``."""

from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import CodebookError, entry_name, load_mapping, words_of

FILE = "linking.yaml"


@dataclass(frozen=True, slots=True)
class KindFit:
    """How well two kinds go together, 0..1, and why."""

    score: float
    reason: str


@cache
def _lists(section: str) -> dict[str, tuple[str, ...]]:
    value = load_mapping(FILE).get(section)
    if not isinstance(value, dict):
        raise CodebookError(FILE, section, "should map names to lists")
    return {
        entry_name(FILE, name): tuple(entry_name(FILE, item) for item in items)
        for name, items in value.items()
    }


@cache
def fit(one: str, other: str) -> KindFit | None:
    """How well two kinds go together; ``None`` where they can't tell one happening."""
    if one == other:
        return KindFit(1.0, f"both {one}")
    for weak, strong in ((one, other), (other, one)):
        if strong in _lists("weak").get(weak, ()):
            return KindFit(0.7, f"{weak} may be told of {strong}")
    for name, kinds in _lists("families").items():
        if one in kinds and other in kinds:
            return KindFit(0.6, f"{one} and {other} are rival versions of {name}")
    return None


@cache
def is_bare_act(kind: str) -> bool:
    """Whether a kind is an act of speech or diplomacy, which needs no place."""
    return kind in words_of(FILE, "bare_acts")


@cache
def is_remote(kind: str) -> bool:
    """Whether a kind is done from afar, so that where it came from isn't where it was."""
    return kind in _lists("families")["remote violence"]


@cache
def is_weak(kind: str) -> bool:
    """Whether a kind may stand for a happening of a more telling one."""
    return kind in _lists("weak")


@cache
def is_rare(kind: str) -> bool:
    """Whether a kind is so rare that one of a day in a country is likely the same one."""
    return kind in words_of(FILE, "rare")


@cache
def specificity(kind: str) -> int:
    """Smaller for the more telling kind."""
    order = words_of(FILE, "specific")
    return order.index(kind) if kind in order else len(order)


@cache
def targets() -> dict[str, str]:
    """Each word for a thing that is hit, and the sort that it is of."""
    return {word: name for name, words in _lists("targets").items() for word in words}
