"""``export``: the events in a format of the field, with a report of what it can't hold."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from counterclaim.cli.options import database_option, event_options
from counterclaim.model import Policy

_POLICIES = {
    "lowest": Policy.LOWEST,
    "highest": Policy.HIGHEST,
    "range": Policy.RANGE,
    "median": Policy.MEDIAN,
}


class FormatName(click.ParamType[str]):
    """The name of a format; the formats are loaded only when one is named."""

    name = "FORMAT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; fails with the list of formats."""
        from counterclaim.exports.registry import FORMATS

        if value not in FORMATS:
            self.fail(f"{value!r} is no format; there are {', '.join(FORMATS)}", param, ctx)
        return value


@click.command("export")
@click.argument("form", metavar="FORMAT", type=FormatName())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to; the end of a name (.md, .html, .pdf) chooses for brief.",
)
@click.option("--policy", type=click.Choice(list(_POLICIES)), help="One toll of several, how made.")
@event_options
@database_option
def export_command(
    form: str, output: Path | None, policy: str | None, db: str, **conditions: str | date | int
) -> None:
    """Write the events in a format of the field.

    Beside it stands PATH.loss.json: what the format can't hold.

    FORMAT: csv, parquet, geojson, geoparquet, acled, ucdp-ged, plover, polecat, hxl, ftm, timemap,
    brief or site.

    An event that FORMAT can't express is left out and reported, never bent. A toll told in several
    versions becomes one number only by the --policy that you name.

    brief is what the name in -o ends in: .md, .html or .pdf; else a folder of the first two.
    """
    from counterclaim.cli.lists import check_kind
    from counterclaim.exports.material import read_material
    from counterclaim.exports.registry import FORMATS
    from counterclaim.exports.writing import write_export
    from counterclaim.store import EventFilter, EventReader

    wanted = replace(EventFilter(), **conditions)  # type: ignore[arg-type]
    check_kind(wanted.kind)
    chosen = FORMATS[form]
    path = output or Path(f"counterclaim-{form}{chosen.suffix}")
    with EventReader.open(db) as reader:
        material = read_material(reader, wanted, _POLICIES[policy] if policy else None)
    report = write_export(material, chosen, path)
    counts = report["counts"]
    click.echo(
        f"{path}: {report['rows']} rows of {report['events']} events; "
        f"{counts['left_out']} left out, {counts['rounded']} values rounded, "
        f"{counts['summarised']} summarised "
        f"(see {path.name}.loss.json)",
        err=True,
    )
