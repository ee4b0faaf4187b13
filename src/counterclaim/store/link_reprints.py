"""Reprints of what is kept: the keys of an article find those that share passages with it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import batched

from sqlalchemy import func, insert, select

from counterclaim.linking.reprints import COMMON, LEAST_SHARED, compare, take_print, to_roots
from counterclaim.model.event import Reprint
from counterclaim.model.event_record import dump_record, load_reprint
from counterclaim.store import event_tables
from counterclaim.store.desk import Desk, article, clear, closed, is_superseded, originals
from counterclaim.store.tables import AT_ONCE


def link_reprints(desk: Desk, numbers: Sequence[int]) -> set[int]:
    """Finds whom these articles copy or are copied by; gives the articles whose original is another
    than before."""
    clear(desk.connection, event_tables.article_key, "article", numbers)
    clear(desk.connection, event_tables.article_pair, "copy", numbers)
    clear(desk.connection, event_tables.article_pair, "original", numbers)
    live = [n for n in numbers if not is_superseded(desk, n)]
    for number in live:
        _save_print(desk, number)
    pairs = sorted({pair for number in live for pair in _mates(desk, number)})
    for one, other in pairs:
        found = compare(article(desk, one), article(desk, other))
        if found is not None:
            _save_pair(desk, found, one, other)
    return _save_roots(desk, numbers)


def _save_print(desk: Desk, number: int) -> None:
    taken = take_print(article(desk, number))
    rows = [
        {"key": key, "article": number, "band": band}
        for band, keys in ((True, taken.bands.tolist()), (False, taken.dated))
        for key in keys
    ]
    if rows:
        desk.connection.execute(insert(event_tables.article_key), rows)


def _mates(desk: Desk, number: int) -> Iterator[tuple[int, int]]:
    """Pairs with the articles that share a band, or enough of the sampled sequences."""
    table = event_tables.article_key
    keys = _telling_keys(desk, number)
    shared: Counter[tuple[int, bool]] = Counter()
    for part in batched(keys, AT_ONCE, strict=False):
        query = (
            select(table.c.article, table.c.band, func.count().label("n"))
            .where(table.c.key.in_(part), table.c.article != number)
            .group_by(table.c.article, table.c.band)
        )
        for row in desk.connection.execute(query):
            shared[row.article, row.band] += row.n
    for (other, band), count in sorted(shared.items()):
        if band or count >= LEAST_SHARED:
            yield min(number, other), max(number, other)


def _telling_keys(desk: Desk, number: int) -> list[int]:
    """The article's keys that few others hold: those of many are formulas."""
    table = event_tables.article_key
    mine = select(table.c.key).where(table.c.article == number)
    query = (
        select(table.c.key)
        .where(table.c.key.in_(mine))
        .group_by(table.c.key)
        .having(func.count() <= COMMON)
    )
    return sorted(row.key for row in desk.connection.execute(query))


def _save_pair(desk: Desk, found: Reprint, one: int, other: int) -> None:
    first_is_copy = desk.articles[one].id == found.article
    copy, original = (one, other) if first_is_copy else (other, one)
    values = {"copy": copy, "original": original, "record": dump_record(found)}
    desk.connection.execute(insert(event_tables.article_pair), [values])


def _save_roots(desk: Desk, numbers: Sequence[int]) -> set[int]:
    """Works out the originals of all articles that pairs hold together with these."""
    table, reprint = event_tables.article_pair, event_tables.reprint
    inside = closed(desk.connection, table, "copy", "original", numbers)
    was = originals(desk.connection, inside)
    pairs = [
        row
        for part in batched(sorted(inside), AT_ONCE, strict=False)
        for row in desk.connection.execute(select(table).where(table.c.copy.in_(part)))
    ]
    by_id = {article(desk, n).id: n for n in sorted(inside, reverse=True)}
    records = [load_reprint(row.record) for row in pairs]
    roots = to_roots(records, {id_: desk.articles[n] for id_, n in by_id.items()})
    clear(desk.connection, reprint, "article", sorted(inside))
    rows = [
        {"article": by_id[r.article], "original": by_id[r.original], "record": dump_record(r)}
        for r in roots.values()
    ]
    if rows:
        desk.connection.execute(insert(reprint), rows)
    now = {row["article"]: row["original"] for row in rows}
    return {n for n in inside if was.get(n) != now.get(n)}
