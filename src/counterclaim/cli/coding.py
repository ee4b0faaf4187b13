"""``code``: reports in, claims out."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.linking import link_kept, report
from counterclaim.cli.options import database_option
from counterclaim.cli.progress import Tally, watched
from counterclaim.model import Issue

if TYPE_CHECKING:
    from counterclaim.model import CodedArticle
    from counterclaim.store import Writer

EXTRAS = ("mentions", "attributions", "dates")


class Extras(click.ParamType[frozenset[str]]):
    """Names of extra parts of a record, with commas between."""

    name = "PART,PART"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """The parts; fails on one that there isn't."""
        if isinstance(value, frozenset):
            return value
        parts = frozenset(str(value).replace(" ", "").split(",")) - {""}
        if unknown := sorted(parts.difference(EXTRAS)):
            self.fail(f"{', '.join(unknown)} is none of {', '.join(EXTRAS)}", param, ctx)
        return parts


@click.command("code")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--jsonl", is_flag=True, help="Write JSON lines to standard output instead.")
@click.option(
    "--with",
    "extras",
    type=Extras(),
    default=frozenset(),
    metavar="PART,PART",
    help=f"With --jsonl: also write {', '.join(EXTRAS)}.",
)
@database_option
def code_command(inputs: tuple[str, ...], jsonl: bool, extras: frozenset[str], db: str) -> int:
    """Read reports, code their claims and keep them.

    They go into the database, or with --jsonl to standard output. INPUT is a file, a folder, an
    address or - (standard input): web pages, plain text with or without front matter, JSON lines,
    PDF, feeds, WARC. It is told by content, not by name. What can't be read is named, the rest
    goes on, and the exit status is 1.
    """
    if jsonl:
        return write_lines(inputs, extras)
    if extras:
        raise click.UsageError("--with adds to what --jsonl writes; give both")
    return keep(inputs, db)


def write_lines(inputs: Sequence[str], extras: frozenset[str]) -> int:
    """Writes each coded article as a line of JSON; gives the exit status."""
    from counterclaim.model.record import dump_coded_bytes

    with watched(code_all(inputs, extras), inputs) as (results, tally):
        for result in results:
            if not isinstance(result, Issue):
                sys.stdout.buffer.write(dump_coded_bytes(result) + b"\n")
                sys.stdout.buffer.flush()
    return tally.status


def keep(inputs: Sequence[str], db: str) -> int:
    """Keeps each coded article in the database; gives the exit status."""
    from counterclaim.cli.program import coder_version
    from counterclaim.store import Writer

    with (
        Writer.open(db, coder=coder_version()) as writer,
        watched(code_all(inputs, frozenset()), inputs) as (results, tally),
    ):
        done = Done()
        for result in results:
            done = done.plus(save(writer, result))
    _report(tally, done, db)
    report(link_kept(db))
    return tally.status


@dataclass(frozen=True, slots=True)
class Done:
    """What saving came to, in articles."""

    unchanged: int = 0
    written: int = 0

    def plus(self, written: bool | None) -> "Done":
        """With one more result: written, unchanged, or (None) no article."""
        if written is None:
            return self
        return Done(self.unchanged + (not written), self.written + written)


def save(writer: "Writer", result: "CodedArticle | Issue") -> bool | None:
    """Keeps one result; True where an article was written, None where there was none."""
    from counterclaim.store import Saved

    if isinstance(result, Issue):
        writer.save_issue(result)
        return None
    return writer.save(result) is not Saved.UNCHANGED


def code_all(inputs: Sequence[str], extras: frozenset[str]) -> "Iterator[CodedArticle | Issue]":
    """Everything that the inputs hold, coded. The language model is loaded with the first."""
    from counterclaim.names.gazetteer import Gazetteer
    from counterclaim.pipeline import Coder, code_inputs

    with closing(Gazetteer.open()) as gazetteer:
        coder = Coder(gazetteer=gazetteer)
        yield from code_inputs(list(inputs), coder=coder, extras=extras)


def database_argument(db: str) -> str:
    """What to add to a command that is to look into this database."""
    from counterclaim.cli.options import DEFAULT_DATABASE

    return "" if db == DEFAULT_DATABASE else f" --db {Path(db)}"


def _report(tally: Tally, done: Done, db: str) -> None:
    unchanged = f" ({done.unchanged} of them known and unchanged)" if done.unchanged else ""
    click.echo(f"{tally.in_words}{unchanged}; kept in {db}", err=True)
    if tally.claims:
        click.echo(f"Next: counterclaim claims{database_argument(db)}", err=True)
