"""``import`` and ``compare``: other data sets beside our events."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import database_option, format_option
from counterclaim.cli.wording import UNKNOWN

if TYPE_CHECKING:
    from counterclaim.model import CodedArticle, Issue

_TABLE = (
    Column("told", 0),
    Column("when", 2),
    Column("where", 2),
    Column("here", 3),
    Column("there", 3),
    Column("here lacks", 2),
    Column("there lacks", 2),
    Column("why", 4),
)
_CSV = (
    *("side", "event", "row", "score", "when_here", "when_there", "where_here", "where_there"),
    *("kind_here", "kind_there", "who_here", "who_there", "whom_here", "whom_there"),
    *("killed_here", "killed_there", "here_lacks", "there_lacks", "why"),
)
_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_File)
@database_option
def import_command(files: tuple[Path, ...], db: str) -> int:
    """Keep the rows of another data set as claims of it.

    FILE is of ACLED or UCDP GED, or like Airwars' list of incidents; it is told by its columns.

    Each row becomes an article of the data set with one claim; its source is the one that the row
    states. It is linked with what is there: a row and a report that tell the same happening are
    one event. Whose rows may be passed on is a matter of the data set's terms.
    """
    from counterclaim.cli.linking import link_kept, report
    from counterclaim.cli.program import coder_version
    from counterclaim.model import Issue
    from counterclaim.store import Saved, Writer

    done: Counter[str] = Counter()
    with Writer.open(db, coder=coder_version()) as writer:
        for found in _rows(files):
            if isinstance(found, Issue):
                writer.save_issue(found)
                click.echo(found.message, err=True)
                done["left out"] += 1
            else:
                done["rows"] += 1
                done["unchanged"] += writer.save(found) is Saved.UNCHANGED
    unchanged = f" ({done['unchanged']} of them known and unchanged)" if done["unchanged"] else ""
    click.echo(
        f"{done['rows']} rows{unchanged}, {done['left out']} left out; kept in {db}", err=True
    )
    report(link_kept(db))
    return 1 if done["left out"] else 0


@click.command("compare")
@click.argument("file", metavar="FILE", type=_File)
@format_option("table", "json", "csv")
@database_option
def compare_command(file: Path, form: str, db: str) -> int:
    """Hold our events against the rows of another data set.

    FILE is of ACLED or UCDP GED, or like Airwars' list of incidents; it is told by its columns.

    They are matched by time, place and parties, one row with one event at most. It shows what both
    tell, what is only here and what only there, and what each side lacks where both tell it. Of our
    events those in the days and countries of FILE count. Nothing is written to the database.
    """
    from counterclaim.exports.comparing import compare, of_event, of_row, record
    from counterclaim.linking.actors import Sides
    from counterclaim.model import Issue
    from counterclaim.names.registry import Registry
    from counterclaim.store import EventReader

    theirs, left_out = [], 0
    for found in _rows((file,)):
        if isinstance(found, Issue):
            click.echo(found.message, err=True)
            left_out += 1
        else:
            theirs.append(of_row(found))
    with EventReader.open(db) as reader:
        ours = [of_event(event) for event in reader.events()]
    pairs = compare(ours, theirs, Sides(Registry.load()))
    records = [record(pair) for pair in pairs]
    if form == "json":
        print_json(records)
    elif form == "csv":
        print_csv(_CSV, ({**r, **_joined(r)} for r in records))
    else:
        print_table(_TABLE, map(_cells, records))
    counts = Counter(pair.side.value for pair in pairs)
    blind = sum(told.when is None or told.when.start is None or told.spot is None for told in ours)
    click.echo(
        f"{counts['both']} told by both, {counts['only here']} only here, "
        f"{counts['only there']} only there; {blind} events here have no day or place to compare by"
        + (f"; {left_out} rows left out" if left_out else ""),
        err=True,
    )
    return 1 if left_out else 0


def _rows(files: tuple[Path, ...]) -> "Iterator[CodedArticle | Issue]":
    from counterclaim.exports.incoming import read_dataset
    from counterclaim.names.registry import Registry

    registry = Registry.load()
    for file in files:
        yield from read_dataset(file, registry)


def _joined(told: Json) -> Json:
    return {name: "; ".join(told[name]) for name in ("here_lacks", "there_lacks")}


def _cells(told: Json) -> list[str]:
    def side(name: str, id_: str) -> str:
        if told[id_] is None:
            return UNKNOWN
        killed = told[f"killed_{name}"]
        parts = (
            told[f"kind_{name}"],
            told[f"who_{name}"] and f"by {told[f'who_{name}']}",
            killed and f"killed {killed}",
            f"({told[id_]})",
        )
        return " ".join(part for part in parts if part)

    def both(what: str) -> str:
        values = dict.fromkeys(v for n in ("here", "there") if (v := told[f"{what}_{n}"]))
        return " / ".join(values) or UNKNOWN

    lacking = _joined(told)
    return [
        told["side"],
        both("when"),
        both("where"),
        side("here", "event"),
        side("there", "row"),
        lacking["here_lacks"],
        lacking["there_lacks"],
        told["why"] if told["score"] is None else f"{told['score']:.2f}: {told['why']}",
    ]
