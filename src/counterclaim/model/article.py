"""One report as read."""

from dataclasses import dataclass
from datetime import date

from counterclaim.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whom the article was reprinted from, as far as the page says."""

    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or video shown with the article and whom it is credited to."""

    kind: str
    credit: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report: its clean text and what its page says about it.

    ``id`` is stable for the same input; ``path`` is the file, address or ``-`` that it came from;
    ``published`` is the day it came out here, ``origin.published`` the day it came out first.
    ``dossiers`` are a publisher's running collections. ``sha256`` is the hash of the bytes as
    fetched (of the line, for JSON lines). All spans elsewhere count in ``text``.
    """

    id: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None
    origin: Origin | None = None
    language: str | None = None
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    rights: str | None = None
    text: str
    sha256: str

    @property
    def web_address(self) -> str | None:
        """``url`` where a page may link there: of the web only, never script."""
        return self.url if self.url and self.url.startswith(("https://", "http://")) else None

    def wording(self, span: Span) -> str:
        """The text that a span stands for."""
        return span.of(self.text)
