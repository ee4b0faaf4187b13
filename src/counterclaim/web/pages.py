"""The pages. Each takes a request, asks the store and fills a template."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from counterclaim.model import Act, Verdict
from counterclaim.review import may
from counterclaim.store import ArticleFilter, ClaimFilter
from counterclaim.web import marking, versions, wording
from counterclaim.web.asked import page_of
from counterclaim.web.overview import PAGE
from counterclaim.web.rendering import keep, reader_of, render

FEW = 8
NEAR_DAYS, NEAR_DEGREES = 14, 0.5


def event(request: Request) -> Response:
    """One event: its versions side by side."""
    reader = reader_of(request)
    found = reader.find_event(request.path_params["id"])
    if found is None:
        return _gone(request, request.path_params["id"])
    columns = versions.columns(found)
    return render(
        request,
        "event.html",
        here="",
        event=found,
        columns=columns,
        lines=versions.lines(found, columns),
        articles=reader.article_titles(found.articles),
        neighbours=reader.neighbours(found, days=NEAR_DAYS, degrees=NEAR_DEGREES, limit=FEW),
        near_days=NEAR_DAYS,
        history=reader.history(found.id),
        day=wording.days,
        may_decide=may(request.state.person, Act.MERGE),
    )


def _gone(request: Request, id_: str) -> Response:
    """Where the claims of an event went whose id no longer stands."""
    traces = [trace for trace in reader_of(request).traces(id_) if trace.new]
    if not traces:
        raise HTTPException(404, "No event has this id.")
    if len({trace.new for trace in traces}) == 1:
        return RedirectResponse(f"/event/{traces[0].new}")
    return render(request, "gone.html", here="", id=id_, traces=traces)


def claim(request: Request) -> Response:
    """Where a claim stands in its article."""
    found = reader_of(request).find_claim(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No claim has this id.")
    return RedirectResponse(f"/article/{found.article.id}#{found.claim.id}")


def article(request: Request) -> Response:
    """One article with its claims marked."""
    reader = reader_of(request)
    found = reader.find_article(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No article has this id.")
    told = reader.claims_of(found)
    claims = [stored.claim for stored in told]
    every = reader.claims(ClaimFilter(article=found.article.id, rejected=True))
    text, issues = found.article.text, reader.issues(found)
    reprints = reader.reprints_of(found)
    return render(
        request,
        "article.html",
        here="articles",
        stored=found,
        article=found.article,
        claims=claims,
        paragraphs=marking.paragraphs(text, claims, issues),
        read=marking.share(text, claims),
        relations=reader.relations(found),
        titles=reader.article_titles(tuple({i for r in reprints for i in (r.article, r.original)})),
        events=reader.events_of_article(found.article.id),
        issues=issues,
        reprints=reprints,
        verdicts={stored.claim.id: stored.verdict for stored in told},
        rejected=[stored for stored in every if stored.verdict is Verdict.REJECTED],
        may_decide=may(request.state.person, Act.ACCEPT),
    )


def articles(request: Request) -> Response:
    """Articles, the latest first, by page and publisher."""
    query = request.query_params
    wanted = ArticleFilter(publisher=query.get("publisher") or None)
    page = page_of(query)
    found, total = reader_of(request).article_page(wanted, skip=(page - 1) * PAGE, limit=PAGE)
    return render(
        request,
        "articles.html",
        here="articles",
        articles=found,
        total=total,
        publisher=wanted.publisher,
        page=page,
        pages=max(1, -(-total // PAGE)),
    )


def sources(request: Request) -> Response:
    """Figures of speakers and publishers."""
    reader = reader_of(request)
    figures, publishers = (
        keep(request, "sources", reader.source_figures),
        keep(request, "publishers", reader.publisher_figures),
    )
    return render(
        request,
        "sources.html",
        here="sources",
        sources=figures,
        publishers=publishers,
        reprinted=keep(request, "reprinted", reader.reprinted),
        most=max((figure.claims for figure in figures), default=1),
    )
