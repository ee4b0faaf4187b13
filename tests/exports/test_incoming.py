"""Rows of other data sets as claims: each value at its cell, nothing guessed, bad rows named."""

import csv
import json
from pathlib import Path

import pytest

from counterclaim.cli.door import run
from counterclaim.exports.datasets import DatasetError, read_rows
from counterclaim.exports.incoming import read_dataset
from counterclaim.model import Claim, CodedArticle, Issue
from counterclaim.names.registry import Registry

ACLED = {
    "event_id_cnty": "SYR1",
    "event_date": "04 April 2017",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Syria (2000-2024) Air Force",
    "assoc_actor_1": "Military Forces of Russia (2000-)",
    "actor2": "Civilians (Syria)",
    "iso": "760",
    "country": "Syria",
    "admin1": "Idlib",
    "location": "Khan Shaykhun",
    "latitude": "35.44",
    "longitude": "36.65",
    "geo_precision": "1",
    "source": "SOHR",
    "notes": "On 4 April 2017, warplanes struck the town; 86 people were killed.",
    "fatalities": "86",
}
GED = {
    "id": "7",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "IS",
    "source_original": "SANA",
    "where_prec": "2",
    "where_coordinates": "Homs town",
    "latitude": "34.73",
    "longitude": "36.71",
    "country": "Syria",
    "date_start": "2017-05-05 00:00:00.000",
    "date_end": "2017-05-07 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "4",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "4",
    "high": "6",
    "low": "3",
}
AIRWARS = {
    "Unique Reference Number": "CS9",
    "Incident date": "2017-03-22",
    "Location name": "al-Mansoura",
    "Country": "Syria",
    "Latitude": "35.83",
    "Longitude": "38.75",
    "Belligerent": "US-led Coalition",
    "Strike type": "Airstrike",
    "Civilians killed (min)": "33",
    "Civilians killed (max)": "420",
    "Grading": "Fair",
    "Sources": "SOHR",
}


