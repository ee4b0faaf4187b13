"""Which articles are copies of another, and which of them is the original."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.linking.alignment import Alignment, align, alterations
from counterclaim.linking.credits import Credit, credits_of, names_outlet
from counterclaim.linking.fingerprints import bands_of, sample_of, text_sequences
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


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of an article to find its reprints."""

    id: str
    published: date | None
    sample: frozenset[int]
    bands: frozenset[int]
    size: int

    @property
    def dated(self) -> frozenset[int]:
        """The sampled sequences, each with the article's periods, as keys."""
        spans = periods(self.published)
        return frozenset(_dated(s, span) for s in self.sample for span in spans)


def take_print(article: Article) -> Print:
    """The keys of an article's text."""
    found = text_sequences(article.text)
    return Print(article.id, article.published, sample_of(found), bands_of(found), len(found))


def periods(published: date | None) -> tuple[int, ...]:
    """Two buckets that overlap, so that articles up to a fortnight apart share one, and one for
    all: what is rare in a fortnight may be a formula over the years, and a copy may come late."""
    if published is None:
        return (_EVER,)
    half = published.toordinal() // (_WINDOW // 2)
    return (_EVER, 2 * (half // 2), 2 * ((half + 1) // 2) + 1)


def candidates(prints: Iterable[Print]) -> Iterator[tuple[str, str]]:
    """Pairs of articles worth an alignment, each once, the smaller id first."""
    known = {p.id: p for p in prints}
    counts = _shared_samples(known)
    pairs = {pair for pair, n in counts.items() if n >= _least(known[pair[0]], known[pair[1]])}
    pairs.update(_band_mates(known))
    yield from sorted(pairs)


def _least(one: Print, other: Print) -> float:
    """Samples that must be shared: the share that a copy needs, less what chance may take off."""
    return max(LEAST_SHARED, _SOUGHT * min(len(one.sample), len(other.sample)))


def _shared_samples(known: Mapping[str, Print]) -> dict[tuple[str, str], int]:
    holders: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id_ in sorted(known):
        for span in periods(known[id_].published):
            for key in known[id_].sample:
                holders[key, span].append(id_)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    met: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (key, _), ids in holders.items():
        if 1 < len(ids) <= COMMON:
            for n, one in enumerate(ids):
                for other in ids[n + 1 :]:
                    if key not in met[one, other]:
                        met[one, other].add(key)
                        counts[one, other] += 1
    return counts


def _band_mates(known: Mapping[str, Print]) -> Iterator[tuple[str, str]]:
    buckets: dict[int, list[str]] = defaultdict(list)
    for id_ in sorted(known, key=lambda i: (known[i].published or date.max, i)):
        for band in known[id_].bands:
            buckets[band].append(id_)
    for ids in buckets.values():
        firsts = ids if len(ids) <= _CROWD else ids[:1]
        for n, one in enumerate(firsts):
            for other in ids[n + 1 :]:
                yield (one, other) if one < other else (other, one)


def _dated(key: int, span: int) -> int:
    return (key << 20 | span & 0xFFFFF) & (2**63 - 1)


def compare(one: Article, other: Article) -> Reprint | None:
    """Whether one of two articles is a copy of the other; says which, and why."""
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
