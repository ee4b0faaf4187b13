"""The program's figures are those of the project's reference scorer, to the last digit."""

import importlib.util
import json
import random
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from counterclaim.evaluation import read_gold, score
from counterclaim.evaluation.gold import GoldArticle, GoldClaim, GoldRelation, Names
from counterclaim.model import (
    AcledType,
    ActorRef,
    Article,
    Category,
    Claim,
    CodedArticle,
    DatePrecision,
    DateRef,
    Effect,
    Loss,
    PlaceRef,
    PlaceRelation,
    PloverType,
    Relation,
    Span,
    Speaker,
    Stance,
    WeaponRef,
    Whom,
)
from counterclaim.model.record import dump_coded

SHARED = Path(__file__).parents[3] / "shared"
REFERENCE = SHARED / "tools" / "score.py"
NOWHERE = Span(0, 0)

pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer isn't here")


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Guesser:
    """Right now and then: it answers from the gold, wrongly, twice or not at all."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def article(self, gold: GoldArticle, text: str) -> CodedArticle:
        claims = [self.claim(one, text) for one in gold.claims for _ in range(self.times())]
        ties = [self.relation(one, text) for one in gold.relations for _ in range(self.times())]
        self.random.shuffle(claims)
        return CodedArticle(
            article=Article(id=f"some/{gold.id}", text=text, sha256="0" * 64),
            claims=tuple(claims),
            relations=tuple(ties),
        )

    def times(self) -> int:
        return self.random.choice((0, 1, 1, 1, 1, 2))

    def claim(self, gold: GoldClaim, text: str) -> Claim:
        kind = self.random.choice([*gold.kind, *gold.kind, "tension", "accuse"])
        return Claim(
            id=str(self.random.random()),
            sentence=self.sentence(gold.near, text),
            span=NOWHERE,
            kind=kind,
            stance=Stance(self.random.choice([*(gold.stance or ()), *Stance])),
            sources=tuple(self.speaker(names) for names in (gold.sources or ()) if self.often()),
            initiators=self.actors(gold.initiators),
            recipients=self.actors(gold.recipients),
            place=self.place(gold.place),
            date=self.date(gold),
            casualties=self.losses(gold),
            weapons=tuple(
                WeaponRef(text=name, span=NOWHERE, name=None) for name in self.some(gold.weapon)
            ),
            acled=AcledType(event_type=None, sub_event_type=None),
            plover=PloverType(event=None, mode=None),
            confidence=0.5,
        )

    def sentence(self, near: str, text: str) -> Span:
        at = text.find(near)
        if at < 0 or not self.often():
            return Span(0, self.random.choice((0, 200, 3000)))
        return Span(max(0, at - 40), at + len(near) + self.random.choice((20, 20, 2000)))

    def often(self) -> bool:
        return self.random.random() < 0.85

    def some(self, names: Names | None) -> list[str]:
        options = [name for name in names or () if name] or ["someone"]
        return [self.random.choice(options)] if self.random.random() < 0.8 else []

    def dress(self, name: str) -> str:
        forms = ("{}", "the {} forces", "{}s", "Á{}", "pro-{}", "{}\u2019s men")
        return self.random.choice(forms).format(name)

    def actors(self, names: Names | None) -> tuple[ActorRef, ...]:
        return tuple(
            ActorRef(text=self.dress(name), span=NOWHERE, actor=name.replace(" ", "-"))
            for name in self.some(names)
        )

    def speaker(self, names: Names) -> Speaker:
        name = (self.some(names) or ["somebody"])[0]
        return Speaker(text="he", span=NOWHERE, cue=None, name=self.dress(name))

    def place(self, names: Names | None) -> PlaceRef | None:
        found = self.some(names)
        if not found:
            return None
        return PlaceRef(text=self.dress(found[0]), span=NOWHERE, relation=PlaceRelation.IN)

    def date(self, gold: GoldClaim) -> DateRef | None:
        if not self.often():
            return None
        start, end = ((day and date.fromisoformat(day)) for day in gold.date or (None, None))
        return DateRef(text=None, span=None, start=start, end=end, precision=DatePrecision.UNSTATED)

    def losses(self, gold: GoldClaim) -> tuple[Loss, ...]:
        entries = []
        for effect in (Effect.KILLED, Effect.INJURED, Effect.DESTROYED):
            for option in getattr(gold, effect.value) or ():
                low, high = option or (3, None)
                parts = [(low, high)] if self.often() or not low else [(1, 1), (low - 1, high)]
                entries += [self.loss(effect, *part) for part in parts if self.often()]
        return tuple(entries)

    def loss(self, effect: Effect, low: int | None, high: int | None) -> Loss:
        whom = Whom(text=None, actor=None, category=Category.UNKNOWN)
        return Loss(
            effect=effect,
            low=low,
            high=high,
            approximate=False,
            text="",
            span=NOWHERE,
            whom=whom,
        )

    def relation(self, gold: GoldRelation, text: str) -> Relation:
        thing = ActorRef(text=(self.some(gold.object) or ["it"])[0], span=NOWHERE)
        place = PlaceRef(text=thing.text, span=None, relation=PlaceRelation.IN)
        return Relation(
            id="r",
            sentence=self.sentence(gold.near, text),
            kind=self.random.choice([*gold.kind, "part-of"]),
            subject=ActorRef(text=(self.some(gold.subject) or ["it"])[0], span=NOWHERE),
            object=self.random.choice((thing, place)),
            stance=Stance.ASSERTED,
            sources=(),
        )


def texts(name: str) -> dict[str, str]:
    lines = (SHARED / "gold" / f"{name}_articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, lines)}


@pytest.mark.parametrize("name", ["dev", "dev2"])
@pytest.mark.parametrize("seed", range(12))
def test_figures_agree(reference: ModuleType, name: str, seed: int) -> None:
    path = SHARED / "gold" / f"{name}.json"
    gold, by_id = read_gold(path), texts(name)
    guesser = Guesser(seed)
    coded = [guesser.article(one, by_id[one.id]) for one in gold.articles if guesser.often()]
    plain: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["articles"]
    expected, errors = reference.score(plain, [dump_coded(one) for one in coded])
    found = score(gold.articles, coded)
    assert found.figures.as_record() == expected
    assert len(found.misses) == len(errors)
    assert 0.1 < found.figures.f1 < 0.99
