"""Gold files, and what is said of a wrong one."""

from pathlib import Path

import pytest

from counterclaim.evaluation import GoldError, read_gold
from counterclaim.evaluation.answers import bears_accepted_name, fold
from counterclaim.evaluation.gold import parse_gold
from counterclaim.model import ActorRef


def test_a_slot_left_out_is_not_scored_and_null_is_an_answer() -> None:
    content = b"""{"articles": [{"id": "a", "claims": [
        {"near": "x", "kind": ["attack"], "killed": null, "injured": [2, null],
         "destroyed": [[1, 1], [2, 2]], "recipients": [null, "rebels"]}]}]}"""
    claim = parse_gold(content, name="gold").articles[0].claims[0]
    assert claim.killed == (None,)
    assert claim.injured == ((2, None),)
    assert claim.destroyed == ((1, 1), (2, 2))
    assert claim.recipients == (None, "rebels")
    assert claim.initiators is None


def test_a_wrong_gold_file_is_named_with_its_entry(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold\.json: can't be read"):
        read_gold(tmp_path / "gold.json")
    with pytest.raises(GoldError, match=r"g: not a gold file: articles\.0\.claims\.0\.near"):
        parse_gold(b'{"articles": [{"id": "a", "claims": [{"kind": ["x"]}]}]}', name="g")


@pytest.mark.parametrize(
    ("told", "accepted", "right"),
    [
        ("the Syrian army", ("army",), True),
        ("the Syrian army", ("arm",), False),
        ("Ja\u2019afar al-Ṣádiq", ("ja'afar al sadiq",), True),
        (None, (None, "army"), True),
        (None, ("army",), False),
        ("army", (None,), False),
    ],
)
def test_names(told: str | None, accepted: tuple[str | None, ...], right: bool) -> None:
    mentions = [ActorRef(text=told, span=None)] if told else []
    assert bears_accepted_name(mentions, accepted) is right


def test_fold() -> None:
    assert fold("  Tal_Abyaḍ – Al-RAQQA ") == "tal abyad – al raqqa"
