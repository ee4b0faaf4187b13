"""PDF, by pypdf: the text that the file carries. A scan carries none and says so."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counterclaim.reading import blocks
from counterclaim.reading.characters import tidy
from counterclaim.reading.document import Result, finish
from counterclaim.reading.limits import Limits
from counterclaim.reading.page import Page, read_page
from counterclaim.reading.quiet import quiet
from counterclaim.reading.source import Source
from counterclaim.reading.streams import DamagedError, TooLargeError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
# Titles that programs put in and nobody wrote.
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft word\b|powerpoint\b|.*\.(?:docx?|indd|pdf|qxd|odt)$)", re.IGNORECASE
)
# What pypdf raises on files made to break it, besides its own errors.
_FAULTS = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError),
    *(RecursionError, NotImplementedError, EOFError, OSError),
)


def read(data: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """The article of a PDF. The file's date of creation is no day of publication."""
    reader = _open(data)
    if isinstance(reader, str):
        yield source.issue("bad-pdf", reader)
        return
    texts = _texts(reader, limits)
    if not any(text.strip() for text in texts):
        what = "is a PDF without text (a scan?); run text recognition (OCR) on it first"
        yield source.issue("no-text", what)
        return
    known = Page(title=_title(reader))
    rows = list(blocks.plain(tidy(_HYPHEN.sub("", "\n\n".join(_without_margins(texts))))))
    yield from finish(known.over(read_page(rows, title=known.title)), data, source, limits)


def _open(data: bytes) -> "PdfReader | str":
    """The file, opened, or what is wrong with it."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    quiet("pypdf")
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (PyPdfError, *_FAULTS) as error:
        return f"is a damaged PDF ({_first(error)}); fetch it again or save it anew"
    return "is locked by a password; save it without one" if locked else reader


def _texts(reader: "PdfReader", limits: Limits) -> list[str]:
    """The text of each page. Raises ``TooLargeError`` past the limits of pages or of time."""
    pages = _pages(reader)
    if len(pages) > limits.pages:
        raise TooLargeError(f"has {len(pages):,} pages, more than {limits.pages:,}")
    end = time.monotonic() + limits.pdf_seconds
    texts = []
    for page in pages:
        if time.monotonic() > end:
            raise TooLargeError(f"takes more than {limits.pdf_seconds:.0f} seconds to read")
        texts.append(_text(page))
    return texts


def _pages(reader: "PdfReader") -> "list[PageObject]":
    from pypdf.errors import PyPdfError

    try:
        return list(reader.pages)
    except (PyPdfError, *_FAULTS) as error:
        raise DamagedError(f"its pages can't be found ({_first(error)})") from error


def _text(page: "PageObject") -> str:
    from pypdf.errors import PyPdfError

    try:
        return page.extract_text()
    except (PyPdfError, *_FAULTS) as error:
        raise DamagedError(f"a page of it can't be read ({_first(error)})") from error


def _title(reader: "PdfReader") -> str | None:
    from pypdf.errors import PyPdfError

    try:
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, *_FAULTS):
        return None
    words = blocks.squeeze(tidy(title)) if isinstance(title, str) else ""
    return words if words and not _NO_TITLE.match(words) else None


def _without_margins(texts: Sequence[str]) -> Iterator[str]:
    """The pages without page numbers, and without first and last lines that three pages share."""
    pages = [[line.rstrip() for line in text.splitlines()] for text in texts]
    edges = Counter(line for lines in pages for line in {*lines[:1], *lines[-1:]} if line)
    for lines in pages:
        last = len(lines) - 1
        yield "\n".join(
            line
            for index, line in enumerate(lines)
            if index not in (0, last) or not (edges[line] >= 3 or _NUMBER.fullmatch(line))
        )


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]
