"""The article's fields as others give them: in JSON lines and in front matter.

Pydantic stands at this door. A field that isn't what it should be is named in one line and left
out; the article is read without it. Only a ``text`` that is no text leaves the article out.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from counterclaim.model import Media, Origin
from counterclaim.reading import dates
from counterclaim.reading.characters import exact
from counterclaim.reading.page import Page

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


def _word(value: object) -> object:
    """A text without white space around it; ``None`` for an empty one; a number as its digits."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return exact(value).strip() or None if isinstance(value, str) else value


def _words(value: object) -> object:
    """A list of texts; a single text is a list of one."""
    if value is None:
        return ()
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple):
        raise ValueError("must be a list of texts")
    return tuple(word for one in values if (word := _word(one)) is not None)


def _day(value: object) -> object:
    """A date as written, its clock and zone dropped; ``None`` for an empty one."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date) or value == "":
        return value or None
    text = value.strip() if isinstance(value, str) else ""
    day = _iso(text) or dates.parse(text)
    if day is None:
        raise ValueError("isn't a date; write it as 2017-08-10")
    return day


def _iso(text: str) -> date | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _named(value: object) -> object:
    """An origin given as a name alone."""
    return {"publisher": value} if isinstance(value, str) else value


type Word = Annotated[str | None, BeforeValidator(_word)]
type Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
type Day = Annotated[date | None, BeforeValidator(_day)]


class _Given(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _GivenOrigin(_Given):
    publisher: Word = None
    published: Day = None
    url: Word = None


class _GivenMedia(_Given):
    kind: str
    credit: Word = None
    url: Word = None


class Record(_Given):
    """An article's fields from outside. Unknown fields are ignored; all are optional here."""

    id: Word = None
    url: Word = None
    title: Word = None
    authors: Words = ()
    publisher: Word = None
    published: Day = None
    origin: Annotated[_GivenOrigin | None, BeforeValidator(_named)] = None
    language: Word = None
    regions: Words = ()
    themes: Words = ()
    dossiers: Words = ()
    media: tuple[_GivenMedia, ...] = ()
    rights: Word = None

    def page(self, text: str) -> Page:
        """The fields and a text as a page."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        return Page(
            **plain,
            origin=self._origin(),
            media=tuple(Media(kind=m.kind, credit=m.credit, url=m.url) for m in self.media),
            text=text,
        )

    def _origin(self) -> Origin | None:
        given = self.origin
        if given is None or not (given.publisher or given.published or given.url):
            return None
        return Origin(publisher=given.publisher, published=given.published, url=given.url)


_PLAIN = [name for name in Record.model_fields if name not in {"origin", "media"}]


def record(fields: Mapping[str, Any]) -> tuple[Record, list[str]]:
    """The fields that hold, and one line for each that doesn't."""
    try:
        return Record.model_validate(fields), []
    except ValidationError as error:
        wrong = {str(problem["loc"][0]): problem for problem in error.errors()}
    kept = {name: value for name, value in fields.items() if name not in wrong}
    return Record.model_validate(kept), [
        f"field `{name}`: {_short(fields[name])} {_reason(problem['msg'])}; read without it"
        for name, problem in wrong.items()
    ]


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _reason(message: str) -> str:
    if message.startswith("Value error, "):
        return message.removeprefix("Value error, ")
    return f"can't be used ({message[:1].lower()}{message[1:]})"
