"""What every page needs: the database, what is kept of it, the registry, the templates."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from counterclaim.store import ViewReader

if TYPE_CHECKING:
    from counterclaim.names.registry import Registry


def reader_of(request: Request) -> ViewReader:
    """The database."""
    reader: ViewReader = request.app.state.reader
    return reader


def keep[Result](request: Request, key: Hashable, make: Callable[[], Result]) -> Result:
    """The result of ``make``, worked out anew only when the database has changed."""
    result: Result = request.app.state.kept.get(key, make)
    return result


def keep_slow[Result](
    request: Request, key: Hashable, make: Callable[[], Result]
) -> tuple[object, Result]:
    """The result of ``make`` as last worked out, and the state of the database that it is of."""
    result: tuple[object, Result] = request.app.state.kept.get_slow(key, make)
    return result


@cache
def registry() -> "Registry":
    """The actor registry, loaded when a page first asks for it."""
    from counterclaim.names.registry import Registry

    return Registry.load()


def render(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    """A page from its template."""
    template = request.app.state.templates.get_template(name)
    return HTMLResponse(template.render(**values), status)
