"""What a person names as input, opened: files, folders, addresses, standard input."""

import os
import re
import stat
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from counterclaim.reading.document import Result
from counterclaim.reading.fetch import Fetched, RefusedError, fetch
from counterclaim.reading.limits import Limits
from counterclaim.reading.source import Source
from counterclaim.reading.stream import read_stream

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# Not on Windows; there no pipe has a path.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe", "pipe it in with `-` instead"),
    (stat.S_ISSOCK, "a socket", "name a file"),
    (stat.S_ISCHR, "a device", "name a file"),
    (stat.S_ISBLK, "a device", "name a file"),
)


def read_input(named: str | Path, stdin: BinaryIO | None, limits: Limits) -> Iterator[Result]:
    """Everything that one input holds."""
    words = str(named)
    if words == "-":
        source = Source(path="-")
        return read_stream(stdin or sys.stdin.buffer, source, limits)
    if isinstance(named, str) and _ADDRESS.match(words):
        return _address(words, limits)
    if isinstance(named, str) and _SCHEME.match(words):
        what = "isn't an address that is fetched; http and https are"
        return iter([Source(path=words).issue("unsupported-address", what)])
    return _path(Path(named), limits)


def _address(url: str, limits: Limits) -> Iterator[Result]:
    fetched = _fetched(url, limits)
    if isinstance(fetched, RefusedError):
        what = f"{fetched}; try again later or save the page and name the file"
        yield Source(path=url, url=url).issue(fetched.code, what)
        return
    yield from read_stream(BytesIO(fetched.data), Source(url=fetched.url), limits)


def _fetched(url: str, limits: Limits) -> Fetched | RefusedError:
    try:
        return fetch(url, limits)
    except RefusedError as refused:
        return refused


def _path(path: Path, limits: Limits) -> Iterator[Result]:
    mode = _mode(path)
    if isinstance(mode, str):
        yield _source(path).issue("missing" if "no such" in mode else "unreadable", mode)
    elif stat.S_ISDIR(mode):
        yield from _folder(path, limits)
    elif stat.S_ISREG(mode):
        yield from _file(path, limits)
    else:
        kind, instead = next((k, i) for is_it, k, i in _SPECIAL if is_it(mode))
        yield _source(path).issue("unreadable", f"is {kind}, not a file; {instead}")


def _mode(path: Path) -> int | str:
    """The file's mode, or why there is none."""
    try:
        return path.stat().st_mode
    except OSError as error:
        return _trouble(error)
    except ValueError:
        return "isn't a path that a file can have; check its name"


def _trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check its name"
    if isinstance(error, PermissionError):
        return "may not be read by you; ask for its permissions"
    return f"can't be opened ({error.strerror or error}); check its name"


def _folder(path: Path, limits: Limits) -> Iterator[Result]:
    """The files of a folder and those below, by name, hidden ones skipped.

    Symbolic links inside a folder aren't followed: they may lead out of it or in a circle.
    """
    try:
        entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _source(path).issue("unreadable", _trouble(error))
        return
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    if not shown:
        yield _source(path).issue("empty", "is a folder without files; nothing was read from it")
    for entry in shown:
        if entry.is_symlink():
            what = "is a symbolic link inside a folder and isn't followed; name its target itself"
            yield _source(entry).issue("symlink", what)
        else:
            yield from _path(entry, limits)


def _file(path: Path, limits: Limits) -> Iterator[Result]:
    try:
        handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    except OSError as error:
        yield _source(path).issue("unreadable", _trouble(error))
        return
    with os.fdopen(handle, "rb") as stream:
        yield from read_stream(stream, _source(path), limits)


def _source(path: Path) -> Source:
    """The source of a file. A name that is no UTF-8 is shown with its odd bytes as ``\\xNN``."""
    return Source(path=os.fsencode(path).decode("utf-8", "backslashreplace"))
