"""The loader names the file and the entry when a data file is wrong."""

import pytest

from counterclaim.codebook import tables
from counterclaim.codebook.tables import CodebookError


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CodebookError, match=r"nothing\.yaml: can.t be read"):
        tables.load_yaml("nothing.yaml")


def test_broken_yaml_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    tables.load_yaml.cache_clear()
    monkeypatch.setattr(tables, "read_text", lambda name: "a: 1\nb: [1, 2\nc: 3\n")
    with pytest.raises(CodebookError, match=r"bad\.yaml, line 3: is no YAML"):
        tables.load_yaml("bad.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a, b]", "mapping at its top level"),
        ("words: 12", "words: should be a list"),
        ("words: [no]", "put it in quotes"),
        ("no: [a]", "put it in quotes"),
    ],
)
def test_a_wrong_entry_is_named(monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    tables.load_yaml.cache_clear()
    monkeypatch.setattr(tables, "read_text", lambda name: text)
    with pytest.raises(CodebookError, match=message):
        tables.words_of("bad2.yaml", "words")


def test_a_number_must_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    tables.load_yaml.cache_clear()
    monkeypatch.setattr(tables, "read_text", lambda name: "units: {two: 2.5}")
    with pytest.raises(CodebookError, match=r"bad3.yaml, units: two: 2.5 should be a whole number"):
        tables.numbers_of("bad3.yaml", "units")
