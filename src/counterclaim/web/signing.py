"""Who is at the other end: signing in, and the token that every change must bring.

Where the database holds accounts, each request needs one of them; else whoever reaches the app is
its one reviewer. Nothing of a session is kept here but a key that is made anew at every start.
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from hashlib import sha256
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from counterclaim.model import Person, Role
from counterclaim.review import password_fits
from counterclaim.store.people import Account, People
from counterclaim.web.forms import Form, local
from counterclaim.web.rendering import render

COOKIE = "counterclaim_session"
_HOURS = 12
_TRIES, _PAUSE = 5, 300
"""So many wrong passwords for a name, and it is closed for so many seconds."""

_OPEN = ("/static/", "/signin")


class Desk:
    """The accounts of a database, sessions and tokens. ``reviewer`` is who decides where there are
    no accounts."""

    def __init__(self, people: People, reviewer: str) -> None:
        self._people = people
        self._reviewer = reviewer
        self._key = secrets.token_bytes(32)
        self._failed: dict[str, list[float]] = defaultdict(list)

    @property
    def has_accounts(self) -> bool:
        """Whether people must sign in."""
        return bool(self._people.accounts())

    def names(self) -> list[str]:
        """The names of all who may sign in."""
        return [account.person.name for account in self._people.accounts()]

    def close(self) -> None:
        """Lets go of the database."""
        self._people.close()

    def sign_in(self, name: str, password: str) -> str | None:
        """The session of a name with its password; ``None`` where they don't fit.

        Raises :class:`TooManyTriesError`.
        """
        now = time.monotonic()
        self._failed[name] = [at for at in self._failed[name] if now - at < _PAUSE]
        if len(self._failed[name]) >= _TRIES:
            raise TooManyTriesError
        account = self._people.find(name)
        if not password_fits(password, account.secret if account else None) or account is None:
            self._failed[name].append(now)
            return None
        del self._failed[name]
        until = int(time.time()) + _HOURS * 3600
        return self._session(account, until)

    def person(self, request: Request) -> Person | None:
        """Who asks; ``None`` where they must sign in first."""
        if not self.has_accounts:
            return Person(_basic_name(request.headers) or self._reviewer, Role.CURATOR)
        name, _, rest = request.cookies.get(COOKIE, "").partition(".")
        until = rest.partition(".")[0]
        if not until.isdecimal() or int(until) < time.time():
            return None
        account = self._people.find(_decode(name))
        if account is None or not _same(self._session(account, int(until)), f"{name}.{rest}"):
            return None
        return account.person

    def token(self, request: Request) -> str:
        """What a form of this person's pages must bring."""
        person = request.state.person
        who = f"{person.name if person else ''}|{request.cookies.get(COOKIE, '')}"
        return self._sign(f"token|{who}")

    def is_from_here(self, request: Request, token: str) -> bool:
        """Whether a change was asked for by a page of this app, shown to this person."""
        origin = request.headers.get("origin")
        host = request.headers.get("host", "")
        if origin is not None and urlsplit(origin).netloc != host:
            return False
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        return _same(self.token(request), token)

    def _session(self, account: Account, until: int) -> str:
        """Another as soon as the account has another password or role."""
        name = urlsafe_b64encode(account.person.name.encode()).decode().rstrip("=")
        told = f"{name}.{until}"
        return f"{told}.{self._sign(f'{told}|{account.secret}|{account.person.role.value}')}"

    def _sign(self, told: str) -> str:
        return hmac.new(self._key, told.encode(), sha256).hexdigest()


class TooManyTriesError(Exception):
    """A name is closed for a while after too many wrong passwords."""


class SignIn:
    """Lets nobody past who must sign in first; tells the pages who asks."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] == "http":
            request = Request(scope)
            person = self._desk.person(request)
            request.state.person = person
            if person is None and not request.url.path.startswith(_OPEN):
                await _refusal(request)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _refusal(request: Request) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if request.method == "GET" and wants_page:
        address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/signin?to={quote(address)}", 303)
    return PlainTextResponse("Sign in first.", 401)


def _basic_name(headers: Headers) -> str | None:
    """The name given with the one password of an app without accounts."""
    scheme, _, told = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    return _decode(told).partition(":")[0].strip()[:80] or None


def _decode(told: str) -> str:
    try:
        return urlsafe_b64decode(told + "=" * (-len(told) % 4)).decode()
    except ValueError:
        return ""


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def sign_in_page(request: Request) -> Response:
    """Asks for a name and a password."""
    return _asking(request, None, 200)


def signing_in(request: Request, form: Form) -> Response:
    """Begins a session where name and password fit."""
    desk: Desk = request.app.state.desk
    try:
        session = desk.sign_in(form.one("name"), form.fields.get("password", [""])[0])
    except TooManyTriesError:
        return _asking(request, "Too many wrong passwords: wait five minutes, then try again.", 429)
    if session is None:
        return _asking(request, "Name and password don't fit.", 403)
    answer = RedirectResponse(local(form.one("to", "/")), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, session, max_age=_HOURS * 3600, httponly=True, samesite="lax", secure=secure
    )
    return answer


def signing_out(request: Request, form: Form) -> Response:
    """Ends the session."""
    answer = RedirectResponse("/signin", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _asking(request: Request, trouble: str | None, status: int) -> Response:
    desk: Desk = request.app.state.desk
    to = local(request.query_params.get("to", "/"))
    told = {"trouble": trouble, "token": desk.token(request), "to": to, "here": ""}
    return render(request, "signin.html", status=status, **told)
