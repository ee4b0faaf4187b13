"""What a description that is no name says of an actor: its side, backer, country and type.

"US-backed Kurdish fighters" names nobody. Its words are kept as pairs and no group is guessed:
``backer`` and what follows ``side`` are names as the registry has them, ``country`` is the ISO
code, ``type`` a word of ``codebook/data/descriptions.yaml``.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from counterclaim.codebook.tables import (
    CodebookError,
    entry_name,
    load_mapping,
    read_text,
    words_of,
)
from counterclaim.coding.syntax import first_conjunct
from counterclaim.model import ActorRef, ActorType, Span
from counterclaim.names.finder import Name

Attributes = tuple[tuple[str, str], ...]

_FILE = "descriptions.yaml"
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’.][^\W_]+)*")
_X = r"(?P<x>(?:[Aa]l-)?[A-Z][\w.'’]*(?:[ -](?:al-)?[A-Z][\w'’]*){0,4})"
_BODY = r"(?P<body> (?:government|regime|army|opposition|authorities|forces))?"
_PREFIXED = re.compile(
    r"\b(?P<way>[Pp]ro|[Aa]nti)-(?P<x>(?:[Aa]l-)?[\w.'’]+(?:[ -][A-Z][\w'’]*){0,3})"
)
_PLURALS = {"ies": "y", "men": "man"}
_LINKS = r"(?:by|with|to)"


def attributes_of(wording: str, names: Mapping[str, str] | None = None) -> Attributes:
    """The pairs (side | backer | country | type, value) that the words of a description state.

    ``names`` gives the canonical names of actors by their wording inside the description. Empty
    where the words say nothing of the kind, as a pronoun or a person's role does.
    """
    named = {key.casefold(): value for key, value in (names or {}).items()}
    pairs, rest = _compounds(wording, named)
    pairs += list(_plain_words(rest, named))
    return tuple(dict.fromkeys(pairs))


def in_words(attributes: Attributes) -> str:
    """A reason for a person: what the description states."""
    told = ", ".join(f"{key} {value}" for key, value in attributes)
    return f"a description, no name; it states {told}"


def described(text: str, span: Span, names: Sequence[Name]) -> ActorRef:
    """An actor that the text describes and doesn't name. ``names`` are those of the whole text."""
    inside = {
        name.text: name.actor_name
        for name in names
        if name.actor_name is not None and span.contains(name.span)
    }
    attributes = attributes_of(text, inside)
    reason = in_words(attributes) if attributes else "a description, no name"
    return ActorRef(text=text, span=span, attributes=attributes, reason=reason)


def only_an_adjective(token: Token, name: Name) -> bool:
    """True for "Russian" of "Russian air strikes", which says of which country and no more; not
    for the people ("a Russian was killed")."""
    if name.actor_type is not ActorType.CIVILIANS or country_of_adjective(name.text) is None:
        return False
    first = first_conjunct(token)
    return first.dep_ in {"amod", "compound", "nmod"} and first.head.i > token.i


def _compounds(wording: str, named: Mapping[str, str]) -> tuple[list[tuple[str, str]], str]:
    """Pairs of "X-backed", "backed by X", "pro-X", and the wording without them."""
    pairs: list[tuple[str, str]] = []
    rest = wording
    for pattern in _patterns():
        for match in reversed(list(pattern.finditer(rest))):
            body = match.groupdict().get("body") or ""
            whom = match.group("x") + body if body else _name(match.group("x"), named)
            pairs.insert(0, _tie(whom, match.group("word").casefold()))
            rest = rest[: match.start()] + " " + rest[match.end() :]
    for match in reversed(list(_PREFIXED.finditer(rest))):
        whom = match.group("x")
        same = _table("same_side").get(whom.casefold(), whom)
        pairs.append(("side", f"{match.group('way').casefold()}-{same}"))
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return pairs, rest


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted((*words_of(_FILE, "backed"), *words_of(_FILE, "tied"))))
    return (
        re.compile(rf"\b{_X}[- ](?P<word>{words})\b"),
        re.compile(rf"\b(?P<word>{words}) {_LINKS} (?:the )?{_X}{_BODY}"),
    )


def _tie(whom: str, word: str) -> tuple[str, str]:
    if word in words_of(_FILE, "backed"):
        return "backer", whom
    return "side", f"{word} {_TO.get(word, 'with')} {whom}"


_TO = dict.fromkeys(("led", "commanded", "run", "controlled", "dominated", "inspired"), "by")
_TO |= {"linked": "to", "loyal": "to"}


def _name(whom: str, named: Mapping[str, str]) -> str:
    bare = re.sub(r"['’]s?\Z", "", whom)
    country = _adjectives().get(bare.casefold())
    return country[1] if country else named.get(bare.casefold(), bare)


def _plain_words(text: str, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of the words that stand alone, in their order: "Syrian", "tribal", "fighters"."""
    words = _WORD.findall(re.split(r"\b(?:of|in|from|near|who|which|that)\b", text)[0])
    head = len(words) - 1
    for at, word in enumerate(words):
        low = _singular(word.casefold())
        country = _adjectives().get(re.sub(r"['’]s?\Z", "", word).casefold())
        if country and word[:1].isupper():
            yield "country", country[0]
        elif low in _table("sides") and (at < head or low not in _heads()):
            yield "side", _table("sides")[low]
        elif at == head and low in _heads():
            yield "type", _heads()[low]
        elif at < head and low in _kinds():
            yield "type", _kinds()[low]
        elif word.casefold() in named:
            yield "side", named[word.casefold()]


def _singular(word: str) -> str:
    for plural, single in _PLURALS.items():
        if word.endswith(plural) and word not in _heads():
            return word[: -len(plural)] + single
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def _table(section: str) -> dict[str, str]:
    value = load_mapping(_FILE).get(section)
    if not isinstance(value, dict):
        raise CodebookError(_FILE, section, "should map words to words")
    return {entry_name(_FILE, key): entry_name(_FILE, word) for key, word in value.items()}


@cache
def _kinds() -> dict[str, str]:
    return {word.casefold(): word for word in words_of(_FILE, "kinds")}


@cache
def _heads() -> dict[str, str]:
    value = load_mapping(_FILE).get("heads")
    if not isinstance(value, dict):
        raise CodebookError(_FILE, "heads", "should map types to lists of nouns")
    return {
        entry_name(_FILE, word): entry_name(_FILE, kind)
        for kind, words in value.items()
        for word in words
    }


@cache
def _adjectives() -> dict[str, tuple[str, str]]:
    """The ISO code and the name of a state by its adjective, name or other name in lower case."""
    out: dict[str, tuple[str, str]] = {}
    for row in csv.DictReader(read_text("actors/countries.csv").splitlines()):
        for cell in ("adjective", "demonym_singular", "name", "other_names"):
            for word in (row[cell] or "").split("|"):
                if word.strip():
                    out.setdefault(word.strip().casefold(), (row["iso2"], row["name"]))
    return out


def country_of_adjective(word: str) -> str | None:
    """The ISO code of the state whose adjective this is ("Russian"), else ``None``."""
    found = _adjectives().get(word.casefold())
    return found[0] if found else None
