"""Which articles are copies of another, and which of them is the original."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterclaim.codebook.datasets import dataset_names
from counterclaim.linking.alignment import Alignment, align, alterations
from counterclaim.linking.credits import Credit, credits_of, names_outlet
from counterclaim.linking.fingerprints import bands_of, facts_of, sample_of, text_sequences
from counterclaim.linking.words import keys_of
from counterclaim.model import Article
from counterclaim.model.event import Reprint

_COPIED = 0.55
"""So much of the shorter text in the other is a copy, whatever else there is."""
_TAKEN = 0.22
_TAKEN_HEAD = 0.2
"""Less is a copy only where the news itself was taken, not what stands under every story."""
_FEW_DAYS = 3
_LATE_COPY = 0.75
_SHORTEST_RUN = 12
_WINDOW = 28
"""Days in a bucket: a rewrite is looked for among what came out within a fortnight, at least."""
_EVER = 0xFFFFF
_CROWD = 40
"""In a bucket of more near-copies than that, each is compared with the first of them only."""
COMMON = 60
"""A sequence in more articles of a period than that is a formula and finds nothing."""
LEAST_SHARED = 3
_SOUGHT = 0.12
_FACTS = 0.25
"""Of the names and numbers of the text with fewer. Copies in the wild share 41 % and more, reports
by one formula next to none."""
_BATCH = 4_000_000


Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """What is kept of an article to find its reprints, as sorted numbers."""

    id: str
    published: date | None
    sample: Numbers
    bands: Numbers
    facts: Numbers

    @property
    def dated(self) -> list[int]:
        """The sampled sequences, each with the article's periods, as keys."""
        return [key for span in periods(self.published) for key in _dated(self.sample, span)]


def take_print(article: Article) -> Print:
    """The keys of an article's text; none for a row of a data set, which is like all of its others
    and copies none of them."""
    text = "" if is_row(article) else article.text
    found = text_sequences(text)
    return Print(
        article.id,
        article.published,
        _numbers(sample_of(found)),
        _numbers(bands_of(found)),
        _numbers(facts_of(text)),
    )


def is_row(article: Article) -> bool:
    """Whether an article is a row of a data set and no report."""
    name = article.publisher
    return name is not None and name in article.dossiers and name in dataset_names()


def _numbers(found: Iterable[int]) -> Numbers:
    return np.array(sorted(found), dtype=np.int64)


def _dated(sample: Numbers, span: int) -> list[int]:
    keys: list[int] = (sample << 20 | span & 0xFFFFF).tolist()
    return keys


