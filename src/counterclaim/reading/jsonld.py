"""Structured data (schema.org, as JSON-LD) that a web page carries about its article."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from counterclaim.model import Origin
from counterclaim.reading import dates
from counterclaim.reading.blocks import squeeze
from counterclaim.reading.jsonl import parse
from counterclaim.reading.lines import address
from counterclaim.reading.page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = re.compile(
    "(?:|News|ReportageNews|AnalysisNews|BackgroundNews|OpinionNews)Article|Report"
)
_NODES = 1_000


def read(tree: "_Element") -> Page:
    """The fields of the first article that the page describes."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        parsed = parse(script.text or "")
        for node in _nodes(parsed[0]) if isinstance(parsed, tuple) else ():
            if any(_ARTICLE.fullmatch(kind) for kind in _texts(node.get("@type"))):
                return _page(node)
    return Page()


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists and in ``@graph``, at most a thousand."""
    waiting, seen = [value], 0
    while waiting and seen < _NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, list):
            waiting += node[:_NODES]
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))


def _page(node: dict[str, Any]) -> Page:
    return Page(
        authors=tuple(dict.fromkeys(_names(node.get("author")))),
        publisher=next(_names(node.get("publisher")), None),
        published=next(
            (day for text in _texts(node.get("datePublished")) if (day := dates.parse(text))), None
        ),
        origin=_origin(node),
    )


def _origin(node: dict[str, Any]) -> Origin | None:
    """``isBasedOn`` names what the article was made from, ``sourceOrganization`` whose it is."""
    based = node.get("isBasedOn")
    name = next(_names(node.get("sourceOrganization")), None)
    url = next((found for text in _addresses(based) if (found := address(text))), None)
    return Origin(publisher=name, url=url) if name or url else None


def _addresses(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        yield from _texts(item.get("url") or item.get("@id") if isinstance(item, dict) else item)


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        found = _texts(item.get("name") if isinstance(item, dict) else item)
        yield from (name for name in found if not address(name))


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and (text := squeeze(item)):
            yield text
