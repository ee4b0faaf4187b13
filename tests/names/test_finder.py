"""Whom a name means in a text: decided by what else the text names, else left open."""

from collections.abc import Sequence
from datetime import date

import pytest

from counterclaim.model import Span
from counterclaim.names.finder import Name, NameKind, find_names
from counterclaim.names.registry import Registry
from counterclaim.names.spelling import fold


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
        (
            "Syrian officials said Daesh lost men in Syria. The coalition bombed Raqqa.",
            "us-led-coalition",
        ),
    ],
)
def test_the_coalition_by_what_the_text_is_about(registry: Registry, text: str, actor: str) -> None:
    assert _named(registry, text, "coalition").actor == actor


def test_a_coalition_that_was_gone_is_not_meant(registry: Registry) -> None:
    text = "Iraq and the Coalition will defeat Daesh, said the United States in Baghdad, Iraq."
    assert find_names(text, registry, NoPlaces()).names[1].actor == "us-led-coalition"


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


class Known:
    """A gazetteer that knows a few names, each as it is spelt."""

    def __init__(self, *names: str) -> None:
        self._keys = {fold(name) for name in names}

    def is_name(self, name: str) -> bool:
        return name in self._keys


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Strikes in Raqqa Ten people died.", ["Raqqa"]),
        ("Near Dayr Az Zayr, one strike hit a tower.", ["Dayr Az Zayr"]),
        ("They fled on Eid al-Adha from Raqqa.", ["Raqqa"]),
        ("The Ministry of Awqaf in Aleppo said so.", ["Aleppo"]),
        ("Declaring Aleppo district closed, they left.", ["Aleppo"]),
        ("Attacks in Aleppo Raqqa. Aleppo burned, and so did Raqqa. In Aleppo, in Raqqa.",
         ["Aleppo", "Raqqa"]),
        ("Over 20 people died in the New York-based group.", []),
    ],
)  # fmt: skip
def test_where_a_place_s_name_begins_and_ends(
    registry: Registry, text: str, places: list[str]
) -> None:
    known = Known("Aleppo", "Raqqa", "Dayr Az", "Dayr Az Zayr", "al-Adha", "Awqaf", "Over", "New")
    found = find_names(text, registry, known).names
    assert list(dict.fromkeys(n.text for n in found if n.kind is NameKind.PLACE)) == places


def test_what_several_actors_are_called_is_no_place(registry: Registry) -> None:
    text = "The Syrian Observatory for Human Rights spoke. Nine died, said the Observatory. Regime"
    name = _named(registry, text + " jets left, the Syrian army said.", "Observatory")
    assert name.actor == "syrian-observatory-for-human-rights"
    assert not name.may_be_place


def test_a_date_is_no_name_of_a_paper(registry: Registry) -> None:
    text = "Date of publication 26 September 2016"
    blocked = [Span(text.index("26"), len(text))]
    assert find_names(text, registry, NoPlaces(), blocked=blocked).names == ()
