"""The words of saying, from ``codebook/data/speech.yaml``: verbs, nouns and prepositions."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.codebook.tables import CodebookError, load_mapping, words_of
from counterclaim.coding.lexicon import event_nouns, word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = "speech.yaml"

LINKING = frozenset({"say", "claim", "confirm", "deny", "hedge", "speculate", "accuse", "document"})
"""Classes that make a link of a claim's chain of sources (CODEBOOK, Sources and stance)."""

PROMISING = frozenset({"order", "intend", "threaten", "ask"})
"""Classes that make one only where a whole that-clause is what is said."""


@dataclass(frozen=True, slots=True)
class SpeechWord:
    """An entry of the lexicon: its lemma and its classes, the first that fits being used."""

    lemma: str
    classes: tuple[str, ...]
    takes_object: bool = False
    parenthetical: bool = False
    deed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The class it has where nothing speaks for another."""
        return self.classes[0]


def _mapping(section: str) -> dict[str, object]:
    value = load_mapping(FILE).get(section)
    if not isinstance(value, dict):
        raise CodebookError(FILE, section, "should be a mapping")
    return {str(key): entry for key, entry in value.items()}


def _words(section: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise CodebookError(FILE, section, "should be a list of words")
    return tuple(str(word) for word in value)


def _classes(section: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in _mapping(section).items():
        for word in _words(f"{section}: {kind}", words):
            found[word] = (*found.get(word, ()), kind)
    return found


def _verbs() -> dict[str, SpeechWord]:
    objects = frozenset(words_of(FILE, "objects"))
    asides = frozenset(words_of(FILE, "parenthetical"))
    deeds = {verb: _words(f"accusing: {verb}", w) for verb, w in _mapping("accusing").items()}
    return {
        lemma: SpeechWord(lemma, kinds, lemma in objects, lemma in asides, deeds.get(lemma, ()))
        for lemma, kinds in _classes("verbs").items()
    }


def _nouns() -> dict[str, SpeechWord]:
    with_of = frozenset(words_of(FILE, "nouns_of"))
    return {
        lemma: SpeechWord(lemma, kinds, takes_object=lemma in with_of)
        for lemma, kinds in _classes("nouns").items()
    }


def _support() -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for verb, nouns in _mapping("support").items():
        if not isinstance(nouns, dict):
            raise CodebookError(FILE, f"support: {verb}", "should map nouns to classes")
        out[verb] = {str(noun): str(kind) for noun, kind in nouns.items()}
    return out


VERBS = _verbs()
NOUNS = _nouns()
SUPPORT = _support()
PREPOSITIONS = {words: str(kind) for words, kind in _mapping("prepositions").items()}
PARTICLES = frozenset(words_of(FILE, "particles"))
DOCUMENTS = frozenset(words_of(FILE, "documents"))
QUOTING_ONLY = frozenset(words_of(FILE, "quoting_only"))
NOT_SAID = {
    verb: frozenset(_words(f"not_said: {verb}", w)) for verb, w in _mapping("not_said").items()
}
ABOUT = frozenset(words_of(FILE, "about"))
GROUNDS = frozenset(words_of(FILE, "grounds"))
CONTINUING = frozenset(words_of(FILE, "continuing"))
RAISING = frozenset(words_of(FILE, "raising"))
TIMES = frozenset(words_of(FILE, "times"))
WRITINGS = frozenset(words_of(FILE, "writings"))
TELLING = frozenset(words_of(FILE, "telling"))
TOLD = frozenset(words_of(FILE, "told"))
UNOWNED = frozenset(words_of(FILE, "unowned"))
UNTRUE = frozenset(words_of(FILE, "untrue"))
DESCRIBING = frozenset(words_of(FILE, "describing"))
RELAYING = frozenset(words_of(FILE, "relaying"))
ADJECTIVES = frozenset(words_of(FILE, "adjectives"))
SPEAKING = frozenset(words_of(FILE, "speaking"))
HEDGES = frozenset(words_of(FILE, "hedges"))
NOBODY = frozenset(words_of(FILE, "nobody"))
TITLES = frozenset(words_of(FILE, "titles"))
HEADLINE_SPEAKERS = frozenset(words_of(FILE, "headline_speakers"))
DAYS = frozenset(words_of(FILE, "days"))
FURNITURE = words_of(FILE, "furniture")


_MUTE = (
    (frozenset(words_of(FILE, "mute")) | event_nouns().keys() | word_class("munitions"))
    - DOCUMENTS
    - frozenset(words_of(FILE, "writings"))
)


def can_speak(head: "Token") -> bool:
    """Whether a noun can be a speaker: an attack, a truce, a rocket or a wedding can't."""
    return head.tag_ not in ("NN", "NNS") or head.lemma_.casefold() not in _MUTE


def verb_of(token: "Token") -> SpeechWord | None:
    """The verb of saying that the token is, or ``None``."""
    if not token.tag_.startswith("V") and not _reporting(token):
        return None
    lemma = token.lemma_.casefold()
    return VERBS.get(lemma) or VERBS.get(f"{lemma}e")


def _reporting(token: "Token") -> bool:
    """As in "local media report": the tagger takes the verb for a noun."""
    if token.lower_ not in ("report", "claim") or token.i == 0 or token.tag_ != "NN":
        return False
    before = token.nbor(-1)
    return before.tag_ == "NNS" and before.lower_ != "news"


def support_of(token: "Token") -> SpeechWord | None:
    """A plain verb that an object turns into one of saying ("make it clear"), or ``None``."""
    lemma = token.lemma_.casefold()
    if not token.tag_.startswith("V") or lemma not in SUPPORT:
        return None
    return SpeechWord(lemma, ("other",))


def noun_of(token: "Token") -> SpeechWord | None:
    """The noun of saying that the token is, or ``None``."""
    return NOUNS.get(token.lemma_.casefold()) if token.tag_ in ("NN", "NNS") else None


def makes_link(kind: str, whole_clause: bool) -> bool:
    """Whether a report of this class is a link of a chain of sources."""
    return kind in LINKING or (kind in PROMISING and whole_clause)
