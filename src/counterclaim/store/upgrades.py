"""Bringing a database up to the tables of today, forward only: one step from each version to the
next, all in one transaction."""

from collections.abc import Callable

from sqlalchemy import Connection, select, text, update

from counterclaim.model import Claim
from counterclaim.model.record import load_bytes
from counterclaim.store import decision_tables, event_tables, tables, text_index
from counterclaim.store.rows import claim_row

OLDEST = 2
"""The oldest version that can be brought up to date."""


def upgrade(connection: Connection, version: int) -> None:
    """Takes the tables from ``version`` to today's, in the transaction that is open."""
    for step in range(version + 1, tables.SCHEMA_VERSION + 1):
        _STEPS[step](connection)
    for table in tables.metadata.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    row = update(tables.about).where(tables.about.c.key == "schema_version")
    connection.execute(row.values(value=str(tables.SCHEMA_VERSION)))


def _to_3(connection: Connection) -> None:
    """People can decide on claims: a claim keeps what was coded and what makes it doubtful."""
    for column in (
        *("coded TEXT", "verdict TEXT", "decision INTEGER", "asks INTEGER"),
        *("doubt FLOAT NOT NULL DEFAULT 0", "doubts TEXT NOT NULL DEFAULT ''"),
    ):
        connection.execute(text(f"ALTER TABLE claim ADD COLUMN {column}"))
    for table in (decision_tables.decision, decision_tables.person):
        table.create(connection)
    c = tables.claim.c
    rows = connection.execute(select(c.number, c.position, c.record)).all()
    for row in rows:
        doubt = claim_row(load_bytes(Claim, row.record), row.position)
        values = {key: doubt[key] for key in ("doubt", "doubts")}
        change = update(tables.claim).where(c.number == row.number)
        connection.execute(change.values(coded=row.record, **values))


def _to_4(connection: Connection) -> None:
    """Words of events and the text of articles can be searched by an index."""
    text_index.event_search.create(connection)
    text_index.create_indexes(connection)
    events = connection.execute(select(event_tables.event.c.id)).scalars().all()
    text_index.index_events(connection, events)


def _to_5(connection: Connection) -> None:
    """What waits for a person is read off an index alone, which is made with all others."""
    connection.execute(text("DROP INDEX IF EXISTS ix_claim_verdict_doubt"))


_STEPS: dict[int, Callable[[Connection], None]] = {3: _to_3, 4: _to_4, 5: _to_5}
"""By the version that a step leads to."""
