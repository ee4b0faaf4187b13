"""Kinds of events: ``python benchmarks/kinds.py [--errors]``.

- case2021: one ACLED-like sub-type for a snippet. ``case2021_kinds.csv`` tells which of our kinds
  answer which label; accuracy over the labels that are sub-types of ``event_kinds.csv`` (``ours``
  is "yes"). The answer of a snippet is the kind that most of its claims have, the first one where
  several have as many; kinds of mere background give way (``BACKGROUND``).
- plover: the root of a record, micro-F1. Our kind gives the root by ``event_kinds.csv``, its stance
  and speaker as PLOVER reads intentions and accusations (``plover_kinds.csv``). One answer a
  sentence: its first claim. Labels without a kind of ours (CONCEDE, COOPERATE, INVESTIGATE) count
  in the second figure only.

Published: case2021 weighted F1 .839 over 25 sub-types with fine-tuned models (another split, so
another figure); plover zero-shot language models .53, tuned .76.
"""

import re
import sys
from collections import Counter
from collections.abc import Sequence

from coded import Record, article, code, f1, line, ratio, rows, say, table

from counterclaim.codebook.kinds import kind_rows

BACKGROUND = frozenset(
    [
        "casualties",
        "advance",
        "support",
        "talks",
        "demand",
        "accuse",
        "refuse",
        "threaten",
        "deployment",
        "displacement",
        "agreement",
        "tension",
        "aid",
        "siege",
    ]
)
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "AID", "RETREAT"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
ACCUSING = re.compile(r"\b(?:accus|blam|complain|denounc|condemn|critici)", re.IGNORECASE)
AGREED = re.compile(r"agree|sign", re.IGNORECASE)
DUTY = re.compile(r"\b(?:must|should)(?: \w+ly)? \Z")
AHEAD = frozenset({"intended", "conditional"})


def answer(claims: Sequence[Record]) -> Record | None:
    """The claim that stands for a snippet."""
    told = [c for c in claims if c["kind"] not in BACKGROUND] or list(claims)
    if not told:
        return None
    counts = Counter(c["kind"] for c in told)
    return max(told, key=lambda c: counts[c["kind"]])


def kinds_of(cell: str) -> frozenset[str]:
    """The kinds in a cell of the map."""
    return frozenset(kind.strip() for kind in cell.split("|") if kind.strip())


def case2021(errors: bool) -> None:
    """Accuracy over the sub-types that we have, and what stands around it."""
    accepted = {
        row["label"]: (row["ours"], kinds_of(row["kinds"])) for row in table("case2021_kinds.csv")
    }
    snippets = list(rows("case2021"))
    made = code("case2021", [article(row) for row in snippets])
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    among: Counter[str] = Counter()
    for row, record in zip(snippets, made, strict=True):
        label = row["gold"]["event_type"]
        best = answer(record["claims"])
        total[label] += 1
        right[label] += best is not None and best["kind"] in accepted[label][1]
        among[label] += any(c["kind"] in accepted[label][1] for c in record["claims"])
        if (
            errors
            and accepted[label][1]
            and (best is None or best["kind"] not in accepted[label][1])
        ):
            say(f"  {label}: {[c['kind'] for c in record['claims']]} :: {row['text'][:300]}")
    for label in sorted(total):
        if accepted[label][1]:
            say(f"  {label:<32}{right[label]:>4} of {total[label]:<4} ({accepted[label][0]})")
    ours = [label for label in total if accepted[label][0] == "yes"]
    wide = [label for label in total if accepted[label][1]]
    none = [label for label in total if not accepted[label][1]]
    line(
        "case2021 accuracy, our sub-types",
        _share(right, total, ours),
        ">= 0.78",
        ".839 (weighted F1)",
        f"   n {sum(total[x] for x in ours)}",
    )
    say(
        f"  its kind is among the claims: {_share(among, total, ours):.3f};"
        f" labels that are near a kind too: {_share(right, total, wide):.3f};"
        f" labels without a kind: {sum(total[x] for x in none)} snippets, left out"
    )


def _share(part: Counter[str], whole: Counter[str], labels: Sequence[str]) -> float:
    return ratio(sum(part[x] for x in labels), sum(whole[x] for x in labels))


def root(claim: Record, text: str) -> str | None:
    """PLOVER's root of a claim: an act that one accuses another of is an accusation there, what a
    speaker says that another must do a request, and intentions are threats or promises."""
    if claim["sources"] and DUTY.search(text[: claim["span"][0]]):
        return "REQUEST"
    if any(ACCUSING.search(speaker["cue"] or "") for speaker in claim["sources"]):
        return "ACCUSE"
    event = kind_rows()[claim["kind"]].plover_event
    if claim["kind"] == "ceasefire" and AGREED.match(text[slice(*claim["span"])]):
        return "AGREE"
    if claim["kind"] in {"displacement", "destruction"}:
        event = "COERCE"
    if event in COOPERATIVE and claim["stance"] in AHEAD:
        return "AGREE"
    if event in COOPERATIVE and claim["stance"] == "denied":
        return "REJECT"
    if event in HOSTILE and claim["stance"] in AHEAD:
        return "THREATEN"
    return event


def plover(errors: bool) -> None:
    """Micro-F1 of roots; a sentence without a claim has no answer."""
    names = {row["label"]: row["root"] for row in table("plover_kinds.csv")}
    records = list(rows("plover"))
    made = code("plover", [article(row) for row in records])
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for row, record in zip(records, made, strict=True):
        want = row["gold"]["event"]
        got = root(record["claims"][0], row["text"]) if record["claims"] else None
        total[want] += 1
        given[want] += got is not None
        right[want] += got is not None and got == names[want]
        if errors and names[want] and got != names[want]:
            say(f"  {want}: {got} {[c['kind'] for c in record['claims']]} :: {row['text'][:260]}")
    for name in sorted(total):
        say(f"  {name:<32}{right[name]:>4} of {total[name]:<4}")
    held = [name for name in total if names[name]]
    for label, some in (
        ("plover roots micro-F1, roots that we have", held),
        ("  over all roots", list(total)),
    ):
        recall = _share(right, total, some)
        precision = _share(right, given, some)
        line(
            label,
            f1(precision, recall),
            ">= 0.70",
            ".53 zero-shot, .76 tuned",
            f"   P {precision:.3f} R {recall:.3f}",
        )


def main() -> None:
    """Print both."""
    errors = "--errors" in sys.argv
    case2021(errors)
    plover(errors)


if __name__ == "__main__":
    main()
