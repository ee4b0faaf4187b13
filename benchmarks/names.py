"""Names in re3d: ``python benchmarks/names.py [--all] [--errors]``.

Mentions of organisations, places, persons and weapons that the coder saw (``--with mentions``)
against the set's entities, by overlap: a gold mention is found where one of ours of its type shares
a character with it, and ours is right where it does. Of nested gold mentions the innermost counts.

What the set marks and we don't by design is left out: pronouns and descriptions ("the country",
"security forces") are no names, so of organisations, places and persons only mentions that hold a
capital count, pronouns aside; nationalities ("Iraqi") and dates are other types. ``--all`` counts
every gold mention. Gold spans that cut a word in two are broken ("st ISIL") and dropped.
Published: none by this rule.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coded import Record, Row, article, code, f1, line, ratio, rows, say

TYPES = {"Organisation": "actor", "Location": "place", "Person": "person"}
WEAPONS = frozenset({"Weapon", "MilitaryPlatform", "Vehicle"})
OTHERS = frozenset({"Nationality", "Temporal", "Quantity", "DocumentReference"})
SMALL = frozenset(
    {"the", "a", "an", "of", "and", "in", "for", "to", "on", "our", "this", "these", "i", "we"}
    | {"he", "she", "it", "they", "you", "his", "her", "its", "their", "my", "your", "us", "all"}
)


class Mark(NamedTuple):
    """A mention: where, what type, its words."""

    start: int
    end: int
    kind: str
    text: str


def is_name(text: str) -> bool:
    """Whether a mention holds a proper name: a word with a capital, articles aside."""
    words = [w for w in text.split() if w.casefold() not in SMALL]
    return any(w[:1].isupper() for w in words)


def gold_marks(row: Row, every: bool) -> list[Mark]:
    """The gold mentions of a document."""
    out = []
    for e in row["gold"]["entities"]:
        kind = "weapon" if e["type"] in WEAPONS else TYPES.get(e["type"])
        whole = not row["text"][max(0, e["start"] - 1) : e["start"] + 1].isalnum() or not e["start"]
        if kind and whole and (every or kind == "weapon" or is_name(e["text"])):
            out.append(Mark(e["start"], e["end"], kind, e["text"]))
    return out


def our_marks(record: Record) -> Iterator[Mark]:
    """Our mentions, and the weapons of our claims."""
    for m in record["mentions"] or ():
        yield Mark(*m["span"], m["type"], m["text"])
    seen = set()
    for claim in record["claims"]:
        for w in claim["weapons"]:
            span = tuple(w["span"])
            if span not in seen:
                seen.add(span)
                yield Mark(*w["span"], "weapon", w["text"])


def overlaps(mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a mention shares a character with one of its type."""
    return any(o.kind == mark.kind and o.start < mark.end and mark.start < o.end for o in others)


def inner(marks: Sequence[Mark]) -> list[Mark]:
    """Gold mentions without those that only hold a longer or shorter one of their type."""
    out = []
    for m in marks:
        if not any(
            o != m and o.kind == m.kind and m.start <= o.start and o.end <= m.end for o in marks
        ):
            out.append(m)
    return out


def measure(every: bool, errors: bool) -> None:
    """Counts by type, and the figure over all four."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("actor", "place", "person", "weapon")}
    documents = list(rows("re3d"))
    made = code("re3d", [article(r) for r in documents], extras=("mentions",))
    for row, record in zip(documents, made, strict=True):
        full = gold_marks(row, True)
        gold = inner(gold_marks(row, every))
        ours = list(our_marks(record))
        marked = [
            Mark(e["start"], e["end"], kind, "")
            for e in row["gold"]["entities"]
            if e["type"] in OTHERS
            for kind in counts
        ]
        for m in gold:
            counts[m.kind]["gold"] += 1
            found = overlaps(m, ours)
            counts[m.kind]["found"] += found
            if errors and not found:
                say(f"  missed {m.kind}: {m.text!r}")
        for m in ours:
            right = overlaps(m, full)
            if not right and overlaps(m, marked):
                continue
            counts[m.kind]["ours"] += 1
            counts[m.kind]["right"] += right
            if errors and not right:
                around = row["text"][max(0, m.start - 40) : m.end + 40].replace("\n", " ")
                say(f"  extra {m.kind}: {m.text!r} in {around!r}")
    total: Counter[str] = Counter()
    for kind, n in counts.items():
        total.update(n)
        p, r = ratio(n["right"], n["ours"]), ratio(n["found"], n["gold"])
        say(f"  {kind:<8} P {p:.3f} R {r:.3f} F1 {f1(p, r):.3f} gold {n['gold']} ours {n['ours']}")
    p, r = ratio(total["right"], total["ours"]), ratio(total["found"], total["gold"])
    label = "re3d mentions F1, overlap" + (", every mention" if every else ", names")
    line(label, f1(p, r), ">= 0.80", "none by overlap", f"   P {p:.3f} R {r:.3f}")


def main() -> None:
    """Print the figures."""
    measure("--all" in sys.argv, "--errors" in sys.argv)


if __name__ == "__main__":
    main()
