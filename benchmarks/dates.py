"""Dates against labelled data: ``python benchmarks/dates.py SHARED [--errors]``.

``SHARED`` is the folder that holds ``data/`` and ``gold/``. Three figures:

- meantime: day-level values of TIMEX3 (DATE, TIME): precision, recall, F1.
- isaf: start_date of the press release, guessed from its text alone: the first date that isn't
  the release's own, else the own one. Rows that tell no day of release are told apart.
- gold: for each coded date of dev, dev2, dev3, does any date of its sentence (or, carried on, one
  of the article before it) give it.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counterclaim.coding.dates.calendar import DateKind, DatePhrase, find_dates, own_date
from counterclaim.model import DatePrecision

Row = dict[str, Any]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def day_of(value: str) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    return date.fromisoformat(match.group()) if match else None


# --- meantime ----------------------------------------------------------------------------------


def annotated_end(row: Row) -> int:
    """Times are labelled in the first six lines (title, date, first sentences), nowhere after."""
    lines = row["text"].split("\n")[:6]
    return sum(len(line) + 1 for line in lines)


def meantime_gold(row: Row) -> tuple[date | None, list[tuple[int, int, date]]]:
    marks = [m for m in row["gold"]["markables"].get("TIMEX3", []) if "start" in m]
    created = next((m for m in marks if m["functionInDocument"] == "CREATION_TIME"), None)
    published = day_of(created["value"]) if created else None
    days = [
        (m["start"], m["end"], day)
        for m in marks
        if m["type"] in ("DATE", "TIME")
        and (day := day_of(m["value"]))
        and m["value"][:4] != "XXXX"
    ]
    return published, days


def day_phrases(text: str, published: date | None) -> list[DatePhrase]:
    return [d for d in find_dates(text, published) if d.value.precision is DatePrecision.DAY]


def meantime(shared: Path, errors: bool) -> tuple[float, float, float]:
    right = gold_count = found_count = 0
    for row in rows(shared / "data" / "meantime.jsonl"):
        published, gold = meantime_gold(row)
        end_of_labels = annotated_end(row)
        found = day_phrases(row["text"], published)
        found = [phrase for phrase in found if phrase.span.start < end_of_labels]
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        open_gold = list(gold)
        for phrase in found:
            hit = next((g for g in open_gold if fits(phrase, g)), None)
            if hit:
                open_gold.remove(hit)
                right += 1
            elif errors:
                report(
                    "meantime extra", row["text"], phrase.span, f"{phrase.value.start} {published}"
                )
        if errors:
            for start, end, day in open_gold:
                report("meantime missed", row["text"], (start, end), f"{day} {published}")
    precision, recall = right / found_count, right / gold_count
    return precision, recall, 2 * precision * recall / (precision + recall)


def fits(phrase: DatePhrase, gold: tuple[int, int, date]) -> bool:
    start, end, day = gold
    overlap = phrase.span.start < end and start < phrase.span.end
    return overlap and day in (phrase.value.start, phrase.value.end)


def report(label: str, text: str, span: tuple[int, int], note: str) -> None:
    start, end = span
    around = text[max(0, start - 70) : start] + "[[" + text[start:end] + "]]" + text[end : end + 50]
    say(f"  {label}: {note} :: {' '.join(around.split())}")


# --- isaf --------------------------------------------------------------------------------------


def event_day(text: str) -> date | None:
    published = own_date(text)
    for phrase in find_dates(text, published):
        value = phrase.value
        if phrase.kind is DateKind.POINT and value.precision is DatePrecision.DAY:
            return value.start
    if published and "Morning Operational Update" in text:
        return published - timedelta(days=1)
    return published


def isaf(shared: Path, errors: bool) -> tuple[float, float, float, int]:
    """Exact, within a day, exact where the text tells its own day, and how many do."""
    exact = near = count = told = told_exact = 0
    for row in rows(shared / "data" / "isaf.jsonl"):
        gold = day_of(row["gold"]["start_date"] or "")
        if gold is None:
            continue
        count += 1
        guess = event_day(row["text"])
        exact += guess == gold
        if own_date(row["text"]):
            told, told_exact = told + 1, told_exact + (guess == gold)
        near += guess is not None and abs(guess - gold) <= timedelta(days=1)
        if errors and guess != gold:
            text = " ".join(row["text"].split())
            say(f"  isaf: want {gold} got {guess} released {own_date(row['text'])} :: {text[:330]}")
    return exact / count, near / count, told_exact / told, told


# --- gold --------------------------------------------------------------------------------------


def gold_dates(shared: Path, errors: bool) -> tuple[int, int, int]:
    same = carried = count = 0
    for name in ("dev", "dev2", "dev3"):
        articles = {a["id"]: a for a in rows(shared / "gold" / f"{name}_articles.jsonl")}
        for coded in json.loads((shared / "gold" / f"{name}.json").read_text())["articles"]:
            text, published = articles[coded["id"]]["text"], coded["published"]
            phrases = find_dates(text, date.fromisoformat(published) if published else None)
            for claim in coded["claims"]:
                if "date" not in claim:
                    continue
                count += 1
                place = text.find(claim["near"])
                start, end = sentence(text, place)
                want = claim["date"]
                options = want if isinstance(want[0], list) else [want]
                here = [d for d in phrases if start <= d.span.start < end]
                before = [d for d in phrases if d.span.start < start]
                if any(iso(d) in options for d in here):
                    same += 1
                elif any(iso(d) in options for d in before):
                    carried += 1
                elif errors:
                    got = [(d.text, *iso(d)) for d in here]
                    say(
                        f"  gold {coded['id']} {claim['id']} want {want} got {got} ::"
                        f" {' '.join(text[start:end].split())[:200]}"
                    )
    return same, carried, count


def iso(phrase: DatePhrase) -> list[str]:
    return [str(phrase.value.start), str(phrase.value.end)]


def sentence(text: str, place: int) -> tuple[int, int]:
    """A rough sentence around ``place``: abbreviations don't end it."""
    ends = [
        m.end()
        for m in re.finditer(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z]{2})(?<!\bSept)[.!?]\s+|\n\s*\n", text)
    ]
    start = max((e for e in ends if e <= place), default=0)
    return start, min((e for e in ends if e > place), default=len(text))


def main() -> None:
    shared, errors = Path(sys.argv[1]), "--errors" in sys.argv
    precision, recall, f1 = meantime(shared, errors)
    say(f"meantime day-level values: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    exact, near, told_exact, told = isaf(shared, errors)
    say(
        f"isaf start_date, from the text alone: exact {exact:.3f}, within a day {near:.3f};"
        f" of the {told} that tell their own day: exact {told_exact:.3f}"
    )
    same, carried, count = gold_dates(shared, errors)
    say(f"gold dates: {same} of {count} in the sentence, {carried} more carried on from before")


if __name__ == "__main__":
    main()
