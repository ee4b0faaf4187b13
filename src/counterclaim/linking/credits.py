"""Whom an article names as the outlet that it took its text from."""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import words_of
from counterclaim.linking.kinds import FILE
from counterclaim.linking.words import plain_key
from counterclaim.model import Article

_NAME = r"(?P<outlet>(?:[A-Z][\w.'’&-]*|of|the|for|in)(?: (?:[A-Z][\w.'’&-]*|of|the|for|in)){0,5})"
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:original source of this article is|originally published (?:by|in|on|at)|"
        rf"first (?:published|appeared) (?:by|in|on|at)|republished (?:from|with permission of)|"
        rf"reprinted from|[Cc]opyright ©|via) {_NAME}",
        r"^[A-Z][A-Z/ .'-]{2,40}\((?P<outlet>[A-Z][\w. &-]{1,30})\)\s*[-–—:]",
        r"\((?P<outlet>AFP|AP|Reuters|REUTERS|DPA|dpa|EFE|ANSA|Xinhua|TASS|RIA Novosti|SANA|AA)\)",
        r"[-–—]\s*(?P<outlet>REUTERS|Reuters|AFP|AP|SANA|TASS)\s*$",
    )
)
_EDGE = 400


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that the article names as its source, and the words in which it does."""

    outlet: str
    reason: str


def credits_of(article: Article) -> tuple[Credit, ...]:
    """All outlets other than its own that an article credits, the plainest statement first."""
    found = [*_of_page(article), *_of_text(article.text)]
    own = article.publisher
    kept = {plain_key(c.outlet): c for c in reversed(found) if not names_outlet(c.outlet, own)}
    return tuple(c for c in found if kept.get(plain_key(c.outlet)) is c)


def _of_page(article: Article) -> list[Credit]:
    out = []
    if article.origin is not None and article.origin.publisher:
        name = article.origin.publisher
        out.append(Credit(name, f"the page names {name} as the origin"))
    if article.origin is not None and article.origin.url:
        out.append(Credit(article.origin.url, f"the page names {article.origin.url} as the origin"))
    out += [Credit(a, f"the byline is {a}") for a in article.authors]
    return out


def _of_text(text: str) -> list[Credit]:
    edges = (text[:_EDGE], text[-_EDGE:] if len(text) > _EDGE else "")
    found = [m for edge in edges for pattern in _STATED for m in pattern.finditer(edge)]
    return [Credit(m["outlet"].strip(), f"the text says '{m.group().strip()}'") for m in found]


def names_outlet(credit: str, *names: str | None) -> bool:
    """Whether a credit means the outlet of one of these names or addresses."""
    wanted = _bare(credit)
    return bool(wanted) and any(wanted == _bare(name) for name in names if name)


def _bare(name: str) -> str:
    """A name or an address's host without what names of outlets have in common."""
    host = re.sub(r"^https?://(?:www\.)?", "", name)
    if host != name:
        return name.removesuffix("/").casefold()
    parts = re.findall(r"\w+", plain_key(name))
    return "".join(part for part in parts if part not in _outlet_words())


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(words_of(FILE, "outlet_words"))
