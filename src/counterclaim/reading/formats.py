"""Telling a document's format from its first bytes, never from its name."""

import re
from enum import StrEnum

from counterclaim.reading.encoding import decode


class Format(StrEnum):
    """What a document is; the last three are what can't be read."""

    GZIP = "gzip"
    WARC = "WARC"
    PDF = "PDF"
    HTML = "HTML"
    FEED = "RSS or Atom"
    JSON_LINES = "JSON lines"
    TEXT = "text"
    EMPTY = "empty"
    BINARY = "binary"
    FOREIGN = "foreign"


# How known formats begin that hold no report in a form that we read.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%!PS", "PostScript"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"PAR1", "Parquet"),
)
HEAD = 65_536
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|title|meta|table|span)[\s>/]",
    re.IGNORECASE,
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\{\]])')
_OBJECT = re.compile(r'\s*\{\s*".*\}\s*')
_ARCHIVED_PAGE = re.compile(r"^(?:From|MIME-Version|Snapshot-Content-Location):", re.IGNORECASE)


def tell(head: bytes) -> tuple[Format, str]:
    """The format of a document that begins with ``head``, and words for one that can't be read."""
    if not head.strip(b" \t\r\n\f\xef\xbb\xbf"):
        return Format.EMPTY, ""
    if head.startswith(b"\x1f\x8b"):
        return Format.GZIP, ""
    if head.lstrip().startswith((b"WARC/", b"filedesc://")):
        return Format.WARC, ""
    if head.lstrip().startswith(b"%PDF-"):
        return Format.PDF, ""
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return Format.FOREIGN, words
    if _is_binary(head):
        return Format.BINARY, ""
    return _tell_text(head)


def _is_binary(head: bytes) -> bool:
    """True where more than one byte in fifty is a control character that texts don't use."""
    if head.startswith(_MARKS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or controls * 50 > len(head)


def _tell_text(head: bytes) -> tuple[Format, str]:
    decoded = decode(head)
    if decoded is None:
        return Format.BINARY, ""
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _tell_markup(text)
    if _JSON.match(text) or _mostly_objects(text):
        return Format.JSON_LINES, ""
    if _ARCHIVED_PAGE.match(text) and "multipart/related" in text:
        return Format.FOREIGN, "a web page saved as MHTML"
    return Format.TEXT, ""


def _tell_markup(text: str) -> tuple[Format, str]:
    opening = text[:4_000]
    feed, page = _FEED.search(opening), _HTML.search(opening)
    if feed and (page is None or feed.start() < page.start()):
        return Format.FEED, ""
    if page or re.search(r"</?(?:p|div|html|body)\b", text, re.IGNORECASE):
        return Format.HTML, ""
    if text.startswith("<?xml") or re.match(r"<[A-Za-z][^<>]*>", text):
        return Format.FOREIGN, "XML that is no feed and no web page"
    return Format.TEXT, ""


def _mostly_objects(text: str) -> bool:
    """True where two of the first five lines are JSON objects: JSON lines with a broken first."""
    lines = [line for line in text[:HEAD].split("\n") if line.strip()][:5]
    return sum(_OBJECT.fullmatch(line) is not None for line in lines) >= 2
