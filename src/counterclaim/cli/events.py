"""``events``: what is told to have happened, and ``show`` for one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import click

from counterclaim.cli import wording
from counterclaim.cli.listing import (
    Column,
    Json,
    console,
    print_csv,
    print_document,
    print_json,
    print_labelled,
    print_table,
    print_title,
)
from counterclaim.cli.options import database_option, event_options, format_option, limit_option
from counterclaim.model import Agreement, Event, Field, FieldVersions, Grade, Policy, Version

if TYPE_CHECKING:
    from counterclaim.model import Article, PartialDate, Quotation
    from counterclaim.store import EventReader, StoredTrace

EVENT_COLUMNS = (
    Column("id", 0, "cyan"),
    Column("kind", 2),
    Column("where", 2),
    Column("when", 2),
    Column("grade", 0),
    Column("claims", 0),
    Column("origins", 0),
    Column("why", 5),
)
_CSV = (
    *("id", "kind", "grade", "reason", "date_start", "date_end", "date_precision", "place"),
    *("gazetteer_id", "country", "admin1", "latitude", "longitude", "place_precision"),
    *("initiators", "recipients", "killed", "injured", "toll_policy", "toll_low", "toll_high"),
    *("claims", "articles", "origins"),
)
_line = partial(print_labelled, 12)

Policies = click.Choice([policy.value for policy in Policy])


@click.command("events")
@event_options
@click.option("--toll", type=Policies, help="Add one toll of killed, made by this policy.")
@limit_option(None)
@format_option("table", "json", "csv")
@database_option
def events_command(
    limit: int | None, form: str, db: str, toll: str | None, **conditions: str | date | int
) -> None:
    """List the events: claims that tell the same happening.

    An event has no single value for what its sources differ about; `show EVENT` sets the versions
    side by side. --toll makes one number of several by a named policy.
    """
    from counterclaim.cli.lists import check_kind
    from counterclaim.store import EventFilter, EventReader

    wanted = replace(EventFilter(), **conditions)  # type: ignore[arg-type]
    check_kind(wanted.kind)
    policy = Policy(toll) if toll else None
    with EventReader.open(db) as reader:
        _print_events(islice(reader.events(wanted), limit), form, policy)


def _print_events(found: Iterator[Event], form: str, policy: Policy | None) -> None:
    if form == "json":
        print_json(event_record(event, policy) for event in found)
    elif form == "csv":
        print_csv(_CSV, (_flat(event, policy) for event in found))
    else:
        extra = () if policy is None else (Column(f"killed ({policy})", 1),)
        rows = [[*event_row(event), *_toll_cell(event, policy)] for event in found]
        print_table((*EVENT_COLUMNS, *extra), rows)
        click.echo(f"{len(rows)} event{'' if len(rows) == 1 else 's'}", err=True)


def event_row(event: Event) -> list[str]:
    """An event's cells under :data:`EVENT_COLUMNS`."""
    return [
        event.id,
        event.kind,
        wording.one_line(event.place.name) if event.place else wording.UNKNOWN,
        _day(event.date),
        event.grade.value,
        str(len(event.claims)),
        str(len(event.origins)),
        wording.one_line(event.reason),
    ]


def event_record(event: Event, policy: Policy | None = None) -> Json:
    """An event as JSON, with a toll where a policy is named."""
    from counterclaim.model.event_record import event_json

    record = event_json(event)
    return record if policy is None else {**record, "toll": _toll(event, policy)}


def _toll(event: Event, policy: Policy) -> Json:
    from counterclaim.linking.summary import summarise

    made = summarise(event, policy)
    return {
        "policy": made.policy.value,
        "effect": made.effect.value,
        "low": made.low,
        "high": made.high,
        "of": made.of,
    }


def _toll_cell(event: Event, policy: Policy | None) -> list[str]:
    if policy is None:
        return []
    toll = _toll(event, policy)
    return [wording.range_of(toll["low"], toll["high"]) if toll["of"] else wording.UNKNOWN]


