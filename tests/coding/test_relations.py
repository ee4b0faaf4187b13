"""Relations on real components: what each way of telling a tie gives, and what gives none."""

from collections.abc import Iterator

import pytest

from counterclaim.codebook import tables
from counterclaim.codebook.tables import CodebookError
from counterclaim.coding.relations.words import relation_words
from counterclaim.model import Article, PlaceRef, Relation, Stance
from counterclaim.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Iterator[Coder]:
    coder = Coder()
    yield coder
    coder.gazetteer.close()


def relations(coder: Coder, text: str) -> tuple[Relation, ...]:
    return coder.code(Article(id="test", text=text, sha256="")).relations


def ties(coder: Coder, text: str) -> set[tuple[str, str, str]]:
    return {(r.kind, r.subject.text, r.object.text) for r in relations(coder, text)}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        # a hyphen
        ("Jets hit rebel-held Idlib province.", ("controls", "rebel", "Idlib")),
        ("They hit the rebel-held town of Saraqib.", ("controls", "rebel", "Saraqib")),
        (
            "Raids on government- and rebel-held towns went on.",
            ("controls", "government", "rebel-held towns"),
        ),
        (
            "The Turkey-backed militants took the hill.",
            ("backed-by", "Turkey-backed militants", "Turkey"),
        ),
        (
            "The al-Qaeda-linked al-Nusra Front took the hill.",
            ("linked-to", "al-Nusra Front", "al-Qaeda"),
        ),
        # verbs and adjectives
        (
            "Idlib province is controlled by the Army of Conquest.",
            ("controls", "Army of Conquest", "Idlib"),
        ),
        (
            "Rebels control most of the eastern districts of Aleppo.",
            ("controls", "Rebels", "Aleppo"),
        ),
        ("Houthi rebels are supported by Iran.", ("backed-by", "Houthi rebels", "Iran")),
        ("Damascus accuses Qatar of arming the rebels.", ("backed-by", "rebels", "Qatar")),
        ("Russia reaffirmed its support for Damascus.", ("backed-by", "Damascus", "Russia")),
        (
            "Hezbollah fighters fighting alongside the Syrian army took it.",
            ("allied-with", "Hezbollah fighters", "Syrian army"),
        ),
        (
            "Boko Haram, which has pledged allegiance to Islamic State, fled.",
            ("linked-to", "Boko Haram", "Islamic State"),
        ),
        (
            "The Army of Islam, led by Zahran Alloush, shelled Damascus.",
            ("led-by", "Army of Islam", "Zahran Alloush"),
        ),
        # nouns
        (
            "Ahrar al-Sham, a member of the Islamic Front, rejected the deal.",
            ("part-of", "Ahrar al-Sham", "Islamic Front"),
        ),
        (
            "Iran and Russia, the main backers of President Bashar al-Assad, rejected it.",
            ("backed-by", "President Bashar al-Assad", "Russia"),
        ),
        (
            "Taliban commander Mullah Rasool was killed in Helmand.",
            ("led-by", "Taliban", "Mullah Rasool"),
        ),
        (
            "The coalition's fight against Islamic State goes on.",
            ("opposed-to", "coalition", "Islamic State"),
        ),
        ("The town is in rebel hands.", ("controls", "rebel", "town")),
        # names
        (
            "Jabhat Fateh al-Sham, formerly known as the al-Nusra Front, fled.",
            ("also-known-as", "Jabhat Fateh al-Sham", "al-Nusra Front"),
        ),
        (
            "Kata'ib Sayyid al-Shuhada (KSS, a PMU group close to Iran) fled.",
            ("part-of", "Kata'ib Sayyid al-Shuhada", "PMU"),
        ),
        # deals and sides
        (
            "The ceasefire does not include Islamic State and al-Nusra Front.",
            ("excluded-from", "al-Nusra Front", "ceasefire"),
        ),
        (
            "The conflict pits government troops against Tigrayan forces.",
            ("opposed-to", "government troops", "Tigrayan forces"),
        ),
        # a name that a described ground goes with; a hyphen left out
        (
            "Jets hit Irbin, another rebel-held area east of Damascus.",
            ("controls", "rebel", "Irbin"),
        ),
        (
            "The raids hit rebel held districts of Aleppo.",
            ("controls", "rebel", "Aleppo"),
        ),
        (
            "Shells hit the government-held west of the city.",
            ("controls", "government", "government-held west of the city"),
        ),
        (
            "A village in the Israeli-occupied portion of the Golan was hit.",
            ("controls", "Israeli", "Israeli-occupied portion of the Golan"),
        ),
        ("The YPG has been in control of Tabqa since May.", ("controls", "YPG", "Tabqa")),
        # aims, and forces that are loyal to one and fight another
        (
            "Rebels fighting to topple Assad took the hill.",
            ("opposed-to", "Rebels", "Assad"),
        ),
        (
            "The war goes on with forces loyal to Bashar al-Assad fighting rebel groups.",
            ("opposed-to", "forces", "rebel groups"),
        ),
        (
            "The Nusra Front and Islamic State are rivals.",
            ("opposed-to", "Nusra Front", "Islamic State"),
        ),
        (
            "The coalition is at war with Islamic State.",
            ("opposed-to", "coalition", "Islamic State"),
        ),
        (
            "The war pits the Syrian government against rebel groups.",
            ("opposed-to", "Syrian government", "rebel groups"),
        ),
        (
            "Assad's Russian and Iranian allies bombed the town.",
            ("allied-with", "Iranian", "Assad"),
        ),
        ("Iran provides weapons to Hezbollah.", ("backed-by", "Hezbollah", "Iran")),
        (
            "The Nusra Front, Al-Qaeda's branch in Syria, took the hill.",
            ("part-of", "Nusra Front", "Al-Qaeda"),
        ),
        # deals and names
        (
            "The Nusra Front is not party to the agreement.",
            ("excluded-from", "Nusra Front", "agreement"),
        ),
        (
            "The Nusra Front broke with the group and changed its name to Jabhat Fateh al-Sham.",
            ("also-known-as", "Nusra Front", "Jabhat Fateh al-Sham"),
        ),
    ],
)
def test_a_tie_is_found(coder: Coder, text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "The US-led coalition said so on Monday.",
        "The Syrian Democratic Forces (SDF) said so on Monday.",
        "The militants held 30 hostages in a house.",
        "Officials held talks with the rebels in Geneva.",
        "The White House supports the ceasefire.",
        "The residential areas of Damascus were quiet.",
        "The Syrian Observatory for Human Rights relies on a network of activists.",
    ],
)
def test_no_tie_is_invented(coder: Coder, text: str) -> None:
    assert relations(coder, text) == ()


