"""Relations on re3d and the gold files: ``python benchmarks/relations.py SHARED [--errors]``.

``SHARED`` is the folder that holds ``data/`` and ``gold/``. On re3d (by Dstl), a gold relation is
found where one of ours of a kind that it maps to has an end overlapping each of its ends:

    FightingAgainst  opposed-to             either way
    AlliesOf         allied-with backed-by  either way
    BelongsTo        part-of led-by         member and whole

recall       share of the gold relations that are found; ``parties`` leaves out those with an end
             that is no organisation, person, nationality or place (a tank, a group's weapons)
precision    of ours whose ends both overlap gold entities, the share that a gold relation agrees
             with. led-by agrees with InChargeOf too, re3d's word for it, and backed-by with Likes,
             which re3d has for most of those who support another
of related   the same over pairs that re3d relates at all: its annotators left many pairs out
with claims  FightingAgainst is also told by an attack's initiator and recipient, which are claims
             by our codebook and no relations

On the gold files: the share of coded relations that are found, as ``score.py`` counts it.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.model import Article, CodedArticle, Relation, Span
from counterclaim.pipeline import Coder

Row = dict[str, Any]
MAPPED = {
    "FightingAgainst": ("opposed-to",),
    "AlliesOf": ("allied-with", "backed-by"),
    "BelongsTo": ("part-of", "led-by"),
}
EQUIVALENT = {
    "part-of": {"BelongsTo"},
    "led-by": {"BelongsTo", "InChargeOf"},
    "backed-by": {"AlliesOf", "Likes"},
}
PARTIES = {"Organisation", "Person", "Nationality", "Location"}
VIOLENT = {
    "air-strike", "shelling", "bombing", "suicide-bombing", "chemical-attack", "attack",
    "armed-clash", "killing", "destruction", "casualties", "advance", "territory-gained",
}  # fmt: skip


class Pair(NamedTuple):
    """Two ends."""

    one: Span
    other: Span


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def meets(a: Pair, b: Pair) -> bool:
    straight = a.one.overlaps(b.one) and a.other.overlaps(b.other)
    return straight or (a.one.overlaps(b.other) and a.other.overlaps(b.one))


def pair_of(relation: Relation) -> Pair | None:
    if relation.subject.span is None or relation.object.span is None:
        return None
    return Pair(relation.subject.span, relation.object.span)


def claim_pairs(coded: CodedArticle) -> list[Pair]:
    """Attackers and attacked of the claims."""
    return [
        Pair(a.span, b.span)
        for claim in coded.claims
        if claim.kind in VIOLENT
        for a in claim.initiators
        for b in claim.recipients
        if a.span is not None and b.span is not None
    ]


class Counts(NamedTuple):
    """What is counted for one gold kind."""

    gold: int = 0
    found: int = 0
    parties: int = 0
    parties_found: int = 0
    ours: int = 0
    right: int = 0
    related: int = 0
    with_claims: int = 0

    def plus(self, **more: int) -> "Counts":
        return self._replace(**{key: getattr(self, key) + n for key, n in more.items()})


def gold_pairs(row: Row) -> list[tuple[str, Pair, bool]]:
    """(type, ends, both are parties) of an article's relations."""
    types: dict[Span, set[str]] = defaultdict(set)
    for entity in row["gold"]["entities"]:
        types[Span(entity["start"], entity["end"])].add(entity["type"])
    out = []
    for relation in row["gold"]["relations"]:
        ends = [relation["source"], relation["target"]]
        if any(e is None or e.get("start") is None for e in ends):
            continue
        one, other = (Span(e["start"], e["end"]) for e in ends)
        between = bool(types[one] & PARTIES) and bool(types[other] & PARTIES)
        out.append((relation["type"], Pair(one, other), between))
    return out


def re3d(shared: Path, coder: Coder, *, errors: bool) -> dict[str, Counts]:
    totals = {kind: Counts() for kind in MAPPED}
    for row in rows(shared / "data" / "re3d.jsonl"):
        coded = coder.code(Article(id=row["id"], text=row["text"], sha256=""))
        gold = gold_pairs(row)
        entities = [Span(e["start"], e["end"]) for e in row["gold"]["entities"]]
        for kind in MAPPED:
            totals[kind] = recalled(totals[kind], kind, gold, coded, errors=errors)
            totals[kind] = precise(totals[kind], kind, gold, entities, coded, errors=errors)
    return totals


