"""The application: its addresses, and what guards them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from counterclaim.review import (
    CorrectionError,
    MeanwhileError,
    NotAllowedError,
    NothingThereError,
    ReviewError,
    ReviewRoom,
)
from counterclaim.store import StoreError, ViewReader
from counterclaim.store.people import People
from counterclaim.web import (
    control,
    entries,
    overview,
    pages,
    review_pages,
    sending,
    signing,
    wording,
)
from counterclaim.web.asked import FilterError
from counterclaim.web.forms import FormError, changing
from counterclaim.web.guard import Guard
from counterclaim.web.kept import Kept
from counterclaim.web.rendering import render
from counterclaim.web.signing import Desk, SignIn
from counterclaim.web.workshop import Workshop

SMALLEST_ZIPPED = 1000


def make_app(
    database: str,
    *,
    hosts: tuple[str, ...],
    password: str | None = None,
    reviewer: str = "reviewer",
) -> Starlette:
    """The app on a database. ``hosts`` are the names under which it may be asked for (``*`` for
    any); with a password, every request must bring it. Where the database holds accounts, people
    sign in; else decisions are kept as ``reviewer``'s.

    Raises :class:`~counterclaim.store.StoreError` where the database can't be opened.
    """
    desk = Desk(People.open(database), reviewer)
    app = Starlette(
        routes=[
            Route("/", overview.overview),
            Route("/list", overview.event_list),
            Route("/events.json", overview.event_points),
            Route("/names/{of}", overview.suggestions),
            Route("/control", control.control_page),
            Route("/control.json", control.control_layer),
            Route("/event/{id}", pages.event),
            Route("/claim/{id}", pages.claim),
            Route("/article/{id}", pages.article),
            Route("/articles", pages.articles),
            Route("/sources", pages.sources),
            Route("/actors", entries.actors),
            Route("/actor/{id}", entries.actor),
            Route("/places", entries.places),
            Route("/place/{id}", entries.place),
            Route("/unplaced", entries.unplaced),
            Route("/search", entries.search),
            *_review_routes(),
            Route("/static/{name}", sending.static),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts, password=password),
            Middleware(SignIn, desk=desk),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=5),
        ],
        exception_handlers={
            403: _missing,
            404: _missing,
            FilterError: _wrong,
            StoreError: _failed,
            ReviewError: _undecided,
            CorrectionError: _undecided,
            FormError: _undecided,
        },
        lifespan=_lifespan,
    )
    app.state.desk = desk
    app.state.reader = ViewReader.open(database)
    app.state.kept = Kept(app.state.reader)
    app.state.room = ReviewRoom.open(database)
    app.state.workshop = Workshop(database)
    app.state.templates = _templates()
    return app


def _review_routes() -> list[Route]:
    changes = {
        "/review/decide": review_pages.decide,
        "/review/judge": review_pages.judge,
        "/review/undo": review_pages.undo,
        "/review/adopt": review_pages.adopt,
        "/review/assign": review_pages.assign,
        "/review/correct/{article}": review_pages.add,
        "/review/correct/{article}/{claim}": review_pages.correct,
        "/review/event/{id}": review_pages.change_event,
        "/signin": signing.signing_in,
        "/signout": signing.signing_out,
    }
    shown = {
        "/review": review_pages.queue,
        "/review/correct/{article}": review_pages.correcting,
        "/review/correct/{article}/{claim}": review_pages.correcting,
        "/review/event/{id}": review_pages.event_room,
        "/review/options": review_pages.options,
        "/review/settle/{article}": review_pages.settle,
        "/decisions": review_pages.decisions,
        "/agreement": review_pages.agreement_page,
        "/signin": signing.sign_in_page,
    }
    return [
        *(Route(path, changing(work), methods=["POST"]) for path, work in changes.items()),
        *(Route(path, work) for path, work in shown.items()),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """Lets go of everything when the app stops."""
    yield
    for held in (app.state.workshop, app.state.room, app.state.reader, app.state.desk):
        held.close()


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("counterclaim.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(wording.FILTERS)
    return templates


def _message(request: Request, title: str, words: str, status: int) -> Response:
    return render(request, "message.html", status=status, title=title, words=words, here="")


def _missing(request: Request, error: Exception) -> Response:
    words = getattr(error, "detail", None) or "Nothing is kept under this address."
    status = getattr(error, "status_code", 404)
    return _message(request, "Not found" if status == 404 else "Not for you", words, status)


def _undecided(request: Request, error: Exception) -> Response:
    """A decision that can't be made: a line for the script, a page for a plain form."""
    status = next((s for kind, s in _STATUS.items() if isinstance(error, kind)), 400)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"trouble": str(error)}, status)
    return _message(request, "That can't be decided", str(error), status)


_STATUS = {NothingThereError: 404, NotAllowedError: 403, MeanwhileError: 409}


def _wrong(request: Request, error: Exception) -> Response:
    return _message(request, "That filter can't be used", str(error), 400)


def _failed(request: Request, error: Exception) -> Response:
    return _message(request, "The database can't be read", str(error), 503)
