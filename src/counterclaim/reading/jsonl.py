"""JSON: one article a line, or one document that is an article or a list of them.

The ``text`` of a line is kept exactly as it is, since offsets of others refer to it.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from counterclaim.model import Issue
from counterclaim.reading.characters import exact
from counterclaim.reading.document import Result, finish
from counterclaim.reading.encoding import decode
from counterclaim.reading.limits import Limits
from counterclaim.reading.record import record
from counterclaim.reading.source import Source

_MARK = b"\xef\xbb\xbf"


def read_lines(stream: BinaryIO, source: Source, limits: Limits) -> Iterator[Result]:
    """One article or issue a line, from a stream of any length."""
    number = 0
    while line := stream.readline(limits.line + 1):
        number += 1
        if len(line) > limits.line and not line.endswith(b"\n"):
            _skip_line(stream)
            what = f"is longer than {limits.line:,} bytes and was skipped; split it into articles"
            yield source.issue("too-large", what, line=number)
            continue
        body = line.removeprefix(_MARK) if number == 1 else line
        if body.strip():
            yield from _line(body.rstrip(b"\r\n"), number, source, limits)


def read_document(data: bytes, source: Source, limits: Limits) -> Iterator[Result] | None:
    """The articles of one JSON document, or ``None`` where ``data`` isn't one."""
    decoded = decode(data)
    if decoded is None:
        return None
    parsed = parse(decoded.text)
    if isinstance(parsed, str):
        return None
    value = parsed[0]
    rows = value if isinstance(value, list) else [value]
    return (result for row in rows for result in _row(row, _bytes(row), None, source, limits))


def is_json(data: bytes) -> bool:
    """True where ``data`` is one JSON value."""
    decoded = decode(data)
    return decoded is not None and isinstance(parse(decoded.text), tuple)


def parse(text: str) -> tuple[Any] | str:
    """The value, in a tuple, or why there is none."""
    try:
        return (json.loads(text),)
    except json.JSONDecodeError as error:
        return f"{error.msg}, column {error.colno}"
    except RecursionError:
        return "nested too deeply"
    except ValueError:
        return "a number with too many digits"


def _skip_line(stream: BinaryIO) -> None:
    while (chunk := stream.readline(1 << 20)) and not chunk.endswith(b"\n"):
        pass


def _bytes(row: object) -> bytes:
    """A row of a list as bytes of its own, for its hash."""
    return json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def _line(line: bytes, number: int, source: Source, limits: Limits) -> Iterator[Result]:
    decoded = decode(line)
    if decoded is None:
        yield source.issue(
            "bad-encoding", "no encoding makes sense of it; save it as UTF-8", line=number
        )
        return
    if decoded.remark:
        yield source.issue("assumed-encoding", decoded.remark, line=number)
    parsed = parse(decoded.text)
    if isinstance(parsed, str):
        what = f"isn't valid JSON ({parsed}); mend the line or leave it out"
        yield source.issue("bad-json", what, line=number)
    else:
        yield from _row(parsed[0], line, number, source, limits)


def _row(
    row: object, data: bytes, line: int | None, source: Source, limits: Limits
) -> Iterator[Result]:
    if not isinstance(row, dict):
        yield source.issue("bad-record", "must be a JSON object with a field `text`", line=line)
        return
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        yield _textless(row, source, line)
        return
    given, problems = record(row)
    for problem in problems:
        yield source.issue("bad-field", problem, line=line)
    row_source = source if given.id else source.within(None)
    yield from finish(given.page(exact(text)), data, row_source, limits, line=line)


def _textless(row: dict[str, Any], source: Source, line: int | None) -> Issue:
    if row.get("text") is None:
        what = "has no field `text`; give the article's text there"
    elif isinstance(row["text"], str):
        what = "its `text` is empty; give the article's text there"
    else:
        what = "its `text` isn't a text; give the article's text there"
    return source.issue("no-text", what, line=line)
