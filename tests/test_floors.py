"""Floors that only rise: how right the coder is on reports coded by hand.

``floors.toml`` holds them. A figure below its floor fails; a floor is raised with the figures and
never lowered. Our own three reports are scored on every machine, the project's gold files where
they are.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from counterclaim.evaluation import Figures, read_gold, score
from counterclaim.model import CodedArticle
from counterclaim.pipeline import Coder, code_inputs

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "src" / "counterclaim" / "samples"
GOLD = HERE.parents[1] / "shared" / "gold"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))

ASKED = {"f1", "stance", "sources", "initiators", "recipients", "place", "killed"}

Record = dict[str, int | float]


def figures_of(coder: Coder, gold: Sequence[Path], articles: Sequence[Path]) -> Figures:
    """The figures of all gold files together."""
    coded = [c for c in code_inputs(articles, coder=coder) if isinstance(c, CodedArticle)]
    return score([a for path in gold for a in read_gold(path).articles], coded).figures


def below(figures: Record, floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Figure and floor of each measure that fell."""
    return {name: (figures[name], f) for name, f in floors.items() if figures[name] < f}


@pytest.fixture(scope="module")
def ours(coder: Coder) -> Record:
    return figures_of(coder, [HERE / "gold" / "samples.json"], [SAMPLES]).as_record()


@pytest.fixture(scope="module")
def dev(coder: Coder) -> Record:
    if not GOLD.is_dir():
        pytest.skip("the project's gold files aren't here")
    names = ("dev", "dev2")
    gold = [GOLD / f"{name}.json" for name in names]
    return figures_of(coder, gold, [GOLD / f"{name}_articles.jsonl" for name in names]).as_record()


def test_our_own_reports_stay_above_their_floors(ours: Record) -> None:
    assert below(ours, FLOORS["samples"]) == {}


def test_the_floors_asked_for_are_kept(dev: Record) -> None:
    assert set(FLOORS["asked"]) == ASKED
    assert below(dev, FLOORS["asked"]) == {}


def test_what_was_reached_is_not_lost(dev: Record) -> None:
    assert below(dev, FLOORS["risen"]) == {}


def test_a_risen_floor_is_above_the_one_asked_for() -> None:
    assert all(FLOORS["risen"][name] >= floor for name, floor in FLOORS["asked"].items())
