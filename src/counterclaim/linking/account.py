"""A claim made ready for comparison with others.

What a claim leaves unsaid and a neighbour in its article says (``carry``) is used here, and only
here: it decides what a claim is compared with and is never written into the claim.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from zlib import crc32

from counterclaim.codebook.tables import CodebookError, load_mapping
from counterclaim.codebook.tables import words_of as entries_of
from counterclaim.linking.actors import Sides, ids_of
from counterclaim.linking.kinds import FILE, is_remote, targets
from counterclaim.linking.origins import origin_of
from counterclaim.linking.words import keys_of, sequences
from counterclaim.model import (
    Article,
    Category,
    Claim,
    CodedArticle,
    DateRef,
    Effect,
    PlaceRef,
    PlaceRelation,
    Span,
    Stance,
)
from counterclaim.model.event import ClaimOrigin
from counterclaim.model.place import Precision


class How(StrEnum):
    """Whether a value is the claim's own, a neighbour's, or follows from the day of publication."""

    TOLD = "told"
    CARRIED = "carried"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Days:
    """The days in which it may have been, as ordinals, both inclusive."""

    start: int
    end: int
    how: How

    @property
    def length(self) -> int:
        """How many days."""
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it may have been. ``names`` are the folded names by which a text may mention it."""

    id: str | None
    name: str
    names: frozenset[str]
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision | None
    near: bool
    how: How

    @property
    def is_fine(self) -> bool:
        """Whether it is no larger than a district, as far as is known."""
        return self.precision not in (Precision.REGION, Precision.COUNTRY)


@dataclass(frozen=True, slots=True)
class Toll:
    """A loss as compared."""

    effect: Effect
    category: Category
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """What is compared of a claim. ``sentence`` counts the article's sentences that hold claims."""

    id: str
    article: str
    sentence: int
    kind: str
    stance: Stance
    published: date | None
    days: Days | None
    spot: Spot | None
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    tolls: tuple[Toll, ...]
    targets: frozenset[str]
    hours: tuple[int, int] | None
    apart: bool
    refers_back: bool
    same_place: bool
    mentions: frozenset[str]
    words: int
    origin: ClaimOrigin
    superseded: bool = False

    @property
    def happened(self) -> bool:
        """Whether the claim is about what was, not about what is meant to be."""
        return self.stance not in (Stance.INTENDED, Stance.CONDITIONAL)


def accounts_of(
    coded: CodedArticle,
    sides: Sides,
    *,
    original: Article | None = None,
    superseded: bool = False,
) -> list[Account]:
    """The accounts of an article's claims in the order of its text, nothing carried yet."""
    claims = sorted(coded.claims, key=lambda c: (c.sentence, c.span, c.id))
    spans = sorted({c.sentence for c in claims})
    order = {span: n for n, span in enumerate(spans)}
    taken = _taken_over(coded.article, original, spans)
    return [
        replace(
            _account(claim, coded.article, order[claim.sentence]),
            published=_first_out(coded.article, original if claim.sentence in taken else None),
            origin=origin_of(
                claim, coded.article, sides, original=original if claim.sentence in taken else None
            ),
            superseded=superseded,
        )
        for claim in claims
    ]


_TAKEN = 0.5
"""Of the three-word sequences of a sentence: so many in the original make it the original's."""


def _taken_over(article: Article, original: Article | None, spans: Sequence[Span]) -> set[Span]:
    """The sentences that a reprint took from its original; what it added is its own."""
    if original is None:
        return set()
    known = sequences(keys_of(original.text))
    out = set()
    for span in spans:
        mine = sequences(keys_of(span.of(article.text)))
        if mine and len(mine & known) >= _TAKEN * len(mine):
            out.add(span)
    return out


_NOBODY = ClaimOrigin(key="", name="", actor=None, party="", reason="")


def _account(claim: Claim, article: Article, sentence: int) -> Account:
    text = claim.sentence.of(article.text)
    return Account(
        id=claim.id,
        article=article.id,
        sentence=sentence,
        kind=claim.kind,
        stance=claim.stance,
        published=None,
        days=days_of(claim.date),
        spot=None if fired_from(claim, article) else spot_of(claim.place),
        initiators=_doers(claim),
        recipients=ids_of(claim.recipients),
        tolls=tuple(
            Toll(loss.effect, loss.whom.category, loss.low, loss.high) for loss in claim.casualties
        ),
        targets=_targets(claim),
        hours=hours_in(text),
        apart=_holds(text, "apart"),
        refers_back=_holds(text, "refers_back"),
        same_place=_holds(text, "same_place"),
        mentions=_capitals(text),
        words=words_mask(text),
        origin=_NOBODY,
    )


_OWN = frozenset(["its", "their", "our", "my", "it", "they", "we", "i"])


def begins_as_own(text: str) -> bool:
    """Whether a wording begins with a pronoun: "its aircraft", "they"."""
    return (keys_of(text) or [""])[0] in _OWN


def _doers(claim: Claim) -> tuple[str, ...]:
    """The initiators; "its aircraft", "it", "we" in what a speaker says are the speaker's."""
    speaker = claim.sources[-1].actor if claim.sources else None
    named = [
        ref.actor or (speaker if begins_as_own(ref.text) else None) for ref in claim.initiators
    ]
    return tuple(dict.fromkeys(actor for actor in named if actor is not None))


