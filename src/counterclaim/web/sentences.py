"""A claim's sentence cut into marked pieces, with the words around it."""

import itertools
from dataclasses import dataclass

from counterclaim.model import Article, Claim, Span

_AROUND = 180
"""Code points of the text shown before and behind a sentence."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence in pieces, each with what it is to the claim (``who``, ``loss``, ``told`` or
    nothing), and the text before and behind it."""

    before: str
    pieces: tuple[tuple[str, str], ...]
    behind: str


def quoted(article: Article, claim: Claim) -> Quoted:
    """The sentence of a claim, marked."""
    text, whole = article.text, claim.sentence
    marks = [(role, span) for role, span in roles(claim) if whole.contains(span)]
    edges = sorted({*whole, *(end for _, span in marks for end in span)})
    return Quoted(
        _clipped(text[max(0, whole.start - _AROUND) : whole.start], from_end=True),
        tuple(
            (text[start:end], _role(Span(start, end), marks))
            for start, end in itertools.pairwise(edges)
        ),
        _clipped(text[whole.end : whole.end + _AROUND], from_end=False),
    )


def roles(claim: Claim) -> list[tuple[str, Span]]:
    """What each chosen stretch of text is to a claim; the words that tell it come last."""
    found: list[tuple[str, Span | None]] = [
        *(("source", s.span) for s in claim.sources),
        *(("who", a.span) for a in claim.initiators),
        *(("whom", a.span) for a in claim.recipients),
        ("where", claim.place.span if claim.place else None),
        ("when", claim.date.span if claim.date else None),
        *(("loss", loss.span) for loss in claim.casualties),
        ("told", claim.span),
    ]
    return [(role, span) for role, span in found if span is not None]


def _role(piece: Span, marks: list[tuple[str, Span]]) -> str:
    return next((role for role, span in marks if span.contains(piece)), "")


def _clipped(text: str, *, from_end: bool) -> str:
    """Whole words only, and none of another paragraph."""
    line = text.split("\n")[-1 if from_end else 0]
    if len(line) < _AROUND:
        return line
    cut = line.partition(" ")[2] if from_end else line.rpartition(" ")[0]
    return f"… {cut}" if from_end else f"{cut} …"
