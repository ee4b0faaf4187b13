"""Figures on actors, speakers and publishers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select

from counterclaim.model import Claim, Relation
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.event_rows import NARROW
from counterclaim.store.events import EventReader

_MOST_FIGURES = 400


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigure:
    """A place where events are told to have been, and how many, how many of them contested. ``id``
    is the gazetteer's; ``None``, as are the coordinates (degrees), where it isn't known there."""

    id: str | None
    name: str
    admin1: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    events: int
    contested: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A wording of a place that isn't on the map: in how many events, and why, where that is
    told. ``name`` is ``None`` for the events of which nobody tells a place."""

    name: str | None
    events: int
    reason: str | None
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTie:
    """What an article says of two actors: the relation, its sentence, where it stands."""

    relation: Relation
    sentence: str
    article: str
    publisher: str | None
    published: date | None


class FigureReader(EventReader):
    """Counts what is kept. Every method may raise :class:`~counterclaim.store.StoreError`."""

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
        alone = case((event.origins == 1, member.event))
        contested = case((event.grade == "contested", member.event))
        query = (
            select(
                member.origin.label("name"),
                func.count().label("claims"),
                func.count(member.event.distinct()).label("events"),
                func.count(alone.distinct()).label("alone"),
                func.count(contested.distinct()).label("contested"),
                func.count(claim.article.distinct()).label("articles"),
            )
            .join_from(event_tables.event_claim, event_tables.event)
            .join(tables.claim, claim.number == member.claim)
            .with_hint(event_tables.event, "INDEXED BY ix_event_borne", "sqlite")
            .with_hint(tables.claim, "INDEXED BY ix_claim_home", "sqlite")
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

    def place_figures(self) -> list[PlaceFigure]:
        """Places of events, those of most events first."""
        c = event_tables.event.c
        query = (
            select(
                c.gazetteer_id.label("id"),
                func.max(c.place_name).label("name"),
                func.max(c.admin1).label("admin1"),
                func.max(c.country).label("country"),
                func.avg(c.latitude).label("latitude"),
                func.avg(c.longitude).label("longitude"),
                func.max(c.place_precision).label("precision"),
                func.count().label("events"),
                func.sum(case((c.grade == "contested", 1), else_=0)).label("contested"),
            )
            .with_hint(event_tables.event, NARROW, "sqlite")
            .where(c.place_name.is_not(None))
            .group_by(c.gazetteer_id, case((c.gazetteer_id.is_(None), c.place_name)))
            .order_by(func.count().desc(), func.max(c.place_name))
        )
        return [PlaceFigure(**row._mapping) for row in self._rows(query)]

    def unplaced(self, limit: int) -> list[Unplaced]:
        """Places of events that aren't on the map, those of most events first."""
        c, member, claim = event_tables.event.c, event_tables.event_claim.c, tables.claim.c
        query = (
            select(c.place_name, func.count().label("events"), func.min(c.id).label("event"))
            .where(c.latitude.is_(None))
            .group_by(c.place_name)
            .order_by(func.count().desc(), c.place_name)
            .limit(limit)
        )
        found = list(self._rows(query))
        records = (
            select(member.event, claim.record)
            .join(tables.claim, claim.number == member.claim)
            .where(member.event.in_([row.event for row in found]))
        )
        why: dict[str, str] = {}
        for row in self._rows(records):
            place = load_bytes(Claim, row.record).place
            if place is not None and place.reason:
                why.setdefault(row.event, place.reason)
        return [
            Unplaced(name=r.place_name, events=r.events, reason=why.get(r.event), event=r.event)
            for r in found
        ]

    def stated_ties(self, actor: str, limit: int) -> list[StatedTie]:
        """What articles say of an actor's ties to others, the latest published first."""
        tie, article = tables.relation.c, tables.article.c
        query = (
            select(tie.record, article.id, article.publisher, article.published, article.text)
            .join(tables.article, article.number == tie.article)
            .where(
                or_(tie.subject_actor == actor, tie.object_actor == actor),
                article.superseded.is_(False),
            )
            .order_by(article.published.desc(), article.id, tie.position)
            .limit(limit)
        )
        return [
            StatedTie(
                relation=(relation := load_bytes(Relation, row.record)),
                sentence=relation.sentence.of(row.text),
                article=row.id,
                publisher=row.publisher,
                published=row.published,
            )
            for row in self._rows(query)
        ]

    def actor_days(self, actor: str) -> list[tuple[date, str, int]]:
        """On which day an actor is told to have had which role (``initiator``, ``recipient``), in
        how many events."""
        c, member, named = event_tables.event.c, event_tables.event_claim.c, tables.claim_actor.c
        query: Select[Any] = (
            select(c.date_start, named.role, func.count(c.id.distinct()))
            .join_from(event_tables.event, event_tables.event_claim, member.event == c.id)
            .join(tables.claim_actor, named.claim == member.claim)
            .where(named.actor == actor, c.date_start.is_not(None))
            .group_by(c.date_start, named.role)
        )
        return _days(self._rows(query))

    def place_days(self, place: str) -> list[tuple[date, str, int]]:
        """On which day how many events of which grade are told of a place (the gazetteer's id)."""
        c = event_tables.event.c
        query: Select[Any] = (
            select(c.date_start, c.grade, func.count())
            .where(c.gazetteer_id == place, c.date_start.is_not(None))
            .group_by(c.date_start, c.grade)
        )
        return _days(self._rows(query))

    def reprinted(self) -> dict[str, list[tuple[str, int]]]:
        """By publisher, whom it reprints and how often, the most often first. ``""`` stands for a
        publisher that isn't told."""
        copy, original = tables.article.alias(), tables.article.alias()
        table = event_tables.reprint
        told: tuple[Any, ...] = (
            func.coalesce(copy.c.publisher, "").label("taker"),
            func.coalesce(original.c.publisher, "").label("original"),
            func.count().label("articles"),
        )
        query = (
            select(*told)
            .join_from(table, copy, copy.c.number == table.c.article)
            .join(original, original.c.number == table.c.original)
            .where(copy.c.superseded.is_(False))
            .group_by("taker", "original")
            .order_by(func.count().desc(), "original")
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for row in self._rows(query):
            found.setdefault(row.taker, []).append((row.original, row.articles))
        return found


def _days(rows: Iterable[Any]) -> list[tuple[date, str, int]]:
    return [(day, name, count) for day, name, count in rows]
