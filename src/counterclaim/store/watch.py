"""Whether a database has changed since one last looked."""

from threading import Lock

from sqlalchemy import Connection, Engine, text

_ASKS = {
    "sqlite": "PRAGMA data_version",
    "postgresql": "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
}


class Watch:
    """Tells the state of a database as a value that differs after every change to it. May be asked
    from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Connection | None = None

    def state(self) -> object:
        """The state now. SQLite counts the changes that each connection sees, so one is kept."""
        ask = text(_ASKS[self._engine.dialect.name])
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
            told = self._connection.execute(ask).scalar_one()
            self._connection.rollback()
            return told

    def close(self) -> None:
        """Lets go of its connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