def _first_out(article: Article, original: Article | None = None) -> date | None:
    """The day the words first came out: the original's where they are taken over."""
    if original is not None:
        return _first_out(original) or _first_out(article)
    if article.origin is not None and article.origin.published is not None:
        return article.origin.published
    return article.published


def days_of(ref: DateRef | None) -> Days | None:
    """The days that a date allows, where it tells any."""
    if ref is None or ref.start is None or ref.end is None:
        return None
    return Days(ref.start.toordinal(), ref.end.toordinal(), How.TOLD)


def spot_of(place: PlaceRef | None) -> Spot | None:
    """The place as compared."""
    if place is None or not _is_name(place):
        return None
    return Spot(
        id=place.gazetteer_id,
        name=place.name or place.text,
        names=frozenset(_place_keys(place.text, place.name)),
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        near=place.relation is not PlaceRelation.IN,
        how=How.TOLD,
    )


_FROM = re.compile(r"\bfrom (?:the |a )?(?:[a-z]+ )?(?:[A-Z][a-z] )?$")


def fired_from(claim: Claim, article: Article) -> bool:
    """Whether the claim's place is where the weapon was, and not where it hit: "used rockets from
    the At Tanf garrison"."""
    place = claim.place
    if place is None or not is_remote(claim.kind):
        return False
    if place.relation is PlaceRelation.FROM:
        return True
    return place.span is not None and bool(_FROM.search(article.text[: place.span.start][-30:]))


def _is_name(place: PlaceRef) -> bool:
    """Not "the school": that is a target, and tells no two places apart."""
    return place.gazetteer_id is not None or any(c.isupper() for c in place.text)


@cache
def _place_words() -> frozenset[str]:
    return frozenset(entries_of(FILE, "place_words"))


def _place_keys(*names: str | None) -> set[str]:
    """Each name in one piece, without articles and words for sorts of places."""
    return {key for name in names if name and (key := bare_place(name))}


@cache
def bare_place(name: str) -> str:
    """A place's name in one piece, folded, without articles."""
    return "".join(w for w in keys_of(name.replace("-", " ")) if w not in _place_words())


_CAPITALS = re.compile(r"\b(?:[Aa][a-z]-)?[A-Z][\w'’]+(?:[- ][A-Z][\w'’]+)*")


def _capitals(text: str) -> frozenset[str]:
    """Every run of capitalised words, whole and word by word, folded as names of places are."""
    found: set[str] = set()
    for match in _CAPITALS.finditer(text):
        found.add(bare_place(match.group()))
        found.update(bare_place(part) for part in match.group().split())
    return frozenset(found - {""})


_BITS = 256
_SHORT = 4


def words_mask(text: str) -> int:
    """The words of a sentence that tell something, each as one bit of a number.

    Words of one bit are taken for one word: of two sentences of fifteen words, about one too many.
    """
    mask = 0
    for key in keys_of(text):
        if len(key) >= _SHORT or key.isdigit():
            mask |= 1 << crc32(key[:7].encode()) % _BITS
    return mask


def _targets(claim: Claim) -> frozenset[str]:
    known = targets()
    words = [key for ref in claim.recipients for key in keys_of(ref.text)]
    if claim.place is not None:
        words += keys_of(claim.place.text)
    return frozenset(known[word] for word in words if word in known)


@cache
def _phrases(section: str) -> re.Pattern[str]:
    phrases = sorted(entries_of(FILE, section), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _holds(text: str, section: str) -> bool:
    return _phrases(section).search(text) is not None


@cache
def _times() -> Mapping[str, tuple[int, int]]:
    value = load_mapping(FILE).get("times")
    if not isinstance(value, dict):
        raise CodebookError(FILE, "times", "should map words to pairs of hours")
    return {str(word): (int(pair[0]), int(pair[1])) for word, pair in value.items()}


_CLOCK = re.compile(
    r"\b(\d{1,2})[:.]([0-5]\d)\b\s*(a\.?m|p\.?m)?|\b(\d{1,2})\s*(a\.?m|p\.?m)\b", re.I
)


@cache
def _time_words() -> re.Pattern[str]:
    words = sorted(_times(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(words)})\b")


_SAYING_TIME = re.compile(
    r"\b(?:said|announced|reported|told|ended?|until|till|by|late|stated)\b[^.;]{0,40}$"
)


def hours_in(text: str) -> tuple[int, int] | None:
    """The hours of the day that a sentence gives for what it tells, ends exclusive of each other.

    ``None`` where it gives none or several, or where the words are about when something was said.
    """
    found: set[tuple[int, int]] = set()
    for match in _time_words().finditer(text):
        if not _SAYING_TIME.search(text[: match.start()]):
            found.add(_times()[match.group(1)])
    for match in _CLOCK.finditer(text):
        hour = _clock_hour(match)
        if hour is not None:
            found.add((hour, hour + 1))
    if not found:
        return None
    start, end = max(s for s, _ in found), min(e for _, e in found)
    return (start, end) if start < end else None


def _clock_hour(match: re.Match[str]) -> int | None:
    hour = int(match.group(1) or match.group(4))
    half = (match.group(3) or match.group(5) or "").replace(".", "").casefold()
    if not half and match.group(1) is not None and ":" not in match.group():
        return None
    if half == "pm" and hour < 12:
        hour += 12
    return hour % 24 if hour <= 24 else None


def named_by(spot: Spot, mentions: frozenset[str]) -> bool:
    """Whether a sentence with these capitalised words mentions the place."""
    return not spot.names.isdisjoint(mentions)
