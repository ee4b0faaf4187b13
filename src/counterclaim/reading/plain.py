"""Plain text and Markdown-like text saved from a page, with or without YAML front matter."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from counterclaim.model import Issue
from counterclaim.reading import blocks
from counterclaim.reading.blocks import Block
from counterclaim.reading.characters import tidy
from counterclaim.reading.document import Result, finish
from counterclaim.reading.encoding import decode
from counterclaim.reading.limits import Limits
from counterclaim.reading.page import Page, read_page
from counterclaim.reading.record import record
from counterclaim.reading.source import Source
from counterclaim.reading.streams import TooLargeError

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^[A-Za-z_]+\s*:(?:\s|$)", re.MULTILINE)


def read(data: bytes, source: Source, limits: Limits) -> Iterator[Result]:
    """The article of a text, and an issue for what in it had to be guessed or left out.

    What front matter says stands; the text's own title and lines fill what it leaves open.
    """
    decoded = decode(data)
    if decoded is None:
        yield source.issue("bad-encoding", "no encoding makes sense of it; save it as UTF-8")
        return
    if decoded.remark:
        yield source.issue("assumed-encoding", decoded.remark)
    front, body = _split(tidy(decoded.text), limits)
    rows = _rows(body, limits)
    given, issues = _given(front, source)
    yield from issues
    page = read_page(rows, title=given.title, publisher=given.publisher)
    yield from finish(given.over(page), data, source, limits)


def _rows(text: str, limits: Limits) -> list[Block]:
    """The blocks of a text. Raises ``TooLargeError`` for what no article is."""
    if len(text) > 2 * limits.text:
        raise TooLargeError(f"has {len(text):,} characters, more than an article's {limits.text:,}")
    found = blocks.marked(text) if blocks.looks_marked(text) else blocks.plain(text)
    rows = list(islice(found, limits.blocks + 1))
    if len(rows) > limits.blocks:
        raise TooLargeError(f"has more than {limits.blocks:,} paragraphs")
    return rows


def _split(text: str, limits: Limits) -> tuple[str | None, str]:
    """Front matter and the rest; a rule above a text is no front matter."""
    match = _FRONT.match(text[: limits.front_matter])
    if match is None or not _FIELD.search(match[1]):
        return None, text
    return match[1], text[match.end() :]


def _given(front: str | None, source: Source) -> tuple[Page, list[Issue]]:
    if front is None:
        return Page(), []
    fields = _yaml(front)
    if isinstance(fields, str):
        what = f"its front matter isn't valid YAML ({fields}); read without it"
        return Page(), [source.issue("bad-front-matter", what)]
    given, problems = record(fields)
    issues = [source.issue("bad-field", f"front matter, {problem}") for problem in problems]
    return given.page(""), issues


def _yaml(text: str) -> dict[str, Any] | str:
    """The fields, or why there are none. Anchors are refused: YAML swells by them."""
    if re.search(r"(?:^|[\s\[{,:-])[&*]\w", text):
        return "anchors and aliases aren't allowed"
    try:
        fields = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return f"{error.problem}, line {mark.line + 2}" if mark else str(error.problem)
    except yaml.YAMLError as error:
        return str(error).splitlines()[0]
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return str(error)
    return fields if isinstance(fields, dict) else "it isn't a list of `field: value` lines"
