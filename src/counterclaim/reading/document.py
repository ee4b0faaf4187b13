"""A page that was read becomes an article, or an issue where there is nothing to read."""

from collections.abc import Iterator
from hashlib import sha256

from counterclaim.model import Article, Issue
from counterclaim.reading.characters import has_letters
from counterclaim.reading.languages import detect
from counterclaim.reading.limits import Limits
from counterclaim.reading.page import Page
from counterclaim.reading.source import Source, article_id

type Result = Article | Issue


def digest(data: bytes) -> str:
    """The SHA-256 of bytes as fetched, in hexadecimal."""
    return sha256(data).hexdigest()


def finish(
    page: Page, data: bytes, source: Source, limits: Limits, *, line: int | None = None
) -> Iterator[Result]:
    """The article of ``page``, read from ``data``; an issue where its text is none or too long."""
    if not has_letters(page.text):
        yield source.issue("no-text", "has no article text; nothing was read from it", line=line)
    elif len(page.text) > limits.text:
        yield source.issue("too-long", _too_long(page.text, limits), line=line)
    else:
        yield _article(page, digest(data), source)


def _too_long(text: str, limits: Limits) -> str:
    return (
        f"its text has {len(text):,} characters, more than {limits.text:,}; split it into articles"
    )


def _article(page: Page, sha: str, source: Source) -> Article:
    return Article(
        id=page.id or article_id(source, sha),
        path=source.path,
        url=page.url or source.url,
        title=page.title,
        authors=page.authors,
        publisher=page.publisher,
        published=page.published,
        origin=page.origin,
        language=page.language or detect(page.text),
        regions=page.regions,
        themes=page.themes,
        dossiers=page.dossiers,
        media=page.media,
        rights=page.rights,
        text=page.text,
        sha256=sha,
    )