def written(path: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> list[CodedArticle | Issue]:
    return list(read_dataset(path, Registry.load()))


def claim_of(path: Path, row: dict[str, str]) -> tuple[CodedArticle, Claim]:
    (coded,) = read(written(path, row))
    assert isinstance(coded, CodedArticle)
    (claim,) = coded.claims
    return coded, claim


def test_a_row_of_acled_is_a_claim_of_the_source_that_it_states(tmp_path: Path) -> None:
    coded, claim = claim_of(tmp_path / "a.csv", ACLED)
    assert (coded.article.publisher, coded.article.id) == ("ACLED", "acled-SYR1")
    assert claim.kind == "air-strike"
    assert [speaker.name for speaker in claim.sources] == ["Syrian Observatory for Human Rights"]
    assert [ref.actor for ref in claim.initiators][1] == "ru-army"
    assert claim.recipients[0].attributes == (("type", "civilian"),)
    assert claim.place and claim.place.country == "SY" and claim.place.precision == "settlement"
    assert claim.date and str(claim.date.start) == str(claim.date.end) == "2017-04-04"
    (loss,) = claim.casualties
    assert (loss.low, loss.high, loss.whom.category) == (86, 86, "unknown")
    assert coded.article.wording(claim.sentence) == ACLED["notes"]


@pytest.mark.parametrize("row", [ACLED, GED, AIRWARS])
def test_every_value_stands_at_its_cell(tmp_path: Path, row: dict[str, str]) -> None:
    coded, claim = claim_of(tmp_path / "a.csv", row)
    parts = (*claim.sources, *claim.initiators, *claim.recipients, claim.place, claim.date)
    for part in (*parts, *claim.casualties):
        assert part is None or coded.article.wording(part.span) == part.text
    assert all(value in coded.article.text for value in row.values())


def test_a_row_of_ged_keeps_whose_deaths_and_their_bounds(tmp_path: Path) -> None:
    _, claim = claim_of(tmp_path / "g.csv", GED)
    assert (claim.kind, [r.actor for r in claim.initiators]) == ("attack", ["sy-government"])
    (loss,) = claim.casualties
    assert (loss.low, loss.high, loss.whom.category) == (3, 6, "combatant")
    assert loss.whom.actor == "islamic-state"
    assert claim.date and (str(claim.date.start), str(claim.date.end)) == (
        "2017-05-05",
        "2017-05-07",
    )
    assert claim.place and claim.place.relation == "near"


def test_a_row_like_airwars_keeps_its_range_and_its_grade(tmp_path: Path) -> None:
    coded, claim = claim_of(tmp_path / "w.csv", AIRWARS)
    assert coded.article.publisher == "Airwars"
    assert [r.actor for r in claim.initiators] == ["us-led-coalition"]
    (loss,) = claim.casualties
    assert (loss.effect, loss.low, loss.high) == ("killed", 33, 420)
    assert claim.stance == "asserted"
    _, denied = claim_of(tmp_path / "w.csv", AIRWARS | {"Grading": "Discounted"})
    assert denied.stance == "denied"


def test_a_week_and_a_month_stay_so_wide(tmp_path: Path) -> None:
    _, week = claim_of(tmp_path / "a.csv", ACLED | {"time_precision": "2"})
    assert week.date and (str(week.date.start), week.date.precision) == ("2017-04-01", "week")
    _, month = claim_of(tmp_path / "a.csv", ACLED | {"time_precision": "3"})
    assert month.date and (str(month.date.end), month.date.precision) == ("2017-04-30", "month")


def test_nothing_is_made_of_an_empty_or_zero_cell(tmp_path: Path) -> None:
    _, claim = claim_of(tmp_path / "a.csv", ACLED | {"fatalities": "0", "source": "", "iso": ""})
    assert (claim.casualties, claim.sources) == ((), ())
    assert claim.place and claim.place.country == "SY"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sub_event_type": "Other"}, "no kind of ours for Other"),
        ({"event_date": "4/5/2017"}, "'4/5/2017' is no day"),
        ({"fatalities": "many"}, "fatalities is no number: 'many'"),
        ({"latitude": "north"}, "latitude is no number"),
        ({"event_id_cnty": ""}, "event_id_cnty is empty"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    path = written(tmp_path / "a.csv", ACLED | changed, ACLED)
    wrong, right = read(path)
    assert isinstance(wrong, Issue) and isinstance(right, CodedArticle)
    assert said in wrong.message and f"{path}, line 2" in wrong.message


def test_other_marks_between_cells_and_guarded_cells_are_read(tmp_path: Path) -> None:
    row = ACLED | {"notes": "'=1+1 is what they wrote"}
    (coded,) = read(written(tmp_path / "a.csv", row, delimiter=";"))
    assert isinstance(coded, CodedArticle)
    assert coded.article.wording(coded.claims[0].sentence) == "=1+1 is what they wrote"


def test_a_file_of_no_known_data_set_says_what_is_needed(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", {"a": "1", "b": "2"})
    with pytest.raises(DatasetError, match="ACLED has event_id_cnty.*Its columns: a, b"):
        list(read_rows(path))
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DatasetError, match="no CSV file in UTF-8"):
        list(read_rows(path))


def test_rows_that_are_alike_are_no_reprints_of_each_other(tmp_path: Path, capfd) -> None:
    rows = [
        ACLED | {"event_id_cnty": f"SYR{n}", "event_date": f"0{n} April 2017"} for n in (1, 2, 3)
    ]
    db = tmp_path / "r.db"
    assert run(["import", str(written(tmp_path / "a.csv", *rows)), "--db", str(db)]) == 0
    capfd.readouterr()
    assert run(["articles", "--db", str(db), "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert [article["reprint_of"] for article in found] == [None] * 3


def test_import_keeps_rows_and_links_them(tmp_path: Path, capfd) -> None:
    db, path = tmp_path / "r.db", written(tmp_path / "a.csv", ACLED, ACLED | {"event_id_cnty": ""})
    report = tmp_path / "report.txt"
    text = "Syrian warplanes killed 86 people in Khan Shaykhun on 4 April 2017, activists said.\n"
    report.write_text(text, encoding="utf-8")
    assert run(["code", str(report), "--db", str(db)]) == 0
    assert run(["import", str(path), "--db", str(db)]) == 1
    capfd.readouterr()
    asked = ["events", "--article", "acled-SYR1", "--db", str(db), "--format", "json"]
    assert run(asked) == 0
    (event,) = json.loads(capfd.readouterr().out)
    assert set(event["articles"]) == {"acled-SYR1", "report"}
    assert run(["import", str(path), "--db", str(db)]) == 1
    assert "1 rows (1 of them known and unchanged), 1 left out" in capfd.readouterr().err
