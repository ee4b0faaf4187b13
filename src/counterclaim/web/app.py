"""The application: its addresses, and what guards them."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from counterclaim.store import StoreError, ViewReader
from counterclaim.web import pages, wording
from counterclaim.web.guard import Guard

STATIC = Path(__file__).parent / "static"
SMALLEST_ZIPPED = 1000


def make_app(database: str, *, hosts: tuple[str, ...], password: str | None = None) -> Starlette:
    """The app on a database. ``hosts`` are the names under which it may be asked for (``*`` for
    any); with a password, every request must bring it.

    Raises :class:`~counterclaim.store.StoreError` where the database can't be opened.
    """
    app = Starlette(
        routes=[
            Route("/", pages.overview),
            Route("/list", pages.event_list),
            Route("/events.json", pages.event_points),
            Route("/event/{id}", pages.event),
            Route("/claim/{id}", pages.claim),
            Route("/article/{id}", pages.article),
            Route("/articles", pages.articles),
            Route("/sources", pages.sources),
            Route("/actors", pages.actors),
            Route("/actor/{id}", pages.actor),
            Route("/search", pages.search),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts, password=password),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED),
        ],
        exception_handlers={404: _missing, pages.FilterError: _wrong, StoreError: _failed},
    )
    app.state.reader = ViewReader.open(database)
    app.state.templates = _templates()
    return app


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("counterclaim.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(wording.FILTERS)
    return templates


def _message(request: Request, title: str, words: str, status: int) -> Response:
    template = request.app.state.templates.get_template("message.html")
    return HTMLResponse(template.render(title=title, words=words, here=""), status)


def _missing(request: Request, error: Exception) -> Response:
    words = getattr(error, "detail", None) or "Nothing is kept under this address."
    return _message(request, "Not found", words, 404)


def _wrong(request: Request, error: Exception) -> Response:
    return _message(request, "That filter can't be used", str(error), 400)


def _failed(request: Request, error: Exception) -> Response:
    return _message(request, "The database can't be read", str(error), 503)
