"""``import counterclaim as cc``: what is public, documented and lazy, and what it gives."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import counterclaim as cc
from counterclaim.exports.api import PUBLIC
from counterclaim.model import Event

DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def test_what_is_public_is_what_is_documented() -> None:
    documented = set(re.findall(r"^\| `cc\.(\w+)", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(cc.__all__) == documented == {*PUBLIC, "__version__"}
    assert all(getattr(cc, name) for name in cc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = cc.nonsense


def test_opening_a_database_loads_no_language_model(db: Path) -> None:
    script = (
        "import sys, counterclaim as cc\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        f"next(iter(cc.open({str(db)!r}).events()))\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_database_gives_typed_records(db: Path) -> None:
    with cc.open(db) as opened:
        events = opened.events(grade="contested")
        found = list(events)
        assert found and all(isinstance(event, Event) for event in found)
        assert [record["id"] for record in events.to_dicts()] == [event.id for event in found]
        claims = list(opened.claims(kind="air-strike"))
        assert {stored.claim.kind for stored in claims} == {"air-strike"}
        assert len(list(opened.articles())) > 1


def test_a_text_and_a_file_are_coded(tmp_path: Path) -> None:
    text = (
        "The army said that 12 civilians were killed in an air strike on Aleppo on 7 August 2017."
    )
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    for given in (text, path, str(path)):
        (coded,) = cc.code(given)
        assert coded.article.text == text
        assert [claim.kind for claim in coded.claims] == ["air-strike"]
    with pytest.raises(cc.InputError, match="no such file"):
        cc.code(tmp_path / "missing.txt")
