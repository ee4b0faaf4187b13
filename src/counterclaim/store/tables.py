"""The tables.

Each article, claim and relation is kept twice: whole, as its JSON record (``record``), and spread
over columns by which it can be found. The record is what is read back; the columns are only ever
searched. Claims and relations hang on one version of an article, so that a publisher's later text
leaves what was coded from the earlier one in place.

A claim's record is the claim as it holds, after what people decided; ``coded`` is what the coder
wrote, which no decision touches.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

SCHEMA_VERSION = 5
"""Grows by one with every change to the tables; `upgrades.py` then tells how to get there."""

AT_ONCE = 500
"""Values in one query; SQLite takes 32,766, others fewer."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _own(table: str) -> "Column[int]":
    """The row of ``table`` that this row belongs to and goes away with."""
    return Column(
        table, ForeignKey(f"{table}.number", ondelete="CASCADE"), nullable=False, index=True
    )


def _wording(prefix: str = "") -> list["Column[str]"]:
    """Words of the text and the registry's entry for them."""
    return [
        Column(f"{prefix}text", Text),
        Column(f"{prefix}actor", Text, index=True),
        Column(f"{prefix}name", Text),
    ]


def _part(name: str, *columns: SchemaItem) -> Table:
    """A table of what a claim lists, in its order."""
    return Table(
        name,
        metadata,
        Column("claim", ForeignKey("claim.number", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
    )


about = Table(
    "about",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What this database is: ``program`` and ``schema_version``."""

article = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("sha256", Text, nullable=False),
    Column("superseded", Boolean, nullable=False),
    Column("coder", Text, nullable=False),
    Column("stored_at", Text, nullable=False),
    Column("path", Text, index=True),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("published", Date, index=True),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("id", "sha256"),
)
"""One version of an article, told by the hash of the bytes as fetched. ``coder`` is the version of
the program whose claims are kept; ``stored_at`` when they were written (UTC, ISO 8601)."""

Index("ix_article_day", article.c.published, article.c.id, article.c.number, article.c.superseded)

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),
    _own("article"),
    Column("id", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("stance", Text, nullable=False, index=True),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("place_text", Text),
    Column("place_name", Text, index=True),
    Column("gazetteer_id", Text, index=True),
    Column("country", Text, index=True),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", Text),
    Column("date_start", Date, index=True),
    Column("date_end", Date, index=True),
    Column("date_precision", Text),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
    Column("coded", Text),
    Column("verdict", Text),
    Column("decision", Integer),
    Column("asks", Integer, index=True),
    Column("doubt", Float, nullable=False),
    Column("doubts", Text, nullable=False),
    UniqueConstraint("article", "id"),
)
"""``coded`` is null where only a person tells the claim; ``verdict`` and ``decision`` are null
while nobody decided; ``asks`` is the number of a decision whose sentence changed into this
claim's; ``doubt`` is how much the claim is worth a person's look, 0 to 1, and ``doubts`` the kinds
of reasons, a blank between."""

Index(
    "ix_claim_waiting",
    claim.c.verdict,
    claim.c.doubt,
    claim.c.number,
    claim.c.doubts,
    claim.c.article,
)
Index("ix_claim_home", claim.c.number, claim.c.article)

claim_source = _part("claim_source", *_wording(), Column("cue", Text))
"""The chain of speakers, outermost first."""

claim_actor = _part(
    "claim_actor", Column("role", Text, primary_key=True, nullable=False), *_wording()
)
"""``role`` is ``initiator`` or ``recipient``."""

claim_loss = _part(
    "claim_loss",
    Column("effect", Text, nullable=False, index=True),
    Column("low", Integer),
    Column("high", Integer),
    Column("approximate", Boolean, nullable=False),
    *_wording("whom_")[:2],
    Column("category", Text, nullable=False),
)

claim_weapon = _part("claim_weapon", Column("text", Text), Column("name", Text, index=True))

relation = Table(
    "relation",
    metadata,
    Column("number", Integer, primary_key=True),
    _own("article"),
    Column("id", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("stance", Text, nullable=False),
    *_wording("subject_"),
    *_wording("object_"),
    Column("object_gazetteer_id", Text, index=True),
    Column("record", Text, nullable=False),
    UniqueConstraint("article", "id"),
)

issue = Table(
    "issue",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", ForeignKey("article.number", ondelete="CASCADE"), index=True),
    Column("code", Text, nullable=False),
    Column("path", Text),
    Column("line", Integer),
    Column("record", Text, nullable=False),
)
"""What was left out: of an article, or, where ``article`` is null, of an input that gave none."""

Index(None, issue.c.path, issue.c.line)
