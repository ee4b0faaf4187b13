"""Same event: which reports tell the same happening, against the baseline that data sets use.

    python benchmarks/same_event.py [--errors]

Two sets. FA-KES: articles with the same hand-coded day and place (66 groups of two or more among
406 articles). ECB+: the five topics about violence (8, 18, 22, 33, 41), whose clusters come in
pairs that look alike: a shooting in an office of Vancouver, one in Michigan.

An article tells the events of its first three claims of violence: news stands first, and what an
article recalls further down is another article's news. Two articles tell the same event where they
share one. Scored over articles: pairwise precision, recall and F1, and B-cubed over each article's
mates (Bagga and Baldwin 1998; for mates that overlap, Amigo et al. 2009). Only articles with a
claim count: what the coder found nothing in says nothing on linking.

FA-KES takes the day of publication for that of the event, so that the attack on Khan Sheikhoun is
another event on each day on which papers wrote of it. Pairs of one place up to a week apart say
nothing on linking, then, and are left out; the figures with them are given as "strict". Its days
are often not those printed in the text ("September 21 2016" labelled 7 September): the printed day
counts, and the figures by the labels are given last.

The baseline holds claims of one kind, on one day, at one place of the gazetteer to be one event;
its day falls back on the day of publication, as NGEC's does. A publication day is what a text's
first line (FA-KES) or first lines (ECB+) say, never the gold's day.

With COUNTERCLAIM_BENCH_CODED, a folder, articles are taken as its ``fakes.jsonl`` and ``ecb.jsonl``
have them coded, so that a change of linking can be measured alone.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from coded import Row, code, f1, ratio, rows, say
from pydantic import TypeAdapter

from counterclaim.coding.dates.calendar import find_dates
from counterclaim.linking.kinds import is_bare_act
from counterclaim.linking.linker import Linker
from counterclaim.model import Article, Claim, CodedArticle
from counterclaim.model.record import load_coded
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry

TOPICS = ("8", "18", "22", "33", "41")
FIRST = 3
WEEK = 7
HEADS = ("pair P", "pair R", "pair F1", "B3 P", "B3 R", "B3 F1")
Mates = dict[str, set[str]]
Gold = Mapping[str, Hashable]
Rule = Callable[[Hashable, Hashable], bool]


def fakes_article(row: Row) -> Article:
    """An article of FA-KES with the day that its first words give."""
    text = str(row["text"])
    return Article(
        id=str(row["id"]), text=text, sha256=str(row["id"]), title=row["meta"].get("title"),
        publisher=str(row["meta"]["source"]), published=first_day(text, 90),
    )  # fmt: skip


def ecb_article(row: Row) -> Article:
    """An article of ECB+ without its address and its spaces before punctuation."""
    text = re.sub(r"^http : [^\n]*\n", "", str(row["text"]))
    text = re.sub(r" ([,.;:!?)'])", r"\1", text)
    return Article(
        id=str(row["id"]), text=text, sha256=str(row["id"]), published=first_day(text, 200)
    )


def coded_rows(name: str, articles: Iterable[Article]) -> list[CodedArticle]:
    """The articles coded now, or before."""
    before = os.environ.get("COUNTERCLAIM_BENCH_CODED")
    if before is not None:
        lines = (Path(before) / f"{name}.jsonl").read_bytes().splitlines()
        return [load_coded(line) for line in lines]
    adapter = TypeAdapter(CodedArticle)
    return [adapter.validate_python(record) for record in code(name, list(articles))]


def first_day(text: str, within: int) -> date | None:
    """The first whole day in the first letters of a text."""
    for phrase in find_dates(text[:within], None):
        if phrase.value.start is not None and phrase.value.start == phrase.value.end:
            return phrase.value.start
    return None


def mates_of(groups: Iterable[Iterable[str]]) -> Mates:
    """For each article those that share a group with it, and itself."""
    mates: Mates = defaultdict(set)
    for group in groups:
        members = set(group)
        for member in members:
            mates[member] |= members
    return mates


def system(coded: list[CodedArticle], linker: Linker) -> Mates:
    """Articles by the events that they tell first."""
    of_claim = {id_: event.id for event in linker.link(coded).events for id_ in event.claims}
    return mates_of(_by_first(coded, lambda _, claim: of_claim.get(claim.id)).values())


def baseline(coded: list[CodedArticle]) -> Mates:
    """Articles by the kinds, days and places that they tell first."""
    return mates_of(_by_first(coded, _key).values())


def _key(coded: CodedArticle, claim: Claim) -> Hashable:
    day = claim.date.start if claim.date and claim.date.start else coded.article.published
    if claim.place is None or claim.place.gazetteer_id is None or day is None:
        return None
    return claim.kind, day, claim.place.gazetteer_id


def _by_first(
    coded: list[CodedArticle], key: Callable[[CodedArticle, Claim], Hashable]
) -> dict[Hashable, set[str]]:
    """The articles by the keys of their first claims of violence that have one."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for c in coded:
        claims = sorted(c.claims, key=lambda claim: (is_bare_act(claim.kind), claim.span))
        keys = [k for claim in claims if (k := key(c, claim)) is not None]
        for k in keys[:FIRST]:
            found[k].add(c.article.id)
    return found


