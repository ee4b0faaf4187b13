"""``link``: what is kept becomes events. ``code`` and ``demo`` do it by themselves."""

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import click

from counterclaim.cli.options import database_option

if TYPE_CHECKING:
    from counterclaim.store.linking import LinkingDone


@click.command("link")
@database_option
def link_command(db: str) -> None:
    """Link what is new in the database into events.

    `code` does so at its end; this is for a database that another program wrote to, or that was
    stopped half-way. Only what is new or changed, and what it touches, is worked on.
    """
    report(link_kept(db))


def link_kept(db: str) -> "LinkingDone":
    """Links the articles that are new or changed; loads nothing where there are none."""
    from counterclaim.store.linking import EventWriter, LinkingDone

    with EventWriter.open(db) as writer:
        if not writer.pending():
            return LinkingDone()
        from counterclaim.linking.linker import Linker
        from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing
        from counterclaim.names.registry import Registry

        with ExitStack() as stack:
            try:
                gazetteer = stack.enter_context(closing(Gazetteer.open()))
            except GazetteerMissing as missing:
                click.echo(f"Linking by names and distances only: {missing}", err=True)
                return writer.link(Linker(Registry.load()))
            return writer.link(Linker(Registry.load(), gazetteer))


def report(done: "LinkingDone") -> None:
    """Tells what linking came to."""
    if done.articles:
        parts = (
            f"{done.articles} linked",
            f"{done.events} events new or changed",
            f"{done.reprints} articles with another original" if done.reprints else "",
        )
        click.echo(", ".join(part for part in parts if part), err=True)
