"""Where coded articles are kept: one SQLite file, or a PostgreSQL address for a team.

SQL lives here only. :class:`Writer` saves; :class:`Reader` and :class:`EventReader` list and find
and can't write. ``store.linking`` holds :class:`EventWriter`, which links what is saved: it stands
apart since it loads numpy.
Every error of this room is a :class:`StoreError` whose message says what to do.
"""

from counterclaim.store.controls import Spot
from counterclaim.store.database import DEFAULT_DATABASE, StoreError
from counterclaim.store.event_rows import EventRow
from counterclaim.store.events import EventFilter, EventReader, StoredChange, StoredTrace
from counterclaim.store.figures import ActorFigure, PlaceFigure, SourceFigure, StatedTie, Unplaced
from counterclaim.store.filters import ArticleFilter, ClaimFilter
from counterclaim.store.reader import Reader, StoredArticle, StoredClaim
from counterclaim.store.search import ArticleHit
from counterclaim.store.views import Box, ViewReader
from counterclaim.store.writer import Saved, Writer

__all__ = [
    "DEFAULT_DATABASE",
    "ActorFigure",
    "ArticleFilter",
    "ArticleHit",
    "Box",
    "ClaimFilter",
    "EventFilter",
    "EventReader",
    "EventRow",
    "PlaceFigure",
    "Reader",
    "Saved",
    "SourceFigure",
    "Spot",
    "StatedTie",
    "StoreError",
    "StoredArticle",
    "StoredChange",
    "StoredClaim",
    "StoredTrace",
    "Unplaced",
    "ViewReader",
    "Writer",
]
