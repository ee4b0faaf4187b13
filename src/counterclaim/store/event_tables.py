"""The tables of linking: keys to find neighbours by, links, events, what became of ids, changes.

Keys, links and pairs are worked out from articles and claims and go away with them. An event is
kept whole, as its JSON record, and spread over columns by which it can be found.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from counterclaim.store.tables import metadata


def _of(table: str, name: str, *, primary: bool = True) -> "Column[int]":
    """A row of ``table`` with which this row goes away."""
    return Column(
        name,
        ForeignKey(f"{table}.number", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
        autoincrement=False,
    )


article_linked = Table(
    "article_linked",
    metadata,
    _of("article", "article"),
    Column("stamp", Text, nullable=False),
)
"""Which state of an article was linked: what coded it, when, and whether it was superseded."""

article_key = Table(
    "article_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    _of("article", "article"),
    Column("band", Boolean, nullable=False),
)
"""What stands in an article's text, as keys by which others that hold it too are found."""

Index(None, article_key.c.article)

article_pair = Table(
    "article_pair",
    metadata,
    _of("article", "copy"),
    _of("article", "original"),
    Column("record", Text, nullable=False),
)
"""Two articles of which one took text of the other."""

Index(None, article_pair.c.original)

reprint = Table(
    "reprint",
    metadata,
    _of("article", "article"),
    Column("original", ForeignKey("article.number", ondelete="CASCADE"), nullable=False),
    Column("record", Text, nullable=False),
)
"""The first original of each copy."""

Index(None, reprint.c.original)

claim_key = Table(
    "claim_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    _of("claim", "claim"),
    Column("own", Boolean, nullable=False),
)
"""When and where a claim was: keys by which those that may tell the same are found."""

Index(None, claim_key.c.claim)

claim_link = Table(
    "claim_link",
    metadata,
    _of("claim", "one"),
    _of("claim", "other"),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Two claims that may tell one happening: how surely, and why."""

Index(None, claim_link.c.other)
Index(None, claim_link.c.score)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, index=True),
    Column("grade", Text, nullable=False, index=True),
    Column("date_start", Date, index=True),
    Column("date_end", Date, index=True),
    Column("place_name", Text, index=True),
    Column("gazetteer_id", Text, index=True),
    Column("country", Text, index=True),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", Text),
    Column("claims", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

Index(
    "ix_event_shown",
    *(event.c.date_start, event.c.id, event.c.kind, event.c.grade, event.c.date_end),
    *(event.c.place_name, event.c.gazetteer_id, event.c.country, event.c.admin1),
    *(event.c.latitude, event.c.longitude, event.c.place_precision),
    *(event.c.claims, event.c.origins),
)
Index("ix_event_borne", event.c.id, event.c.origins, event.c.grade)
"""All that maps, lists and figures take of an event, so that none of them reads whole records."""

event_claim = Table(
    "event_claim",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    _of("claim", "claim"),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("superseded", Boolean, nullable=False),
)
"""The claims of each event: how well each fits, why, and who said it first."""

Index(None, event_claim.c.claim)
Index(
    "ix_event_claim_said",
    *(event_claim.c.origin, event_claim.c.event, event_claim.c.claim, event_claim.c.superseded),
)

event_article = Table(
    "event_article",
    metadata,
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    _of("article", "article"),
)

Index(None, event_article.c.article)

event_trace = Table(
    "event_trace",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("old", Text, nullable=False, index=True),
    Column("new", Text, index=True),
    Column("reason", Text, nullable=False),
)
"""Where the claims of an event went whose id no longer stands for what it stood for."""

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text, nullable=False),
)
"""All that changed in the data, when and why. Only ever added to."""
