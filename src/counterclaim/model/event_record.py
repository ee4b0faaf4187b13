"""Events and their parts as JSON: what the store keeps and what ``events`` and ``show`` write.

Kept out of ``counterclaim.model`` itself, since it loads pydantic.
"""

from counterclaim.model.event import Event, Reprint
from counterclaim.model.record import Json, adapter


def dump_record(record: Event | Reprint) -> str:
    """The record as JSON, to be read back by the functions below."""
    return adapter(type(record)).dump_json(record).decode()


def load_event(text: str) -> Event:
    """The event that :func:`dump_record` wrote."""
    event: Event = adapter(Event).validate_json(text)
    return event


def load_reprint(text: str) -> Reprint:
    """The reprint that :func:`dump_record` wrote."""
    reprint: Reprint = adapter(Reprint).validate_json(text)
    return reprint


def event_cells(event: Event) -> Json:
    """An event's own values in cells: what it is, when and where; empty ones are ``None``."""
    place, day = event.place, event.date
    return {
        "id": event.id,
        "kind": event.kind,
        "grade": event.grade.value,
        "reason": event.reason,
        "date_start": day and day.start,
        "date_end": day and day.end,
        "date_precision": day and day.precision.value,
        "place": place and place.name,
        "gazetteer_id": place and place.gazetteer_id,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_precision": place and place.precision and place.precision.value,
    }


def event_json(event: Event) -> Json:
    """An event as others read it: ``claims`` are ids; ``members`` say why each belongs to it."""
    values: Json = adapter(Event).dump_python(event, mode="json")
    first = ("id", "kind", "grade", "reason", "date", "place")
    members = values.pop("members")
    return {
        **{key: values[key] for key in first},
        "claims": [member["claim"] for member in members],
        **{key: value for key, value in values.items() if key not in first},
        "members": members,
    }
