"""Losses and dates over coded claims: ``python benchmarks/losses.py [--errors]``.

- isaf: min_killed, min_captured and start_date of press releases, exact, by that set's counting
  rule: "several", "multiple" and bare plurals 3, "numerous" 4, "a couple" 2, else the
  least number. A release may tell the same thing twice, so of the leaders that were sought and of
  the others the largest sum of one sentence stands; the two are added up. Phrases that refer back
  ("the leader", "both") don't count beside others, nor do civilians and the forces' own. The day is
  the first that a claim has, else the release's own.
- fakes: the coded number of civilians killed is among the numbers of the killed of our claims
  ("more than 20" is coded as 20 there, 21 by our codebook: both count). Rows without civilians are
  left out.

Published: fakes regular expressions .06-.26, best extractor .44-.81. No figure for isaf.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from coded import Record, article, code, line, ratio, rows, say

from counterclaim.coding.dates.calendar import own_date

SEVERAL = 3
COUPLE = re.compile(r"\bcouple\b", re.IGNORECASE)
MANY = re.compile(r"\b(?:numerous|many)\b", re.IGNORECASE)
MARKED = re.compile(r"\b(?:several|multiple|some|few|number of)\b", re.IGNORECASE)
SOUGHT = re.compile(
    r"\b(?:leader|facilitator|commander|official|emir|governor|expert|operative|chief|member|"
    r"financier|dealer|supplier|smuggler|planner|he|him|individual|manufacturer)\b",
    re.IGNORECASE,
)


BACK = re.compile(
    r"(?:the|this|that|these|those|both|all|he|she|him|her|they|them)\b", re.IGNORECASE
)
OWN = re.compile(
    r"\b(?:civilians?|citizens?|soldiers?|police\w*|forces|people|service)\b", re.IGNORECASE
)


def counted(loss: Record) -> int:
    """The number of a loss by the rule of isaf."""
    if COUPLE.search(loss["text"]):
        return 2
    if MANY.search(loss["text"]):
        return SEVERAL + 1
    if MARKED.search(loss["text"]) or (loss["high"] is None and loss["low"] == 2):
        return SEVERAL
    return loss["low"] or 0


def losses(claims: Iterable[Record], effect: str) -> Iterator[tuple[int, Record]]:
    """The losses of an effect, with where their sentence starts; each wording once."""
    seen: set[tuple[int, int]] = set()
    for claim in claims:
        if claim["stance"] in {"denied", "intended", "conditional"}:
            continue
        for loss in claim["casualties"]:
            span = tuple(loss["span"])
            if loss["effect"] == effect and span not in seen:
                seen.add(span)
                yield claim["sentence"][0], loss


def isaf_count(record: Record, effect: str) -> int:
    """The largest sum of a sentence, of those sought and of the others."""
    told = [(at, x) for at, x in losses(record["claims"], effect) if not OWN.search(x["text"])]
    fresh = [(at, x) for at, x in told if not BACK.match(x["text"])]
    sums: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for start, loss in fresh or told:
        one = loss["low"] == 1 and loss["high"] == 1
        sums[one and bool(SOUGHT.search(loss["text"]))][start] += counted(loss)
    return sum(max(part.values(), default=0) for part in sums.values())


def isaf_day(record: Record, told: date | None) -> str | None:
    """The first day of a claim, else the release's own."""
    days = (c["date"] for c in record["claims"] if c["date"] and c["date"]["precision"] == "day")
    first = next((d["start"] for d in days), None)
    return str(first or told) if first or told else None


def isaf(errors: bool) -> None:
    """The three fields of a release."""
    releases = list(rows("isaf"))
    days = [own_date(row["text"]) for row in releases]
    made = code(
        "isaf",
        [article(r, day=str(d) if d else None) for r, d in zip(releases, days, strict=True)],
    )
    right: Counter[str] = Counter()
    for row, own, record in zip(releases, days, made, strict=True):
        got: dict[str, object] = {
            "min_killed": isaf_count(record, "killed"),
            "min_captured": isaf_count(record, "captured"),
            "start_date": isaf_day(record, own),
        }
        for field, value in got.items():
            right[field] += value == row["gold"][field]
            if errors and value != row["gold"][field]:
                text = " ".join(row["text"].split())
                say(f"  isaf {field} want {row['gold'][field]} got {value} :: {text[:700]}")
    for field, target in (("min_killed", 0.92), ("min_captured", 0.92), ("start_date", 0.95)):
        line(f"isaf {field}", ratio(right[field], len(releases)), f">= {target}", "none")


def fakes(errors: bool) -> None:
    """The number of civilians."""
    reports = [row for row in rows("fakes") if row["gold"]["nb_civilians"]]
    made = code("fakes", [article(row) for row in reports])
    hits = 0
    for row, record in zip(reports, made, strict=True):
        want = row["gold"]["nb_civilians"]
        values = set()
        for _, loss in losses(record["claims"], "killed"):
            low, high = loss["low"], loss["high"]
            values |= {low, high} | ({low - 1} if low and high is None else set())
        hits += want in values
        if errors and want not in values:
            said = row["gold"]["spans"].get("Civilians")
            found = sorted(v for v in values if v)
            say(f"  fakes want {want} got {found} :: {said} :: {row['text'][:400]}")
    line(
        "fakes civilians killed",
        ratio(hits, len(reports)),
        ">= 0.80",
        ".44-.81 (best extractor)",
        f"   n {len(reports)}",
    )


def main() -> None:
    """Print both."""
    errors = "--errors" in sys.argv
    isaf(errors)
    fakes(errors)


if __name__ == "__main__":
    main()
