"""The whole record, on MUC-4: ``python benchmarks/muc4.py [--errors]``.

Reports in all capitals (the coder restores their case itself) with hand-made templates of terrorist
incidents; half the reports have none. All figures are by document, over the whole set:

type         incident types told (``muc4_kinds.csv`` tells which of our kinds is which)
perpetrator  organisations behind the incidents: initiators of our claims of those kinds that the
             text names, by a shared word of the name
confidence   of organisations found: fact (asserted by the report), claimed or admitted (it speaks
             itself), suspected or accused (another speaks, or alleged or guessed)
victims      names or descriptions of people hit: recipients and losses, by a shared word
effect       of victims found: death or injury as told by our losses
number       of victims found: the low value of one of our losses, or 1 for a recipient

MUC-4 codes terrorism alone: clashes of armies, soldiers who fall in battle and incidents more than
two months old have no template, so precision is bounded. Published systems are scored on slots of
aligned templates of the test half: other measures, not comparable number by number.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from coded import Record, Row, article, code, f1, line, ratio, rows, say, table

SMALL = frozenset(
    "THE OF A AN AND LA EL DE LOS OTHER SOME MEMBERS GROUP LEADER FORMER NATIONAL".split()
)
TYPES = {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON"}
EFFECTS = {"DEATH": "killed", "INJURY": "injured"}


def words_of(text: str) -> frozenset[str]:
    """The telling words of a phrase."""
    return frozenset(re.findall(r"[^\W_]{3,}", text.upper())) - SMALL


def options(fill: str) -> tuple[str, frozenset[str]]:
    """The value before a colon, and the words of every alternative in quotation marks."""
    value = fill.split(":")[0].strip() if ":" in fill else ""
    named = " ".join(re.findall(r'"([^"]*)"', fill))
    return value, words_of(named)


def fills(row: Row, slot: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Distinct fills of a slot over the templates of a document."""
    seen = set()
    for template in row["gold"]["templates"]:
        for fill in template[slot] or ():
            value, words = options(fill)
            if words and (slot, value, words) not in seen:
                seen.add((slot, value, words))
                yield value, words


def told(record: Record, kinds: dict[str, str]) -> list[Record]:
    """The claims of the incidents that MUC knows."""
    return [c for c in record["claims"] if c["kind"] in kinds and c["stance"] != "denied"]


def is_organisation(ref: Record) -> bool:
    """A name, not a description like "guerrillas"."""
    return ref["actor"] is not None or ref["name"] is not None


def confidence(claim: Record, words: frozenset[str]) -> str:
    """MUC's confidence by our stance and sources."""
    speakers = [words_of(s["text"]) for s in claim["sources"]]
    if any(s & words for s in speakers):
        return "CLAIMED"
    if claim["stance"] in {"alleged", "speculated"} or speakers:
        return "SUSPECTED"
    return "REPORTED"


def same_confidence(value: str, found: Iterable[str]) -> bool:
    """Whether a gold confidence is among ours; a possible one is a suspicion."""
    want = value.split()[0] if value else "REPORTED"
    return {"ADMITTED": "CLAIMED", "ACCUSED": "SUSPECTED", "POSSIBLE": "SUSPECTED"}.get(
        want, want
    ) in set(found)


def victims(claims: Iterable[Record]) -> Iterator[tuple[frozenset[str], str | None, int | None]]:
    """Words, effect and number of everyone hit."""
    for claim in claims:
        for ref in claim["recipients"]:
            yield words_of(ref["text"]), None, 1
        for loss in claim["casualties"]:
            if loss["effect"] != "destroyed":
                yield (
                    words_of(f"{loss['text']} {loss['whom']['text']}"),
                    loss["effect"],
                    loss["low"],
                )


def number(value: str) -> int | None:
    """The number of a fill: "6", "~40", "-26" (up to), "5-" (at least)."""
    found = re.search(r"\d+", value)
    return int(found.group()) if found else (2 if value == "PLURAL" else None)


