"""Decisions as gold: what people hold to be right, in the form of the gold files; and how right the
coder is by them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.evaluation.gold import GoldArticle, parse_gold
from counterclaim.evaluation.measures import Score, score
from counterclaim.model import (
    ActorRef,
    Article,
    Claim,
    CodedArticle,
    Effect,
    PlaceRef,
    Speaker,
    Verdict,
    WeaponRef,
)
from counterclaim.model.values import changed_fields
from counterclaim.store.decided import Standing
from counterclaim.store.decisions import DecisionReader

Json = dict[str, Any]

_NEAR = 90
"""Code points of a sentence by which a gold claim finds it again."""
_BEFORE = 30

ABOUT = (
    "Claims that people accepted, corrected or added, in the form of the other gold files: a slot "
    "lists every acceptable answer, null where empty is right, a slot left out is not scored. "
    "An article is exhaustive where every claim of it was decided on."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """An article that people decided on, with its claims as they hold."""

    article: Article
    standings: tuple[Standing, ...]

    @property
    def exhaustive(self) -> bool:
        """Whether every claim was decided on."""
        return all(standing.decision is not None for standing in self.standings)

    @property
    def right(self) -> list[Claim]:
        """The claims that people hold to be right."""
        return [s.claim for s in self.standings if s.verdict not in (None, Verdict.REJECTED)]

    @property
    def judged(self) -> tuple[Claim, ...]:
        """What the coder wrote of what was decided on."""
        return tuple(s.coded for s in self.standings if s.coded and s.decision is not None)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How often people accepted, corrected and rejected what the coder wrote, and added to it; and
    in how many claims they corrected each field."""

    counts: dict[str, int]
    corrected: dict[str, int]


def read_decided(reader: DecisionReader) -> Iterator[Decided]:
    """The articles of which at least one claim was decided on, in their newest version."""
    for stored in reader.articles():
        held = tuple(reader.standings(stored))
        if any(standing.decision is not None for standing in held):
            yield Decided(stored.article, held)


def gold_json(decided: Sequence[Decided]) -> Json:
    """The gold file of what people decided."""
    return {"about": ABOUT, "articles": [_article(one) for one in decided]}


def score_decided(decided: Sequence[Decided]) -> Score:
    """The coder's claims against what people decided; what nobody decided on isn't counted."""
    gold = [_gold_article(one) for one in decided]
    coded = [CodedArticle(article=one.article, claims=one.judged) for one in decided]
    return score(gold, coded)


def verdicts(decided: Sequence[Decided]) -> Verdicts:
    """What people did with what the coder wrote."""
    found = [s for one in decided for s in one.standings if s.verdict is not None]
    counts = Counter(s.verdict.value for s in found if s.verdict is not None)
    fields = Counter(
        field
        for s in found
        if s.coded is not None and s.verdict is Verdict.CORRECTED
        for field in changed_fields(s.coded, s.claim)
    )
    return Verdicts({v.value: counts[v.value] for v in Verdict}, dict(fields.most_common()))


def _gold_article(one: Decided) -> GoldArticle:
    content = json.dumps({"articles": [{**_article(one), "exhaustive": True}]}).encode()
    return parse_gold(content, name=one.article.id).articles[0]


def _article(one: Decided) -> Json:
    return {
        "id": one.article.id,
        "published": one.article.published and one.article.published.isoformat(),
        "exhaustive": one.exhaustive,
        "claims": [_claim(one.article, claim) for claim in one.right],
    }


def _claim(article: Article, claim: Claim) -> Json:
    day = claim.date if claim.date is not None and claim.date.start is not None else None
    return {
        "id": claim.id,
        "near": _near(article, claim),
        "kind": [claim.kind],
        "initiators": _names(claim.initiators),
        "recipients": _names(claim.recipients),
        "place": _names([claim.place] if claim.place else []),
        "date": [str(day.start), str(day.end)] if day is not None else [None, None],
        **{effect.value: _ranges(claim, effect) for effect in _SCORED},
        "weapon": _names(claim.weapons),
        "sources": [_names([speaker]) for speaker in claim.sources],
        "stance": [claim.stance.value],
    }


_SCORED = (Effect.KILLED, Effect.INJURED, Effect.DESTROYED)


def _near(article: Article, claim: Claim) -> str:
    start = max(claim.sentence.start, claim.span.start - _BEFORE)
    return " ".join(article.text[start : min(claim.sentence.end, start + _NEAR)].split())


def _names(refs: Sequence[ActorRef | PlaceRef | Speaker | WeaponRef]) -> list[str | None]:
    """Every name by which an answer is right; null alone where empty is."""
    told = [
        name.lower()
        for ref in refs
        for name in (ref.text, ref.name, getattr(ref, "actor", None))
        if name
    ]
    return list(dict.fromkeys(told)) or [None]


def _ranges(claim: Claim, effect: Effect) -> list[int | None] | list[list[int | None]] | None:
    found = [[x.low, x.high] for x in claim.casualties if x.effect is effect]
    if len(found) < 2:
        return found[0] if found else None
    highs = [high for _, high in found if high is not None]
    total = [sum(low or 0 for low, _ in found), sum(highs) if len(highs) == len(found) else None]
    return [total, *found]
