"""Fetching a page over HTTP, from public hosts only, within limits of time and size."""

import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.reading.limits import Limits

if TYPE_CHECKING:
    import httpx

_AGENT = "counterclaim (reads reports about armed conflict)"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/xml, text/plain, application/pdf, */*;q=0.5"
)
# IPv6 addresses that carry an IPv4 one to which the packet goes in the end (RFC 6052, RFC 3056).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(Exception):
    """The page isn't fetched, or not whole; ``code`` is the issue's, the message says why."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes and the address that they came from in the end."""

    data: bytes
    url: str


def fetch(url: str, limits: Limits) -> Fetched:
    """The page at an address. Raises ``RefusedError``.

    Each hop's host is looked up once, refused where any of its addresses is private, loopback,
    link-local or otherwise not public, and connected to by the address that was looked at: a name
    that changes its mind between look-up and connection gains nothing. Proxies named in the
    environment aren't used, since a proxy looks names up by itself.
    """
    import httpx

    end = time.monotonic() + limits.fetch_seconds
    with httpx.Client(trust_env=False, timeout=limits.connect_seconds) as client:
        for _ in range(limits.redirects + 1):
            answer = _hop(client, url, limits, end)
            if isinstance(answer, bytes):
                return Fetched(answer, url)
            url = answer
    raise RefusedError("too-many-redirects", f"leads on more than {limits.redirects} times")


def _hop(client: "httpx.Client", url: str, limits: Limits, end: float) -> bytes | str:
    """The page's bytes, or the address that it leads on to."""
    import httpx

    try:
        with client.stream("GET", **_request(url, limits)) as response:
            if response.has_redirect_location:
                return str(httpx.URL(url).join(response.headers["Location"]))
            if response.status_code != 200:
                raise RefusedError("http-status", f"answered with status {response.status_code}")
            return b"".join(_chunks(response, limits, end))
    except httpx.TimeoutException as error:
        raise RefusedError("timeout", "took too long to answer") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise RefusedError("unreachable", f"can't be fetched ({_first(error)})") from error


def _request(url: str, limits: Limits) -> dict[str, Any]:
    """The request to the looked-up address, in the name of the host."""
    import httpx

    target = httpx.URL(url)
    if target.scheme not in ("http", "https") or not target.host:
        raise RefusedError(
            "unsupported-address", "isn't an address that is fetched (http or https)"
        )
    found = _public_address(target.host, target.port or 80, limits)
    return {
        "url": target.copy_with(host=found),
        "headers": {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": _AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        },
        "extensions": {"sni_hostname": target.raw_host.decode("ascii").strip("[]")},
    }


def _chunks(response: "httpx.Response", limits: Limits, end: float) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes(65_536):
        size += len(chunk)
        if size > limits.document:
            raise RefusedError("too-large", f"is larger than {limits.document:,} bytes")
        if time.monotonic() > end:
            raise RefusedError("timeout", f"took more than {limits.fetch_seconds:.0f} seconds")
        yield chunk


def _public_address(host: str, port: int, limits: Limits) -> str:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError("unreachable", f"its host can't be found ({_first(error)})") from error
    found = [str(answer[4][0]) for answer in answers]
    if not limits.private_hosts and not all(is_public(address) for address in found):
        raise RefusedError("refused", "leads to a private, loopback or link-local host")
    if not found:
        raise RefusedError("unreachable", "its host can't be found")
    return found[0]


def is_public(address: str) -> bool:
    """True for an address that belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (_last_four(ip) if ip in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _last_four(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]
