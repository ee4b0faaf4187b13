"""The commands of docs/exports.md, run as they stand there; their numbers are those of ``show``.
And each format read by the library or held against the published columns of who made it."""

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model

from counterclaim.cli.door import run

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
"""The head of ACLED's files since March 2023."""
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
"""The head of UCDP GED's files, version 24.1."""
HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", re.IGNORECASE)
"""HXL 1.1, tagging conventions: a hashtag and its attributes. libhxl, which would read them, has no
wheel for the Python in use."""
HXL_CORE = {"#event", "#status", "#date", "#country", "#adm1", "#loc", "#geo", "#affected", "#meta"}


@pytest.fixture(scope="module")
def read(db: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the commands of the documentation leave behind, run in a folder of their own."""
    folder = tmp_path_factory.mktemp("readers")
    shutil.copy(db, folder / "x.db")
    text = DOCS.read_text(encoding="utf-8")
    files, ours = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    left: dict[str, Any] = {"folder": folder}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in files.splitlines():
            assert run(line.split()[1:]) == 0
        for block in blocks:
            exec(compile(block, str(DOCS), "exec"), left)
        for line in ours.splitlines():
            assert run(line.split()[1:]) in (0, 1), "1: a row of no kind of ours is left out"
    return left


@pytest.fixture
def toll(db: Path, capfd: pytest.CaptureFixture[str]):
    """An event as ``show`` tells it."""

    def shown(event: str) -> dict[str, Any]:
        capfd.readouterr()
        asked = ["show", event, "--db", str(db), "--format", "json", "--toll", "lowest"]
        assert run(asked) == 0
        return json.loads(capfd.readouterr().out)

    return shown


def test_sheets_in_pandas_have_the_tolls_of_show(read: dict[str, Any], toll) -> None:
    report = json.loads((read["folder"] / "acled.csv.loss.json").read_text(encoding="utf-8"))
    rounded = {
        item["id"]: item["written"] for item in report["rounded"] if "dozens" in item["rule"]
    }
    acled = read["acled"].dropna(subset=["fatalities"])
    assert len(acled) and acled["event_date"].dt.year.equals(acled["year"].astype("int32"))
    for row in acled.itertuples():
        event = row.event_id_cnty
        assert row.fatalities == rounded.get(event, toll(event)["toll"]["low"])
    for row in read["ged"].itertuples():
        assert row.best == toll(row.id)["toll"]["low"]
    assert read["deaths"].sum() == acled["fatalities"].sum() > 0


def versions(event: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        version
        for found in event["versions"]
        if found["field"] == "losses" and found["effect"] == "killed"
        for version in found["versions"]
        if not version["superseded"] and version["revised_to"] is None
    ]


def test_rival_tolls_in_duckdb_are_those_of_show(read: dict[str, Any], toll) -> None:
    rivals = read["rivals"]
    assert len(rivals)
    for event, rows in rivals.groupby("event"):
        told = sorted(version["value"] for version in versions(toll(event)))
        assert sorted(rows["value"]) == told


def test_points_and_entities_are_those_of_show(read: dict[str, Any], toll) -> None:
    points = read["points"]
    assert len(points) and list(points["id"]) == list(read["same"]["id"])
    for row in points.head(10).itertuples():
        place = toll(row.id)["place"]
        assert (row.geometry.x, row.geometry.y) == (place["longitude"], place["latitude"])
    for id_, involved in list(read["involved"].items())[:10]:
        told = {
            f"actor-{actor}"
            for found in toll(id_)["versions"]
            if found["field"] in {"who", "whom"}
            for version in found["versions"]
            for actor in version["actors"]
        }
        assert set(involved) == told


def test_followthemoney_holds_every_value_to_be_valid(export) -> None:
    path, _ = export("ftm")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        told = json.loads(line)
        entity = model.get_proxy(told, cleaned=False)
        entity.schema.validate(told)
        for name, values in told["properties"].items():
            assert entity.get(name) == values
            assert all(entity.schema.get(name).type.clean(value) for value in values)


@pytest.mark.parametrize(("form", "published"), [("acled", ACLED), ("ucdp-ged", GED)])
def test_sheets_have_the_published_columns_in_their_order(
    export, form: str, published: str
) -> None:
    path, _ = export(form, "--policy", "lowest")
    assert path.read_text(encoding="utf-8").splitlines()[0] == published


def test_hxl_tags_have_the_published_syntax(export) -> None:
    path, _ = export("hxl", "--policy", "range")
    with path.open(encoding="utf-8", newline="") as file:
        tags = list(csv.reader(file))[1]
    assert all(HASHTAG.fullmatch(tag) for tag in tags)
    assert {tag.partition("+")[0] for tag in tags} <= HXL_CORE
