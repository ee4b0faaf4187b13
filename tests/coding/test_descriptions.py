"""What descriptions state of an actor, and that they state no more."""

import pytest

from counterclaim.coding.descriptions import attributes_of, country_of_adjective, in_words

NAMES = {"Assad": "Bashar al-Assad", "al-Qaeda": "al-Qaeda", "Hezbollah": "Hezbollah"}


@pytest.mark.parametrize(
    ("wording", "stated"),
    [
        ("pro-government forces", "side pro-government, type forces"),
        ("US-backed militants", "backer United States, type militant"),
        ("tribal fighters", "type tribal, type fighter"),
        ("Iranian-backed militias", "backer Iran, type militia"),
        ("Kurdish fighters", "type Kurdish, type fighter"),
        ("Syrian warplanes", "country SY, type aircraft"),
        ("opposition groups", "side opposition, type group"),
        ("Islamist rebels", "type Islamist, type rebel"),
        ("militants backed by Turkey", "backer Turkey, type militant"),
        ("fighters loyal to Assad", "side loyal to Bashar al-Assad, type fighter"),
        ("al-Qaeda-linked militants", "side linked to al-Qaeda, type militant"),
        ("anti-Assad rebels", "side anti-Assad, type rebel"),
        ("pro-regime militia", "side pro-government, type militia"),
        ("Hezbollah fighters", "side Hezbollah, type fighter"),
        ("the militants", "type militant"),
        ("rebel groups in Idlib", "type rebel, type group"),
    ],
)
def test_stated_attributes(wording: str, stated: str) -> None:
    attributes = attributes_of(wording, NAMES)
    assert in_words(attributes) == f"a description, no name; it states {stated}"


@pytest.mark.parametrize("wording", ["it", "his wife", "both sides", "the attackers' cousin", ""])
def test_nothing_is_made_up(wording: str) -> None:
    assert attributes_of(wording) == ()


def test_adjectives_of_states() -> None:
    assert country_of_adjective("Russian") == "RU"
    assert country_of_adjective("Kurdish") is None
