"""What a form brings: read, checked, and turned into choices.

A choice is written ``START-END`` in code points of the article's text, with ``=ID`` behind it for
an entry and ``=`` alone for none; words of the text stand for the place nearest to the claim's
sentence where they are found.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from counterclaim.model import Article, Category, DatePrecision, Effect, PlaceRelation, Span, Stance
from counterclaim.review import Choice, Correction, CorrectionError, LossChoice, NotAllowedError
from counterclaim.store.moving import find_words

_LARGEST = 1_000_000
"""Bytes of a form."""
_MOST_FIELDS = 5_000

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})(?:=(.*))?", re.DOTALL)


class FormError(ValueError):
    """A form can't be read; the message says what to do."""


def local(address: str) -> str:
    """An address of this app; its queue where it is none."""
    fits = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if fits else "/review"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, by name."""

    fields: dict[str, list[str]]

    def one(self, name: str, default: str = "") -> str:
        """The value of a field, without blanks around it."""
        return self.fields.get(name, [default])[0].strip()

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return self.fields.get(name, [])

    def lines(self, name: str) -> list[str]:
        """The lines of a field that hold something."""
        return [
            line.strip() for text in self.all(name) for line in text.splitlines() if line.strip()
        ]


def changing(work: Callable[[Request, Form], Response]) -> Callable[[Request], Any]:
    """An endpoint that changes something: it reads the form, and refuses one that no page of this
    app asked this person to send."""

    async def endpoint(request: Request) -> Response:
        form = await _read(request)
        token = form.one("token") or request.headers.get("x-token", "")
        if not request.app.state.desk.is_from_here(request, token):
            raise NotAllowedError(
                "the page that asked for this is too old or not of this app; load it again"
            )
        return await run_in_threadpool(work, request, form)

    return endpoint


async def _read(request: Request) -> Form:
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind != "application/x-www-form-urlencoded":
        raise FormError("a form is sent as application/x-www-form-urlencoded")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise FormError(f"the form is larger than {_LARGEST} bytes; send less of it")
    try:
        fields = parse_qs(
            body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise FormError("the form isn't readable text in UTF-8") from error
    return Form(fields)


def read_correction(form: Form, article: Article, near: int) -> Correction:
    """The choices of a form on a claim of ``article`` whose sentence begins at ``near``.

    Raises :class:`~counterclaim.review.CorrectionError`.
    """
    spans = _Spans(article.text, near)
    places = spans.choices("where", form.lines("place"))
    days = spans.choices("when", form.lines("day"))
    told = spans.choices("what tells it", form.lines("told"))
    for field, found in (("where", places), ("when", days), ("what tells it", told)):
        if len(found) > 1:
            raise CorrectionError(f"{field}: choose one stretch of text, not {len(found)}")
    return Correction(
        kind=form.one("kind"),
        stance=_of(Stance, "stance", form.one("stance")),
        told=told[0].span if told else None,
        sources=tuple(spans.choices("who says so", form.lines("sources"))),
        initiators=tuple(spans.choices("who", form.lines("initiators"))),
        recipients=tuple(spans.choices("whom", form.lines("recipients"))),
        place=places[0] if places else None,
        relation=_of(PlaceRelation, "where", form.one("relation", "in")),
        day=days[0].span if days else None,
        days=_days(form.one("day_start"), form.one("day_end")),
        precision=_of(DatePrecision, "when", form.one("precision", "day")),
        losses=tuple(_losses(form, spans)),
        weapons=tuple(c.span for c in spans.choices("with what", form.lines("weapons"))),
    )


def written(choice: Choice) -> str:
    """A choice as a form's line has it."""
    entry = "" if choice.entry is None else f"={choice.entry}"
    return f"{choice.span.start}-{choice.span.end}{entry}"


@dataclass(frozen=True, slots=True)
class _Spans:
    text: str
    near: int

    def choices(self, field: str, lines: list[str]) -> list[Choice]:
        return [self._choice(field, line) for line in lines]

    def _choice(self, field: str, line: str) -> Choice:
        if found := _SPAN.fullmatch(line):
            return Choice(Span(int(found[1]), int(found[2])), found[3])
        at = find_words(self.text, line, self.near)
        if at is None:
            raise CorrectionError(
                f"{field}: “{line}” isn't in the text; choose words that stand there, letter by "
                "letter"
            )
        return Choice(Span(at, at + len(line)))


_LOSS = ("loss_span", "loss_effect", "loss_low", "loss_high", "loss_about", "loss_category")


def _losses(form: Form, spans: _Spans) -> Iterator[LossChoice]:
    columns = [form.all(name) for name in _LOSS]
    if len({len(column) for column in columns}) > 1:
        raise CorrectionError("losses: each needs all of its fields; load the page again")
    for line, effect, low, high, about, category in zip(*columns, strict=True):
        if line.strip():
            yield LossChoice(
                span=spans.choices("losses", [line.strip()])[0].span,
                effect=_of(Effect, "losses", effect),
                low=_number(low),
                high=_number(high),
                approximate=about == "about",
                category=_of(Category, "losses", category),
            )


def _number(told: str) -> int | None:
    plain = told.strip()
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise CorrectionError(
            f"losses: {told!r} is no number; write it in figures, or leave it out"
        )
    return int(plain)


def _days(start: str, end: str) -> tuple[date, date] | None:
    if not start and not end:
        return None
    try:
        return date.fromisoformat(start or end), date.fromisoformat(end or start)
    except ValueError as error:
        raise CorrectionError(f"when: {start!r} to {end!r}; write a day as 2017-08-09") from error


def _of[Kind: StrEnum](kinds: type[Kind], field: str, told: str) -> Kind:
    try:
        return kinds(told)
    except ValueError as error:
        known = ", ".join(kinds)
        raise CorrectionError(f"{field}: {told!r} is none of {known}") from error
