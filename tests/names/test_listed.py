"""Places that only the row in which they stand tells to be such."""

import pytest

from counterclaim.model import Article
from counterclaim.names.finder import NameKind
from counterclaim.pipeline import Coder


def places(coder: Coder, text: str) -> list[str]:
    """The names of places in a text."""
    names = coder.read_text(Article(id="row", text=text, sha256="")).names
    return [name.text for name in names if name.kind is NameKind.PLACE]


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the group in the villages of Jubb al-Jarrah, Masraf and Hneifeh.",
        "Shells fell on Jubb al-Jarrah, Masraf and Hneifeh in eastern Homs.",
    ],
)
def test_a_row_of_places_says_what_its_members_are(coder: Coder, text: str) -> None:
    assert places(coder, text)[:3] == ["Jubb al-Jarrah", "Masraf", "Hneifeh"]


@pytest.mark.parametrize(
    "text",
    [
        "In Aleppo, Corwin and Stanhope met the governor.",
        "They sent troops to Raqqa and Whitlock resigned.",
    ],
)
def test_what_goes_on_behind_a_place_is_no_row(coder: Coder, text: str) -> None:
    assert len(places(coder, text)) == 1


def test_a_row_that_lost_its_commas_is_read_by_the_gazetteer(coder: Coder) -> None:
    text = "The army attacked the group in the villages of Tabqa Maadan Manbij and Khneifes. "
    filling = "Nobody was hurt there on that day and the roads stayed open until the evening. "
    assert places(coder, text + filling * 5) == ["Tabqa", "Maadan", "Manbij", "Khneifes"]
