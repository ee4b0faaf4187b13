"""The data dictionary of all formats as Markdown: ``docs/exports.md`` is this text."""

from counterclaim.exports.base import Format
from counterclaim.exports.registry import FORMATS

_HEAD = '''\
# Exports

<!-- Written by `python -m counterclaim.cli.pages docs`; don't edit. -->

    counterclaim export FORMAT [-o PATH] [--db DB] [--policy lowest|highest|range|median] [filters]

Beside each export stands `PATH.loss.json`: what the format can't hold, which events were left out
and why, which values were rounded and by what rule, and which are made of several versions. An
event that a format can't express is left out and told there, never bent. Where several tolls were
told, one number is written only under the `--policy` that you name. Beside a folder it also lists
the files: the next export of that format to the same place removes those that it no longer writes,
such as the pages of events that are gone, but none that you have changed or added.

A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it. The same data
give the same bytes.

`parquet` and `geoparquet` need pyarrow (`pip install 'counterclaim[tables]'`), a PDF needs typst
(`pip install 'counterclaim[pdf]'`).

## Reading them elsewhere

The commands below are run by the tests (`tests/exports/test_readers.py`), which hold the numbers
against those of `counterclaim show`. First the files:

```console
counterclaim export acled --policy lowest --db x.db -o acled.csv
counterclaim export ucdp-ged --policy lowest --db x.db -o ged.csv
counterclaim export geojson --db x.db -o events.geojson
counterclaim export ftm --db x.db -o entities.ftm.json
counterclaim export parquet --db x.db -o tables
counterclaim export geoparquet --db x.db -o events.parquet
```

ACLED's and UCDP's sheets in pandas, or in R by `read.csv("acled.csv")`:

```python
import pandas as pd

acled = pd.read_csv("acled.csv", parse_dates=["event_date"])
deaths = acled.groupby("event_type")["fatalities"].sum()
ged = pd.read_csv("ged.csv", parse_dates=["date_start", "date_end"])
parts = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
assert (ged[parts].sum(axis=1) == ged["best"]).all()
```

The program's own tables in DuckDB: who says how many were killed, rival numbers side by side.

```python
import duckdb

rivals = duckdb.sql("""
    select event, category, value, low, high, origins
    from 'tables/versions.parquet'
    where field = 'losses' and effect = 'killed' and not superseded and revised_to is null
    order by event, category, low
""").df()
```

Points in GeoPandas (and by the same files in QGIS):

```python
import geopandas

points = geopandas.read_file("events.geojson")
same = geopandas.read_parquet("events.parquet")
```

Actors, events and articles in FollowTheMoney:

```python
import json
from pathlib import Path

from followthemoney import model

entities = [
    model.get_proxy(json.loads(line), cleaned=False)
    for line in Path("entities.ftm.json").read_text(encoding="utf-8").splitlines()
]
involved = {e.id: e.get("involved") for e in entities if e.schema.name == "Event"}
```

`counterclaim show EVENT --toll lowest --db x.db` shows the same numbers with who says each of them,
in which sentence.

## Holding other data sets against ours

```console
counterclaim compare acled.csv --db x.db
counterclaim import acled.csv --db x.db
```

FILE is of ACLED, UCDP GED or like Airwars' incidents, told by its columns
(`codebook/data/datasets.yaml`, which also says what each code means for us).
`compare` matches its rows with our events by days, place and parties, by the rules of linking, one
row with one event at most, and lists what both tell, what is only here or only there, and what each
side lacks (`--format table|json|csv`). Our events without a day or place, or out of the days and
countries of FILE, aren't counted as missing there. `import` keeps each row as an article of that
data set with one claim, whose source is the one that the row states; the text is the row, so that
every value leads back to its cell, and the claim is linked with what is there. A row that is no
claim of ours (a kind that we don't have, a day that can be read in two ways) is named and left out.
Deaths of 0 in ACLED and UCDP GED are how these write that none are reported: no number is kept.
'''


def dictionary() -> str:
    """All formats, with each column and what stands in it."""
    return "\n".join([_HEAD, *(_section(form) for form in FORMATS.values())])


def _section(form: Format) -> str:
    lines = [f"## `{form.name}`: {form.title}", "", f"After: {form.source}.", ""]
    tables = dict.fromkeys(column.table for column in form.columns)
    for name in tables:
        lines += [f"### {name}", ""] if name else []
        lines += ["| name | meaning |", "| --- | --- |"]
        lines += [f"| `{c.name}` | {c.meaning} |" for c in form.columns if c.table == name]
        lines.append("")
    lines += ["What it can't hold:", "", *(f"- {lost}" for lost in form.cannot_hold), ""]
    return "\n".join(lines)
