"""A text that isn't about conflict gives no claims in the words of conflict."""

import pytest

from counterclaim.coding.setting import of_conflict
from counterclaim.pipeline import Coder

from .told import claims_of, kinds_of

EPIDEMIC = (
    "An outbreak of cholera has spread through the lake towns since May. "
    "Nine people have died and hundreds were infected, the health ministry said. "
    "Doctors say that patients come too late. "
    "The Red Cross delivered medicine to three hospitals. "
    "Rain is expected to continue until the end of the month."
)
COUNCIL = (
    "The council battled over the school budget on Monday night. "
    "Residents were fighting the new tax, and the mayor said that the battle was not over. "
    "Members met with the owners of the mill. "
    "The league's season starts in April, and the coach is optimistic. "
    "Three teachers will retire this summer."
)
FIGHTING = (
    "The village lies on the river. Its mill was built long ago. "
    "Rebels entered it on Monday. Nine people died in the shelling. "
    "Residents fled to the hills."
)


@pytest.mark.parametrize("text", [EPIDEMIC, COUNCIL])
def test_other_topics_give_no_claims(coder: Coder, text: str) -> None:
    assert not of_conflict(text)
    assert claims_of(coder, text) == ()


def test_conflict_is_told_by_its_words() -> None:
    assert of_conflict(FIGHTING)


def test_few_sentences_tell_too_little_of_the_topic() -> None:
    assert of_conflict("Nine people died in the town.")


def test_a_sentence_that_tells_of_conflict_is_kept_in_a_text_about_something_else(
    coder: Coder,
) -> None:
    told = EPIDEMIC + " In the north, gunmen attacked a convoy and killed two drivers on Friday."
    assert not of_conflict(told)
    assert kinds_of(coder, told) == ["attack"]


def test_police_of_an_everyday_text_arrest_nobody_of_ours(coder: Coder) -> None:
    told = COUNCIL + " A man was arrested on Friday for stealing a bicycle."
    assert claims_of(coder, told) == ()


def test_demonstrators_are_told_wherever_they_march(coder: Coder) -> None:
    told = COUNCIL + " Hundreds of workers protested in front of the town hall."
    assert kinds_of(coder, told) == ["protest"]
