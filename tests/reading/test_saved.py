"""Markdown-like text saved from a page."""

from datetime import date
from pathlib import Path

import pytest
from reading_helpers import LEAD, SAVED, one

from counterclaim.model import Media, Origin
from counterclaim.reading import read

SEED = Path(__file__).parents[3] / "shared" / "reports" / "south-front-2017-08-09.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report isn't beside the checkout")
def test_seed_report() -> None:
    (article,) = read([SEED])
    assert article.title == (  # type: ignore[union-attr]
        "Video: Tensions Grow as US-led Coalition Strikes the Popular Mobilization Units (PMU) "
        "in Iraq Border Area"
    )
    assert article.id == "south-front-2017-08-09"  # type: ignore[union-attr]
    assert article.authors == ("South Front",)  # type: ignore[union-attr]
    assert article.publisher == "Global Research"  # type: ignore[union-attr]
    assert article.published == date(2017, 8, 10)  # type: ignore[union-attr]
    assert article.origin == Origin(publisher="South Front", published=date(2017, 8, 9))  # type: ignore[union-attr]
    assert article.regions == ("Middle East & North Africa",)  # type: ignore[union-attr]
    assert article.themes == ("Terrorism", "US NATO War Agenda")  # type: ignore[union-attr]
    assert article.dossiers == ("IRAQ REPORT", "SYRIA")  # type: ignore[union-attr]
    assert article.media == (Media(kind="image", credit="Al Masdar News"),)  # type: ignore[union-attr]
    assert article.rights == "Copyright © South Front, South Front, 2017"  # type: ignore[union-attr]
    text = article.text  # type: ignore[union-attr]
    assert text.startswith("Syrian Arab Army (SAA) Tiger Forces")
    assert text.endswith("independent regional player.")
    assert "the military strikes hit the PMU and called on leaders" in text
    assert len(text.split("\n\n")) == 11


def test_page_like_the_seed() -> None:
    article = one(SAVED)
    assert article.title == "Video: Army Enters Tal Qamh"
    assert article.authors == ("North Post",)
    assert (article.publisher, article.published) == ("Levant Courier", date(2017, 3, 5))
    assert article.origin == Origin(publisher="North Post", published=date(2017, 3, 4), url=None)
    assert article.regions == ("Middle East, North Africa",)
    assert article.themes == ("War & Peace", "Armies")
    assert article.dossiers == ("SYRIA",)
    assert article.media == (Media(kind="image", credit="Hill News"),)
    assert article.rights == "Copyright © North Post, 2017"
    assert article.text == (
        f"{LEAD}\n\nResidents said that warplanes had struck the PMU and that the market burned."
    )


def test_variants_of_what_pages_tell() -> None:
    article = one(
        "Twelve killed in raid on Tal Qamh\n=====\n\nBy Rana Haddad and Omar Saleh in Beirut\n\n"
        "Posted on March 5, 2017 at 10:32 am\n\nTags: Syria, Air strikes; Tal Qamh\n\n"
        f"**Photo:** Ali Said / REUTERS\n\n{LEAD}\n\nRead also: [Ten things](https://x.example)\n\n"
        "Source: [North Post](https://north.example/1)\n\nShare this: Facebook | Twitter\n"
    )
    assert article.title == "Twelve killed in raid on Tal Qamh"
    assert article.authors == ("Rana Haddad", "Omar Saleh")
    assert article.published == date(2017, 3, 5)
    assert article.themes == ("Syria", "Air strikes", "Tal Qamh")
    assert article.media == (Media(kind="image", credit="Ali Said / REUTERS"),)
    assert article.origin == Origin(publisher="North Post", url="https://north.example/1")
    assert article.text == LEAD


def test_one_named_date_line_is_the_publishers() -> None:
    article = one(f"# Army enters\n\n[Hill News](https://h.example) 4 March 2017\n\n{LEAD}\n")
    assert (article.publisher, article.published) == ("Hill News", date(2017, 3, 4))
    assert article.origin is None


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        (
            "This article was first published by Hill News on 4 March 2017.",
            Origin(publisher="Hill News", published=date(2017, 3, 4)),
        ),
        ("Originally published at Hill News.", Origin(publisher="Hill News")),
        ("Republished with permission from Hill News", Origin(publisher="Hill News")),
        (
            "This article was originally published on March 4, 2017 by Hill News",
            Origin(publisher="Hill News", published=date(2017, 3, 4)),
        ),
        ("By AFP", None),
    ],
)
def test_notes_of_reprints(note: str, origin: Origin | None) -> None:
    article = one(f"# Army enters\n\n{LEAD}\n\n{note}\n")
    assert article.origin == origin
    assert (note in article.text) is (origin is None)


def test_a_chronology_keeps_its_dates() -> None:
    body = f"{LEAD}\n\n4 March 2017\n\nThe army denied on Sunday that it had entered the town."
    assert one(f"# Army enters\n\n{body}\n").text == body


def test_a_disclaimer_above_a_report_does_not_end_it() -> None:
    article = one(f"# Army enters\n\nDisclaimer: graphic content.\n\n{LEAD}\n\n{LEAD}\n")
    assert article.text == f"{LEAD}\n\n{LEAD}"
