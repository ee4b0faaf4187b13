"""What stands before every page: names of hosts, the password, headers."""

import base64
import binascii
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses requests for foreign hosts (so that no other page can reach this one by a name of
    its own) and those without the password; adds the headers."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], password: str | None) -> None:
        self._app = app
        self._hosts = hosts
        self._password = password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        name = headers.get("host", "").rsplit(":", 1)[0]
        if "*" not in self._hosts and name not in self._hosts:
            return PlainTextResponse("This app isn't served under this name.", 400)
        if self._password is not None and not _brings(headers, self._password):
            ask = {"WWW-Authenticate": 'Basic realm="Counterclaim", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.", 401, ask)
        return None


def _brings(headers: Headers, password: str) -> bool:
    """Whether the request brings the password; the user's name is free."""
    scheme, _, told = headers.get("authorization", "").partition(" ")
    try:
        given = base64.b64decode(told, validate=True).partition(b":")[2]
    except binascii.Error:
        return False
    return scheme.lower() == "basic" and secrets.compare_digest(given, password.encode())
