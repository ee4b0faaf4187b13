"""Read -> find names -> parse -> code: the whole way of a report, in one place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import cast

from counterclaim.codebook.tables import load_mapping
from counterclaim.coding.attribution import attributions, find_reports
from counterclaim.coding.coder import Reading, code_claims
from counterclaim.coding.dates.calendar import DateKind, DatePhrase, find_dates
from counterclaim.coding.mentions import mentions_of
from counterclaim.coding.numbers import Quantity, find_quantities
from counterclaim.coding.relations import code_relations
from counterclaim.language import Parser, Phrase, PhraseKind
from counterclaim.language.casing import in_capitals, restore
from counterclaim.model import (
    ActorType,
    Article,
    CodedArticle,
    DateRef,
    Issue,
    Precision,
    Span,
)
from counterclaim.names.finder import Found, Name, NameKind, find_names
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry
from counterclaim.names.toponyms import Resolution, choose, read_hints
from counterclaim.reading import read

EXTRAS = frozenset({"mentions", "attributions", "dates"})
_NATIONS = ("-nationals", "-state")
_KNOWN_CITY = 300_000


class Coder:
    """Codes articles. Loads the language model, the registry and the gazetteer once."""

    def __init__(
        self, *, registry: Registry | None = None, gazetteer: Gazetteer | None = None
    ) -> None:
        self.parser = Parser()
        self.registry = registry or Registry.load()
        self.gazetteer = gazetteer or Gazetteer.open()

    def read_text(self, article: Article) -> Reading:
        """All that is found in an article before its claims: sentences, names, numbers, dates."""
        text = self._readable(article.text)
        spans = self.parser.sentences(text, article.title)
        proposals = self.parser.entities(text, spans)
        quantities = find_quantities(text)
        dates = find_dates(text, article.published)
        blocked = [d.span for d in dates]
        found = find_names(
            text, self.registry, self.gazetteer, proposals, article.published, blocked
        )
        phrases = merge_phrases(text, found, quantities, dates)
        sentences = self.parser.parse(text, spans, phrases)
        return Reading(
            article_id=article.id,
            text=text,
            spans=tuple(spans),
            sentences=tuple(sentences),
            names=found.names,
            quantities=quantities,
            dates=dates,
            reports=find_reports(sentences),
            places=self._places(text, found.names),
        )

    def _readable(self, text: str) -> str:
        """The text; one that is all capitals gets small letters, each at its place."""
        return restore(text, self._is_name) if in_capitals(text) else text

    def _is_name(self, word: str) -> bool:
        """A nation's word, a country or a city of a size that the world knows."""
        if any(c.actor.id.endswith(_NATIONS) for c in self.registry.find(word)):
            return True
        found = self.gazetteer.lookup(word)[:1]
        return any(
            p.precision is Precision.COUNTRY or (p.population or 0) > _KNOWN_CITY for p in found
        )

    def _places(self, text: str, names: Sequence[Name]) -> dict[int, Resolution]:
        toponyms = [n for n in names if n.kind is NameKind.PLACE or n.may_be_place]
        hints = read_hints(text, [n.span for n in toponyms])
        view = Counter(c for n in names if (c := _country(n)) is not None)
        total = sum(view.values()) or 1
        weights = {country: count / total for country, count in view.items()}
        chosen = choose(hints, self.gazetteer, countries_in_view=weights)
        return {r.toponym.span.start: r for r in chosen}

    def code(self, article: Article, *, extras: frozenset[str] = frozenset()) -> CodedArticle:
        """Code one article. ``extras`` names what else is wanted (:data:`EXTRAS`)."""
        if article.language not in (None, "en"):
            return _not_coded(article, extras)
        reading = self.read_text(article)
        coded = CodedArticle(
            article=article,
            claims=code_claims(reading),
            relations=code_relations(reading),
            mentions=mentions_of(reading, self.registry) if "mentions" in extras else None,
            attributions=(
                attributions(reading.reports, reading.text) if "attributions" in extras else None
            ),
            dates=dates_of(reading) if "dates" in extras else None,
        )
        return coded if reading.text == article.text else verbatim(coded, article.text)


def code_inputs(
    inputs: Iterable[str | Path], *, coder: Coder, extras: frozenset[str] = frozenset()
) -> Iterator[CodedArticle | Issue]:
    """Code everything that the inputs hold, one by one; what can't be read is an issue."""
    for item in read(inputs):
        yield item if isinstance(item, Issue) else coder.code(item, extras=extras)


