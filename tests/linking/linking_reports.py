"""Reports and claims made by hand for the tests of linking. All words are ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

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
    Origin,
    PlaceRef,
    PlaceRelation,
    PloverType,
    Precision,
    Relation,
    Span,
    Speaker,
    Stance,
    WeaponRef,
    Whom,
)

STORY = (
    "Thirty-three people died when a school full of displaced families was bombed before dawn, a "
    "monitor said. The building stands at the southern edge of the town. Rescuers were still "
    "digging in the afternoon. The coalition said that it would look into the report and named no "
    "toll of its own, and neighbours said that the families had come from three provinces."
)
OTHER = (
    "Farmers along the river complained of low prices for wheat. The ministry promised to buy the "
    "harvest at last year's price and to open two more silos before the rain sets in this autumn."
)

PLACES = {
    "Akashat": ("t:akashat", "IQ", "Anbar", 33.73, 40.02, Precision.SETTLEMENT),
    "Raqqa": ("t:raqqa", "SY", "Raqqa", 35.95, 39.01, Precision.SETTLEMENT),
    "Raqqa province": ("t:raqqa-province", "SY", "Raqqa", 35.9, 38.9, Precision.REGION),
    "Maadan": ("t:maadan", "SY", "Raqqa", 35.75, 39.6, Precision.SETTLEMENT),
    "Douma": ("t:douma", "SY", "Rif Dimashq", 33.57, 36.4, Precision.SETTLEMENT),
    "Idlib": ("t:idlib", "SY", "Idlib", 35.93, 36.63, Precision.SETTLEMENT),
}


def day(text: str) -> DateRef:
    """A date told to the day."""
    when = date.fromisoformat(text)
    return DateRef(text=text, span=None, start=when, end=when, precision=DatePrecision.DAY)


def place(name: str) -> PlaceRef:
    """A place of :data:`PLACES`, or one that no gazetteer knows."""
    known = PLACES.get(name)
    if known is None:
        return PlaceRef(text=name, span=None, relation=PlaceRelation.IN, name=name)
    id_, country, admin1, latitude, longitude, precision = known
    return PlaceRef(
        text=name, span=None, relation=PlaceRelation.IN, name=name, gazetteer_id=id_,
        country=country, admin1=admin1, latitude=latitude, longitude=longitude,
        precision=precision,
    )  # fmt: skip


def loss(
    low: int | None,
    high: int | None,
    effect: Effect = Effect.KILLED,
    category: Category = Category.UNKNOWN,
) -> Loss:
    """A toll."""
    return Loss(
        effect=effect, low=low, high=high, approximate=False, text=f"{low}-{high}",
        span=Span(0, 1), whom=Whom(text=None, actor=None, category=category),
    )  # fmt: skip


def actor(id_: str | None, text: str | None = None) -> ActorRef:
    """An actor of the registry, or a wording alone."""
    return ActorRef(text=text or id_ or "", span=None, actor=id_, name=id_)


def speaker(id_: str | None, text: str | None = None, cue: str = "said") -> Speaker:
    """A link of a chain of sources."""
    return Speaker(text=text or id_ or "", span=None, cue=cue, actor=id_, name=id_)


@dataclass
class Report:
    """A report that grows sentence by sentence; ``says`` adds a sentence with a claim."""

    id: str
    published: str | None = "2017-08-09"
    publisher: str = "Our Paper"
    origin: Origin | None = None
    sentences: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def says(
        self,
        sentence: str,
        kind: str,
        *,
        by: Sequence[str] = (),
        to: Sequence[str] = (),
        at: str | None = None,
        on: str | None = None,
        losses: Sequence[Loss] = (),
        sources: Sequence[Speaker] = (),
        stance: Stance = Stance.ASSERTED,
        weapon: str | None = None,
        new: bool = True,
    ) -> Claim:
        """Adds a sentence (or, not ``new``, goes on with the last) and one claim of it."""
        if new:
            self.sentences.append(sentence)
        start = sum(len(s) + 1 for s in self.sentences[:-1])
        span = Span(start, start + len(self.sentences[-1]))
        claim = Claim(
            id=f"c-{self.id}-{len(self.claims)}", sentence=span, span=span, kind=kind,
            stance=stance, sources=tuple(sources), initiators=tuple(actor(a) for a in by),
            recipients=tuple(actor(a) for a in to), place=place(at) if at else None,
            date=day(on) if on else None, casualties=tuple(losses),
            weapons=(WeaponRef(text=weapon, span=span, name=weapon),) if weapon else (),
            acled=AcledType(event_type=None, sub_event_type=None),
            plover=PloverType(event=None, mode=None), confidence=0.8,
        )  # fmt: skip
        self.claims.append(claim)
        return claim

    @property
    def article(self) -> Article:
        """The article so far."""
        text = "\n".join(self.sentences)
        return Article(
            id=self.id, path=f"{self.id}.txt", text=text, publisher=self.publisher,
            published=date.fromisoformat(self.published) if self.published else None,
            origin=self.origin, sha256=sha256(text.encode()).hexdigest(),
        )  # fmt: skip

    @property
    def coded(self) -> CodedArticle:
        """The article with its claims."""
        return CodedArticle(
            article=self.article, claims=tuple(self.claims), relations=tuple(self.relations)
        )


def akashat() -> Report:
    """One incident as one report tells it: a toll, an air-strike version, a rocket version, a
    denial."""
    report = Report("akashat", published="2017-08-09", publisher="Desert Post")
    report.says(
        "On 7 August from 40 to 70 fighters of the Popular Mobilization Units died near Akashat "
        "when ISIS attacked them and the US military struck.",
        "attack", by=["islamic-state"], to=["popular-mobilization-forces"], at="Akashat",
        on="2017-08-07", losses=[loss(40, 70, category=Category.COMBATANT)],
    )  # fmt: skip
    report.says("", "attack", by=["us-army"], on="2017-08-07", new=False)
    report.says(
        "Initial reports had the US-led coalition bomb positions of the militia from the air.",
        "air-strike", by=["us-led-coalition"], to=["popular-mobilization-forces"],
        sources=[speaker(None, "Initial reports")],
    )  # fmt: skip
    report.says(
        "Sayyid al-Shuhada corrected this: rockets had been fired from the garrison.",
        "shelling", by=["us-led-coalition"], weapon="rockets",
        sources=[speaker("kataib-sayyid-al-shuhada")],
    )  # fmt: skip
    report.says(
        "The coalition denied that it had hit the militia.",
        "air-strike", by=["us-led-coalition"], to=["popular-mobilization-forces"],
        sources=[speaker("us-led-coalition", cue="denied")], stance=Stance.DENIED,
    )  # fmt: skip
    return report
