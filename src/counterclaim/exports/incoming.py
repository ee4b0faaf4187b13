"""Rows of other data sets as coded articles: a row is an article of the data set, with one claim.

The article's text is the row itself, a cell a line, so that every value of the claim can be walked
back to its cell. The publisher is the data set; the source of the claim is the one that it states.
What a row can't tell as a claim is an issue that names the file, the line and the reason.
"""

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from counterclaim.codebook.kinds import kind_rows
from counterclaim.coding.descriptions import attributes_of, in_words
from counterclaim.exports.countries import by_number
from counterclaim.exports.datasets import LossColumns, Row, organs, read_rows
from counterclaim.model import (
    ActorRef,
    Article,
    Claim,
    CodedArticle,
    DatePrecision,
    DateRef,
    Issue,
    Loss,
    PlaceRef,
    PlaceRelation,
    Span,
    Speaker,
    Stance,
    Whom,
)
from counterclaim.names.countries import country_adjective, country_names
from counterclaim.names.registry import Registry

_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_APART = re.compile(r"\s*[;|]\s*")
_MONTH = "month"


class _RowError(ValueError):
    """A row that is no claim. The message says why."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A row as a text, with the span of each cell."""

    text: str
    spans: dict[str, Span]

    @classmethod
    def of(cls, row: Row) -> "_Text":
        lines, spans, at = [], {}, 0
        for name, cell in row.cells.items():
            begin = at + len(name) + 2
            spans[name] = Span(begin, begin + len(cell))
            lines.append(f"{name}: {cell}")
            at = begin + len(cell) + 1
        return cls("\n".join(lines), spans)


def read_dataset(path: Path, registry: Registry) -> Iterator[CodedArticle | Issue]:
    """The rows of a file as articles with a claim each, or what is wrong with a row.

    Raises :class:`~counterclaim.exports.datasets.DatasetError` for a file of no known data set.
    """
    for row in read_rows(path):
        try:
            yield _coded(row, registry)
        except _RowError as error:
            message = f"{path}, line {row.line}: {error}; the row is left out"
            yield Issue(code="bad-row", message=message, path=str(path), line=row.line)


def _coded(row: Row, registry: Registry) -> CodedArticle:
    id_ = row.told("id")
    if id_ is None:
        raise _RowError(f"{' or '.join(row.dataset.columns['id'])} is empty")
    text = _Text.of(row)
    article = Article(
        id=f"{row.key}-{id_}",
        path=str(row.path),
        title=f"{row.dataset.name}, {id_}",
        publisher=row.dataset.name,
        dossiers=(row.dataset.name,),
        language="en",
        text=text.text,
        sha256=hashlib.sha256(text.text.encode()).hexdigest(),
    )
    return CodedArticle(article=article, claims=(_claim(article, row, text, registry),))


def _claim(article: Article, row: Row, text: _Text, registry: Registry) -> Claim:
    kind = _kind(row)
    named = kind_rows()[kind]
    note = row.column("note")
    sentence = text.spans[note] if note else Span(0, len(text.text))
    when = _date(row, text)
    day = when.start if when else None
    return Claim(
        id="c-" + hashlib.sha256(f"{article.id} {article.sha256}".encode()).hexdigest()[:16],
        sentence=sentence,
        span=sentence,
        kind=kind,
        stance=_stance(row),
        sources=_sources(row, text, registry, day),
        initiators=_actors(row, "who", text, registry, day),
        recipients=_actors(row, "whom", text, registry, day),
        place=_place(row, text),
        date=when,
        casualties=tuple(_losses(row, text, registry, day)),
        weapons=(),
        acled=named.acled,
        plover=named.plover,
        confidence=1.0,
    )


def _kind(row: Row) -> str:
    told = row.told("what")
    kind = row.dataset.kind(told)
    if kind is None:
        raise _RowError(f"there is no kind of ours for {told or 'an empty cell'}")
    return kind


def _stance(row: Row) -> Stance:
    told = row.told("stance")
    return row.dataset.stances.get((told or "").casefold(), Stance.ASSERTED)


def _sources(row: Row, text: _Text, registry: Registry, on: date | None) -> tuple[Speaker, ...]:
    """Whom the data set states as its source; the data set itself is the article's author."""
    name = row.column("source")
    if name is None:
        return ()
    cell = row.cells[name]
    actor = _entry(cell, registry, on)
    known = registry.get(actor) if actor else None
    return (
        Speaker(
            text=cell,
            span=text.spans[name],
            cue=name,
            actor=actor,
            name=known.name if known else None,
        ),
    )


def _actors(
    row: Row, what: str, text: _Text, registry: Registry, on: date | None
) -> tuple[ActorRef, ...]:
    found = []
    for name in row.dataset.columns.get(what, ()):
        at = text.spans.get(name)
        for part in _APART.split(row.cells[name]) if at else ():
            begin = text.text.index(part, at.start if at else 0)
            found.append(_ref(part, Span(begin, begin + len(part)), registry, on))
    return tuple(found)


def _ref(wording: str, span: Span, registry: Registry, on: date | None) -> ActorRef:
    id_ = _entry(wording, registry, on)
    actor = registry.get(id_) if id_ else None
    if actor is not None:
        return ActorRef(
            text=wording, span=span, actor=actor.id, name=actor.name, reason="the registry's name"
        )
    attributes = attributes_of(_ASIDE.sub("", wording))
    reason = in_words(attributes) if attributes else "no entry of the registry has this name"
    return ActorRef(text=wording, span=span, attributes=attributes, reason=reason)


