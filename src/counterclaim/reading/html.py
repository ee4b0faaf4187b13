"""Web pages: main text and metadata by trafilatura, and our own rules for what it can't know."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from counterclaim.model import Origin
from counterclaim.reading import dates, jsonld
from counterclaim.reading.blocks import Block, Kind, Link, squeeze
from counterclaim.reading.characters import tidy
from counterclaim.reading.document import Result, finish
from counterclaim.reading.encoding import decode
from counterclaim.reading.limits import Limits
from counterclaim.reading.lines import address, is_name
from counterclaim.reading.page import Page, read_page
from counterclaim.reading.quiet import quiet
from counterclaim.reading.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_SILENT = re.compile("script|style|noscript|template|svg|head|iframe|button|select|option")
_HEADING = re.compile("h[1-6]")
_TITLE_TAIL = re.compile(r"\s+(?:[|–—»·•]|-|::)\s+(?=\S)")
_URL_DATE = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)")
# What the libraries below us raise on pages made to break them, besides their own errors.
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def read(data: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """The article of a web page, and an issue for what in it had to be guessed."""
    declared = _CHARSET.search(data[:4_096])
    decoded = decode(data, declared=declared[1].decode("ascii", "ignore") if declared else None)
    if decoded is None:
        yield source.issue("bad-encoding", "no encoding makes sense of it; save it as UTF-8")
        return
    if decoded.remark:
        yield source.issue("assumed-encoding", decoded.remark)
    if decoded.text.count("<") > 2 * limits.elements:
        what = f"has more than {limits.elements:,} elements; save the article's part of it"
        yield source.issue("too-complex", what)
        return
    page = read_html(tidy(decoded.text), source.url)
    yield from finish(page or Page(), data, source, limits)


def read_html(markup: str, url: str | None) -> Page | None:
    """The page of tidied markup, or ``None`` where no text can be had of it."""
    tree = _tree(markup)
    if tree is None:
        return None
    document = _extracted(tree, url)
    found = _metadata(document, url) if document is not None else Page(url=url)
    data = jsonld.read(tree)
    lines = list(_blocks(tree))
    data = data.over(_entitled(tree, lines))
    known = data.over(replace(found, title=_title(found.title, data.publisher, found)))
    notes = read_page(lines, title=known.title or "", publisher=known.publisher)
    chosen = _body_blocks(document) if document is not None else []
    body = read_page(chosen, title=known.title or "", publisher=known.publisher)
    return _together(tree, known, notes, body, found)


def html_blocks(markup: str) -> list[Block]:
    """The lines of a piece of markup, such as a feed's entry."""
    tree = _tree(markup)
    return list(_blocks(tree)) if tree is not None else []


def _tree(markup: str) -> "_Element | None":
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def _extracted(tree: "_Element", url: str | None) -> "Document | None":
    """What trafilatura makes of a page. Dates are taken where they stand, never searched for."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    quiet("trafilatura", "htmldate", "courlan")
    tame = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    try:
        found = bare_extraction(
            cast(Any, tree),
            url=url,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=tame,
        )
    except (*_FAULTS, LxmlError):
        return None
    return cast("Document | None", found)


# -- the page as lines


def _blocks(tree: "_Element") -> Iterator[Block]:
    """Every line of the page that a person sees, in order, with its links."""
    words: list[str] = []
    links: list[Link] = []
    kind = Kind.PARAGRAPH
    for step in _walk(tree):
        if isinstance(step, Kind):
            if text := squeeze("".join(words)):
                yield Block(text, kind, tuple(links))
            words, links, kind = [], [], step
        elif isinstance(step, Link):
            links.append(step)
        else:
            words.append(step)
    if text := squeeze("".join(words)):
        yield Block(text, kind, tuple(links))


def _walk(tree: "_Element") -> Iterator[str | Link | Kind]:
    """The page's words and links; a kind where a new line begins. No recursion: pages nest deep."""
    from lxml.etree import iterwalk

    walker = iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if _SILENT.fullmatch(tag):
                walker.skip_subtree()
                continue
            yield from _opened(node, tag)
        else:
            if _BLOCK.fullmatch(tag):
                yield Kind.PARAGRAPH
            if node.tail:
                yield node.tail


def _opened(node: "_Element", tag: str) -> Iterator[str | Link | Kind]:
    if _BLOCK.fullmatch(tag):
        yield _kind(tag)
    if tag == "a":
        yield Link(squeeze(_inner(node)), node.get("href") or "")
    if node.text:
        yield node.text


def _kind(tag: str) -> Kind:
    if _HEADING.fullmatch(tag):
        return Kind.HEADING
    return {"li": Kind.ITEM, "figcaption": Kind.CAPTION}.get(tag, Kind.PARAGRAPH)


