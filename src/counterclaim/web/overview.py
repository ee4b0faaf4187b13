"""The map, the time line and the list of events, and the data they draw."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from counterclaim.model import Grade, Stance
from counterclaim.store import ActorFigure, PlaceFigure, SourceFigure
from counterclaim.web import points, sending, wording
from counterclaim.web.asked import Asked, asked
from counterclaim.web.rendering import keep, reader_of, render

PAGE = 50
_SUGGESTED = 200
"""Names that the fields of actor, place and source suggest."""


def overview(request: Request) -> Response:
    """The map, the time line and the list."""
    wanted = asked(request.query_params)
    reader = reader_of(request)
    totals = keep(request, ("totals", wanted.filters), lambda: reader.event_totals(wanted.filters))
    return render(
        request,
        "overview.html",
        here="map",
        unplaced=sum(unplaced for _, unplaced, _ in totals.values()),
        undated=sum(undated for _, _, undated in totals.values()),
        kinds=list(wording.kinds()),
        grades=[grade.value for grade in Grade],
        stances=[stance.value for stance in Stance],
        by_grade={grade.value: totals.get(grade.value, (0,))[0] for grade in Grade},
        labels=wording.LABELS,
        **list_of(request, wanted),
    )


def suggestions(request: Request) -> Response:
    """Names for the fields of actor, place and source, the most told first."""
    reader = reader_of(request)
    makers: dict[str, Callable[[], Sequence[ActorFigure | PlaceFigure | SourceFigure]]] = {
        "actors": reader.actor_figures,
        "places": reader.place_figures,
        "sources": reader.source_figures,
    }
    of = request.path_params["of"]
    if of not in makers:
        raise HTTPException(404, "Names are suggested of actors, places and sources.")
    figures = keep(request, of, makers[of])
    return JSONResponse(list(dict.fromkeys(figure.name for figure in figures[:_SUGGESTED])))


def event_list(request: Request) -> Response:
    """The list alone, for the script that keeps it in step with the map."""
    return render(request, "list.html", **list_of(request, asked(request.query_params)))


def list_of(request: Request, wanted: Asked, path: str = "/") -> dict[str, Any]:
    """What the list's template takes: one page of the events that fit. ``path`` is the page that
    shows the list."""
    skip = (wanted.page - 1) * PAGE
    events, total = keep(
        request,
        ("list", wanted),
        lambda: reader_of(request).event_page(
            wanted.filters, box=wanted.box, skip=skip, limit=PAGE
        ),
    )
    pages = max(1, -(-total // PAGE))
    return {"events": events, "total": total, "asked": wanted, "pages": pages, "path": path}


def event_points(request: Request) -> Response:
    """The events that fit the filters, for the map and the time line."""
    filters = asked(request.query_params).filters

    def make() -> sending.Packed:
        rows = reader_of(request).event_rows(filters)
        return sending.pack(points.columns(rows), "application/json")

    return sending.send(request, keep(request, ("points", filters), make))
