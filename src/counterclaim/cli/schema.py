"""``schema``: what ``code --jsonl`` writes."""

import json

import click


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a line of `code --jsonl`."""
    from counterclaim.model.record import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
