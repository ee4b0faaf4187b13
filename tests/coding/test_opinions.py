"""An event that somebody only has feelings about is no claim; one that is told is."""

import pytest

from counterclaim.pipeline import Coder

from .told import claims_of, kinds_of

SHELLING = "Rebels shelled a school in the town of Nubl on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "Germany denounced the shelling of Douma.",
        "The king sent his condolences to the families of the victims of the bombing in Tartus.",
        "Aid workers voiced alarm over the offensive in Hama.",
        "Bakeries have closed for fear of air strikes.",
        "The ministry was appalled by the killings in Idlib.",
    ],
)
def test_a_feeling_tells_no_event(coder: Coder, text: str) -> None:
    assert claims_of(coder, text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I condemn the attack on the market in Hilla this morning.", "attack"),
        ("Germany condemned the air strike that killed nine people in Douma.", "air-strike"),
        ("The envoy was alarmed by reports of shelling in Douma.", "shelling"),
    ],
)
def test_what_a_statement_is_the_first_to_tell(coder: Coder, text: str, kind: str) -> None:
    assert kinds_of(coder, text) == [kind]


def test_what_the_text_has_told_is_only_commented_on(coder: Coder) -> None:
    text = SHELLING + "The governor condemns the shelling of the town."
    assert kinds_of(coder, text) == ["shelling"]


def test_what_the_text_has_told_is_only_looked_into(coder: Coder) -> None:
    text = SHELLING + "A judge is looking into the shelling of the school in the town of Nubl."
    assert kinds_of(coder, text) == ["shelling"]
