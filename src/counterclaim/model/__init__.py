"""The records that every room shares. Frozen; no behaviour but their own arithmetic.

The field names are those of the JSON record that others build on and never change.
Unknown is ``None`` or an empty tuple, never a guess and never an empty string.
"""

from counterclaim.model.actor import Actor, ActorType, Link, ZonedName
from counterclaim.model.article import Article, Media, Origin
from counterclaim.model.claim import (
    AcledType,
    ActorRef,
    Category,
    Claim,
    DateRef,
    Effect,
    Loss,
    PlaceRef,
    PloverType,
    Relation,
    Speaker,
    Stance,
    WeaponRef,
    Whom,
)
from counterclaim.model.coded import Attribution, CodedArticle, Mention, MentionType, Passage, Quote
from counterclaim.model.dates import DatePrecision, PartialDate
from counterclaim.model.issue import Issue
from counterclaim.model.place import Place, PlaceRelation, Precision
from counterclaim.model.span import Span

__all__ = [
    "AcledType",
    "Actor",
    "ActorRef",
    "ActorType",
    "Article",
    "Attribution",
    "Category",
    "Claim",
    "CodedArticle",
    "DatePrecision",
    "DateRef",
    "Effect",
    "Issue",
    "Link",
    "Loss",
    "Media",
    "Mention",
    "MentionType",
    "Origin",
    "PartialDate",
    "Passage",
    "Place",
    "PlaceRef",
    "PlaceRelation",
    "PloverType",
    "Precision",
    "Quote",
    "Relation",
    "Span",
    "Speaker",
    "Stance",
    "WeaponRef",
    "Whom",
    "ZonedName",
]
