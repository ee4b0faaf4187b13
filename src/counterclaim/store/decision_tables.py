"""The tables of review: what people decided, and who they are."""

from sqlalchemy import Boolean, Column, Integer, Table, Text

from counterclaim.store.tables import metadata

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("article", Text, index=True),
    Column("sentence", Text),
    Column("before", Text),
    Column("after", Text),
    Column("why", Text),
    Column("blind", Boolean, nullable=False),
    Column("undoes", Integer),
    Column("previous", Text, nullable=False, unique=True),
)
"""Only ever added to. It hangs on ids and words, not on rows, so that nothing that is coded or
linked again can take a decision away. ``previous`` is the hash of the decision before."""

person = Table(
    "person",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)
"""Who may sign in. ``secret`` is a salted hash of the password."""