def test_members_of_a_list_are_each_a_relation(coder: Coder) -> None:
    text = "Coalition nations which have conducted strikes include Australia, Jordan and France."
    found = {r.subject.text for r in relations(coder, text) if r.kind == "part-of"}
    assert found == {"Australia", "Jordan", "France"}


def test_who_says_so_and_how_sure(coder: Coder) -> None:
    (relation,) = relations(coder, "The United States will arm the rebels, the Pentagon said.")
    assert [s.text for s in relation.sources] == ["the Pentagon"]
    assert relation.stance is Stance.INTENDED
    (relation,) = relations(coder, "Russia denied that it supports the militants.")
    assert relation.stance is Stance.DENIED
    assert relation.object.actor == "ru-state"  # type: ignore[union-attr]


def test_held_ground_is_a_place(coder: Coder) -> None:
    text = "Jets hit rebel-held Idlib province and other rebel-held areas."
    named, described = relations(coder, text)
    assert isinstance(named.object, PlaceRef) and named.object.span is not None
    assert named.object.span.of(text) == "Idlib"
    assert isinstance(described.object, PlaceRef) and described.object.name is None
    assert described.object.latitude is None


def test_the_same_text_gives_the_same_ids(coder: Coder) -> None:
    text = "Rebel-held Idlib was hit. US-backed rebels fled."
    first, second = relations(coder, text), relations(coder, text)
    assert first == second
    assert len({r.id for r in first}) == len(first) == 2


def test_a_wrong_entry_of_the_words_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tables.read_text("relations.yaml").replace("kind: backed-by", "kind: backed", 1)
    tables.load_yaml.cache_clear()
    relation_words.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(tables, "read_text", lambda name: broken)
        with pytest.raises(CodebookError, match=r"relations.yaml, verbs: 0: kind"):
            relation_words()
    tables.load_yaml.cache_clear()
    assert relation_words().verbs[0].kind == "backed-by"
