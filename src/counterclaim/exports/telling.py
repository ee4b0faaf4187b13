"""What the versions of an event say, for formats that have one cell for it.

A field about which the sources differ has no single value: a format without room for rivals leaves
the event out. Where the versions can all hold, the most specific one is written and told in the
loss report.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.exports.base import Column, Json, Ledger, Material
from counterclaim.linking.summary import summarise
from counterclaim.model import (
    Agreement,
    Category,
    Claim,
    Effect,
    Event,
    Field,
    FieldVersions,
    Grade,
    PartialDate,
    Policy,
    Stance,
    Summary,
    Version,
)
from counterclaim.model.event_record import event_cells

HAPPENED = frozenset({Stance.ASSERTED, Stance.ALLEGED, Stance.SPECULATED})
"""Stances by which somebody tells an event as having happened; CODEBOOK has the others."""


class UntellableError(Exception):
    """The event can't be written in a format. The message says why."""


@dataclass(frozen=True, slots=True)
class Party:
    """One actor as a version names it: the registry's id where known, and a name."""

    actor: str | None
    name: str


def field_of(event: Event, field: Field) -> FieldVersions | None:
    """What was told for a field."""
    return next((found for found in event.versions if found.field is field), None)


def tellers(event: Event, material: Material) -> list[Claim]:
    """The claims by which the event is told to have happened, those not taken back since."""
    return [
        material.claims[member.claim]
        for member in event.members
        if member.stance in HAPPENED and not member.superseded and member.claim in material.claims
    ]


def require_told(event: Event, material: Material) -> list[Claim]:
    """The claims that tell it; raises where nobody does, or where it is discounted."""
    if event.grade is Grade.DISCOUNTED:
        raise UntellableError(f"discounted: {event.reason}")
    found = tellers(event, material)
    if not found:
        stances = ", ".join(dict.fromkeys(member.stance.value for member in event.members))
        raise UntellableError(f"nobody tells it as having happened ({stances})")
    return found


def require_undisputed(event: Event, *fields: Field) -> None:
    """Raises where the sources differ about one of these fields."""
    for field in fields:
        found = field_of(event, field)
        if found is not None and found.agreement is Agreement.DISPUTED:
            rivals = " / ".join(f"{v.value} ({', '.join(v.origins)})" for v in live(found))
            raise UntellableError(f"{field.value} is disputed: {rivals}")


def live(found: FieldVersions) -> list[Version]:
    """The versions that weren't taken back and are told as having happened."""
    return [v for v in found.versions if not v.superseded and set(v.stances) & HAPPENED]


def parties(event: Event, field: Field, material: Material, ledger: Ledger) -> list[Party]:
    """Who or whom, of the version that names most registered actors, then of most origins."""
    found = field_of(event, field)
    versions = live(found) if found else []
    if not versions:
        return []
    best = max(versions, key=lambda v: (bool(v.actors), len(v.origins)))
    if len(versions) > 1:
        told = [version.value for version in versions]
        how = "the versions can all hold; the one with registered actors and most origins"
        ledger.summarise(event.id, field.value, told, best.value, how)
    if best.actors:
        return [Party(id_, _name(id_, material)) for id_ in best.actors]
    return [Party(None, best.value)]


def _name(id_: str, material: Material) -> str:
    actor = material.actors.get(id_)
    return id_ if actor is None else actor.name


def toll(
    event: Event,
    effect: Effect,
    ledger: Ledger,
    policy: Policy | None,
    category: Category | None = None,
) -> Summary | None:
    """One toll under the policy; without one, only where a single version was told.

    ``None`` where nothing was told. Raises where several were and no policy says what to do.
    """
    versions = toll_versions(event, effect, category)
    if not versions:
        return None
    if policy is None and len(versions) > 1:
        told = " / ".join(f"{v.value} ({', '.join(v.origins)})" for v in versions)
        raise UntellableError(f"several tolls ({effect.value}: {told}) and no --policy named")
    made = summarise(event, policy or Policy.RANGE, effect, category)
    if len(versions) > 1:
        told_values = [version.value for version in versions]
        ledger.summarise(
            event.id, effect.value, told_values, number_text(made), f"policy: {made.policy.value}"
        )
    return made


