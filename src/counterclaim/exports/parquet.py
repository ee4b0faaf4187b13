"""``parquet`` (the program's own tables) and ``geoparquet`` (events as points), by pyarrow.

GeoParquet 1.1: points as WKB in ``geometry``, in longitude and latitude of WGS 84, which is the
reference system of a file that names none.
"""

import io
import json
import struct
from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.exports import geojson, own
from counterclaim.exports.base import Column, Files, Format, Json, Ledger, Material, extra

_DAYS = frozenset(
    {
        *("date_start", "date_end", "published", "seen"),
        *("since_start", "since_end", "until_start", "until_end"),
    }
)
_WHOLE = frozenset({"low", "high"})
_REAL = frozenset({"latitude", "longitude", "confidence"})
_YES_NO = frozenset({"superseded", "approximate", "contested"})
_COUNTS = {("events", "claims"), ("events", "articles"), ("events", "origins")}


def _table(columns: Sequence[Column], rows: Iterable[Json]) -> Any:
    """A ``pyarrow.Table`` of rows: days as dates, counts as whole numbers, yes and no as booleans,
    all else as text; unknown is null."""
    arrow = extra("pyarrow", "tables", "a table in Arrow's memory")
    schema = arrow.schema([(column.name, _type(arrow, column)) for column in columns])
    flags = [column.name for column in columns if column.name in _YES_NO]
    typed = [row | {name: bool(row[name]) for name in flags} for row in rows]
    return arrow.Table.from_pylist(typed, schema=schema)


def _type(arrow: Any, column: Column) -> Any:
    if column.name in _DAYS:
        return arrow.date32()
    if column.name in _WHOLE or (column.table, column.name) in _COUNTS:
        return arrow.int64()
    if column.name in _REAL:
        return arrow.float64()
    return arrow.bool_() if column.name in _YES_NO else arrow.string()


def _bytes(table: Any, form: str) -> bytes:
    parquet = extra("pyarrow.parquet", "tables", form)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _write_tables(material: Material, ledger: Ledger) -> Files:
    extra("pyarrow", "tables", "parquet")
    ledger.written = len(material.events)
    return {
        f"{columns[0].table}.parquet": _bytes(_table(columns, rows(material)), "parquet")
        for columns, rows in own.TABLES
    }


def _write_points(material: Material, ledger: Ledger) -> Files:
    arrow = extra("pyarrow", "tables", "geoparquet")
    found = list(geojson.located(material, ledger))
    ledger.written = len(found)
    names = [column.name for column in geojson.COLUMNS]
    table = _table(
        geojson.COLUMNS,
        ({name: _flat(told[name]) for name in names} for told, _, _ in found),
    )
    points = [struct.pack("<BIdd", 1, 1, x, y) for _, x, y in found]
    table = table.append_column("geometry", arrow.array(points, type=arrow.binary()))
    described = {"geo": json.dumps(_described([(x, y) for _, x, y in found]))}
    return {"": _bytes(table.replace_schema_metadata(described), "geoparquet")}


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _described(points: list[tuple[float, float]]) -> Json:
    """What GeoParquet says of the column of points."""
    column: Json = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        x, y = zip(*points, strict=True)
        column["bbox"] = [min(x), min(y), max(x), max(y)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


TABLES = Format(
    name="parquet",
    title="Counterclaim's own tables as Parquet",
    suffix="",
    source="Apache Parquet, by pyarrow; the tables of `csv`",
    columns=tuple(column for columns, _ in own.TABLES for column in columns),
    cannot_hold=own.CANNOT_HOLD,
    write=_write_tables,
)
POINTS = Format(
    name="geoparquet",
    title="Points in GeoParquet",
    suffix=".parquet",
    source="GeoParquet 1.1, by pyarrow; the columns of `geojson`, those with parts as JSON",
    columns=(*geojson.COLUMNS, Column("geometry", "the point as WKB: longitude, latitude, WGS 84")),
    cannot_hold=geojson.CANNOT_HOLD,
    write=_write_points,
)
