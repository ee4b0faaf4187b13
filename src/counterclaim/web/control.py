"""Who held which place on a day, according to whom: a layer of the map and a page of its own."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from counterclaim.linking.actors import Sides
from counterclaim.linking.control import ledger, place_key, who_held
from counterclaim.model import ControlAnswer, ControlSpan
from counterclaim.store import Spot, ViewReader
from counterclaim.web import sending, wording
from counterclaim.web.asked import day_of
from counterclaim.web.rendering import keep, keep_slow, reader_of, registry, render

_COLOURS = 8
_MOST_ORIGINS = 4
_MOST_ROWS = 400

Spans = dict[str, list[ControlSpan]]
"""By the ledger's key of a place."""


@dataclass(frozen=True, slots=True)
class Held:
    """A place, who is told to have held it on the day, and where it is (``None`` where that isn't
    known)."""

    name: str
    place_id: str | None
    answers: tuple[ControlAnswer, ...]
    spot: Spot | None

    @property
    def contested(self) -> bool:
        """Whether sources disagree on who held it."""
        return len(self.answers) > 1 or any(answer.span.contested for answer in self.answers)


def held_on(request: Request, on: date) -> list[Held]:
    """What is told of who held what on a day, by the place's name."""
    reader = reader_of(request)
    state, (spans, spots) = keep_slow(request, "ledger", lambda: _ledger(reader))
    return keep(request, ("held", on, state), lambda: _held(spans, spots, on))


def _held(spans: Spans, spots: Mapping[str, Spot], on: date) -> list[Held]:
    found = []
    for key, of_place in spans.items():
        answers = who_held(of_place, on)
        if answers:
            span = answers[0].span
            found.append(Held(span.place, span.place_id, tuple(answers), spots.get(key)))
    return sorted(found, key=lambda held: (held.name.casefold(), held.place_id or ""))


def spans_of(request: Request, place_id: str) -> list[ControlSpan]:
    """Who held a place of the gazetteer, in time."""
    sides = _sides()
    return ledger(reader_of(request).notices(place_id, sides), sides)


@cache
def _sides() -> Sides:
    return Sides(registry())


def _ledger(reader: ViewReader) -> tuple[Spans, dict[str, Spot]]:
    sides = _sides()
    told, spots = reader.all_notices(sides)
    spans: Spans = {}
    for span in ledger(told, sides):
        spans.setdefault(place_key(span.place, span.place_id), []).append(span)
    return spans, spots


def control_page(request: Request) -> Response:
    """Who held what on a day, as a table."""
    on = day_of(request.query_params, "on")
    place = request.query_params.get("place", "").strip()
    held = held_on(request, on) if on else []
    found = [one for one in held if place.casefold() in one.name.casefold()]
    return render(
        request,
        "control.html",
        here="control",
        on=on,
        place=place,
        held=found[:_MOST_ROWS],
        total=len(found),
    )


def control_layer(request: Request) -> Response:
    """The same for the map: ``places`` with ``x``, ``y`` (degrees), ``name``, ``holders`` (name,
    colour, how, contested) and ``words``; ``holders`` with their colours, the most places first;
    ``unplaced``, how many places aren't on the map."""
    on = day_of(request.query_params, "on")

    told = _layer(held_on(request, on) if on else [])
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return sending.send(request, sending.pack(content, "application/json"))


def _layer(held: Sequence[Held]) -> dict[str, Any]:
    counts = Counter(answer.span.holder_name for place in held for answer in place.answers)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    colours = {name: f"holder{n}" if n < _COLOURS else "other" for n, name in enumerate(ranked)}
    return {
        "places": [
            {
                "x": place.spot.longitude,
                "y": place.spot.latitude,
                "name": place.name,
                "holders": [
                    {
                        "name": answer.span.holder_name,
                        "colour": colours[answer.span.holder_name],
                        "how": answer.holding.value,
                        "contested": answer.span.contested,
                    }
                    for answer in place.answers
                ],
                "words": [place.name, *map(in_words, place.answers)],
            }
            for place in held
            if place.spot is not None
        ],
        "holders": [
            {"name": name, "colour": colours[name], "places": counts[name]}
            for name in ranked[:_COLOURS]
        ],
        "others": max(0, len(ranked) - _COLOURS),
        "unplaced": sum(place.spot is None for place in held),
    }


def in_words(answer: ControlAnswer) -> str:
    """Who held it, how that is told, and according to whom."""
    origins = answer.span.origins
    names = ", ".join(origins[:_MOST_ORIGINS])
    more = f" and {len(origins) - _MOST_ORIGINS} more" if len(origins) > _MOST_ORIGINS else ""
    contested = ", contested" if answer.span.contested else ""
    told = f"{answer.span.holder_name}{contested}: {wording.holding(answer)}"
    return f"{told}, according to {names}{more}"
