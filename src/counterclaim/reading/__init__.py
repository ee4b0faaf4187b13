"""Bytes -> Article: one file a format.

    read(inputs)        files, folders, addresses, ``-``  -> articles and issues, as a stream
    read_bytes(data)    bytes of one document              -> the same

The format is told by content, never by name. Whatever is wrong with an input is an ``Issue`` that
names it and says what to do; the rest goes on. Bad input raises nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from counterclaim.model import Article, Issue
from counterclaim.reading.limits import DEFAULT, Limits
from counterclaim.reading.source import Source

__all__ = ["Limits", "read", "read_bytes"]


def read(
    inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None, limits: Limits = DEFAULT
) -> Iterator[Article | Issue]:
    """The articles of all inputs, in their order, with the issues where they arise.

    ``stdin`` stands for ``-`` and is standard input unless given. Two articles of one call that
    bring the same id with different bytes are kept apart: the later one's id gets a part of its
    hash.
    """
    # Here and below, so that a program that only names this room starts without its readers.
    from counterclaim.reading.inputs import read_input

    seen: dict[int, int] = {}
    for named in inputs:
        for result in read_input(named, stdin, limits):
            yield _apart(result, seen) if isinstance(result, Article) else result


def read_bytes(
    data: bytes, *, path: str | None = None, url: str | None = None, limits: Limits = DEFAULT
) -> Iterator[Article | Issue]:
    """The articles of one document's bytes and the issues with it."""
    from counterclaim.reading.stream import read_stream

    return read_stream(BytesIO(data), Source(path=path, url=url), limits)


def _apart(article: Article, seen: dict[int, int]) -> Article:
    """The article, renamed where another had its id. Hashes are kept for ids, to stay small."""
    digest = int(article.sha256[:15], 16)
    if seen.setdefault(_key(article.id), digest) == digest:
        return article
    return replace(article, id=f"{article.id}-{article.sha256[:12]}")


def _key(identifier: str) -> int:
    return int.from_bytes(blake2b(identifier.encode("utf-8", "replace"), digest_size=7).digest())