def recalled(
    counts: Counts,
    kind: str,
    gold: Sequence[tuple[str, Pair, bool]],
    coded: CodedArticle,
    *,
    errors: bool,
) -> Counts:
    ours = [p for r in coded.relations if r.kind in MAPPED[kind] and (p := pair_of(r))]
    claims = claim_pairs(coded) if kind == "FightingAgainst" else []
    for label, pair, between in gold:
        if label != kind:
            continue
        hit = any(meets(pair, p) for p in ours)
        claimed = any(meets(pair, p) for p in claims)
        counts = counts.plus(
            gold=1, found=hit, parties=between, parties_found=hit and between,
            with_claims=hit or claimed,
        )  # fmt: skip
        if errors and not hit and not claimed and between:
            report(f"{kind} missed", coded.article.text, pair)
    return counts


def precise(
    counts: Counts, kind: str, gold: Sequence[tuple[str, Pair, bool]], entities: Sequence[Span],
    coded: CodedArticle, *, errors: bool,
) -> Counts:  # fmt: skip
    for relation in coded.relations:
        pair = pair_of(relation)
        if relation.kind not in MAPPED[kind] or pair is None:
            continue
        if not all(any(end.overlaps(e) for e in entities) for end in pair):
            continue
        agreeing = EQUIVALENT.get(relation.kind, {kind})
        hit = any(label in agreeing and meets(pair, p) for label, p, _ in gold)
        labels = {label for label, p, _ in gold if meets(pair, p)}
        counts = counts.plus(ours=1, right=hit, related=bool(labels))
        if errors and not hit:
            report(f"{relation.kind} extra (gold: {sorted(labels)})", coded.article.text, pair)
    return counts


def report(label: str, text: str, pair: Pair) -> None:
    start, end = min(s.start for s in pair), max(s.end for s in pair)
    words = " ".join(text[max(0, start - 40) : end + 40].split())
    print(f"  {label}: {pair.one.of(text)} | {pair.other.of(text)} :: {words[:260]}")


# --- gold files ----------------------------------------------------------------------------------


def folded(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", text or "")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = plain.replace("’", "'").replace("‘", "'").replace("-", " ")
    return re.sub(r"\s+", " ", plain).strip()


def names_it(end: Any, accepted: Sequence[str]) -> bool:
    said = [folded(getattr(end, key, None)) for key in ("text", "name", "actor")]
    return any(
        re.search(rf"(?<!\w){re.escape(folded(a))}(?!\w)", s) for a in accepted for s in said
    )


def is_found(gold: Row, coded: CodedArticle) -> bool:
    text = coded.article.text
    return any(
        r.kind in gold["kind"]
        and folded(gold["near"]) in folded(r.sentence.of(text))
        and names_it(r.subject, gold["subject"])
        and names_it(r.object, gold["object"])
        for r in coded.relations
    )


def gold_files(shared: Path, coder: Coder, *, errors: bool) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[bool]] = defaultdict(list)
    for name in ("dev", "dev2", "dev3"):
        articles = {a["id"]: a for a in rows(shared / "gold" / f"{name}_articles.jsonl")}
        for gold in json.loads((shared / "gold" / f"{name}.json").read_text())["articles"]:
            published = gold["published"] and date.fromisoformat(gold["published"])
            text = articles[gold["id"]]["text"]
            coded = coder.code(Article(id=gold["id"], text=text, published=published, sha256=""))
            for relation in gold.get("relations", []):
                hit = is_found(relation, coded)
                for key in (name, relation["kind"][0]):
                    counts[key].append(hit)
                if errors and not hit:
                    print(f"  {name} missed {relation['kind'][0]}: {relation['near']}")
    return {key: (sum(hits), len(hits)) for key, hits in counts.items()}


def main() -> None:
    shared, errors = Path(sys.argv[1]), "--errors" in sys.argv
    coder = Coder()
    totals = re3d(shared, coder, errors=errors)
    print("re3d             precision  recall  F1    recall, parties  with claims  of related")
    for kind, n in totals.items():
        precision, recall = n.right / max(1, n.ours), n.found / max(1, n.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        parties = n.parties_found / max(1, n.parties)
        claims, related = n.with_claims / max(1, n.gold), n.right / max(1, n.related)
        print(
            f"{kind:16} {precision:.3f}      {recall:.3f}   {f1:.3f} {parties:.3f}            "
            f"{claims:.3f}        {related:.3f}  ({n.right}/{n.ours} ours, {n.found}/{n.gold} gold)"
        )
    for key, (right, count) in gold_files(shared, coder, errors=errors).items():
        print(f"gold {key:14} {right / count:.3f}  ({right}/{count})")


if __name__ == "__main__":
    main()