def _entry(wording: str, registry: Registry, on: date | None) -> str | None:
    """The one entry of a name: as it stands, without what is in brackets, or as a state's organ."""
    bare = _ASIDE.sub("", wording).strip()
    for name in dict.fromkeys((wording, bare, _organ(bare))):
        found = registry.find(name, on) if name else ()
        if len(found) == 1 or (found and found[0].score > found[1].score):
            return found[0].actor.id
    return None


def _organ(name: str) -> str | None:
    """ "Military Forces of Syria" as the registry has it: "Syrian army"."""
    for theirs, ours in organs().items():
        if name.startswith(f"{theirs} "):
            code = _country_of(name.removeprefix(theirs).strip())
            return ours.format(adjective=country_adjective(code)) if code else None
    return None


def _country_of(name: str | None) -> str | None:
    wanted = (name or "").casefold()
    named = ((code, {code, *names}) for code, names in country_names().items())
    return next((code for code, names in named if wanted in map(str.casefold, names)), None)


def _place(row: Row, text: _Text) -> PlaceRef | None:
    name = row.column("place")
    if name is None:
        return None
    code = (row.told("place_precision") or "").casefold()
    precision, relation = row.dataset.precisions.get(code, (None, PlaceRelation.IN))
    number = row.told("country_number")
    known = by_number(int(number)) if number and number.isdecimal() else None
    latitude, longitude = (_degrees(row, what) for what in ("latitude", "longitude"))
    both = latitude is not None and longitude is not None
    return PlaceRef(
        text=row.cells[name],
        span=text.spans[name],
        relation=relation,
        name=row.cells[name],
        country=known.iso2 if known else _country_of(row.told("country")),
        admin1=row.told("admin1"),
        latitude=latitude if both else None,
        longitude=longitude if both else None,
        precision=precision,
        reason=f"the coordinates of {row.dataset.name}" if both else "no coordinates are told",
    )


def _degrees(row: Row, what: str) -> float | None:
    told = row.told(what)
    if told is None:
        return None
    try:
        value = float(told)
    except ValueError as error:
        raise _RowError(f"{what} is no number: {told!r}") from error
    if not -180 <= value <= 180:
        raise _RowError(f"{what} is out of range: {told}")
    return value


def _date(row: Row, text: _Text) -> DateRef | None:
    name = row.column("day") or row.column("first_day")
    if name is None:
        return None
    first = last = _day(row.cells[name])
    until = row.column("last_day")
    if until:
        last = _day(row.cells[until])
    spread = row.dataset.spread.get(row.told("day_precision") or "", 0)
    if isinstance(spread, int):
        first, last = first - timedelta(days=spread), last + timedelta(days=spread)
    elif spread == _MONTH:
        first = first.replace(day=1)
        last = last.replace(day=monthrange(last.year, last.month)[1])
    if last < first:
        raise _RowError(f"its last day, {last}, is before its first, {first}")
    return DateRef(
        text=row.cells[name],
        span=text.spans[name],
        start=first,
        end=last,
        precision=_precision((last - first).days + 1),
    )


def _precision(days: int) -> DatePrecision:
    limits = ((1, DatePrecision.DAY), (7, DatePrecision.WEEK), (31, DatePrecision.MONTH))
    return next((found for most, found in limits if days <= most), DatePrecision.YEAR)


def _day(told: str) -> date:
    """A day as data sets write it. Which of 7/8/2017 is the month isn't told: it is refused."""
    bare = told.partition("T")[0]
    for form, text in ((form, text) for text in (told, bare, told.split(" ")[0]) for form in _DAYS):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise _RowError(f"{told!r} is no day that can be read; write 2017-08-09 or 9 August 2017")


@dataclass(frozen=True, slots=True)
class _Toll:
    """A loss as the cells tell it, and the cell that it rests on."""

    columns: LossColumns
    low: int | None
    high: int | None
    cell: str


def _losses(row: Row, text: _Text, registry: Registry, on: date | None) -> Iterator[Loss]:
    found = [toll for columns in row.dataset.losses if (toll := _toll(row, columns))]
    if len(found) == 1 and row.dataset.bounds:
        low, high = (_number(row, name) for name in row.dataset.bounds)
        one = found[0]
        found = [
            replace(
                one,
                low=one.low if low is None else low,
                high=one.high if high is None else high,
            )
        ]
    for toll in found:
        whose = row.cells.get(toll.columns.whom) if toll.columns.whom else None
        yield Loss(
            effect=toll.columns.effect,
            low=toll.low,
            high=toll.high,
            approximate=False,
            text=row.cells[toll.cell],
            span=text.spans[toll.cell],
            whom=Whom(
                text=whose,
                actor=_entry(whose, registry, on) if whose else None,
                category=toll.columns.category,
            ),
        )


def _toll(row: Row, columns: LossColumns) -> _Toll | None:
    least = row.first(columns.number or columns.low)
    most = row.first(columns.number or columns.high)
    cell = least or most
    if cell is None:
        return None
    low = _number(row, least) if least else None
    high = _number(row, most) if most else low
    if not low and not high and not row.dataset.zero:
        return None
    return _Toll(columns, low, high, cell)


def _number(row: Row, name: str) -> int | None:
    told = row.cells.get(name)
    if told is None:
        return None
    try:
        value = float(told.replace(",", ""))
    except ValueError as error:
        raise _RowError(f"{name} is no number: {told!r}") from error
    if value != int(value) or value < 0:
        raise _RowError(f"{name} is no whole number: {told!r}")
    return int(value)
