"""Country files in GeoNames' format, made for tests, and a server that hands them out."""

import hashlib
import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


def line(
    ident: int, name: str, lat: float, lon: float, *, names: str = "", code: str = "P.PPL",
    area: str = "00", district: str = "", population: int = 0, country: str = "SY",
) -> str:  # fmt: skip
    """One line of 19 columns."""
    ascii_name = name.encode("ascii", "ignore").decode()
    kind = code.split(".")
    cells = [ident, name, ascii_name, names, lat, lon, *kind, country, "", area, district, "", "",
             population, "", 300, "Asia/Damascus", "2024-01-01"]  # fmt: skip
    return "\t".join(map(str, cells))


HOMS, IDLIB, ANBAR = "11", "12", "01"
SYRIA = [
    line(170652, "Muḩāfaz̧at Ḩimş", 34.5, 38.3, names="محافظة حمص,Homs Governorate",
         code="A.ADM1", area=HOMS),
    line(169575, "Homs", 34.73, 36.71, names="Hims,Ḩimş,حمص", area=HOMS, population=775404),
    line(172425, "As Sukhnah", 34.89, 38.87, names="Sukhna,السخنة", area=HOMS, population=16173),
    line(900001, "Qaryat Zurzūrīyah", 34.70, 38.90, names="Zurzuriya,قرية زرزورية",
         area=HOMS),
    line(900002, "Zurzur Air Base", 34.66, 38.85, code="S.AIRB", area=HOMS),
    line(900003, "Zurzur Pharmacy", 34.66, 38.85, code="S.SHPF", area=HOMS),
    line(900004, "Jub Zurzur", 35.9, 36.6, area=IDLIB),
]  # fmt: skip
"""A few real places of Syria with invented neighbours."""


def packed(lines: list[str], code: str = "SY") -> bytes:
    """A country's zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about the file")
        archive.writestr(f"{code}.txt", "\n".join(lines) + "\n")
    return out.getvalue()


class Server:
    """Hands out files with ETag, Last-Modified, If-None-Match, Range and If-Range.

    ``cut_after`` breaks the connection after so many bytes, for ``cuts`` answers.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[dict[str, str]] = []
        self.sent = 0
        self.cut_after = 0
        self.cuts = 0
        self.with_validators = True
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}/dump"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer as a server of static files does."""
        asked = dict(request.headers.items())
        self.asked.append(asked)
        data = self.files.get(request.path.rpartition("/")[2])
        if data is None:
            request.send_error(404)
            return
        etag = f'"{hashlib.md5(data).hexdigest()}"'
        if self.with_validators and asked.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        start = 0
        if "Range" in asked and asked.get("If-Range") == etag:
            start = int(asked["Range"].removeprefix("bytes=").rstrip("-"))
        if start and start >= len(data):
            request.send_response(416)
            request.send_header("Content-Range", f"bytes */{len(data)}")
            request.end_headers()
            return
        self._send(request, data, start, etag)

    def _send(self, request: BaseHTTPRequestHandler, data: bytes, start: int, etag: str) -> None:
        body = data[start:]
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(body)))
        if self.with_validators:
            request.send_header("ETag", etag)
            request.send_header("Last-Modified", "Tue, 24 Nov 2026 03:00:00 GMT")
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        request.end_headers()
        if self.cuts:
            self.cuts -= 1
            body = body[: self.cut_after]
        self.sent += len(body)
        request.wfile.write(body)
        request.wfile.flush()
        request.close_connection = True
