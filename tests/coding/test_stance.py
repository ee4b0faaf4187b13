"""How the source stands to its claim: the six stances, their scope and their order."""

import pytest

from counterclaim.model import Stance
from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, wordings


@pytest.mark.parametrize(
    ("text", "kind", "stance"),
    [
        # asserted
        ("The army took the town of Sukhna.", "territory-gained", "asserted"),
        ("Rebels are shelling the town of Nubl.", "shelling", "asserted"),
        ("The coalition confirmed that its jets struck Mansoura.", "air-strike", "asserted"),
        ("Activists claimed that the army had shelled Douma.", "shelling", "asserted"),
        (
            "Residents said jets dropped gas that they suspect was chlorine on Saraqib.",
            None,
            "asserted",
        ),
        # alleged
        ("Russian jets reportedly bombed a hospital in Idlib.", "air-strike", "alleged"),
        ("Turkish forces allegedly shelled the town of Afrin.", "shelling", "alleged"),
        ("Turkish forces apparently shelled the town of Afrin.", "shelling", "alleged"),
        ("The army is said to have shelled the district of Jobar.", "shelling", "alleged"),
        ("Rebels are reported to have attacked the village of Maan.", "attack", "alleged"),
        (
            "According to unconfirmed reports, rebels captured the town of Morek.",
            "territory-gained",
            "alleged",
        ),
        ("An alleged air strike on Mansoura killed 33 people.", "air-strike", "alleged"),
        (
            "Unconfirmed reports said rebels had captured the town of Morek.",
            "territory-gained",
            "alleged",
        ),
        (
            "A team is investigating allegations that rebels used chlorine in Saraqib.",
            "chemical-attack",
            "alleged",
        ),
        # speculated
        ("Islamic State may have used mustard gas in Marea.", "chemical-attack", "speculated"),
        ("Rebels might have shelled the village of Nubl.", "shelling", "speculated"),
        ("Suspected Russian jets bombed a market in Saraqib.", "air-strike", "speculated"),
        ("Jets believed to be Russian bombed a market in Saraqib.", "air-strike", "speculated"),
        ("A suspected gas attack killed nine people in Saraqib.", "chemical-attack", "speculated"),
        ("The army probably shelled the camp near Azaz.", "shelling", "speculated"),
        (
            "Analysts believe that Israel bombed the depot near Damascus.",
            "air-strike",
            "speculated",
        ),
        ("Israel is believed to have bombed the depot near Damascus.", "air-strike", "speculated"),
        ("The army said rebels may have shelled the village of Nubl.", "shelling", "speculated"),
        ("The blast in Tartus was likely a suicide bombing.", "suicide-bombing", "speculated"),
        (
            "The warplanes that bombed Atareb are believed to be Russian.",
            "air-strike",
            "speculated",
        ),
        (
            "Residents said they suspected that the gas used in Saraqib was chlorine.",
            "chemical-attack",
            "speculated",
        ),
        # denied
        ("The army denied shelling Douma.", "shelling", "denied"),
        (
            "The ministry denied that its planes bombed the hospital in Idlib.",
            "air-strike",
            "denied",
        ),
        (
            "Damascus rejected reports that its forces used chlorine in Saraqib.",
            "chemical-attack",
            "denied",
        ),
        ("The army did not shell the town of Douma, a military source said.", "shelling", "denied"),
        (
            "The coalition said it carried out no strikes in Mansoura.",
            "air-strike",
            "denied",
        ),
        (
            "The coalition said its jets had not bombed the school in Mansoura.",
            "air-strike",
            "denied",
        ),
        (
            "No strikes were conducted in Syria on Monday.",
            "air-strike",
            "denied",
        ),
        ("The army dismissed claims that it had bombed a market in Ariha.", "air-strike", "denied"),
        (
            "The army denied reports by activists that it had shelled a bakery in Hama.",
            "shelling",
            "denied",
        ),
        ("Russia denied any air strikes on the convoy near Aleppo.", "air-strike", "denied"),
        (
            "The rebels have never shelled the village of Nubl, their spokesman said.",
            "shelling",
            "denied",
        ),
        (
            "Damascus described the reports that its army used gas in Saraqib as untrue.",
            "chemical-attack",
            "denied",
        ),
        # intended
        ("The council will hold a meeting on the truce in Geneva.", "talks", "intended"),
        ("The Iraqi army plans to attack Tal Afar.", "attack", "intended"),
        ("Turkey will send troops to Idlib.", "deployment", "intended"),
        ("The army is preparing to storm the town of Jobar.", "attack", "intended"),
        ("The president ordered the army to shell the town of Douma.", "shelling", "intended"),
        (
            "The United States threatened to bomb Syrian airfields near Homs.",
            "air-strike",
            "intended",
        ),
        ("Russia said it would go on bombing the town of Saraqib.", "air-strike", "intended"),
        (
            "Iraqi forces will withdraw from the village of Badush, an officer said.",
            "withdrawal",
            "intended",
        ),
        # conditional
        (
            "The army would not have used gas in Saraqib had it not been for Moscow.",
            "chemical-attack",
            "conditional",
        ),
        ("If the truce fails, the army would shell eastern Aleppo.", "shelling", "conditional"),
        (
            "The army would attack Idlib unless the rebels left, a source said.",
            "attack",
            "conditional",
        ),
        (
            "Turkey would bomb Afrin if the militia stayed, the minister said.",
            "air-strike",
            "conditional",
        ),
        (
            "Russia will bomb Saraqib if rebels attack Hama, its ministry said.",
            "air-strike",
            "conditional",
        ),
    ],
)
def test_the_six_stances(coder: Coder, text: str, kind: str | None, stance: str) -> None:
    assert {c.stance.value for c in claims_of(coder, text) if kind in (None, c.kind)} == {stance}


