"""``users``: who may sign in to the web app."""

import click

from counterclaim.cli.listing import Column, print_table
from counterclaim.cli.options import database_option
from counterclaim.model import Role


@click.group("users")
def users_command() -> None:
    """Add, list and remove the people who sign in to `review`.

    As soon as there is one, everybody must sign in. A reader looks; a coder decides on claims and
    links; a curator also decides on events, settles and undoes what others decided.
    """


@users_command.command("add")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.CODER.value,
    show_default=True,
)
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="COUNTERCLAIM_USER_PASSWORD",
    help="Asked for where it isn't given (also: COUNTERCLAIM_USER_PASSWORD).",
)
@database_option
def add_command(name: str, role: str, password: str, db: str) -> None:
    """Add NAME, or give NAME another role and password."""
    from counterclaim.model import Person
    from counterclaim.review.passwords import SHORTEST, hash_password
    from counterclaim.store.people import People

    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise click.UsageError(f"{name!r} can't be a name; give a short one that can be printed")
    if len(password) < SHORTEST:
        raise click.UsageError(f"the password is too short; take {SHORTEST} characters or more")
    with People.open(db, writing=True) as people:
        people.keep(Person(name.strip(), Role(role)), hash_password(password))
    click.echo(f"{name} can sign in as a {role}.", err=True)


@users_command.command("list")
@database_option
def list_command(db: str) -> None:
    """List who may sign in."""
    from counterclaim.store.people import People

    with People.open(db) as people:
        rows = [(a.person.name, a.person.role.value, a.made_at) for a in people.accounts()]
    print_table((Column("name"), Column("role", 0), Column("since", 0)), rows)


@users_command.command("remove")
@click.argument("name")
@database_option
def remove_command(name: str, db: str) -> None:
    """Take from NAME the right to sign in; what NAME decided stays."""
    from counterclaim.store.people import People

    with People.open(db, writing=True) as people:
        if not people.remove(name):
            raise click.ClickException(
                f"{name}: nobody of this name; see `counterclaim users list`"
            )
    click.echo(f"{name} can't sign in any more; their decisions stay.", err=True)
