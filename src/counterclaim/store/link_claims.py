"""Links of what is kept: the keys of an article's claims find those that may tell the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from counterclaim.linking.account import Account
from counterclaim.linking.blocking import keys_of
from counterclaim.linking.same_event import Link
from counterclaim.linking.told import Told
from counterclaim.store import event_tables, tables
from counterclaim.store.desk import Desk, clear, told
from counterclaim.store.tables import AT_ONCE


def link_claims(desk: Desk, numbers: Sequence[int]) -> None:
    """Keys and links of the claims of these articles, worked out anew."""
    found: list[dict[str, Any]] = []
    for number in numbers:
        desk.ready.pop(number, None)
        mine = [row.number for row in _all_claims(desk.connection, number)]
        clear(desk.connection, event_tables.claim_key, "claim", mine)
        clear(desk.connection, event_tables.claim_link, "one", mine)
        clear(desk.connection, event_tables.claim_link, "other", mine)
        _save_keys(desk, told(desk, number))
        found += _rows_of(desk.linker.links_within(_accounts(desk, number)), told(desk, number))
    done: set[tuple[int, int]] = set()
    for number in numbers:
        found += _links_between(desk, number, done)
    for part in batched(found, AT_ONCE, strict=False):
        desk.connection.execute(insert(event_tables.claim_link), list(part))


def _all_claims(connection: Connection, number: int) -> Sequence[Any]:
    columns = tables.claim.c
    return connection.execute(select(columns.number).where(columns.article == number)).all()


def _accounts(desk: Desk, number: int) -> list[Account]:
    return [t.account for t in told(desk, number).values()]


def _save_keys(desk: Desk, told: Mapping[int, Told]) -> None:
    rows = []
    for claim, t in told.items():
        keys = keys_of(t.account, desk.linker.grounds)
        rows += [{"key": key, "claim": claim, "own": True} for key in sorted(keys.own)]
        rows += [{"key": key, "claim": claim, "own": False} for key in sorted(keys.sought)]
    if rows:
        desk.connection.execute(insert(event_tables.claim_key), rows)


def _links_between(desk: Desk, number: int, done: set[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Links of one article's claims with those of others that share a key which one owns."""
    mine, theirs = event_tables.claim_key.alias(), event_tables.claim_key.alias()
    query = (
        select(mine.c.claim.label("one"), theirs.c.claim.label("other"), tables.claim.c.article)
        .join_from(mine, theirs, mine.c.key == theirs.c.key)
        .join(tables.claim, tables.claim.c.number == theirs.c.claim)
        .where(
            mine.c.claim.in_(list(told(desk, number))),
            tables.claim.c.article != number,
            or_(mine.c.own.is_(True), theirs.c.own.is_(True)),
        )
        .distinct()
    )
    for row in desk.connection.execute(query).all():
        pair = (min(row.one, row.other), max(row.one, row.other))
        if pair in done:
            continue
        done.add(pair)
        one, other = told(desk, number)[row.one], told(desk, row.article)[row.other]
        link = desk.linker.judge.link(one.account, other.account)
        if link is not None:
            first, second = (
                (row.one, row.other) if link.one == one.claim.id else (row.other, row.one)
            )
            yield {"one": first, "other": second, "score": link.score, "reason": link.reason}


def _rows_of(links: Iterable[Link], told: Mapping[int, Told]) -> list[dict[str, Any]]:
    numbers = {t.claim.id: number for number, t in told.items()}
    return [
        {"one": numbers[k.one], "other": numbers[k.other], "score": k.score, "reason": k.reason}
        for k in links
    ]
