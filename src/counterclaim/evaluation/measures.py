"""The codebook's measures: claim precision, recall and F1, and each slot's share of right answers.

An output claim matches a gold claim where it stands on the same sentence and its kind is among the
accepted; where several could, the pair with the most right slots is taken first. An unmatched gold
claim counts as wrong in every slot.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.evaluation.answers import (
    SLOTS,
    answer,
    bears_accepted_name,
    slot_is_right,
    slot_is_scored,
)
from counterclaim.evaluation.gold import GoldArticle, GoldClaim, GoldRelation
from counterclaim.model import Claim, CodedArticle, Relation, Span

LONGEST_SENTENCE = 1500
"""Code points; what is longer is no sentence and matches nothing."""

_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 of 0 is 0."""
        return self.right / max(1, self.of)

    def plus(self, other: "Share") -> "Share":
        """Both counted together."""
        return Share(self.right + other.right, self.of + other.of)


_NONE = Share(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was counted. ``recall`` is over all gold claims; ``found`` and ``sound`` are recall and
    precision over the exhaustively coded articles, from which F1 comes."""

    recall: Share = _NONE
    found: Share = _NONE
    sound: Share = _NONE
    all_slots_right: Share = _NONE
    slots: dict[str, Share] = field(default_factory=dict)
    relations: Share = _NONE

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall on the exhaustively coded articles."""
        precision, recall = self.sound.share, self.found.share
        return 2 * precision * recall / max(1e-9, precision + recall)

    def plus(self, other: "Figures") -> "Figures":
        """Both counted together."""
        slots = {
            slot: self.slots.get(slot, _NONE).plus(other.slots.get(slot, _NONE))
            for slot in SLOTS
            if slot in self.slots or slot in other.slots
        }
        return Figures(
            recall=self.recall.plus(other.recall),
            found=self.found.plus(other.found),
            sound=self.sound.plus(other.sound),
            all_slots_right=self.all_slots_right.plus(other.all_slots_right),
            slots=slots,
            relations=self.relations.plus(other.relations),
        )

    def as_record(self) -> dict[str, int | float]:
        """The figures under the names that the project's reports use."""
        record: dict[str, int | float] = {"gold": self.recall.of, "recall": self.recall.share}
        if self.found.of:
            record |= {"precision": self.sound.share, "f1": self.f1}
        record["all_slots_right"] = self.all_slots_right.share
        for slot, share in {**self.slots, "rel": self.relations}.items():
            if share.of:
                record |= {slot: share.share, f"{slot}_n": share.of}
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something the coder got wrong: in which article, about which gold claim or kind, and what."""

    article: str
    about: str | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures and what stands behind them."""

    figures: Figures
    misses: tuple[Miss, ...]


def score(gold: Iterable[GoldArticle], coded: Sequence[CodedArticle]) -> Score:
    """Holds coded articles against the gold. A gold article that wasn't coded is wholly missed."""
    figures = Figures()
    misses: list[Miss] = []
    for article in gold:
        one = _score_article(article, _coded_of(article, coded))
        figures = figures.plus(one.figures)
        misses.extend(one.misses)
    return Score(figures=figures, misses=tuple(misses))


def _coded_of(gold: GoldArticle, coded: Sequence[CodedArticle]) -> CodedArticle | None:
    """The first coded article whose id, path or address ends with the gold's id."""
    for one in coded:
        for name in (one.article.id, one.article.path, one.article.url):
            plain = (name or "").removesuffix(".txt").removesuffix(".html")
            if plain.endswith(gold.id):
                return one
    return None


def _score_article(gold: GoldArticle, coded: CodedArticle | None) -> Score:
    text = coded.article.text if coded else ""
    claims = coded.claims if coded else ()
    relations = coded.relations if coded else ()
    pairs = pair_up(gold.claims, claims, text)
    spurious = [n for n in range(len(claims)) if n not in pairs.values()] if gold.exhaustive else []
    missing = [rel for rel in gold.relations if not _is_found(rel, relations, text)]
    misses = [] if coded else [Miss(article=gold.id, about=None, what="article not coded")]
    misses += [_spurious(gold, claims[n], text) for n in spurious]
    misses += _claim_misses(gold, claims, pairs)
    misses += [Miss(article=gold.id, about=r.id, what=_missed_relation(r)) for r in missing]
    return Score(figures=_count(gold, claims, pairs, len(missing)), misses=tuple(misses))


def _count(
    gold: GoldArticle, claims: Sequence[Claim], pairs: dict[int, int], missing: int
) -> Figures:
    matched = {n: claims[m] for n, m in pairs.items()}
    recall = Share(len(pairs), len(gold.claims))
    right = [
        n in matched and not _wrong_slots(claim, matched[n]) for n, claim in enumerate(gold.claims)
    ]
    return Figures(
        recall=recall,
        found=recall if gold.exhaustive else _NONE,
        sound=Share(len(pairs), len(claims)) if gold.exhaustive else _NONE,
        all_slots_right=Share(sum(right), len(right)),
        slots={slot: _slot_share(slot, gold.claims, matched) for slot in SLOTS},
        relations=Share(len(gold.relations) - missing, len(gold.relations)),
    )


def _slot_share(slot: str, gold: Sequence[GoldClaim], matched: dict[int, Claim]) -> Share:
    scored = [n for n, claim in enumerate(gold) if slot_is_scored(slot, claim)]
    right = [n for n in scored if n in matched and slot_is_right(slot, gold[n], matched[n])]
    return Share(len(right), len(scored))


def pair_up(gold: Sequence[GoldClaim], claims: Sequence[Claim], text: str) -> dict[int, int]:
    """Which gold claim goes with which output claim (by position), best agreement first.

    A right place counts three times: it tells claims of one sentence apart.
    """
    sentences = [_plain(_sentence(claim.sentence, text)) for claim in claims]
    ranked = sorted(
        (-_agreement(one, claim), n, m)
        for n, one in enumerate(gold)
        for m, claim in enumerate(claims)
        if claim.kind in one.kind and _plain(one.near) in sentences[m]
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, m in ranked:
        if n not in pairs and m not in taken:
            pairs[n] = m
            taken.add(m)
    return pairs


def _agreement(gold: GoldClaim, claim: Claim) -> int:
    scored = [slot for slot in SLOTS if slot_is_scored(slot, gold)]
    right = sum(slot_is_right(slot, gold, claim) for slot in scored)
    place_fits = "place" not in scored or slot_is_right("place", gold, claim)
    return right + 2 * place_fits


def _wrong_slots(gold: GoldClaim, claim: Claim) -> list[str]:
    scored = (slot for slot in SLOTS if slot_is_scored(slot, gold))
    return [slot for slot in scored if not slot_is_right(slot, gold, claim)]


def _is_found(gold: GoldRelation, relations: Sequence[Relation], text: str) -> bool:
    return any(
        relation.kind in gold.kind
        and bears_accepted_name([relation.subject], gold.subject)
        and bears_accepted_name([relation.object], gold.object)
        and _plain(gold.near) in _plain(_sentence(relation.sentence, text))
        for relation in relations
    )


def _sentence(span: Span, text: str) -> str:
    return span.of(text) if span.end - span.start <= LONGEST_SENTENCE else ""


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.translate(_QUOTES))


def _spurious(gold: GoldArticle, claim: Claim, text: str) -> Miss:
    what = f"spurious: {_sentence(claim.sentence, text)[:110]}"
    return Miss(article=gold.id, about=claim.kind, what=what)


def _claim_misses(gold: GoldArticle, claims: Sequence[Claim], pairs: dict[int, int]) -> list[Miss]:
    misses = []
    for n, one in enumerate(gold.claims):
        found = claims[pairs[n]] if n in pairs else None
        for what in _faults(one, found):
            misses.append(Miss(article=gold.id, about=one.id, what=what))
    return misses


def _faults(gold: GoldClaim, claim: Claim | None) -> list[str]:
    if claim is None:
        return [f"missed {gold.kind[0]}: {gold.near}"]
    return [
        f"{slot}: want {_shown(getattr(gold, slot))} got {_shown(answer(slot, claim))}"
        for slot in _wrong_slots(gold, claim)
    ]


def _shown(value: object) -> str:
    return repr(value)[:160]


def _missed_relation(gold: GoldRelation) -> str:
    return f"relation missed {gold.subject[0]} {gold.kind[0]} {gold.object[0]}"
