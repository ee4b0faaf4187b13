"""What pages show: events as light rows, a page of them, what stands near one."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, case, func, or_, select

from counterclaim.model import Event
from counterclaim.model.event import Reprint
from counterclaim.model.event_record import load_event, load_reprint
from counterclaim.store import event_tables, tables
from counterclaim.store.controls import ControlReader
from counterclaim.store.database import explained
from counterclaim.store.event_rows import EVENT_COLUMNS, NARROW, EventRow
from counterclaim.store.events import EventFilter, StoredChange, narrow_events, stored_change
from counterclaim.store.filters import ArticleFilter, narrow_articles
from counterclaim.store.reader import StoredArticle, article_query, stored_article
from counterclaim.store.watch import Watch


class Box(NamedTuple):
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float


class ViewReader(ControlReader):
    """Reads what pages show. Every method may raise :class:`~counterclaim.store.StoreError`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._watch = Watch(engine)

    def state(self) -> object:
        """A value that differs after every change of the database."""
        with explained(self._engine):
            return self._watch.state()

    def close(self) -> None:
        """Lets go of the database."""
        self._watch.close()
        super().close()

    def event_rows(self, wanted: EventFilter) -> list[EventRow]:
        """All events that fit, by their day, those without one at the end."""
        query = _by_day(narrow_events(select(*EVENT_COLUMNS), wanted, self._dialect))
        return list(map(EventRow._make, self._rows(query)))

    def event_totals(self, wanted: EventFilter) -> dict[str, tuple[int, int, int]]:
        """Of the events that fit, for each grade: how many, how many of them without a place that
        is known, how many without a date."""
        c = event_tables.event.c
        unplaced = func.sum(case((c.latitude.is_(None), 1), else_=0))
        undated = func.sum(case((c.date_start.is_(None), 1), else_=0))
        counts = select(c.grade, func.count(), unplaced, undated)
        counts = counts.with_hint(event_tables.event, NARROW, "sqlite")
        query = narrow_events(counts, wanted, self._dialect).group_by(c.grade)
        rows = self._rows(query)
        return {row[0]: (row[1], row[2], row[3]) for row in map(tuple, rows)}

    def event_page(
        self,
        wanted: EventFilter,
        *,
        box: Box | None = None,
        skip: int = 0,
        limit: int,
        latest: bool = False,
    ) -> tuple[list[Event], int]:
        """One page of the events that fit and lie in ``box``, by their day or, with ``latest``, the
        latest first, and how many there are in all."""
        c = event_tables.event.c
        query = narrow_events(select(c.id), wanted, self._dialect)
        if box is not None:
            query = query.where(
                c.longitude.between(box.west, box.east), c.latitude.between(box.south, box.north)
            )
        count = select(func.count()).select_from(query.subquery())
        total = next(iter(self._rows(count)))[0]
        ordered = query.order_by(c.date_start.desc(), c.id) if latest else _by_day(query)
        ids = [row.id for row in self._rows(ordered.offset(skip).limit(limit))]
        records = self._rows(select(c.id, c.record).where(c.id.in_(ids)))
        found = {row.id: load_event(row.record) for row in records}
        return [found[id_] for id_ in ids], total

    def article_page(
        self, wanted: ArticleFilter, *, skip: int, limit: int
    ) -> tuple[list[StoredArticle], int]:
        """One page of the articles that fit, the latest published first, and how many there are in
        all."""
        c = tables.article.c
        fitting = narrow_articles(select(c.number), wanted)
        if wanted.publisher is None:
            fitting = fitting.with_hint(tables.article, "INDEXED BY ix_article_day", "sqlite")
        count = select(func.count()).select_from(fitting.subquery())
        total = next(iter(self._rows(count)))[0]
        page = fitting.order_by(c.published.desc(), c.id.desc()).offset(skip).limit(limit)
        numbers = [row.number for row in self._rows(page)]
        records = self._rows(article_query().where(c.number.in_(numbers)))
        found = {stored.number: stored for stored in map(stored_article, records)}
        return [found[number] for number in numbers], total

    def reprints_of(self, article: StoredArticle) -> list[Reprint]:
        """The reprints that an article is a copy or the original of, and those of its original."""
        table = event_tables.reprint.c
        own = select(table.original).where(table.article == article.number)
        query = select(table.record).where(
            or_(
                table.article == article.number,
                table.original == article.number,
                table.original.in_(own),
            )
        )
        return [load_reprint(row.record) for row in self._rows(query.order_by(table.article))]

    def history(self, event: str) -> list[StoredChange]:
        """What changed in an event, and which others were merged into it or split from, in
        time."""
        change, trace = event_tables.change, event_tables.event_trace
        query = select(change).where(change.c.subject == event)
        told = list(map(stored_change, self._rows(query.order_by(change.c.number))))
        moved = select(trace).where(trace.c.new == event, trace.c.old != event)
        told += [
            StoredChange(
                at=r.at,
                kind=f"{r.kind} with",
                subject=event,
                before=r.old,
                after=r.new,
                reason=r.reason,
            )
            for r in self._rows(moved.order_by(trace.c.number))
        ]
        return sorted(told, key=lambda entry: entry.at)

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
        span, c = timedelta(days=days), event_tables.event.c
        query = select(*EVENT_COLUMNS).where(
            c.date_start.between(middle - span, middle + span),
            c.latitude.between(y - degrees, y + degrees),
            c.longitude.between(x - degrees, x + degrees),
            c.id != event.id,
        )
        near = [EventRow(*tuple(row)) for row in self._rows(query)]
        near.sort(key=lambda row: (abs(((row.start or middle) - middle).days), row.id))
        return near[:limit]


def _by_day(query: Select[Any]) -> Select[Any]:
    c = event_tables.event.c
    return query.order_by(c.date_start.is_(None), c.date_start, c.id)
