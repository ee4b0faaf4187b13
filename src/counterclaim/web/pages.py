"""The pages. Each takes a request, asks the store and fills a template."""

from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from counterclaim.model import Grade, Stance
from counterclaim.store import ArticleFilter, EventFilter, ViewReader
from counterclaim.web import marking, versions, wording
from counterclaim.web.asked import Asked, FilterError, asked

if TYPE_CHECKING:
    from counterclaim.names.registry import Registry

__all__ = ["FilterError"]

PAGE = 50
FEW = 8
NEAR_DAYS, NEAR_DEGREES = 14, 0.5


def _reader(request: Request) -> ViewReader:
    reader: ViewReader = request.app.state.reader
    return reader


def _page(request: Request, name: str, **values: Any) -> Response:
    template = request.app.state.templates.get_template(name)
    return HTMLResponse(template.render(**values))


@cache
def _registry() -> "Registry":
    from counterclaim.names.registry import Registry

    return Registry.load()


def overview(request: Request) -> Response:
    """The map, the time line and the list."""
    wanted, reader = asked(request.query_params), _reader(request)
    totals = reader.event_totals(wanted.filters)
    return _page(
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
        actors=reader.actor_figures(),
        sources=reader.source_figures(),
        **_list(reader, wanted),
    )


def event_list(request: Request) -> Response:
    """The list alone, for the script that keeps it in step with the map."""
    return _page(request, "list.html", **_list(_reader(request), asked(request.query_params)))


def _list(reader: ViewReader, wanted: Asked) -> dict[str, Any]:
    skip = (wanted.page - 1) * PAGE
    events, total = reader.event_page(wanted.filters, box=wanted.box, skip=skip, limit=PAGE)
    pages = max(1, -(-total // PAGE))
    return {"events": events, "total": total, "asked": wanted, "pages": pages}


def event_points(request: Request) -> Response:
    """The events that fit the filters, a row each, for the map and the time line."""
    rows = _reader(request).event_rows(asked(request.query_params).filters)
    told = [
        [
            *(row.id, row.kind, wording.group(row.kind), row.grade),
            *(row.start and row.start.isoformat(), row.end and row.end.isoformat()),
            *(row.place, row.latitude, row.longitude, row.precision, row.claims),
        ]
        for row in rows
    ]
    return JSONResponse(told)


def event(request: Request) -> Response:
    """One event: its versions side by side."""
    reader = _reader(request)
    found = reader.find_event(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No event has this id; it may have been merged into another.")
    columns = versions.columns(found)
    return _page(
        request,
        "event.html",
        here="",
        event=found,
        columns=columns,
        lines=versions.lines(found, columns),
        articles=reader.article_titles(found.articles),
        neighbours=reader.neighbours(found, days=NEAR_DAYS, degrees=NEAR_DEGREES, limit=FEW),
        near_days=NEAR_DAYS,
        day=wording.days,
    )


def claim(request: Request) -> Response:
    """Where a claim stands in its article."""
    found = _reader(request).find_claim(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No claim has this id.")
    return RedirectResponse(f"/article/{found.article.id}#{found.claim.id}")


def article(request: Request) -> Response:
    """One article with its claims marked."""
    reader = _reader(request)
    found = reader.find_article(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No article has this id.")
    claims = [stored.claim for stored in reader.claims_of(found)]
    ids = {found.article.id, found.reprint_of}
    reprints = [r for r in reader.reprints() if r.original in ids or r.article in ids]
    return _page(
        request,
        "article.html",
        here="articles",
        stored=found,
        article=found.article,
        claims=claims,
        paragraphs=marking.paragraphs(found.article.text, claims),
        events=reader.events_of_article(found.article.id),
        issues=reader.issues(found),
        reprints=reprints,
    )


def articles(request: Request) -> Response:
    """All articles, by day."""
    found = list(_reader(request).articles(ArticleFilter()))
    return _page(request, "articles.html", here="articles", articles=found[::-1])


def sources(request: Request) -> Response:
    """Figures of speakers and publishers."""
    reader = _reader(request)
    figures, publishers = reader.source_figures(), reader.publisher_figures()
    most = max((figure.claims for figure in figures), default=1)
    return _page(
        request, "sources.html", here="sources", sources=figures, publishers=publishers, most=most
    )


def actors(request: Request) -> Response:
    """Actors by how often they are named."""
    figures = _reader(request).actor_figures()
    return _page(request, "actors.html", here="actors", actors=figures, registry=_registry())


def actor(request: Request) -> Response:
    """One actor: its names, its ties, what it is told to have done."""
    found = _registry().get(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "The registry has no actor of this id.")
    events = list(_reader(request).events(EventFilter(actor=found.id)))
    ties = {
        "part of": found.part_of,
        "allied with": found.allied_with,
        "opposed to": found.opposed_to,
        "backed by": found.backed_by,
        "successor of": found.successor_of,
    }
    return _page(
        request,
        "actor.html",
        here="actors",
        actor=found,
        ties={label: links for label, links in ties.items() if links},
        registry=_registry(),
        events=events[::-1][:PAGE],
        total=len(events),
        asked=asked(request.query_params),
    )


def search(request: Request) -> Response:
    """Events, actors, places and articles that hold the words; ``part`` gives the findings only,
    for the box that Ctrl-K opens."""
    query = request.query_params.get("q", "").strip()[:200]
    reader, words = _reader(request), query.split()[:8]
    return _page(
        request,
        "found.html" if request.query_params.get("part") else "search.html",
        here="search",
        query=query,
        events=reader.found_events(words, FEW) if words else [],
        places=reader.found_places(query, FEW) if words else [],
        actors=[hit.actor for hit in _registry().search(query, FEW)] if words else [],
        articles=list(reader.found_articles(words, FEW)) if words else [],
        day=wording.days,
    )
