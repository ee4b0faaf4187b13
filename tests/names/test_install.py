"""Installing countries, against a server of our own with files in GeoNames' format."""

import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from country_files import HOMS, SYRIA, Server, line, packed

from counterclaim.cli.door import run
from counterclaim.cli.program import coder_version
from counterclaim.model.span import Span
from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing
from counterclaim.names.install import Installed, InstallError, install, list_installed, remove
from counterclaim.names.toponyms import choose, read_hints


def quiet(doing: str, done: int, total: int | None) -> None:
    """Listens to no progress."""


def install_quietly(base: str, code: str = "SY") -> tuple[Installed, bool]:
    return install(code, base=base, tell=quiet)


@pytest.fixture
def server(places: Path) -> Iterator[Server]:
    with Server() as running:
        running.files["SY.zip"] = packed(SYRIA)
        yield running


def filler(count: int) -> list[str]:
    """So many villages with names that don't pack well."""
    dice = random.Random(7)
    return [
        line(9_000_000 + n, f"Kh{dice.getrandbits(64):x}", 33 + n / 9000, 37.5, area=HOMS)
        for n in range(count)
    ]


def test_villages_resolve_once_a_country_is_installed(server: Server, places: Path) -> None:
    text = "The village of Zurzuriya in Homs was shelled."
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Zurzuriya", "Homs")]
    before = Gazetteer.open()
    assert choose(read_hints(text, spans), before)[0].place is None
    before.close()

    made, new = install_quietly(server.base)
    assert (new, made.places) == (True, 6)
    assert made.sha256 == hashlib.sha256(server.files["SY.zip"]).hexdigest()

    gazetteer = Gazetteer.open()
    village = gazetteer.get("geonames:900001")
    assert village is not None
    assert (village.name, village.admin1, village.country) == ("Qaryat Zurzūrīyah", "Homs", "SY")
    assert village in gazetteer.lookup("Qaryat Zurzuriya")
    assert village in gazetteer.lookup("قرية زرزورية")
    assert village.id in {place.id for place, _ in gazetteer.near(34.70, 38.90, 1)}
    assert choose(read_hints(text, spans), gazetteer)[0].place == village
    gazetteer.close()


def test_what_the_gazetteer_has_keeps_its_place_and_gets_the_names(server: Server) -> None:
    lines = [*SYRIA[:2], line(172425, "As Sukhnah", 0.0, 0.0, names="Zukhnazukh", area=HOMS)]
    server.files["SY.zip"] = packed(lines)
    install_quietly(server.base)
    gazetteer = Gazetteer.open()
    (place,) = gazetteer.lookup("Zukhnazukh")
    assert place == next(p for p in gazetteer.lookup("Sukhna") if p.id == place.id)
    assert place.latitude and place.latitude > 34
    gazetteer.close()


def test_an_area_is_the_one_that_the_gazetteer_knows(server: Server) -> None:
    install_quietly(server.base)
    gazetteer = Gazetteer.open()
    homs = next(p for p in gazetteer.lookup("Homs Governorate") if p.country == "SY")
    village, base = (gazetteer.get(f"geonames:90000{n}") for n in (1, 2))
    assert village and base
    assert gazetteer.region(village) == homs
    assert gazetteer.contains(homs, village) is True
    assert gazetteer.feature(base) == "airport"
    assert gazetteer.get("geonames:900003") is None
    gazetteer.close()


def test_an_unchanged_file_is_not_fetched_again(server: Server) -> None:
    first, _ = install_quietly(server.base)
    sent = server.sent
    second, new = install_quietly(server.base)
    assert (second, new, server.sent) == (first, False, sent)
    assert server.asked[-1]["If-None-Match"] == first.etag

    server.files["SY.zip"] = packed([*SYRIA, line(900009, "Zurzurabad", 34.7, 38.9, area=HOMS)])
    third, new = install_quietly(server.base)
    assert (new, third.places) == (True, first.places + 1)


