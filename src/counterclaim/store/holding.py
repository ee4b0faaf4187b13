"""Bringing the claims of an article up to what people decided on them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.model import Act, Claim, Decision, Verdict
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.decided import Standing, standings
from counterclaim.store.decision_tables import decision as decision_table
from counterclaim.store.rows import Row, claim_parts, claim_row

TO_LINK = "decided"
"""The mark of an article that a person decided on and that is to be linked anew."""


def decisions_on(connection: Connection, article: str) -> list[Decision]:
    """All decisions on an article, in order."""
    columns = decision_table.c
    query = select(decision_table).where(columns.article == article).order_by(columns.number)
    return [to_decision(row) for row in connection.execute(query)]


def to_decision(row: Any) -> Decision:
    """The decision of a row."""
    return Decision(**{**row._mapping, "act": Act(row.act)})


def hold(connection: Connection, article: str) -> None:
    """Makes the claims of all versions of an article those that hold after what was decided."""
    columns = tables.article.c
    query = select(columns.number, columns.text).where(columns.id == article)
    decisions = decisions_on(connection, article)
    for row in connection.execute(query).all():
        if hold_version(connection, row.number, row.text, decisions):
            mark_for_linking(connection, [row.number])


def hold_version(
    connection: Connection, number: int, text: str, decisions: Sequence[Decision]
) -> bool:
    """Makes the claims of one version of an article those that hold. True where a claim says
    something else than before, or is no longer one, or one again."""
    if not decisions:
        return False
    columns = tables.claim.c
    rows = connection.execute(select(tables.claim).where(columns.article == number)).all()
    known = {row.id: row for row in rows}
    coded = [load_bytes(Claim, row.coded) for row in rows if row.coded is not None]
    held = standings(text, coded, decisions)
    gone = known.keys() - {standing.claim.id for standing in held}
    changed = []
    position = -1
    for standing in held:
        row = known.get(standing.claim.id)
        position = position if row is None else row.position
        changed.append(_keep(connection, number, standing, row, position))
    for id_ in gone:
        connection.execute(delete(tables.claim).where(columns.number == known[id_].number))
    return any(changed) or bool(gone)


def mark_for_linking(connection: Connection, numbers: Sequence[int]) -> None:
    """Has articles that were linked linked anew."""
    table = event_tables.article_linked
    for number in numbers:
        connection.execute(update(table).where(table.c.article == number).values(stamp=TO_LINK))


def _keep(
    connection: Connection, article: int, standing: Standing, row: Any, position: int
) -> bool:
    """Writes one claim as it holds, where that isn't how it stands. True where linking sees it."""
    values = _row(standing, position)
    if row is None:
        made = (
            insert(tables.claim).values(article=article, **values).returning(tables.claim.c.number)
        )
        write_parts(connection, connection.execute(made).scalar_one(), standing.claim)
        return True
    if all(getattr(row, name) == values[name] for name in ("record", *_OF_REVIEW)):
        return False
    connection.execute(
        update(tables.claim).where(tables.claim.c.number == row.number).values(**values)
    )
    if row.record != values["record"]:
        write_parts(connection, row.number, standing.claim)
    return bool(
        row.record != values["record"] or _rejects(row.verdict) != _rejects(values["verdict"])
    )


_OF_REVIEW = ("verdict", "decision", "asks")


def _rejects(verdict: str | None) -> bool:
    return verdict == Verdict.REJECTED


def _row(standing: Standing, position: int) -> Row:
    decision, asks = standing.decision, standing.asks
    return {
        **claim_row(standing.claim, position),
        "verdict": standing.verdict,
        "decision": decision.number if decision is not None else None,
        "asks": asks.number if asks is not None and decision is None else None,
    }


def write_parts(connection: Connection, number: int, claim: Claim) -> None:
    """Makes what a claim lists the rows of its row's number."""
    for name, parts in claim_parts(claim):
        table = tables.metadata.tables[name]
        connection.execute(delete(table).where(table.c.claim == number))
        if parts:
            connection.execute(insert(table), [{"claim": number, **part} for part in parts])
