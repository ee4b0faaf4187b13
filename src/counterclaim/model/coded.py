"""What coding one article gives."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.model.article import Article
from counterclaim.model.claim import Claim, DateRef, Relation
from counterclaim.model.issue import Issue
from counterclaim.model.place import Precision
from counterclaim.model.span import Span


class MentionType(StrEnum):
    """What a name in the text is the name of."""

    ACTOR = "actor"
    PLACE = "place"
    PERSON = "person"
    WEAPON = "weapon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name found in the text, whether or not a claim uses it.

    ``reason`` says in words why this entry was chosen, or why none was.
    """

    text: str
    span: Span
    type: MentionType
    actor: str | None = None
    name: str | None = None
    gazetteer_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A reported statement, whatever it is about: who, the words of saying, what was said."""

    source: Passage | None
    cue: Passage | None
    content: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words between quotation marks, without the marks."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """One line of ``code --jsonl``. The last three are there only where they were asked for."""

    article: Article
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    issues: tuple[Issue, ...] = ()
    mentions: tuple[Mention, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    dates: tuple[DateRef, ...] | None = None
