"""``nlp.add_pipe("counterclaim")`` in a pipeline that isn't ours."""

from datetime import date

import pytest
import spacy

TEXT = (
    "The army said that 12 civilians were killed in an air strike on Aleppo on Tuesday. "
    "Militants denied that they hold Palmyra."
)


def test_claims_stand_on_the_document_with_spans_of_its_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim")
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2017, 8, 10)
    doc = nlp(doc)
    strike = doc._.claims[0]
    assert strike.kind == "air-strike"
    assert strike.date.start == strike.date.end == date(2017, 8, 8)
    assert doc.char_span(*strike.sentence).text == TEXT.split(" Militants")[0]
    assert [source.text for source in strike.sources] == ["The army"]


def test_documents_without_anything_told_of_them_are_coded_too() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim")
    assert [len(doc._.claims) > 0 for doc in nlp.pipe([TEXT, "It rained all day."])] == [
        True,
        False,
    ]


def test_what_is_no_english_is_told_and_not_coded() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim")
    doc = nlp("قتل عشرة مدنيين في غارة جوية على مدينة حلب يوم الثلاثاء حسب المرصد السوري")
    assert doc._.claims == ()
    assert [issue.code for issue in doc._.issues] == ["not-english"]


def test_a_day_that_is_none_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("counterclaim")
    doc = nlp.make_doc(TEXT)
    doc._.published = "2017-08-10"
    with pytest.raises(TypeError, match=r"datetime\.date or None, not '2017-08-10'"):
        nlp(doc)
