"""A user's own places: written, read back, refused where wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.cli.door import run
from counterclaim.names.countries import CountryError
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.ownplaces import NewPlace, OwnPlaceError, add, area_nearby
from counterclaim.names.supplement import PlaceFileError

CAMP = NewPlace(
    name="Camp Xanadu", kind="base", country="SY", source="own visit", latitude=34.89,
    longitude=38.9, admin1="Homs", other_names=("Xanadu, the camp", "مخيم زانادو"),
)  # fmt: skip


def test_a_place_is_found_by_all_its_names(places: Path) -> None:
    entry = add(CAMP)
    assert entry.place.id == "user:sy-camp-xanadu"
    gazetteer = Gazetteer.open()
    for name in ("Camp Xanadu", "Xanadu, the Camp", "مخيم زانادو"):
        assert gazetteer.lookup(name) == (entry.place,)
    assert entry.place.id in {place.id for place, _ in gazetteer.near(34.89, 38.9, 1)}
    gazetteer.close()


def test_a_name_in_another_script_gets_an_id_that_stays(places: Path) -> None:
    place = replace(CAMP, name="مخيم")
    ident = add(place).place.id
    assert ident.startswith("user:sy-")
    with pytest.raises(OwnPlaceError, match="already"):
        add(place)


def test_what_is_in_the_file_stays(places: Path) -> None:
    places.mkdir(parents=True)
    head = "source,id,name,other_names,kind,country,admin1,latitude,longitude,note"
    kept = f"{head}\nme,a,A,,dam,SY,,,,x"
    (places / "own.csv").write_text(kept, encoding="utf-8")
    add(CAMP)
    text = (places / "own.csv").read_text(encoding="utf-8")
    assert text.startswith(kept + "\n")
    assert [entry.name for entry in places.iterdir()] == ["own.csv"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "palace"}, "unknown kind 'palace'; known: country, region"),
        ({"kind": "left_out"}, "unknown kind"),
        ({"latitude": 91.0}, "91.0 degrees is out of range"),
        ({"latitude": float("nan")}, "nan degrees is out of range"),
        ({"longitude": None}, "latitude and longitude go together"),
        ({"source": " "}, "source is empty"),
        ({"name": " "}, "is no name"),
        ({"other_names": ("a|b",)}, "is no name"),
    ],
)
def test_a_wrong_place_is_refused(places: Path, change: dict[str, object], complaint: str) -> None:
    with pytest.raises(OwnPlaceError, match=complaint):
        add(replace(CAMP, **change))  # type: ignore[arg-type]
    assert not places.exists() or list(places.iterdir()) == []


def test_no_country_and_a_place_that_is_there(places: Path) -> None:
    with pytest.raises(CountryError, match="did you mean SY"):
        add(replace(CAMP, country="Syria"))
    add(CAMP)
    with pytest.raises(OwnPlaceError, match="has sy-camp-xanadu already"):
        add(CAMP)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("id,name\nx,X\n", r"own.csv, line 1: there is no column other_names, kind"),
        (
            "id,name,other_names,kind,country,admin1,latitude,longitude,source\n"
            'a,"A\nB",,dam,SY,,1,1,me\nb,B,,dam,SY,,north,1,me\n',
            r"own.csv, line 4: could not convert string to float: 'north'",
        ),
        (
            "id,name,other_names,kind,country,admin1,latitude,longitude,source\n"
            "a,A,,dam,SY,,1,1,me,more\n",
            r"own.csv, line 2: more cells than columns",
        ),
    ],
)
def test_a_file_broken_by_hand_is_told_with_the_line(
    places: Path, text: str, complaint: str
) -> None:
    places.mkdir(parents=True)
    (places / "own.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PlaceFileError, match=complaint):
        Gazetteer.open()
    with pytest.raises(PlaceFileError, match=complaint):
        add(CAMP)
    assert (places / "own.csv").read_text(encoding="utf-8") == text


def test_the_area_is_read_off_the_neighbours(places: Path) -> None:
    gazetteer = Gazetteer.open(additions=())
    assert area_nearby(gazetteer, "SY", 34.73, 36.72) == "Homs"
    assert area_nearby(gazetteer, "SY", 0.0, -30.0) is None
    gazetteer.close()


def test_the_commands(places: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["--kind", "base", "--country", "sy", "--source", "own visit"]
    where = ["--lat", "34.73", "--lon", "36.72"]
    assert run(["places", "add", "Camp Xanadu", *told, *where, "--other-name", "X camp"]) == 0
    assert "user:sy-camp-xanadu: Camp Xanadu, base, Homs, SY" in capsys.readouterr().out
    assert run(["places", "X camp", "--format", "json", "--limit", "1"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["id"], found["score"], found["reason"]) == (
        "user:sy-camp-xanadu", 1.0, "the same name",
    )  # fmt: skip
    assert run(["places", "--near", "34.73,36.72", "--km", "1", "--limit", "1"]) == 0
    out = capsys.readouterr().out
    assert "Camp Xanadu" in out
    assert "0.0 km away" in out
    assert run(["places", "Xanadu camp", "--near", "34.73,36.72", "--format", "csv"]) == 0
    assert run(["places", "add", "Camp Y", *told, "--lat", "34.73"]) == 2
    assert run(["places", "--near", "north"]) == 2
    assert run(["places", "find"]) == 2
    assert run(["places", "add", "Z", "--kind", "palace", *told[2:]]) == 1
    assert "unknown kind 'palace'" in capsys.readouterr().err
