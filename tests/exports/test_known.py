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


def exported(folder: Path, form: str, text: str) -> list[dict[str, str]]:
    """The rows of a report."""
    report, db, out = folder / "report.txt", folder / "r.db", folder / "out.csv"
    report.write_text(text, encoding="utf-8")
    assert run(["code", str(report), "--db", str(db)]) == 0
    assert run(["export", form, "-o", str(out), "--db", str(db)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("form", "expected"), [("acled", ACLED), ("ucdp-ged", GED)])
def test_a_plain_report_gives_the_row_of_the_codebook(
    tmp_path: Path, form: str, expected: dict[str, str]
) -> None:
    (row,) = exported(tmp_path, form, REPORT)
    assert {name: row[name] for name in expected} == expected


DESCRIBED = {
    "Russian warplanes hit rebel fighters in Idlib on 9 August 2017, activists said.\n": {
        "event_type": "Explosions/Remote violence",
        "inter1": "8",
        "inter2": "2",
        "interaction": "28",
    },
    "Government forces attacked opposition fighters in Aleppo on 9 May 2017, activists said.\n": {
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "inter1": "1",
        "inter2": "2",
        "interaction": "12",
    },
    "Gunmen attacked a checkpoint in Aleppo on 9 August 2017, activists said.\n": None,
}


@pytest.mark.parametrize("text", DESCRIBED)
def test_descriptions_are_typed_by_what_they_say_and_no_more(tmp_path: Path, text: str) -> None:
    rows = exported(tmp_path, "acled", text)
    expected = DESCRIBED[text]
    assert [{name: row[name] for name in expected or ()} for row in rows] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("word", "number"), [("tens", "10"), ("dozens", "12"), ("hundreds", "100"), ("several", "3")]
)
def test_words_for_numbers_are_acleds(tmp_path: Path, word: str, number: str) -> None:
    text = f"Islamic State killed {word} of civilians in Raqqa on 9 August 2017, activists said.\n"
    (row,) = exported(tmp_path, "acled", text.replace("several of", "several"))
    assert row["fatalities"] == number
