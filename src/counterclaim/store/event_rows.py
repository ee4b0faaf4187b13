"""Events as rows: the columns by which each is found, filled from its fields."""

from typing import Any

from counterclaim.model.event import Event
from counterclaim.model.event_record import dump_record

Row = dict[str, Any]


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
