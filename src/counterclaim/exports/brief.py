"""``brief``: a situation report, as Markdown and as HTML: the contested points with their versions
first, then every event by its day, each statement with a footnote that names its speaker.

Nothing is told in the report's own voice: each line is what a version says, and who says it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from counterclaim.exports.base import Files, Format, Ledger, Material, columns
from counterclaim.exports.telling import sources
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
    Contested points: what the sources differ about: each version, and who says it
    Events: by day: kind, place, grade, every version with who says it
    Sources: the footnotes: who says it, the sentence, publisher, day, address
    """
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the report: how deep it stands, its text, and its footnotes."""

    level: int
    text: str
    notes: tuple[int, ...] = ()


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
    day = event.date
    days = "day not told"
    if day and day.start:
        days = str(day.start) if day.start == day.end else f"{day.start} to {day.end}"
    return f"{days}: {event.kind}, {place} ({event.id})"


def _label(found: FieldVersions) -> str:
    if found.field is Field.LOSSES:
        return f"{found.effect}, {found.category}"
    return found.field.value


def _statements(event: Event, found: FieldVersions, notes: _Notes) -> Iterator[_Line]:
    for version in found.versions:
        firm = [s.value for s in version.stances if s.value != "asserted"]
        how = f" [{', '.join(firm)}]" if firm else ""
        text = f"{_label(found)}: {version.value}, according to {', '.join(version.origins)}{how}"
        yield _Line(4, text, notes.of(event, version))


def _contested(event: Event) -> list[FieldVersions]:
    return [found for found in event.versions if found.agreement is Agreement.DISPUTED]


def _sides(event: Event, notes: _Notes) -> Iterator[_Line]:
    """Who tells a contested event as having happened, and who denies it."""
    quoted = {q.claim: q for f in event.versions for v in f.versions for q in v.quotations}
    for denied, words in ((False, "it happened"), (True, "it did not, or not so")):
        told = [m for m in event.members if (m.stance is Stance.DENIED) is denied]
        names = ", ".join(dict.fromkeys(m.origin.name for m in told))
        marks = tuple(notes.quote(event, quoted[m.claim]) for m in told if m.claim in quoted)
        if marks:
            yield _Line(4, f"{words}, according to {names}", marks)


def _report(material: Material, notes: _Notes) -> Iterator[_Line]:
    yield _Line(1, "Situation report")
    days = [e.date.start for e in material.events if e.date and e.date.start]
    span = f"{min(days)} to {max(days)}" if days else "no days told"
    yield _Line(
        3,
        f"{len(material.events)} events, {span}, from {len(material.articles)} articles. "
        "A claim is what a source said, not what happened.",
    )
    yield _Line(2, "Contested points")
    for event in material.events:
        disputed = _contested(event)
        if disputed or event.grade is Grade.CONTESTED:
            yield _Line(3, f"{_title(event)}. {event.grade.value}: {event.reason}")
            if event.grade is Grade.CONTESTED:
                yield from _sides(event, notes)
            for found in disputed:
                yield from _statements(event, found, notes)
    yield _Line(2, "Events")
    for event in material.events:
        yield _Line(3, f"{_title(event)}. {event.grade.value}: {event.reason} ({sources(event)})")
        for found in event.versions:
            yield from _statements(event, found, notes)


def _markdown(lines: list[_Line], notes: list[str]) -> str:
    out = []
    for line in lines:
        text = _plain(line.text) + "".join(f"[^{number}]" for number in line.notes)
        begin = {1: "# ", 2: "\n## ", 3: "\n", 4: "- "}[line.level]
        out.append(begin + text + ("\n" if line.level == 3 else ""))
    out.append("\n## Sources\n")
    out += [f"[^{number}]: {_plain(text)}" for number, text in enumerate(notes, 1)]
    return "\n".join(out) + "\n"


def _plain(text: str) -> str:
    """Words of a source that Markdown takes for words and no marks."""
    for mark in ("\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"):
        text = text.replace(mark, "\\" + mark)
    return text


_STYLE = (
    "body{font:16px/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2{font-family:sans-serif}p{font-weight:600}ol{font-size:.85rem}"
    "@media print{body{margin:0}}"
)


def _html(lines: list[_Line], notes: list[str]) -> str:
    tags = {1: "h1", 2: "h2", 3: "p", 4: "div"}
    body = []
    for line in lines:
        marks = "".join(f'<sup><a href="#n{n}">{n}</a></sup>' for n in line.notes)
        body.append(f"<{tags[line.level]}>{escape(line.text)}{marks}</{tags[line.level]}>")
    listed = "\n".join(f'<li id="n{n}">{escape(text)}</li>' for n, text in enumerate(notes, 1))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Situation report</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + f"\n<h2>Sources</h2>\n<ol>\n{listed}\n</ol>\n</body></html>\n"
    )


def _write(material: Material, ledger: Ledger) -> Files:
    notes = _Notes(material)
    lines = list(_report(material, notes))
    ledger.written = len(material.events)
    return {
        "brief.md": _markdown(lines, notes.texts).encode(),
        "brief.html": _html(lines, notes.texts).encode(),
    }


FORMAT = Format(
    name="brief",
    title="A situation report in Markdown and HTML",
    suffix="",
    source="DESIGN: an event's versions side by side",
    columns=_COLUMNS,
    cannot_hold=("coordinates", "one toll of several: each is told with its speaker"),
    write=_write,
)
