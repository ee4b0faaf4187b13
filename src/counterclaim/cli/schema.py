"""``schema``: what ``code --jsonl`` writes."""

import click

from counterclaim.cli.listing import print_document


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a line of `code --jsonl`."""
    from counterclaim.model.record import schema

    print_document(schema())
