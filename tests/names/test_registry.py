"""The shipped registry at work: spellings, abbreviations, time, a user's own entries, the cache."""

from datetime import date
from pathlib import Path

import pytest

from counterclaim.codebook.tables import CodebookError
from counterclaim.names import compiled
from counterclaim.names.registry import Registry
from counterclaim.names.words import words_of


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _ids(registry: Registry, text: str, on: date | None = None) -> list[str]:
    return [h.candidates[0].actor.id for h in registry.scan(words_of(text), text, on)]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kata'ib Hezbollah", "kataib-hezbollah"),
        ("Kataib Hizballah", "kataib-hezbollah"),
        ("Jabhat an-Nusra", "al-nusra-front"),
        ("جبهة النصرة", "al-nusra-front"),
        ("Jaysh al-Islam", "jaysh-al-islam"),
        ("Jeish al Islam", "jaysh-al-islam"),
        ("Hizbullah", "hezbollah"),
        ("SDF", "syrian-democratic-forces"),
    ],
)
def test_a_name_in_any_spelling(registry: Registry, name: str, actor: str) -> None:
    found = registry.find(name)
    assert found[0].actor.id == actor
    assert found[0].score > 0.9
    assert name in found[0].reason


@pytest.mark.parametrize("wording", ["ISIL's", "ISIL", "Islamic State's", "IS", "Isis", "Daesh"])
def test_possessives_and_capitals(registry: Registry, wording: str) -> None:
    text = f"Then {wording} fled."
    if wording == "Isis":
        assert "islamic-state" not in _ids(registry, text)
        return
    assert _ids(registry, text) == ["islamic-state"]


@pytest.mark.parametrize(
    "text",
    [
        "We saw a Dish on Route 9.",
        "This government said so.",
        "Four people came by Honda.",
        "He did it for Paula and Rosie at times.",
        "The European Convention on Human Rights",
        "The building was cleared for use. Police came.",
    ],
)
def test_words_that_only_sound_like_names(registry: Registry, text: str) -> None:
    assert _ids(registry, text) == []


def test_a_name_past_its_time_resolves_and_says_so(registry: Registry) -> None:
    late = registry.find("al-Nusra Front", date(2017, 5, 1))[0]
    assert late.actor.id == "al-nusra-front"
    assert "borne until 2016-07-28" in late.reason
    early = registry.find("Hayat Tahrir al-Sham", date(2012, 5, 1))[0]
    assert "borne only from 2017-01-28" in early.reason


def test_lineage_goes_with_the_day(registry: Registry) -> None:
    in_2015 = [a.id for a in registry.lineage("al-nusra-front", date(2015, 5, 1))]
    in_2012 = [a.id for a in registry.lineage("al-nusra-front", date(2012, 5, 1))]
    assert "army-of-conquest" in in_2015
    assert "army-of-conquest" not in in_2012
    assert "islamic-state-of-iraq" in in_2012
    assert [li.actor for li in registry.successors("al-nusra-front")] == ["jabhat-fatah-al-sham"]


def test_opponents_are_told_from_either_side(registry: Registry) -> None:
    links = registry.tied("islamic-state", "opposed_to")
    assert "us-led-coalition" in {link.actor for link in links}


def test_a_search_finds_near_names(registry: Registry) -> None:
    found = [c.actor.id for c in registry.search("Tahrir Sham")]
    assert "hayat-tahrir-al-sham" in found


def test_a_users_own_file_adds_and_overrides(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- id: my-brigade\n  name: My Own Brigade\n  type: rebel\n"
        "- extends: hezbollah\n  names: [Party of Lebanon]\n"
        "- id: ahrar-al-sham\n  name: Renamed Movement\n  type: rebel\n",
        encoding="utf-8",
    )
    registry = Registry.load(own)
    assert registry.find("My Own Brigade")[0].actor.id == "my-brigade"
    assert registry.find("Party of Lebanon")[0].actor.id == "hezbollah"
    assert registry.find("Hezbollah")[0].actor.id == "hezbollah"
    assert registry.find("Renamed Movement")[0].actor.id == "ahrar-al-sham"
    assert "ahrar-al-sham" not in {c.actor.id for c in registry.find("Ahrar al-Sham")}
    assert Registry.load().find("Ahrar al-Sham")[0].actor.id == "ahrar-al-sham"


def test_the_environment_names_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_ACTORS", str(tmp_path / "none.yaml"))
    with pytest.raises(CodebookError, match=r"none\.yaml: can't be read"):
        Registry.load()


def test_the_cache_gives_what_the_data_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    fresh = compiled.load_compiled()
    (file,) = (tmp_path / "counterclaim").glob("actors-*.json")
    kept = compiled.load_compiled()
    assert dict(kept.actors) == dict(fresh.actors)
    assert kept.index.keys() == fresh.index.keys()
    file.write_text("{broken", encoding="utf-8")
    assert len(compiled.load_compiled().actors) == len(fresh.actors)


def test_a_cache_that_cant_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr("sys.platform", "linux")
    assert Registry.load().get("hezbollah") is not None
