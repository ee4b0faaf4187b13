"""What gives a claim and what does not (CODEBOOK, "The unit")."""

from collections.abc import Sequence

from counterclaim.coding.events import Happening
from counterclaim.coding.reports import Report
from counterclaim.coding.roles import find_cast
from counterclaim.coding.triggers import SPEECH_ACTS
from counterclaim.coding.view import View

_CONTENT_KINDS_OUT = frozenset({"accuse"})


def worth_a_claim(
    view: View, happening: Happening, all_here: Sequence[Happening], chain: Sequence[Report]
) -> bool:
    """False for words that only refer back, describe, or report what is coded beside them."""
    if happening.kind == "accuse" and _content_is_coded(happening, all_here):
        return False
    if happening.kind in SPEECH_ACTS and not happening.main.noun:
        return bool(find_cast(view, happening).initiators)
    return True


def _content_is_coded(happening: Happening, all_here: Sequence[Happening]) -> bool:
    """"accused Y of shelling Z" is a claim of shelling; accuse is for what is no event (CODEBOOK)."""
    token = happening.main.token
    below = {t.i for t in token.subtree}
    return any(
        h is not happening and h.main.token.i in below and h.kind not in SPEECH_ACTS for h in all_here
    )
