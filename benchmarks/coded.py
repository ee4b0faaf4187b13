"""What the benchmarks share: rows of a public set, coded once and kept until the sources change.

A set is looked for in ``$COUNTERCLAIM_DATA`` (else ``../shared/data``). What was coded is
kept in ``$COUNTERCLAIM_BENCH_CACHE`` (else the folder for temporary files) under a hash of all
sources, so a second run only reads. Nothing of a set is ever written into the project.
"""

import csv
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import counterclaim
from counterclaim.model import Article, CodedArticle
from counterclaim.pipeline import Coder

Row = dict[str, Any]
Record = dict[str, Any]

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("COUNTERCLAIM_DATA", HERE.parent.parent / "shared" / "data"))
CACHE = Path(
    os.environ.get(
        "COUNTERCLAIM_BENCH_CACHE", Path(tempfile.gettempdir()) / "counterclaim-benchmarks"
    )
)


def say(line: str = "") -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def rows(name: str) -> Iterator[Row]:
    """Read a set."""
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def table(name: str) -> list[dict[str, str]]:
    """Read one of the published maps that lie beside the benchmarks."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def source_key() -> str:
    """A hash of every source and table that the coder is made of."""
    root = Path(counterclaim.__file__).parent
    digest = hashlib.sha256(os.environ.get("COUNTERCLAIM_GAZETTEER", "").encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".yaml", ".csv"}:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def coder() -> Coder:
    """The coder, loaded once."""
    return Coder()


def code(name: str, articles: Sequence[Article], extras: Iterable[str] = ()) -> list[Record]:
    """The records of the articles, as ``counterclaim code --jsonl`` gives them."""
    asked = frozenset(extras)
    listed = json.dumps([[a.id, str(a.published)] for a in articles] + sorted(asked))
    key = hashlib.sha256(listed.encode()).hexdigest()[:8]
    kept = CACHE / source_key() / f"{name}-{key}.json"
    if kept.exists():
        found: list[Record] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    adapter = TypeAdapter(CodedArticle)
    made = [json.loads(adapter.dump_json(coder().code(a, extras=asked))) for a in articles]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return made


def article(row: Mapping[str, Any], text: str | None = None, day: str | None = None) -> Article:
    """An article made of a row of a set."""
    return Article(
        id=str(row["id"]),
        text=row["text"] if text is None else text,
        published=date.fromisoformat(day) if day else None,
        sha256="",
    )


def day_in(value: str | None) -> str | None:
    """The leading ISO day of a value, if it has one."""
    found = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return found.group() if found else None


def ratio(part: float, whole: float) -> float:
    """A share; nothing out of nothing is 0."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def line(measure: str, ours: float, target: str, published: str, more: str = "") -> None:
    """Print one figure beside its target and the best published one."""
    say(f"{measure:<46} {ours:6.3f}   target {target:<8} published {published}{more}")
