"""Events of what is kept: the sets of claims that links hold together are grouped anew."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from sqlalchemy import Connection, insert, select

from counterclaim.linking.ids import founded_by, name_groups
from counterclaim.linking.linker import founding
from counterclaim.linking.same_event import Link
from counterclaim.linking.told import Told
from counterclaim.model.event import Event, Trace
from counterclaim.model.event_record import load_event
from counterclaim.store import event_tables, tables
from counterclaim.store.desk import Desk, clear, closed, told
from counterclaim.store.event_rows import event_row
from counterclaim.store.rulings import numbers_of
from counterclaim.store.tables import AT_ONCE
from counterclaim.store.text_index import index_events


def events_of(connection: Connection, articles: Sequence[int]) -> dict[str, Event]:
    """The events of which these articles tell."""
    table, event = event_tables.event_article, event_tables.event
    return {
        row.id: load_event(row.record)
        for part in batched(articles, AT_ONCE, strict=False)
        for row in connection.execute(
            select(event.c.id, event.c.record)
            .where(event.c.id.in_(select(table.c.event).where(table.c.article.in_(part))))
            .distinct()
        )
    }


def regroup(
    desk: Desk, articles: Sequence[int], before: dict[str, Event]
) -> tuple[dict[str, Event], tuple[Trace, ...]]:
    """Groups anew all claims that links or events hold together with those of these articles.

    Adds to ``before`` the events that it meets on the way.
    """
    told = _neighbourhood(desk, articles, before)
    ids = {t.claim.id: number for number, t in told.items()}
    by_id = {t.claim.id: t for t in told.values()}
    links = list(desk.rulings.links(_links_among(desk.connection, told), by_id))
    accounts = {id_: t.account for id_, t in by_id.items()}
    groups = desk.linker.groups(accounts, links, desk.rulings)
    bore = {claim: event.id for event in before.values() for claim in event.claims}
    named, traces = name_groups(
        groups, bore, founding(by_id), _taken(desk.connection, by_id, before)
    )
    after = {e.id: e for e in desk.linker.events(named, by_id, links, desk.rulings)}
    _write_events(desk, before, after, ids)
    left = {id_: event for id_, event in before.items() if id_ not in after}
    return after, tuple(t for t in traces if t.old in left or t.new in after)


def _neighbourhood(
    desk: Desk, articles: Sequence[int], before: dict[str, Event]
) -> dict[int, Told]:
    """The claims to be grouped: those of the articles, those that links hold together with them,
    and those of every event that one of these is in."""
    inside: set[int] = set()
    wave = {claim for number in articles for claim in told(desk, number)}
    wave |= _claims_of_events(desk.connection, before)
    while wave - inside:
        inside |= closed(desk.connection, event_tables.claim_link, "one", "other", wave)
        events = _events_with(desk.connection, inside, set(before))
        before |= events
        wave = _claims_of_events(desk.connection, events) | _joined_with(desk, inside)
    return _all_told(desk, inside)


def _joined_with(desk: Desk, claims: set[int]) -> set[int]:
    """The claims that people joined with these."""
    ids = sorted({id_ for pair in desk.rulings.joined for id_ in pair})
    rows = numbers_of(desk.connection, ids)
    near = {id_ for id_, number, _ in rows if number in claims}
    partners = {id_ for pair in desk.rulings.joined if near & set(pair) for id_ in pair}
    return {number for id_, number, _ in rows if id_ in partners}


def _all_told(desk: Desk, claims: set[int]) -> dict[int, Told]:
    """The claims of these numbers that there still are, ready for linking."""
    columns = tables.claim.c
    owners = {
        row.article
        for part in batched(sorted(claims), AT_ONCE, strict=False)
        for row in desk.connection.execute(
            select(columns.article).where(columns.number.in_(part)).distinct()
        )
    }
    found = {n: t for owner in sorted(owners) for n, t in told(desk, owner).items()}
    return {number: found[number] for number in sorted(claims & found.keys())}


def _claims_of_events(connection: Connection, events: Iterable[str]) -> set[int]:
    table = event_tables.event_claim
    return {
        row.claim
        for part in batched(sorted(events), AT_ONCE, strict=False)
        for row in connection.execute(select(table.c.claim).where(table.c.event.in_(part)))
    }


def _events_with(
    connection: Connection, claims: Iterable[int], known: set[str]
) -> dict[str, Event]:
    table, event = event_tables.event_claim, event_tables.event
    return {
        row.id: load_event(row.record)
        for part in batched(sorted(claims), AT_ONCE, strict=False)
        for row in connection.execute(
            select(event.c.id, event.c.record)
            .where(event.c.id.in_(select(table.c.event).where(table.c.claim.in_(part))))
            .distinct()
        )
        if row.id not in known
    }


def _taken(
    connection: Connection, claims: Iterable[str], before: Mapping[str, Event]
) -> frozenset[str]:
    """Of the ids that these claims may found, those that other events bear or traces speak of."""
    wanted = sorted({founded_by(claim) for claim in claims} - set(before))
    found: set[str] = set()
    for part in batched(wanted, AT_ONCE, strict=False):
        for column in (event_tables.event.c.id, event_tables.event_trace.c.old):
            found |= {row[0] for row in connection.execute(select(column).where(column.in_(part)))}
    return frozenset(found)


def _links_among(connection: Connection, told: Mapping[int, Told]) -> list[Link]:
    table = event_tables.claim_link
    return [
        Link(told[row.one].claim.id, told[row.other].claim.id, row.score, row.reason)
        for part in batched(sorted(told), AT_ONCE, strict=False)
        for row in connection.execute(select(table).where(table.c.one.in_(part)))
        if row.other in told
    ]


def _write_events(
    desk: Desk, before: Iterable[str], after: Mapping[str, Event], numbers: Mapping[str, int]
) -> None:
    """Replaces the events of ``before`` by those of ``after``."""
    clear(desk.connection, event_tables.event, "id", sorted({*before, *after}))
    for event in after.values():
        desk.connection.execute(insert(event_tables.event), [event_row(event)])
        members = [
            {
                "event": event.id,
                "claim": numbers[member.claim],
                "score": member.score,
                "reason": member.reason,
                "origin": member.origin.name,
                "superseded": member.superseded,
            }
            for member in event.members
        ]
        desk.connection.execute(insert(event_tables.event_claim), members)
        owners = {desk.owner[numbers[member.claim]] for member in event.members}
        rows = [{"event": event.id, "article": number} for number in sorted(owners)]
        desk.connection.execute(insert(event_tables.event_article), rows)
    index_events(desk.connection, after)
