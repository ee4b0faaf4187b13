"""A coded article to keep, as the pipeline would give it."""

from datetime import date

import pytest

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
    Issue,
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

TEXT = "Émigrés say rebels shelled 100% of Tabqa on 7 August, killing 12. The army denied it."


def _claim(id_: str, sentence: Span, stance: Stance) -> Claim:
    span = Span(sentence.start, sentence.start + 6)
    return Claim(
        id=id_,
        sentence=sentence,
        span=span,
        kind="shelling",
        stance=stance,
        sources=(Speaker(text="Émigrés", span=Span(0, 7), cue="say"),),
        initiators=(ActorRef(text="rebels", span=Span(12, 18), actor="fsa", name="Free Army"),),
        recipients=(ActorRef(text="residents", span=None),),
        place=PlaceRef(
            text="Tabqa",
            span=Span(35, 40),
            relation=PlaceRelation.IN,
            name="Al-Tabqa",
            country="SY",
        ),
        date=DateRef(
            text="7 August",
            span=Span(44, 52),
            start=date(2017, 8, 7),
            end=date(2017, 8, 9),
            precision=DatePrecision.WEEK,
        ),
        casualties=(
            Loss(
                effect=Effect.KILLED,
                low=12,
                high=12,
                approximate=False,
                text="12",
                span=Span(62, 64),
                whom=Whom(text=None, actor=None, category=Category.UNKNOWN),
            ),
        ),
        weapons=(WeaponRef(text="mortar", span=span, name="mortar"),),
        acled=AcledType(event_type="Explosions/Remote violence", sub_event_type=None),
        plover=PloverType(event="ASSAULT", mode=None),
        confidence=0.75,
    )


@pytest.fixture
def coded() -> CodedArticle:
    """Two claims, a relation and an issue."""
    first, second = Span(0, 65), Span(66, len(TEXT))
    claims = (_claim("c1", first, Stance.ASSERTED), _claim("c2", second, Stance.DENIED))
    relation = Relation(
        id="r1",
        sentence=first,
        kind="controls",
        subject=claims[0].initiators[0],
        object=PlaceRef(text="Tabqa", span=None, relation=PlaceRelation.IN),
        stance=Stance.ASSERTED,
        sources=(),
    )
    article = Article(
        id="report",
        path="reports/report.txt",
        publisher="The Post",
        published=date(2017, 8, 10),
        text=TEXT,
        sha256="a" * 64,
    )
    issue = Issue(code="odd-date", message="an odd date")
    return CodedArticle(article=article, claims=claims, relations=(relation,), issues=(issue,))
