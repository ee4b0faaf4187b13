"""Everything that the registry knows of one actor, on a day or at all times."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from counterclaim.cli.wording import UNKNOWN

if TYPE_CHECKING:
    from counterclaim.model import Actor, Link, PartialDate
    from counterclaim.names.registry import Registry


def actor_card(
    actor: "Actor", registry: "Registry", on: date | None = None
) -> list[tuple[str, str]]:
    """Labels and values; ties as they stood on the day where one is given."""
    inter = actor.type.inter
    rows = [
        ("id", actor.id),
        ("name", actor.name),
        ("type", actor.type.value + (f" (ACLED inter {inter})" if inter else "")),
        ("country", actor.country or UNKNOWN),
        ("existed", _period(actor.since, actor.until) + _on(actor, on)),
        ("names", _names(actor, "latin", ambiguous=False)),
        ("in local script", _names(actor, "local", ambiguous=False)),
        ("may also be called", _names(actor, "latin", ambiguous=True)),
        ("part of", _chain(actor, registry, on)),
        ("came from", _ties(actor.successor_of, registry, on)),
        ("became", _ties(registry.successors(actor.id), registry, None)),
        ("backed by", _ties(actor.backed_by, registry, on)),
        ("allied with", _ties(registry.tied(actor.id, "allied_with"), registry, on)),
        ("opposed to", _ties(registry.tied(actor.id, "opposed_to"), registry, on)),
        ("Wikidata", actor.wikidata or ""),
        ("source", actor.source or ""),
    ]
    return [(label, value) for label, value in rows if value]


def _on(actor: "Actor", on: date | None) -> str:
    from counterclaim.names.registry import active

    alive = active(actor, on)
    return "" if alive is None else f" ({'' if alive else 'not '}in being on {on})"


def _names(actor: "Actor", script: str, *, ambiguous: bool) -> str:
    others = (n for n in actor.names if n.script == script and n.ambiguous is ambiguous)
    return ", ".join(n.text for n in others if n.text != actor.name)


def _chain(actor: "Actor", registry: "Registry", on: date | None) -> str:
    """Each whole with what that was part of behind it: "A < B < C"."""
    from counterclaim.names.registry import holds

    parts: list[str] = []
    for link in actor.part_of:
        if holds(link, on):
            above = [a.name for a in registry.lineage(link.actor, on) if a.id != actor.id]
            parts.append(" < ".join([_tie(link, registry), *above]))
    return "; ".join(parts)


def _ties(links: Iterable["Link"], registry: "Registry", on: date | None) -> str:
    from counterclaim.names.registry import holds

    return ", ".join(dict.fromkeys(_tie(li, registry) for li in links if holds(li, on)))


def _tie(link: "Link", registry: "Registry") -> str:
    other = registry.get(link.actor)
    period = _period(link.since, link.until)
    return f"{other.name if other else link.actor}" + ("" if period == UNKNOWN else f" ({period})")


def _period(since: "PartialDate | None", until: "PartialDate | None") -> str:
    if since is None and until is None:
        return UNKNOWN
    return " ".join(
        part for part in (_day("from", since), _day("until", until)) if part is not None
    )


def _day(word: str, day: "PartialDate | None") -> str | None:
    """As finely as the registry has it: a year, a month, a day."""
    if day is None or day.start is None:
        return None
    size = {"year": 4, "month": 7}.get(day.precision.value, 10)
    return f"{word} {day.start.isoformat()[:size]}"
