"""Decisions: written down one after the other, and read back. None is ever changed or taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, insert, select

from counterclaim.model import Act, Claim, Decision, Draft
from counterclaim.model.decision import FIRST_PREVIOUS
from counterclaim.model.record import load_bytes
from counterclaim.store import tables
from counterclaim.store.database import Opened, StoreError, explained, open_writable
from counterclaim.store.decided import (
    Ballot,
    Standing,
    ballots,
    coders_of,
    live,
    standings,
)
from counterclaim.store.decision_tables import decision as table
from counterclaim.store.holding import hold, mark_for_linking, to_decision
from counterclaim.store.reader import StoredArticle
from counterclaim.store.rulings import articles_of
from counterclaim.store.views import ViewReader


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilter:
    """Which decisions: those of one person, on one subject or article, of one act; at most the
    last so many. Conditions given must all hold."""

    by: str | None = None
    subject: str | None = None
    article: str | None = None
    act: Act | None = None
    last: int | None = None


class DecisionWriter(Opened):
    """Adds decisions to one database, and has its claims hold as decided."""

    @classmethod
    def open(cls, where: str) -> Self:
        """A writer to the file or ``postgresql://`` address, which must be there.

        Raises :class:`~counterclaim.store.StoreError`.
        """
        return cls(open_writable(where))

    def add(self, drafts: Sequence[Draft], *, at: datetime | None = None) -> list[Decision]:
        """Writes decisions down, all or none, and gives them as kept; ``at`` is now unless told.

        Raises :class:`~counterclaim.store.StoreError`, also for an undoing of a decision that
        isn't there.
        """
        when = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        with explained(self._engine), self._engine.begin() as connection:
            return _add(connection, drafts, when)


def _add(connection: Connection, drafts: Sequence[Draft], when: str) -> list[Decision]:
    out: list[Decision] = []
    last = _last(connection)
    for draft in drafts:
        if draft.undoes is not None and not _is_there(connection, draft.undoes):
            raise StoreError(f"there is no decision {draft.undoes} to undo")
        previous = last.digest if last is not None else FIRST_PREVIOUS
        number = last.number + 1 if last is not None else 1
        last = Decision(**asdict(draft), number=number, at=when, previous=previous)
        connection.execute(insert(table), [asdict(last)])
        out.append(last)
    for article in dict.fromkeys(d.article for d in out if d.article is not None):
        hold(connection, article)
    mark_for_linking(connection, articles_of(connection, out))
    return out


def _last(connection: Connection) -> Decision | None:
    row = connection.execute(select(table).order_by(table.c.number.desc()).limit(1)).first()
    return None if row is None else to_decision(row)


def _is_there(connection: Connection, number: int) -> bool:
    query = select(table.c.number).where(table.c.number == number)
    return connection.execute(query).first() is not None


class DecisionReader(ViewReader):
    """Reads decisions and the claims that they bear on. Every method may raise
    :class:`~counterclaim.store.StoreError`."""

    def decisions(self, wanted: DecisionFilter | None = None) -> Iterator[Decision]:
        """Decisions in the order in which they were made."""
        asked = wanted or DecisionFilter()
        columns = table.c
        query = select(table)
        for column, value in (
            (columns.by, asked.by),
            (columns.subject, asked.subject),
            (columns.article, asked.article),
            (columns.act, asked.act),
        ):
            if value is not None:
                query = query.where(column == value)
        if asked.last is not None:
            latest = query.order_by(columns.number.desc()).limit(asked.last).subquery()
            query = select(latest).order_by(latest.c.number)
            return (to_decision(row) for row in self._rows(query))
        return (to_decision(row) for row in self._rows(query.order_by(columns.number)))

    def find_decision(self, number: int) -> Decision | None:
        """The decision of a number."""
        row = next(iter(list(self._rows(select(table).where(table.c.number == number)))), None)
        return None if row is None else to_decision(row)

    def standings(self, stored: StoredArticle, *, viewer: str | None = None) -> list[Standing]:
        """The claims of one version of an article as they hold, rejected ones too; as they hold for
        ``viewer``, where this is one who codes it blind."""
        decisions = list(self.decisions(DecisionFilter(article=stored.article.id)))
        return standings(stored.article.text, self._coded(stored), decisions, viewer=viewer)

    def ballots(self, stored: StoredArticle) -> list[Ballot]:
        """The claims of one version of an article that people code blind."""
        decisions = self.decisions(DecisionFilter(article=stored.article.id))
        return ballots(stored.article.text, self._coded(stored), decisions)

    def assignments(self) -> dict[str, tuple[str, ...]]:
        """Who codes which article blind, by the article's id."""
        acts = [Act.ASSIGN.value, Act.UNDO.value]
        query = select(table).where(table.c.act.in_(acts)).order_by(table.c.number)
        given = [d for d in live(map(to_decision, self._rows(query))) if d.act is Act.ASSIGN]
        return {d.subject: coders_of([d]) for d in given}

    def _coded(self, stored: StoredArticle) -> list[Claim]:
        """What the coder wrote of one version of an article."""
        columns = tables.claim.c
        query = select(columns.coded).where(
            columns.article == stored.number, columns.coded.is_not(None)
        )
        return [
            load_bytes(Claim, row.coded) for row in self._rows(query.order_by(columns.position))
        ]
