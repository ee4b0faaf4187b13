"""The table of targets behind ``make evaluate`` is whole."""

import re
import tomllib
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TARGETS = tomllib.loads((BENCHMARKS / "targets.toml").read_text(encoding="utf-8"))


def test_every_benchmark_named_is_there() -> None:
    named = {benchmark["file"] for benchmark in TARGETS["benchmark"]}
    assert {name for name in named if not (BENCHMARKS / name).is_file()} == set()


def test_every_pattern_finds_one_figure() -> None:
    patterns = [f["pattern"] for b in TARGETS["benchmark"] for f in b["figures"]]
    assert [p for p in patterns if re.compile(p).groups != 1] == []


def test_a_measure_is_told_once() -> None:
    groups = [*TARGETS["gold"], *TARGETS["benchmark"]]
    measures = [f["measure"] for group in groups for f in group["figures"]]
    assert len(measures) == len(set(measures))
