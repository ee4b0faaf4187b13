"""Measures the actor registry: ``python benchmarks/actors.py [-v]``.

Names of UCDP's actors and dyads and of Wikipedia's tables of allies and opponents, for Syria, are
looked up one by one with nothing beside them but "the text is about Syria". ``resolved`` has one
entry; ``open`` has several that nothing tells apart or only an ambiguous name; ``absent`` none.
``wrong`` is told by ``actors_checked.csv``, where a person wrote down which entry is right. Last,
look-ups a second on one core, the time to load, and the organisations that re3d marks in reports.
"""

import argparse
import csv
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterclaim.model import Span
from counterclaim.names.registry import Registry
from counterclaim.names.words import words_of

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data"
LOOKUPS = 40_000
_NO_ACTOR = re.compile(
    r"^File:|[Oo]ffensive$|^Second Battle|conflict$|^(?:Kurds|Shia|Yarmouk Camp)$"
)
_RELATIONS = {"ALLY", "OPPONENT", "PART_OF"}


def echo(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")


def resolve(registry: Registry, name: str, country: str = "SY") -> tuple[str, str | None]:
    """``resolved`` and the id, ``open`` or ``absent``."""
    found = registry.find(name)
    if not found:
        return "absent", None
    tied = [c for c in found if c.score >= found[0].score - 0.05]
    local = [c for c in tied if c.actor.country == country]
    chosen = tied if len(tied) == 1 else local
    if len(chosen) == 1 and (chosen[0].score > 0.4 or chosen[0].actor.country == country):
        return "resolved", chosen[0].actor.id
    return "open", None


def syrian_actors() -> list[str]:
    """Names of ``ucdp_actors.tsv`` that stand in the dyads for Syria, joint entries as members."""
    dyads = (DATA / "ucdp_syria_dyads.tsv").read_text(encoding="utf-8")
    with (DATA / "ucdp_actors.tsv").open(encoding="utf-8") as table:
        names = [row["name"] for row in csv.DictReader(table, delimiter="\t")]
    parts = [part.strip() for name in names if name in dyads for part in name.split(",")]
    return sorted({part for part in parts if part})


def wiki_names() -> list[str]:
    """All names on either side of a relation but pictures, battles and peoples, which are no
    actors."""
    with (DATA / "wiki_actor_relations.tsv").open(encoding="utf-8") as table:
        rows = [r for r in csv.reader(table, delimiter="\t") if len(r) == 3 and r[1] in _RELATIONS]
    names = {name.strip() for row in rows for name in (row[0], row[2])}
    return sorted(name for name in names if not _NO_ACTOR.search(name))


def checked() -> dict[str, str]:
    """The entries that a person found right, by name; "" where none may be chosen."""
    with (HERE / "actors_checked.csv").open(encoding="utf-8") as table:
        return {row["name"]: row["actor"] for row in csv.DictReader(table)}


def measure(registry: Registry, title: str, names: Iterable[str], *, verbose: bool) -> None:
    """Print one line, and with ``verbose`` what became of every name."""
    right = checked()
    results = {name: resolve(registry, name) for name in names}
    told = Counter(state for state, _ in results.values())
    judged = {n: i for n, (_, i) in results.items() if n in right and i is not None}
    wrong = sorted(n for n, found in judged.items() if found != right[n])
    total = len(results)
    share = told["resolved"] / total
    echo(
        f"{title:28} names {total:4}  resolved {share:.3f} (target 0.9)  open {told['open']:3}  "
        f"absent {told['absent']:3}  wrong {len(wrong)}/{len(judged)} checked (target 0.01)"
    )
    for name in wrong:
        echo(f"    wrong: {name} -> {results[name][1]}, not {right[name] or 'any'}")
    if verbose:
        for name, (state, found) in results.items():
            echo(f"    {state:8} {name} -> {found}")


def speed(registry: Registry, names: list[str]) -> None:
    """Look-ups of names, with no answer kept but those of folded words."""
    many = (names * (LOOKUPS // len(names) + 1))[:LOOKUPS]
    start = time.perf_counter()
    for name in many:
        registry.find(name)
    took = time.perf_counter() - start
    echo(f"{'look-ups a second':28} {LOOKUPS / took:,.0f} (target 20,000)")


def loading() -> None:
    """Processor time to import and load in a fresh process, the best of five."""
    code = "import time; t = time.process_time()\n"
    code += "from counterclaim.names.registry import Registry; Registry.load()\n"
    code += "print(time.process_time() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    echo(f"{'seconds to load':28} {min(runs):.2f} (target 0.4)")


def re3d(registry: Registry, *, verbose: bool) -> None:
    """Organisations that re3d marks in reports: how many the registry finds and decides."""
    told: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    with (DATA / "re3d.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article: dict[str, Any] = json.loads(line)
            hits = registry.scan(words_of(article["text"]), article["text"])
            for entity in article["gold"]["entities"]:
                if entity["type"] != "Organisation":
                    continue
                span = Span(entity["start"], entity["end"])
                if not _is_name(entity["text"]):
                    continue
                state = _covered(hits, span)
                told[state] += 1
                if state == "absent":
                    missed[span.of(article["text"])] += 1
    total = sum(told.values()) or 1
    echo(
        f"{'re3d named organisations':28} marks {total:4}  "
        f"one entry {told['resolved'] / total:.3f}  "
        f"several or ambiguous {told['open'] / total:.3f}  absent {told['absent'] / total:.3f}"
    )
    if verbose:
        for name, count in missed.most_common(60):
            echo(f"    {count:3} {name}")


def _is_name(text: str) -> bool:
    """re3d also marks pronouns and descriptions ("our partners")."""
    words = text.removeprefix("The ").split()
    return any(w[:1].isupper() for w in words) and text.casefold() not in {"we", "they", "it"}


def _covered(hits: Iterable[Any], span: Span) -> str:
    for hit in hits:
        if hit.span.overlaps(span):
            tied = [c for c in hit.candidates if c.score >= hit.candidates[0].score - 0.05]
            return "open" if hit.ambiguous or len(tied) > 1 else "resolved"
    return "absent"


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="name every name")
    verbose = parser.parse_args().verbose
    registry = Registry.load()
    measure(registry, "UCDP actors, Syria", syrian_actors(), verbose=verbose)
    measure(registry, "Wikipedia relations, Syria", wiki_names(), verbose=verbose)
    speed(registry, wiki_names())
    loading()
    re3d(registry, verbose=verbose)


if __name__ == "__main__":
    main()
