"""Who did it and to whom: active, passive, nouns, possessives, relative clauses, lists."""

import pytest

from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, wordings, wrong


@pytest.mark.parametrize(
    ("text", "initiators", "recipients"),
    [
        # active and passive
        ("Rebels ambushed an army convoy near Morek.", ["Rebels"], ["army convoy"]),
        ("An army convoy was ambushed by rebels near Morek.", ["rebels"], ["army convoy"]),
        (
            "Nine soldiers were killed by Islamic State near Sukhna.",
            ["Islamic State"],
            ["Nine soldiers"],
        ),
        ("Two aid workers were kidnapped in the city of Idlib.", [], ["Two aid workers"]),
        ("The town of Sukhna was captured by the Syrian army.", ["Syrian army"], []),
        # nouns
        ("The shelling of Douma by the army killed three people.", ["army"], ["three people"]),
        ("The Syrian army's shelling of Jobar continued.", ["Syrian army"], []),
        (
            "An Islamic State attack near Baiji killed nine policemen.",
            ["Islamic State"],
            ["nine policemen"],
        ),
        wrong(
            "Turkish air strikes on the town of Sinjar killed five fighters.",
            ["Turkish"],
            ["five fighters"],
            why="Turkish before air is found as no name, as Russian is",
        ),
        ("Shells fired by rebels killed nine people in Nubl.", ["rebels"], ["nine people"]),
        (
            "Shelling by government forces killed 12 civilians in Douma.",
            ["government forces"],
            ["12 civilians"],
        ),
        (
            "A raid carried out by Russian jets killed nine people in Ariha.",
            ["Russian jets"],
            ["nine people"],
        ),
        # relative clauses and reduced ones
        ("Army units that attacked the village of Maan came from Hama.", ["Army units"], []),
        ("Rebels, who attacked the village of Maan on Sunday, have left.", ["Rebels"], []),
        (
            "Soldiers captured by Islamic State near Sukhna were executed.",
            ["Islamic State"],
            ["Soldiers"],
        ),
        # led by, backed by
        ("Rebels led by Ahrar al-Sham attacked the village of Maan.", ["Rebels"], []),
        ("The SDF, backed by the coalition, attacked the village of Karamah.", ["SDF"], []),
        ("US-backed forces attacked the village of Karamah.", ["US-backed forces"], []),
        # lists on either side
        ("Russia and Syria bombed a market in Saraqib.", ["Russia", "Syria"], ["market"]),
        ("Jets bombed a school and a market in Saraqib.", ["Jets"], ["school", "market"]),
        # both sides of a fight
        (
            "Peshmerga fighters clashed with Islamic State near Makhmur.",
            ["Peshmerga fighters"],
            ["Islamic State"],
        ),
        # from whom a place was taken
        (
            "Turkish-backed rebels seized the town of al-Bab from Islamic State.",
            ["Turkish-backed rebels"],
            ["Islamic State"],
        ),
        (
            "The army took the villages of Khafsah and Maskanah from Islamic State.",
            ["army"],
            ["Islamic State"],
        ),
        # verbs of two clauses with one doer
        ("The army took the village of Khafsah and shelled Maskanah.", ["army"], []),
        # acts of speech and politics
        ("Iran warned Turkey against an attack on Afrin.", ["Iran"], ["Turkey"]),
        (
            "Russia accused the United States of violating the agreement.",
            ["Russia"],
            ["United States"],
        ),
        ("Rebels released 12 prisoners in Idlib.", ["Rebels"], ["12 prisoners"]),
        # nobody is guessed
        ("An air strike hit a school in the town of Hayan.", [], ["school"]),
        ("A car bomb killed a dozen policemen in Baghdad.", [], ["dozen policemen"]),
    ],
)
def test_who_and_whom(
    coder: Coder, text: str, initiators: list[str], recipients: list[str]
) -> None:
    claim = claims_of(coder, text)[0]
    assert wordings(claim.initiators) == initiators
    assert wordings(claim.recipients) == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between the army and Islamic State broke out near Sukhna.",
        "Clashes between the army and Islamic State killed nine people near Sukhna.",
        "Clashes involving the army and Islamic State have been occurring near Sukhna.",
        "The army and Islamic State fought near Sukhna.",
        "The army fought Islamic State near Sukhna.",
        "Fierce clashes erupted along the road to Sukhna between the army and Islamic State.",
    ],
)
def test_both_sides_of_a_fight_are_parties(coder: Coder, text: str) -> None:
    claim = one_claim(coder, text, "armed-clash")
    parties = set(wordings((*claim.initiators, *claim.recipients)))
    assert {"army", "Islamic State"} <= parties


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("ISIS attacked the village of Maan.", "islamic-state"),
        ("Daesh attacked the village of Maan.", "islamic-state"),
        ("The Islamic State group attacked the village of Maan.", "islamic-state"),
        ("The SDF attacked the village of Maan.", "syrian-democratic-forces"),
        (
            "Fighters of the Syrian Democratic Forces attacked the village of Maan.",
            "syrian-democratic-forces",
        ),
    ],
)
def test_names_of_one_actor_are_one_entry(coder: Coder, text: str, actor: str) -> None:
    (initiator,) = claims_of(coder, text)[0].initiators
    assert initiator.actor == actor


def test_a_description_is_no_actor_of_the_registry(coder: Coder) -> None:
    (initiator,) = one_claim(coder, "US-backed militants attacked the village of Maan.").initiators
    assert initiator.actor is None
    assert initiator.reason


def test_an_abbreviation_of_the_text_holds_for_the_rest(coder: Coder) -> None:
    text = (
        "The Popular Mobilization Units (PMU) took the village of Baaj. The PMU then attacked the "
        "village of Badush."
    )
    first, second = (c.initiators[0].actor for c in claims_of(coder, text))
    assert first == second is not None


def test_it_is_led_back_to_its_name(coder: Coder) -> None:
    text = "The SDF took the village of Karamah. It then attacked the village of Maan."
    capture, attack = claims_of(coder, text)
    assert attack.initiators[0].actor == capture.initiators[0].actor == "syrian-democratic-forces"


def test_a_victim_is_no_entry(coder: Coder) -> None:
    text = "A shell killed Samira Haddad, a teacher, in the town of Nubl."
    claim = one_claim(coder, text, "shelling")
    assert all(r.actor is None for r in claim.recipients)
