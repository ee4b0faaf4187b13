"""Saving coded articles."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from sqlalchemy import Connection, Engine, Table, and_, delete, insert, or_, select, update

from counterclaim.model import Article, CodedArticle, Issue
from counterclaim.store import tables
from counterclaim.store.database import Opened, explained, open_or_create
from counterclaim.store.holding import decisions_on, hold_version, write_parts
from counterclaim.store.rows import (
    Row,
    article_row,
    claim_row,
    issue_row,
    relation_row,
)


class Saved(StrEnum):
    """What saving an article did."""

    NEW = "new"
    """It wasn't there before."""
    UNCHANGED = "unchanged"
    """The same bytes, coded by the same version of the program: nothing was written."""
    RECODED = "recoded"
    """The same bytes, coded by another version: its claims were brought up to date."""
    REVISED = "revised"
    """A new text under a known id: a new version; the earlier one stays, marked superseded."""


class Writer(Opened):
    """Writes to one database. Each call of ``save`` is one transaction: wholly or not at all."""

    def __init__(self, engine: Engine, *, coder: str) -> None:
        """``coder`` names the program's version, which decides whether an article is recoded."""
        super().__init__(engine)
        self._coder = coder
        self._begun: set[str | None] = set()

    @classmethod
    def open(cls, where: str, *, coder: str) -> Self:
        """A writer to the file or ``postgresql://`` address, made where it isn't there yet.

        Raises :class:`~counterclaim.store.StoreError`.
        """
        return cls(open_or_create(where), coder=coder)

    def save(self, coded: CodedArticle) -> Saved:
        """Keeps an article with all that was coded from it.

        Claims and relations whose ids were there before keep their rows.
        Raises :class:`~counterclaim.store.StoreError`.
        """
        with explained(self._engine), self._engine.begin() as connection:
            self._forget_problems(connection, coded.article.path)
            saved = self._save(connection, coded)
        self._begun.add(coded.article.path)
        return saved

    def save_issue(self, issue: Issue) -> None:
        """Keeps a problem with an input that gave no article, once.

        Raises :class:`~counterclaim.store.StoreError`.
        """
        row = issue_row(issue)
        known = select(tables.issue.c.number).where(
            tables.issue.c.article.is_(None), tables.issue.c.record == row["record"]
        )
        with explained(self._engine), self._engine.begin() as connection:
            self._forget_problems(connection, issue.path)
            if connection.execute(known).first() is None:
                connection.execute(insert(tables.issue), [row])
        self._begun.add(issue.path)

    def _forget_problems(self, connection: Connection, path: str | None) -> None:
        """Takes off the problems that earlier runs had with an input, when this one meets it."""
        if path is not None and path not in self._begun:
            columns = tables.issue.c
            old = (columns.article.is_(None), columns.path == path)
            connection.execute(delete(tables.issue).where(*old))

    def _save(self, connection: Connection, coded: CodedArticle) -> Saved:
        saved, number = self._save_article(connection, coded)
        if saved is Saved.UNCHANGED:
            return saved
        _save_claims(connection, coded, number)
        _save_relations(connection, coded, number)
        _save_issues(connection, coded, number)
        return saved

    def _save_article(self, connection: Connection, coded: CodedArticle) -> tuple[Saved, int]:
        """What is to be done with it, and its row's number."""
        columns = tables.article.c
        row = article_row(coded.article)
        row |= {"coder": self._coder, "stored_at": _now(), "superseded": False}
        versions = connection.execute(
            select(columns.number, columns.sha256, columns.coder, columns.superseded).where(
                columns.id == coded.article.id
            )
        ).all()
        same = next((v for v in versions if v.sha256 == coded.article.sha256), None)
        if same is None:
            earlier = _supersede(connection, coded.article)
            result = connection.execute(insert(tables.article).returning(columns.number), [row])
            return (Saved.REVISED if earlier else Saved.NEW), result.scalar_one()
        if same.coder == self._coder:
            return Saved.UNCHANGED, same.number
        row["superseded"] = same.superseded
        connection.execute(update(tables.article).where(columns.number == same.number).values(row))
        return Saved.RECODED, same.number


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _supersede(connection: Connection, article: Article) -> bool:
    """Marks earlier versions: the same id, found under the same path or address. Two files of one
    name in two folders share an id and are no versions of each other. True where there was one."""
    columns = tables.article.c
    same_input = or_(
        and_(columns.url.is_not(None), columns.url == article.url),
        columns.path == article.path if article.path else columns.path.is_(None),
    )
    earlier = update(tables.article).where(columns.id == article.id, same_input)
    result = connection.execute(earlier.values(superseded=True).returning(columns.number))
    return bool(result.all())


def _save_claims(connection: Connection, coded: CodedArticle, article: int) -> None:
    """Writes what the coder found, then has what people decided hold again."""
    rows = [claim_row(claim, n) for n, claim in enumerate(coded.claims)]
    own = [{**row, "coded": row["record"]} for row in rows]
    changed = _sync(connection, tables.claim, own, article)
    for claim in coded.claims:
        if (number := changed.get(claim.id)) is not None:
            write_parts(connection, number, claim)
    decisions = decisions_on(connection, coded.article.id)
    hold_version(connection, article, coded.article.text, decisions)


def _save_relations(connection: Connection, coded: CodedArticle, article: int) -> None:
    rows = [relation_row(relation, n) for n, relation in enumerate(coded.relations)]
    _sync(connection, tables.relation, rows, article)


def _sync(connection: Connection, table: Table, rows: list[Row], article: int) -> dict[str, int]:
    """Makes the article's rows of ``table`` these. Returns the number of each row, by id, that is
    new or whose record changed."""
    mine = table.c.article == article
    found = connection.execute(select(table.c.id, table.c.number, table.c.record).where(mine))
    known = {row.id: row for row in found}
    wanted = {row["id"] for row in rows}
    gone = [row.number for row in known.values() if row.id not in wanted]
    connection.execute(delete(table).where(mine, table.c.number.in_(gone)))
    changed: dict[str, int] = {}
    for row in rows:
        old = known.get(row["id"])
        if old is None:
            new = insert(table).values(article=article, **row).returning(table.c.number)
            changed[row["id"]] = connection.execute(new).scalar_one()
        else:
            connection.execute(update(table).where(table.c.number == old.number).values(**row))
            if old.record != row["record"]:
                changed[row["id"]] = old.number
    return changed


def _save_issues(connection: Connection, coded: CodedArticle, article: int) -> None:
    connection.execute(delete(tables.issue).where(tables.issue.c.article == article))
    if coded.issues:
        rows = [{"article": article, **issue_row(issue)} for issue in coded.issues]
        connection.execute(insert(tables.issue), rows)
