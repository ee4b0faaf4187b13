"""Plain text, with and without front matter."""

from datetime import date

import pytest
from reading_helpers import LEAD, one, problems

from counterclaim.model import Origin


def test_wrapped_lines_are_made_whole() -> None:
    article = one(
        "Army enters Tal Qamh\n\nGovernment forces entered the town of Tal Qamh on\n"
        "Saturday after a week of fighting, state media\nsaid.\n\nThe army denied it.\r\n"
    )
    assert article.title == "Army enters Tal Qamh"
    assert article.text == (
        "Government forces entered the town of Tal Qamh on Saturday after a week of fighting, "
        "state media said.\n\nThe army denied it."
    )


def test_stars_and_bars_of_a_plain_text_stay() -> None:
    body = "The army's T_72 tanks entered the town * as before * on Saturday, they said."
    assert one(body).text == body


def test_bullets_of_a_list_go() -> None:
    body = (
        "* Near Abu Kamal, one strike destroyed a tank.\n\n• Near Raqqa, two strikes hit a loader."
    )
    assert one(f"{LEAD}\n\n{body}").text.split("\n\n")[1:] == [
        "Near Abu Kamal, one strike destroyed a tank.",
        "Near Raqqa, two strikes hit a loader.",
    ]


def test_unseen_characters_go_and_others_stay() -> None:
    article = one("The \u202earmy\u202c shelled Raqqa\u200b, Ṭarṭu\u0304s and \ufeffHoms.\x00"[:-1])
    assert article.text == "The army shelled Raqqa, Ṭarṭu\u0304s and Homs."


def test_persian_keeps_its_joiners() -> None:
    assert "می\u200cگوید" in one("ارتش می\u200cگوید شهر را گرفته است.").text


def test_front_matter_stands() -> None:
    article = one(
        "---\ntitle: A truce, broken\nauthors: Rana Haddad\npublished: 2017-03-05\n"
        "origin: {publisher: North Post, published: 4 March 2017}\nregions: [Middle East]\n"
        f"language: en\nnonsense: 1\n---\n{LEAD}\n"
    )
    assert (article.title, article.authors) == ("A truce, broken", ("Rana Haddad",))
    assert article.published == date(2017, 3, 5)
    assert article.origin == Origin(publisher="North Post", published=date(2017, 3, 4))
    assert (article.regions, article.language, article.text) == (("Middle East",), "en", LEAD)


def test_a_rule_is_no_front_matter() -> None:
    article = one(f"---\n\n{LEAD}\n\n---\n")
    assert (article.title, article.text) == (None, LEAD)


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        (
            "KABUL, Afghanistan (Nov. 20, 2011) - A force entered the town, it said.",
            date(2011, 11, 20),
        ),
        ("BEIRUT (Reuters) - On 4 March 2017 a force entered the town.", None),
        ("On 4 March 2017, a force entered the town.", None),
        ("05/06/2017\n\nA force entered the town, it said.", None),
        ("Date of publication 26 October 2016\n\nA force entered the town.", date(2016, 10, 26)),
        ("Damascus, 4 March 2017\n\nA force entered the town, it said.", date(2017, 3, 4)),
    ],
)
def test_day_of_publication(dateline: str, published: date | None) -> None:
    article = one(dateline)
    assert article.published == published
    assert article.publisher is None


@pytest.mark.parametrize(
    "body", [f"BEIRUT (AFP) - {LEAD}", f"{LEAD} - AFP", f"{LEAD}-AFP", f"{LEAD} (AFP)"]
)
def test_an_agency_in_dateline_or_signature_is_the_origin(body: str) -> None:
    article = one(body)
    assert article.origin == Origin(publisher="AFP")
    assert article.text == body


def test_messages() -> None:
    assert problems("") == ["report.txt: is empty; nothing was read from it"]
    assert problems(" \n\n") == ["report.txt: is empty; nothing was read from it"]
    assert problems("12 34 ...") == ["report.txt: has no article text; nothing was read from it"]
    assert problems("The army’s café was shelled.".encode("cp1252")) == [
        "report.txt: isn't UTF-8; read as windows-1252; save it as UTF-8 if names look wrong"
    ]
    assert problems(f"---\ntitle: [\n---\n{LEAD}") == [
        "report.txt: its front matter isn't valid YAML (expected the node content, but found "
        "'<stream end>', line 2); read without it"
    ]
    assert problems(f"---\npublished: soon\n---\n{LEAD}") == [
        "report.txt: front matter, field `published`: 'soon' isn't a date; write it as "
        "2017-08-10; read without it"
    ]
    assert problems(f"---\na: &x [1]\nb: *x\n---\n{LEAD}") == [
        "report.txt: its front matter isn't valid YAML (anchors and aliases aren't allowed); "
        "read without it"
    ]
    assert problems("word " * 300_000) == [
        "report.txt: its text has 1,499,999 characters, more than 1,000,000; split it into articles"
    ]