def score(mates: Mates, gold: Gold, left_out: Callable[[Hashable, Hashable], bool]) -> list[float]:
    """Pairwise and B-cubed precision, recall and F1 over the articles of ``gold``."""
    right = said = real = 0
    precision = recall = 0.0
    for one, label in gold.items():
        counted = {o for o, other in gold.items() if o == one or not left_out(label, other)}
        mine = (mates.get(one, set()) | {one}) & counted
        theirs = {other for other in counted if gold[other] == label}
        both = len(mine & theirs)
        precision += both / len(mine) / len(gold)
        recall += both / len(theirs) / len(gold)
        right, said, real = right + both - 1, said + len(mine) - 1, real + len(theirs) - 1
    pair = ratio(right, said), ratio(right, real)
    return [*pair, f1(*pair), precision, recall, f1(precision, recall)]


def label(row: Row, *, printed: bool) -> Hashable:
    """The day and place of an article: the day printed in its first line, where that is asked for
    and there is one, else the labelled day."""
    day = first_day(str(row["text"]), 90) if printed else None
    labelled = datetime.strptime(row["gold"]["date"], "%m/%d/%y").date()
    return day or labelled, row["gold"]["location"]


def never(_one: Hashable, _other: Hashable) -> bool:
    """No pair is left out."""
    return False


def unclear(one: Hashable, other: Hashable) -> bool:
    """One place, other days of one week."""
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return one[1] == other[1] and 0 < abs((one[0] - other[0]).days) <= WEEK


def report(
    name: str, coded: list[CodedArticle], gold: Gold, measures: Mapping[str, Rule], errors: bool
) -> None:
    """Score both systems on a set and say so."""
    linker = Linker(Registry.load(), Gazetteer.open())
    told = {c.article.id for c in coded if c.claims}
    kept = {id_: label for id_, label in gold.items() if id_ in told}
    found = {"ours": system(coded, linker), "baseline": baseline(coded)}
    pairs = sum(a == b for a, b in combinations(kept.values(), 2))
    say(f"{name}: {len(kept)} articles of {len(gold)} with claims, {pairs} pairs of one event")
    say(f"  {'':22}" + "".join(f"{head:>9}" for head in HEADS))
    for measure, rule in measures.items():
        for system_name, mates in found.items():
            scores = "".join(f"{value:9.3f}" for value in score(mates, kept, rule))
            say(f"  {system_name:9} {measure:12}{scores}")
    if errors:
        rule = next(iter(measures.values()))
        _errors(found["ours"], kept, {c.article.id: c for c in coded}, rule)


def _errors(mates: Mates, gold: Gold, coded: Mapping[str, CodedArticle], rule: Rule) -> None:
    for one, other in combinations(sorted(gold), 2):
        said, real = other in mates.get(one, ()), gold[one] == gold[other]
        if said != real and not rule(gold[one], gold[other]):
            say(f"{'wrong' if said else 'missed'} {one} {other}: {gold[one]} / {gold[other]}")
            for id_ in (one, other):
                say(f"    {coded[id_].article.published} {coded[id_].article.text[:160]!r}")


def main() -> None:
    """Both sets."""
    errors = "--errors" in sys.argv
    fakes = {str(row["id"]): row for row in rows("fakes")}
    gold = {id_: label(row, printed=True) for id_, row in fakes.items()}
    as_labelled = {id_: label(row, printed=False) for id_, row in fakes.items()}
    coded = coded_rows("fakes", map(fakes_article, fakes.values()))
    report("FA-KES", coded, gold, {"": unclear, "strict": never}, errors)
    report("FA-KES, days as labelled", coded, as_labelled, {"strict": never}, errors=False)
    ecb = [row for row in rows("ecbplus") if row["meta"]["topic"] in TOPICS]
    clusters: Gold = {str(row["id"]): row["meta"]["subtopic"] for row in ecb}
    report("ECB+", coded_rows("ecb", map(ecb_article, ecb)), clusters, {"": never}, errors)


if __name__ == "__main__":
    main()