def periods(published: date | None) -> tuple[int, ...]:
    """Two buckets that overlap, so that articles up to a fortnight apart share one, and one for
    all: what is rare in a fortnight may be a formula over the years, and a copy may come late."""
    if published is None:
        return (_EVER,)
    half = published.toordinal() // (_WINDOW // 2)
    return (_EVER, 2 * (half // 2), 2 * ((half + 1) // 2) + 1)


def candidates(prints: Iterable[Print]) -> list[tuple[str, str]]:
    """Pairs of articles worth an alignment, each once, the smaller id first."""
    known = sorted(prints, key=lambda p: p.id)
    pairs = _sample_mates(known) | _band_mates(known)
    return sorted(
        (known[a].id, known[b].id) for a, b in pairs if _same_facts(known[a].facts, known[b].facts)
    )


def _least(one: Print, other: Print) -> float:
    """Samples that must be shared: the share that a copy needs, less what chance may take off."""
    return max(LEAST_SHARED, _SOUGHT * min(len(one.sample), len(other.sample)))


def _same_facts(one: Numbers, other: Numbers) -> bool:
    """Whether two texts have enough names and numbers in common to be of one story. Reports written
    by one formula (a daily list of strikes) share all their words but these."""
    fewest = min(len(one), len(other))
    if not fewest:
        return True
    return len(np.intersect1d(one, other, assume_unique=True)) >= _FACTS * fewest


def _sample_mates(known: Sequence[Print]) -> set[tuple[int, int]]:
    """Pairs that share enough sampled sequences that few others of a period hold."""
    out: set[tuple[int, int]] = set()
    for which in range(3):
        for pair, count in _shared(known, which):
            one, other = pair >> 32, pair & 0xFFFFFFFF
            if count >= _least(known[one], known[other]):
                out.add((one, other))
    return out


def _shared(known: Sequence[Print], which: int) -> Iterator[tuple[int, int]]:
    """Packed pairs of positions, and how many keys of this sort of period both hold."""
    owners, keys = array("q"), array("q")
    for n, mine in enumerate(known):
        spans = periods(mine.published)
        if which < len(spans):
            keys.extend(_dated(mine.sample, spans[which]))
            owners.extend([n] * len(mine.sample))
    if not keys:
        return
    counts = Tally()
    for members in groups_of(np.frombuffer(keys, dtype=np.int64), owners):
        if len(members) <= COMMON:
            counts.add(pairs_of(members))
    yield from counts.items()


def groups_of(keys: Numbers, owners: array[int]) -> Iterator[Numbers]:
    """The owners of each key that several hold, sorted."""
    order = np.argsort(keys, kind="stable")
    sorted_keys, sorted_owners = keys[order], np.frombuffer(owners, dtype=np.int64)[order]
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
    ends = np.r_[starts[1:], len(sorted_keys)]
    several = np.flatnonzero(ends - starts > 1)
    for n in several.tolist():
        yield sorted_owners[starts[n] : ends[n]]


def pairs_of(members: Numbers) -> Numbers:
    """All pairs of some positions, packed in one number each, the smaller first."""
    first, second = np.triu_indices(len(members), k=1)
    packed: Numbers = members[first] << 32 | members[second]
    return packed


class Tally:
    """How often each packed pair came, counted in batches so that memory stays flat."""

    def __init__(self) -> None:
        self._waiting: list[Numbers] = []
        self._length = 0
        self._pairs: Numbers = np.empty(0, dtype=np.int64)
        self._counts: Numbers = np.empty(0, dtype=np.int64)

    def add(self, pairs: Numbers) -> None:
        """Counts some pairs once each."""
        self._waiting.append(pairs)
        self._length += len(pairs)
        if self._length > _BATCH:
            self._merge()

    def items(self) -> Iterator[tuple[int, int]]:
        """Each pair that came at least as often as any copy must, and how often."""
        self._merge()
        often = self._counts >= LEAST_SHARED
        yield from zip(self._pairs[often].tolist(), self._counts[often].tolist(), strict=True)

    def _merge(self) -> None:
        pairs, counts = np.unique(
            np.concatenate([*self._waiting, self._pairs[:0]]), return_counts=True
        )
        both = np.concatenate([self._pairs, pairs])
        weights = np.concatenate([self._counts, counts])
        self._pairs, where = np.unique(both, return_inverse=True)
        self._counts = np.bincount(where, weights, len(self._pairs)).astype(np.int64)
        self._waiting, self._length = [], 0


def _band_mates(known: Sequence[Print]) -> set[tuple[int, int]]:
    """Pairs that share a band; in a crowd, those with the first of it."""
    owners, keys = array("q"), array("q")
    order = sorted(range(len(known)), key=lambda n: (known[n].published or date.max, n))
    for n in order:
        keys.extend(known[n].bands.tolist())
        owners.extend([n] * len(known[n].bands))
    out: set[tuple[int, int]] = set()
    if not keys:
        return out
    for members in groups_of(np.frombuffer(keys, dtype=np.int64), owners):
        listed = members.tolist()
        firsts = listed if len(listed) <= _CROWD else listed[:1]
        for n, one in enumerate(firsts):
            out.update((min(one, o), max(one, o)) for o in listed[n + 1 :])
    return out


def compare(one: Article, other: Article) -> Reprint | None:
    """Whether one of two articles is a copy of the other; says which, and why."""
    if not _same_facts(_numbers(facts_of(one.text)), _numbers(facts_of(other.text))):
        return None
    aligned = align(keys_of(one.text), keys_of(other.text))
    stated = _stated(one, other)
    why = _why(aligned, _days_between(one, other), _bar(one, other, stated is not None))
    if why is None:
        return None
    copy, original, said = stated or (*_later(one, other), None)
    reason = f"{why}; {said}" if said else f"{why}; {_order_reason(original, copy)}"
    return Reprint(
        article=copy.id,
        original=original.id,
        share=round(aligned.share, 3),
        stated=said is not None,
        reason=reason,
        alterations=alterations(original.text, copy.text),
    )


def _bar(one: Article, other: Article, stated: bool) -> float:
    """The share from which on the text was taken: little where it says so, much within one outlet,
    which writes by its own formulas."""
    if stated:
        return _TAKEN / 2
    own = one.publisher is not None and one.publisher == other.publisher
    return _COPIED if own else _TAKEN


def _why(aligned: Alignment, days: int | None, bar: float) -> str | None:
    share = f"{aligned.share:.0%} of the shorter text stands in the other"
    if days is not None and days > _FEW_DAYS and bar >= _TAKEN:
        return f"{share}, {days} days apart" if aligned.share >= _LATE_COPY else None
    if aligned.share >= _COPIED:
        return share
    if aligned.share < bar or aligned.longest < _SHORTEST_RUN:
        return None
    if bar >= _TAKEN and aligned.head_share < _TAKEN_HEAD:
        return None
    return f"{share}, {aligned.head_share:.0%} of its first half"


def _days_between(one: Article, other: Article) -> int | None:
    days = [_first_out(article) for article in (one, other)]
    return None if None in days else abs((days[0] - days[1]).days)  # type: ignore[operator]


def _first_out(article: Article) -> date | None:
    origin = article.origin
    return (origin.published if origin and origin.published else None) or article.published


def _stated(one: Article, other: Article) -> tuple[Article, Article, str] | None:
    """(copy, original, the credit in words) where one names the other's outlet as its source."""
    for copy, original in ((one, other), (other, one)):
        credit = _credit(copy, original)
        if credit is not None:
            return copy, original, credit.reason
    return None


def _credit(copy: Article, original: Article) -> Credit | None:
    names = (original.publisher, original.url)
    return next((c for c in credits_of(copy) if names_outlet(c.outlet, *names)), None)


def _later(one: Article, other: Article) -> tuple[Article, Article]:
    """(copy, original): the later is the copy, of the same day the one that credits an agency, then
    the shorter, then the one of the greater id."""
    first, second = sorted((one, other), key=_precedence)
    return second, first


def _precedence(article: Article) -> tuple[date, bool, int, str]:
    credited = bool(credits_of(article))
    return (article.published or date.max, credited, -len(article.text), article.id)


def _order_reason(original: Article, copy: Article) -> str:
    if original.published and copy.published and original.published < copy.published:
        return f"the original came out first ({original.published})"
    return "neither is dated earlier: the fuller text counts as the original"


def find_reprints(
    articles: Mapping[str, Article], pairs: Iterable[tuple[str, str]] | None = None
) -> dict[str, Reprint]:
    """The reprints among these articles, by the copy's id. Each points to the first original.

    ``pairs`` are those to look at; left out, all that :func:`candidates` finds.
    """
    if pairs is None:
        pairs = candidates(take_print(a) for a in articles.values())
    found = [r for a, b in pairs if (r := compare(articles[a], articles[b])) is not None]
    return to_roots(found, articles)


def to_roots(found: Iterable[Reprint], articles: Mapping[str, Article]) -> dict[str, Reprint]:
    """One reprint a copy: of those it may be copied from, the best stated, then the fullest."""
    best: dict[str, Reprint] = {}
    for reprint in sorted(found, key=lambda r: (not r.stated, -r.share, r.original)):
        best.setdefault(reprint.article, reprint)
    return {copy: _rooted(best, copy) for copy in sorted(best) if _root(best, copy) != copy}


def _root(best: Mapping[str, Reprint], copy: str) -> str:
    """The end of the chain of originals; in a ring, its smallest id."""
    seen = [copy]
    while (following := best.get(seen[-1])) is not None:
        if following.original in seen:
            return min(seen[seen.index(following.original) :])
        seen.append(following.original)
    return seen[-1]


def _rooted(best: Mapping[str, Reprint], copy: str) -> Reprint:
    reprint, root = best[copy], _root(best, copy)
    if reprint.original == root:
        return reprint
    return Reprint(
        article=copy,
        original=root,
        share=reprint.share,
        stated=reprint.stated,
        reason=f"{reprint.reason}; {reprint.original} is itself a reprint of it",
        alterations=reprint.alterations,
    )
