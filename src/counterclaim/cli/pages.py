"""Pages of the documentation that are made from the program itself.

``python -m counterclaim.cli.pages docs`` writes them anew into the folder ``docs``; a test tells
when one is out of date.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import click

from counterclaim.cli.door import cli
from counterclaim.codebook.kinds import KindRow, kind_rows
from counterclaim.exports.dictionary import dictionary
from counterclaim.model import CodedArticle, Event, Span

_NOTE = "<!-- Written by `python -m counterclaim.cli.pages docs`; don't edit. -->"
_WIDTH = 96


def commands() -> str:
    """Each command with what ``--help`` says of it."""
    parts = ["# Commands", _NOTE]
    for path, command, context in _walk(
        cli, click.Context(cli, info_name="counterclaim", **cli.context_settings)
    ):
        if command is not cli:
            parts.append(f"## `{path}`")
        parts.append(f"```text\n{_help(command, context)}\n```")
    return "\n\n".join(parts) + "\n"


def record() -> str:
    """What ``code --jsonl`` and ``events --format json`` are made of, field by field."""
    parts = [
        "# Records",
        _NOTE,
        "One line of `counterclaim code --jsonl` is a `CodedArticle`; `counterclaim schema` prints "
        "its JSON Schema. The events of a database are `Event`s. In Python they are frozen "
        "dataclasses of `counterclaim.model`. A span is `[start, end)` in code points of the "
        "article's text, a date ISO 8601, unknown `null` or `[]`.",
    ]
    seen: dict[type, None] = {}
    for root in (CodedArticle, Event):
        _reach(root, seen)
    enums = [kind for kind in seen if issubclass(kind, Enum)]
    parts += [_described(kind) for kind in seen if kind not in enums]
    parts += [_valued(kind) for kind in enums]
    return "\n\n".join(parts) + "\n"


def kinds() -> str:
    """The kinds of event with what they are called elsewhere."""
    head = "| kind | what it is | ACLED | PLOVER |\n| --- | --- | --- | --- |"
    rows = [_kind_row(row) for row in kind_rows().values()]
    about = (
        "A claim has one kind. Where ACLED or PLOVER has several types for it, the claim's sides "
        "decide; where it has none, the cell is empty."
    )
    return "\n\n".join(["# Kinds of event", _NOTE, about, "\n".join([head, *rows])]) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "record.md": record,
    "kinds.md": kinds,
    "exports.md": dictionary,
}
"""The file of each page and what makes its text."""


def _walk(
    command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _walk(below, click.Context(below, info_name=name, parent=context))


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = _WIDTH
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _kind_row(row: KindRow) -> str:
    acled = [row.acled_event_type, row.acled_sub_event_type]
    plover = " ".join(filter(None, (row.plover_event, row.plover_mode)))
    cells = [f"`{row.kind}`", row.definition, ": ".join(filter(None, acled)), plover]
    return "| " + " | ".join(cell.replace(" | ", " or ") for cell in cells) + " |"


def _reach(kind: type, seen: dict[type, None]) -> None:
    """The records and enumerations that a record is made of, in the order of first use."""
    if kind in seen:
        return
    seen[kind] = None
    if is_dataclass(kind):
        for hint in _hints(kind).values():
            for part in _parts(hint):
                _reach(part, seen)


def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _parts(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and hint is not Span and (is_dataclass(hint) or _is_enum(hint)):
        yield hint
    for inner in get_args(hint):
        yield from _parts(inner)


def _is_enum(hint: type) -> bool:
    return issubclass(hint, Enum)


def _described(kind: type) -> str:
    rows = [f"| `{name}` | {_in_words(hint)} |" for name, hint in _hints(kind).items()]
    table = "\n".join(["| field | type |", "| --- | --- |", *rows])
    return f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n{table}"


def _valued(kind: type[Enum]) -> str:
    values = ", ".join(f"`{member.value}`" for member in kind)
    return f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n{values}"


def _in_words(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        known = [_in_words(part) for part in inner if part is not NoneType]
        return " or ".join([*known, *(["null"] if NoneType in inner else [])])
    if origin is tuple and inner[-1] is Ellipsis:
        return f"list of {_in_words(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(_in_words(part) for part in inner)}]"
    if hint is Span:
        return "span"
    name = {str: "text", int: "integer", float: "number", bool: "true or false"}.get(hint)
    return name or (f"[{hint.__name__}](#{hint.__name__.lower()})" if _ours(hint) else "date")


def _ours(hint: Any) -> bool:
    return is_dataclass(hint) or _is_enum(hint)


def main(folder: Path) -> None:
    """Writes every page into a folder."""
    for name, make in PAGES.items():
        (folder / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
