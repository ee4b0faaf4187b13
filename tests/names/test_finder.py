"""Whom a name means in a text: decided by what else the text names, else left open."""

from collections.abc import Sequence
from datetime import date

import pytest

from counterclaim.names.finder import Name, find_names
from counterclaim.names.registry import Registry


class NoPlaces:
    """A gazetteer without places."""

    def is_name(self, name: str) -> bool:
        return False


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def _names(registry: Registry, text: str, on: date = date(2017, 5, 1)) -> Sequence[Name]:
    return find_names(text, registry, NoPlaces(), on=on).names


def _named(registry: Registry, text: str, wording: str, on: date = date(2017, 5, 1)) -> Name:
    return next(n for n in _names(registry, text, on) if n.text == wording)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Republican Guard shelled Daraya, Syrian officials said.", "syrian-republican-guard"),
        ("The Republican Guard fired, Houthi men in Yemen said.", "republican-guard-yemen"),
        ("The Republican Guard attacked.", None),
    ],
)
def test_a_shared_name_goes_by_country(registry: Registry, text: str, actor: str | None) -> None:
    name = _named(registry, text, "Republican Guard")
    assert name.actor == actor
    assert len(name.candidates) > 1
    assert "alone doesn't say who" in name.reason or "the text is about" in name.reason


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Houthi fighters in Yemen said the coalition bombed a house.", "saudi-led-coalition"),
        ("Islamic State fighters left Raqqa as the coalition bombed it.", "us-led-coalition"),
    ],
)
def test_the_coalition_by_what_the_text_is_about(registry: Registry, text: str, actor: str) -> None:
    assert _named(registry, text, "coalition").actor == actor


def test_a_coalition_that_nothing_tells_stays_open(registry: Registry) -> None:
    name = _named(registry, "The Coalition welcomed the vote.", "Coalition")
    assert name.actor is None
    assert len(name.candidates) > 2


def test_a_surname_of_someone_else(registry: Registry) -> None:
    text = "The driver was Jimmy Carter. In June, Secretary Carter spoke."
    carters = [n for n in _names(registry, text) if n.actor == "ash-carter"]
    assert [n.span.start for n in carters] == [text.index("Carter spoke")]


def test_an_abbreviation_that_the_text_introduces_for_something_else(registry: Registry) -> None:
    text = "An anti-ballistic missile (ABM) flew. The ABM hit."
    assert all(n.actor is None for n in _names(registry, text))
    text = "Ansar Bait al-Maqdis (ABM) fled. The ABM men died."
    assert {n.actor for n in _names(registry, text)} == {"ansar-bait-al-maqdis"}


def test_bynames_are_no_nationals(registry: Registry) -> None:
    names = _names(registry, "A strike killed Abu Jandal al-Kuwaiti, a leader.")
    assert all(n.actor != "kw-nationals" for n in names)


def test_a_hamlet_of_several_words_keeps_its_candidates(registry: Registry) -> None:
    name = _named(registry, "Ansar al-Sharia attacked.", "Ansar al-Sharia")
    assert name.actor is None
    assert {c.actor.country for c in name.candidates} >= {"LY", "YE", "TN"}
