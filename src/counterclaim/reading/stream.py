"""From a stream of bytes to articles: the format is told by content, each has a file of its own."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from counterclaim.reading import feed, html, jsonl, pdf, plain, warc
from counterclaim.reading.document import Result
from counterclaim.reading.encoding import WIDE_MARKS, decode
from counterclaim.reading.formats import HEAD, Format, tell
from counterclaim.reading.limits import Limits
from counterclaim.reading.source import Source
from counterclaim.reading.streams import DamagedError, TooLargeError, look, unpacked, whole

type Reader = Callable[[bytes, Source, Limits], Iterator[Result]]

_READERS: Mapping[Format, Reader] = {
    Format.HTML: html.read,
    Format.TEXT: plain.read,
    Format.PDF: pdf.read,
    Format.FEED: feed.read,
}
_KNOWN = "web pages, text, JSON lines, PDF, RSS/Atom and WARC can"


def read_stream(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Result]:
    """The articles of a stream and the issues with it; nothing it holds raises.

    JSON lines and WARC are read line by line and record by record; other formats are one document
    and read whole, up to a limit.
    """
    results = _read(stream, source, limits, limits.layers)
    while True:
        try:
            result = next(results)
        except StopIteration:
            return
        except TooLargeError as error:
            yield source.issue(
                "too-large", f"{error}; left out from there on; split it into smaller files"
            )
            return
        except DamagedError as error:
            yield source.issue("damaged", f"{error}; left out from there on; fetch it again")
            return
        except OSError as error:
            yield source.issue("unreadable", f"can't be read on ({error.strerror or error})")
            return
        yield result


def read_payload(data: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """The articles of one document inside another, which may itself be packed but once."""
    return _read(io.BytesIO(data), source, limits, 1)


def _read(stream: BinaryIO, source: Source, limits: Limits, layers: int) -> Iterator[Result]:
    head, stream = look(stream, HEAD)
    form, words = tell(head)
    if form is Format.GZIP and layers:
        yield from _read(unpacked(stream, limits), source, limits, layers - 1)
    elif form is Format.WARC and not source.record:
        yield from warc.read(stream, source, limits, read_payload)
    elif form is Format.JSON_LINES:
        yield from _read_json(head, stream, source, limits)
    elif form in _READERS:
        yield from _READERS[form](whole(stream, limits.document), source, limits)
    else:
        yield source.issue(*_refusal(form, words))


def _refusal(form: Format, words: str) -> tuple[str, str]:
    """Code and wording for what can't be read."""
    if form is Format.EMPTY:
        return "empty", "is empty; nothing was read from it"
    if form is Format.BINARY:
        return "binary", f"is binary data, not a report; {_KNOWN} be read"
    what = words or {Format.GZIP: "packed too many times"}.get(form, "an archive in an archive")
    return "unknown-format", f"is {what}, which can't be read; {_KNOWN}"


def _read_json(head: bytes, stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Result]:
    """JSON lines, unless the whole is one JSON document over several lines."""
    if head.startswith(WIDE_MARKS):
        decoded = decode(whole(stream, limits.document))
        return _read_json(
            b"", io.BytesIO((decoded.text if decoded else "").encode()), source, limits
        )
    first, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if newline and first.lstrip().startswith(b"{") and jsonl.is_json(first):
        return jsonl.read_lines(stream, source, limits)
    data, rest = look(stream, limits.document + 1)
    one = jsonl.read_document(data, source, limits) if len(data) <= limits.document else None
    return one if one is not None else jsonl.read_lines(rest, source, limits)
