"""An event's versions as a table: a column for each origin, a row for each field."""

from dataclasses import dataclass

from counterclaim.model import Event, FieldVersions, Member, Quotation, Stance, Version

_FIELDS = {
    "what": "What",
    "who": "Who did it",
    "whom": "To whom",
    "where": "Where",
    "when": "When",
    "with-what": "With what",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One origin: its name, why it is the origin, and whether it denies."""

    name: str
    actor: str | None
    reason: str
    denies: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A version as one origin tells it: in which stances, in which words."""

    value: str
    stances: tuple[Stance, ...]
    quotations: tuple[Quotation, ...]
    revised_to: str | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what each origin tells of it, in the order of the columns."""

    label: str
    agreement: str
    reason: str
    cells: tuple[tuple[Told, ...], ...]


def columns(event: Event) -> list[Column]:
    """The origins, those that deny at the end."""
    denying = {m.origin.name for m in event.members if m.stance is Stance.DENIED}
    telling = {m.origin.name for m in event.members if m.stance is not Stance.DENIED}
    names: dict[str, Column] = {}
    for origin in event.origins:
        denies = origin.name in denying and origin.name not in telling
        names.setdefault(origin.name, Column(origin.name, origin.actor, origin.reason, denies))
    return sorted(names.values(), key=lambda column: column.denies)


def lines(event: Event, origins: list[Column]) -> list[Line]:
    """The fields that anybody tells."""
    members = {member.claim: member for member in event.members}
    return [
        Line(
            label=_label(field),
            agreement=field.agreement.value,
            reason=field.reason,
            cells=tuple(_cell(field, column, members) for column in origins),
        )
        for field in event.versions
    ]


def _cell(field: FieldVersions, column: Column, members: dict[str, Member]) -> tuple[Told, ...]:
    return tuple(
        _told(version, column.name, members)
        for version in field.versions
        if column.name in version.origins
    )


def _told(version: Version, origin: str, members: dict[str, Member]) -> Told:
    own = [
        quotation
        for quotation in version.quotations
        if quotation.claim in members and members[quotation.claim].origin.name == origin
    ]
    return Told(
        value=version.value,
        stances=tuple(dict.fromkeys(members[quotation.claim].stance for quotation in own)),
        quotations=tuple(own),
        revised_to=version.revised_to,
        superseded=version.superseded,
    )


def _label(field: FieldVersions) -> str:
    if field.effect is None:
        return _FIELDS[field.field.value]
    effect = field.effect.value.capitalize()
    known = field.category is not None and field.category.value not in ("unknown", "equipment")
    return f"{effect}, {field.category.value}s" if known and field.category else effect
