"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from counterclaim.model import Grade

DEFAULT_DATABASE = "counterclaim.db"

KIND = "A kind of the codebook, like air-strike."
ACTOR = "Initiator or recipient: an id or words in its name."
PLACE = "A place's id, country code, or words in its name."
_LEAST = "Events of at least so many claims."

Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """A day, as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; fails with a message for a person."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2017-08-09", param, ctx)


def database_option(command: Command) -> Command:
    """``--db``, or COUNTERCLAIM_DB, or counterclaim.db here."""
    return click.option(
        "--db",
        envvar="COUNTERCLAIM_DB",
        default=DEFAULT_DATABASE,
        show_default=True,
        metavar="FILE",
        help="The database: a file or a postgresql:// address (also: COUNTERCLAIM_DB).",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format``, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )


def limit_option(default: int | None) -> Callable[[Command], Command]:
    """``--limit``: at most so many."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        help="At most so many.",
    )


def period_options(what: str) -> Callable[[Command], Command]:
    """``--since`` and ``--until``, both days included."""

    def add(command: Command) -> Command:
        until = click.option("--until", type=Day(), help=f"{what} on or before this day.")
        since = click.option("--since", type=Day(), help=f"{what} on or after this day.")
        return since(until(command))

    return add


def event_options(command: Command) -> Command:
    """The conditions by which events are found."""
    grades = click.Choice([grade.value for grade in Grade])
    for option in (
        click.option("--least", type=click.IntRange(min=1), help=_LEAST),
        click.option("--article", metavar="ID", help="An article's id."),
        period_options("Events"),
        click.option("--place", metavar="NAME", help=PLACE),
        click.option("--actor", metavar="NAME", help=ACTOR),
        click.option("--grade", type=grades),
        click.option("--kind", metavar="KIND", help=KIND),
    ):
        command = option(command)
    return command
