"""Values in a few words and in the classes by which the style sheet colours them."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from counterclaim.codebook.kinds import kind_rows
from counterclaim.model import (
    Actor,
    Claim,
    ControlAnswer,
    DateRef,
    Event,
    Field,
    Holding,
    Link,
    Loss,
    PartialDate,
)

GROUPS = {
    "Battles": "battle",
    "Explosions/Remote violence": "explosion",
    "Violence against civilians": "civilians",
    "Protests": "protest",
    "Riots": "protest",
    "Strategic developments": "strategic",
}
"""The class of ACLED's event types; what has none is ``other``."""

LABELS = {
    "battle": "Battles",
    "explosion": "Explosions, air strikes",
    "civilians": "Violence against civilians",
    "protest": "Protests, riots",
    "strategic": "Strategic developments",
    "other": "Other",
}


@cache
def kinds() -> dict[str, str]:
    """Every kind of the codebook and its group's class."""
    return {kind: GROUPS.get(row.acled_event_type, "other") for kind, row in kind_rows().items()}


def group(kind: str) -> str:
    """The class of a kind's group."""
    return kinds().get(kind, "other")


def spoken(word: str) -> str:
    """A word of the codebook as one writes it: ``air-strike`` is "Air strike"."""
    return word.replace("-", " ").capitalize()


def days(start: date | None, end: date | None) -> str:
    """A range of days, no finer than it is told."""
    if start is None or end is None:
        return "no date told"
    if start == end:
        return f"{start.day} {start:%b %Y}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (end.year, end.month) == (start.year, start.month) and end.day >= 28:
        return f"{start:%b %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b %Y}"
    return f"{start.day} {start:%b %Y} – {end.day} {end:%b %Y}"


def when(day: PartialDate | DateRef | None) -> str:
    """A date, no finer than it is told."""
    return days(day.start, day.end) if day else "no date told"


def toll(loss: Loss) -> str:
    """A loss: its effect, number and whose."""
    low, high = loss.low, loss.high
    if low is None and high is None:
        number = "some"
    elif low == high:
        number = f"about {low}" if loss.approximate else str(low)
    elif high is None:
        number = f"at least {low}"
    else:
        number = f"{low}–{high}" if low else f"up to {high}"
    whom = loss.whom.text or ("" if loss.whom.category == "unknown" else loss.whom.category.value)
    return f"{loss.effect.value} {number}" + (f" ({whom})" if whom else "")


def headline(event: Event) -> str:
    """Who did it to whom, as first told, where anything is."""
    who, whom = _first(event, Field.WHO), _first(event, Field.WHOM)
    return " → ".join(part for part in (who, whom) if part)


def killed(event: Event) -> str:
    """Every number of killed that was told, the smallest first."""
    told = {
        (version.low or 0, version.value)
        for field in event.versions
        if field.field is Field.LOSSES and field.effect == "killed"
        for version in field.versions
    }
    return " / ".join(value for _, value in sorted(told)[:4])


_SEEN = {
    "part-of": ("part of", "has as a part"),
    "allied-with": ("allied with", "allied with"),
    "opposed-to": ("opposed to", "opposed to"),
    "backed-by": ("backed by", "backs"),
    "excluded-from": ("excluded from", "excludes"),
    "also-known-as": ("also known as", "also known as"),
    "linked-to": ("linked to", "linked to"),
}


def relation(kind: str, *, forward: bool) -> str:
    """A relation's kind as its subject (``forward``) or its object sees it."""
    plain = kind.replace("-", " ")
    return _SEEN.get(kind, (plain, f"named by another as: {plain}"))[0 if forward else 1]


def holding(answer: ControlAnswer) -> str:
    """How far it is told that a place was held on the day."""
    if answer.holding is Holding.TOLD:
        return "told of that day"
    if answer.holding is Holding.BRACKETED:
        return "told before and after that day"
    last = answer.span.seen
    return f"last told of {day(last)}" if last else "last told before"


def day(value: date) -> str:
    """One day."""
    return days(value, value)


def lifetime(dated: Actor | Link) -> str:
    """From when to when an actor or a tie was, as far as that is told."""
    since, until = dated.since, dated.until
    parts = [
        f"from {when(since)}" if since and since.start else "",
        f"to {when(until)}" if until and until.start else "",
    ]
    return " ".join(part for part in parts if part)


def by(change: PartialDate | None) -> str:
    """The day by which something changed; a dash where nobody says."""
    if change is None or change.end is None:
        return "–"
    return when(change) if change.start is not None else f"by {day(change.end)}"


def script_name(script: str) -> str:
    """What the registry's word for a script means."""
    return {"latin": "In Latin letters", "local": "In its own"}.get(script, script)


def _first(event: Event, wanted: Field) -> str:
    found = [v.value for f in event.versions if f.field is wanted for v in f.versions]
    return found[0] if found else ""


def speakers(claim: Claim) -> list[str]:
    """The chain of speakers, the innermost first."""
    return [speaker.name or speaker.text for speaker in reversed(claim.sources)]


FILTERS: dict[str, Callable[..., Any]] = {
    "group": group,
    "spoken": spoken,
    "when": when,
    "toll": toll,
    "by": by,
    "day": day,
    "headline": headline,
    "holding": holding,
    "lifetime": lifetime,
    "script_name": script_name,
    "killed": killed,
    "speakers": speakers,
}
