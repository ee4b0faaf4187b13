"""RSS and Atom, by feedparser: each entry that carries text is an article."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from counterclaim.reading import blocks
from counterclaim.reading.blocks import squeeze
from counterclaim.reading.characters import tidy
from counterclaim.reading.document import Result, finish
from counterclaim.reading.html import html_blocks
from counterclaim.reading.limits import Limits
from counterclaim.reading.lines import address
from counterclaim.reading.page import Page, read_page
from counterclaim.reading.source import Source

# Entities declared in a feed are how XML is made to swell ("billion laughs") or to read files.
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T", re.IGNORECASE)
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def read(data: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """One article or issue an entry.

    An entry's hash is that of what the feed gives for it (address, title, day, text), so that it
    stays the same while the feed around it changes.
    """
    if _ENTITY.search(data):
        what = "declares XML entities, which are refused; fetch a plain copy of the feed"
        yield source.issue("refused", what)
        return
    if data.count(b"<") > 2 * limits.elements:
        what = f"has more than {limits.elements:,} elements; split it"
        yield source.issue("too-complex", what)
        return
    parsed = _parsed(data)
    entries = parsed.get("entries") if parsed else None
    if not entries:
        why = "has no entries" if parsed and not parsed.get("bozo") else "is a damaged feed"
        yield source.issue("bad-feed", f"{why}; nothing was read from it; fetch it again")
        return
    outlet = _text(parsed.get("feed", {}).get("title"))
    for entry in entries[: limits.entries]:
        yield from _entry(entry, outlet, source, limits)
    if len(entries) > limits.entries:
        what = f"has more than {limits.entries:,} entries; the rest was left out; split it"
        yield source.issue("too-large", what)


def _parsed(data: bytes) -> Any:
    import feedparser  # type: ignore[import-untyped]

    try:
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except _FAULTS:
        return None


def _entry(entry: Any, outlet: str | None, source: Source, limits: Limits) -> Iterator[Result]:
    page = _page(entry, outlet)
    here = source.within(page.url or _text(entry.get("id")))
    parts = (page.url, page.title, page.published and page.published.isoformat(), _content(entry))
    seen = "\n".join(part or "" for part in parts).encode("utf-8", "replace")
    if page.text:
        yield from finish(page, seen, here, limits)
    else:
        yield here.issue("no-text", "the feed gives no text for it; read its address instead")


def _page(entry: Any, outlet: str | None) -> Page:
    title = _text(entry.get("title"))
    source = entry.get("source") or {}
    body = read_page(_blocks(_content(entry)), title=title or "", publisher=outlet)
    given = Page(
        url=address(entry.get("link") or ""),
        title=title,
        authors=_names(entry.get("authors")) or _names([{"name": entry.get("author")}]),
        publisher=_text(source.get("title")) or outlet,
        published=_day(entry.get("published_parsed")),
        themes=tuple(dict.fromkeys(_names(entry.get("tags"), "term"))),
        rights=_text(entry.get("rights")),
    )
    return given.over(body)


def _content(entry: Any) -> str:
    """The longest text that the feed gives: the content, else the summary."""
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    return max([*contents, entry.get("summary") or ""], key=len)


def _blocks(content: str) -> list[blocks.Block]:
    text = tidy(content)
    if re.search(r"<\w[^<>]*>|&\w{1,30};", text):
        return html_blocks(text)
    return list(blocks.plain(text))


def _names(values: Any, key: str = "name") -> tuple[str, ...]:
    found = (_text(value.get(key)) for value in values or [])
    return tuple(name for name in found if name)


def _text(value: Any) -> str | None:
    """Plain words of a field that may hold markup."""
    if not isinstance(value, str):
        return None
    return " ".join(block.text for block in _blocks(value)) or None if squeeze(value) else None


def _day(moment: Any) -> date | None:
    """The day of a ``struct_time``, in UTC as feeds are read."""
    if moment is None:
        return None
    try:
        return date(*moment[:3])
    except ValueError:
        return None
