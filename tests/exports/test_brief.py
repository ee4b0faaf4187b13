"""The situation report, read by lxml and pypdf, and the data dictionary."""

import re
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader

from counterclaim.cli.door import run
from counterclaim.exports.dictionary import dictionary
from counterclaim.model import Grade

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


def test_the_map_has_a_mark_for_every_event_that_is_placed(export, db: Path) -> None:
    path, _ = export("brief")
    drawn = etree.parse(path / "brief-map.svg").getroot()
    space = {"s": "http://www.w3.org/2000/svg"}
    count = len(drawn.xpath("//s:circle[not(@r='4.5')]", namespaces=space))
    numbers = [int(text.text) for text in drawn.xpath("//s:text[@class='count']", namespaces=space)]
    singles = len(drawn.xpath("//s:circle[@r='4.5']", namespaces=space)) - len(Grade)
    caption = re.search(r"On the map: (\d+) of", (path / "brief.md").read_text(encoding="utf-8"))
    assert len(numbers) == count
    assert caption and sum(numbers) + singles == int(caption.group(1)) > 0


def test_the_name_asked_for_decides_the_kind(export) -> None:
    text, _ = export("brief", name="report.md")
    assert "![Map of the events](brief-map.svg)" in text.read_text(encoding="utf-8")
    assert (text.parent / "brief-map.svg").is_file()
    page, _ = export("brief", name="report.html")
    assert html.fromstring(page.read_bytes()).xpath("//figure/*[local-name()='svg']")


def test_a_name_that_ends_otherwise_is_refused(db: Path, tmp_path: Path, capfd) -> None:
    capfd.readouterr()
    assert run(["export", "brief", "--db", str(db), "-o", str(tmp_path / "x.docx")]) == 1
    assert "can't be written as .docx; end the name in .md, .html, .pdf" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_heading_tells_the_period_and_the_area(export) -> None:
    asked = ("--since", "2017-03-01", "--until", "2017-04-30", "--place", "SY")
    path, _ = export("brief", *asked, name="report.md")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Situation report: 2017-03-01 to 2017-04-30, SY\n")
    changes = text.split("changed hands\n")[1].split("## Contested")[0]
    days = re.findall(r"^- (\d{4}-\d\d)", changes, re.MULTILINE)
    assert days and set(days) <= {"2017-03", "2017-04"}


ARABIC = """---
publisher: عنب بلدي
published: 2017-08-10
---
The Syrian Democratic Forces (قوات سوريا الديمقراطية) killed 30 civilians in Raqqa on 9 August 2017,
the Raqqa Media Center said.
"""


def test_a_pdf_shows_arabic_and_is_the_same_each_time(tmp_path: Path) -> None:
    report, db = tmp_path / "report.txt", tmp_path / "r.db"
    report.write_text(ARABIC, encoding="utf-8")
    assert run(["code", str(report), "--db", str(db)]) == 0
    made = []
    for name in ("a.pdf", "b.pdf"):
        assert run(["export", "brief", "--db", str(db), "-o", str(tmp_path / name)]) == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    read = PdfReader(tmp_path / "a.pdf")
    text = "".join(page.extract_text() for page in read.pages)
    assert read.metadata.title == "Situation report: 2017-08-09 to 2017-08-09"
    assert "Raqqa Media Center" in text
    assert {"عنب", "بلدي", "قوات", "سوريا", "الديمقراطية"} <= set(
        re.findall(r"[\u0600-\u06ff]+", text)
    )


def test_without_typst_it_says_what_to_install(
    db: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    capfd.readouterr()
    path = tmp_path / "x.pdf"
    assert run(["export", "brief", "--db", str(db), "-o", str(path)]) == 1
    assert "pip install 'counterclaim[pdf]'" in capfd.readouterr().err
    assert not path.exists()


def test_the_data_dictionary_is_fresh() -> None:
    assert (DOCS / "exports.md").read_text(encoding="utf-8") == dictionary()