def _flat(event: Event, policy: Policy | None) -> Json:
    from counterclaim.model.event_record import event_cells

    toll = _toll(event, policy) if policy else {}
    return {
        **event_cells(event),
        "initiators": _told(event, Field.WHO),
        "recipients": _told(event, Field.WHOM),
        "killed": _tolls(event, "killed"),
        "injured": _tolls(event, "injured"),
        "toll_policy": toll.get("policy"),
        "toll_low": toll.get("low"),
        "toll_high": toll.get("high"),
        "claims": " ".join(event.claims),
        "articles": " ".join(event.articles),
        "origins": "; ".join(origin.name for origin in event.origins),
    }


def _told(event: Event, field: Field) -> str | None:
    """All versions of a field, the rival ones too."""
    found = [v.value for f in event.versions if f.field is field for v in f.versions]
    return " | ".join(dict.fromkeys(found)) or None


def _tolls(event: Event, effect: str) -> str | None:
    found = [
        f"{version.value} ({field.category})"
        for field in event.versions
        if field.field is Field.LOSSES and field.effect == effect
        for version in field.versions
    ]
    return " | ".join(found) or None


def show_event(
    reader: "EventReader", event: Event, form: str, policy: Policy | None, *, why: bool = True
) -> None:
    """One event: its grade, its versions in columns, under them each quotation, and (``why``) for
    what reason the claims are one event."""
    if form == "json":
        print_document(event_record(event, policy))
        return
    articles = reader.article_titles(event.articles)
    _head(event)
    if policy is not None:
        toll = _toll(event, policy)
        _line("killed", f"{_toll_cell(event, policy)[0]}  ({policy}, of {toll['of']} versions)")
    for field in event.versions:
        _print_field(field)
    numbers = _print_quotations(event, articles)
    _print_articles(reader, event, articles)
    if why:
        _print_links(event, numbers)


def show_traces(traces: Sequence["StoredTrace"], form: str) -> None:
    """Where the claims of an id went that is no event's any more."""
    if form == "json":
        records = [
            {"at": t.at, "kind": t.kind, "old": t.old, "new": t.new, "reason": t.reason}
            for t in traces
        ]
        print_document({"traces": records})
        return
    for t in traces:
        whither = f" into {t.new}" if t.new else ""
        click.echo(f"{t.old} was {t.kind}{whither} on {t.at[:10]}: {t.reason}")


def _head(event: Event) -> None:
    where = wording.one_line(event.place.name) if event.place else "place not told"
    day = _day(event.date) if event.date else "day not told"
    title = f"{event.kind}, {where}, {day}"
    print_title(title, event.id)
    _line("grade", f"{event.grade.value}: {event.reason}")
    origins = ", ".join(dict.fromkeys(origin.name for origin in event.origins))
    _line("origins", f"{len(event.origins)}: {wording.one_line(origins)}" if origins else None)


