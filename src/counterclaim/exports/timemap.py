"""``timemap``: events, sources and associations as TimeMap reads them (Forensic Architecture,
Bellingcat; the schemas in its ``src/reducers/validate``). All values there are text."""

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import document
from counterclaim.exports.telling import (
    UntellableError,
    denials,
    joined,
    quotations,
    rows_of,
    sources,
)
from counterclaim.model import Article, Event

_COLUMNS = (
    *columns(
        """
        id: the event's id
        description: the sentences, who says them, and who denies it
        date: the day; the first day of a range, empty where none is told
        time: empty: no time of day is coded
        time_precision: day, week, month, year
        location: name of the place
        latitude: degrees, WGS 84, as text
        longitude: degrees, WGS 84, as text
        associations: kind and grade
        sources: ids of the articles
        """,
        "events",
    ),
    *columns(
        """
        id: the article's id
        title: its title
        paths: empty: no media are copied
        type: Article
        url: its address
        author: who published it
        date: day of publication
        description: empty: no text of others is copied
        """,
        "sources",
    ),
    *columns(
        """
        id: a kind or a grade
        title: the same
        desc: empty
        mode: CATEGORY for a kind, FILTER for a grade
        filter_paths: where it stands in the filter
        """,
        "associations",
    ),
)


def _event(event: Event, _material: Material, ledger: Ledger) -> Json:
    place, day = event.place, event.date
    start = day.start if day else None
    located = place is not None and place.latitude is not None
    if start is None and not located:
        raise UntellableError("neither a day nor coordinates are told: TimeMap needs one")
    if day and start and day.end != start:
        words = f"{start} to {day.end}"
        ledger.round(event.id, "date", words, str(start), "the first day that fits")
    return {
        "id": event.id,
        "description": _description(event),
        "date": str(start or ""),
        "time": "",
        "time_precision": day.precision.value if day else "",
        "location": place.name if place else "",
        "latitude": str(place.latitude) if place and located else "",
        "longitude": str(place.longitude) if place and located else "",
        "associations": [event.kind, event.grade.value],
        "sources": list(event.articles),
    }


def _description(event: Event) -> str:
    told = joined(quotations(event).values(), " ") or ""
    denied = denials(event)
    end = f" Denied by {', '.join(denied)}." if denied else ""
    return f"{told} (According to {sources(event)}.){end}"


def _source(article: Article) -> Json:
    return {
        "id": article.id,
        "title": article.title or "",
        "paths": [],
        "type": "Article",
        "url": article.url or "",
        "author": article.publisher or "",
        "date": str(article.published or ""),
        "description": "",
    }


def _association(id_: str, mode: str, path: str) -> Json:
    return {"id": id_, "title": id_, "desc": "", "mode": mode, "filter_paths": [path, id_]}


def _write(material: Material, ledger: Ledger) -> Files:
    events = rows_of(material, ledger, _event)
    used = sorted({id_ for event in events for id_ in event["sources"]})
    kinds = sorted({event["associations"][0] for event in events})
    grades = sorted({event["associations"][1] for event in events})
    return {
        "events.json": document(events),
        "sources.json": document([_source(material.articles[id_]) for id_ in used]),
        "associations.json": document(
            [
                *(_association(kind, "CATEGORY", "kind") for kind in kinds),
                *(_association(grade, "FILTER", "grade") for grade in grades),
            ]
        ),
    }


FORMAT = Format(
    name="timemap",
    title="TimeMap's events, sources and associations",
    suffix="",
    source="forensic-architecture/timemap, src/reducers/validate",
    columns=_COLUMNS,
    cannot_hold=(
        "versions side by side; the sentences stand in the description",
        "tolls",
        "a range of days: its first day is written",
        "how fine a place is",
    ),
    write=_write,
)
