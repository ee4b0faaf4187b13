"""Fetching, against a server of our own on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from reading_helpers import LEAD, packed

from counterclaim.model import Article
from counterclaim.reading import Limits, read
from counterclaim.reading.fetch import is_public

NEAR = Limits(private_hosts=True, document=100_000, fetch_seconds=2.0, connect_seconds=1.0)
_BODY = LEAD.encode()


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self._answer(302, b"", ("Location", "/a/report"))
        elif self.path == "/round":
            self._answer(302, b"", ("Location", "/round"))
        elif self.path == "/file":
            self._answer(302, b"", ("Location", "file:///etc/passwd"))
        elif self.path == "/bomb":
            self._answer(200, packed(b"a" * 10_000_000), ("Content-Encoding", "gzip"))
        elif self.path == "/a/report":
            self._answer(200, _BODY, ("X-Host", self.headers["Host"]))
        else:
            self._answer(404, b"no")

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def told(url: str, limits: Limits = NEAR) -> str:
    (result,) = read([url], limits=limits)
    assert not isinstance(result, Article)
    return result.message.removeprefix(f"{url}: ").removesuffix(
        "; try again later or save the page and name the file"
    )


def test_a_page_is_fetched_also_after_a_redirect(site: str) -> None:
    (article,) = read([f"{site}/moved"], limits=NEAR)
    assert isinstance(article, Article)
    assert (article.url, article.path, article.text) == (f"{site}/a/report", None, LEAD)
    (again,) = read([f"{site}/a/report"], limits=NEAR)
    assert again.id == article.id  # type: ignore[union-attr]
    assert article.id.startswith("report-")


def test_refusals(site: str) -> None:
    assert told(f"{site}/none") == "answered with status 404"
    assert told(f"{site}/round") == "leads on more than 5 times"
    assert told(f"{site}/file") == "isn't an address that is fetched (http or https)"
    assert told(f"{site}/bomb") == "is larger than 100,000 bytes"
    assert told(f"{site}/a/report", Limits()) == "leads to a private, loopback or link-local host"


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://a b/", "http://x.invalid/"])
def test_odd_addresses_raise_nothing(url: str) -> None:
    (result,) = read([url], limits=Limits(connect_seconds=1.0))
    assert not isinstance(result, Article)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fec0::1", "nonsense"),
    ],
)
def test_hosts_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_hosts_that_are() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
