"""Other names of an actor, and what a parenthesis says of the name before it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from counterclaim.coding.coder import Reading
from counterclaim.coding.relations.refs import Tie, name_span
from counterclaim.coding.relations.words import relation_words
from counterclaim.coding.view import View
from counterclaim.model import ActorType, Span
from counterclaim.names.finder import Name, NameKind

_LEAD = (
    r"[\s,(–—-]*(?:(?:which|who|that|is|was|has|have|are|were|later|then|also|itself|had|since|once"
    r"|now|in \d{4}|group|organization|organisation|front)\s+)*"
)
_ARTICLE = r"(?:(?:al|el)[- ]|(?:as|ash|an)-)?"
_INNER = r"(?:(?:al|el|as|ash|bin|ibn|of|the|of the)[\s-])?(?:[Aa]l-)?"
_CAPITALS = re.compile(
    r"[\s,]*(?:the\s|as\s|to\s)?[\"'“”‘]?"
    rf"(?P<name>{_ARTICLE}[A-Z][\w’'-]+(?:\s{_INNER}[A-Z][\w’'-]+){{0,5}})"
)
_PARENTHESIS = re.compile(r"\s?\(([^()]{2,160})\)")
_WHOLE_NOUN = (
    r"group|faction|member|militia|brigade|wing|unit|affiliate|component|offshoot|branch|division"
)
_ELEMENT = re.compile(
    r"(?P<part>.+\s(?:element|wing|branch|arm|component|faction)s?) of (?:the )?(?P<whole>.+)\Z"
)
_ALLIANCE = re.compile(
    r"(?P<one>.*(?:coalition|alliance)) (?:against|fighting) (?:the )?(?P<other>.+)\Z",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"^(?:an?|the|part of|member of)\b(?P<middle>.{0,80})", re.IGNORECASE)
_OR = re.compile(r"\s*,?\s+or\s+(?:the\s+)?[\"“'‘]?", re.IGNORECASE)
_SCRIPT = re.compile(r"[A-Z][a-z]+:")
_GROUPS = frozenset(
    {ActorType.REBEL, ActorType.MILITIA, ActorType.IDENTITY_MILITIA, ActorType.MOVEMENT, None}
)


def name_ties(reading: Reading, view: View) -> Iterator[Tie]:
    """The ties that other names and parentheses of a sentence tell."""
    here = [n for n in reading.names if view.sentence.span.contains(n.span)]
    yield from _called(reading, view, here)
    yield from _either(reading, here)
    yield from _glossed(reading, here)
    yield from _inside(here)
    yield from _not_covered(reading, view, here)
    yield from _left_out(reading, here)


@cache
def _called_pattern() -> re.Pattern[str]:
    phrases = sorted(relation_words().other_names, key=len, reverse=True)
    joined = "|".join(re.escape(p) for p in phrases)
    return re.compile(rf"{_LEAD}(?P<cue>{joined})(?=[\s:])", re.IGNORECASE)


def _called(reading: Reading, view: View, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "X, formerly known as Y", "X, which changed its name from Y"."""
    text, end = reading.text, view.sentence.span.end
    for name in here:
        if name.kind is NameKind.PLACE:
            continue
        at = name.span.end
        gloss = _PARENTHESIS.match(text, at, end)
        match = _called_pattern().match(text, at, end)
        if match is None and gloss is not None:
            match = _called_pattern().match(text, gloss.end(), end)
        if match is None:
            continue
        other = _name_from(reading, match.end(), end)
        if other is not None:
            yield Tie("also-known-as", name_span(text, name), other, Span(*match.span("cue")))


def _name_from(reading: Reading, at: int, end: int) -> Span | None:
    text = reading.text
    near = [n for n in reading.names if 0 <= n.span.start - at <= 12 and n.span.end <= end]
    plain = _CAPITALS.match(text, at, end)
    for name in near:
        between = text[at : name.span.start].strip(" ,\"'“”‘:")
        if between.casefold() in {"", "the", "as", "to", "al-", "the al-"}:
            if name.kind is NameKind.PLACE and plain is None:
                return None
            span = name_span(text, name)
            if plain is not None and plain.start("name") <= span.start < plain.end("name"):
                return Span(plain.start("name"), max(span.end, plain.end("name")))
            return span
    return Span(*plain.span("name")) if plain is not None else None