def verbatim[T](value: T, text: str) -> T:
    """A record with every wording as the article has it, letter by letter."""
    if isinstance(value, Article | Span):
        return value
    if isinstance(value, tuple):
        return cast(T, tuple(verbatim(item, text) for item in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: verbatim(getattr(value, f.name), text) for f in fields(value)}
    span = changes.get("span")
    if isinstance(span, Span) and "text" in changes:
        changes["text"] = span.of(text)
    return cast(T, replace(value, **changes))


def _not_coded(article: Article, extras: frozenset[str]) -> CodedArticle:
    issue = Issue(
        code="not-english",
        message=f"the text is in '{article.language}', which is stored but not coded",
        path=article.path,
    )
    return CodedArticle(
        article=article,
        issues=(issue,),
        mentions=() if "mentions" in extras else None,
        attributions=() if "attributions" in extras else None,
        dates=() if "dates" in extras else None,
    )


def _country(name: Name) -> str | None:
    if name.actor is None or not name.candidates:
        return None
    return name.candidates[0].actor.country


_TWO_HARMS = re.compile(
    r"\b(killed|killing|kills|kill|dead) (?:and|or|and/or|&) "
    r"(?:injured|wounded|injuring|wounding|injures|wounds|injure|wound|maimed)\b"
    r"|\b(Killed) (?:Injured|Wounded)\b"
)

_BY_HAND = {
    str(words): str(plain)
    for words, plain in dict(load_mapping("language.yaml")["killed_by_hand"]).items()  # type: ignore[call-overload]
}
_KILLED_BY_HAND = re.compile(r"\b(?:" + "|".join(sorted(_BY_HAND, reverse=True)) + r")\b")


def merge_phrases(
    text: str, found: Found, quantities: Sequence[Quantity], dates: Sequence[DatePhrase]
) -> list[Phrase]:
    """What the parser sees as one token each; names win over dates, dates over numbers."""
    names = [_name_phrase(i, n) for i, n in enumerate(found.names)]
    glosses = [Phrase(span, PhraseKind.GLOSS, "", -1) for span in found.glosses]
    dated = [
        Phrase(d.span, PhraseKind.DATE, _date_word(d), i)
        for i, d in enumerate(dates)
        if d.kind is not DateKind.HEADER or len(d.text.split()) > 1
    ]
    counted = [
        Phrase(_with_of(text, q), PhraseKind.QUANTITY, _number_word(q), i)
        for i, q in enumerate(quantities)
    ]
    pairs = [
        Phrase(Span(*m.span()), PhraseKind.PAIR, m.group(1) or m.group(2), -1)
        for m in _TWO_HARMS.finditer(text)
    ]
    pairs += [
        Phrase(Span(*m.span()), PhraseKind.SHOT, _BY_HAND[m.group()], -1)
        for m in _KILLED_BY_HAND.finditer(text)
    ]
    out: list[Phrase] = []
    for phrase in [*pairs, *glosses, *names, *dated, *counted]:
        if not any(phrase.span.overlaps(other.span) for other in out):
            out.append(phrase)
    return sorted(out, key=lambda p: p.span.start)


def _with_of(text: str, quantity: Quantity) -> Span:
    """ "dozens of", "hundreds of": the "of" goes into the number, which then counts a noun."""
    end = quantity.span.end
    if text[end : end + 4] == " of " and not text[end + 4 : end + 8].startswith(("the ", "them")):
        return Span(quantity.span.start, end + 3)
    return quantity.span


def _number_word(quantity: Quantity) -> str:
    if quantity.low == 1 and quantity.high == 1:
        return "one"
    if quantity.high == 0:
        return "no"
    return str(max(2, min(quantity.low or quantity.high or 12, 999)))


def _date_word(phrase: DatePhrase) -> str:
    first = phrase.text.split()[0].casefold()
    if len(phrase.text.split()) == 1:
        return phrase.text
    return (
        "yesterday"
        if first in {"yesterday", "today", "earlier", "last", "this", "overnight"}
        else "Monday"
    )


def _name_phrase(index: int, name: Name) -> Phrase:
    local = name.kind is NameKind.PLACE or name.actor_type is ActorType.STATE
    return Phrase(name.span, PhraseKind.NAME, _name_word(name), index, name.possessive, local)


_PLURAL = ("s", "forces", "troops", "soldiers", "rebels", "militants", "units")


def _name_word(name: Name) -> str:
    words = name.text.split()
    if name.kind is NameKind.PERSON:
        return "Obama"
    if name.kind is NameKind.PLACE:
        return "Damascus" if len(words) > 1 or "-" in name.text else name.text
    plain = len(words) == 1 and name.actor_type is not None and "-" not in name.text
    if plain and not (name.text.isupper() and name.text not in {"US", "UN", "UK", "EU"}):
        return name.text
    last = words[-1].casefold()
    if name.actor_type is ActorType.CIVILIANS or last.endswith(
        ("forces", "troops", "soldiers", "units", "jets", "warplanes", "planes")
    ):
        return "rebels"
    return "Hezbollah"


def dates_of(reading: Reading) -> tuple[DateRef, ...]:
    """Every date phrase of the text."""
    return tuple(
        DateRef(
            text=d.text,
            span=d.span,
            start=d.value.start,
            end=d.value.end,
            precision=d.value.precision,
        )
        for d in reading.dates
    )
