"""WARC and ARC, by warcio: record by record, so that memory stays flat."""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, BinaryIO

from counterclaim.reading.document import Result
from counterclaim.reading.limits import Limits
from counterclaim.reading.source import Source
from counterclaim.reading.streams import DamagedError

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

type Payloads = Callable[[bytes, Source, Limits], Iterator[Result]]

# What can be a report. Pictures, scripts, style sheets and redirections in an archive are none, and
# are passed over without an issue.
_KINDS = (
    "text/html",
    "text/plain",
    "application/xhtml",
    "application/pdf",
    "application/rss",
    "application/atom",
    "text/xml",
    "application/xml",
    "application/json",
    "text/markdown",
)
_RECORDS = frozenset({"response", "resource", "conversion"})
_FAULTS = (ValueError, TypeError, AttributeError, LookupError, AssertionError, EOFError, zlib.error)


def read(stream: BinaryIO, source: Source, limits: Limits, payloads: Payloads) -> Iterator[Result]:
    """The articles of an archive. Raises ``DamagedError`` where no further record can be found."""
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(stream)
    while (record := _next(archive)) is not None:
        if archive.err_count:
            archive.err_count = 0
            what = "a record isn't as long as it says; what follows it may be missing"
            yield source.issue("damaged", what)
        if _is_report(record):
            yield from _record(record, source, limits, payloads)


def _next(archive: "ArchiveIterator") -> "ArcWarcRecord | None":
    """The next record. warcio writes its warnings to standard error; they are told as issues."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    with redirect_stderr(io.StringIO()):
        try:
            return next(archive, None)
        except (ArchiveLoadFailed, *_FAULTS) as error:
            first = (str(error).strip().splitlines() or [type(error).__name__])[0][:100]
            raise DamagedError(f"no further record can be found ({first})") from error


def _is_report(record: "ArcWarcRecord") -> bool:
    if record.rec_type not in _RECORDS:
        return False
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() not in ("200", ""):
        return False
    kind = headers.get_header("Content-Type") if headers is not None else record.content_type
    return not kind or kind.strip().lower().startswith(_KINDS)


def _record(
    record: "ArcWarcRecord", source: Source, limits: Limits, payloads: Payloads
) -> Iterator[Result]:
    here = source.within(record.rec_headers.get_header("WARC-Target-URI") or None)
    data = _payload(record, limits)
    if data is None:
        yield here.issue("damaged", "its content can't be unpacked; fetch the page again")
    elif len(data) > limits.document:
        yield here.issue("too-large", f"is larger than {limits.document:,} bytes and was left out")
    else:
        yield from payloads(data, here, limits)


def _payload(record: "ArcWarcRecord", limits: Limits) -> bytes | None:
    """The content with transfer and content encodings undone, a byte more than is read."""
    from warcio.bufferedreaders import ChunkedDataException  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed

    try:
        return bytes(record.content_stream().read(limits.document + 1))
    except (ArchiveLoadFailed, ChunkedDataException, *_FAULTS):
        return None
