"""Every format: read back by readers that aren't ours, and held against ``show``."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from counterclaim.cli.door import run
from counterclaim.exports.cells import safe, table
from counterclaim.exports.countries import country
from counterclaim.exports.ged import prio_grid
from counterclaim.exports.registry import FORMATS
from counterclaim.model import Policy
from counterclaim.store import EventReader

POINT = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "geometry": {
            "type": "object",
            "required": ["type", "coordinates"],
            "additionalProperties": False,
            "properties": {
                "type": {"const": "Point"},
                "coordinates": {
                    "type": "array",
                    "prefixItems": [
                        {"type": "number", "minimum": -180, "maximum": 180},
                        {"type": "number", "minimum": -90, "maximum": 90},
                    ],
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        },
        "properties": {"type": "object"},
    },
}
GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": POINT},
    },
}
"""RFC 7946, as far as points go."""

TEXT = {"type": "string"}
TIMEMAP_EVENT = {
    "type": "object",
    "required": ["description", "associations"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("id", "description", "date", "time", "time_precision", "location"), TEXT),
        **dict.fromkeys(("latitude", "longitude"), TEXT),
        "associations": {"type": "array"},
        "sources": {"type": "array"},
    },
}
"""timemap, src/reducers/validate/eventSchema.js."""

FTM = {
    "Event": {
        *("name", "summary", "startDate", "endDate", "location", "country", "involved", "notes"),
        *("description", "keywords", "publisher", "sourceUrl", "proof"),
    },
    "Organization": {"name", "alias", "country", "wikidataId"},
    "PublicBody": {"name", "alias", "country", "wikidataId"},
    "LegalEntity": {"name", "alias", "country", "wikidataId"},
    "Article": {"title", "publisher", "publishedAt", "sourceUrl"},
}
"""followthemoney, schema/*.yaml: the properties in use, of the schema or what it extends."""


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def shown(db: Path, capfd: pytest.CaptureFixture[str], event: str, policy: str) -> dict:
    capfd.readouterr()
    assert run(["show", event, "--db", str(db), "--format", "json", "--toll", policy]) == 0
    return json.loads(capfd.readouterr().out)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_data_give_the_same_bytes(export, form: str) -> None:
    one, report = export(form, "--policy", "highest", name="a")
    other, again = export(form, "--policy", "highest", name="b")
    for file in (one, *sorted(one.rglob("*"))):
        twin = other / file.relative_to(one)
        assert file.is_dir() or file.read_bytes() == twin.read_bytes()
    assert len(list(one.rglob("*"))) == len(list(other.rglob("*")))
    assert report == again


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_tells_every_event(export, db: Path, form: str) -> None:
    _, report = export(form, "--policy", "lowest")
    with EventReader.open(str(db)) as reader:
        assert report["events"] == len(list(reader.events()))
    assert report["policy"] == "lowest"
    assert report["rows"] > 0 or form == "ucdp-ged"
    assert report["fields_not_held"]
    assert all(item["reason"] for item in report["left_out"])
    if form not in ("plover", "polecat"):
        assert report["rows"] + len(report["left_out"]) == report["events"]


def test_csv_holds_all_that_the_database_tells(export, db: Path) -> None:
    path, _ = export("csv")
    tables = {file.stem: rows(file) for file in path.iterdir()}
    assert set(tables) == {"events", "versions", "claims", "losses", "relations", "control"}
    with EventReader.open(str(db)) as reader:
        events = {event.id: event for event in reader.events()}
    assert {row["id"] for row in tables["events"]} == set(events)
    for row in tables["events"]:
        assert int(row["claims"]) == len(events[row["id"]].claims)
    assert len(tables["versions"]) == sum(
        len(found.versions) for event in events.values() for found in event.versions
    )


def test_cells_can_not_run(tmp_path: Path) -> None:
    for bad in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        assert str(safe(bad)).startswith("'")
    assert safe(-33.5) == -33.5
    content = table(["a"], [{"a": "=HYPERLINK()"}, {"a": 'He said "no", twice\nover'}])
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert [row["a"] for row in rows(path)] == ["'=HYPERLINK()", 'He said "no", twice\nover']
    with pytest.raises(KeyError, match="no such column: b"):
        table(["a"], [{"b": 1}])


def test_geojson_is_valid_and_keeps_every_version(export, db: Path, capfd) -> None:
    path, _ = export("geojson")
    read = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(read, GEOJSON)
    feature = max(read["features"], key=lambda f: len(f["properties"]["versions"]))
    event = shown(db, capfd, feature["id"], "lowest")
    versions = [(v["value"], v["low"]) for f in event["versions"] for v in f["versions"]]
    assert [(v["value"], v["low"]) for v in feature["properties"]["versions"]] == versions


@pytest.mark.parametrize("policy", ["lowest", "highest"])
def test_acled_agrees_with_show_or_says_why_not(export, db: Path, capfd, policy: str) -> None:
    path, report = export("acled", "--policy", policy)
    found = rows(path)
    assert len(found[0]) == 31
    rounded = {item["id"] for item in report["rounded"] if item["field"] == "fatalities"}
    told = [row for row in found if row["fatalities"]]
    assert told
    for row in told:
        toll = shown(db, capfd, row["event_id_cnty"], policy)["toll"]
        agrees = int(row["fatalities"]) == toll["low"]
        assert agrees or row["event_id_cnty"] in rounded


def test_acled_codes_are_within_the_codebook(export) -> None:
    path, _ = export("acled", "--policy", "lowest")
    for row in rows(path):
        assert row["time_precision"] in {"1", "2", "3"}
        assert row["geo_precision"] in {"1", "2", "3"}
        assert row["inter1"] in {"", *"1234578"} and row["inter2"] in {"", *"1234578"}
        assert row["event_date"].startswith(row["year"])
        assert "|" not in row["event_type"] + row["sub_event_type"]


def test_ged_adds_up_and_holds_lethal_events_only(export) -> None:
    path, report = export("ucdp-ged", "--policy", "highest")
    found = rows(path)
    assert len(path.read_text(encoding="utf-8").splitlines()[0].split(",")) == 49
    for row in found:
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert int(row["best"]) == sum(int(row[part]) for part in parts)
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert int(row["high"]) > 0
        assert row["type_of_violence"] in {"1", "2", "3"}
        assert row["source_original"]
    assert any("lethal" in item["reason"] for item in report["left_out"])


def test_prio_grid_counts_from_the_south_west() -> None:
    assert prio_grid(-89.9, -179.9) == 1
    assert prio_grid(89.9, 179.9) == 259200


@pytest.mark.parametrize("form", ["acled", "ucdp-ged"])
def test_one_number_holds_no_range(export, db: Path, tmp_path: Path, capfd, form: str) -> None:
    path = tmp_path / "x"
    capfd.readouterr()
    assert run(["export", form, "-o", str(path), "--db", str(db), "--policy", "range"]) == 1
    assert "can't hold a range" in capfd.readouterr().err
    assert not path.exists()


def test_without_a_policy_rival_tolls_are_left_out(export) -> None:
    _, report = export("acled")
    assert report["policy"] is None
    assert any("no --policy named" in item["reason"] for item in report["left_out"])


def test_plover_marks_what_did_not_happen(export) -> None:
    path, _ = export("plover")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    marks = {"denied": "negation", "intended": "future", "conditional": "hypothetical"}
    assert {record["stance"] for record in records} & set(marks)
    for record in records:
        expected = marks.get(record["stance"])
        assert set(record["auxiliary"]) - {"historical"} == ({expected} if expected else set())
        assert record["event"].isupper()


def test_polecat_has_its_columns_and_no_day_of_the_report(export) -> None:
    path, report = export("polecat")
    found = rows(path, "\t")
    assert len(found[0]) == 40
    undated = [row for row in found if not row["Event Date"]]
    assert len(undated) == report["cells_left_empty"]["Event Date"]
    assert all(len(row) == 40 and None not in row.values() for row in found)


def test_hxl_has_its_tags_in_the_second_row(export) -> None:
    path, _ = export("hxl", "--policy", "range")
    tags, *found = rows(path)
    assert all(tag.startswith("#") for tag in tags.values())
    assert len(set(tags.values())) == len(tags)
    assert any(row["killed_low"] for row in found)


def test_ftm_has_the_schema_of_followthemoney(export) -> None:
    path, _ = export("ftm")
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= FTM[entity["schema"]]
        assert all(isinstance(v, str) and v for vs in entity["properties"].values() for v in vs)
        links = ("involved", "proof")
        assert {v for name in links for v in entity["properties"].get(name, [])} <= ids


def test_timemap_has_its_schema(export) -> None:
    path, _ = export("timemap")
    read = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in path.iterdir()}
    sources = {source["id"] for source in read["sources"]}
    associations = {association["id"] for association in read["associations"]}
    for event in read["events"]:
        jsonschema.validate(event, TIMEMAP_EVENT)
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert event["date"] or event["latitude"]
        assert set(event["sources"]) <= sources
        assert set(event["associations"]) <= associations


def test_an_unknown_format_names_those_there_are(db: Path, capfd) -> None:
    capfd.readouterr()
    assert run(["export", "shapefile", "--db", str(db)]) == 2
    assert "geojson" in capfd.readouterr().err
    assert run(["export", "--help"]) == 0
    helped = capfd.readouterr().out
    assert all(name in helped for name in FORMATS)


def test_conditions_narrow(export) -> None:
    _, report = export("geojson", "--grade", "confirmed")
    _, whole = export("geojson")
    assert 0 < report["events"] < whole["events"]


def test_country_codes() -> None:
    syria = country("SY")
    assert syria is not None and (syria.iso3, syria.numeric) == ("SYR", 760)
    assert country(None) is None


def test_every_policy_can_be_named() -> None:
    from counterclaim.cli.exporting import _POLICIES

    assert set(_POLICIES.values()) == set(Policy)
