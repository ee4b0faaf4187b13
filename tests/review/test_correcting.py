"""A claim corrected by spans: what is chosen, what stays, what can't be."""

from dataclasses import replace
from datetime import date

import pytest
from review_report import SECOND, TEXT, claim, full_claim, report, span

from counterclaim.model import Category, DatePrecision, Effect, Span, Stance
from counterclaim.model.values import changed_fields
from counterclaim.review import Choice, Correction, CorrectionError, LossChoice, Names
from counterclaim.review.correcting import blank_claim, choices_of, corrected, sentence_around

ARTICLE = report().article


def test_choosing_nothing_else_changes_nothing(names: Names) -> None:
    before = full_claim()
    after = corrected(before, ARTICLE, choices_of(before), names)
    assert changed_fields(before, after) == ()
    assert after.initiators == before.initiators
    assert after.place == before.place
    assert after.sources == before.sources
    assert after.casualties == before.casualties


def test_words_that_plainly_name_an_actor_are_taken_for_it(names: Names) -> None:
    wanted = Correction(
        kind="shelling",
        stance=Stance.ALLEGED,
        initiators=(Choice(span("the Syrian army")),),
        recipients=(Choice(span("people")),),
    )
    after = corrected(full_claim(), ARTICLE, wanted, names)
    assert [(a.text, a.actor) for a in after.initiators] == [("the Syrian army", "sy-army")]
    assert after.recipients == full_claim().recipients
    assert (after.place, after.date, after.sources, after.casualties) == (None, None, (), ())
    assert after.stance is Stance.ALLEGED


def test_an_entry_can_be_chosen_and_left_open(names: Names) -> None:
    wanted = choices_of(full_claim())
    chosen = replace(wanted, initiators=(Choice(span("Rebels"), "sy-army"),))
    assert corrected(full_claim(), ARTICLE, chosen, names).initiators[0].actor == "sy-army"
    opened = replace(wanted, sources=(Choice(span("the Syrian army"), ""),))
    assert corrected(full_claim(), ARTICLE, opened, names).sources[0].actor is None
    wrong = replace(wanted, initiators=(Choice(span("Rebels"), "no-such-actor"),))
    with pytest.raises(CorrectionError, match="there is no entry 'no-such-actor'"):
        corrected(full_claim(), ARTICLE, wrong, names)


def test_a_number_and_a_date_with_their_words(names: Names) -> None:
    days = (date(2017, 8, 8), date(2017, 8, 8))
    wanted = Correction(
        kind="air-strike",
        stance=Stance.ASSERTED,
        day=span("a day later"),
        days=days,
        losses=(
            LossChoice(
                span=span("12"),
                effect=Effect.KILLED,
                low=12,
                high=None,
                approximate=False,
                category=Category.CIVILIAN,
            ),
        ),
    )
    after = corrected(claim("c-2", SECOND, "bombed", "attack"), ARTICLE, wanted, names)
    assert after.acled.sub_event_type == "Air/drone strike"
    assert after.date is not None
    assert (after.date.text, after.date.start) == ("a day later", days[0])
    assert after.date.precision is DatePrecision.DAY
    assert [(x.text, x.low, x.high) for x in after.casualties] == [("12", 12, None)]


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        (Correction(kind="war", stance=Stance.ASSERTED), "none of the codebook's kinds"),
        (
            Correction(kind="attack", stance=Stance.ASSERTED, initiators=(Choice(Span(1, 9999)),)),
            "who: 1-9999 isn't in the text",
        ),
        (
            Correction(
                kind="attack",
                stance=Stance.ASSERTED,
                days=(date(2017, 8, 8), date(2017, 8, 7)),
            ),
            "the first day is after the last",
        ),
    ],
)
def test_what_cannot_be_says_why(names: Names, wanted: Correction, complaint: str) -> None:
    with pytest.raises(CorrectionError, match=complaint):
        corrected(full_claim(), ARTICLE, wanted, names)


def test_a_new_claim_takes_the_sentence_around_its_words() -> None:
    assert sentence_around(TEXT, span("Manbij")).of(TEXT) == SECOND
    new = blank_claim(ARTICLE, span("raid"), ())
    assert new.sentence.of(TEXT) == "The army denied the raid."
    assert blank_claim(ARTICLE, span("raid"), ()).id == new.id
    with pytest.raises(CorrectionError, match="choose the words"):
        blank_claim(ARTICLE, Span(3, 3), ())
