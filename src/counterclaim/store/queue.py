"""What waits for a person: claims nobody decided on, and links between claims that may be wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, func, or_, select

from counterclaim.linking.rulings import Pair, Rulings, ordered
from counterclaim.linking.same_event import THRESHOLD
from counterclaim.model import Article, Claim
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.database import explained
from counterclaim.store.decision_tables import decision as decision_table
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


_STATE = select(
    select(func.max(decision_table.c.number)).scalar_subquery().label("decided"),
    select(func.max(event_tables.change.c.number)).scalar_subquery().label("changed"),
)
"""What is another as soon as links or decisions are."""


class QueueReader(DecisionReader):
    """Reads what waits. Every method may raise :class:`~counterclaim.store.StoreError`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._links_of: object = None
        self._known_links: list[WaitingLink] = []

    def waiting(
        self, kind: str | None, *, skip: int, limit: int, without: Sequence[str] = ()
    ) -> list[Waiting]:
        """Claims nobody decided on, the most doubtful first; with ``kind``, those with a reason of
        this kind (:mod:`counterclaim.store.doubts`); none of the articles ``without``."""
        columns = tables.claim.c
        query = _undecided(select(columns.number), kind, without)
        page = query.order_by(columns.doubt.desc(), columns.number.desc())
        numbers = [row.number for row in self._rows(page.offset(skip).limit(limit))]
        return self._waiting(numbers)

    def asked_again(self, without: Sequence[str] = ()) -> list[Waiting]:
        """Claims into which a sentence changed that was decided on."""
        columns = tables.claim.c
        query = select(columns.number, columns.asks).where(
            columns.asks > 0, _not_in_articles(_superseded()), *_without(without)
        )
        rows = sorted(self._rows(query), key=lambda row: row.asks)
        return self._waiting([row.number for row in rows])

    def count_waiting(self, kind: str | None, without: Sequence[str] = ()) -> int:
        """How many claims wait."""
        query = _undecided(select(func.count()).select_from(tables.claim), kind, without)
        return int(next(iter(self._rows(query)))[0])

    def _waiting(self, numbers: Sequence[int]) -> list[Waiting]:
        """The claims of these rows, in this order."""
        claim, article, member = tables.claim.c, tables.article.c, event_tables.event_claim.c
        query = (
            select(
                claim.number,
                claim.record,
                claim.doubt,
                claim.asks,
                article.record.label("article_record"),
                member.event,
            )
            .join_from(tables.claim, tables.article)
            .join(event_tables.event_claim, member.claim == claim.number, isouter=True)
            .where(claim.number.in_(numbers))
        )
        found = {row.number: _to_waiting(row) for row in self._rows(query)}
        return [found[number] for number in numbers]

    def waiting_links(self, limit: int) -> list[WaitingLink]:
        """Links that may be wrong and nobody decided on: the weakest of those by which a claim is
        in its event, and the strongest of those that hold no event together."""
        with explained(self._engine), self._engine.connect() as connection:
            state = (limit, *connection.execute(_STATE).one())
            if state == self._links_of:
                return self._known_links
            rulings = load_rulings(connection)
        weak = _link_query(apart=False).where(event_tables.claim_link.c.score < WEAK)
        score = event_tables.claim_link.c.score
        found: dict[Pair, WaitingLink] = {}
        for query in (weak.order_by(score), _link_query(apart=True).order_by(score.desc())):
            for link in self._links(query, rulings, limit):
                found.setdefault(ordered(link.one.claim.id, link.other.claim.id), link)
        self._links_of, self._known_links = state, list(found.values())
        return self._known_links

    def _links(self, query: Select[Any], rulings: Rulings, limit: int) -> list[WaitingLink]:
        out: list[WaitingLink] = []
        known = {*rulings.joined, *rulings.apart}
        for row in self._rows(query.limit(limit + len(known))):
            one, other = (_claim(row, side) for side in ("one", "other"))
            if ordered(one.claim.id, other.claim.id) not in known:
                out.append(WaitingLink(one, other, row.score, row.reason, bool(row.apart)))
        return out[:limit]


def _undecided(query: Select[Any], kind: str | None, without: Sequence[str]) -> Select[Any]:
    """``query`` over ``claim``, of what nobody decided on; all of it stands in one index."""
    claim = tables.claim.c
    query = query.where(
        claim.verdict.is_(None), _not_in_articles(_superseded()), *_without(without)
    )
    return query if kind is None else query.where(claim.doubts.contains(kind, autoescape=True))


def _superseded() -> Select[Any]:
    return select(tables.article.c.number).where(tables.article.c.superseded.is_(True))


def _without(articles: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    if articles:
        yield _not_in_articles(
            select(tables.article.c.number).where(tables.article.c.id.in_(articles))
        )


def _not_in_articles(numbers: Select[Any]) -> ColumnElement[bool]:
    return tables.claim.c.article.not_in(numbers)


def _to_waiting(row: Row[Any]) -> Waiting:
    stored = StoredClaim(
        claim=load_bytes(Claim, row.record),
        article=load_bytes(Article, row.article_record),
        superseded=False,
    )
    return Waiting(stored, row.doubt, row.event, row.asks)


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
