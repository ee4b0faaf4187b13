"""What to list: conditions that a reader can be asked for. Those given must all hold."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_
from sqlalchemy.sql.schema import Column, Table

from counterclaim.model import Verdict
from counterclaim.store import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles. ``since`` and ``until`` are days of publication, both included; ``text`` is
    words in title or text; ``superseded`` lists earlier versions too."""

    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims.

    ``actor``, ``source`` and ``place`` are an entry's id, or words in its name or in the text's
    wording; ``place`` is an ISO country code, too. ``since`` and ``until`` are days of the event:
    a claim is listed where its range of days touches theirs, and a claim without a date isn't.
    ``article`` is an article's id; ``text`` is words in the sentence; ``superseded`` lists claims
    of earlier versions of an article too, ``rejected`` those that a person rejected.
    """

    kind: str | None = None
    stance: str | None = None
    actor: str | None = None
    place: str | None = None
    source: str | None = None
    since: date | None = None
    until: date | None = None
    article: str | None = None
    text: str | None = None
    superseded: bool = False
    rejected: bool = False


def narrow_articles[Row: tuple[object, ...]](
    query: Select[Row], wanted: ArticleFilter
) -> Select[Row]:
    """``query`` over ``article``, with the conditions added."""
    columns = tables.article.c
    conditions = [
        _contains(wanted.publisher, columns.publisher),
        None if wanted.since is None else columns.published >= wanted.since,
        None if wanted.until is None else columns.published <= wanted.until,
        _contains(wanted.text, columns.title, columns.text),
        None if wanted.superseded else columns.superseded.is_(False),
    ]
    return query.where(*(condition for condition in conditions if condition is not None))


def narrow_claims[Row: tuple[object, ...]](query: Select[Row], wanted: ClaimFilter) -> Select[Row]:
    """``query`` over ``claim`` joined with ``article``, with the conditions added."""
    columns = tables.claim.c
    conditions = [
        None if wanted.kind is None else columns.kind == wanted.kind,
        None if wanted.stance is None else columns.stance == wanted.stance,
        None if wanted.actor is None else _lists(tables.claim_actor, wanted.actor),
        None if wanted.source is None else _lists(tables.claim_source, wanted.source),
        None if wanted.place is None else _stands_at(wanted.place),
        None if wanted.since is None else columns.date_end >= wanted.since,
        None if wanted.until is None else columns.date_start <= wanted.until,
        None if wanted.article is None else tables.article.c.id == wanted.article,
        _contains(wanted.text, _sentence()),
        None if wanted.superseded else tables.article.c.superseded.is_(False),
        None if wanted.rejected else holds(),
    ]
    return query.where(*(condition for condition in conditions if condition is not None))


def holds() -> ColumnElement[bool]:
    """The claim wasn't rejected by a person."""
    return tables.claim.c.verdict.is_distinct_from(Verdict.REJECTED.value)


def _contains(words: str | None, *columns: ColumnElement[Any]) -> ColumnElement[bool] | None:
    if words is None:
        return None
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _lists(part: Table, wanted: str) -> ColumnElement[bool]:
    """The claim lists an actor of this id, name or wording."""
    named = or_(
        part.c.actor == wanted,
        part.c.name.icontains(wanted, autoescape=True),
        part.c.text.icontains(wanted, autoescape=True),
    )
    return exists().where(and_(part.c.claim == tables.claim.c.number, named))


def _stands_at(wanted: str) -> ColumnElement[bool]:
    columns = tables.claim.c
    named: list[Column[str]] = [columns.place_name, columns.place_text, columns.admin1]
    return or_(
        columns.gazetteer_id == wanted,
        columns.country == wanted.upper(),
        *(column.icontains(wanted, autoescape=True) for column in named),
    )


def _sentence() -> ColumnElement[str]:
    start, end = tables.claim.c.sentence_start, tables.claim.c.sentence_end
    return func.substr(tables.article.c.text, start + 1, end - start)
