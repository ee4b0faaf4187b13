"""What a page says: the report's paragraphs, and what the lines around them tell about it.

``lines`` judges each line by itself, with the wordings of ``codebook/data/furniture.yaml``. The
rules here are about places on the page: its head ends with the first line of prose, its tail begins
after the last, and nothing of the report follows the small print.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import accumulate

from counterclaim.model import Media, Origin
from counterclaim.reading import dates
from counterclaim.reading.blocks import Block, Kind, join_cut
from counterclaim.reading.cues import Cues, Role, Zone, load
from counterclaim.reading.lines import Line, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article's fields as far as its document tells them; see ``model.Article``."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None
    origin: Origin | None = None
    language: str | None = None
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    rights: str | None = None
    text: str = ""

    def over(self, other: "Page") -> "Page":
        """This page's fields, and ``other``'s where this one has none."""
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if getattr(self, field.name) in (None, (), "")
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of a page, those of the report among them, and its title."""

    lines: tuple[Line, ...]
    report: tuple[Line, ...]
    title: Line | None

    def of(self, *roles: Role) -> Iterator[Line]:
        """The lines with one of these roles."""
        return (line for line in self.lines if line.role in roles)


_FULL_STOP = re.compile(r"[.!?…]['\"”’»)\]]*$")
_DATELINE = re.compile(r"^[A-Z][\w .,'’/-]{1,60}?\s*\((?P<name>[\w -]{2,40})\)\s*[-–—:]")
_SIGNED = re.compile(r"[-–—(\[]\s*(?P<name>[A-Z][\w -]{1,40})[)\]]?\.?$")
_CAPITALS = re.compile(r"[A-Z]{3}")
_TITLE_WORDS = 30
_DATELINE_WIDTH = 90


def read_page(
    blocks: Sequence[Block], *, title: str | None = None, publisher: str | None = None
) -> Page:
    """A page as its lines tell it: title, dates, origin and the rest, and the report's text.

    ``title`` and ``publisher`` are what is known of the page already. Without a title the first
    heading, or a short first line, is taken for it; ``""`` says that none stands among the lines.
    """
    cues = load()
    layout = _layout(blocks, cues, title)
    page = Page(
        title=title or (layout.title.text if layout.title else None),
        authors=_values(layout, Role.BYLINE),
        publisher=publisher,
        regions=_values(layout, Role.REGION),
        themes=_values(layout, Role.THEME),
        dossiers=_values(layout, Role.DOSSIER),
        media=tuple(_media(layout)),
        rights=next(iter(_values(layout, Role.RIGHTS)), None),
        text=_text(layout, cues),
    )
    return _dated(page, layout, cues)


# -- where the report begins and ends


def _layout(blocks: Sequence[Block], cues: Cues, known: str | None) -> _Layout:
    lines = [judge(block, cues) for block in blocks]
    prose = _prose(lines)
    if not prose:
        return _Layout(tuple(lines), tuple(line for line in lines if line.role is None), None)
    first, last = prose[0], prose[-1]
    lines = [_placed(line, i, first, last) for i, line in enumerate(lines)]
    title = _title(lines[:first]) if known is None else None
    name = title.text if title else known
    end = next((i for i in range(last + 1, len(lines)) if lines[i].role is Role.END), len(lines))
    report = [
        line
        for index, line in enumerate(lines)
        if line.role is None
        and not _repeats(line, name, in_head=index < first)
        and not (_is_link(line) and not first <= index <= last)
        and index < end
    ]
    return _Layout(tuple(lines), tuple(report), title)


def _prose(lines: Sequence[Line]) -> list[int]:
    """Indexes of the report's full sentences, the small print cut off.

    A line of small print ends the report only where half of the prose stands before it: a note
    above a report is no end.
    """
    found = [index for index, line in enumerate(lines) if _is_prose(line)]
    sizes = list(accumulate(len(lines[index].text) for index in found))
    for end in (i for i, line in enumerate(lines) if line.role is Role.END):
        before = sum(1 for index in found if index < end)
        if before and 2 * sizes[before - 1] >= sizes[-1]:
            return found[:before]
    return found


def _is_prose(line: Line) -> bool:
    if line.role is not None or line.block.kind in (Kind.HEADING, Kind.CAPTION):
        return False
    count = len(line.text[:400].split())
    return count >= 20 or (count >= 5 and _FULL_STOP.search(line.text) is not None)


def _placed(line: Line, index: int, first: int, last: int) -> Line:
    """The line, its role taken back where it counts in another part of the page only."""
    right = {Zone.ANY: True, Zone.HEAD: index < first, Zone.TAIL: index > last}
    return line if line.role is None or right[line.zone] else Line(line.block)


def _title(head: Sequence[Line]) -> Line | None:
    """The head's first heading, else its first line where that is short and no sentence."""
    heading = next((ln for ln in head if ln.block.kind is Kind.HEADING and ln.role is None), None)
    if heading is not None:
        return heading
    opening = next((line for line in head if line.role is None), None)
    if opening is None or _is_prose(opening) or opening.block.kind is not Kind.PARAGRAPH:
        return None
    return opening if opening.text.count(" ") < _TITLE_WORDS else None


