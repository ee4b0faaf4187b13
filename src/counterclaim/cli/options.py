"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

DEFAULT_DATABASE = "counterclaim.db"

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
