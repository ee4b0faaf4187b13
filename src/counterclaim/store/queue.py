"""What waits for a person: claims nobody decided on, and links between claims that may be wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from counterclaim.linking.rulings import Pair, Rulings, ordered
from counterclaim.linking.same_event import THRESHOLD
from counterclaim.model import Article, Claim
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.database import explained
from counterclaim.store.decisions import DecisionReader
from counterclaim.store.reader import StoredClaim
from counterclaim.store.rulings import load_rulings

WEAK = THRESHOLD + 0.06
"""Below this score a link that holds two claims in one event is worth a look."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that nobody decided on, its event where it is in one, and the number of a decision
    on a sentence that changed into its own."""

    stored: StoredClaim
    doubt: float
    event: str | None
    asks: int | None


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A link between two claims, with its score and reason. ``apart`` where the two are in
    different events all the same."""

    one: StoredClaim
    other: StoredClaim
    score: float
    reason: str
    apart: bool


class QueueReader(DecisionReader):
    """Reads what waits. Every method may raise :class:`~counterclaim.store.StoreError`."""

    def waiting(
        self, kind: str | None, *, skip: int, limit: int, without: Sequence[str] = ()
    ) -> list[Waiting]:
        """Claims nobody decided on, the most doubtful first; with ``kind``, those with a reason of
        this kind (:mod:`counterclaim.store.doubts`); none of the articles ``without``."""
        query = _undecided(_waiting_query(), kind, without)
        columns = tables.claim.c
        page = query.order_by(columns.doubt.desc(), columns.number).offset(skip).limit(limit)
        return _to_waiting(self._rows(page))

    def asked_again(self, without: Sequence[str] = ()) -> list[Waiting]:
        """Claims into which a sentence changed that was decided on."""
        query = _undecided(_waiting_query(), None, without)
        columns = tables.claim.c
        return _to_waiting(
            self._rows(query.where(columns.asks.is_not(None)).order_by(columns.asks))
        )

    def count_waiting(self, kind: str | None, without: Sequence[str] = ()) -> int:
        """How many claims wait."""
        query = select(func.count()).select_from(tables.claim).join(tables.article)
        return int(next(iter(self._rows(_undecided(query, kind, without))))[0])

    def waiting_links(self, limit: int) -> list[WaitingLink]:
        """Links that may be wrong and nobody decided on: the weakest of those by which a claim is
        in its event, and the strongest of those that hold no event together."""
        with explained(self._engine), self._engine.connect() as connection:
            rulings = load_rulings(connection)
        weak = _link_query(apart=False).where(event_tables.claim_link.c.score < WEAK)
        score = event_tables.claim_link.c.score
        found: dict[Pair, WaitingLink] = {}
        for query in (weak.order_by(score), _link_query(apart=True).order_by(score.desc())):
            for link in self._links(query, rulings, limit):
                found.setdefault(ordered(link.one.claim.id, link.other.claim.id), link)
        return list(found.values())

    def _links(self, query: Select[Any], rulings: Rulings, limit: int) -> list[WaitingLink]:
        out: list[WaitingLink] = []
        known = {*rulings.joined, *rulings.apart}
        for row in self._rows(query.limit(limit + len(known))):
            one, other = (_claim(row, side) for side in ("one", "other"))
            if ordered(one.claim.id, other.claim.id) not in known:
                out.append(WaitingLink(one, other, row.score, row.reason, bool(row.apart)))
        return out[:limit]


def _waiting_query() -> Select[Any]:
    claim, article, member = tables.claim.c, tables.article.c, event_tables.event_claim.c
    return (
        select(
            claim.record,
            claim.doubt,
            claim.asks,
            article.record.label("article_record"),
            member.event,
        )
        .join_from(tables.claim, tables.article)
        .join(event_tables.event_claim, member.claim == claim.number, isouter=True)
    )


def _undecided(query: Select[Any], kind: str | None, without: Sequence[str]) -> Select[Any]:
    claim, article = tables.claim.c, tables.article.c
    query = query.where(claim.verdict.is_(None), article.superseded.is_(False))
    if kind is not None:
        query = query.where(claim.doubts.contains(kind, autoescape=True))
    return query.where(article.id.not_in(without)) if without else query


def _to_waiting(rows: Iterator[Row[Any]]) -> list[Waiting]:
    return [
        Waiting(
            StoredClaim(
                claim=load_bytes(Claim, row.record),
                article=load_bytes(Article, row.article_record),
                superseded=False,
            ),
            row.doubt,
            row.event,
            row.asks,
        )
        for row in rows
    ]


def _link_query(*, apart: bool) -> Select[Any]:
    """Links with both claims and articles, in one event or, ``apart``, in two."""
    link = event_tables.claim_link
    claims = {side: tables.claim.alias(side) for side in ("one", "other")}
    articles = {side: tables.article.alias(f"{side}_article") for side in claims}
    members = {side: event_tables.event_claim.alias(f"{side}_member") for side in claims}
    first, second = members["one"].c.event, members["other"].c.event
    query = select(
        link.c.score,
        link.c.reason,
        (first != second).label("apart"),
        *(claims[side].c.record.label(f"{side}_record") for side in claims),
        *(articles[side].c.record.label(f"{side}_article") for side in claims),
    ).select_from(link)
    for side, claim in claims.items():
        query = (
            query.join(claim, claim.c.number == link.c[side])
            .join(articles[side], articles[side].c.number == claim.c.article)
            .join(members[side], members[side].c.claim == claim.c.number)
            .where(articles[side].c.superseded.is_(False))
        )
    if apart:
        return query.where(first != second)
    best = or_(*(members[side].c.score <= link.c.score for side in members))
    return query.where(first == second, best)


def _claim(row: Row[Any], side: str) -> StoredClaim:
    told = row._mapping
    return StoredClaim(
        claim=load_bytes(Claim, told[f"{side}_record"]),
        article=load_bytes(Article, told[f"{side}_article"]),
        superseded=False,
    )
