"""Ties told by a hyphen: "rebel-held Idlib", "US-backed militants", "counter-ISIL coalition"."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from counterclaim.coding.coder import Reading
from counterclaim.coding.relations.parties import (
    before_phrase,
    is_ground,
    is_named_group,
    is_party,
    may_be_ground,
    run_from,
)
from counterclaim.coding.relations.refs import Tie, name_span
from counterclaim.coding.relations.words import Kind, relation_words
from counterclaim.coding.view import View
from counterclaim.model import Span
from counterclaim.names.finder import NameKind

_HYPHEN = "[-‑–]"
_WHO = re.compile(
    rf"(?:\b(?:al|el|as|ash|an){_HYPHEN})?[^\W_](?:[\w'’]|\.(?=\w)|\.(?={_HYPHEN}))*\Z"
)
_GROUP_NOUN = frozenset(
    {
        "group",
        "organization",
        "organisation",
        "militia",
        "network",
        "party",
        "movement",
        "faction",
        "alliance",
    }
)


def compound_ties(reading: Reading, view: View) -> Iterator[Tie]:
    """The ties that compounds of a sentence tell."""
    yield from _participles(reading, view)
    yield from _prefixed(reading, view)


@cache
def _participle_pattern() -> re.Pattern[str]:
    words = sorted({w for forms in relation_words().compounds.values() for w in forms})
    return re.compile(
        rf"(?:\s?{_HYPHEN}\s?|(?<=\w)\s)({'|'.join(words)})\b(?!{_HYPHEN}|\s+by\b)", re.IGNORECASE
    )


@cache
def _prefix_pattern() -> re.Pattern[str]:
    words = sorted({w for forms in relation_words().prefixes.values() for w in forms})
    return re.compile(rf"\b({'|'.join(words)}){_HYPHEN}(?=\w)", re.IGNORECASE)


def _kind_of(table: dict[Kind, tuple[str, ...]], word: str) -> Kind:
    return next(kind for kind, words in table.items() if word.casefold() in words)


def _participles(reading: Reading, view: View) -> Iterator[Tie]:
    sentence = view.sentence.span
    for match in _participle_pattern().finditer(reading.text, sentence.start, sentence.end):
        kind = _kind_of(relation_words().compounds, match.group(1))
        hyphened = match.group().strip() != match.group(1)
        head = _head_behind(view, match.end(1), kind)
        if head is None:
            continue
        if kind == "controls" and not hyphened and not _side_before(reading, match.start()):
            continue
        for who in _who(reading, view, match.start(), hyphened=hyphened):
            anchor = Span(*match.span(1))
            yield (
                Tie(kind, who, head, anchor) if kind == "controls" else Tie(kind, head, who, anchor)
            )


def _side_before(reading: Reading, end: int) -> bool:
    """As in "opposition held areas", the hyphen left out: a word for a side, in the singular."""
    match = _WHO.search(reading.text, max(0, end - 30), end)
    return match is not None and match.group().casefold() in relation_words().sides


def _who(reading: Reading, view: View, end: int, *, hyphened: bool) -> Iterator[Span]:
    """Who holds or backs: what stands before the hyphen, and what shares it ("X- and Y-held")."""
    name = next(
        (n for n in reading.names if n.span.end == end and n.kind is not NameKind.PERSON), None
    )
    if name is not None:
        if hyphened or name.actor is not None:
            yield name_span(reading.text, name)
        span = name.span
    else:
        match = _WHO.search(reading.text, view.sentence.span.start, end)
        if match is None:
            return
        span = Span(*match.span())
        if not _is_side(reading, view, span, hyphened=hyphened):
            return
        yield span
    earlier = re.compile(rf"([\w.'’]+){_HYPHEN}\s(?:and|or)\s\Z").search(
        reading.text, view.sentence.span.start, span.start
    )
    if earlier is not None:
        yield Span(*earlier.span(1))


def _is_side(reading: Reading, view: View, span: Span, *, hyphened: bool) -> bool:
    word = span.of(reading.text)
    if word.casefold() in relation_words().sides:
        return True
    if word[:1].isupper() or "-" in word:
        return hyphened and not word.casefold().startswith(("so-", "un-"))
    return False


def _head_behind(view: View, at: int, kind: Kind) -> Token | None:
    """What a participle that ends at ``at`` is said of."""
    start = None
    for token, span in zip(view.sentence.doc, view.sentence.offsets, strict=True):
        if span.start < at < span.end and view.name(token) is not None:
            return token if kind != "controls" or is_ground(view, token) else None
        if span.start >= at:
            start = token.i
            break
    if start is None:
        return None
    run = run_from(view, start)
    return _held(view, run) if kind == "controls" else _tied(view, run)


def _held(view: View, run: list[Token]) -> Token | None:
    named = [t for t in run if view.name(t) is not None and is_ground(view, t)]
    if named and (run[-1] is named[0] or is_ground(view, run[-1])):
        return named[0]
    if not run or not (is_ground(view, run[-1]) or may_be_ground(view, run[-1])):
        return None
    return in_apposition(view, run[-1]) or run[-1]


def in_apposition(view: View, noun: Token) -> Token | None:
    """As in "Irbin, another rebel-held area": the name that a described ground goes with."""
    before = noun.head if noun.dep_ == "appos" else before_phrase(view, noun)
    if before is None or view.name(before) is None or not is_ground(view, before):
        return None
    between = noun.doc[before.i + 1 : noun.i]
    return before if any(t.lower_ in {"a", "an", "another", "one"} for t in between) else None


def _tied(view: View, run: list[Token]) -> Token | None:
    if not run:
        return None
    names = [t for t in run if view.name(t) is not None and is_named_group(view, t)]
    behind = [t for t in run if names and t.i > names[0].i]
    if names and all(
        (view.lemma(t) in _GROUP_NOUN and t.tag_ == "NN") or t.pos_ == "ADJ" for t in behind
    ):
        return names[0]
    last = run[-1]
    return last if is_party(view, last) else None


def _prefixed(reading: Reading, view: View) -> Iterator[Tie]:
    sentence = view.sentence.span
    for match in _prefix_pattern().finditer(reading.text, sentence.start, sentence.end):
        kind = _kind_of(relation_words().prefixes, match.group(1))
        whom = _whom(reading, match.end())
        if whom is None:
            continue
        head = _prefixed_head(view, whom.end)
        if head is not None:
            yield Tie(kind, head, whom, Span(*match.span(1)))


def _whom(reading: Reading, start: int) -> Span | None:
    for name in reading.names:
        if name.span.start == start and name.kind is not NameKind.PLACE:
            return name.span
    match = re.compile(r"[\w’']+").match(reading.text, start)
    if match is None:
        return None
    word = match.group()
    same = any(n.text == word and n.actor is not None for n in reading.names)
    return (
        Span(*match.span())
        if same or word.casefold() in {"government", "regime", "coalition", "opposition", "state"}
        else None
    )


def _prefixed_head(view: View, at: int) -> Token | None:
    for token, span in zip(view.sentence.doc, view.sentence.offsets, strict=True):
        if span.start < at < span.end and view.name(token) is not None:
            return token
        if span.start >= at:
            run = run_from(view, token.i)
            head = _tied(view, run)
            return head if head is not None and is_party(view, head) else None
    return None
