"""One line of a page under judgement: report, telling or furniture."""

import re
from dataclasses import dataclass
from datetime import date

from counterclaim.reading import dates
from counterclaim.reading.blocks import Block, Kind, Link
from counterclaim.reading.cues import Cue, Cues, Role, Zone

EDGES = ' \t.,;:|–—-/•·()[]"“”'
_NAME_WORD = (
    r"(?:[A-Z\u00c0-\u00de\u0600-\u06ff][\w.'’&@-]*|of|the|for|and|al|el|de|bin|ibn|van|von|&)"
)
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,7}}")
_LIST = re.compile(r"\s*[,;|•·]\s*")
_PEOPLE = re.compile(r"\s*(?:,|;|\||&|\band\b|/)\s*")
_IN_PLACE = re.compile(r"\s+(?:in|from)\s+[A-Z].*$")
_LED = re.compile(r"^(?:(?:on|by|in|at|from|to|the website|website|site|and)\s+)+", re.IGNORECASE)
_TRAILED = re.compile(
    r"(?:\s*[,(]|\s+(?:and|under|with|in accordance|as|where|here|on|in)\b).*$", re.IGNORECASE
)
_NO_NAMES = re.compile("on|posted|published|updated|date|last|by|added|created", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f<>\"]{1,2000}", re.IGNORECASE)
_STAMP_WORDS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A block and what it is; ``role`` is ``None`` where it may be the report itself.

    ``values`` are what the line tells, in parts; ``day`` and ``url`` stand beside them.
    """

    block: Block
    role: Role | None = None
    zone: Zone = Zone.ANY
    values: tuple[str, ...] = ()
    day: date | None = None
    url: str | None = None
    kind: str | None = None

    @property
    def text(self) -> str:
        """The line's plain words."""
        return self.block.text


def is_name(text: str) -> bool:
    """True for up to eight words that look like a name of a person or an outlet."""
    return _NAME.fullmatch(text) is not None and not text.islower()


def judge(block: Block, cues: Cues) -> Line:
    """What a block is, wherever it stands on its page."""
    if block.kind in (Kind.HEADING, Kind.IMAGE):
        return _furniture(block, cues) if block.kind is Kind.HEADING else _image(block, cues)
    found = cues.match(block.text)
    line = _tell(block, *found) if found is not None else None
    return line or _stamp(block) or Line(block)


def _furniture(block: Block, cues: Cues) -> Line:
    """A heading: the title may begin like a credit ("Video: ..."), so only furniture counts."""
    found = cues.match(block.text)
    if found is not None and found[0].role in (Role.FURNITURE, Role.END):
        return Line(block, found[0].role)
    return Line(block)


def _image(block: Block, cues: Cues) -> Line:
    """A picture; its words are a credit only where a cue says so."""
    found = cues.match(block.text)
    credit = _credit(block, *found) if found and found[0].role is Role.CREDIT else None
    return credit or Line(block, Role.FURNITURE)


def _tell(block: Block, cue: Cue, match: re.Match[str]) -> Line | None:
    """The line as its cue reads it, or ``None`` where the value isn't what it must be."""
    match cue.role:
        case Role.BYLINE:
            return _byline(block, cue, match["value"])
        case Role.PUBLISHED | Role.UPDATED:
            day = dates.parse(match["value"])
            return Line(block, cue.role, cue.zone, day=day) if day else None
        case Role.REGION | Role.THEME | Role.DOSSIER:
            return Line(block, cue.role, cue.zone, _list(block, match["value"]))
        case Role.ORIGIN | Role.SOURCE:
            return _origin(block, cue, match["value"])
        case Role.CREDIT:
            return _credit(block, cue, match)
        case Role.RIGHTS:
            return Line(block, cue.role, cue.zone, (block.text,))
        case Role.FURNITURE | Role.END | Role.STAMP:
            return Line(block, cue.role, cue.zone)


def _byline(block: Block, cue: Cue, value: str) -> Line | None:
    """Names of people, outlets or agencies; a date may follow."""
    found = dates.find(value)
    day, names = (found[0], found[1]) if found else (None, value)
    people = [_IN_PLACE.sub("", part).strip(EDGES) for part in _PEOPLE.split(names)]
    people = [person for person in people if person]
    if not people or not all(is_name(person) for person in people):
        return None
    return Line(block, cue.role, cue.zone, tuple(people), day)


def _list(block: Block, value: str) -> tuple[str, ...]:
    """Link texts where the line has links, which may hold commas, else the parts between commas."""
    linked = [link.words for link in block.links if link.words and link.words in value]
    parts = linked or [part.strip(EDGES) for part in _LIST.split(value)]
    return tuple(dict.fromkeys(part for part in parts if part))


def _origin(block: Block, cue: Cue, value: str) -> Line | None:
    found = dates.find(value)
    day, rest = (found[0], [found[1], found[2]]) if found else (None, [value])
    linked = next((link for link in block.links if link.words in value), None)
    name = _linked_name(linked) or next((n for part in rest if (n := _outlet(part))), None)
    url = address(linked.url) if linked else next(iter(re.findall(r"https?://\S+", value)), None)
    if name is None and url is None and cue.role is Role.SOURCE:
        return None
    return Line(block, cue.role, cue.zone, (name,) if name else (), day, url)


def _linked_name(link: Link | None) -> str | None:
    words = link.words.strip(EDGES) if link is not None else ""
    return words if is_name(words) or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", words) else None


def _outlet(text: str) -> str | None:
    words = _TRAILED.sub("", _LED.sub("", text.strip(EDGES))).strip(EDGES)
    return words if is_name(words) or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", words) else None


def _credit(block: Block, cue: Cue, match: re.Match[str]) -> Line | None:
    """Whom a picture is from: a link's words, or names of up to eight words at the line's end."""
    value = match["value"]
    linked = next((link.words for link in block.links if link.words and link.words in value), None)
    parts = [part.strip(EDGES) for part in re.split(r"[/|,]", value)]
    name = linked or (value.strip(EDGES) if all(map(is_name, parts)) else parts[-1])
    kind = (match.groupdict().get("kind") or "image").lower()
    if not linked and not is_name(parts[-1]):
        return None
    known = {"photo": "image", "photograph": "image", "picture": "image", "footage": "video"}
    return Line(block, cue.role, cue.zone, (name,), kind=known.get(kind, kind))


def _stamp(block: Block) -> Line | None:
    """A line that is a date, alone or with a name: ``Global Research, August 10, 2017``."""
    found = dates.find(block.text) if block.text.count(" ") < _STAMP_WORDS else None
    if found is None:
        return None
    day, *sides = found
    rest = [words for side in sides if (words := side.strip(EDGES))]
    rest = [words for words in rest if not _NO_NAMES.fullmatch(words)]
    if len(rest) > 1 or not all(is_name(words) for words in rest):
        return None
    return Line(block, Role.STAMP, Zone.HEAD, tuple(rest), day)


def address(url: str) -> str | None:
    """A web address, or ``None`` for ``#`` and what leads nowhere outside the page."""
    return url if _ADDRESS.fullmatch(url) else None