def test_an_unchanged_file_is_known_by_its_hash_too(server: Server) -> None:
    server.with_validators = False
    first, _ = install_quietly(server.base)
    assert install_quietly(server.base) == (first, False)
    assert install("SY", base=server.base, tell=quiet, again=True)[1]


def test_a_cut_connection_is_taken_up_again(server: Server, places: Path) -> None:
    server.files["SY.zip"] = packed([*SYRIA, *filler(3000)])
    server.cut_after, server.cuts = 20_000, 2
    seen: list[int] = []
    made, _ = install("SY", base=server.base, tell=lambda what, n, of: seen.append(n))
    assert made.places == 3006
    assert [asked.get("Range") for asked in server.asked] == [
        None, "bytes=20000-", "bytes=40000-",
    ]  # fmt: skip
    assert server.sent == len(server.files["SY.zip"])
    assert [file.name for file in places.iterdir()] == ["SY.sqlite"]


def test_the_next_run_goes_on_where_the_last_one_was_cut_off(server: Server, places: Path) -> None:
    server.files["SY.zip"] = packed([*SYRIA, *filler(3000)])
    server.cut_after, server.cuts = 5_000, 4
    with pytest.raises(InstallError, match=r"broke off .* the 20,000 bytes .* run the command"):
        install_quietly(server.base)
    assert not (places / "SY.sqlite").exists()
    made, _ = install_quietly(server.base)
    assert server.asked[-1]["Range"] == "bytes=20000-"
    assert server.sent == len(server.files["SY.zip"])
    assert made.sha256 == hashlib.sha256(server.files["SY.zip"]).hexdigest()


def test_a_part_of_another_version_is_thrown_away(server: Server) -> None:
    server.files["SY.zip"] = packed([*SYRIA, *filler(3000)])
    server.cut_after, server.cuts = 5_000, 4
    with pytest.raises(InstallError):
        install_quietly(server.base)
    server.files["SY.zip"] = packed(SYRIA)
    assert install_quietly(server.base)[0].places == 6


def test_a_fetch_that_ended_before_the_building_is_not_repeated(
    server: Server, places: Path
) -> None:
    good = server.files["SY.zip"]
    install_quietly(server.base)
    etag = list_installed()[0].etag
    remove("SY")
    (places / "SY.zip.part").write_bytes(good)
    version = {"url": f"{server.base}/SY.zip", "etag": etag, "modified": None}
    (places / "SY.zip.part.json").write_text(json.dumps(version), encoding="utf-8")
    sent = server.sent
    assert install_quietly(server.base)[1]
    assert server.sent == sent


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"no zip at all", "SY.zip.part is damaged"),
        (packed(SYRIA)[:-40], "is damaged"),
        (packed(SYRIA, code="IQ"), "holds no SY.txt"),
        (packed(["what\tis this"] * 9), "line 1: 2 columns instead of 19"),
        (packed([])[:0], "is damaged"),
    ],
)
def test_a_damaged_file_is_refused(
    server: Server, places: Path, data: bytes, complaint: str
) -> None:
    server.files["SY.zip"] = data
    with pytest.raises(InstallError, match=complaint) as error:
        install_quietly(server.base)
    assert "run the command again" in str(error.value)
    assert list(places.iterdir()) == []


