"""Look-ups in the built gazetteer, the supplement's files, and the builder's own parts."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from counterclaim.model.place import Precision
from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing, find_gazetteer, kilometres
from counterclaim.names.spelling import fold
from counterclaim.names.supplement import PlaceFileError, read_places, read_supplement

HEADER = (
    "id,name,other_names,arabic,kind,precision,country,admin1,admin2,latitude,longitude,"
    "replaces,source\n"
)


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    try:
        find_gazetteer()
    except GazetteerMissing as error:
        pytest.skip(str(error))
    opened = Gazetteer.open(additions=())
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ["Deir Ezzor", "Dayr az-Zawr", "Deir al-Zour", "دير الزور"])
def test_a_city_in_any_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert "geonames:170794" in {place.id for place in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Jobar", "SY", 33.53, 36.34),
        ("Ayn Tarma", "SY", 33.51, 36.35),
        ("Zamalka", "SY", 33.53, 36.36),
        ("Maadan", "SY", 35.75, 39.60),
        ("Khamisiyah", "SY", 35.75, 39.57),
        ("Resafa", "SY", 35.63, 38.76),
        ("Sukhna", "SY", 34.89, 38.87),
        ("At Tanf garrison", "SY", 33.51, 38.62),
        ("Shayrat", "SY", 34.49, 36.91),
        ("Tabqa dam", "SY", 35.87, 38.57),
        ("Mezzeh airport", "SY", 33.48, 36.22),
        ("Mosul al-Jadida", "IQ", 36.33, 43.10),
        ("Hodeidah port", "YE", 14.84, 42.94),
        ("Azovstal", "UA", 47.10, 37.61),
    ],
)
def test_places_of_the_wars(
    gazetteer: Gazetteer, name: str, country: str, latitude: float, longitude: float
) -> None:
    place = next(p for p in gazetteer.lookup(name) if p.country == country)
    assert place.latitude is not None
    assert place.longitude is not None
    assert kilometres(place.latitude, place.longitude, latitude, longitude) < 10


def test_a_river_is_a_line_without_a_point(gazetteer: Gazetteer) -> None:
    place = gazetteer.lookup("Euphrates")[0]
    assert place.precision is Precision.LINE
    assert place.latitude is None


def test_a_place_lies_in_its_governorate(gazetteer: Gazetteer) -> None:
    homs = next(p for p in gazetteer.lookup("Homs") if p.precision is Precision.REGION)
    sukhna = next(p for p in gazetteer.lookup("Sukhna") if p.country == "SY")
    mosul = gazetteer.get("geonames:99072")
    assert mosul is not None
    assert gazetteer.contains(homs, sukhna) is True
    assert gazetteer.contains(homs, mosul) is False


def test_whether_it_is_a_name_at_all(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_name(fold("Ar-Raqqah"))
    assert not gazetteer.is_name(fold("Qwxzyv"))


def test_a_misspelt_name_is_found_with_a_reason(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Khan Shaykhunn", 5)
    assert found[0][0].country == "SY"
    assert all(0.0 <= score <= 1.0 and reason for _, score, reason in found)


@pytest.mark.parametrize(
    ("asked", "ident", "reason"),
    [
        ("Tanf garrisn", "counterclaim:sy-at-tanf-garrison", "same consonants"),
        ("Hmeimeem air bsae", "counterclaim:sy-khmeimim-air-base", "same consonants"),
        ("Tanf border", "counterclaim:sy-at-tanf-border-crossing", "part of a name"),
    ],
)
def test_a_name_is_found_by_part_of_it_and_misspelt(
    gazetteer: Gazetteer, asked: str, ident: str, reason: str
) -> None:
    found = {place.id: why for place, _, why in gazetteer.search(asked, 20)}
    assert found[ident].startswith(reason)


def test_what_is_near(gazetteer: Gazetteer) -> None:
    found = gazetteer.near(33.4895, 38.657, 5)
    assert "At Tanf" in {place.name for place, _ in found}
    assert [d for _, d in found] == sorted(d for _, d in found)


def test_a_user_adds_a_place_and_overrides_one(gazetteer: Gazetteer, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        HEADER + "camp-x,Camp Xanadu,,,base,,SY,Homs,,34.0,38.0,geonames:172425,own visit\n",
        encoding="utf-8",
    )
    mine = Gazetteer.open(additions=[file])
    assert [p.id for p in mine.lookup("Camp Xanadu")] == ["user:camp-x"]
    assert "geonames:172425" not in {
        p.id for p in mine.lookup("As Sukhnah") if p.source != "counterclaim"
    }
    mine.close()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("x,X,,,palace,,SY,,,1,1,,own", "line 2: unknown kind 'palace'"),
        ("x,X,,,base,,SY,,,91,1,,own", "line 2: 91.0 degrees is out of range"),
        ("x,X,,,base,,SY,,,1,,,own", "line 2: latitude and longitude go together"),
        ("x,X,,,base,,SY,,,1,1,,", "line 2: source is empty"),
        (",X,,,base,,SY,,,1,1,,own", "line 2: id and name are needed"),
    ],
)
def test_a_broken_entry_is_told_with_file_and_line(
    tmp_path: Path, line: str, complaint: str
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(PlaceFileError, match=complaint) as error:
        read_places(file)
    assert str(file) in str(error.value)


def test_the_supplement_holds_the_places_of_these_wars() -> None:
    entries = read_supplement()
    assert len(entries) >= 400
    assert all(entry.rests_on for entry in entries)


def test_a_missing_gazetteer_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(tmp_path / "none.sqlite"))
    with pytest.raises(GazetteerMissing, match="run: make gazetteer"):
        Gazetteer.open()


def test_a_file_that_is_no_gazetteer(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    file.write_text("not a database, whatever its name says", encoding="utf-8")
    with pytest.raises(GazetteerMissing, match="is no gazetteer"):
        Gazetteer.open(file)


def test_every_point_of_our_own_says_how_it_was_checked() -> None:
    folder = files("counterclaim.codebook") / "data" / "places"
    rows = [
        row
        for file in folder.iterdir()
        if file.name.endswith(".csv")
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        if ":" not in row["id"]
    ]
    assert [row["id"] for row in rows if row["latitude"] and not row["checked"]] == []
    left_open = {row["id"] for row in rows if row["checked"].startswith("left open: ")}
    assert {"iq-akashat", "sy-syrian-desert"} <= left_open
    assert all(not row["latitude"] for row in rows if row["id"] in left_open)
