"""``csv``, ``parquet`` and ``geoparquet``: the same rows, read by pandas, polars, DuckDB and
GeoPandas, and what is said where pyarrow isn't there."""

import json
import sys
from pathlib import Path

import duckdb
import geopandas
import pandas as pd
import polars as pl
import pytest

from counterclaim.cli.door import run
from counterclaim.store import EventReader

TABLES = ("events", "versions", "claims", "losses", "relations", "control")


def test_all_readers_see_the_rows_of_the_csv_tables(export) -> None:
    as_csv, _ = export("csv")
    as_parquet, report = export("parquet")
    assert {file.stem for file in as_parquet.iterdir()} == set(TABLES)
    for name in TABLES:
        expected = pd.read_csv(as_csv / f"{name}.csv")
        path = as_parquet / f"{name}.parquet"
        assert len(expected)
        assert list(pd.read_parquet(path).columns) == list(expected.columns)
        assert pl.read_parquet(path).height == len(expected)
        (count,) = duckdb.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()
        assert count == len(expected)
    assert report["rows"] == report["events"]


def test_values_have_types(export) -> None:
    path, _ = export("parquet")
    events = pl.read_parquet(path / "events.parquet")
    assert events.schema["date_start"] == pl.Date
    assert events.schema["latitude"] == pl.Float64
    assert events.schema["claims"] == pl.Int64
    assert pl.read_parquet(path / "losses.parquet").schema["approximate"] == pl.Boolean
    assert pl.read_parquet(path / "losses.parquet").schema["low"] == pl.Int64


def test_losses_agree_with_the_claims(export, db: Path) -> None:
    path, _ = export("parquet")
    with EventReader.open(str(db)) as reader:
        told = sum(
            loss.low or 0
            for stored in reader.claims()
            for loss in stored.claim.casualties
            if loss.effect.value == "killed"
        )
    query = "select sum(low) from read_parquet(?) where effect = 'killed'"
    (found,) = duckdb.execute(query, [str(path / "losses.parquet")]).fetchone()
    assert found == told > 0


def test_control_is_what_the_command_tells(export, db: Path, capfd) -> None:
    path, _ = export("parquet")
    control = pl.read_parquet(path / "control.parquet")
    capfd.readouterr()
    assert run(["control", "Palmyra", "--db", str(db), "--format", "json"]) == 0
    told = json.loads(capfd.readouterr().out)
    found = control.filter(pl.col("place") == "Palmyra")
    assert told
    assert set(found["holder"]) == {span["holder"] for span in told}
    assert set(found["reason"]) == {span["reason"] for span in told}


def test_geoparquet_has_the_points_of_geojson(export) -> None:
    points, _ = export("geoparquet", name="out.parquet")
    read = geopandas.read_parquet(points)
    told = geopandas.read_file(export("geojson", name="out.geojson")[0])
    assert read.crs.to_string() == "OGC:CRS84"
    assert list(read["id"]) == list(told["id"])
    assert read.geometry.geom_equals(told.geometry.set_crs(read.crs, allow_override=True)).all()
    assert json.loads(read["versions"].iloc[0])
    assert read.total_bounds.tolist() == told.total_bounds.tolist()


@pytest.mark.parametrize("form", ["parquet", "geoparquet"])
def test_without_pyarrow_it_says_what_to_install(
    form: str, db: Path, tmp_path: Path, capfd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    capfd.readouterr()
    assert run(["export", form, "--db", str(db), "-o", str(tmp_path / "x")]) == 1
    error = capfd.readouterr().err
    assert "pip install 'counterclaim[tables]'" in error and form in error
    assert not (tmp_path / "x").exists()