def toll_versions(event: Event, effect: Effect, category: Category | None = None) -> list[Version]:
    """The versions that :func:`~counterclaim.linking.summary.summarise` counts."""
    return [
        version
        for found in event.versions
        if found.field is Field.LOSSES and found.effect is effect
        if category is None or found.category is category
        for version in found.versions
        if not version.superseded and version.revised_to is None
    ]


def range_text(low: int | None, high: int | None) -> str:
    """A toll as text: ``12``, ``40-70``, ``40+``."""
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def number_text(made: Summary) -> str:
    """A toll made by a policy, as text."""
    return range_text(made.low, made.high)


def one_number(event: Event, made: Summary | None, name: str, ledger: Ledger) -> int | None:
    """A toll as one number. An open or wide range has none without a policy."""
    if made is None or made.low is None:
        return None
    if made.high == made.low:
        return made.low
    if made.high is None and (made.policy is not Policy.RANGE or made.of == 1):
        ledger.round(event.id, name, f"{made.low}+", made.low, "the format has no 'at least'")
        return made.low
    raise UntellableError(f"{name} is {number_text(made)}: the format has one number and no range")


def rows_of(
    material: Material, ledger: Ledger, row: Callable[[Event, Material, Ledger], Json]
) -> list[Json]:
    """A row an event; those that can't be told are left out, with nothing else noted of them."""
    rows = []
    for event in material.events:
        own = Ledger()
        try:
            rows.append(row(event, material, own))
        except UntellableError as error:
            ledger.leave_out(event.id, str(error))
        else:
            ledger.add(own)
    ledger.written = len(rows)
    return rows


def days(day: PartialDate | None) -> str:
    """A date, no finer than it is told."""
    if day is None or day.start is None:
        return "day not told"
    return str(day.start) if day.start == day.end else f"{day.start} to {day.end}"


def period(material: Material) -> tuple[date | None, date | None]:
    """The days asked for, else the first and last of the events."""
    told = [e.date for e in material.events if e.date and e.date.start and e.date.end]
    first = material.asked.since or min((day.start for day in told if day.start), default=None)
    last = material.asked.until or max((day.end for day in told if day.end), default=None)
    return first, last


def heading(material: Material, title: str) -> tuple[str, str]:
    """A title with the period and what else was asked for, and of how much the report is made."""
    first, last = period(material)
    asked = material.asked
    kept = (asked.place, asked.actor, asked.kind, asked.grade, asked.source)
    area = "".join(f", {word}" for word in kept if word)
    span = f"{first} to {last}" if first else "no days told"
    made = f"Events: {len(material.events)}, from articles: {len(material.articles)}."
    return (
        f"{title}: {span}{area}",
        f"{made} A claim is what a source said, not what happened.",
    )


def own_cells(event: Event, names: Sequence[Column]) -> Json:
    """An event's own values, those for which there is a column."""
    cells = event_cells(event)
    return {column.name: cells[column.name] for column in names if column.name in cells}


def sources(event: Event) -> str:
    """The origins of an event, each once."""
    return "; ".join(dict.fromkeys(origin.name for origin in event.origins))


def outlets(event: Event, material: Material) -> list[str]:
    """The publishers of an event's articles, each once."""
    found = (material.articles.get(id_) for id_ in event.articles)
    return list(dict.fromkeys(a.publisher or a.id for a in found if a is not None))


def quotations(event: Event) -> dict[str, str]:
    """The sentences that an event rests on, by claim, each claim once."""
    found = (q for f in event.versions for v in f.versions for q in v.quotations)
    return {q.claim: " ".join(q.text.split()) for q in found}


def denials(event: Event) -> list[str]:
    """Who denies the event."""
    found = (m.origin.name for m in event.members if m.stance is Stance.DENIED)
    return list(dict.fromkeys(found))


def joined(values: Iterable[str | None], mark: str = "; ") -> str | None:
    """Texts as one, each once; ``None`` for none."""
    return mark.join(dict.fromkeys(value for value in values if value)) or None