def _either(reading: Reading, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "Jaysh al-Islam or Islam army": two forms of one group's name share a word."""
    for one, other in pairwise(here):
        gap = reading.text[one.span.end : other.span.start]
        if (
            not _OR.fullmatch(gap)
            or one.actor_type not in _GROUPS
            or other.actor_type not in _GROUPS
        ):
            continue
        if NameKind.PLACE in {one.kind, other.kind}:
            continue
        same = one.actor is not None and one.actor == other.actor
        if same or _words(one.text) & _words(other.text):
            yield Tie(
                "also-known-as",
                name_span(reading.text, one),
                name_span(reading.text, other),
                Span(one.span.end, other.span.start),
            )


def _words(text: str) -> set[str]:
    return {
        w
        for w in re.findall(r"[a-z]{4,}", text.casefold())
        if w not in {"front", "army", "movement", "group", "islamic", "forces"}
    }


def _glossed(reading: Reading, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "Name (another name, a group of the X)"."""
    for name in here:
        match = _PARENTHESIS.match(reading.text, name.span.end)
        if match is None or name.kind is not NameKind.ACTOR:
            continue
        start = match.start(1)
        for piece in re.finditer(r"[^,;]+", match.group(1)):
            yield from _piece(reading, name, Span(start + piece.start(), start + piece.end()))


def _piece(reading: Reading, name: Name, span: Span) -> Iterator[Tie]:
    text = span.of(reading.text).strip()
    start = span.start + len(span.of(reading.text)) - len(span.of(reading.text).lstrip())
    inner = Span(start, start + len(text))
    own = name_span(reading.text, name)
    if _SCRIPT.match(text):
        return
    described = _DESCRIBED.match(text)
    if described is not None:
        whole = next(
            (n for n in reading.names if inner.contains(n.span) and n.actor is not None), None
        )
        if whole is not None and re.search(rf"\b(?:{_WHOLE_NOUN}|part of)\b", text, re.IGNORECASE):
            yield Tie("part-of", own, whole.span, inner)
        return
    if _other_name(text, own.of(reading.text)):
        known = next(
            (
                n
                for n in reading.names
                if n.span.start == inner.start and n.kind is not NameKind.PLACE
            ),
            None,
        )
        if known is not None and known.span.end >= inner.end - 1:
            yield Tie("also-known-as", own, known.span, inner)


def _other_name(text: str, name: str) -> bool:
    """A different name, not the initials or a part of the one before it."""
    letters = re.sub(r"[^A-Za-z]", "", text).casefold()
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", name)).casefold()
    if not text[:1].isupper() or len(text) < 3:
        return False
    if " " not in text and _subsequence(letters, initials):
        return False
    return not _words(text) & _words(name)


def _subsequence(letters: str, initials: str) -> bool:
    """True where all letters come in the initials in order, one that stands for two allowed."""
    left = iter(initials)
    missing = sum(letter not in left for letter in letters)
    return missing == 0 or (
        len(letters) > 2 and letters[0] == initials[:1] and len(letters) <= len(initials) + 1
    )


def _inside(here: Sequence[Name]) -> Iterator[Tie]:
    """A name that is itself a description: "Arab element of the SDF", "coalition against X"."""
    for name in here:
        at = name.span.start
        if match := _ELEMENT.match(name.text):
            part, whole = (_at(at, match, group) for group in ("part", "whole"))
            yield Tie("part-of", part, whole, part)
        if match := _ALLIANCE.match(name.text):
            one, other = (_at(at, match, group) for group in ("one", "other"))
            yield Tie("opposed-to", one, other, one)


def _at(start: int, match: re.Match[str], group: str) -> Span:
    return Span(start + match.start(group), start + match.end(group))


@cache
def _not_covered_pattern() -> re.Pattern[str]:
    words = relation_words()
    phrases = "|".join(re.escape(p) for p in sorted(words.not_covered, key=len, reverse=True))
    truces = "|".join(sorted(words.truces, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<truce>{truces})s?\b[^.;]{{0,60}}?\b(?P<cue>{phrases})\b", re.IGNORECASE
    )


@cache
def _left_out_pattern() -> re.Pattern[str]:
    words = relation_words()
    phrases = "|".join(re.escape(p) for p in sorted(words.left_out, key=len, reverse=True))
    truces = "|".join(sorted(words.truces, key=len, reverse=True))
    return re.compile(
        rf"[\s\w]{{0,24}}\b(?P<cue>{phrases})\b[^.,;]{{0,40}}?\b(?P<truce>{truces})s?\b",
        re.IGNORECASE,
    )


def _left_out(reading: Reading, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "the group is not party to the agreement"."""
    for name in here:
        match = _left_out_pattern().match(reading.text, name.span.end)
        if match is None or name.kind is NameKind.PLACE:
            continue
        truce, cue = (_at(0, match, group) for group in ("truce", "cue"))
        yield Tie("excluded-from", name_span(reading.text, name), truce, cue)


_LISTED = re.compile(r"[\s,]*(?:and|or|the|al-|to|\s|,)*")


def _not_covered(reading: Reading, view: View, here: Sequence[Name]) -> Iterator[Tie]:
    """As in "the truce does not include X and Y"."""
    text, sentence = reading.text, view.sentence.span
    for match in _not_covered_pattern().finditer(text, *sentence):
        truce, cue = (_at(0, match, group) for group in ("truce", "cue"))
        at = match.end()
        for name in here:
            gap = text[at : name.span.start]
            if name.span.start < at or len(gap) >= 30 or not _LISTED.fullmatch(gap):
                continue
            at = name.span.end
            if name.kind is not NameKind.PLACE:
                yield Tie("excluded-from", name_span(text, name), truce, cue)
