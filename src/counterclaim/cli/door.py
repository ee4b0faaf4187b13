"""Starting a command, and what a person sees when one fails.

Exit status: 0 done, 1 something failed or was left out, 2 the command was called wrongly, 130
stopped with Ctrl-C.
"""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from counterclaim import __version__

INTERRUPTED = 130
BROKEN_PIPE = 141

_COMMANDS = {
    "code": ("coding", "Read reports, code their claims and keep them."),
    "articles": ("lists", "List the articles in the database."),
    "claims": ("lists", "List the claims in the database."),
    "events": ("events", "List the events: claims that tell the same happening."),
    "show": ("show", "Show one event, claim or article with all that it rests on."),
    "review": ("review", "See what happened and who says so, in a browser, and correct the coder."),
    "decisions": (
        "decisions",
        "List what people decided in review, in order, or write it as gold.",
    ),
    "assign": ("decisions", "Give ARTICLEs to people who code them without seeing each other."),
    "agreement": ("decisions", "Tell how far people agree who coded the same articles blind."),
    "users": ("users", "Add, list and remove the people who sign in to `review`."),
    "control": ("control", "Tell who held PLACE, and according to whom."),
    "diff": ("diff", "List what changed in the data, and why."),
    "export": ("exporting", "Write the events in a format of the field."),
    "import": ("importing", "Keep the rows of another data set as claims of it."),
    "compare": ("importing", "Hold our events against the rows of another data set."),
    "link": ("linking", "Link what is new in the database into events."),
    "actors": ("names", "Look up actors in the registry."),
    "places": ("places", "Look up places, add your own, install whole countries."),
    "schema": ("schema", "Print the JSON Schema of a line of `code --jsonl`."),
    "evaluate": ("evaluate", "Score the coder against claims coded by hand."),
    "demo": ("demo", "Code the reports that ship with the program and show what comes out."),
}
"""Each command's module and what it does, told here so that ``--help`` loads none of them."""


class LazyGroup(click.Group):
    """Loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which one meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module loaded now."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"counterclaim.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: counterclaim demo",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, "-v", "--version", prog_name="counterclaim")
def cli(debug: bool) -> None:
    """Reads reports about armed conflict and writes down who did what to whom, and who says so.

    A claim is what a source said, not what happened.
    """


def main() -> NoReturn:
    """Runs the program with the arguments of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit status. This is the one place that catches everything."""
    try:
        status = cli.main(list(arguments), prog_name="counterclaim", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Stopped. What was finished is kept.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001
        if "--debug" in arguments:
            traceback.print_exc()
        click.echo(f"Error: {_in_words(error)}", err=True)
        return 1
    return status if isinstance(status, int) else 0


def _in_words(error: Exception) -> str:
    """Errors of ours say what happened and what to do; any other is a fault of the program."""
    if type(error).__module__.startswith("counterclaim."):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}; check the file and its folder, and try again"
    return (
        f"{type(error).__name__}: {' '.join(str(error).split())} (a fault of the program; "
        "`counterclaim --debug COMMAND ...` shows where: please report that)"
    )
