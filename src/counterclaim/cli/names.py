"""``actors`` and ``places``: what the registry and the gazetteer know."""

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import Day, format_option, limit_option
from counterclaim.cli.wording import UNKNOWN

if TYPE_CHECKING:
    from counterclaim.model import Actor, Link, Place
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
_PLACE_COLUMNS = (
    Column("id", 0, "cyan"),
    Column("name", 3),
    Column("country", 0),
    Column("first-level area", 2),
    Column("latitude", 0),
    Column("longitude", 0),
    Column("precision", 0),
    Column("why", 3),
)
_PLACE_CSV = (
    *("id", "name", "country", "admin1", "admin2", "latitude", "longitude", "precision"),
    *("population", "source", "score", "reason"),
)
_FEW_NAMES = 4


@click.command("actors")
@click.argument("query", required=False)
@click.option("--on", type=Day(), help="As things stood on this day.")
@limit_option(None)
@format_option("table", "json", "csv")
def actors_command(query: str | None, on: date | None, limit: int | None, form: str) -> None:
    """Look up actors in the registry.

    QUERY is a name, an abbreviation or an id, in Latin or Arabic letters; without one, all actors
    are listed.
    """
    from counterclaim.names.registry import Registry

    registry = Registry.load()
    found = _actors(registry, query, on)[:limit]
    if form == "json":
        print_json(map(_actor_record, found))
    elif form == "csv":
        print_csv(_ACTOR_CSV, map(_flat_actor, found))
    else:
        print_table(_ACTOR_COLUMNS, (_actor_row(actor, registry) for actor in found))
        click.echo(f"{len(found)} actors", err=True)


@click.command("places")
@click.argument("query")
@limit_option(20)
@format_option("table", "json", "csv")
def places_command(query: str, limit: int, form: str) -> None:
    """Look up places in the gazetteer.

    QUERY is a name in any spelling; places of this name come first, then those of a similar one.
    """
    from counterclaim.names.gazetteer import Gazetteer

    with closing(Gazetteer.open()) as gazetteer:
        found = gazetteer.search(query, limit)
    if form == "json":
        print_json(_place_record(*entry) for entry in found)
    elif form == "csv":
        print_csv(_PLACE_CSV, (_place_record(*entry) for entry in found))
    else:
        print_table(_PLACE_COLUMNS, (_place_row(place, why) for place, _, why in found))
        click.echo(f"{len(found)} places", err=True)


def _actors(registry: "Registry", query: str | None, on: date | None) -> list["Actor"]:
    if query is None:
        return sorted(registry.actors.values(), key=lambda actor: actor.id)
    exact = registry.get(query)
    found = [candidate.actor for candidate in registry.search(query, on=on)]
    return [exact, *(a for a in found if a.id != exact.id)] if exact else found


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


def _place_row(place: "Place", why: str) -> list[str]:
    return [
        place.id,
        place.name,
        place.country or UNKNOWN,
        place.admin1 or UNKNOWN,
        UNKNOWN if place.latitude is None else f"{place.latitude:.4f}",
        UNKNOWN if place.longitude is None else f"{place.longitude:.4f}",
        place.precision.value,
        why,
    ]


def _place_record(place: "Place", score: float, reason: str) -> Json:
    from pydantic import TypeAdapter

    from counterclaim.model import Place

    record: dict[str, Any] = TypeAdapter(Place).dump_python(place, mode="json")
    return {**record, "score": round(score, 3), "reason": reason}
