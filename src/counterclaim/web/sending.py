"""Answers that are packed once and sent often."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

STATIC = Path(__file__).parent / "static"
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Packed:
    """Content, gzipped, with a tag that differs where the content does."""

    zipped: bytes
    tag: str
    media_type: str


def pack(content: bytes, media_type: str) -> Packed:
    """Content ready to be sent."""
    tag = blake2b(content, digest_size=12).hexdigest()
    return Packed(gzip.compress(content, _LEVEL, mtime=0), f'"{tag}"', media_type)


def send(request: Request, packed: Packed) -> Response:
    """The content, or that the browser has it already."""
    headers = {"ETag": packed.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == packed.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(packed.zipped, headers=headers, media_type=packed.media_type)
    return Response(gzip.decompress(packed.zipped), headers=headers, media_type=packed.media_type)


def static(request: Request) -> Response:
    """A file of this package's ``static`` folder, by its bare name."""
    packed = _file(request.path_params["name"])
    if packed is None:
        raise HTTPException(404, "There is no such file.")
    return send(request, packed)


@cache
def _files() -> frozenset[str]:
    return frozenset(path.name for path in STATIC.iterdir() if path.is_file())


def _file(name: str) -> Packed | None:
    return _packed(name) if name in _files() else None


@cache
def _packed(name: str) -> Packed:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return pack((STATIC / name).read_bytes(), media_type)
