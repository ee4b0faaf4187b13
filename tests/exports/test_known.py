"""A short report whose rows are known beforehand, in ACLED's and UCDP's terms."""

import csv
from pathlib import Path

import pytest

from counterclaim.cli.door import run

REPORT = "Islamic State killed 30 civilians in Raqqa on 9 August 2017, the United Nations said.\n"
ACLED = {
    "event_date": "2017-08-09",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "Islamic State",
    "inter1": "2",
    "inter2": "7",
    "interaction": "27",
    "civilian_targeting": "Civilian targeting",
    "iso": "760",
    "country": "Syria",
    "fatalities": "30",
}
GED = {
    "type_of_violence": "3",
    "side_a": "Islamic State",
    "side_b": "Civilians",
    "source_original": "United Nations",
    "where_prec": "1",
    "date_prec": "1",
    "event_clarity": "1",
    "date_start": "2017-08-09",
    "date_end": "2017-08-09",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_civilians": "30",
    "deaths_unknown": "0",
    "best": "30",
    "high": "30",
    "low": "30",
}


@pytest.mark.parametrize(("form", "expected"), [("acled", ACLED), ("ucdp-ged", GED)])
def test_a_plain_report_gives_the_row_of_the_codebook(
    tmp_path: Path, form: str, expected: dict[str, str]
) -> None:
    report, db, out = tmp_path / "report.txt", tmp_path / "r.db", tmp_path / "out.csv"
    report.write_text(REPORT, encoding="utf-8")
    assert run(["code", str(report), "--db", str(db)]) == 0
    assert run(["export", form, "-o", str(out), "--db", str(db)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert {name: row[name] for name in expected} == expected
