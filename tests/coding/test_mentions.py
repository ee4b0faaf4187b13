"""Every name and weapon of a text, for those who measure names."""

from counterclaim.model import Article, Mention, MentionType
from counterclaim.pipeline import Coder


def _mentions(coder: Coder, text: str) -> list[Mention]:
    article = Article(id="t", text=text, sha256="")
    return list(coder.code(article, extras=frozenset({"mentions"})).mentions or ())


def _of_type(coder: Coder, text: str, kind: MentionType) -> list[str]:
    return [m.text for m in _mentions(coder, text) if m.type is kind]


def test_the_country_inside_a_governments_name(coder: Coder) -> None:
    text = "The Government of Iraq reopened the road."
    assert "Iraq" in _of_type(coder, text, MentionType.PLACE)
    assert "Government of Iraq" in _of_type(coder, text, MentionType.ACTOR)


def test_a_country_that_only_tells_whose_army_it_is_is_no_place(coder: Coder) -> None:
    text = "The US Army rebuilt the bridge."
    assert _of_type(coder, text, MentionType.PLACE) == []


def test_the_person_inside_a_regimes_name(coder: Coder) -> None:
    found = _mentions(coder, "The Assad regime shelled the town.")
    person = next(m for m in found if m.type is MentionType.PERSON)
    assert person.text == "Assad"
    assert person.name == "Bashar al-Assad"


def test_an_office_stands_for_its_holder(coder: Coder) -> None:
    text = "The Foreign Secretary spoke on Monday. Later the Minister for the Middle East left."
    assert _of_type(coder, text, MentionType.PERSON) == [
        "Foreign Secretary",
        "Minister for the Middle East",
    ]


def test_an_office_before_a_name_is_its_title(coder: Coder) -> None:
    text = "Foreign Secretary Jane Molder spoke on Monday."
    assert _of_type(coder, text, MentionType.PERSON) == ["Jane Molder"]


def test_vehicles_and_ships_are_seen_but_are_no_means_of_a_claim(coder: Coder) -> None:
    text = "Air strikes destroyed two excavators and a tactical vehicle. USS Belmont left port."
    found = _of_type(coder, text, MentionType.WEAPON)
    assert {"excavators", "tactical vehicle", "USS Belmont"} <= set(found)
    claims = coder.code(Article(id="t", text=text, sha256="")).claims
    assert not any("excavator" in w.text for c in claims for w in c.weapons)
