"""``diff``: what changed in the data, and why."""

from datetime import date
from typing import TYPE_CHECKING

import click

from counterclaim.cli import wording
from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import Day, database_option, format_option

if TYPE_CHECKING:
    from counterclaim.store import StoredChange

_COLUMNS = (
    Column("at", 0),
    Column("what", 2),
    Column("id", 3, "cyan"),
    Column("from", 3),
    Column("to", 3),
    Column("why", 4),
)
_CSV = ("at", "kind", "subject", "before", "after", "reason")


@click.command("diff")
@click.option("--since", type=Day(), required=True, help="Changes on this day and after.")
@format_option("table", "json", "csv")
@database_option
def diff_command(since: date, form: str, db: str) -> None:
    """List what changed in the data, and why.

    Articles added, changed by their publishers or coded again; events added, grown, graded anew,
    merged, split or gone, and tolls that moved. Days are those on which this database changed.
    """
    from counterclaim.store import EventReader

    with EventReader.open(db) as reader:
        found = reader.changes(since)
        if form == "json":
            print_json(map(_record, found))
        elif form == "csv":
            print_csv(_CSV, map(_record, found))
        else:
            print_table(_COLUMNS, map(_row, found))


def _record(change: "StoredChange") -> Json:
    return {name: getattr(change, name) for name in _CSV}


def _row(change: "StoredChange") -> list[str]:
    return [
        change.at[:10],
        change.kind,
        change.subject,
        wording.one_line(change.before or wording.UNKNOWN),
        wording.one_line(change.after or wording.UNKNOWN),
        wording.one_line(change.reason),
    ]
