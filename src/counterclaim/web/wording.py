"""Values in a few words and in the classes by which the style sheet colours them."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from counterclaim.codebook.kinds import kind_rows
from counterclaim.model import Claim, DateRef, Event, Field, Loss, PartialDate

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


def _first(event: Event, wanted: Field) -> str:
    found = [v.value for f in event.versions if f.field is wanted for v in f.versions]
    return found[0] if found else ""


def speakers(claim: Claim) -> list[str]:
    """The chain of speakers, the innermost first."""
    return [speaker.name or speaker.text for speaker in reversed(claim.sources)]


def web_address(address: str | None) -> str | None:
    """An address that may be followed: pages of the web only, never script."""
    return address if address and address.startswith(("https://", "http://")) else None


FILTERS: dict[str, Callable[..., Any]] = {
    "group": group,
    "spoken": spoken,
    "when": when,
    "toll": toll,
    "headline": headline,
    "killed": killed,
    "speakers": speakers,
    "web_address": web_address,
}
