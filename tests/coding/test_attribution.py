"""Who says it: rules of CODEBOOK, "Sources and stance", on sentences as reports print them."""

import pytest

from counterclaim.coding.attribution import Report, attributions, chain, find_reports
from counterclaim.language import Parser
from counterclaim.model import Span


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def reports_of(parser: Parser, text: str) -> tuple[Report, ...]:
    return find_reports(parser.parse(text, parser.sentences(text), []))


def speakers(parser: Parser, text: str, word: str) -> list[str]:
    """The chain over the first place of a word."""
    at = text.index(word)
    found = chain(reports_of(parser, text), Span(at, at + len(word)))
    return [r.source.of(text) if r.source else "" for r in found if not r.echo]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Observatory said the car bomb went off in Asheh.", "bomb", ["The Observatory"]),
        ("Ten people died, the ministry said on Monday.", "died", ["the ministry"]),
        ('"Ten people died," said Ann Lewis.', "died", ["Ann Lewis"]),
        (
            "In Syria, the press secretary said, forces have advanced.",
            "advanced",
            ["the press secretary"],
        ),
        (
            "According to the Syrian Observatory, 40 people were killed.",
            "killed",
            ["the Syrian Observatory"],
        ),
        ("Six soldiers were killed, according to local activists.", "killed", ["local activists"]),
        (
            "SANA quoted a military source as saying that ten were killed.",
            "killed",
            ["SANA", "a military source"],
        ),
        ("Russia accused Belgium of killing six civilians.", "killing", ["Russia"]),
        ("The army denied using chemical weapons.", "using", ["The army"]),
        ("The strike was confirmed by the Pentagon.", "strike", ["the Pentagon"]),
        ("The group claimed responsibility for the attack.", "attack", ["The group"]),
        ("Initial reports of 20 killed emerged from the town.", "killed", ["Initial reports"]),
        ("Many hide from what activists say is a gas attack.", "gas attack", ["activists"]),
        ("The army confirmed reports that the town had fallen.", "fallen", ["The army"]),
        (
            "The militia posted a video that showed men trying to breathe.",
            "breathe",
            ["The militia", "a video"],
        ),
        ("Satellite images show that the bridge was destroyed.", "destroyed", ["Satellite images"]),
        (
            "Activists and the ministry said the town was shelled.",
            "shelled",
            ["Activists and the ministry"],
        ),
        (
            "Support is strong in the hills, tribal and party elders told the agency.",
            "strong",
            ["tribal and party elders"],
        ),
        ("Rebels told the agency about the shelling of Nubl.", "shelling", ["Rebels"]),
        (
            '"Who knows how this ends?" the envoy told a television station when asked about it.',
            "ends",
            ["the envoy"],
        ),
    ],
)
def test_chain(parser: Parser, text: str, word: str, expected: list[str]) -> None:
    assert speakers(parser, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Strikes hit Aleppo on Monday killing 26 civilians a monitor has said.",
            "killing",
            ["a monitor"],
        ),
        (
            "Strikes left 31 civilians dead and dozens injured Syrian media reported Tuesday.",
            "dead",
            ["Syrian media"],
        ),
        (
            "We warn against such inadmissible steps the general staff said.",
            "warn",
            ["the general staff"],
        ),
        (
            "Raids hit Hass at noon an activist with the opposition Idlib Media Centre told AFP.",
            "hit",
            ["an activist with the opposition Idlib Media Centre"],
        ),
    ],
)
def test_texts_that_lost_their_commas(
    parser: Parser, text: str, word: str, expected: list[str]
) -> None:
    assert speakers(parser, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The town fell on Monday.", "fell"),
        ("The rebels were reported to have entered the town.", "entered"),
        ("The army plans to attack the town.", "attack"),
        ("The attack claimed the lives of 40 people.", "lives"),
        ("The minister condemned the attack on the school.", "attack"),
    ],
)
def test_own_voice(parser: Parser, text: str, word: str) -> None:
    assert speakers(parser, text, word) == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Fire killed 12 people said the Observatory adding that 4 were children.",
            "killed",
            ["the Observatory"],
        ),
        (
            "Fire killed 12 people said the Observatory adding that 4 were children.",
            "4",
            ["the Observatory"],
        ),
        (
            "A bomb killed 34 people in the province of Hama state news agency SANA reported.",
            "bomb",
            ["state news agency SANA"],
        ),
        (
            "A raid hit a school killing a child an international charity and an aid worker said.",
            "raid",
            ["an international charity and an aid worker"],
        ),
    ],
)
def test_speakers_behind_and_beside(
    parser: Parser, text: str, word: str, expected: list[str]
) -> None:
    assert speakers(parser, text, word) == expected


def test_quotation_carries_on(parser: Parser) -> None:
    text = '"The town fell," Cook said. "Our forces took the bridge." The army left.'
    assert speakers(parser, text, "bridge") == ["Cook"]
    assert speakers(parser, text, "left") == []


def test_quotation_over_paragraphs(parser: Parser) -> None:
    text = "The minister said:\n“The town fell.\n“The army took the bridge.”\nRebels left."
    assert speakers(parser, text, "bridge") == ["The minister"]
    assert speakers(parser, text, "left") == []


def test_unbalanced_quotation_ends_with_its_sentence(parser: Parser) -> None:
    text = 'A spokesman said "Daesh cells were behind the attack. The front was crushed in 2014.'
    assert speakers(parser, text, "attack") == ["A spokesman"]
    assert speakers(parser, text, "crushed") == []


def test_statement_after_a_colon(parser: Parser) -> None:
    text = (
        "The Foreign Secretary said:\n\nI am appalled by this attack.\n\n"
        "The regime killed civilians.\n\nNotes to editors\n\nThe embassy closed."
    )
    assert speakers(parser, text, "killed") == ["The Foreign Secretary"]
    assert speakers(parser, text, "closed") == []


def test_pronoun_of_the_speaker_is_no_second_link(parser: Parser) -> None:
    text = "Workers said that they suspected that the gas was chlorine."
    assert speakers(parser, text, "chlorine") == ["Workers"]


def test_contrast_ends_an_accusation(parser: Parser) -> None:
    text = "The coalition accused the army of carrying out the attack while Damascus denied it."
    assert speakers(parser, text, "carrying") == ["The coalition"]
    assert speakers(parser, text, "denied") == []


def test_relay_is_the_outer_report(parser: Parser) -> None:
    text = "SANA quoted a military source as saying that ten were killed."
    relay, said = reports_of(parser, text)
    assert (relay.outer, said.outer) == (None, 0)
    assert said.cue_class == "say" and said.source_head is not None


def test_negation(parser: Parser) -> None:
    (report,) = reports_of(parser, "The ministry did not say that the town fell.")
    assert report.negated


def test_attributions_carry_their_wording(parser: Parser) -> None:
    text = '"The town fell," Cook said. "Our forces took the bridge."'
    found = attributions(reports_of(parser, text), text)
    assert [a.content.text for a in found] == ['"The town fell,"', '"Our forces took the bridge."']
    assert {a.source.text for a in found if a.source} == {"Cook"}


def test_nothing_in_nothing() -> None:
    assert find_reports([]) == ()


def test_the_listener_is_not_what_is_told(parser: Parser) -> None:
    text = "Talks will resume soon, the envoy told the agency."
    assert [p.of(text) for r in reports_of(parser, text) for p in r.content] == [
        "Talks will resume soon"
    ]
