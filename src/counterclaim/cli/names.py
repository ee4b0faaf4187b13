"""``actors``: what the registry knows."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.actor_card import actor_card
from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import Day, format_option, limit_option
from counterclaim.cli.wording import UNKNOWN, printable

if TYPE_CHECKING:
    from counterclaim.model import Actor, Link
    from counterclaim.names.registry import Registry

_ACTOR_COLUMNS = (
    Column("id", 0, "cyan"),
    Column("name", 4),
    Column("type", 2),
    Column("country", 1),
    Column("part of", 3),
    Column("other names", 5),
)
_ACTOR_CSV = ("id", "name", "type", "inter", "country", "wikidata", "part_of", "names", "source")
_FEW_NAMES = 4
_LIKE = 8


@click.command("actors")
@click.argument("query", required=False)
@click.option("--on", type=Day(), help="As things stood on this day.")
@click.option(
    "--registry",
    "own",
    type=click.Path(path_type=Path),
    envvar="COUNTERCLAIM_ACTORS",
    metavar="FILE",
    help="Your own actors on top, as YAML (also: COUNTERCLAIM_ACTORS, which code reads too).",
)
@limit_option(None)
@format_option("table", "json", "csv")
def actors_command(
    query: str | None, on: date | None, own: Path | None, limit: int | None, form: str
) -> None:
    """Look up actors in the registry.

    QUERY is a name, an abbreviation or an id, in Latin or Arabic letters; without one, all actors
    are listed. Where it is the name of one actor, everything that is known of it is shown: what it
    was part of, what came before and after it, whom it stood with and against, with --on as things
    were on that day.
    """
    from counterclaim.names.registry import Registry

    registry = Registry.load(own)
    found = _actors(registry, query, on)[:limit]
    if form == "json":
        print_json(map(_actor_record, found))
    elif form == "csv":
        print_csv(_ACTOR_CSV, map(_flat_actor, found))
    elif query is not None and found and (len(found) == 1 or _is_the_one(found, query, registry)):
        _print_card(actor_card(found[0], registry, on))
        if len(found) > 1:
            click.echo(f"Names like it: {', '.join(a.name for a in found[1:_LIKE])}", err=True)
    else:
        print_table(_ACTOR_COLUMNS, (_actor_row(actor, registry) for actor in found))
        click.echo(f"{len(found)} actors", err=True)


def _actors(registry: "Registry", query: str | None, on: date | None) -> list["Actor"]:
    if query is None:
        return sorted(registry.actors.values(), key=lambda actor: actor.id)
    exact = registry.get(query)
    found = [candidate.actor for candidate in registry.search(query, on=on)]
    return [exact, *(a for a in found if a.id != exact.id)] if exact else found


def _is_the_one(found: list["Actor"], query: str, registry: "Registry") -> bool:
    """Whether a query is the id or a name of the first actor found and of no other."""
    bearers = {candidate.actor.id for candidate in registry.find(query)}
    return registry.get(query) is not None or bearers == {found[0].id}


def _print_card(card: list[tuple[str, str]]) -> None:
    width = max(len(label) for label, _ in card)
    for label, value in card:
        click.echo(f"{label:<{width}}  {printable(value)}")


def _actor_row(actor: "Actor", registry: "Registry") -> list[str]:
    others = [name.text for name in actor.names if name.text != actor.name]
    more = f" and {len(others) - _FEW_NAMES} more" if len(others) > _FEW_NAMES else ""
    return [
        actor.id,
        actor.name,
        actor.type.value,
        actor.country or UNKNOWN,
        ", ".join(_link(link, registry) for link in actor.part_of) or UNKNOWN,
        ", ".join(others[:_FEW_NAMES]) + more or UNKNOWN,
    ]


def _link(link: "Link", registry: "Registry") -> str:
    whole = registry.get(link.actor)
    name = whole.name if whole else link.actor
    since = str(link.since.start.year) if link.since and link.since.start else ""
    until = str(link.until.end.year) if link.until and link.until.end else ""
    return f"{name} ({since}-{until})" if since or until else name


def _actor_record(actor: "Actor") -> Json:
    from pydantic import TypeAdapter

    from counterclaim.model import Actor

    record: dict[str, Any] = TypeAdapter(Actor).dump_python(actor, mode="json")
    return {**record, "inter": actor.type.inter}


def _flat_actor(actor: "Actor") -> Json:
    return {
        **_actor_record(actor),
        "part_of": "; ".join(link.actor for link in actor.part_of),
        "names": "; ".join(name.text for name in actor.names),
    }