def _body_blocks(document: "Document") -> list[Block]:
    """The blocks that trafilatura chose. Its tree has paragraphs, heads, quotes and lists."""
    kinds = {"head": Kind.HEADING, "item": Kind.ITEM}
    found = []
    for node in document.body.iter("p", "head", "item", "quote", "cell", "code"):
        nested = node.tag in {"quote", "item", "cell"} and node.find("p") is not None
        lines = [] if nested else _body_lines(node)
        found += [Block(line, kinds.get(node.tag, Kind.PARAGRAPH)) for line in lines]
    return found


def _body_lines(node: "_Element") -> Iterator[str]:
    parts = [node.text or ""]
    for child in node:
        parts.append("\n" if child.tag == "lb" else _inner(child))
        parts.append(child.tail or "")
    return (line for part in "".join(parts).split("\n") if (line := squeeze(part)))


def _inner(node: "_Element") -> str:
    """All words inside a node."""
    return "".join(str(part) for part in node.itertext())


# -- what the page tells, together


def _together(tree: "_Element", known: Page, notes: Page, body: Page, found: Page) -> Page:
    """One page of what structured data, the page's lines and trafilatura tell.

    The day of publication is, in this order, that of the structured data, of the page's ``meta``,
    of a date line, of the address, and trafilatura's. Subject headings are those of a labelled
    line, else the page's tags.
    """
    day = known.published if known.published != found.published else None
    own = replace(known, published=day or _meta_day(tree), themes=(), text=body.text)
    lined = own.over(replace(notes, text="")).over(body)
    page = lined.over(Page(published=_url_day(found.url), origin=_elsewhere(tree, found.url)))
    page = page.over(found)
    return replace(page, origin=_not_self(page.origin, page.publisher))


def _not_self(origin: Origin | None, publisher: str | None) -> Origin | None:
    return None if origin is not None and origin.publisher == publisher is not None else origin


def _metadata(document: "Document", url: str | None) -> Page:
    return Page(
        url=url or address(document.url or ""),
        title=document.title or None,
        authors=_authors(document.author),
        publisher=_site(document.sitename, document.hostname),
        published=dates.parse(document.date or ""),
        themes=tuple(
            dict.fromkeys(filter(None, (document.categories or []) + (document.tags or [])))
        ),
    )


def _authors(names: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in (names or "").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part and not dates.is_month(part)))


def _entitled(tree: "_Element", lines: list[Block]) -> Page:
    """Title and site, where the page's ``title`` is one of its headings beside the site's name."""
    whole = squeeze(" ".join(_inner(node) for node in tree.iterfind(".//head/title")))
    headings = {_folded(line.text): line.text for line in lines if line.kind is Kind.HEADING}
    for gap in _TITLE_TAIL.finditer(whole):
        sides = whole[: gap.start()], whole[gap.end() :]
        for shown, site in (sides, sides[::-1]):
            if (title := headings.get(_folded(shown))) and _folded(site) and is_name(site):
                return Page(title=title, publisher=site)
    return Page()


def _site(name: str | None, host: str | None) -> str | None:
    """The site's name; a bare host isn't one."""
    return name if name and name.casefold() not in {(host or "").casefold(), ""} else None


def _title(title: str | None, publisher: str | None, found: Page) -> str | None:
    """The title without the site's name behind (or before) it."""
    if not title:
        return None
    parts = _TITLE_TAIL.split(title)
    host = _host(found.url or "").split(".")[0]
    names = {_folded(name) for name in (publisher, found.publisher, host) if name} - {""}
    kept = [part for part in parts if _folded(part) not in names]
    if len(kept) == len(parts) or not kept:
        return title
    first = title.index(kept[0])
    return title[first : title.rindex(kept[-1]) + len(kept[-1])]


def _folded(name: str) -> str:
    return re.sub(r"\W", "", name.casefold())


def _meta_day(tree: "_Element") -> date | None:
    names = "article:published_time datePublished dc.date dc.date.issued pubdate publishdate date"
    for name in names.split():
        for key in ("property", "name", "itemprop"):
            for node in tree.iterfind(f".//meta[@{key}='{name}']"):
                if day := dates.parse(node.get("content") or ""):
                    return day
    return None


def _url_day(url: str | None) -> date | None:
    match = _URL_DATE.search(url or "")
    if match:
        with suppress(ValueError):
            return date(*map(int, match.groups()))
    return None


def _elsewhere(tree: "_Element", url: str | None) -> Origin | None:
    """The origin where the page calls another site's address the original one."""
    here = url or _meta(tree, "og:url")
    there = next((n.get("href") for n in tree.iterfind(".//link[@rel='canonical']")), None)
    said = _meta(tree, "original-source") or _meta(tree, "syndication-source")
    original = address(said or "") or address(there or "")
    if original is None or (said is None and (here is None or _host(here) == _host(original))):
        return None
    return Origin(url=original)


def _meta(tree: "_Element", name: str) -> str | None:
    for key in ("property", "name"):
        for node in tree.iterfind(f".//meta[@{key}='{name}']"):
            return node.get("content")
    return None


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host)
