"""Every target beside our figure: ``python benchmarks/evaluate.py [--quick]`` (``make evaluate``).

``targets.toml`` lists the targets. The gold files are coded and scored here, each benchmark runs in
a process of its own and is read by what it prints. What can't be measured says why in its line:
``no data`` (the public sets and gold files aren't part of the project), ``not built`` (no such
benchmark), ``failed`` (its last words are told above the table). Of the gold files that stood
apart, nothing but figures is shown. ``--quick`` leaves the slow benchmarks out.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coded import DATA, HERE, coder, say

from counterclaim.evaluation import read_gold, score
from counterclaim.model import CodedArticle
from counterclaim.pipeline import code_inputs

SHARED = DATA.parent
GOLD = SHARED / "gold"
SAMPLES = HERE.parent / "src" / "counterclaim" / "samples"
OURS = HERE.parent / "tests" / "gold" / "samples.json"
LIMIT_S = 3600

Figure = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A target and what was measured: a figure, or why there is none."""

    measure: str
    target: float | None
    below: float | None
    published: str
    ours: float | None
    why_not: str = ""

    @property
    def is_met(self) -> bool | None:
        """``None`` where there is no target or no figure."""
        if self.ours is None or (self.target is None and self.below is None):
            return None
        if self.below is not None:
            return self.ours < self.below
        return self.target is not None and round(self.ours, 3) >= self.target

    def cells(self) -> tuple[str, str, str, str, str]:
        """As the table shows it."""
        wanted = f"< {self.below:g}" if self.below is not None else ""
        wanted = f">= {self.target:.2f}" if self.target is not None else wanted
        ours = self.why_not if self.ours is None else f"{self.ours:.3f}"
        met = {True: "met", False: "missed", None: ""}[self.is_met]
        return self.measure, wanted or "-", ours, met, self.published


def line_of(figure: Figure, ours: float | None, why_not: str = "") -> Line:
    """A line of the table."""
    return Line(
        figure["measure"],
        figure.get("target"),
        figure.get("below"),
        figure.get("published", ""),
        ours,
        why_not,
    )


# --- gold files ----------------------------------------------------------------------------------


def gold_figures(group: Mapping[str, Any]) -> Mapping[str, float] | None:
    """The figures of a group's gold files together, or of its ``articles`` alone; ``None`` where
    the files aren't here."""
    files = [GOLD / f"{name}.json" for name in group["sets"]]
    articles = [GOLD / f"{name}_articles.jsonl" for name in group["sets"]]
    if not all(path.is_file() for path in (*files, *articles)):
        return None
    return figures_of(files, articles, group.get("articles"))


def figures_of(
    gold: Iterable[Path], articles: Sequence[Path], only: Sequence[str] | None = None
) -> Mapping[str, float]:
    """The figures of gold files on articles; ``only`` are the ids of those that count."""
    coded = [c for c in code_inputs(articles, coder=coder()) if isinstance(c, CodedArticle)]
    wanted = [a for path in gold for a in read_gold(path).articles if only is None or a.id in only]
    return score(wanted, coded).figures.as_record()


def gold_lines(group: Mapping[str, Any]) -> Iterator[Line]:
    """A line for each target on the gold files."""
    found = gold_figures(group)
    for figure in group["figures"]:
        ours = None if found is None else found.get(figure["name"])
        yield line_of(figure, ours, "no data" if found is None else "none told")


def beside(groups: Sequence[Mapping[str, Any]], figures: Iterable[Figure]) -> Iterator[list[str]]:
    """The same measures on the gold files that stood apart and on our own."""
    sets = [*(gold_figures(group) for group in groups), figures_of([OURS], [SAMPLES])]
    for figure in figures:
        shares = [None if found is None else found.get(figure["name"]) for found in sets]
        yield [figure["measure"], *("-" if s is None else f"{s:.3f}" for s in shares)]


# --- benchmarks ----------------------------------------------------------------------------------


def run(benchmark: Mapping[str, Any], quick: bool) -> tuple[str, str]:
    """What a benchmark printed; where it printed nothing usable, also why."""
    path = HERE / benchmark["file"]
    if not path.is_file():
        return "", "not built"
    if quick and benchmark.get("slow"):
        return "", "left out"
    if not DATA.is_dir():
        return "", "no data"
    arguments = [str(SHARED / argument) for argument in benchmark.get("arguments", ())]
    try:
        done = subprocess.run(
            [sys.executable, str(path), *arguments],
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "", "too slow"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no words"])[-1]
        say(f"{benchmark['file']} failed: {last}")
        return done.stdout, "failed"
    return done.stdout, ""


def benchmark_lines(benchmark: Mapping[str, Any], printed: str, why_not: str) -> Iterator[Line]:
    """A line for each target of a benchmark."""
    for figure in benchmark["figures"]:
        hit = re.search(figure["pattern"], printed, re.MULTILINE)
        yield line_of(figure, float(hit[1]) if hit else None, why_not or "not printed")


# --- the table -----------------------------------------------------------------------------------


def show(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table in columns as wide as their widest cell."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        say("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())


def main() -> None:
    """Measure all, print one table and the held-out figures below it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="leave the slow benchmarks out")
    parser.add_argument("--jobs", type=int, default=1, help="benchmarks at the same time")
    given = parser.parse_args()
    targets = tomllib.loads((HERE / "targets.toml").read_text(encoding="utf-8"))
    lines = [line for group in targets["gold"] for line in gold_lines(group)]
    with ThreadPoolExecutor(given.jobs) as pool:
        done = pool.map(lambda one: run(one, given.quick), targets["benchmark"])
        for benchmark, (printed, why_not) in zip(targets["benchmark"], done, strict=True):
            lines += benchmark_lines(benchmark, printed, why_not)
    say()
    show(["measure", "target", "ours", "", "best published"], [one.cells() for one in lines])
    judged = [one.is_met for one in lines if one.is_met is not None]
    say(f"\n{sum(judged)} of {len(judged)} targets met; {len(lines) - len(judged)} not judged\n")
    head = ["measure", *(group["name"] for group in targets["beside"]), "our samples"]
    show(head, list(beside(targets["beside"], targets["gold"][0]["figures"])))


if __name__ == "__main__":
    main()
