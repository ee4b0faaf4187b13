"""What people decided on events, read back as pairs of the claims that there are now."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import batched, combinations, product
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.linking.rulings import Pair, Rulings, ordered
from counterclaim.model import Act, Decision
from counterclaim.model.decision import ON_EVENTS
from counterclaim.store import tables
from counterclaim.store.decided import live
from counterclaim.store.decision_tables import decision as table
from counterclaim.store.filters import holds
from counterclaim.store.holding import to_decision
from counterclaim.store.tables import AT_ONCE


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim as a decision names it: by its id, and by the words that it is found by when its id
    is another."""

    claim: str
    article: str
    sentence: str
    kind: str


def event_change(groups: Sequence[Sequence[ClaimMark]]) -> str:
    """What a decision on events leaves: groups of claims, as the JSON of its ``after``."""
    return json.dumps({"groups": [[asdict(mark) for mark in group] for group in groups]})


def marks_of(decision: Decision) -> list[list[ClaimMark]]:
    """The groups of claims that a decision on events names."""
    told = json.loads(decision.after or "{}").get("groups", [])
    return [[ClaimMark(**mark) for mark in group] for group in told]


def load_rulings(connection: Connection) -> Rulings:
    """All that holds of what people decided on events."""
    decisions = _on_events(connection)
    names = _names_now(connection, [m for d in decisions for g in marks_of(d) for m in g])
    joined: dict[Pair, str | None] = {}
    thrown: list[tuple[frozenset[str], str]] = []
    for decision in decisions:
        groups = [_there(group, names) for group in marks_of(decision)]
        reason = f"{decision.by} decided so" + (f": {decision.why}" if decision.why else "")
        if decision.act is Act.DISCOUNT:
            thrown += [(frozenset(group), reason) for group in groups]
            continue
        for pair, same in _pairs(decision.act, groups):
            joined.pop(pair, None)
            joined[pair] = reason if same else None
    latest = ((pair, reason) for pair, reason in reversed(joined.items()) if reason is not None)
    return Rulings(
        {pair: (rank, reason) for rank, (pair, reason) in enumerate(latest)},
        frozenset(pair for pair, reason in joined.items() if reason is None),
        tuple(reversed(thrown)),
    )


def articles_of(connection: Connection, decisions: Iterable[Decision]) -> list[int]:
    """The numbers of the articles whose events these decisions touch."""
    touched = [d for decision in decisions if (d := _undone(connection, decision)) is not None]
    marks = [m for d in touched if d.act in ON_EVENTS for group in marks_of(d) for m in group]
    ids = sorted(set(_names_now(connection, marks).values()))
    return sorted({article for _, _, article in numbers_of(connection, ids)})


def numbers_of(connection: Connection, ids: Sequence[str]) -> list[tuple[str, int, int]]:
    """The rows of claims of these ids: each one's id, its number and its article's."""
    columns = tables.claim.c
    return [
        (row.id, row.number, row.article)
        for part in batched(ids, AT_ONCE, strict=False)
        for row in connection.execute(
            select(columns.id, columns.number, columns.article).where(columns.id.in_(part))
        )
    ]


def _on_events(connection: Connection) -> list[Decision]:
    """The decisions on events that hold, in order."""
    columns = table.c
    wanted = [act.value for act in (*ON_EVENTS, Act.UNDO)]
    query = select(table).where(columns.act.in_(wanted)).order_by(columns.number)
    found = live(to_decision(row) for row in connection.execute(query))
    return [decision for decision in found if decision.act in ON_EVENTS]


def _undone(connection: Connection, decision: Decision) -> Decision | None:
    """The decision, or the one that it undoes, or the one that this undoes."""
    while decision.undoes is not None:
        query = select(table).where(table.c.number == decision.undoes)
        row = connection.execute(query).first()
        if row is None:
            return None
        decision = to_decision(row)
    return decision


def _there(group: Iterable[ClaimMark], names: dict[ClaimMark, str]) -> list[str]:
    return list(dict.fromkeys(names[mark] for mark in group if mark in names))


def _pairs(act: Act, groups: Sequence[Sequence[str]]) -> Iterator[tuple[Pair, bool]]:
    """Each pair of claims and whether they tell one happening: those of one group do, those of two
    don't; of parted claims nothing else is said."""
    if act is not Act.PART:
        for group in groups:
            for one, other in combinations(group, 2):
                yield ordered(one, other), True
    for first, second in combinations(groups, 2):
        for one, other in product(first, second):
            if one != other:
                yield ordered(one, other), False


def _names_now(connection: Connection, marks: Sequence[ClaimMark]) -> dict[ClaimMark, str]:
    """The id that each marked claim has now; those that are there no more are left out."""
    distinct = list(dict.fromkeys(marks))
    known = {id_ for id_, _, _ in numbers_of(connection, [mark.claim for mark in distinct])}
    out = {mark: mark.claim for mark in distinct if mark.claim in known}
    for mark in distinct:
        if mark not in out and (other := _told_again(connection, mark)) is not None:
            out[mark] = other
    return out


def _told_again(connection: Connection, mark: ClaimMark) -> str | None:
    """The claim of the same kind that the same words of the same article tell now."""
    claim, article = tables.claim.c, tables.article.c
    query: Any = (
        select(claim.id, claim.sentence_start, claim.sentence_end, article.text)
        .join_from(tables.claim, tables.article)
        .where(
            article.id == mark.article,
            claim.kind == mark.kind,
            holds(),
        )
        .order_by(article.superseded, claim.number)
    )
    for row in connection.execute(query):
        if row.text[row.sentence_start : row.sentence_end] == mark.sentence:
            return str(row.id)
    return None
