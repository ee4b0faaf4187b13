"""Whom a description or a pronoun takes up, and where it stays open."""

import pytest

from counterclaim.coding.coref import resolve
from counterclaim.model import Span
from counterclaim.names.finder import find_names
from counterclaim.names.registry import Registry


class NoPlaces:
    """A gazetteer without places."""

    def is_name(self, name: str) -> bool:
        return False


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _resolved(registry: Registry, text: str, wording: str) -> str | None:
    names = find_names(text, registry, NoPlaces()).names
    cut = text.index(". ") + 1
    at = text.rindex(wording)
    found = resolve(
        text, Span(at, at + len(wording)), names, [Span(0, cut), Span(cut + 1, len(text))]
    )
    return found.name.actor if found else None


@pytest.mark.parametrize(
    ("text", "wording", "actor"),
    [
        ("Ahrar al-Sham shelled Idlib. The group took two villages.", "The group", "ahrar-al-sham"),
        ("Ahrar al-Sham shelled Idlib. The militants fled.", "The militants", "ahrar-al-sham"),
        (
            "The Syrian Observatory for Human Rights counts. The group said ten died.",
            "The group",
            "syrian-observatory-for-human-rights",
        ),
        ("Hezbollah shelled it. It withdrew.", "It", "hezbollah"),
        ("Barack Obama spoke. He left.", "He", "barack-obama"),
    ],
)
def test_taken_up(registry: Registry, text: str, wording: str, actor: str) -> None:
    assert _resolved(registry, text, wording) == actor


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Ahrar al-Sham fought the Islamic State. The militants fled.", "The militants"),
        ("Ahrar al-Sham fought the army. Both sides lost men.", "Both sides"),
        ("Hezbollah attacked. Its allies fled.", "Its allies"),
        ("Shells fell. The group took two villages.", "The group"),
        ("Shells fell. They took two villages.", "They"),
    ],
)
def test_left_open(registry: Registry, text: str, wording: str) -> None:
    assert _resolved(registry, text, wording) is None
