"""``brief``: a situation report for a period and an area: a map, who is told to have gained or lost
what, the contested points with their versions, then every event by its day, each statement with a
footnote that names its speaker.

Nothing is told in the report's own voice: each line is what a version says, and who says it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from counterclaim.exports import svgmap
from counterclaim.exports.base import Files, Format, Ledger, Material, Writing, columns
from counterclaim.exports.pages import MAP, MAP_FILE, Line, Report, html, markdown, pdf
from counterclaim.exports.telling import days, heading, period, sources
from counterclaim.model import (
    Agreement,
    Event,
    Field,
    FieldVersions,
    Grade,
    Quotation,
    Stance,
    Version,
)

_COLUMNS = columns(
    """
    Map: a mark a place, its colour the grade
    What is told to have changed hands: who has gained or lost what, and who says it
    Contested points: what the sources differ about: each version, and who says it
    Events: by day: kind, place, grade, every version with who says it
    Sources: the footnotes: who says it, the sentence, publisher, day, address
    """
)


@dataclass(slots=True)
class _Notes:
    """Footnotes in the order in which they are first used; a sentence has one."""

    material: Material
    numbers: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def of(self, event: Event, version: Version) -> tuple[int, ...]:
        """The numbers of a version's footnotes."""
        return tuple(self.quote(event, quotation) for quotation in version.quotations)

    def quote(self, event: Event, quotation: Quotation) -> int:
        """The number of a sentence's footnote."""
        claim, text = quotation.claim, quotation.text
        if claim not in self.numbers:
            self.numbers[claim] = len(self.numbers) + 1
            member = next(m for m in event.members if m.claim == claim)
            found = self.material.articles.get(quotation.article)
            parts = (found.publisher or found.id, found.published, found.url) if found else ()
            where = ", ".join(str(part) for part in parts if part)
            said = f"{member.origin.name} [{member.stance.value}]"
            self.texts.append(f"{said}: \u201c{' '.join(text.split())}\u201d ({where}; {claim})")
        return self.numbers[claim]


def _title(event: Event) -> str:
    place = event.place.name if event.place else "place not told"
    return f"{days(event.date)}: {event.kind}, {place} ({event.id})"


def _label(found: FieldVersions) -> str:
    if found.field is Field.LOSSES:
        return f"{found.effect}, {found.category}"
    return found.field.value


def _statements(event: Event, found: FieldVersions, notes: _Notes) -> Iterator[Line]:
    for version in found.versions:
        firm = [s.value for s in version.stances if s.value != "asserted"]
        how = f" [{', '.join(firm)}]" if firm else ""
        text = f"{_label(found)}: {version.value}, according to {', '.join(version.origins)}{how}"
        yield Line(4, text, notes.of(event, version))


def _contested(event: Event) -> list[FieldVersions]:
    return [found for found in event.versions if found.agreement is Agreement.DISPUTED]


def _sides(event: Event, notes: _Notes) -> Iterator[Line]:
    """Who tells a contested event as having happened, and who denies it."""
    quoted = {q.claim: q for f in event.versions for v in f.versions for q in v.quotations}
    for denied, words in ((False, "it happened"), (True, "it did not, or not so")):
        told = [m for m in event.members if (m.stance is Stance.DENIED) is denied]
        names = ", ".join(dict.fromkeys(m.origin.name for m in told))
        marks = tuple(notes.quote(event, quoted[m.claim]) for m in told if m.claim in quoted)
        if marks:
            yield Line(4, f"{words}, according to {names}", marks)


def _changes(material: Material, notes: _Notes) -> Iterator[Line]:
    """Who is told to have got or lost a place on a day of the period."""
    first, last = period(material)
    quoted = {
        q.claim: (event, q)
        for event in material.events
        for found in event.versions
        for version in found.versions
        for q in version.quotations
    }
    for span in material.control:
        for day, words in ((span.since, "has gained"), (span.until, "has lost or left")):
            if day is None or day.start is None or day.end is None:
                continue
            if (first and day.end < first) or (last and day.start > last):
                continue
            said = [quoted[claim] for claim in span.claims if claim in quoted]
            marks = tuple(dict.fromkeys(notes.quote(event, q) for event, q in said))
            if marks:
                disputed = " [disputed]" if span.contested else ""
                who = ", ".join(span.origins)
                text = f"{days(day)}: {span.holder_name} {words} {span.place}{disputed}"
                yield Line(4, f"{text}, according to {who}", marks)


def _lines(material: Material, notes: _Notes) -> Iterator[Line]:
    if located := svgmap.located(material.events):
        _, marks = svgmap.shown(material.events)
        drawn = sum(len(mark.events) for mark in marks)
        yield Line(
            MAP,
            f"On the map: {drawn} of {len(material.events)} events. "
            f"{len(material.events) - len(located)} have no known coordinates, "
            f"{len(located) - drawn} lie off its edge. Base map: Natural Earth",
        )
    changes = list(_changes(material, notes))
    yield Line(2, "What is told to have changed hands")
    yield from changes or [Line(3, "Nothing is told to have changed hands.")]
    yield Line(2, "Contested points")
    for event in material.events:
        disputed = _contested(event)
        if disputed or event.grade is Grade.CONTESTED:
            yield Line(3, f"{_title(event)}. {event.grade.value}: {event.reason}")
            if event.grade is Grade.CONTESTED:
                yield from _sides(event, notes)
            for found in disputed:
                yield from _statements(event, found, notes)
    yield Line(2, "Events")
    for event in material.events:
        yield Line(3, f"{_title(event)}. {event.grade.value}: {event.reason} ({sources(event)})")
        for found in event.versions:
            yield from _statements(event, found, notes)


def _report(material: Material, ledger: Ledger) -> Report:
    notes = _Notes(material)
    title, made_of = heading(material, "Situation report")
    lines = tuple(_lines(material, notes))
    ledger.written = len(material.events)
    drawn = svgmap.svg(material.events) if any(line.level == MAP for line in lines) else None
    return Report(title, made_of, lines, tuple(notes.texts), drawn)


def _one(render: Callable[[Report], bytes]) -> Writing:
    def write(material: Material, ledger: Ledger) -> Files:
        return {"": render(_report(material, ledger))}

    return write


def _write_markdown(material: Material, ledger: Ledger) -> Files:
    report = _report(material, ledger)
    drawn = {} if report.map is None else {MAP_FILE: report.map.encode()}
    return {"": markdown(report), **drawn}


def _write(material: Material, ledger: Ledger) -> Files:
    report = _report(material, ledger)
    drawn = {} if report.map is None else {MAP_FILE: report.map.encode()}
    return {"brief.md": markdown(report), "brief.html": html(report), **drawn}


FORMAT = Format(
    name="brief",
    title="A situation report: Markdown, HTML and a map; PDF where the name ends in .pdf",
    suffix="",
    source="an event's versions side by side",
    columns=_COLUMNS,
    cannot_hold=(
        "coordinates, but on the map",
        "one toll of several: each is told with its speaker",
    ),
    write=_write,
    by_suffix={
        ".md": _write_markdown,
        ".html": _one(html),
        ".pdf": _one(pdf),
    },
)
