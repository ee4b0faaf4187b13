"""The formats that there are, by name; each family in a file of its own."""

from counterclaim.exports import (
    acled,
    brief,
    ftm,
    ged,
    geojson,
    hxl,
    own,
    parquet,
    plover,
    site,
    timemap,
)
from counterclaim.exports.base import Format

_ALL = (
    own.FORMAT,
    parquet.TABLES,
    geojson.FORMAT,
    parquet.POINTS,
    acled.FORMAT,
    ged.FORMAT,
    plover.PLOVER,
    plover.POLECAT,
    hxl.FORMAT,
    ftm.FORMAT,
    timemap.FORMAT,
    brief.FORMAT,
    site.FORMAT,
)

FORMATS: dict[str, Format] = {form.name: form for form in _ALL}
"""In the order in which they are listed."""
