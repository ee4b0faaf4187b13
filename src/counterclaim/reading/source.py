"""Where bytes came from, and problems told in its name."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from counterclaim.model import Issue

_SHOWN = 300
_NOT_SLUG = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file, address or stream that a document came from.

    ``path`` is what ``Article.path`` will say. ``record`` is true for one document of many inside
    ``path`` (an archive's record, a feed's entry), whose id must then carry its own hash.
    """

    path: str | None = None
    url: str | None = None
    record: bool = False

    @property
    def name(self) -> str:
        """What to call it in a message."""
        if self.path == "-":
            return "standard input"
        if self.record and self.path and self.url:
            return f"{self.path}, record {self.url}"
        return self.path or self.url or "these bytes"

    def within(self, url: str | None) -> "Source":
        """The source of one document inside this one."""
        return replace(self, url=url, record=True)

    def issue(self, code: str, what: str, *, line: int | None = None) -> Issue:
        """One problem as data: ``NAME, line N: WHAT``. ``what`` ends with what to do about it."""
        at = f", line {line}" if line is not None else ""
        message = _one_line(f"{self.name[:_SHOWN]}{at}: {what}")
        return Issue(code=code, message=message, path=self.path, line=line)


def _one_line(text: str) -> str:
    """The text on one line; a stranger's control characters can't play with the terminal."""
    words = " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in words)


def stem(path: str) -> str:
    """The file's name without its ending, and without ``.gz``."""
    name = PurePath(path).name
    return PurePath(name.removesuffix(".gz")).stem or name


def article_id(source: Source, digest: str) -> str:
    """A stable id for a document that brings none.

    A file's is its stem, so that a person knows it again. An address' is a slug of it with a part
    of its hash, so that a later copy of the page keeps the id. What comes from within an archive,
    a feed or a stream carries a part of the hash of its own bytes.
    """
    if source.url and (source.record or not source.path):
        basis = digest if source.record else sha256(source.url.encode()).hexdigest()
        return f"{_slug(source.url)}-{basis[:12]}"
    if source.path and source.path != "-" and not source.record:
        return stem(source.path)
    base = {None: "article", "-": "stdin"}.get(source.path) or stem(source.path or "")
    return f"{base}-{digest[:12]}"


def _slug(url: str) -> str:
    """The last part of an address' path that says something, else its host."""
    parts = _split(url)
    last = next((part for part in reversed(parts) if part), "page")
    return _NOT_SLUG.sub("-", unquote(last, errors="replace")).strip("-.")[:80] or "page"


def _split(url: str) -> list[str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    return [parts.netloc, *(stem(part) for part in parts.path.split("/") if part)]
