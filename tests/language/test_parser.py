"""What the parser sees, and where each of its words stands in the article."""

import pytest

from counterclaim.language import Parser, Phrase, PhraseKind, Sentence
from counterclaim.model import Span
from counterclaim.pipeline import Coder


@pytest.fixture(scope="module")
def parser(coder: Coder) -> Parser:
    return coder.parser


def parse(parser: Parser, text: str, *phrases: Phrase) -> Sentence:
    (sentence,) = parser.parse(text, [Span(0, len(text))], phrases)
    return sentence


def phrase(text: str, words: str, kind: PhraseKind, seen: str) -> Phrase:
    start = text.index(words)
    return Phrase(Span(start, start + len(words)), kind, seen, 0)


def test_every_word_keeps_its_place(parser: Parser) -> None:
    text = "The army can't leave the town, it said."
    sentence = parse(parser, text)
    assert [span.of(text) for span in sentence.offsets] == [
        *("The army ca n't leave the town , it said .".split())
    ]


def test_a_name_is_one_word(parser: Parser) -> None:
    text = "The Army of Conquest took the town."
    name = phrase(text, "Army of Conquest", PhraseKind.NAME, "Hezbollah")
    sentence = parse(parser, text, name)
    token = sentence.doc[1]
    assert (token.text, sentence.offsets[1].of(text)) == ("Hezbollah", "Army of Conquest")
    assert sentence.phrase(token, PhraseKind.NAME) == name
    assert sentence.phrase(token, PhraseKind.DATE) is None
    assert sentence.phrase(sentence.doc[0], PhraseKind.NAME) is None


def test_a_gloss_is_set_aside(parser: Parser) -> None:
    text = "The Army of Conquest (AoC) took the town."
    gloss = phrase(text, "(AoC)", PhraseKind.GLOSS, "")
    sentence = parse(parser, text, gloss)
    assert "AoC" not in [token.text for token in sentence.doc]
    assert sentence.span_of([sentence.doc[0], sentence.doc[-1]]).of(text) == text


def test_a_possessive_that_lost_its_apostrophe_gets_it_back(parser: Parser) -> None:
    text = "The Islamic States fighters left."
    start = text.index("Islamic State")
    name = Phrase(Span(start, start + 13), PhraseKind.NAME, "Hezbollah", 0, possessive=True)
    sentence = parse(parser, text, name)
    assert [token.text for token in sentence.doc][:3] == ["The", "Hezbollah", "'s"]
    assert sentence.offsets[2].of(text) == "s"


def test_contractions_that_lost_their_apostrophe(parser: Parser) -> None:
    text = "The army didnt leave the town."
    sentence = parse(parser, text)
    assert [token.text for token in sentence.doc][2] == "did"
    assert "".join(span.of(text) for span in sentence.offsets[2:4]) == "didnt"


def test_a_comma_put_back_has_no_width(parser: Parser) -> None:
    text = ("The army took a village near the town and the rebels left it again. " * 10).strip()
    text += " Jets hit a market in the town killing nine people."
    spans = parser.sentences(text)
    last = parser.parse(text, spans, [])[-1]
    comma = next(token for token in last.doc if token.text == ",")
    assert last.offsets[comma.i].of(text) == ""
    assert last.doc[comma.i + 1].text == "killing"


def test_phrases_across_a_sentences_end_are_ignored(parser: Parser) -> None:
    text = "The army left. Rebels came."
    across = Phrase(Span(9, 21), PhraseKind.NAME, "Hezbollah", 0)
    sentences = parser.parse(text, parser.sentences(text), [across])
    assert all("Hezbollah" not in s.doc.text for s in sentences)


def test_names_that_the_model_proposes_stand_where_they_say(parser: Parser) -> None:
    text = "It rained in London. Angela Merkel met Vladimir Putin in Moscow."
    found = {e.span.of(text): e.label for e in parser.entities(text, parser.sentences(text))}
    assert found["Angela Merkel"] == "PERSON"
    assert found["Moscow"] == "GPE"


def test_an_empty_sentence_is_borne(parser: Parser) -> None:
    assert parser.parse("", [], []) == []
    (sentence,) = parser.parse(" ", [Span(0, 1)], [])
    assert len(sentence.doc) == 1
