"""What a sentence names without telling that it happened, or only beside another act."""

import pytest

from counterclaim.pipeline import Coder

from .told import kinds_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # kept from happening, no longer so
        ("Snow kept the rebels from advancing towards Hama.", []),
        ("The army stopped just short of capturing the Tabqa airbase.", []),
        ("Iraqi troops no longer occupy the town of Hit.", []),
        ("The militants were unable to advance towards Hama.", []),
        ("The army withdrew from Morek to avoid being surrounded by rebels.", ["withdrawal"]),
        # beside another act
        ("Hundreds of people fled the fighting in Sirte.", ["displacement"]),
        ("The militia seized a hill near Kobani in a counter-attack.", ["territory-gained"]),
        # told for itself
        (
            "The militia seized a hill near Kobani after a battle with Islamic State.",
            ["armed-clash", "territory-gained"],
        ),
        ("The army failed to halt the rebels, who advanced towards Hama.", ["advance"]),
    ],
)
def test_only_what_happened_is_told(coder: Coder, text: str, kinds: list[str]) -> None:
    assert kinds_of(coder, text) == kinds
