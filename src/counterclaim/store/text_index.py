"""Finding by words: an index over what events tell and over the text of articles.

``event_search`` holds the words of each event, one row each; on SQLite two FTS5 indexes follow it
and ``article`` by triggers: of events every three letters in a row, so that any part of a name is
found; of articles the words, so that a text is found by how well it fits. Elsewhere both are
searched as they stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    Select,
    Table,
    Text,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from counterclaim.store import event_tables, tables
from counterclaim.store.tables import AT_ONCE

BEGIN, END = "\x02", "\x03"
"""What stands before and after a word that was found; neither is in any text."""
_AROUND = 24
_SHORTEST = 3
"""Letters below which the index of three letters in a row can't find a word."""

event_search = Table(
    "event_search",
    tables.metadata,
    Column("number", Integer, primary_key=True),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("what", Text, nullable=False),
    Column("actors", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("claims", Integer, nullable=False),
)
"""The words by which an event is found, a line each: of its claims' kinds, of those in a role, of
speakers and of places. ``claims`` is how many it has."""

_PARTS = ("what", "actors", "sources", "places")
_EVENTS, _ARTICLES = "event_words", "article_words"


def create_indexes(connection: Connection) -> None:
    """Makes the FTS5 indexes and their triggers, and fills them from what is there. Does nothing
    but on SQLite."""
    if connection.dialect.name != "sqlite":
        return
    for name, of, columns, way in (
        (_EVENTS, event_search.name, _PARTS, "tokenize='trigram'"),
        (
            *(_ARTICLES, tables.article.name, ("title", "text")),
            "tokenize='unicode61 remove_diacritics 2', prefix='3'",
        ),
    ):
        for line in _definition(name, of, columns, way):
            connection.execute(text(line))


def _definition(name: str, of: str, columns: Sequence[str], way: str) -> list[str]:
    listed = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    put = f"INSERT INTO {name}(rowid, {listed}) VALUES (new.number, {new});"
    take = f"INSERT INTO {name}({name}, rowid, {listed}) VALUES ('delete', old.number, {old});"
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5("
        f"{listed}, content='{of}', content_rowid='number', {way})",
        f"CREATE TRIGGER {name}_new AFTER INSERT ON {of} BEGIN {put} END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {of} BEGIN {take} END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE OF {listed} ON {of} BEGIN {take} {put} END",
        f"INSERT INTO {name}({name}) VALUES ('rebuild')",
    ]


def index_events(connection: Connection, events: Iterable[str]) -> None:
    """Writes the words of these events anew, from the claims that they now have."""
    for part in batched(events, AT_ONCE, strict=False):
        connection.execute(delete(event_search).where(event_search.c.event.in_(part)))
        rows = _words(connection, part)
        if rows:
            connection.execute(insert(event_search), rows)


def _words(connection: Connection, events: Sequence[str]) -> list[dict[str, Any]]:
    told: dict[str, dict[str, set[str]]] = {id_: defaultdict(set) for id_ in events}
    member = event_tables.event_claim.c
    claim, actor, source = tables.claim.c, tables.claim_actor.c, tables.claim_source.c
    places = (claim.place_text, claim.place_name, claim.admin1)
    told_by: Counter[str] = Counter()
    queries: dict[str, list[Select[Any]]] = {
        "what": [select(member.event, claim.kind).join(tables.claim, claim.number == member.claim)],
        "places": [select(member.event, *places).join(tables.claim, claim.number == member.claim)],
        "actors": [
            select(member.event, actor.text, actor.name).join(
                tables.claim_actor, actor.claim == member.claim
            )
        ],
        "sources": [
            select(member.event, member.origin),
            select(member.event, source.text, source.name).join(
                tables.claim_source, source.claim == member.claim
            ),
        ],
    }
    for part, wanted in queries.items():
        for query in wanted:
            for event, *words in connection.execute(query.where(member.event.in_(events))):
                told[event][part].update(word for word in words if word)
                told_by[event] += part == "what"
    return [
        {
            "event": id_,
            "claims": told_by[id_],
            **{part: "\n".join(sorted(words[part])) for part in _PARTS},
        }
        for id_, words in told.items()
    ]


def event_tells(dialect: str, part: str, words: str) -> ColumnElement[bool]:
    """The event is among those whose ``part`` (a column of :data:`event_search`) holds ``words``
    as they stand, small and large letters alike."""
    column = event_search.c[part]
    if dialect == "sqlite" and len(words) >= _SHORTEST:
        found = _matches(_EVENTS, f"{{{part}}} : {_quoted(words)}")
        held: ColumnElement[bool] = event_search.c.number.in_(found)
    else:
        held = column.icontains(words, autoescape=True)
    return event_tables.event.c.id.in_(select(event_search.c.event).where(held))


def event_hits(dialect: str, words: Sequence[str], limit: int) -> Select[Any]:
    """Ids of the events that tell every one of these words in any of their parts, those of most
    claims first."""
    c = event_search.c
    query = select(c.event).order_by(c.claims.desc(), c.event).limit(limit)
    indexed = [w for w in words if dialect == "sqlite" and len(w) >= _SHORTEST]
    if indexed:
        query = query.where(c.number.in_(_matches(_EVENTS, " ".join(map(_quoted, indexed)))))
    for word in words:
        if word not in indexed:
            parts = (c[part].icontains(word, autoescape=True) for part in _PARTS)
            query = query.where(or_(*parts))
    return query


def article_hits(dialect: str, words: Sequence[str], limit: int) -> Select[Any]:
    """Numbers (``number``) of the articles that hold words beginning with all of these, those that
    fit best first, and what stands around them (``around``), the words between the signs
    :data:`BEGIN` and :data:`END`."""
    columns = tables.article.c
    if dialect != "sqlite":
        held = [
            or_(
                columns.title.icontains(word, autoescape=True),
                columns.text.icontains(word, autoescape=True),
            )
            for word in words
        ]
        query = select(columns.number, literal("").label("around"))
        query = query.where(*held, columns.superseded.is_(False))
        return query.order_by(columns.published.desc(), columns.number).limit(limit)
    index = sql_table(_ARTICLES, sql_column("rowid"), sql_column("rank"))
    around = func.snippet(literal_column(_ARTICLES), 1, BEGIN, END, "…", _AROUND)
    wanted = " ".join(f"{_quoted(word)}*" for word in words)
    return (
        select(columns.number, around.label("around"))
        .join_from(index, tables.article, columns.number == index.c.rowid)
        .where(literal_column(_ARTICLES).op("MATCH")(wanted), columns.superseded.is_(False))
        .order_by(index.c.rank)
        .limit(limit)
    )


def _matches(name: str, wanted: str) -> Select[Any]:
    index = sql_table(name, sql_column("rowid"))
    return select(index.c.rowid).where(literal_column(name).op("MATCH")(wanted))


def _quoted(words: str) -> str:
    """Words as FTS5 takes them, none of their signs an order."""
    return '"' + words.replace('"', '""').replace("\0", "") + '"'
