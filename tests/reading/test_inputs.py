"""Files, folders and standard input."""

import io
import os
from pathlib import Path

import pytest
from reading_helpers import LEAD, packed, parted

from counterclaim.model import Article, Issue
from counterclaim.reading import read


def write(path: Path, data: bytes | str = LEAD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def messages(*inputs: str | Path) -> list[str]:
    return [issue.message for issue in parted(list(inputs))[1]]


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/x.txt", "c.unknown"):
        write(tmp_path / name)
    articles, issues = parted([tmp_path])
    assert [article.id for article in articles] == ["z", "b", "c"]
    assert articles[0].path == f"{tmp_path}/a/z.txt"
    assert not issues


def test_one_bad_input_stops_none(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt")
    articles, issues = parted([tmp_path / "none.txt", good, write(tmp_path / "empty.txt", "")])
    assert [article.id for article in articles] == ["good"]
    assert [(issue.code, issue.path) for issue in issues] == [
        ("missing", f"{tmp_path}/none.txt"),
        ("empty", f"{tmp_path}/empty.txt"),
    ]


def test_same_stem_with_other_bytes_gets_an_id_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "1" / "a.txt")
    write(tmp_path / "2" / "a.txt", LEAD + " He denied it.")
    write(tmp_path / "3" / "a.txt")
    first, second, third = parted([tmp_path])[0]
    assert (first.id, third.id) == ("a", "a")
    assert second.id == f"a-{second.sha256[:12]}"


def test_standard_input() -> None:
    (article,) = read(["-"], stdin=io.BytesIO(LEAD.encode()))
    assert isinstance(article, Article)
    assert (article.path, article.text) == ("-", LEAD)
    assert article.id == f"stdin-{article.sha256[:12]}"
    (issue,) = read(["-"], stdin=io.BytesIO(b""))
    assert isinstance(issue, Issue)
    assert issue.message == "standard input: is empty; nothing was read from it"


def test_packed_files_are_their_content(tmp_path: Path) -> None:
    plain = write(tmp_path / "1" / "a.txt")
    zipped = write(tmp_path / "2" / "a.txt.gz", packed(LEAD.encode()))
    first, second = parted([plain, zipped])[0]
    assert (first.id, first.sha256) == (second.id, second.sha256)


def test_messages(tmp_path: Path) -> None:
    here = str(tmp_path)
    assert messages(tmp_path / "none.txt") == [
        f"{here}/none.txt: no such file or folder; check its name"
    ]
    assert messages(tmp_path) == [f"{here}: is a folder without files; nothing was read from it"]
    assert messages(write(tmp_path / "a", bytes(range(256)))) == [
        f"{here}/a: is binary data, not a report; web pages, text, JSON lines, PDF, RSS/Atom and "
        "WARC can be read"
    ]
    assert messages(write(tmp_path / "a", b"PK\x03\x04...")) == [
        f"{here}/a: is a ZIP archive (or an office document), which can't be read; web pages, "
        "text, JSON lines, PDF, RSS/Atom and WARC can"
    ]
    assert messages(write(tmp_path / "a", b"<?xml version='1.0'?><kml><a/></kml>")) == [
        f"{here}/a: is XML that is no feed and no web page, which can't be read; web pages, text, "
        "JSON lines, PDF, RSS/Atom and WARC can"
    ]
    assert messages("ftp://x.example/a") == [
        "ftp://x.example/a: isn't an address that is fetched; http and https are"
    ]
    assert messages("a\0b") == ["a\ufffdb: isn't a path that a file can have; check its name"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with paths here")
def test_devices_pipes_and_links(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "out").symlink_to("/etc/passwd")
    assert messages(tmp_path / "pipe", "/dev/zero") == [
        f"{tmp_path}/pipe: is a pipe, not a file; pipe it in with `-` instead",
        "/dev/zero: is a device, not a file; name a file",
    ]
    assert messages(tmp_path / "ring") == [
        f"{tmp_path}/ring: can't be opened (Too many levels of symbolic links); check its name"
    ]
    assert messages(tmp_path) == [
        f"{tmp_path}/out: is a symbolic link inside a folder and isn't followed; "
        "name its target itself",
        f"{tmp_path}/pipe: is a pipe, not a file; pipe it in with `-` instead",
        f"{tmp_path}/ring: is a symbolic link inside a folder and isn't followed; "
        "name its target itself",
    ]
    write(tmp_path / "real.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real.txt")
    assert parted([tmp_path / "link"])[0][0].id == "link"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_forbidden(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    assert messages(path) == [f"{path}: may not be read by you; ask for its permissions"]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    write(path)
    (article,) = parted([path])[0]
    assert article.path == f"{tmp_path}/caf\\xe9.txt"
    assert article.id == "caf\\xe9"
