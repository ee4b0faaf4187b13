"""``places``: what the gazetteer knows, what a user adds to it, whole countries installed."""

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import format_option, limit_option
from counterclaim.cli.progress import counting
from counterclaim.cli.wording import UNKNOWN, one_line
from counterclaim.names.countries import CountryError, country_code

if TYPE_CHECKING:
    from counterclaim.model import Place
    from counterclaim.names.install import Installed

_COLUMNS = (
    Column("id", 0, "cyan"),
    Column("name", 3),
    Column("kind", 0),
    Column("country", 0),
    Column("first-level area", 2),
    Column("latitude", 0),
    Column("longitude", 0),
    Column("score", 0),
    Column("why", 4),
)
_CSV = (
    *("id", "name", "kind", "country", "admin1", "admin2", "latitude", "longitude", "precision"),
    *("population", "source", "score", "reason", "km"),
)
_INSTALLED_COLUMNS = (
    Column("country", 0, "cyan"),
    Column("places", 0),
    Column("names", 0),
    Column("fetched", 0),
    Column("sha256", 0),
    Column("file", 3),
)
_DEFAULT = "find"
_KM = 10.0


class PlacesGroup(click.Group):
    """A group whose first argument may be a name to look up instead of a command's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look up what is no command's name; ``places find NAME`` looks up such a one too."""
        if args and args[0] not in {*self.commands, *self.get_help_option_names(ctx)}:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


class Point(click.ParamType[tuple[float, float]]):
    """A point, as LAT,LON in degrees."""

    name = "LAT,LON"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """The point; fails with a message for a person."""
        if isinstance(value, tuple):
            return value
        try:
            latitude, longitude = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is no point; write it as 33.51,36.29", param, ctx)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.fail(f"{value!r} is no point on the globe", param, ctx)
        return latitude, longitude


class Country(click.ParamType[str]):
    """A country's code."""

    name = "CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code in capitals; fails with a message for a person."""
        try:
            return country_code(str(value))
        except CountryError as error:
            self.fail(str(error), param, ctx)


@click.group("places", cls=PlacesGroup, options_metavar="", subcommand_metavar="QUERY | COMMAND")
def places_command() -> None:
    """Look up places, add your own, install whole countries.

    `places QUERY` is short for `places find QUERY`.
    """


@places_command.command("find")
@click.argument("query", required=False)
@click.option("--near", type=Point(), help="What lies near this point instead.")
@click.option("--km", type=click.FloatRange(0, 500), default=_KM, show_default=True,
              help="How far from there.")  # fmt: skip
@click.option("--country", type=Country(), help="Only in this country.")
@limit_option(20)
@format_option("table", "json", "csv")
def find_command(
    query: str | None, near: tuple[float, float] | None, km: float, country: str | None,
    limit: int, form: str,
) -> None:  # fmt: skip
    """Look up places.

    QUERY is a name in any spelling or an id; places of this name come first, then those of a
    similar one, each with a score from 0 to 1 and the reason. With --near, the nearest come first,
    and QUERY, where it is given, narrows them.
    """
    if query is None and near is None:
        raise click.UsageError("say what to look for: a name, or --near LAT,LON")
    records = _found(query, near, km, country)[:limit]
    if form == "json":
        print_json(records)
    elif form == "csv":
        print_csv(_CSV, records)
    else:
        print_table(_COLUMNS, map(_row, records))
        click.echo(f"{len(records)} places", err=True)
        if not records:
            click.echo(_hint(country), err=True)


def _hint(country: str | None) -> str:
    where = country or "COUNTRY"
    return (
        f"Villages come with: counterclaim places install {where}; a place of your own with: "
        "counterclaim places add"
    )


def _found(
    query: str | None, near: tuple[float, float] | None, km: float, country: str | None
) -> list[Json]:
    from counterclaim.names.gazetteer import Gazetteer, distance_to

    with closing(Gazetteer.open()) as gazetteer:
        if near is None:
            exact = gazetteer.get(query or "")
            found = [(exact, 1.0, "the id asked for")] if exact else []
            found += gazetteer.search(query or "", 500 if country else 60)
        else:
            wanted = {p.id: (s, why) for p, s, why in gazetteer.search(query or "", 500)}
            close = [(p, d) for p, d in gazetteer.near(*near, km) if not query or p.id in wanted]
            found = [(p, wanted[p.id][0] if query else 1.0, f"{d:.1f} km away") for p, d in close]
        return [
            {
                **_record(place, score, why),
                "kind": gazetteer.feature(place),
                "km": distance_to(place, *near) if near else None,
            }
            for place, score, why in found
            if country is None or place.country == country
        ]


def _record(place: "Place", score: float, reason: str) -> Json:
    from pydantic import TypeAdapter

    from counterclaim.model import Place

    record: dict[str, Any] = TypeAdapter(Place).dump_python(place, mode="json")
    return {**record, "score": round(score, 3), "reason": reason}


def _row(record: Json) -> list[str]:
    latitude, longitude = record["latitude"], record["longitude"]
    return [
        record["id"],
        record["name"],
        record["kind"],
        record["country"] or UNKNOWN,
        record["admin1"] or UNKNOWN,
        UNKNOWN if latitude is None else f"{latitude:.4f}",
        UNKNOWN if longitude is None else f"{longitude:.4f}",
        f"{record['score']:.2f}",
        record["reason"],
    ]


