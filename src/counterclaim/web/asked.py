"""What an address asks for: filters, a part of the map, a page of the list."""

from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from counterclaim.model import Grade, Stance
from counterclaim.store import Box, EventFilter
from counterclaim.web.wording import kinds

_KEYS = ("kind", "actor", "place", "grade", "stance", "source", "article", "since", "until")


class FilterError(ValueError):
    """A filter in the address that can't be used; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters, the part of the map, and the page of the list from 1, and the day for which
    the map shows who held what."""

    filters: EventFilter
    box: Box | None
    page: int
    control: date | None

    def address(self, **changed: str | None) -> str:
        """These filters as the end of an address, some of them changed."""
        filters = asdict(self.filters)
        told = {key: str(filters[key]) for key in _KEYS if filters[key] is not None}
        if self.box is not None:
            told["box"] = ",".join(map(str, self.box))
        if self.control is not None:
            told["control"] = self.control.isoformat()
        return urlencode({k: v for k, v in {**told, **changed}.items() if v is not None})


def asked(query: QueryParams) -> Asked:
    """Reads an address; raises :class:`FilterError`."""
    filters = EventFilter(
        actor=_words(query, "actor"),
        place=_words(query, "place"),
        source=_words(query, "source"),
        article=_words(query, "article"),
        kind=_one_of(query, "kind", list(kinds())),
        grade=_one_of(query, "grade", [grade.value for grade in Grade]),
        stance=_one_of(query, "stance", [stance.value for stance in Stance]),
        since=day_of(query, "since"),
        until=day_of(query, "until"),
    )
    return Asked(filters, _box(query.get("box")), page_of(query), day_of(query, "control"))


def _words(query: QueryParams, key: str) -> str | None:
    return query.get(key, "").strip() or None


def _one_of(query: QueryParams, key: str, known: list[str]) -> str | None:
    value = query.get(key) or None
    if value is not None and value not in known:
        raise FilterError(f"{key} is {value!r}; it can be {', '.join(known)}.")
    return value


def day_of(query: QueryParams, key: str) -> date | None:
    """The day under a key of an address; raises :class:`FilterError`."""
    value = query.get(key)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise FilterError(f"{key} is {value!r}; write a day as 2017-08-09.") from error


def _box(value: str | None) -> Box | None:
    if not value:
        return None
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError as error:
        raise FilterError("box is four numbers: west,south,east,north.") from error
    return Box(west, south, east, north)


def page_of(query: QueryParams) -> int:
    """The page that an address asks for, from 1; raises :class:`FilterError`."""
    value = query.get("page", "1")
    if not value.isdigit() or not 1 <= int(value) <= 1_000_000:
        raise FilterError(f"page is {value!r}; it is a number from 1.")
    return int(value)
