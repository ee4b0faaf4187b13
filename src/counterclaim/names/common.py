"""The codebook's own words, no names whatever capitals they have: "Massacre", "Strikes"."""

from functools import cache

from counterclaim.codebook.tables import load_mapping


def is_common(surface: str) -> bool:
    """True where a word of the run is one of the codebook's own words: no name of someone."""
    return any(w.strip("\"'“”’.,").casefold().rstrip("s") in _vocabulary() for w in surface.split())


@cache
def _vocabulary() -> frozenset[str]:
    lists = load_mapping("lexicon.yaml")
    words = [w for value in lists.values() if isinstance(value, list) for w in value]
    nouns = load_mapping("kinds.yaml")["nouns"]
    assert isinstance(nouns, dict)
    words += [w for value in nouns.values() for w in value]
    verbs = load_mapping("kinds.yaml")["verbs"]
    assert isinstance(verbs, dict)
    for groups in verbs.values():
        words += [w for group in groups.values() for w in group["verbs"]]
    words += [f"{w}ed" for w in words] + ["killed", "kills", "kill", "wounded", "wounds", "injured"]
    return frozenset(str(w).rstrip("s") for w in words if " " not in str(w))
