"""Opening a database, and what can be wrong with one. All that is SQLite's own stands here."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from counterclaim.store import decision_tables, tables, text_index
from counterclaim.store.upgrades import OLDEST, upgrade

DEFAULT_DATABASE = "counterclaim.db"
"""The file used where neither ``--db`` nor COUNTERCLAIM_DB names another."""

_PROGRAM = "counterclaim"
_BUSY_SECONDS = 30


class StoreError(Exception):
    """The database can't be used. The message names it, the reason, and what to do."""


def open_existing(where: str) -> Engine:
    """The database at a path or ``postgresql://`` address, which must be there already."""
    if not _is_address(where) and not Path(where).is_file():
        raise StoreError(
            f"{where}: there is no database; make it with `counterclaim code INPUT...`, "
            "or name another with --db"
        )
    engine = _engine(where, mode="rw")
    with _disposed_on_failure(engine), _explained(where), engine.connect() as connection:
        if not inspect(connection).has_table(tables.about.name):
            raise _foreign(where, "it has none of the program's tables")
        _check_version(connection, where)
    return engine


def open_or_create(where: str) -> Engine:
    """The database at a path or ``postgresql://`` address, made where it isn't there yet."""
    _check_folder(where)
    engine = _engine(where, mode="rwc")
    with _disposed_on_failure(engine), _explained(where), engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if not names:
            _create(connection)
        elif tables.about.name not in names:
            raise _foreign(where, "it holds the tables of another program")
        _check_version(connection, where)
    return engine


def open_writable(where: str) -> Engine:
    """The database at a path or ``postgresql://`` address, which must be there already, for
    writing."""
    open_existing(where).dispose()
    return open_or_create(where)


class Opened:
    """What holds a database open, until it is closed or a ``with`` ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turns a failure of the database inside into a :class:`StoreError` that names it."""
    with _explained(str(engine.url.database)):
        yield


@contextmanager
def _disposed_on_failure(engine: Engine) -> Iterator[None]:
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        yield
        stack.pop_all()


def _is_address(where: str) -> bool:
    return "://" in where


def _engine(where: str, *, mode: str) -> Engine:
    if _is_address(where):
        return _address_engine(where)
    address = f"{Path(where).resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    engine = create_engine(f"sqlite:///{where}", creator=connect)
    engine.dialect.statement_compiler = _HintingCompiler
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_reading if mode == "rw" else _begin_writing)
    return engine


class _HintingCompiler(SQLiteCompiler):
    """Writes hints on a table (``INDEXED BY ...``), which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: object, text: str | None) -> str | None:
        """The hint after the table's name."""
        return text


def _address_engine(address: str) -> Engine:
    try:
        return create_engine(address)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"{address}: no database can be opened under this address ({error}); "
            "give a file, or postgresql+psycopg://USER@HOST/NAME with psycopg installed"
        ) from error


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Foreign keys are off unless asked for, the driver is kept from opening transactions late, and
    SQLite's own ``lower`` knows the letters of ASCII only."""
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Takes the lock at once, and so waits for another writer instead of failing half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _create(connection: Connection) -> None:
    """The tables, all at once. SQLite's log is kept apart so that reading and writing don't wait
    for each other."""
    connection.rollback()
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA journal_mode = WAL")
    with connection.begin():
        for table in (text_index.event_search, decision_tables.decision):
            table.metadata.create_all(connection)
        text_index.create_indexes(connection)
        rows = {"program": _PROGRAM, "schema_version": str(tables.SCHEMA_VERSION)}
        connection.execute(
            insert(tables.about), [{"key": key, "value": value} for key, value in rows.items()]
        )


def _check_version(connection: Connection, where: str) -> None:
    """Brings tables of an older version up to date; what can't be is told."""
    version = _version(connection, where)
    if version == tables.SCHEMA_VERSION:
        return
    if version > tables.SCHEMA_VERSION:
        raise StoreError(
            f"{where}: its tables are of version {version}, this program knows up to "
            f"{tables.SCHEMA_VERSION}; use the newer program that made it, or name another with "
            "--db"
        )
    if version < OLDEST:
        raise StoreError(
            f"{where}: its tables are of version {version}, which is too old to be brought up to "
            f"date (the oldest is {OLDEST}); code the articles again into a new file with --db"
        )
    connection.rollback()
    with connection.begin():
        _lock(connection)
        upgrade(connection, _version(connection, where))


def _lock(connection: Connection) -> None:
    """Has others that would bring the tables up to date, too, wait and then find it done."""
    connection.execute(update(tables.about).values(key=tables.about.c.key))


def _version(connection: Connection, where: str) -> int:
    rows = connection.execute(select(tables.about.c.key, tables.about.c.value))
    about = {row.key: row.value for row in rows}
    if about.get("program") != _PROGRAM:
        raise _foreign(where, "its table `about` is another program's")
    told = about.get("schema_version") or ""
    if not told.isdecimal():
        raise _foreign(where, f"its version is {told!r}")
    return int(told)


def _check_folder(where: str) -> None:
    if not _is_address(where) and not Path(where).resolve().parent.is_dir():
        raise StoreError(
            f"{where}: the folder {Path(where).resolve().parent} doesn't exist; "
            "make it, or name another file with --db"
        )


def _foreign(where: str, reason: str) -> StoreError:
    return StoreError(
        f"{where}: not a Counterclaim database ({reason}); "
        "name another with --db, or move this file away to begin a new one"
    )


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _in_words(where, str(error.orig)) from error


def _in_words(where: str, reason: str) -> StoreError:
    """What a driver's reason means for a person."""
    if "not a database" in reason:
        return _foreign(where, reason)
    if "malformed" in reason or "disk image" in reason:
        return StoreError(
            f"{where}: the database is damaged ({reason}); bring it back from a copy, or try "
            f'`sqlite3 "{where}" .recover`, or name another with --db'
        )
    if "locked" in reason:
        return StoreError(
            f"{where}: another program has been writing to it for {_BUSY_SECONDS} s; "
            "try again when it is done"
        )
    return StoreError(
        f"{where}: the database can't be used ({reason}); check that the file can be read and "
        "written and the disk isn't full, or name another with --db"
    )