def _print_field(field: FieldVersions) -> None:
    """A field's versions, one column each: the value, who says it, how firmly."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    title = field.field.value
    if field.effect is not None:
        title = f"{field.effect.value}, {field.category}"
    out = console()
    out.print()
    style = "red" if field.agreement.value == "disputed" else ""
    out.print(
        Text.assemble((title, "bold"), "  ", (f"{field.agreement.value}: {field.reason}", style))
    )
    shown = field.versions[: _columns(out.width)]
    table = Table(box=box.SIMPLE, show_header=False, show_edge=False, padding=(0, 2, 0, 0))
    for _ in shown:
        table.add_column(overflow="fold", ratio=1)
    table.add_row(*(Text(_value(version), style="yellow") for version in shown))
    table.add_row(*(Text(_by(version), style="dim") for version in shown))
    out.print(table)
    if left := field.versions[len(shown) :]:
        _line("", "also: " + "; ".join(f"{_value(v)} ({_by(v)})" for v in left))


def _columns(width: int) -> int:
    """How many versions stand side by side in so many columns of the terminal."""
    return max(2, min(5, width // 32))


def _value(version: Version) -> str:
    shown = wording.one_line(version.value)
    if version.superseded:
        return f"{shown} (in an earlier text)"
    return f"{shown} -> {version.revised_to}" if version.revised_to else shown


def _by(version: Version) -> str:
    firm = [stance.value for stance in version.stances if stance.value != "asserted"]
    who = ", ".join(wording.one_line(origin) for origin in version.origins)
    return f"{who} [{', '.join(firm)}]" if firm else who


def _print_quotations(event: Event, articles: dict[str, "Article"]) -> dict[str, int]:
    """Each sentence once, with who said it first and where it stands."""
    from rich.padding import Padding
    from rich.text import Text

    quoted = {q.claim: q for f in event.versions for v in f.versions for q in v.quotations}
    numbers: dict[str, int] = {}
    out = console()
    out.print()
    out.print(Text("quotations", style="bold"))
    for member in event.members:
        quotation = quoted.get(member.claim)
        if quotation is None:
            continue
        numbers[member.claim] = len(numbers) + 1
        stance = "" if member.stance.value == "asserted" else f" [{member.stance.value}]"
        old = " (superseded)" if member.superseded else ""
        who = f"{wording.one_line(member.origin.name)}{stance}{old}"
        where = f"{_source(quotation, articles)}, claim {member.claim}"
        out.print(Padding(Text.assemble((who, "yellow"), "  ", (where, "dim")), (0, 0, 0, 2)))
        out.print(Padding(Text(f'"{wording.printable(quotation.text)}"'), (0, 0, 0, 4)))
    return numbers


def _source(quotation: "Quotation", articles: dict[str, "Article"]) -> str:
    article = articles.get(quotation.article)
    name = (article.publisher if article else None) or quotation.article
    return ", ".join(part for part in (name, str(quotation.published or "")) if part)


def _print_articles(reader: "EventReader", event: Event, articles: dict[str, "Article"]) -> None:
    reprints = {r.article: r for r in reader.reprints() if r.article in event.articles}
    console().print()
    for id_ in event.articles:
        article = articles.get(id_)
        text = wording.heading(article) if article else id_
        _line("article", f"{text}\nid {id_}")
        if id_ in reprints:
            found = reprints[id_]
            _line("", f"reprint of {found.original} ({found.share:.0%} shared): {found.reason}")
            moved = [f"'{a.before}' became '{a.after}'" for a in found.alterations[:5]]
            _line("", f"altered: {'; '.join(moved)}" if moved else None)


def _print_links(event: Event, numbers: dict[str, int]) -> None:
    """Why the claims are held to tell one happening."""
    if len(numbers) < 2:
        return
    from rich.text import Text

    out = console()
    out.print()
    out.print(Text("why these are one event", style="bold"))
    for member in event.members:
        if member.claim in numbers:
            _line(f"{member.score:.2f}", f"{member.claim} {wording.one_line(member.reason)}")


def _day(day: "PartialDate | None") -> str:
    if day is None or day.start is None or day.end is None:
        return wording.UNKNOWN
    if day.start == day.end:
        return day.start.isoformat()
    return f"{day.start.isoformat()} to {day.end.isoformat()}"


def most_disputed(events: Sequence[Event]) -> Event:
    """The event with most fields of which the versions can't all hold, then most versions."""

    def dispute(event: Event) -> tuple[bool, int, int, str]:
        disputed = sum(f.agreement is Agreement.DISPUTED for f in event.versions)
        versions = sum(len(f.versions) for f in event.versions)
        return event.grade is Grade.CONTESTED, disputed, versions, event.id

    return max(events, key=dispute)


def choose(events: Iterable[Event], most: int) -> list[Event]:
    """The events that show most: of each grade in turn those of many origins and claims."""
    ranked = sorted(events, key=lambda e: (-len(e.origins), -len(e.claims), e.id))
    by_grade = [[e for e in ranked if e.grade is grade] for grade in Grade]
    rounds = max(map(len, by_grade), default=0)
    return [found[n] for n in range(rounds) for found in by_grade if n < len(found)][:most]
