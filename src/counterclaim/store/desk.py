"""What is loaded while one call of linking works, and what its steps share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from counterclaim.linking.linker import Linker
from counterclaim.linking.rulings import Rulings
from counterclaim.linking.told import Told
from counterclaim.model import Article, Claim, CodedArticle
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.filters import holds
from counterclaim.store.tables import AT_ONCE


@dataclass(slots=True)
class Desk:
    """Articles and their claims made ready, by number, each loaded once. ``owner`` maps a claim's
    number to its article's; ``rulings`` are what people decided."""

    connection: Connection
    linker: Linker
    rulings: Rulings
    articles: dict[int, Article] = field(default_factory=dict)
    superseded: dict[int, bool] = field(default_factory=dict)
    ready: dict[int, dict[int, Told]] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)


def article(desk: Desk, number: int) -> Article:
    """The article of a number."""
    if number not in desk.articles:
        columns = tables.article.c
        query = select(columns.record, columns.superseded).where(columns.number == number)
        row = desk.connection.execute(query).one()
        desk.articles[number] = load_bytes(Article, row.record)
        desk.superseded[number] = row.superseded
    return desk.articles[number]


def is_superseded(desk: Desk, number: int) -> bool:
    """Whether the article's publisher changed its text since."""
    article(desk, number)
    return desk.superseded[number]


def told(desk: Desk, number: int) -> dict[int, Told]:
    """The claims of an article ready for linking, by their numbers. Of a superseded article only
    those that its newer text doesn't tell any more."""
    if number not in desk.ready:
        report = article(desk, number)
        old = desk.superseded[number]
        rows = _claim_rows(desk.connection, number, only_gone=old)
        original = originals(desk.connection, [number]).get(number)
        coded = CodedArticle(article=report, claims=tuple(claim for _, claim in rows))
        accounts = desk.linker.accounts(
            coded,
            original=article(desk, original) if original is not None else None,
            superseded=old,
        )
        numbers = {claim.id: row for row, claim in rows}
        claims = {claim.id: claim for _, claim in rows}
        desk.ready[number] = {numbers[a.id]: Told(claims[a.id], report, a) for a in accounts}
        desk.owner |= dict.fromkeys(desk.ready[number], number)
    return desk.ready[number]


def _claim_rows(connection: Connection, number: int, *, only_gone: bool) -> list[tuple[int, Claim]]:
    columns = tables.claim.c
    query = select(columns.number, columns.record).where(columns.article == number, holds())
    if only_gone:
        newer = tables.claim.alias()
        live = (
            select(newer.c.id)
            .join_from(newer, tables.article, newer.c.article == tables.article.c.number)
            .where(tables.article.c.superseded.is_(False))
        )
        query = query.where(columns.id.not_in(live))
    rows = connection.execute(query.order_by(columns.position))
    return [(row.number, load_bytes(Claim, row.record)) for row in rows]


def originals(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The original of each of these articles that is a reprint."""
    table = event_tables.reprint
    return {
        row.article: row.original
        for part in batched(sorted(numbers), AT_ONCE, strict=False)
        for row in connection.execute(
            select(table.c.article, table.c.original).where(table.c.article.in_(part))
        )
    }


def closed(
    connection: Connection, table: Table, one: str, other: str, start: Iterable[int]
) -> set[int]:
    """All numbers that the table's pairs hold together with these."""
    inside = set(start)
    wave = set(inside)
    while wave:
        found: set[int] = set()
        for part in batched(sorted(wave), AT_ONCE, strict=False):
            for near, far in ((one, other), (other, one)):
                query = select(table.c[far]).where(table.c[near].in_(part))
                found |= {row[0] for row in connection.execute(query)}
        wave = found - inside
        inside |= wave
    return inside


def clear(connection: Connection, table: Table, column: str, values: Sequence[Any]) -> None:
    """Deletes the rows with one of these values."""
    for part in batched(values, AT_ONCE, strict=False):
        connection.execute(delete(table).where(table.c[column].in_(part)))
