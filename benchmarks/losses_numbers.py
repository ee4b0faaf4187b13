"""Counts against labelled losses: ``python benchmarks/losses_numbers.py SHARED [--errors]``.

``SHARED`` is the folder that holds ``data/`` and ``gold/``. No parser here: this tells whether the
numbers are read right, not whether they are given to the right loss.

- gold: for each coded toll of dev, dev2, dev3, does a count of its sentence give it? ``summed``:
  the toll adds several counts up; ``unnumbered``: a named person, "a woman", a bare plural.
- fakes: is the coded number of civilians among the counts of the article?
- isaf: the number killed and captured by words near the counts, by that set's rule ("several" = 3).
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from counterclaim.coding.numbers import Quantity, find_quantities

Row = dict[str, Any]
EFFECTS = ("killed", "injured", "destroyed")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def sentence(text: str, place: int) -> str:
    """A rough sentence around ``place``."""
    ends = [m.end() for m in re.finditer(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z]{2})[.!?]\s+|\n\s*\n", text)]
    start = max((e for e in ends if e <= place), default=0)
    return text[start : min((e for e in ends if e > place), default=len(text))]


# --- gold --------------------------------------------------------------------------------------


def gold_tolls(shared: Path, errors: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in ("dev", "dev2", "dev3"):
        texts = {a["id"]: a["text"] for a in rows(shared / "gold" / f"{name}_articles.jsonl")}
        for article in json.loads((shared / "gold" / f"{name}.json").read_text())["articles"]:
            for claim, want in tolls(article):
                around = sentence(texts[article["id"]], texts[article["id"]].find(claim["near"]))
                outcome = judge(want, find_quantities(around))
                counts[outcome] += 1
                if errors and outcome == "missed":
                    got = [(q.text, q.low, q.high) for q in find_quantities(around)]
                    say(
                        f"  gold {article['id']} {claim['id']} want {want} got {got} ::"
                        f" {' '.join(around.split())[:260]}"
                    )
    return counts


def tolls(article: Row) -> Iterator[tuple[Row, list[list[int | None]]]]:
    for claim in article["claims"]:
        for effect in EFFECTS:
            want = claim.get(effect)
            if want:
                yield claim, want if isinstance(want[0], list) else [want]


def judge(want: list[list[int | None]], found: tuple[Quantity, ...]) -> str:
    """How the counts of the sentence give the toll."""
    pairs = [[q.low, q.high] for q in found]
    if any(pair in want for pair in pairs):
        return "found"
    exact = [q.low for q in found if q.low is not None and q.low == q.high] + [1, 1, 1]
    sums = {sum(part) for size in (2, 3, 4, 5) for part in combinations(exact[:14], size)}
    if any(option[0] == option[1] and option[0] in sums for option in want):
        return "summed"
    if any(option in ([2, None], [1, 1]) for option in want):
        return "unnumbered"
    return "missed"


# --- fakes -------------------------------------------------------------------------------------


def fakes(shared: Path, errors: bool) -> tuple[int, int, int, int]:
    """Hits, rows for the civilian number; then spans of any crowd phrase that hold their number."""
    hits = count = span_hits = span_count = 0
    for row in rows(shared / "data" / "fakes.jsonl"):
        found = find_quantities(row["text"])
        values = {value for q in found for value in (q.low, q.high) if value is not None}
        values |= {q.low - 1 for q in found if q.low}
        number = row["gold"]["nb_civilians"]
        if number:
            count += 1
            hits += number in values
            if errors and number not in values:
                say(
                    f"  fakes want {number} got {sorted(values)[:30]} ::"
                    f" {row['gold']['spans'].get('Civilians')}"
                    f" {row['text'][:200]}"
                )
        for label in ("Civilians", "NonCivilians", "Children", "Women"):
            span = row["gold"]["spans"].get(label)
            if span and span["start"] is not None and re.search(r"\d", span["text"]):
                span_count += 1
                held = any(q.span.start < span["end"] and span["start"] < q.span.end for q in found)
                span_hits += held
                if errors and not held:
                    around = row["text"][max(0, span["start"] - 40) : span["end"] + 30]
                    say(f"  fakes span {span['text']!r} unread :: {around!r}")
    return hits, count, span_hits, span_count


# --- isaf --------------------------------------------------------------------------------------

_KILLED = re.compile(r"\b(kill(?:ed|ing|s)?|died|dead|death|shot dead)\b", re.I)
_CAPTURED = re.compile(
    r"\b(detain(?:ed|ing|s)?|captur(?:ed|ing|es)|arrest(?:ed|ing|s)?|apprehend(?:ed|ing)?|"
    r"taken into custody)\b",
    re.I,
)
_PERSONS = re.compile(
    r"^\W*(?:\w+\W+){0,4}?(insurgents?|militants?|individuals?|suspects?|fighters?|others?|men|"
    r"people|associates?|leaders?|facilitators?|commanders?|persons?|enemy|terrorists?|"
    r"detainees?|of them)\b",
    re.I,
)


def isaf_value(quantity: Quantity) -> int:
    """That set's counting rule: "several" 3, "a couple" 2, else the least number."""
    wording = quantity.text.lower()
    if "couple" in wording:
        return 2
    if wording in ("several", "a number of", "numerous", "multiple", "many", "some", "a few"):
        return 3
    return quantity.low or 0


def isaf_count(text: str, cue: re.Pattern[str]) -> int:
    """The largest count of persons in one sentence that has the cue; one for a sentence without."""
    best = 0
    for part in re.split(r"(?<=[.!?])\s+|\n+", text):
        found = list(cue.finditer(part))
        if not found or re.search(r"responsible for|linked to|suspected of", part):
            continue
        counts = [
            isaf_value(q) for q in find_quantities(part) if _PERSONS.match(part[q.span.end :])
        ]
        best = max(best, sum(counts) or 1)
    return best


def isaf(shared: Path, errors: bool) -> dict[str, float]:
    right: Counter[str] = Counter()
    total = 0
    for row in rows(shared / "data" / "isaf.jsonl"):
        total += 1
        for field, cue in (("min_killed", _KILLED), ("min_captured", _CAPTURED)):
            guess, want = isaf_count(row["text"], cue), row["gold"][field]
            right[field] += guess == want
            if errors and guess != want:
                say(
                    f"  isaf {field} want {want} got {guess} ::"
                    f" {' '.join(row['text'].split())[:500]}"
                )
    return {field: hits / total for field, hits in right.items()}


def main() -> None:
    shared, errors = Path(sys.argv[1]), "--errors" in sys.argv
    counts = gold_tolls(shared, errors)
    say(
        "gold tolls: "
        + ", ".join(f"{counts[k]} {k}" for k in ("found", "summed", "unnumbered", "missed")),
    )
    hits, count, span_hits, span_count = fakes(shared, errors)
    say(
        f"fakes: civilian number among the counts {hits / count:.3f} ({hits} of {count});"
        f" crowd phrases with a figure that are read {span_hits / span_count:.3f} of {span_count}"
    )
    for field, share in isaf(shared, errors).items():
        say(f"isaf {field}, by words near the counts: exact {share:.3f}")


if __name__ == "__main__":
    main()
