"""Reprints: which articles took their text from another.

    python benchmarks/reprints.py [--errors]

Two sets. FA-KES (406 articles): the pairs of ``reprint_pairs.jsonl`` (shared five-word sequences
measured; 73 distinct) and every other pair of the set. A shared passage is no reprint yet: an
outlet prints the same four paragraphs on the war under every story, months apart.
``reprint_labels.csv`` says of each listed pair whether the news itself was taken: by the share of
text from half up, which is kind to a finder that goes by it too, and by reading below that. Pairs
that we found and that aren't listed were read. A pair without a label counts as wrong.

Own edits: each English sample report cut to a third, with a reworded lead, joined with another, and
with its numbers changed, in another outlet's name, without a credit; all other pairs are none.

Pairs are scored before each copy is given one original, so that a text that joins two has both.
"""

import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from coded import f1, ratio, rows, say, table
from same_event import fakes_article

import counterclaim
from counterclaim.linking.reprints import candidates, compare, take_print
from counterclaim.model import Article
from counterclaim.reading import read

Pair = tuple[str, str]
SAMPLES = Path(counterclaim.__file__).parent / "samples"
SYNONYMS = {
    "killed": "left dead", "said": "told reporters", "on": "last", "a": "one", "the": "this",
    "people": "persons", "was": "had been", "were": "had been", "at": "near", "of": "from",
    "least": "minimum", "and": "as well as", "in": "inside", "have": "did", "by": "through",
    "with": "alongside", "town": "place", "army": "troops", "city": "capital", "which": "that",
}  # fmt: skip


def found_pairs(articles: Iterable[Article]) -> set[Pair]:
    """All pairs that the program holds to be copy and original."""
    known = {article.id: article for article in articles}
    pairs = candidates(take_print(article) for article in known.values())
    return {pair for pair in pairs if compare(known[pair[0]], known[pair[1]]) is not None}


def fakes() -> tuple[set[Pair], set[Pair], set[Pair], dict[str, Article]]:
    """What was found, what is a reprint, what was read and isn't, and the articles."""
    articles = {str(row["id"]): fakes_article(row) for row in rows("fakes")}
    labels = {pair(row["one"], row["other"]): row["reprint"] for row in table("reprint_labels.csv")}
    listed = {pair(row["a"], row["b"]) for row in rows("reprint_pairs") if row["a"] != row["b"]}
    unread = listed - set(labels)
    if unread:
        raise SystemExit(f"reprint_labels.csv lacks {sorted(unread)}")
    right = {key for key, label in labels.items() if label == "yes"}
    return found_pairs(articles.values()), right, set(labels) - right, articles


def pair(one: str, other: str) -> Pair:
    """Two ids in order."""
    return (one, other) if one < other else (other, one)


def samples() -> list[Article]:
    """The English sample reports, without those that reprint another."""
    paths = [p for p in sorted(SAMPLES.iterdir()) if p.suffix in {".html", ".txt", ".jsonl", ".md"}]
    found = [a for a in read(p for p in paths if p.stem != "README") if isinstance(a, Article)]
    own = ("harbor-daily-2017-03-23", "tigris-dispatch-2017-03-26")
    return [a for a in found if a.id not in own and a.language in (None, "en")]


def edits(originals: list[Article]) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Each edited text and the articles that it took its text from."""
    chance = random.Random(1)
    for n, article in enumerate(originals):
        other = originals[(n + 7) % len(originals)]
        made = {
            "cut": _cut(article.text),
            "lead": _reworded(article.text),
            "toll": _renumbered(article.text, chance),
        }
        for name, text in made.items():
            yield _copy(article, name, text, n), (article.id,)
        yield (
            _copy(article, "joined", f"{article.text}\n\n{other.text}", n),
            (article.id, other.id),
        )


def _copy(article: Article, name: str, text: str, n: int) -> Article:
    published = article.published and article.published + timedelta(days=n % 3)
    return replace(
        article, id=f"{article.id}+{name}", text=text, publisher=f"Outlet {n} {name}", authors=(),
        origin=None, url=None, published=published,
    )  # fmt: skip


def _cut(text: str) -> str:
    """The first third of the text."""
    words = text.split(" ")
    return " ".join(words[: len(words) // 3])


def _reworded(text: str) -> str:
    """The first quarter in other words, the rest as it was."""
    words = text.split(" ")
    lead = len(words) // 4
    other = [SYNONYMS.get(word, word) for word in words[:lead]]
    swapped = [w for k in range(0, lead - 1, 2) for w in (other[k + 1], other[k])]
    return " ".join([*swapped, *words[lead:]])


def _renumbered(text: str, chance: random.Random) -> str:
    return re.sub(r"\b\d{1,3}\b", lambda m: str(int(m.group()) + chance.randint(1, 9)), text)


def own_edits() -> tuple[set[Pair], set[Pair], set[Pair]]:
    """What was found among our edits, what is right, and pairs to leave out: two copies of one."""
    originals = samples()
    made = list(edits(originals))
    right = {pair(copy.id, id_) for copy, ids in made for id_ in ids}
    left_out = {
        pair(one.id, other.id)
        for (one, ids), (other, others) in combinations(made, 2)
        if set(ids) & set(others)
    }
    found = found_pairs([*originals, *(copy for copy, _ in made)])
    return found - left_out, right, left_out


def report(name: str, found: set[Pair], right: set[Pair]) -> tuple[int, int, int]:
    """Print precision and recall; give the counts of found, right and both."""
    both = len(found & right)
    precision, recall = ratio(both, len(found)), ratio(both, len(right))
    say(f"{name:28} P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f}"
        f"  ({both} right of {len(found)} found, {len(right)} there)")  # fmt: skip
    return len(found), len(right), both


def main() -> None:
    """Both sets, and together."""
    found, right, read_and_not, articles = fakes()
    mine, mine_right, _ = own_edits()
    counts = [report("FA-KES", found, right), report("own edits", mine, mine_right)]
    said, real, both = (sum(column) for column in zip(*counts, strict=True))
    say(f"{'together (target .97, .95)':28} P {ratio(both, said):.3f}  R {ratio(both, real):.3f}")
    if "--errors" in sys.argv:
        for label, pairs in (("wrong", found - right), ("missed", right - found)):
            for one, other in sorted(pairs):
                known = "" if (one, other) in read_and_not or label == "missed" else " (never read)"
                say(f"{label}{known} {one} {other}")
                say(f"    {articles[one].published} {articles[one].text[:140]!r}")
                say(f"    {articles[other].published} {articles[other].text[:140]!r}")
        for label, pairs in (("wrong", mine - mine_right), ("missed", mine_right - mine)):
            for one, other in sorted(pairs):
                say(f"{label} {one} {other}")


if __name__ == "__main__":
    main()
