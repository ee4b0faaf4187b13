"""The registry's data and the messages about broken entries."""

from pathlib import Path

import pytest

from counterclaim.codebook.actors import load_actors, user_actors
from counterclaim.codebook.tables import CodebookError
from counterclaim.model import Actor, ActorType


@pytest.fixture(scope="module")
def actors() -> dict[str, Actor]:
    return load_actors()


def test_its_size_and_what_every_entry_has(actors: dict[str, Actor]) -> None:
    assert len(actors) >= 4000
    assert all(a.id == key and a.name and a.names for key, a in actors.items())
    assert all(a.country is None or len(a.country) == 2 for a in actors.values())


def test_every_state_has_its_parts(actors: dict[str, Actor]) -> None:
    parts = ("government", "army", "air-force", "navy", "police")
    assert all(f"{code}-{part}" in actors for code in ("sy", "ye", "ua", "ml") for part in parts)
    assert actors["sy-army"].part_of[0].actor == "sy-state"


def test_the_renaming_of_nusra_is_dated(actors: dict[str, Actor]) -> None:
    nusra, fatah = actors["al-nusra-front"], actors["jabhat-fatah-al-sham"]
    assert nusra.until is not None and fatah.since is not None
    assert str(nusra.until.end) == "2016-07-28"
    assert [link.actor for link in fatah.successor_of] == ["al-nusra-front"]


def test_types_have_acleds_codes() -> None:
    assert [t.inter for t in (ActorType.MILITARY, ActorType.REBEL, ActorType.CIVILIANS)] == [
        1,
        2,
        7,
    ]
    assert ActorType.MEDIA.inter is None


GOOD = "- id: my-group\n  name: My Group\n  type: rebel\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{GOOD}- id: other\n  name: Other\n  type: rebell\n", "line 4, other: type: Input"),
        (f"{GOOD}- id: Bad Id\n  name: B\n  type: rebel\n", "line 4, Bad Id: id must be lower"),
        (f"{GOOD}  colour: red\n", "line 1, my-group: colour: Extra inputs"),
        (f"{GOOD}  from: soon\n", "line 1, my-group: since: .*not a date"),
        (f"{GOOD}  from: 2018\n  to: 2016\n", "line 1, my-group: 'from' is later than 'to'"),
        (f"{GOOD}  part_of: [{{actor: nobody-x}}]\n", "line 1, my-group: part_of names an actor"),
        ("- extends: nobody-x\n  names: [N]\n", "line 1, nobody-x: extends an actor that isn't"),
        ("- id: a\n  name: [b\n", "line 3: is no YAML"),
        ("id: a\n", "must be a list of entries"),
        ("- just text\n", "line 1: an entry must be a mapping"),
    ],
)
def test_a_broken_entry_is_told_with_file_and_line(
    tmp_path: Path, actors: dict[str, Actor], text: str, message: str
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=message) as raised:
        user_actors(file, actors)
    assert str(raised.value).startswith(str(file))