@places_command.command("add")
@click.argument("name")
@click.option("--kind", required=True, metavar="KIND", help="settlement, base, dam, crossing, ...")
@click.option("--country", required=True, type=Country(), help="Its country.")
@click.option("--source", required=True, help="What the entry rests on.")
@click.option("--lat", type=click.FloatRange(-90, 90), help="Latitude in degrees.")
@click.option("--lon", type=click.FloatRange(-180, 180), help="Longitude in degrees.")
@click.option("--area", help="Its first-level area; left out, its neighbours'.")
@click.option("--other-name", multiple=True, help="Another name of it (again for more).")
@click.option("--replaces", multiple=True, metavar="ID", help="A wrong entry that it replaces.")
def add_command(
    name: str, kind: str, country: str, source: str, lat: float | None, lon: float | None,
    area: str | None, other_name: Sequence[str], replaces: Sequence[str],
) -> None:  # fmt: skip
    """Add a place of your own.

    It is written to a CSV file in your data folder, which you may change by hand, and goes before
    what the gazetteer has. Without --lat and --lon the name is known, and its place is not.
    """
    from counterclaim.names import ownplaces
    from counterclaim.names.folders import places_folder
    from counterclaim.names.gazetteer import Gazetteer

    if (lat is None) != (lon is None):
        raise click.UsageError("--lat and --lon go together")
    if area is None and lat is not None and lon is not None:
        with closing(Gazetteer.open()) as gazetteer:
            area = ownplaces.area_nearby(gazetteer, country, lat, lon)
    new = ownplaces.NewPlace(
        name=name, kind=kind, country=country, source=source, latitude=lat, longitude=lon,
        admin1=area, other_names=tuple(other_name), replaces=tuple(replaces),
    )  # fmt: skip
    entry = ownplaces.add(new)
    where = ", ".join(part for part in (entry.place.admin1, entry.place.country) if part)
    path = places_folder() / ownplaces.FILE_NAME
    click.echo(f"{entry.place.id}: {one_line(name)}, {kind}, {where}; kept in {path}")


@places_command.command("install")
@click.argument("countries", nargs=-1, required=True, type=Country(), metavar="COUNTRY...")
@click.option(
    "--from",
    "base",
    envvar="COUNTERCLAIM_GEONAMES",
    default="https://download.geonames.org/export/dump",
    show_default=True,
    metavar="ADDRESS",
    help="Address or folder of the country files (also: COUNTERCLAIM_GEONAMES).",
)
@click.option("--again", is_flag=True, help="Even where the file hasn't changed.")
def install_command(countries: Sequence[str], base: str, again: bool) -> int:
    """Add all places of whole countries, villages included.

    COUNTRY is a code such as SY. The files are GeoNames' (CC BY 4.0). A fetch that broke off goes
    on where it stopped; a file that hasn't changed isn't fetched again.
    """
    from counterclaim.names.install import InstallError, install

    failed = 0
    for code in dict.fromkeys(countries):
        try:
            with counting(code) as tell:
                there, new = install(code, base=base, tell=tell, again=again)
        except InstallError as error:
            click.echo(f"Error: {one_line(str(error))}", err=True)
            failed += 1
        else:
            _tell_installed(there, new)
    return 1 if failed else 0


def _tell_installed(there: "Installed", new: bool) -> None:
    if not new:
        click.echo(f"{there.country}: unchanged since it was installed ({there.fetched[:10]})")
        return
    click.echo(
        f"{there.country}: {there.places:,} places with {there.names:,} names "
        f"({there.known:,} under ids that the gazetteer had); sha256 {there.sha256[:16]}; "
        f"kept in {there.path}"
    )
    if there.left_out:
        click.echo(f"{there.left_out} lines left out; the first: {there.complaint}", err=True)


@places_command.command("list-installed")
@format_option("table", "json", "csv")
def list_installed_command(form: str) -> None:
    """List the installed countries."""
    from counterclaim.names.install import list_installed

    found = list_installed()
    records = [_installed_record(there) for there in found]
    if form == "json":
        print_json(records)
    elif form == "csv":
        print_csv(tuple(records[0]) if records else ("country",), records)
    elif not records:
        click.echo("No country is installed; counterclaim places install SY adds one.", err=True)
    else:
        print_table(_INSTALLED_COLUMNS, map(_installed_row, found))


def _installed_record(there: "Installed") -> Json:
    from dataclasses import asdict

    return {**asdict(there), "path": str(there.path)}


def _installed_row(there: "Installed") -> list[str]:
    return [
        there.country,
        f"{there.places:,}",
        f"{there.names:,}",
        there.fetched[:10],
        there.sha256[:12],
        str(there.path),
    ]


@places_command.command("remove")
@click.argument("countries", nargs=-1, required=True, type=Country(), metavar="COUNTRY...")
def remove_command(countries: Sequence[str]) -> None:
    """Remove installed countries."""
    from counterclaim.names.install import remove

    for code in dict.fromkeys(countries):
        click.echo(f"{code}: {remove(code)} removed")
