"""Who may sign in: kept in the database with what they decide."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Engine, delete, insert, select

from counterclaim.model import Person, Role
from counterclaim.store.database import Opened, explained, open_existing, open_or_create
from counterclaim.store.decision_tables import person as table


@dataclass(frozen=True, slots=True)
class Account:
    """A person, and the salted hash of their password."""

    person: Person
    secret: str
    made_at: str


class People(Opened):
    """The people of one database. Every method may raise
    :class:`~counterclaim.store.StoreError`."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)

    @classmethod
    def open(cls, where: str, *, writing: bool = False) -> Self:
        """The people of the file or ``postgresql://`` address; for ``writing`` it is made where it
        isn't there yet."""
        return cls(open_or_create(where) if writing else open_existing(where))

    def accounts(self) -> list[Account]:
        """All, by name."""
        with explained(self._engine), self._engine.connect() as connection:
            rows = connection.execute(select(table).order_by(table.c.name)).all()
        return [Account(Person(r.name, Role(r.role)), r.secret, r.made_at) for r in rows]

    def find(self, name: str) -> Account | None:
        """The account of a name."""
        with explained(self._engine), self._engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.name == name)).first()
        if row is None:
            return None
        return Account(Person(row.name, Role(row.role)), row.secret, row.made_at)

    def keep(self, person: Person, secret: str) -> None:
        """Adds a person, or gives one who is there another role and password."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"name": person.name, "role": person.role.value, "secret": secret, "made_at": at}
        with explained(self._engine), self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.name == person.name))
            connection.execute(insert(table), [row])

    def remove(self, name: str) -> bool:
        """Takes the right to sign in from a person; their decisions stay. False where there is
        none of this name."""
        with explained(self._engine), self._engine.begin() as connection:
            gone = connection.execute(
                delete(table).where(table.c.name == name).returning(table.c.name)
            )
            return gone.first() is not None
