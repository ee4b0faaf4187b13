"""The codebook's words as look-up tables, checked when they are first needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.kinds import kind_rows
from counterclaim.codebook.tables import CodebookError, load_mapping
from counterclaim.codebook.tables import words_of as listed

FRAMES = frozenset({"act", "gain", "leave", "fall", "clash", "suffer", "speak", "oust", "must"})


@dataclass(frozen=True, slots=True)
class VerbSense:
    """One way in which a verb tells an event: its kind, who stands where, what must be beside
    it."""

    kind: str
    frame: str
    needs: tuple[str, ...]
    particle: str | None


def _verb_entries() -> Iterator[tuple[str, VerbSense]]:
    table = load_mapping("kinds.yaml")["verbs"]
    if not isinstance(table, Mapping):
        raise CodebookError("kinds.yaml", "verbs", "should map kinds to groups of verbs")
    for kind, groups in table.items():
        if kind not in kind_rows():
            raise CodebookError("kinds.yaml", f"verbs: {kind}", "is no kind of event_kinds.csv")
        for label, group in groups.items():
            yield from _group(kind, label, group)


def _group(kind: str, label: str, group: Mapping[str, object]) -> Iterator[tuple[str, VerbSense]]:
    frame = str(group.get("frame", "act"))
    if frame not in FRAMES:
        raise CodebookError("kinds.yaml", f"{kind}: {label}", f"no such frame: {frame}")
    needs = group.get("needs") or ()
    verbs = group.get("verbs") or ()
    if not isinstance(needs, list | tuple) or not isinstance(verbs, list | tuple):
        raise CodebookError("kinds.yaml", f"{kind}: {label}", "verbs and needs should be lists")
    for verb in verbs:
        lemma, _, particle = str(verb).partition(" ")
        yield lemma, VerbSense(kind, frame, tuple(map(str, needs)), particle or None)


@cache
def verb_senses() -> dict[str, tuple[VerbSense, ...]]:
    """Senses of each verb; those with a particle first, then in the order of the file."""
    out: dict[str, list[VerbSense]] = {}
    for lemma, sense in _verb_entries():
        out.setdefault(lemma, []).append(sense)
    return {k: tuple(sorted(v, key=lambda s: s.particle is None)) for k, v in out.items()}


@cache
def event_nouns() -> dict[str, str]:
    """Event nouns (one word or several) with their kind."""
    table = load_mapping("kinds.yaml")["nouns"]
    if not isinstance(table, Mapping):
        raise CodebookError("kinds.yaml", "nouns", "should map kinds to lists of nouns")
    out: dict[str, str] = {}
    for kind, nouns in table.items():
        if kind not in kind_rows():
            raise CodebookError("kinds.yaml", f"nouns: {kind}", "is no kind of event_kinds.csv")
        out.update({str(noun): kind for noun in nouns})
    return out


@cache
def weak_nouns() -> frozenset[str]:
    """Nouns that need something of their own beside them to tell an event."""
    return frozenset(listed("kinds.yaml", "weak_nouns"))


@cache
def carriers() -> frozenset[str]:
    """Verbs that only carry an event noun."""
    return frozenset(listed("kinds.yaml", "carriers"))


@cache
def acting_carriers() -> frozenset[str]:
    """Carriers whose subject does what the noun tells."""
    return frozenset(listed("kinds.yaml", "acting_carriers"))


@cache
def harm_verbs() -> dict[str, str]:
    """Verbs that tell a loss, with the effect."""
    table = load_mapping("kinds.yaml")["harm"]
    if not isinstance(table, Mapping):
        raise CodebookError("kinds.yaml", "harm", "should map effects to lists of verbs")
    return {str(verb): str(effect) for effect, verbs in table.items() for verb in verbs}


@cache
def word_class(name: str) -> frozenset[str]:
    """A class of ``lexicon.yaml`` (``forces``, ``aircraft``, ``ground`` ...)."""
    return frozenset(listed("lexicon.yaml", name))
