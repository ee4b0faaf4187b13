"""Typed records as an Arrow table, whose columns follow from the records' types alone: the same
columns with the same types whatever is in the database, also where nothing is."""

from collections.abc import Iterable
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterclaim.model import Span

_PLAIN = {str: "string", int: "int64", float: "float64", bool: "bool_", date: "date32"}


def arrow_table(records: Iterable[Any], kind: type) -> Any:
    """A ``pyarrow.Table`` with a column for each field of the dataclass ``kind``.

    A record inside a record becomes a struct, several become a list, an enumeration its value, a
    span [start, end).
    Raises ``ModuleNotFoundError`` where pyarrow isn't installed: it is no part of the program.
    """
    arrow = import_module("pyarrow")
    schema = arrow.schema(_columns(kind, arrow))
    return arrow.Table.from_pylist([asdict(record) for record in records], schema=schema)


def _columns(kind: type, arrow: ModuleType) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, _type(hints[field.name], arrow)) for field in fields(kind)]


def _type(hint: Any, arrow: ModuleType) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
        return _type(hint, arrow)
    if origin in (tuple, list):
        return arrow.list_(_type(get_args(hint)[0], arrow))
    if is_dataclass(hint):
        return arrow.struct(_columns(hint, arrow))  # type: ignore[arg-type]
    if hint is Span:
        return arrow.list_(arrow.int64(), 2)
    if issubclass(hint, Enum):
        return arrow.string()
    return getattr(arrow, _PLAIN[hint])()