def count(row: Row, claims: list[Record], kinds: dict[str, str], n: Counter[str]) -> None:
    """Adds a document to the counts."""
    gold_types = {x for t in row["gold"]["templates"] for x in t["INCIDENT: TYPE"] or ()} & TYPES
    our_types = {kinds[c["kind"]] for c in claims}
    n["type_gold"] += len(gold_types)
    n["type_ours"] += len(our_types)
    n["type_right"] += len(gold_types & our_types)
    orgs = list(fills(row, "PERP: ORGANIZATION CONFIDENCE"))
    ours = {words_of(i["text"]) | words_of(i["name"] or "") for c in claims
            for i in c["initiators"] if is_organisation(i)}  # fmt: skip
    n["org_ours"] += len(ours)
    n["org_right_ours"] += sum(any(o & words for _, words in orgs) for o in ours)
    for value, words in orgs:
        behind = [c for c in claims if any(words_of(i["text"]) & words for i in c["initiators"])]
        n["org_gold"] += 1
        n["org_found"] += bool(behind)
        n["confidence"] += bool(behind) and same_confidence(
            value, (confidence(c, words) for c in behind)
        )
    hit = list(victims(claims))
    people = list(fills(row, "HUM TGT: DESCRIPTION"))
    people += [(v, w) for v, w in fills(row, "HUM TGT: NAME")]
    n["victim_ours"] += len({w for w, _, _ in hit})
    n["victim_right"] += sum(any(w & x for _, x in people) for w in {w for w, _, _ in hit})
    for _, words in people:
        n["victim_gold"] += 1
        n["victim_found"] += any(w & words for w, _, _ in hit)
    for slot, name in (("HUM TGT: EFFECT OF INCIDENT", "effect"), ("HUM TGT: NUMBER", "number")):
        for value, words in fills(row, slot):
            mine = [(e, low) for w, e, low in hit if w & words]
            want_effect, want_number = EFFECTS.get(value), number(value)
            if not mine or (name == "effect" and want_effect is None):
                continue
            n[f"{name}_n"] += 1
            if name == "effect":
                n["effect_right"] += any(e == want_effect for e, _ in mine)
            else:
                n["number_right"] += any(low == want_number for _, low in mine)


def main() -> None:
    """Print the figures."""
    kinds = {row["kind"]: row["type"] for row in table("muc4_kinds.csv")}
    reports = list(rows("muc4"))
    made = code("muc4", [article(r) for r in reports])
    n: Counter[str] = Counter()
    for row, record in zip(reports, made, strict=True):
        claims = told(record, kinds)
        count(row, claims, kinds, n)
        if "--errors" in sys.argv and row["gold"]["templates"]:
            want = [t["INCIDENT: TYPE"] for t in row["gold"]["templates"]]
            say(f"  {row['id']} {want} {sorted({kinds[c['kind']] for c in claims})}")
    for label, right_p, ours, right_r, gold in (
        ("incident type", "type_right", "type_ours", "type_right", "type_gold"),
        ("perpetrator organisation", "org_right_ours", "org_ours", "org_found", "org_gold"),
        ("victims", "victim_right", "victim_ours", "victim_found", "victim_gold"),
    ):
        p, r = ratio(n[right_p], n[ours]), ratio(n[right_r], n[gold])
        line(
            f"muc4 {label} F1",
            f1(p, r),
            "none",
            "other measure",
            f"   P {p:.3f} R {r:.3f}",
        )
    line(
        "muc4 confidence of those found",
        ratio(n["confidence"], n["org_found"]),
        "none",
        "none",
        f"   n {n['org_found']}",
    )
    line(
        "muc4 effect of victims found",
        ratio(n["effect_right"], n["effect_n"]),
        "none",
        "none",
        f"   n {n['effect_n']}",
    )
    line(
        "muc4 number of victims found",
        ratio(n["number_right"], n["number_n"]),
        "none",
        "none",
        f"   n {n['number_n']}",
    )


if __name__ == "__main__":
    main()
