"""``compare``: our events beside the rows of another data set."""

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.cli.door import run


@pytest.fixture
def compared(db: Path, capfd: pytest.CaptureFixture[str]):
    """The records that ``compare`` writes for a file."""

    def told(path: Path, form: str = "json", status: int = 0) -> str:
        capfd.readouterr()
        assert run(["compare", str(path), "--db", str(db), "--format", form]) == status
        return capfd.readouterr().out

    return told


def test_our_own_export_is_told_by_both(export, compared) -> None:
    path, _ = export("acled", "--policy", "lowest", name="out.csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    ids = [row["event_id_cnty"] for row in found]
    other = any(row["sub_event_type"] == "Other" for row in found)
    records = json.loads(compared(path, status=int(other)))
    both = {r["row"]: r["event"] for r in records if r["side"] == "both"}
    told = {r["row"] for r in records if r["row"]}
    assert told <= {f"acled-{id_}" for id_ in ids}
    assert len(both) >= 0.8 * len(told)
    assert all(row == f"acled-{event}" for row, event in both.items())


GED = """id,type_of_violence,side_a,side_b,source_original,where_prec,where_coordinates,latitude,\
longitude,country,date_start,date_end,deaths_civilians,best,high,low
1,3,Government of Syria,Civilians,SOHR,1,Khan Shaykhun town,35.44,36.65,Syria,2017-04-04,\
2017-04-04,90,90,100,72
2,1,Government of Syria,IS,SANA,1,Homs town,34.73,36.71,Syria,2017-05-05,2017-05-05,0,4,4,4
""".replace("\\\n", "")


def test_what_each_side_lacks_is_told(tmp_path: Path, compared) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(GED, encoding="utf-8")
    records = {r["row"] or r["event"]: r for r in json.loads(compared(path))}
    town = records["ged-1"]
    path.write_text(GED.replace("Khan Shaykhun town", "خان شيخون"), encoding="utf-8")
    arabic = next(r for r in json.loads(compared(path)) if r["row"] == "ged-1")
    assert arabic["event"] == town["event"]
    assert town["side"] == "both" and town["where_here"] == "Khan Shaykhun"
    assert town["killed_there"] == "72-100" and town["killed_here"]
    assert {"a denial", "several origins"} <= set(town["there_lacks"])
    assert "the same day" in town["why"] and "0 km apart" in town["why"]
    homs = records["ged-2"]
    assert (homs["side"], homs["here_lacks"]) == ("only there", ["the event"])
    alone = [r for r in records.values() if r["side"] == "only here"]
    assert alone
    for record in alone:
        assert record["there_lacks"] == ["the event"]
        assert record["when_here"][:7] <= "2017-05" and record["when_here"][-10:] >= "2017-04-04"


def test_csv_and_table_have_the_same_rows(tmp_path: Path, compared) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(GED, encoding="utf-8")
    count = len(json.loads(compared(path)))
    rows = list(csv.DictReader(io.StringIO(compared(path, "csv"))))
    assert len(rows) == count
    assert {row["side"] for row in rows} == {"both", "only here", "only there"}
    table = compared(path, "table")
    assert sum(line.startswith(("both", "only")) for line in table.splitlines()) == count


def test_other_parties_are_another_happening_unless_all_else_agrees(
    tmp_path: Path, compared
) -> None:
    path = tmp_path / "ged.csv"
    other = GED.replace("Government of Syria,Civilians", "Houthi movement,Boko Haram")
    path.write_text(other.replace("2017-04-04", "2017-04-05"), encoding="utf-8")
    record = next(r for r in json.loads(compared(path)) if r["row"] == "ged-1")
    assert record["side"] == "only there"
