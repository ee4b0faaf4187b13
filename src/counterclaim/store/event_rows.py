"""Events as rows: the columns by which each is found, filled from its fields."""

from datetime import date
from typing import Any, NamedTuple

from counterclaim.model.event import Event
from counterclaim.model.event_record import dump_record
from counterclaim.store.event_tables import event as table

Row = dict[str, Any]


class EventRow(NamedTuple):
    """An event as a point on a map and a line of time. Longitude and latitude in degrees; ``None``
    for both where no claim tells a place that is known."""

    id: str
    kind: str
    grade: str
    start: date | None
    end: date | None
    place: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    claims: int
    origins: int


EVENT_COLUMNS = (
    *(table.c.id, table.c.kind, table.c.grade, table.c.date_start, table.c.date_end),
    *(table.c.place_name, table.c.latitude, table.c.longitude, table.c.place_precision),
    *(table.c.claims, table.c.origins),
)
"""The columns of an :class:`EventRow`, in its order."""


def event_row(event: Event) -> Row:
    """The columns of ``event``."""
    place, day = event.place, event.date
    return {
        "id": event.id,
        "kind": event.kind,
        "grade": event.grade.value,
        "date_start": day and day.start,
        "date_end": day and day.end,
        "place_name": place and place.name,
        "gazetteer_id": place and place.gazetteer_id,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_precision": place.precision.value if place and place.precision else None,
        "claims": len(event.claims),
        "articles": len(event.articles),
        "origins": len(event.origins),
        "record": dump_record(event),
    }


NARROW = "INDEXED BY ix_event_shown"
"""Has SQLite read these columns only, where it would take another index and whole rows."""
