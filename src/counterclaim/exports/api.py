"""The program for Python: ``import counterclaim as cc``. What is public is :data:`PUBLIC`.

Everything heavy is loaded when it is first used.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from counterclaim.model import CodedArticle, Event
    from counterclaim.pipeline import Coder
    from counterclaim.store import StoredArticle, StoredClaim

PUBLIC = ("Database", "InputError", "Records", "code", "open")
"""What ``counterclaim`` gives besides ``__version__``."""


class InputError(ValueError):
    """An input that can't be read. The message names it and says what to do."""


class Records[Record]:
    """Records of one kind, read from the database each time that they are gone through."""

    def __init__(self, kind: type[Record], read: Callable[[], Iterator[Record]]) -> None:
        self._kind = kind
        self._read = read

    def __iter__(self) -> Iterator[Record]:
        return self._read()

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records as plain dictionaries, in their order."""
        return [asdict(record) for record in self]  # type: ignore[call-overload]

    def to_pandas(self) -> Any:
        """The records as a ``pandas.DataFrame``, nested parts with dots in their names.

        Raises ``ModuleNotFoundError`` where pandas isn't installed: it is no part of the program.
        """
        pandas: Any = import_module("pandas")
        return pandas.json_normalize(self.to_dicts())

    def to_arrow(self) -> Any:
        """The records as a ``pyarrow.Table``: nested parts as structs and lists, and the same
        columns of the same types whatever the database holds.

        Raises ``ModuleNotFoundError`` where pyarrow isn't installed: it is no part of the program.
        """
        from counterclaim.exports.frames import arrow_table

        return arrow_table(self, self._kind)

    def to_polars(self) -> Any:
        """The records as a ``polars.DataFrame`` with the columns of :meth:`to_arrow`.

        Raises ``ModuleNotFoundError`` where polars or pyarrow isn't installed.
        """
        polars: Any = import_module("polars")
        return polars.from_arrow(self.to_arrow())


class Database:
    """A database that ``counterclaim code`` made, for reading. Made by :func:`open`.

    The conditions are those of the commands ``articles``, ``claims`` and ``events``.
    """

    def __init__(self, where: str) -> None:
        from counterclaim.store import EventReader

        self._reader = EventReader.open(where)

    def articles(self, **conditions: Any) -> "Records[StoredArticle]":
        """Articles: ``publisher``, ``since``, ``until``, ``text``, ``superseded``."""
        from counterclaim.store import ArticleFilter, StoredArticle

        wanted = ArticleFilter(**conditions)
        return Records(StoredArticle, lambda: self._reader.articles(wanted))

    def claims(self, **conditions: Any) -> "Records[StoredClaim]":
        """Claims: ``kind``, ``stance``, ``actor``, ``place``, ``source``, ``since``, ``until``,
        ``article``, ``text``, ``superseded``."""
        from counterclaim.store import ClaimFilter, StoredClaim

        wanted = ClaimFilter(**conditions)
        return Records(StoredClaim, lambda: self._reader.claims(wanted))

    def events(self, **conditions: Any) -> "Records[Event]":
        """Events: ``kind``, ``grade``, ``actor``, ``place``, ``since``, ``until``, ``article``,
        ``least``."""
        from counterclaim.model import Event
        from counterclaim.store import EventFilter

        wanted = EventFilter(**conditions)
        return Records(Event, lambda: self._reader.events(wanted))

    def close(self) -> None:
        """Lets go of the database."""
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open(db: str | Path) -> Database:  # noqa: A001
    """The database in a file or at a ``postgresql://`` address, which must be there."""
    return Database(str(db))


def code(text_or_path: str | Path) -> "list[CodedArticle]":
    """The coded articles of a text, or of a file or folder where one is so named.

    Raises :class:`InputError` where an input can't be read. Nothing is kept in a database.
    """
    from counterclaim.model import Article
    from counterclaim.reading import read, read_bytes

    named = _names_a_file(text_or_path)
    found = read([text_or_path]) if named else read_bytes(str(text_or_path).encode())
    coded = []
    for item in found:
        if not isinstance(item, Article):
            raise InputError(item.message)
        coded.append(shared_coder().code(item))
    return coded


def _names_a_file(given: str | Path) -> bool:
    """A path always does; text does where it is one line and there is such a file or folder."""
    if isinstance(given, Path):
        return True
    if "\n" in given or len(given) > 255:
        return False
    return Path(given).exists()


@cache
def shared_coder() -> "Coder":
    """The one coder of this process, loaded when it is first asked for."""
    from counterclaim.pipeline import Coder

    return Coder()