def test_two_claims_of_one_sentence_have_a_stance_each(coder: Coder) -> None:
    text = "The army took the town of Sukhna on Sunday and will attack the city of Mayadin."
    found = {c.kind: c.stance for c in claims_of(coder, text)}
    assert found == {"territory-gained": Stance.ASSERTED, "attack": Stance.INTENDED}


def test_who_denies_is_the_source_and_the_doer_stays(coder: Coder) -> None:
    claim = one_claim(coder, "Russia denied that its planes bombed the hospital in Idlib.")
    assert claim.kind == "air-strike"
    assert wordings(claim.sources) == ["Russia"]
    assert [a.text for a in claim.initiators] == ["its planes"]


def test_a_denial_is_never_a_kind_of_its_own(coder: Coder) -> None:
    text = (
        "The Syrian army denied that it had used chemical weapons in Khan Sheikhoun. Moscow said "
        "its aircraft had carried out no strikes in the area."
    )
    found = [(c.kind, c.stance.value) for c in claims_of(coder, text)]
    assert found == [("chemical-attack", "denied"), ("air-strike", "denied")]


def test_a_denial_inside_a_report_keeps_the_whole_chain(coder: Coder) -> None:
    claim = one_claim(coder, "SANA said the army denied shelling the town of Douma.")
    assert wordings(claim.sources) == ["SANA", "army"]
    assert claim.stance is Stance.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "The coalition neither confirmed nor denied the strike on Raqqa.",
        "The army could neither confirm nor deny that rebels had shelled Nubl.",
    ],
)
def test_neither_confirmed_nor_denied_is_no_claim(coder: Coder, text: str) -> None:
    assert claims_of(coder, text) == ()


def test_not_denying_is_no_denial(coder: Coder) -> None:
    claim = one_claim(coder, "The army did not deny shelling the school in Douma.")
    assert claim.stance is not Stance.DENIED


def test_who_has_not_confirmed_it_says_nothing(coder: Coder) -> None:
    claim = one_claim(
        coder, "The ministry has not confirmed the strike on Raqqa, the Observatory said."
    )
    assert claim.stance is Stance.ASSERTED
    assert wordings(claim.sources) == ["Observatory"]


def test_a_toll_of_nought_denies_nothing(coder: Coder) -> None:
    claim = one_claim(coder, "The source said that no casualties were reported in Nubl.")
    assert claim.stance is Stance.ASSERTED


def test_no_losses_deny_no_attack(coder: Coder) -> None:
    claim = one_claim(coder, "No civilians were killed in the strike on Raqqa, the coalition said.")
    assert claim.stance is Stance.ASSERTED
