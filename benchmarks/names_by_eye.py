"""Prints the names of articles to be read by eye: ``python benchmarks/names_by_eye.py``.

30 articles of ``fakes.jsonl`` and 10 of ``re3d.jsonl``, drawn by a fixed seed. Each name once an
article: its wording, what it stands for or why it is open, and the words around it. The outcome
of the reading is in ``docs/names-read-by-eye.md``.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.model import Article, Mention, MentionType
from counterclaim.pipeline import Coder

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SEED = 4
DRAWN = {"fakes": 30, "re3d": 10}
AROUND = 40


def drawn(name: str, count: int) -> list[dict[str, Any]]:
    """The articles of a set, without those that are held out for scoring."""
    held_out = _held_out()
    with (SHARED / "data" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [row for line in lines if _hash(row := json.loads(line)) not in held_out]
    return random.Random(SEED).sample(rows, count)


def _held_out() -> set[str]:
    """Hashes only: the held-out texts are not to be read."""
    path = SHARED / "gold" / "dev4_articles.jsonl"
    if not path.exists():
        return set()
    with path.open(encoding="utf-8") as lines:
        return {_hash(json.loads(line)) for line in lines}


def _hash(row: dict[str, Any]) -> str:
    return hashlib.sha256("".join(str(row["text"]).split())[:200].encode()).hexdigest()


def article(row: dict[str, Any]) -> Article:
    """The article of a row, dated where the set dates it."""
    day = (row.get("gold") or {}).get("date") or (row.get("meta") or {}).get("date")
    try:
        published = date.fromisoformat(str(day)[:10])
    except ValueError:
        published = None
    return Article(id=str(row["id"]), text=row["text"], published=published, sha256="")


def lines_of(coder: Coder, row: dict[str, Any]) -> Iterator[str]:
    """One line for each name and what it stands for."""
    coded = coder.code(article(row), extras=frozenset({"mentions"}))
    seen: set[tuple[str, str]] = set()
    for mention in coded.mentions or ():
        meant = _meant(mention)
        if (mention.text, meant) in seen:
            continue
        seen.add((mention.text, meant))
        start, end = mention.span.start, mention.span.end
        around = row["text"][max(0, start - AROUND) : end + AROUND].replace("\n", " ")
        yield f"{mention.type.value:6} {mention.text} | {meant} | ... {around} ..."


def _meant(mention: Mention) -> str:
    if mention.actor is not None:
        return f"= {mention.actor}"
    if mention.gazetteer_id is not None:
        where = ", ".join(filter(None, (mention.admin1, mention.country)))
        return f"= {mention.name} ({where}; {mention.precision})"
    label = "" if mention.type is MentionType.PERSON else "open: "
    return f"{label}{mention.reason}"


def main() -> None:
    """Print all."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    coder = Coder()
    for name, count in DRAWN.items():
        for row in drawn(name, count):
            sys.stdout.write(f"\n## {name} {row['id']}\n")
            for line in lines_of(coder, row):
                sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