def test_a_flipped_byte_is_seen(server: Server) -> None:
    data = bytearray(packed([*SYRIA, *filler(500)]))
    data[len(data) // 2] ^= 0xFF
    server.files["SY.zip"] = bytes(data)
    with pytest.raises(InstallError, match="damaged"):
        install_quietly(server.base)


def test_the_country_that_is_there_stays_when_a_new_file_is_damaged(server: Server) -> None:
    install_quietly(server.base)
    server.files["SY.zip"] = b"no zip at all"
    with pytest.raises(InstallError):
        install_quietly(server.base)
    assert list_installed()[0].places == 6


def test_single_broken_lines_are_told_and_left_out(server: Server) -> None:
    broken = line(900010, "Nowhere", 34.7, 38.9).replace("34.7", "134.7")
    server.files["SY.zip"] = packed([*SYRIA, broken, "half a line"])
    made, _ = install_quietly(server.base)
    assert (made.places, made.left_out) == (6, 2)
    assert made.complaint == "SY.txt, line 8: 134.7 degrees is out of range"


def test_a_country_without_a_file_and_a_server_that_is_not_there(server: Server) -> None:
    with pytest.raises(InstallError, match="IQ: there is no file of this country at http"):
        install_quietly(server.base, "IQ")
    with pytest.raises(InstallError, match=r"SY: 127.0.0.1:9 can't be reached .* check the netw"):
        install_quietly("http://127.0.0.1:9/dump")


def test_a_full_disk_is_told(server: Server, places: Path) -> None:
    server.files["SY.zip"] = packed([*SYRIA, *filler(3000)])
    script = (
        "import resource, signal, sys\n"
        "from counterclaim.cli.door import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))\n"
        "sys.exit(run(['places', 'install', 'SY', '--from', sys.argv[2]]))\n"
    )

    def install_with(limit: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, str(limit), server.base]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    fetching = install_with(30_000)
    assert fetching.returncode == 1
    assert "no space is left" in fetching.stderr
    writing = install_with(150_000)
    assert writing.returncode == 1
    assert "can't be written" in writing.stderr
    assert {file.name for file in places.iterdir()} <= {"SY.zip.part", "SY.zip.part.json"}
    assert install_quietly(server.base)[0].places == 3006


def test_a_folder_of_files_will_do(server: Server, tmp_path: Path) -> None:
    (tmp_path / "SY.zip").write_bytes(packed(SYRIA))
    assert install_quietly(str(tmp_path))[0].places == 6
    assert not install_quietly(str(tmp_path))[1]
    assert (tmp_path / "SY.zip").exists()


def test_a_place_known_by_name_gets_its_point(server: Server, places: Path) -> None:
    places.mkdir(parents=True)
    (places / "own.csv").write_text(
        "id,name,other_names,kind,country,admin1,latitude,longitude,source\n"
        "zur,Jub Zurzur Town,Qaryat Zurzuriya,settlement,SY,Homs,,,hearsay\n",
        encoding="utf-8",
    )
    install_quietly(server.base)
    gazetteer = Gazetteer.open()
    place = gazetteer.get("user:zur")
    assert place is not None
    assert (place.latitude, place.longitude) == (34.7, 38.9)
    assert gazetteer.lookup("قرية زرزورية") == (place,)
    gazetteer.close()


def test_what_is_installed_decides_what_is_coded(server: Server) -> None:
    before = coder_version()
    install_quietly(server.base)
    with_syria = coder_version()
    remove("SY")
    assert before == coder_version() != with_syria


def test_an_installed_file_of_another_version_says_what_to_run(
    server: Server, places: Path
) -> None:
    places.mkdir(parents=True)
    (places / "SY.sqlite").write_bytes(b"something else")
    with pytest.raises(GazetteerMissing, match="run: counterclaim places install SY"):
        Gazetteer.open()
    assert list_installed() == []
    assert install_quietly(server.base)[1]


def test_the_commands(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_GEONAMES", server.base)
    assert run(["places", "install", "sy", "IQ"]) == 1
    out, err = capsys.readouterr()
    assert "SY: 6 places" in out
    assert "Error: IQ: there is no file" in err
    assert run(["places", "install", "SY"]) == 0
    assert "unchanged" in capsys.readouterr().out
    assert run(["places", "list-installed", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("SY,")
    assert run(["places", "Zurzur Air Base"]) == 0
    assert "airport" in capsys.readouterr().out
    assert run(["places", "remove", "SY"]) == 0
    assert run(["places", "remove", "SY"]) == 1
    assert run(["places", "install", "Syria"]) == 2
    assert "did you mean SY?" in capsys.readouterr().err
