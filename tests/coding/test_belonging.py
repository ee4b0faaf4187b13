"""Who belongs to which body, and who is told to hold a place, on real components."""

from collections.abc import Iterator

import pytest

from counterclaim.model import Article
from counterclaim.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Iterator[Coder]:
    coder = Coder()
    yield coder
    coder.gazetteer.close()


def ties(coder: Coder, text: str) -> set[tuple[str, str, str]]:
    coded = coder.code(Article(id="test", text=text, sha256=""))
    return {(r.kind, r.subject.text, r.object.text) for r in coded.relations}


@pytest.mark.parametrize(
    ("text", "member", "whole"),
    [
        ("They met experts from UNESCO in the town.", "experts", "UNESCO"),
        (
            "Sailors deployed from the 12th Mobile Unit reached the port.",
            "Sailors",
            "12th Mobile Unit",
        ),
        ("More than 30 members of NATO will meet in June.", "More than 30 members of NATO", "NATO"),
        ("The UK, as part of the Global Coalition, is committed to it.", "UK", "Coalition"),
        ("They want to work closely with Turkey within NATO.", "Turkey", "NATO"),
        (
            "The Tiger Forces were named as one of its units, along with the Desert Hawks Brigade.",
            "Desert Hawks Brigade",
            "its",
        ),
        (
            "The office praised the Tadmor project, a partnership between Syria and UNESCO.",
            "UNESCO",
            "project",
        ),
    ],
)
def test_belonging(coder: Coder, text: str, member: str, whole: str) -> None:
    found = ties(coder, text)
    assert any(
        kind == "part-of" and one.startswith(member) and whole in other
        for kind, one, other in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "They protected residents from Islamic State.",
        "Workers from Aleppo reached the border.",
        "Talks between Syria and UNESCO went on.",
    ],
)
def test_no_belonging(coder: Coder, text: str) -> None:
    assert not any(kind == "part-of" for kind, *_ in ties(coder, text))


@pytest.mark.parametrize(
    ("text", "holder", "ground"),
    [
        ("Raqqa, which is controlled by ISIS, was bombed.", "ISIS", "Raqqa"),
        ("Jets hit the ISIS-controlled city of Raqqa.", "ISIS", "Raqqa"),
        ("Palmyra is under the control of the army.", "army", "Palmyra"),
        ("Palmyra remains under army control.", "army", "Palmyra"),
        ("Raqqa, which is under ISIS control, was bombed.", "ISIS", "Raqqa"),
        ("Raqqa, now under the control of ISIS, was bombed.", "ISIS", "Raqqa"),
        ("Jets bombed Raqqa, a city controlled by ISIS.", "ISIS", "Raqqa"),
    ],
)
def test_held_ground(coder: Coder, text: str, holder: str, ground: str) -> None:
    assert ("controls", holder, ground) in ties(coder, text)
