"""Finding and listing what is kept. Nothing here can write."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Row, ScalarSelect, Select, Table, func, select

from counterclaim.model import Article, Claim, Issue, Relation, Verdict
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.database import Opened, StoreError, explained, open_existing
from counterclaim.store.filters import (
    ArticleFilter,
    ClaimFilter,
    holds,
    narrow_articles,
    narrow_claims,
)

_PAGE = 500
_IN_TEXT = (tables.claim.c.position, tables.claim.c.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """One version of an article as kept, with how many claims it has. ``reprint_of`` is the id of
    the article whose text it took over."""

    number: int
    article: Article
    claims: int
    superseded: bool
    coder: str
    stored_at: str
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A claim as it holds, with the article that it stands in, and what people made of it."""

    claim: Claim
    article: Article
    superseded: bool
    verdict: Verdict | None = None

    @property
    def sentence(self) -> str:
        """The words of the claim's sentence."""
        return self.article.wording(self.claim.sentence)


class Reader(Opened):
    """Reads one database. Every method may raise :class:`~counterclaim.store.StoreError`."""

    @classmethod
    def open(cls, where: str) -> Self:
        """A reader of the file or ``postgresql://`` address, which must be there."""
        return cls(open_existing(where))

    def articles(self, wanted: ArticleFilter | None = None) -> Iterator[StoredArticle]:
        """Articles by day of publication, the earliest first, those without one at the end."""
        columns = tables.article.c
        query = narrow_articles(article_query(), wanted or ArticleFilter())
        order = (columns.published.is_(None), columns.published, columns.id, columns.number)
        return (stored_article(row) for row in self._rows(query.order_by(*order)))

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[StoredClaim]:
        """Claims in the order of their articles and, in each, of the text."""
        columns = tables.article.c
        query = narrow_claims(_claim_query(), wanted or ClaimFilter())
        order = (columns.published.is_(None), columns.published, columns.id, columns.number)
        ordered = query.order_by(*order, *_IN_TEXT)
        known: dict[str, Article] = {}
        return (_stored_claim(row, known) for row in self._rows(ordered))

    def find_claim(self, claim_id: str) -> StoredClaim | None:
        """The claim of this id, or of the only id that begins so; the newest version of it."""
        found = self._id_like(tables.claim, claim_id)
        if found is None:
            return None
        query = _claim_query().where(tables.claim.c.id == found)
        row = self._newest(query)
        return None if row is None else _stored_claim(row, {})

    def find_article(self, article_id: str) -> StoredArticle | None:
        """The article of this id, or of the only id that begins so; the newest version of it."""
        found = self._id_like(tables.article, article_id)
        if found is None:
            return None
        row = self._newest(article_query().where(tables.article.c.id == found))
        return None if row is None else stored_article(row)

    def claims_of(self, stored: StoredArticle) -> list[StoredClaim]:
        """The claims of one version of an article, in the order of its text, without those that a
        person rejected."""
        columns = tables.claim.c
        query = _claim_query().where(columns.article == stored.number, holds())
        known: dict[str, Article] = {}
        ordered = query.order_by(*_IN_TEXT)
        return [_stored_claim(row, known) for row in self._rows(ordered)]

    def relations(self, stored: StoredArticle) -> list[Relation]:
        """What the article's text says of actors' ties, in its order."""
        table = tables.relation
        query = select(table.c.record).where(table.c.article == stored.number)
        return [
            load_bytes(Relation, row.record) for row in self._rows(query.order_by(table.c.position))
        ]

    def issues(self, stored: StoredArticle | None = None) -> list[Issue]:
        """What was left out of this article; without one, the inputs that gave no article."""
        table = tables.issue
        owner = table.c.article.is_(None) if stored is None else table.c.article == stored.number
        query = select(table.c.record).where(owner).order_by(table.c.number)
        return [load_bytes(Issue, row.record) for row in self._rows(query)]

    @property
    def _dialect(self) -> str:
        return self._engine.dialect.name

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of a query, a page at a time, so that memory stays flat."""
        with explained(self._engine), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=_PAGE).execute(query)

    def _newest(self, query: Select[Any]) -> Row[Any] | None:
        columns = tables.article.c
        ordered = query.order_by(columns.superseded, columns.number.desc()).limit(1)
        return next(iter(list(self._rows(ordered))), None)

    def _id_like(self, table: Table, begin: str) -> str | None:
        """The one id that is ``begin`` or begins with it. Raises where several do."""
        exact = select(table.c.id).where(table.c.id == begin).limit(1)
        if list(self._rows(exact)):
            return begin
        like = table.c.id.startswith(begin, autoescape=True)
        found = [row.id for row in self._rows(select(table.c.id).where(like).distinct().limit(4))]
        if len(found) > 1:
            some = ", ".join(sorted(found)[:3])
            raise StoreError(f"{begin}: several ids begin so ({some}, ...); give more of it")
        return found[0] if found else None


def article_query() -> Select[Any]:
    """Articles with the number of their claims; :func:`stored_article` reads its rows."""
    columns = tables.article.c
    count = (
        select(func.count())
        .where(tables.claim.c.article == columns.number, holds())
        .scalar_subquery()
        .label("claims")
    )
    kept = (columns.number, columns.superseded, columns.coder, columns.stored_at)
    return select(*kept, columns.record, count, _original().label("reprint_of"))


def _original() -> ScalarSelect[str]:
    original, reprint = tables.article.alias(), event_tables.reprint
    return (
        select(original.c.id)
        .join_from(original, reprint, reprint.c.original == original.c.number)
        .where(reprint.c.article == tables.article.c.number)
        .scalar_subquery()
    )


def _claim_query() -> Select[Any]:
    columns = tables.article.c
    return select(
        tables.claim.c.record,
        columns.record.label("article_record"),
        columns.superseded,
        tables.claim.c.verdict,
    ).join_from(tables.claim, tables.article)


def stored_article(row: Row[Any]) -> StoredArticle:
    """The article of a row of :func:`article_query`."""
    return StoredArticle(
        number=row.number,
        article=load_bytes(Article, row.record),
        claims=row.claims,
        superseded=row.superseded,
        coder=row.coder,
        stored_at=row.stored_at,
        reprint_of=row.reprint_of,
    )


def _stored_claim(row: Row[Any], known: dict[str, Article]) -> StoredClaim:
    """``known`` holds the article read last, so that each is read once for all its claims."""
    if row.article_record not in known:
        known.clear()
        known[row.article_record] = load_bytes(Article, row.article_record)
    return StoredClaim(
        claim=load_bytes(Claim, row.record),
        article=known[row.article_record],
        superseded=row.superseded,
        verdict=Verdict(row.verdict) if row.verdict else None,
    )
