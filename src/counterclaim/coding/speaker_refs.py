"""The links of a chain of sources: a report's speaker, with its registry entry where known."""

from collections.abc import Sequence

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.coref import resolve
from counterclaim.model import Span, Speaker
from counterclaim.names.finder import Name


def speaker_of(
    report: Report, text: str, names: Sequence[Name], sentences: Sequence[Span]
) -> Speaker:
    """The speaker of a report that names one (``report.source`` is not ``None``)."""
    assert report.source is not None
    span = report.source
    wording = span.of(text)
    cue = report.cue.of(text)
    name = _name_in(names, span)
    if name is None or name.actor_name is None:
        referent = resolve(text, span, names, sentences)
        if referent is not None:
            meant = referent.name
            label = meant.actor_name or meant.text
            return Speaker(text=wording, span=span, cue=cue, actor=meant.actor, name=label)
    return Speaker(
        text=wording,
        span=span,
        cue=cue,
        actor=name.actor if name is not None else None,
        name=name.actor_name if name is not None else None,
    )


def _name_in(names: Sequence[Name], span: Span) -> Name | None:
    """The name that a speaker's phrase is about: the last one of a phrase that ends with it."""
    inside = [n for n in names if span.contains(n.span)]
    ending = [n for n in inside if span.end - n.span.end <= 2]
    return ending[-1] if ending else (inside[0] if len(inside) == 1 else None)
