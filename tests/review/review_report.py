"""A report with claims to decide on, and people who decide."""

from datetime import date
from hashlib import sha256

from counterclaim.model import Article, Claim, CodedArticle, Person, Role, Span, Stance
from counterclaim.model.claim import (
    AcledType,
    ActorRef,
    Category,
    DateRef,
    Effect,
    Loss,
    PlaceRef,
    PloverType,
    Speaker,
    Whom,
)
from counterclaim.model.dates import DatePrecision
from counterclaim.model.place import PlaceRelation
from counterclaim.store import Writer

TEXT = (
    "Rebels shelled Tabqa on 7 August, killing 12 people, the Syrian army said. "
    "Warplanes bombed the market of Manbij a day later. "
    "The army denied the raid."
)
ADA, BEN, EVE = (Person(n, Role.CODER) for n in ("ada", "ben", "eve"))
CLEO = Person("cleo", Role.CURATOR)
RITA = Person("rita", Role.READER)


def span(words: str, text: str = TEXT) -> Span:
    """Where words stand."""
    at = text.index(words)
    return Span(at, at + len(words))


def claim(id_: str, sentence: str, told: str, kind: str, text: str = TEXT) -> Claim:
    """A claim with no more than its words."""
    return Claim(
        id=id_, sentence=span(sentence, text), span=span(told, text), kind=kind,
        stance=Stance.ASSERTED, sources=(), initiators=(), recipients=(), place=None, date=None,
        casualties=(), weapons=(), acled=AcledType(event_type=None, sub_event_type=None),
        plover=PloverType(event=None, mode=None), confidence=0.6,
    )  # fmt: skip


def full_claim() -> Claim:
    """The claim of the first sentence, with everything in it."""
    plain = claim("c-1", TEXT[: TEXT.index(" Warplanes")], "shelled", "shelling")
    day = date(2017, 8, 7)
    return Claim(
        id=plain.id, sentence=plain.sentence, span=plain.span, kind=plain.kind,
        stance=plain.stance, acled=plain.acled, plover=plain.plover, confidence=0.9, weapons=(),
        sources=(Speaker(text="the Syrian army", span=span("the Syrian army"), cue="said",
                         actor="sy-army", name="Syrian army"),),
        initiators=(ActorRef(text="Rebels", span=span("Rebels"), reason="a description"),),
        recipients=(ActorRef(text="people", span=span("people")),),
        place=PlaceRef(text="Tabqa", span=span("Tabqa"), relation=PlaceRelation.IN, name="Tabqa",
                       gazetteer_id="t:1", country="SY", latitude=35.8, longitude=38.5,
                       reason="the only one"),
        date=DateRef(text="7 August", span=span("7 August"), start=day, end=day,
                     precision=DatePrecision.DAY),
        casualties=(Loss(effect=Effect.KILLED, low=12, high=12, approximate=False, text="12",
                         span=span("12"), whom=Whom(text="people", actor=None,
                                                    category=Category.UNKNOWN)),),
    )  # fmt: skip


SECOND = "Warplanes bombed the market of Manbij a day later."
THIRD = "The army denied the raid."


def report(text: str = TEXT, claims: tuple[Claim, ...] | None = None) -> CodedArticle:
    """The report, coded."""
    if claims is None:
        claims = (
            full_claim(),
            claim("c-2", SECOND, "bombed", "air-strike"),
            claim("c-3", THIRD, "denied", "attack"),
        )
    article = Article(
        id="report", path="report.txt", text=text, published=date(2017, 8, 10),
        sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return CodedArticle(article=article, claims=claims)


def save(where: str, coded: CodedArticle, coder: str = "1") -> None:
    """Keeps a report."""
    with Writer.open(where, coder=coder) as writer:
        writer.save(coded)
