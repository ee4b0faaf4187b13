"""Where coded articles are kept: one SQLite file, or a PostgreSQL address for a team.

SQL lives here only. :class:`Writer` saves; :class:`Reader` lists and finds and can't write.
Every error of this room is a :class:`StoreError` whose message says what to do.
"""

from counterclaim.store.database import DEFAULT_DATABASE, StoreError
from counterclaim.store.filters import ArticleFilter, ClaimFilter
from counterclaim.store.reader import Reader, StoredArticle, StoredClaim
from counterclaim.store.writer import Saved, Writer

__all__ = [
    "DEFAULT_DATABASE",
    "ArticleFilter",
    "ClaimFilter",
    "Reader",
    "Saved",
    "StoreError",
    "StoredArticle",
    "StoredClaim",
    "Writer",
]
