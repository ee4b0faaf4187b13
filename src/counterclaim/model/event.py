"""Events: the claims that tell one happening, what each field was said to be, and by whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.claim import Category, Effect, Stance
from counterclaim.model.dates import PartialDate
from counterclaim.model.place import Precision


class Grade(StrEnum):
    """How far an event is borne out, in Airwars' words."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Field(StrEnum):
    """What versions are told of."""

    WHAT = "what"
    WHO = "who"
    WHOM = "whom"
    WHERE = "where"
    WHEN = "when"
    WEAPON = "with-what"
    LOSSES = "losses"


class Agreement(StrEnum):
    """How the versions of one field stand to each other, on values and not on words."""

    AGREED = "agreed"
    COMPATIBLE = "compatible"
    DISPUTED = "disputed"


class Policy(StrEnum):
    """How one number is made of several: named by the caller and shown with the result."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    MEDIAN = "median of origins"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOrigin:
    """Who first said a claim. ``key`` is equal where two claims have one origin; ``party`` where
    two origins belong to one side and so don't bear each other out."""

    key: str
    name: str
    actor: str | None
    party: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The sentence that a value rests on, and where it stands."""

    claim: str
    article: str
    text: str
    published: date | None
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One value that was told for a field, by whom, how firmly, and in what words.

    ``low`` and ``high`` are there for losses. ``denied`` are the origins that deny the event;
    ``revised_to`` is the later number of the same origins, where they gave one.
    """

    value: str
    actors: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    origins: tuple[str, ...]
    stances: tuple[Stance, ...]
    quotations: tuple[Quotation, ...]
    first_told: date | None = None
    last_told: date | None = None
    revised_to: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVersions:
    """All that was told for one field. ``effect`` and ``category`` are there for losses."""

    field: Field
    effect: Effect | None = None
    category: Category | None = None
    agreement: Agreement
    reason: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim in an event: how well it fits there, why, and who said it first."""

    claim: str
    article: str
    score: float
    reason: str
    origin: ClaimOrigin
    stance: Stance
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event was, at the finest that any of its claims tells."""

    name: str
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The claims that tell the same happening, each field's versions, and a grade with its reason.

    ``date`` and ``place`` are ``None`` where no claim tells them; they say where to look for the
    event, not which version is right.
    """

    id: str
    kind: str
    grade: Grade
    reason: str
    date: PartialDate | None
    place: EventPlace | None
    members: tuple[Member, ...]
    articles: tuple[str, ...]
    origins: tuple[ClaimOrigin, ...]
    versions: tuple[FieldVersions, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims."""
        return tuple(member.claim for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A single value for a toll, made by a named policy; ``None``s where nothing was told."""

    policy: Policy
    effect: Effect
    category: Category | None
    low: int | None
    high: int | None
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """Words that a reprint put in the place of the original's; ``number`` where one changed."""

    before: str
    after: str
    number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An article that took its text from another. ``share`` is the part of the shorter text that
    both have, 0..1; ``stated`` where the copy names the original's outlet."""

    article: str
    original: str
    share: float
    stated: bool
    reason: str
    alterations: tuple[Alteration, ...] = ()


class TraceKind(StrEnum):
    """What became of an event's id."""

    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """``old`` no longer stands for what it stood for: claims of it are in ``new`` now."""

    kind: TraceKind
    old: str
    new: str | None
    reason: str


class Holding(StrEnum):
    """What a ledger can say of a day: told for that very day, told before and after it, or only
    told before it."""

    TOLD = "told"
    BRACKETED = "bracketed"
    LAST_TOLD = "last told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSpan:
    """That a holder held a place, as told by these origins.

    ``since`` is when it is told to have got it, ``until`` when it is told to have lost it; ``None``
    where nobody says. ``seen`` is the last day for which a claim says that it held the place.
    """

    place: str
    place_id: str | None
    holder: str
    holder_name: str
    since: PartialDate | None
    until: PartialDate | None
    seen: date | None
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    contested: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAnswer:
    """Who held a place on a day, according to whom, and how far that is told at all."""

    on: date
    holding: Holding
    span: ControlSpan
    reason: str


class ChangeKind(StrEnum):
    """What changed in the data."""

    ARTICLE_NEW = "article added"
    ARTICLE_REVISED = "article changed by its publisher"
    ARTICLE_RECODED = "article coded again"
    ARTICLE_DECIDED = "article decided on"
    EVENT_NEW = "event added"
    EVENT_GREW = "event gained claims"
    EVENT_SHRANK = "event lost claims"
    EVENT_GRADE = "event graded anew"
    EVENT_TOLL = "toll changed"
    EVENT_MERGED = "event merged"
    EVENT_SPLIT = "event split"
    EVENT_GONE = "event gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataChange:
    """One change of the data: what, to what, from what to what, and why."""

    kind: ChangeKind
    subject: str
    before: str | None
    after: str | None
    reason: str
