"""Fetching a large file: goes on where it was cut off, and leaves what hasn't changed.

What has come so far lies in a ``.part`` file, with a ``.part.json`` beside it that says which
version of the file it is part of; a newer version is begun anew (HTTP ``If-Range``).
"""

import errno
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_AGENT = "counterclaim (reads reports about armed conflict)"
_TRIES = 4
_PAUSE = 0.5
_TIMEOUT = 30.0
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Tell = Callable[[int, int | None], None]
"""Told of progress: bytes that are here, bytes in all where known."""


class DownloadError(Exception):
    """A file couldn't be fetched; the message says why and what to do."""


class NotThereError(DownloadError):
    """The server has no such file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What tells one version of a file at an address from another, as the server says it."""

    url: str
    etag: str | None = None
    modified: str | None = None

    @property
    def mark(self) -> str | None:
        """The value for ``If-Range``; a weak ETag won't do (RFC 9110, 13.1.5)."""
        strong = self.etag and not self.etag.startswith("W/")
        return self.etag if strong else self.modified


def fetch(url: str, part: Path, *, known: Version | None, tell: Tell) -> Version | None:
    """Fetch a file to ``part``; gives its version, ``None`` where it is still the ``known`` one.

    A cut connection is taken up again by itself, and by the next call where that fails too. Raises
    :class:`DownloadError`, also :class:`NotThereError`; ``OSError`` where ``part`` can't be
    written.
    """
    import httpx

    with httpx.Client(
        follow_redirects=True, timeout=_TIMEOUT, headers={"User-Agent": _AGENT}
    ) as client:
        for tried in range(1, _TRIES + 1):
            try:
                return _once(client, url, part, known, tell)
            except (httpx.TransportError, _BegunAnewError) as error:
                if tried == _TRIES or isinstance(error, httpx.ConnectError):
                    raise DownloadError(_cut(url, part, error)) from error
                time.sleep(_PAUSE * (tried - 1))
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise DownloadError(f"{url} can't be fetched ({error})") from error
            except OSError as error:
                if error.errno in _NO_SPACE:
                    raise DownloadError(_no_space(url, part)) from error
                raise
    raise AssertionError("the last try returns or raises")


class _BegunAnewError(Exception):
    """What was kept of the file is of no use; it has been thrown away."""


def _cut(url: str, part: Path, error: Exception) -> str:
    kept = part.stat().st_size if part.exists() else 0
    host = url.split("/")[2] if "://" in url else url
    if not kept:
        return f"{host} can't be reached ({error}); check the network, and run the command again"
    return (
        f"the connection to {host} broke off ({error}); the {kept:,} bytes that came are kept: "
        "run the command again and it goes on from there"
    )


def _no_space(url: str, part: Path) -> str:
    return (
        f"no space is left in {part.parent} for {url.rsplit('/', 1)[-1]}; make room, and run the "
        "command again: it goes on from there"
    )


def _once(
    client: "httpx.Client", url: str, part: Path, known: Version | None, tell: Tell
) -> Version | None:
    begun = _read_version(part, url)
    headers = {"Accept-Encoding": "identity"}
    if begun is not None and begun.mark:
        headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun.mark}
    elif known is not None and known.url == url:
        headers |= {"If-None-Match": known.etag} if known.etag else {}
        headers |= {"If-Modified-Since": known.modified} if known.modified else {}
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == 304:
            return None
        if response.status_code == 416:
            return _finished(response, part, begun)
        if response.status_code in (404, 410):
            raise NotThereError(f"{url} isn't there")
        if response.status_code not in (200, 206):
            raise DownloadError(f"{url} answered with status {response.status_code}; try later")
        return _receive(response, url, part, tell)


def _finished(response: "httpx.Response", part: Path, begun: Version | None) -> Version:
    """Read the answer to asking for more than there is: all has come, or the file is another."""
    total = response.headers.get("Content-Range", "").rpartition("/")[2]
    if begun is not None and total == str(part.stat().st_size):
        return begun
    discard(part)
    raise _BegunAnewError("what was kept isn't part of the file")


def _receive(response: "httpx.Response", url: str, part: Path, tell: Tell) -> Version:
    """Write what comes to the end of what is there, or anew where the server sends the whole."""
    goes_on = response.status_code == 206
    there = part.stat().st_size if goes_on else 0
    start = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    if goes_on and start != str(there):
        discard(part)
        raise _BegunAnewError("the server sent another part than asked for")
    version = Version(
        url=url,
        etag=response.headers.get("ETag"),
        modified=response.headers.get("Last-Modified"),
    )
    length = response.headers.get("Content-Length", "")
    total = there + int(length) if length.isdecimal() else None
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab" if goes_on else "wb") as out:
        _beside(part).write_text(json.dumps(asdict(version)), encoding="utf-8")
        for chunk in response.iter_raw():
            out.write(chunk)
            there += len(chunk)
            tell(there, total)
    return version


def _read_version(part: Path, url: str) -> Version | None:
    """Give the version of which ``part`` is a part, if it is one of this address."""
    if not part.exists() or not part.stat().st_size or not _beside(part).exists():
        return None
    try:
        version = Version(**json.loads(_beside(part).read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None
    return version if version.url == url else None


def _beside(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def discard(part: Path) -> None:
    """Remove a ``.part`` file and what was kept beside it."""
    part.unlink(missing_ok=True)
    _beside(part).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
