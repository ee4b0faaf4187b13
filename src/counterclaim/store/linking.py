"""Linking what is kept: only the articles that are new or changed, and what they touch.

The steps: the keys of a changed article find the articles that share passages with it (reprints)
and the claims that may tell the same (links); the sets of claims that links hold together are
grouped anew; events are named so that they keep their ids, and what changed is written down with
its reason. All of a call is one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select

from counterclaim.linking.diff import changes
from counterclaim.linking.linker import Linker
from counterclaim.model.event import ChangeKind, DataChange, Trace
from counterclaim.store import event_tables, tables
from counterclaim.store.database import Opened, explained, open_or_create
from counterclaim.store.desk import Desk, article
from counterclaim.store.holding import TO_LINK
from counterclaim.store.link_claims import link_claims
from counterclaim.store.link_events import events_of, regroup
from counterclaim.store.link_reprints import link_reprints
from counterclaim.store.rulings import load_rulings
from counterclaim.store.tables import AT_ONCE


@dataclass(frozen=True, slots=True)
class LinkingDone:
    """What a call of ``link`` came to."""

    articles: int = 0
    reprints: int = 0
    events: int = 0
    changes: int = 0


class EventWriter(Opened):
    """Links the articles of one database. Every method may raise
    :class:`~counterclaim.store.StoreError`."""

    @classmethod
    def open(cls, where: str) -> Self:
        """A writer to the file or ``postgresql://`` address."""
        return cls(open_or_create(where))

    def pending(self) -> int:
        """How many articles are new or changed since they were linked."""
        with explained(self._engine), self._engine.connect() as connection:
            return len(_pending(connection))

    def link(self, linker: Linker) -> LinkingDone:
        """Links the articles that are new or changed, and what they touch."""
        with explained(self._engine), self._engine.begin() as connection:
            return _link(Desk(connection, linker, load_rulings(connection)))


def _link(desk: Desk) -> LinkingDone:
    pending = _pending(desk.connection)
    if not pending:
        return LinkingDone()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    numbers = [row.number for row in pending]
    log = [_article_change(desk, row) for row in pending]
    shifted = link_reprints(desk, numbers)
    fresh = sorted({*numbers, *shifted})
    before = events_of(desk.connection, fresh)
    link_claims(desk, fresh)
    after, traces = regroup(desk, fresh, before)
    log += changes(before, after, traces, _because(desk, numbers))
    _write_log(desk.connection, at, log, traces)
    _mark(desk.connection, pending)
    return LinkingDone(len(numbers), len(shifted), len(after), len(log))


def _stamp() -> Any:
    columns = tables.article.c
    return columns.coder + "|" + columns.stored_at + "|" + columns.sha256


def _pending(connection: Connection) -> Sequence[Any]:
    """Articles whose state isn't the one that was linked, in the order of their numbers."""
    columns, linked = tables.article.c, event_tables.article_linked.c
    query = (
        select(columns.number, columns.id, columns.superseded, linked.stamp, _stamp().label("now"))
        .join_from(
            tables.article,
            event_tables.article_linked,
            linked.article == columns.number,
            isouter=True,
        )
        .order_by(columns.number)
    )
    return [row for row in connection.execute(query) if row.stamp != _state(row)]


def _state(row: Any) -> str:
    return f"{row.now}|{int(row.superseded)}"


def _mark(connection: Connection, pending: Sequence[Any]) -> None:
    table = event_tables.article_linked
    for part in batched(pending, AT_ONCE, strict=False):
        connection.execute(delete(table).where(table.c.article.in_([r.number for r in part])))
        rows = [{"article": row.number, "stamp": _state(row)} for row in part]
        connection.execute(insert(table), rows)


def _article_change(desk: Desk, row: Any) -> DataChange:
    report = article(desk, row.number)
    if row.stamp is None:
        revised = _has_earlier(desk.connection, report.id, row.number)
        kind = ChangeKind.ARTICLE_REVISED if revised else ChangeKind.ARTICLE_NEW
        reason = "its publisher changed its text" if revised else "it was read and coded"
    elif row.stamp == TO_LINK:
        kind, reason = ChangeKind.ARTICLE_DECIDED, "a person decided on its claims"
    else:
        kind = ChangeKind.ARTICLE_RECODED
        reason = "it is superseded by a newer text" if row.superseded else "the rules have changed"
    shown = report.title or report.path or report.id
    return DataChange(kind=kind, subject=row.id, before=None, after=shown, reason=reason)


def _has_earlier(connection: Connection, id_: str, number: int) -> bool:
    columns = tables.article.c
    query = select(columns.number).where(
        columns.id == id_, columns.number != number, columns.superseded.is_(True)
    )
    return connection.execute(query.limit(1)).first() is not None


def _because(desk: Desk, numbers: Sequence[int]) -> str:
    ids = [article(desk, number).id for number in numbers]
    return ", ".join(ids) if len(ids) <= 3 else f"{', '.join(ids[:2])} and {len(ids) - 2} others"


def _write_log(
    connection: Connection, at: str, log: Sequence[DataChange], traces: Sequence[Trace]
) -> None:
    rows = [
        {
            "at": at,
            "kind": entry.kind.value,
            "subject": entry.subject,
            "before": entry.before,
            "after": entry.after,
            "reason": entry.reason,
        }
        for entry in log
    ]
    if rows:
        connection.execute(insert(event_tables.change), rows)
    kept = [
        {"at": at, "kind": t.kind.value, "old": t.old, "new": t.new, "reason": t.reason}
        for t in traces
    ]
    if kept:
        connection.execute(insert(event_tables.event_trace), kept)
