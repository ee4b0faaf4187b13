"""Finding and listing events, reprints, changes, and what is told of who holds what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, or_, select

from counterclaim.linking.actors import Sides
from counterclaim.linking.control import KINDS_OF_CLAIMS, KINDS_OF_RELATIONS, Notice, notices
from counterclaim.model import Article, Claim, CodedArticle, Relation
from counterclaim.model.event import Event, Reprint
from counterclaim.model.event_record import load_event, load_reprint
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.filters import holds
from counterclaim.store.reader import Reader
from counterclaim.store.tables import AT_ONCE
from counterclaim.store.text_index import event_tells


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events; conditions given must all hold.

    ``actor`` and ``place`` are an entry's id, or words in its name or in the text's wording;
    ``place`` is an ISO country code, too. ``since`` and ``until`` are days of the event: an event
    without a date isn't listed with them. ``article`` is an article's id; ``least`` the smallest
    number of claims. ``stance`` and ``source`` (a speaker: an id, or words in its name) are of at
    least one claim. ``actor_id`` and ``place_id`` are ids and nothing else; ``placed`` asks for
    events on the map, or for those that aren't.
    """

    kind: str | None = None
    grade: str | None = None
    actor: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    article: str | None = None
    least: int | None = None
    stance: str | None = None
    source: str | None = None
    actor_id: str | None = None
    place_id: str | None = None
    placed: bool | None = None

    def off_the_map(self) -> "EventFilter":
        """The same, of the events only that aren't on the map."""
        return replace(self, placed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """A change of the data: when, what, to what, from what to what, and why."""

    at: str
    kind: str
    subject: str
    before: str | None
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTrace:
    """What became of an event's id, and when."""

    at: str
    kind: str
    old: str
    new: str | None
    reason: str


class EventReader(Reader):
    """Reads one database's events. Every method may raise
    :class:`~counterclaim.store.StoreError`."""

    def events(self, wanted: EventFilter | None = None) -> Iterator[Event]:
        """Events by their day, the earliest first, those without one at the end."""
        columns = event_tables.event.c
        query = narrow_events(select(columns.record), wanted or EventFilter(), self._dialect)
        order = (columns.date_start.is_(None), columns.date_start, columns.id)
        return (load_event(row.record) for row in self._rows(query.order_by(*order)))

    def find_event(self, event_id: str) -> Event | None:
        """The event of this id, or of the only id that begins so."""
        found = self._id_like(event_tables.event, event_id)
        if found is None:
            return None
        query = select(event_tables.event.c.record).where(event_tables.event.c.id == found)
        row = next(iter(list(self._rows(query))), None)
        return None if row is None else load_event(row.record)

    def traces(self, event_id: str) -> list[StoredTrace]:
        """What became of an id that no longer stands for what it stood for, the latest last."""
        table = event_tables.event_trace
        like = table.c.old.startswith(event_id, autoescape=True)
        query = select(table).where(like).order_by(table.c.number)
        return [
            StoredTrace(at=r.at, kind=r.kind, old=r.old, new=r.new, reason=r.reason)
            for r in self._rows(query)
        ]

    def reprints(self) -> Iterator[Reprint]:
        """All reprints, by the copy's number."""
        table = event_tables.reprint
        query = select(table.c.record).order_by(table.c.article)
        return (load_reprint(row.record) for row in self._rows(query))

    def article_titles(self, ids: tuple[str, ...]) -> dict[str, Article]:
        """The articles of these ids, the newest version of each."""
        columns = tables.article.c
        query = select(columns.record).where(columns.id.in_(ids))
        ordered = query.order_by(columns.superseded.desc(), columns.number)
        found = (load_bytes(Article, row.record) for row in self._rows(ordered))
        return {article.id: article for article in found}

    def changes(self, since: date) -> Iterator[StoredChange]:
        """What changed in the data on this day and after, in order."""
        table = event_tables.change
        query = select(table).where(table.c.at >= since.isoformat()).order_by(table.c.number)
        return (stored_change(row) for row in self._rows(query))

    def notices(self, place: str | None, sides: Sides) -> list[Notice]:
        """What is told of who got, has or lost a place: its id, or words in its name; of any place
        for ``None``."""
        out: list[Notice] = []
        for coded in self._told_of(place):
            out += notices(coded, sides)
        if place is None:
            return out
        wanted = place.casefold()
        return [n for n in out if n.place_id == place or wanted in _words(n)]

    def _told_of(self, place: str | None) -> Iterator[CodedArticle]:
        """The articles with a claim or relation on who holds the place (any, where none is
        named), with these only. Ids of the gazetteer have a colon, which names haven't."""
        claim, relation, articles = tables.claim.c, tables.relation.c, tables.article.c
        claims = select(claim.record, claim.article).where(claim.kind.in_(KINDS_OF_CLAIMS), holds())
        relations = select(relation.record, relation.article).where(
            relation.kind.in_(KINDS_OF_RELATIONS)
        )
        if place is not None and ":" in place:
            claims = claims.where(claim.gazetteer_id == place)
            relations = relations.where(relation.object_gazetteer_id == place)
        elif place is not None:
            claims = claims.where(_stands_at(place))
            relations = relations.where(
                or_(
                    relation.object_name.icontains(place, autoescape=True),
                    relation.object_text.icontains(place, autoescape=True),
                )
            )
        told: dict[int, tuple[list[Claim], list[Relation]]] = defaultdict(lambda: ([], []))
        for row in self._rows(claims.order_by(claim.article, claim.position)):
            told[row.article][0].append(load_bytes(Claim, row.record))
        for row in self._rows(relations.order_by(relation.article, relation.position)):
            told[row.article][1].append(load_bytes(Relation, row.record))
        for part in batched(sorted(told), AT_ONCE, strict=False):
            query = select(articles.number, articles.record).where(
                articles.number.in_(part), articles.superseded.is_(False)
            )
            for row in self._rows(query.order_by(articles.number)):
                found, ties = told[row.number]
                yield CodedArticle(
                    article=load_bytes(Article, row.record),
                    claims=tuple(found),
                    relations=tuple(ties),
                )


def _words(notice: Notice) -> str:
    return f"{notice.place} {notice.wording}".casefold()


def stored_change(row: Row[Any]) -> StoredChange:
    """The change of a row."""
    return StoredChange(
        at=row.at,
        kind=row.kind,
        subject=row.subject,
        before=row.before,
        after=row.after,
        reason=row.reason,
    )


def narrow_events(query: Select[Any], wanted: EventFilter, dialect: str) -> Select[Any]:
    """``query`` over ``event``, with the conditions added. ``dialect`` is SQLAlchemy's name for the
    kind of database."""
    columns, claim = event_tables.event.c, tables.claim.c

    def tells(part: str, words: str) -> ColumnElement[bool]:
        return event_tells(dialect, part, words)

    conditions: list[ColumnElement[bool] | None] = [
        None if wanted.kind is None else columns.kind == wanted.kind,
        None if wanted.grade is None else columns.grade == wanted.grade,
        None if wanted.since is None else columns.date_end >= wanted.since,
        None if wanted.until is None else columns.date_start <= wanted.until,
        None if wanted.least is None else columns.claims >= wanted.least,
        None if wanted.article is None else _has_article(wanted.article),
        None if wanted.actor_id is None else _lists(tables.claim_actor, wanted.actor_id),
        None if wanted.place_id is None else columns.gazetteer_id == wanted.place_id,
        None if wanted.placed is None else columns.latitude.is_(None).is_not(wanted.placed),
        None if wanted.stance is None else _has_claim(claim.stance == wanted.stance),
    ]
    if (place := wanted.place) is not None:
        entry = or_(claim.gazetteer_id == place, claim.country == place.upper())
        conditions.append(or_(_has_claim(entry), tells("places", place)))
    if (actor := wanted.actor) is not None:
        conditions.append(or_(_lists(tables.claim_actor, actor), tells("actors", actor)))
    if (source := wanted.source) is not None:
        conditions.append(or_(_lists(tables.claim_source, source), tells("sources", source)))
    return query.where(*(condition for condition in conditions if condition is not None))


def _has_claim(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    member = event_tables.event_claim.c
    claims = select(member.event).join(tables.claim, tables.claim.c.number == member.claim)
    return event_tables.event.c.id.in_(claims.where(condition))


def _has_article(id_: str) -> ColumnElement[bool]:
    told = event_tables.event_article.c
    articles = select(told.event).join(tables.article, tables.article.c.number == told.article)
    return event_tables.event.c.id.in_(articles.where(tables.article.c.id == id_))


def _lists(part: Table, entry: str) -> ColumnElement[bool]:
    """A claim of the event lists this entry of the registry."""
    member = event_tables.event_claim.c
    claims = select(member.event).join(part, part.c.claim == member.claim)
    return event_tables.event.c.id.in_(claims.where(part.c.actor == entry))


def _stands_at(place: str) -> ColumnElement[bool]:
    columns = tables.claim.c
    return or_(
        columns.gazetteer_id == place,
        columns.country == place.upper(),
        columns.place_name.icontains(place, autoescape=True),
        columns.place_text.icontains(place, autoescape=True),
        columns.admin1.icontains(place, autoescape=True),
    )
