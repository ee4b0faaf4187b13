"""Who says so: every act of reporting in a text, and the chain of speakers over any of its words.

The rules follow CODEBOOK, "Sources and stance". Words of saying come from ``speech.yaml``; what
is reported is read off the parse (``clauses``), the quotation marks (``quotations``) and, where a
text lost its commas, the place of the speaker at a sentence's end. Speakers carry on only inside a
quotation or a statement that visibly continues (``statements``).
"""

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.coding.attribution.clauses import clause_reports
from counterclaim.coding.attribution.headlines import headline_reports
from counterclaim.coding.attribution.quotations import find_quotations
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.statements import carried_on
from counterclaim.language import Sentence
from counterclaim.model import Attribution, Span
from counterclaim.model.coded import Passage

_NEAR = 3
_SAID = frozenset({"say", "claim", "accuse", "confirm", "deny"})

__all__ = ["Report", "attributions", "chain", "find_reports", "told"]


def find_reports(sentences: Sequence[Sentence]) -> tuple[Report, ...]:
    """Every act of reporting in an article's sentences, in the order of their cues."""
    if not sentences:
        return ()
    text = sentences[0].text
    quotations = find_quotations(text, [s.span for s in sentences])
    found = [r for s in sentences for r in clause_reports(s, quotations)]
    found = headline_reports(sentences, found) + found
    found = carried_on(sentences, quotations, found)
    return _nested(sorted(found, key=lambda r: (r.cue.start, r.cue.end)))


def chain(reports: Sequence[Report], span: Span) -> tuple[Report, ...]:
    """The reports that a stretch of text stands in, outermost first, by the links they make."""
    over = [r for r in reports if r.links and any(piece.contains(span) for piece in _over(r))]
    ordered = sorted(over, key=lambda r: (_depth(reports, r), -_size(r), r.cue.start))
    out: list[Report] = []
    for report in ordered:
        if not any(r.cue == report.cue for r in out):
            out.append(report)
    return tuple(out)


def attributions(reports: Sequence[Report], text: str) -> tuple[Attribution, ...]:
    """The reports for the record: one for each stretch of content.

    Inside what somebody says, only acts of saying count, not everything the speaker mentions
    people to think, want or plan.
    """
    return tuple(
        Attribution(
            source=_passage(_named(report, report.source), text) if report.source else None,
            cue=_passage(report.cue, text),
            content=_passage(piece, text),
        )
        for report in told(reports)
        for piece in report.content
    )


def told(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that the article itself tells, and acts of saying inside them."""
    return tuple(
        r for r in reports if r.outer is None or (r.links and not r.echo and r.cue_class in _SAID)
    )


def _named(report: Report, source: Span) -> Span:
    """The source with the relative pronoun that takes it up ("three officers, who")."""
    pronoun = report.relative
    if pronoun is None or pronoun.start < source.start or pronoun.start - source.end > _NEAR:
        return source
    return Span(source.start, pronoun.end)


def _passage(span: Span, text: str) -> Passage:
    return Passage(span.of(text), span)


def _over(report: Report) -> tuple[Span, ...]:
    return report.content if report.about is None else (*report.content, report.about)


def _size(report: Report) -> int:
    return sum(piece.end - piece.start for piece in report.content)


def _depth(reports: Sequence[Report], report: Report) -> int:
    depth = 0
    outer = report.outer
    while outer is not None and depth < 8:
        depth += 1
        outer = reports[outer].outer
    return depth


def _nested(reports: Sequence[Report]) -> tuple[Report, ...]:
    return tuple(replace(r, outer=_outer(reports, i)) for i, r in enumerate(reports))


def _outer(reports: Sequence[Report], i: int) -> int | None:
    """The smallest report whose content holds this one's cue; one set by its own construction
    (``within``: "SANA quoted a source as saying") comes first."""
    report = reports[i]
    if report.within is not None:
        named = [j for j, r in enumerate(reports) if r.cue == report.within and j != i]
        if named:
            return named[0]
    holding = [
        j
        for j, r in enumerate(reports)
        if j != i
        and any(piece.contains(report.cue) for piece in r.content)
        and not any(piece.contains(r.cue) for piece in report.content)
    ]
    return min(holding, key=lambda j: _size(reports[j])) if holding else None
