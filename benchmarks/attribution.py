"""Who says it, on PolNeAR: content spans, speakers, exact contents.

    PYTHONPATH=src python benchmarks/attribution.py POLNEAR.jsonl [--part tuned|held]

Measured over ``primary`` annotations, every attribution counting, whatever its kind:
overlap     a content found is right where it shares a character with a gold content, and a gold
            content is found where it shares one with a content found (Citron's overlap match)
exact       a content found equals a gold content, stretch for stretch, stops at its ends aside
paired      each content found pairs with at most one gold content, best overlap first: stricter
speaker     of paired contents whose gold names a source: the source found shares a word with it
Published: overlap F .837 (Gender Gap Tracker), .832 (Citron); speaker .865; exact .59 (Citron).
"""

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from counterclaim.coding.attribution import Report, attributions, find_reports, told
from counterclaim.language import Parser
from counterclaim.model import Span

_EDGES = " \n\t.,;:-–—"


class Gold(NamedTuple):
    """One attribution of the set."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def part_of(name: str) -> str:
    """A third of the articles, by a hash of their id, is held out of tuning."""
    return "held" if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 3 == 0 else "tuned"


def gold_of(row: dict[str, object]) -> list[Gold]:
    """The attributions of an article of the set that report something."""
    listed = row["gold"]["attributions"]  # type: ignore[index,call-overload]
    made = [Gold(_spans(a["content"]), _spans(a["source"]), _spans(a["cue"])) for a in listed]
    return [g for g in made if g.content]


def _spans(pieces: Iterable[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(sorted(Span(p["start"], p["end"]) for p in pieces))


def _trimmed(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    out = []
    for span in _merged(spans, text):
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip(_EDGES))
        end = span.end - (len(words) - len(words.rstrip(_EDGES)))
        if end > start:
            out.append(Span(start, end))
    return tuple(out)


def _merged(spans: Sequence[Span], text: str) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _alike(a: Span, spans: Sequence[Span], text: str) -> bool:
    mine = set(re.findall(r"\w+", a.of(text).casefold()))
    near = (s for s in spans if a.overlaps(s))
    return any(mine & set(re.findall(r"\w+", s.of(text).casefold())) for s in near)


def score(
    text: str, gold: Sequence[Gold], found: Sequence[Report]
) -> tuple[Counter[str], list[tuple[str, object]]]:
    """Counts for one article, and its errors."""
    n: Counter[str] = Counter(gold=len(gold), found=len(found))
    errors: list[tuple[str, object]] = []
    exact = {_trimmed(g.content, text) for g in gold}
    mine = {_trimmed(r.content, text) for r in found}
    n["exact_p"] = sum(_trimmed(r.content, text) in exact for r in found)
    n["exact_r"] = sum(_trimmed(g.content, text) in mine for g in gold)
    for r in found:
        hit = any(_shared(r.content, g.content) for g in gold)
        n["overlap_p"] += hit
        if not hit:
            errors.append(("spurious", r))
    for g in gold:
        hit = any(_shared(r.content, g.content) for r in found)
        n["overlap_r"] += hit
        if not hit:
            errors.append(("missed", g))
    for g, r in _pairs(gold, found):
        n["paired"] += 1
        if _trimmed(g.content, text) != _trimmed(r.content, text):
            errors.append(("inexact", (g, r)))
        if not g.source:
            continue
        n["speakers"] += 1
        right = any(
            a.source is not None and _alike(a.source.span, g.source, text)
            for a in attributions([r], text)
        )
        n["speaker"] += right
        if not right:
            errors.append(("speaker", (g, r)))
    return n, errors


def _pairs(gold: Sequence[Gold], found: Sequence[Report]) -> list[tuple[Gold, Report]]:
    options = []
    for i, g in enumerate(gold):
        for j, r in enumerate(found):
            both = _shared(r.content, g.content)
            if both:
                total = _shared(r.content, r.content) + _shared(g.content, g.content) - both
                options.append((both / max(1, total), -i, -j))
    out, used_g, used_r = [], set(), set()
    for _, i, j in sorted(options, reverse=True):
        if i not in used_g and j not in used_r:
            used_g.add(i)
            used_r.add(j)
            out.append((gold[-i], found[-j]))
    return out


def _f(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def report(n: Counter[str]) -> list[str]:
    """The figures, one a line."""
    lines = []
    for name, p, r in (
        ("overlap", n["overlap_p"], n["overlap_r"]),
        ("exact", n["exact_p"], n["exact_r"]),
        ("paired", n["paired"], n["paired"]),
    ):
        precision, recall = p / max(1, n["found"]), r / max(1, n["gold"])
        lines.append(f"{name:8} P {precision:.3f}  R {recall:.3f}  F {_f(precision, recall):.3f}")
    lines.append(f"speaker  {n['speaker'] / max(1, n['speakers']):.3f} of {n['speakers']}")
    lines.append(f"gold {n['gold']}, found {n['found']}")
    return lines


def main() -> int:
    """Reads the set, prints the figures."""
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    args.add_argument("polnear", type=Path)
    args.add_argument("--part", choices=("tuned", "held", "all"), default="all")
    given = args.parse_args()
    parser = Parser()
    total: Counter[str] = Counter()
    spent = sentences = 0.0
    for line in given.polnear.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["meta"]["primary"] or given.part not in ("all", part_of(row["id"])):
            continue
        parsed = parser.parse(row["text"], parser.sentences(row["text"]), [])
        begun = time.perf_counter()
        found = told(find_reports(parsed))
        spent += time.perf_counter() - begun
        sentences += len(parsed)
        counts, _ = score(row["text"], gold_of(row), found)
        total.update(counts)
    sys.stdout.write("\n".join(report(total)) + "\n")
    sys.stdout.write(f"{1000 * spent / max(1, sentences):.2f} ms a sentence\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
