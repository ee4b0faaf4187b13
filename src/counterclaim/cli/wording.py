"""Records in a few words, for tables and pages that a person reads."""

import unicodedata
from collections.abc import Iterable, Sequence

from counterclaim.model import (
    ActorRef,
    Article,
    Category,
    Claim,
    DatePrecision,
    DateRef,
    Loss,
    PlaceRef,
    Relation,
    Speaker,
)

UNKNOWN = "-"
"""Stands where the text doesn't say."""

OWN_VOICE = "the report itself"
"""Stands where a claim has no speaker."""


def printable(text: str) -> str:
    """A text without the control characters by which it could steer a terminal."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def one_line(text: str) -> str:
    """A text as one line."""
    return printable(" ".join(text.split()))


def actors(named: Sequence[ActorRef]) -> str:
    """Names where the registry knows them, else the wording."""
    return _joined(_title(actor.name, actor.text) for actor in named)


def where(place: PlaceRef | None) -> str:
    """The place as the text names it, and how the event stands to it where that isn't "in"."""
    if place is None:
        return UNKNOWN
    is_name = place.text[:1].isupper() or place.name is None
    name = one_line(place.text if is_name else place.name or place.text)
    return name if place.relation.value == "in" else f"{place.relation.value} {name}"


def when(day: DateRef | None) -> str:
    """The days, no finer than the text tells them."""
    if day is None or day.start is None or day.end is None:
        return one_line(day.text) if day and day.text else UNKNOWN
    if day.start == day.end:
        return day.start.isoformat()
    if day.precision is DatePrecision.YEAR and day.start.year == day.end.year:
        return str(day.start.year)
    same_month = (day.start.year, day.start.month) == (day.end.year, day.end.month)
    if day.precision is DatePrecision.MONTH and same_month:
        return day.start.isoformat()[:7]
    return f"{day.start.isoformat()} to {day.end.isoformat()[-2:] if same_month else day.end}"


def losses(entries: Sequence[Loss]) -> str:
    """Every toll: effect, number, and whose where the text says."""
    return _joined((f"{loss.effect.value} {_toll(loss)}" for loss in entries), "; ")


def number(loss: Loss) -> str:
    """The number as told: 12, 40-70, ~50 (about), 6+ (at least), up to 30."""
    shown = range_of(loss.low, loss.high)
    return f"~{shown}" if loss.approximate and loss.low == loss.high else shown


def range_of(low: int | None, high: int | None) -> str:
    """A range as told: 12, 40-70, 6+ (at least), up to 30."""
    if low is None and high is None:
        return "some"
    if low == high:
        return str(low)
    if high is None:
        return f"{low}+"
    return f"{low}-{high}" if low else f"up to {high}"


def says(chain: Sequence[Speaker]) -> str:
    """The chain of speakers, outermost first."""
    if not chain:
        return OWN_VOICE
    return " > ".join(_title(speaker.name, speaker.text) for speaker in chain)


def weapons(claim: Claim) -> str:
    """With what."""
    return _joined(weapon.name or one_line(weapon.text) for weapon in claim.weapons)


def relation(entry: Relation) -> str:
    """A relation as a short sentence."""
    subject = _title(entry.subject.name, entry.subject.text)
    thing = _title(entry.object.name, entry.object.text)
    return f"{subject} {entry.kind} {thing}"


def heading(article: Article) -> str:
    """Title, publisher and day of an article."""
    parts = [article.title or article.id, article.publisher]
    parts.append(article.published.isoformat() if article.published else "undated")
    return ", ".join(one_line(part) for part in parts if part)


def marked(article: Article, claim: Claim, *, before: str, after: str) -> str:
    """The claim's sentence as one line, its span between two marks."""
    sentence, span = claim.sentence, claim.span
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    if start >= end:
        return one_line(article.wording(sentence))
    text = article.text
    parts = (text[sentence.start : start], before, text[start:end], after, text[end : sentence.end])
    return one_line("".join(parts))


def _toll(loss: Loss) -> str:
    if loss.whom.text:
        return f"{number(loss)} ({one_line(loss.whom.text)})"
    if loss.whom.category is Category.UNKNOWN:
        return number(loss)
    return f"{number(loss)} ({loss.whom.category.value})"


def _title(name: str | None, text: str) -> str:
    return one_line(name or text)


def _joined(parts: Iterable[str], mark: str = ", ") -> str:
    return mark.join(dict.fromkeys(parts)) or UNKNOWN
