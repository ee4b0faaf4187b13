"""An article's text cut into pieces, each with the claims whose words it holds."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.model import Claim, Issue, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. ``claims`` are the numbers of the claims in whose sentence it stands;
    ``roles`` what it is to one of them (``3-source``); ``starts`` the claims whose sentence begins
    here; ``told`` whether it is words that tell an event; ``left`` why it was left out, where it
    was."""

    text: str
    claims: tuple[int, ...]
    roles: tuple[str, ...]
    starts: tuple[int, ...]
    told: bool
    left: str | None


def share(text: str, claims: Sequence[Claim]) -> float:
    """The part of the text, 0..1, that stands in sentences with claims."""
    covered = 0
    end = 0
    for span in sorted(claim.sentence for claim in claims):
        covered += max(0, span.end - max(end, span.start))
        end = max(end, span.end)
    return covered / len(text) if text else 0.0


def paragraphs(
    text: str, claims: Sequence[Claim], issues: Sequence[Issue] = ()
) -> list[list[Piece]]:
    """The text's paragraphs, each in pieces."""
    marks = list(_marks(claims))
    left = [(issue.message, issue.span) for issue in issues if issue.span is not None]
    marks += [(-1, message, span) for message, span in left]
    cuts = sorted({0, len(text), *(end for _, _, span in marks for end in (span.start, span.end))})
    breaks = [at for at, sign in enumerate(text) if sign == "\n"]
    edges = sorted({*cuts, *breaks, *(at + 1 for at in breaks)})
    out: list[list[Piece]] = [[]]
    for start, end in itertools.pairwise(edges):
        if text[start:end] == "\n":
            out.append([])
        else:
            out[-1].append(_piece(text, start, end, marks))
    return [pieces for pieces in out if any(piece.text.strip() for piece in pieces)]


def _marks(claims: Sequence[Claim]) -> Iterator[tuple[int, str, Span]]:
    for number, claim in enumerate(claims):
        yield number, "sentence", claim.sentence
        yield number, "told", claim.span
        parts: tuple[tuple[str, Span | None], ...] = (
            *(("source", speaker.span) for speaker in claim.sources),
            *(("who", actor.span) for actor in claim.initiators),
            *(("whom", actor.span) for actor in claim.recipients),
            *(("loss", loss.span) for loss in claim.casualties),
            ("where", claim.place.span if claim.place else None),
            ("when", claim.date.span if claim.date else None),
        )
        for role, span in parts:
            if span is not None:
                yield number, role, span


def _piece(text: str, start: int, end: int, marks: Sequence[tuple[int, str, Span]]) -> Piece:
    over = [(n, role, span) for n, role, span in marks if span.start <= start and end <= span.end]
    left = next((words for n, words, _ in over if n < 0), None)
    over = [mark for mark in over if mark[0] >= 0]
    inside = [(n, span) for n, role, span in over if role == "sentence"]
    return Piece(
        text=text[start:end],
        claims=tuple(n for n, _ in inside),
        roles=tuple(f"{n}-{role}" for n, role, _ in over if role not in ("sentence", "told")),
        starts=tuple(n for n, span in inside if span.start == start),
        told=any(role == "told" for _, role, _ in over),
        left=left,
    )
