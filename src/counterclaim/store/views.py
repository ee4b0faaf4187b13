"""What pages show: events as light rows, and figures on actors, speakers and publishers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, exists, func, or_, select

from counterclaim.model import Article, Event
from counterclaim.model.event_record import load_event
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.events import EventFilter, EventReader, narrow_events

_MOST_FIGURES = 400


class EventRow(NamedTuple):
    """An event as a point on a map and a line of time. Longitude and latitude in degrees; ``None``
    for both where no claim tells a place that is known."""

    id: str
    kind: str
    grade: str
    start: date | None
    end: date | None
    place: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    claims: int
    origins: int


class Box(NamedTuple):
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFigure:
    """How often an actor of the registry is told to have done something or had it done to it."""

    actor: str
    name: str
    initiator: int
    recipient: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigure:
    """How many claims begin with a speaker, in how many events, in how many of them nobody else
    tells it, and how many of them are contested."""

    name: str
    claims: int
    events: int
    alone: int
    contested: int
    articles: int


class ViewReader(EventReader):
    """Reads what pages show. Every method may raise :class:`~counterclaim.store.StoreError`."""

    def event_rows(self, wanted: EventFilter) -> list[EventRow]:
        """All events that fit, by their day, those without one at the end."""
        c = event_tables.event.c
        columns = (c.id, c.kind, c.grade, c.date_start, c.date_end, c.place_name, c.latitude)
        more = (c.longitude, c.place_precision, c.claims, c.origins)
        query = _by_day(narrow_events(select(*columns, *more), wanted))
        return [EventRow(*tuple(row)) for row in self._rows(query)]

    def event_totals(self, wanted: EventFilter) -> dict[str, tuple[int, int, int]]:
        """Of the events that fit, for each grade: how many, how many of them without a place that
        is known, how many without a date."""
        c = event_tables.event.c
        unplaced = func.sum(case((c.latitude.is_(None), 1), else_=0))
        undated = func.sum(case((c.date_start.is_(None), 1), else_=0))
        query = narrow_events(select(c.grade, func.count(), unplaced, undated), wanted)
        rows = self._rows(query.group_by(c.grade))
        return {row[0]: (row[1], row[2], row[3]) for row in map(tuple, rows)}

    def event_page(
        self, wanted: EventFilter, *, box: Box | None, skip: int, limit: int
    ) -> tuple[list[Event], int]:
        """One page of the events that fit and lie in ``box``, and how many there are in all."""
        c = event_tables.event.c
        query = narrow_events(select(c.record), wanted)
        if box is not None:
            query = query.where(
                c.longitude.between(box.west, box.east), c.latitude.between(box.south, box.north)
            )
        count = select(func.count()).select_from(query.subquery())
        total = next(iter(self._rows(count)))[0]
        page = self._rows(_by_day(query).offset(skip).limit(limit))
        return [load_event(row.record) for row in page], total

    def events_of_article(self, article_id: str) -> dict[str, str]:
        """Which event each claim of an article belongs to, by the claim's id."""
        member, claim, article = event_tables.event_claim.c, tables.claim, tables.article
        query = (
            select(claim.c.id, member.event)
            .join_from(event_tables.event_claim, claim)
            .join(article)
            .where(article.c.id == article_id)
        )
        return {row.id: row.event for row in self._rows(query)}

    def neighbours(self, event: Event, *, days: int, degrees: float, limit: int) -> list[EventRow]:
        """Other events at most so many days and degrees away, the nearest in time first."""
        place, day = event.place, event.date
        if place is None or place.latitude is None or place.longitude is None:
            return []
        if day is None or day.start is None:
            return []
        y, x, middle = place.latitude, place.longitude, day.start
        span = timedelta(days=days)
        around = EventFilter(since=middle - span, until=middle + span)
        near = [
            row
            for row in self.event_rows(around)
            if row.id != event.id
            and row.start is not None
            and row.latitude is not None
            and row.longitude is not None
            and abs((row.start - middle).days) <= days
            and abs(row.latitude - y) <= degrees
            and abs(row.longitude - x) <= degrees
        ]
        near.sort(key=lambda row: (abs(((row.start or middle) - middle).days), row.id))
        return near[:limit]

    def actor_figures(self) -> list[ActorFigure]:
        """Actors of the registry by how many claims name them, the most first."""
        actor, member = tables.claim_actor.c, event_tables.event_claim.c
        did = func.sum(case((actor.role == "initiator", 1), else_=0)).label("initiator")
        had = func.sum(case((actor.role == "recipient", 1), else_=0)).label("recipient")
        query = (
            select(
                actor.actor,
                func.max(actor.name).label("name"),
                did,
                had,
                func.count(member.event.distinct()).label("events"),
            )
            .join_from(tables.claim_actor, event_tables.event_claim, member.claim == actor.claim)
            .where(actor.actor.is_not(None))
            .group_by(actor.actor)
            .order_by(func.count().desc(), actor.actor)
            .limit(_MOST_FIGURES)
        )
        return [
            ActorFigure(
                actor=r.actor,
                name=r.name or r.actor,
                initiator=r.initiator,
                recipient=r.recipient,
                events=r.events,
            )
            for r in self._rows(query)
        ]

    def source_figures(self) -> list[SourceFigure]:
        """Speakers by how many claims begin with them, the most first."""
        member, event, claim = event_tables.event_claim.c, event_tables.event.c, tables.claim.c
        alone = case((event.origins == 1, event.id))
        contested = case((event.grade == "contested", event.id))
        query = (
            select(
                member.origin.label("name"),
                func.count().label("claims"),
                func.count(event.id.distinct()).label("events"),
                func.count(alone.distinct()).label("alone"),
                func.count(contested.distinct()).label("contested"),
                func.count(claim.article.distinct()).label("articles"),
            )
            .join_from(event_tables.event_claim, event_tables.event)
            .join(tables.claim, claim.number == member.claim)
            .where(member.superseded.is_(False))
            .group_by(member.origin)
            .order_by(func.count().desc(), member.origin)
            .limit(_MOST_FIGURES)
        )
        return [SourceFigure(**row._mapping) for row in self._rows(query)]

    def publisher_figures(self) -> list[tuple[str, int, int, int]]:
        """Publishers: name, articles, how many of them are reprints, claims."""
        article, reprint = tables.article.c, event_tables.reprint.c
        is_reprint = exists().where(reprint.article == article.number)
        claims = (
            select(func.count()).where(tables.claim.c.article == article.number).scalar_subquery()
        )
        per_article = (
            select(
                article.publisher.label("publisher"),
                case((is_reprint, 1), else_=0).label("reprint"),
                claims.label("claims"),
            )
            .where(article.superseded.is_(False), article.publisher.is_not(None))
            .subquery()
        )
        c = per_article.c
        query = (
            select(c.publisher, func.count(), func.sum(c.reprint), func.sum(c.claims))
            .group_by(c.publisher)
            .order_by(func.count().desc(), c.publisher)
            .limit(_MOST_FIGURES)
        )
        return [tuple(row) for row in self._rows(query)]

    def found_places(self, words: str, limit: int) -> list[tuple[str, str | None, int]]:
        """Places of events whose name holds these words: name, first-level area, events."""
        c = event_tables.event.c
        query = (
            select(c.place_name, func.max(c.admin1), func.count())
            .where(c.place_name.icontains(words, autoescape=True))
            .group_by(c.place_name)
            .order_by(func.count().desc())
            .limit(limit)
        )
        return [tuple(row) for row in self._rows(query)]

    def found_events(self, words: Sequence[str], limit: int) -> list[EventRow]:
        """Events whose id, kind or place, actors or sentences hold every one of these words."""
        c = event_tables.event.c
        columns = (c.id, c.kind, c.grade, c.date_start, c.date_end, c.place_name, c.latitude)
        more = (c.longitude, c.place_precision, c.claims, c.origins)
        query: Select[Any] = select(*columns, *more)
        for word in words:
            query = query.where(_tells(word))
        return [
            EventRow(*tuple(row))
            for row in self._rows(query.order_by(c.claims.desc()).limit(limit))
        ]

    def found_articles(self, words: Sequence[str], limit: int) -> Iterator[Article]:
        """Articles whose title or text holds every one of these words, the newest first."""
        c = tables.article.c
        query = select(c.record).where(c.superseded.is_(False))
        for word in words:
            query = query.where(
                or_(
                    c.title.icontains(word, autoescape=True),
                    c.text.icontains(word, autoescape=True),
                )
            )
        ordered = query.order_by(c.published.desc()).limit(limit)
        return (load_bytes(Article, row.record) for row in self._rows(ordered))


def _by_day(query: Select[Any]) -> Select[Any]:
    c = event_tables.event.c
    return query.order_by(c.date_start.is_(None), c.date_start, c.id)


def _tells(word: str) -> Any:
    event, member, actor = event_tables.event.c, event_tables.event_claim.c, tables.claim_actor.c
    named = exists().where(
        and_(
            member.event == event.id,
            member.claim == actor.claim,
            or_(
                actor.name.icontains(word, autoescape=True),
                actor.text.icontains(word, autoescape=True),
            ),
        )
    )
    return or_(
        event.id.startswith(word, autoescape=True),
        event.kind.icontains(word, autoescape=True),
        event.place_name.icontains(word, autoescape=True),
        event.admin1.icontains(word, autoescape=True),
        named,
    )
