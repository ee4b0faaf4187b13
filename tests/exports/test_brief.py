"""The situation report and the data dictionary."""

import re
from pathlib import Path

from lxml import html

from counterclaim.exports.dictionary import dictionary

DOCS = Path(__file__).parents[2] / "docs"


def test_every_statement_has_a_footnote_that_names_its_speaker(export) -> None:
    path, _ = export("brief")
    text = (path / "brief.md").read_text(encoding="utf-8")
    statements = [line for line in text.splitlines() if line.startswith("- ")]
    assert statements
    assert all("according to" in line and re.search(r"\[\^\d+\]$", line) for line in statements)
    used = set(re.findall(r"(?<=\[\^)\d+(?=\](?!:))", text))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == told


def test_contested_points_stand_with_their_versions(export) -> None:
    path, _ = export("brief", "--grade", "contested")
    text = (path / "brief.md").read_text(encoding="utf-8")
    contested = text.split("## Contested points")[1].split("## Events")[0]
    events = contested.count("contested: ")
    assert events
    unanswered = contested.count("denies what no claim here tells")
    assert contested.count("it happened, according to") == events - unanswered
    assert contested.count("it did not, or not so, according to") == events


def test_the_page_has_a_note_for_every_mark(export) -> None:
    path, _ = export("brief")
    page = html.fromstring((path / "brief.html").read_bytes())
    marks = {a.get("href").removeprefix("#") for a in page.xpath("//sup/a")}
    assert marks and marks == set(page.xpath("//li/@id"))


def test_the_data_dictionary_is_fresh() -> None:
    assert (DOCS / "exports.md").read_text(encoding="utf-8") == dictionary()
