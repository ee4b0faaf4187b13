"""Writing lists: tables that fit the terminal, JSON, and CSV that is safe in a spreadsheet."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.wording import UNKNOWN, printable
from counterclaim.exports.cells import safe

if TYPE_CHECKING:
    from rich.console import Console

Json = dict[str, Any]

WIDE = 100
"""Columns from which on a table of many columns is readable."""

_PIPED_WIDTH = 160
_LONGEST_WORD = 20
_SHORTEST_CAP = 6
_GAP = 2
"""Between columns: a space of padding and one that the box puts there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``share`` is its part of the width there is; 0 for what never breaks."""

    name: str
    share: int = 1
    style: str = ""


def console(*, errors: bool = False) -> "Console":
    """A console that takes every text as it is and doesn't fold what goes into a pipe narrowly."""
    from rich.console import Console

    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPED_WIDTH
    return Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
    )


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """A table where the terminal is wide enough, else one block a row."""
    out = console()
    if out.width >= WIDE or len(columns) <= 3:
        out.print(_table(columns, rows, out.width))
    else:
        _print_blocks(out, columns, rows)


def print_json(records: Iterable[Json]) -> None:
    """A JSON array, one record a line, written as they come."""
    mark = "["
    for record in records:
        click.echo(mark + "\n" + json.dumps(record, ensure_ascii=False), nl=False)
        mark = ","
    click.echo("[]" if mark == "[" else "\n]")


def print_document(value: Json) -> None:
    """One JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_title(title: str, id_: str) -> None:
    """What a record is, and its id."""
    from rich.text import Text

    console().print(Text.assemble((title, "bold"), "  ", (printable(id_), "cyan")))


def print_labelled(width: int, label: str, value: str | None) -> None:
    """A label of ``width`` and its value, whose further lines and what doesn't fit are set under
    its first. Nothing where there's no value."""
    if not value:
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 0))
    grid.add_column(width=width, style="dim")
    grid.add_column(overflow="fold")
    grid.add_row(Text(label), Text(printable(value)))
    console().print(grid)


def print_csv(columns: Sequence[str], records: Iterable[Json]) -> None:
    """CSV with a head. A cell that a spreadsheet would run as a formula gets an apostrophe."""
    _csv_line(columns)
    for record in records:
        _csv_line([safe(record.get(name)) for name in columns])


def _table(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = _widths(columns, shown, width)
    for column, size in zip(columns, widths, strict=True):
        table.add_column(column.name, style=column.style, width=size, overflow="fold")
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as it needs; where that's too much, the shares divide what is left, but
    none gets narrower than its longest word, as far as there is room for that."""
    cells = [[column.name, *(row[n] for row in rows)] for n, column in enumerate(columns)]
    needed = [max(map(len, column)) for column in cells]
    room = width - _GAP * len(columns)
    floors = _floors(columns, cells, room)
    sizes = {n: needed[n] for n, column in enumerate(columns) if not column.share}
    while len(sizes) < len(columns):
        rest = [n for n in range(len(columns)) if n not in sizes]
        left = room - sum(sizes.values())
        total = sum(columns[n].share for n in rest)
        fair = {n: left * columns[n].share // total for n in rest}
        if tight := {n: floors[n] for n in rest if floors[n] > fair[n]}:
            sizes |= tight
        elif small := {n: needed[n] for n in rest if needed[n] <= fair[n]}:
            sizes |= small
        else:
            sizes |= fair
    return [sizes[n] for n in range(len(columns))]


def _floors(columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """The longest word of each column, cut down where all together would take the whole room."""
    longest = [max(len(word) for cell in column for word in cell.split()) for column in cells]
    solid = [max(map(len, cells[n])) if not c.share else 0 for n, c in enumerate(columns)]
    for cap in range(_LONGEST_WORD, _SHORTEST_CAP, -1):
        floors = [s or min(word, cap) for s, word in zip(solid, longest, strict=True)]
        if sum(floors) <= room:
            return floors
    return [1] * len(columns)


def _print_blocks(out: "Console", columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for first, *rest in rows:
        out.print(Text(printable(first), style="bold"))
        for column, cell in zip(columns[1:], rest, strict=True):
            if cell != UNKNOWN:
                line = Text.assemble((f"{column.name}: ", "dim"), printable(cell))
                out.print(Padding(line, (0, 0, 0, 2)))


def _csv_line(cells: Sequence[object]) -> None:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    click.echo(line.getvalue())
