"""Finding events, places and articles by a few words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from counterclaim.model import Article
from counterclaim.model.record import load_bytes
from counterclaim.store import event_tables, tables
from counterclaim.store.event_rows import EVENT_COLUMNS, EventRow
from counterclaim.store.figures import FigureReader
from counterclaim.store.text_index import article_hits, event_hits


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article whose title or text holds the words. ``around`` is what stands around them, each
    of them between ``text_index.BEGIN`` and ``END``; empty where that can't be told."""

    article: Article
    around: str


class SearchReader(FigureReader):
    """Finds by words. Every method may raise :class:`~counterclaim.store.StoreError`."""

    def found_events(self, words: Sequence[str], limit: int) -> list[EventRow]:
        """Events that tell every one of these words, in their id, kind, places, actors or
        speakers, those of most claims first."""
        c = event_tables.event.c
        ids = [row.event for row in self._rows(event_hits(self._dialect, words, limit))]
        if len(words) == 1:
            begun = select(c.id).where(c.id.startswith(words[0], autoescape=True)).limit(limit)
            ids = [*(row.id for row in self._rows(begun)), *ids][:limit]
        found = self._rows(select(*EVENT_COLUMNS).where(c.id.in_(ids)))
        rows = {row.id: row for row in (EventRow(*tuple(row)) for row in found)}
        return [rows[id_] for id_ in dict.fromkeys(ids)]

    def found_articles(self, words: Sequence[str], limit: int) -> list[ArticleHit]:
        """Articles with words in title or text that begin with every one of these, those that fit
        best first."""
        hits = {
            row.number: row.around for row in self._rows(article_hits(self._dialect, words, limit))
        }
        columns = tables.article.c
        query = select(columns.number, columns.record).where(columns.number.in_(hits))
        found = {row.number: load_bytes(Article, row.record) for row in self._rows(query)}
        return [ArticleHit(found[number], around) for number, around in hits.items()]