def _repeats(line: Line, title: str | None, *, in_head: bool) -> bool:
    """True for the title again, and in the head for a heading that is a form of it."""
    if not title:
        return False
    shown, known = line.text.casefold(), title.casefold()
    heading = in_head and line.block.kind is Kind.HEADING
    return shown == known or (heading and (shown in known or known in shown))


def _is_link(line: Line) -> bool:
    """True for a line that is nothing but links: outside the prose that is navigation."""
    words = "".join(link.words for link in line.block.links)
    return bool(words) and len(words) >= 0.9 * len(line.text.replace(" ", ""))


def _text(layout: _Layout, cues: Cues) -> str:
    whole = join_cut([line.block for line in layout.report], cues.cut_words)
    return "\n\n".join(block.text for block in whole)


# -- what the lines tell


def _values(layout: _Layout, role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for line in layout.of(role) for value in line.values))


def _media(layout: _Layout) -> Iterator[Media]:
    for line in layout.of(Role.CREDIT):
        yield Media(kind=line.kind or "image", credit=line.values[0], url=line.url)


def _dated(page: Page, layout: _Layout, cues: Cues) -> Page:
    """The page with its publisher and days, those of the original told apart from its own.

    Of two date lines with names, ``Global Research, August 10, 2017`` and below it
    ``South Front 9 August 2017``, the upper is the publisher's, the lower the original's. A single
    one names the publisher where the name is an outlet's; see ``outlet_words``.
    """
    stamps = list(layout.of(Role.STAMP))
    told = _told_origin(layout, cues, page.text)
    own = _own_stamp(stamps, told, page.publisher)
    other = next((ln for ln in stamps if ln is not own and _is_outlet(ln, layout, cues)), None)
    publisher = page.publisher
    if publisher is None and own and own.values and (other or _is_outlet(own, layout, cues)):
        publisher = own.values[0]
    days = [line.day for line in layout.of(Role.PUBLISHED)]
    days += [own.day if own else None, *(line.day for line in layout.of(Role.BYLINE))]
    published = next((day for day in days if day), None) or _dateline_day(page.text)
    return replace(
        page, publisher=publisher, published=published, origin=_origin(told, other, publisher)
    )


def _own_stamp(stamps: Sequence[Line], told: Origin | None, publisher: str | None) -> Line | None:
    """The date line of the page's publisher: by its name where that is known, else the first.

    The origin's date line is the publisher's where it is the only one: a page that names itself.
    """
    if len(stamps) == 1 and publisher is None:
        return stamps[0]
    for line in stamps:
        name = next(iter(line.values), None)
        if name is None or name == publisher:
            return line
        if publisher is None and (told is None or told.publisher != name):
            return line
    return None


def _is_outlet(line: Line, layout: _Layout, cues: Cues) -> bool:
    """True where the name in a date line is an outlet's, not a town's."""
    if not line.values:
        return False
    name = line.values[0]
    return (
        any(word in cues.outlet_words for word in name.lower().split())
        or any(link.words == name for link in line.block.links)
        or cues.agency(name) is not None
        or any(name in other.text for other in layout.lines if other is not line and other.role)
    )


def _told_origin(layout: _Layout, cues: Cues, text: str) -> Origin | None:
    """Whom the page says it is from: a note, a field, an agency's byline, dateline or signature."""
    for line in layout.of(Role.ORIGIN, Role.SOURCE):
        if line.values or line.url:
            name = next(iter(line.values), None)
            return Origin(publisher=name, published=line.day, url=line.url)
    names = [value for line in layout.of(Role.BYLINE) for value in line.values]
    names += [m["name"] for m in (_DATELINE.search(text[:200]), _SIGNED.search(text[-60:])) if m]
    agency = next((known for name in names if (known := cues.agency(name))), None)
    return Origin(publisher=agency) if agency else None


def _origin(told: Origin | None, stamp: Line | None, publisher: str | None) -> Origin | None:
    """The origin with the day of its own date line; ``None`` where the page is its own origin."""
    name = stamp.values[0] if stamp else None
    if told is None:
        told = Origin(publisher=name, published=stamp.day if stamp else None) if name else None
    elif stamp is not None and name == told.publisher:
        told = replace(told, published=told.published or stamp.day)
    same = told is not None and publisher is not None and told.publisher == publisher
    return None if same else told


def _dateline_day(text: str) -> date | None:
    """The day in a dateline that gives one in full: ``KABUL, Afghanistan (Nov. 20, 2011) --``."""
    opening = text[:_DATELINE_WIDTH]
    found = dates.find(opening) if _CAPITALS.match(opening) else None
    if found is None:
        return None
    day, before, after = found
    closed = after.lstrip(" .")[:1] in {")", "-", "–", "—", ":"}
    return day if closed and before.count(" ") <= 5 else None
