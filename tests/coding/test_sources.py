"""Who says so: the chain of speakers on the claims, outermost first."""

import pytest

from counterclaim.pipeline import Coder

from .told import claims_of, one_claim, wordings


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # the article's own voice
        ("The army took the town of Sukhna on Sunday.", []),
        # before, after and inside
        ("Activists said shells hit a market in Douma.", ["Activists"]),
        ("Shells hit a market in Douma, activists said.", ["activists"]),
        ("Fourteen people, activists said, were killed in air strikes on Ariha.", ["activists"]),
        ("According to residents, shells hit a market in Douma.", ["residents"]),
        ("Shells hit a market in Douma, according to residents.", ["residents"]),
        ("Shells hit a market in Douma on Monday, said a medical source.", ["medical source"]),
        ("An activist told AFP that rockets hit a school in Saraqib.", ["activist"]),
        ("The Pentagon confirmed that a drone killed a commander near Idlib.", ["Pentagon"]),
        ("The army announced the capture of the town of Sukhna.", ["army"]),
        ("In a statement, the army said it had taken the town of Sukhna.", ["army"]),
        (
            "Initial reports said nine people were killed in air strikes on Ariha.",
            ["Initial reports"],
        ),
        ("The army claimed that its troops had taken the town of Sukhna.", ["army"]),
        # chains
        (
            "SANA quoted a military source as saying that the army took the village of Khafsah.",
            ["SANA", "military source"],
        ),
        (
            "SANA, citing a military source, said the army took the village of Khafsah.",
            ["SANA", "military source"],
        ),
        (
            "Reuters cited residents as saying that shells hit a market in Douma.",
            ["Reuters", "residents"],
        ),
        (
            "Local media quoted witnesses as saying that jets bombed the village of Kafr Zita.",
            ["Local media", "witnesses"],
        ),
        (
            "The monitor said it had received reports that shells hit a hospital in Douma.",
            ["monitor", "reports"],
        ),
        ("The monitor received reports that shells hit a hospital in Douma.", ["reports"]),
        (
            "The Pentagon confirmed reports that a drone killed a commander near Idlib.",
            ["Pentagon"],
        ),
        (
            "The group posted a video that showed its fighters shooting at soldiers in Hama.",
            ["group", "video"],
        ),
        (
            "Islamic State claimed responsibility for the bombing in Baghdad, Amaq reported.",
            ["Amaq", "Islamic State"],
        ),
        (
            "State television said, citing a military source, that the army had taken Khafsah.",
            ["State television", "military source"],
        ),
        (
            "Islamic State claimed the bombing in Baghdad in a statement carried by Amaq.",
            ["Amaq", "Islamic State"],
        ),
        # a list of links that hold in texts without commas too
        (
            "The shelling killed nine people in Nubl a source on the ground said.",
            ["source on the ground"],
        ),
        (
            "Jets bombed a clinic in Ariha a doctor in the besieged district told Reuters.",
            ["doctor in the besieged district"],
        ),
        (
            "Shells hit a market in Nubl the monitor which relies on sources in the country said.",
            ["monitor"],
        ),
        # no speaker: an act, a rocket, a time
        (
            "Jordan said six jets bombed a depot near Hit but said it had hit no houses.",
            ["Jordan"],
        ),
        ("Shells hit a house in Nubl in breach of the truce agreed in May.", []),
        ("The monitor gave a toll of nine in the air strike on Ariha.", ["monitor"]),
        # nobody's words, one speaker named twice, what a relative clause tells
        ("A team is investigating allegations that rebels used chlorine in Saraqib.", []),
        ("The army said it denied shelling the town of Douma.", ["army"]),
        (
            "Schools stayed shut after a chemical attack that rebels say killed dozens in Saraqib.",
            ["rebels"],
        ),
        ("Nine people were killed in an air strike on Ariha, the release said.", ["release"]),
        ("Shells hit a market in Nubl tweeted the monitoring group.", ["monitoring group"]),
        ("According to the agreement, rebels will leave the town of Darayya.", []),
        # quotations
        ('"Our forces have taken the town of Hit," an Iraqi officer said.', ["Iraqi officer"]),
        ('An Iraqi officer said: "Our forces have taken the town of Hit."', ["Iraqi officer"]),
        (
            'The monitor "has documented the killing of 12 medics in air raids" in Hama.',
            ["monitor"],
        ),
        # an event mentioned inside what was said
        (
            "Medics reached the site of an air strike on Ariha, the Observatory said.",
            ["Observatory"],
        ),
    ],
)
def test_the_chain_of_speakers(coder: Coder, text: str, chain: list[str]) -> None:
    assert {tuple(wordings(c.sources)) for c in claims_of(coder, text)} == {tuple(chain)}


def test_a_quotation_carries_its_speaker_on(coder: Coder) -> None:
    text = (
        '"The army shelled us for two hours," said a resident of Douma. "Nine people were killed '
        'by the shells." On Tuesday rebels attacked the village of Maan.'
    )
    shelling, killed, attack = claims_of(coder, text)
    assert wordings(shelling.sources) == wordings(killed.sources) == ["resident of Douma"]
    assert attack.sources == ()


def test_a_speaker_ends_with_the_statement(coder: Coder) -> None:
    text = (
        "Activists said shells hit a market in Douma. The army took the town of Sukhna on Sunday."
    )
    shelling, capture = claims_of(coder, text)
    assert wordings(shelling.sources) == ["Activists"]
    assert capture.sources == ()


def test_who_speaks_apart_makes_a_claim_each(coder: Coder) -> None:
    text = (
        "The Observatory said air strikes killed nine people in Ariha. The civil defence said air "
        "strikes killed 12 people in Ariha."
    )
    first, second = claims_of(coder, text)
    assert (wordings(first.sources), wordings(second.sources)) == (
        ["Observatory"],
        ["civil defence"],
    )


def test_every_link_names_its_cue_and_who_it_is(coder: Coder) -> None:
    text = "SANA quoted a military source as saying that the army took the village of Khafsah."
    agency, source = one_claim(coder, text).sources
    assert (agency.actor, agency.cue) == ("sana", "quoted")
    assert source.actor is None
    assert source.cue == "saying"


def test_a_pronoun_that_speaks_is_led_back(coder: Coder) -> None:
    text = (
        "The SDF took the village of Karamah. It said its fighters had killed nine militants there."
    )
    told = [c for c in claims_of(coder, text) if c.sources]
    assert [c.sources[-1].actor for c in told] == ["syrian-democratic-forces"]
