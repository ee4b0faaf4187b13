"""Events as the map and the time line take them: a column for each field, words by number."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from counterclaim.store import EventRow
from counterclaim.web import wording

_EPOCH = date(1970, 1, 1).toordinal()


def columns(rows: Sequence[EventRow]) -> bytes:
    """JSON: ``id``; ``kind``, ``group``, ``grade``, ``place`` and ``precision`` as ``of`` (the
    words) and ``at`` (for each event the number of its word, from 0; -1 for none); ``start`` and
    ``days`` (days since 1970 and days until the last, ``null`` without a date); ``x`` and ``y``
    (degrees, ``null`` without a known place); ``claims``."""
    told: dict[str, Any] = {
        "id": [row.id for row in rows],
        "kind": _words(row.kind for row in rows),
        "group": _words(wording.group(row.kind) for row in rows),
        "grade": _words(row.grade for row in rows),
        "place": _words(row.place for row in rows),
        "precision": _words(row.precision for row in rows),
        "start": [row.start and row.start.toordinal() - _EPOCH for row in rows],
        "days": [_length(row) for row in rows],
        "x": [row.longitude and round(row.longitude, 4) for row in rows],
        "y": [row.latitude and round(row.latitude, 4) for row in rows],
        "claims": [row.claims for row in rows],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _words(told: Iterable[str | None]) -> dict[str, list[Any]]:
    numbers: dict[str, int] = {}
    at = [-1 if word is None else numbers.setdefault(word, len(numbers)) for word in told]
    return {"of": list(numbers), "at": at}


def _length(row: EventRow) -> int | None:
    if row.start is None or row.end is None:
        return None
    return row.end.toordinal() - row.start.toordinal()
