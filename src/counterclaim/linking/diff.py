"""What changed between two states of the events, and why: no row vanishes silently."""

from collections.abc import Iterable, Mapping

from counterclaim.linking.losses import shown
from counterclaim.model.event import (
    ChangeKind,
    DataChange,
    Event,
    Field,
    Trace,
    TraceKind,
)

_TRACED = {
    TraceKind.MERGED: ChangeKind.EVENT_MERGED,
    TraceKind.SPLIT: ChangeKind.EVENT_SPLIT,
    TraceKind.GONE: ChangeKind.EVENT_GONE,
}


def changes(
    before: Mapping[str, Event], after: Mapping[str, Event], traces: Iterable[Trace], why: str
) -> tuple[DataChange, ...]:
    """The changes of events, by id; ``why`` names what brought them about ("article X added")."""
    out = [_of_trace(trace) for trace in traces]
    for id_ in sorted(after):
        old = before.get(id_)
        out += [_new(after[id_], why)] if old is None else _of_event(old, after[id_], why)
    traced = {trace.old for trace in traces}
    out += [_gone(before[id_], why) for id_ in sorted(set(before) - set(after) - traced)]
    return tuple(out)


def _of_trace(trace: Trace) -> DataChange:
    return DataChange(
        kind=_TRACED[trace.kind],
        subject=trace.old,
        before=trace.old,
        after=trace.new,
        reason=trace.reason,
    )


def _new(event: Event, why: str) -> DataChange:
    return DataChange(
        kind=ChangeKind.EVENT_NEW, subject=event.id, before=None, after=_title(event), reason=why
    )


def _gone(event: Event, why: str) -> DataChange:
    return DataChange(
        kind=ChangeKind.EVENT_GONE, subject=event.id, before=_title(event), after=None, reason=why
    )


def _of_event(old: Event, new: Event, why: str) -> list[DataChange]:
    out: list[DataChange] = []
    gained = sorted(set(new.claims) - set(old.claims))
    lost = sorted(set(old.claims) - set(new.claims))
    if gained:
        out.append(_change(ChangeKind.EVENT_GREW, new.id, None, ", ".join(gained), why))
    if lost:
        out.append(_change(ChangeKind.EVENT_SHRANK, new.id, ", ".join(lost), None, why))
    if old.grade is not new.grade:
        out.append(_change(ChangeKind.EVENT_GRADE, new.id, old.grade, new.grade, new.reason))
    if (was := _tolls(old)) != (now := _tolls(new)):
        out.append(_change(ChangeKind.EVENT_TOLL, new.id, was, now, why))
    return out


def _change(
    kind: ChangeKind, subject: str, before: str | None, after: str | None, reason: str
) -> DataChange:
    return DataChange(kind=kind, subject=subject, before=before, after=after, reason=reason)


def _title(event: Event) -> str:
    parts = [event.kind, event.place.name if event.place else None]
    if event.date is not None and event.date.start is not None:
        parts.append(str(event.date.start))
    return ", ".join(part for part in parts if part)


def _tolls(event: Event) -> str | None:
    """All tolls that are told, in one line."""
    parts = [
        f"{field.effect} {shown(version.low, version.high)}"
        for field in event.versions
        if field.field is Field.LOSSES
        for version in field.versions
        if not version.superseded
    ]
    return "; ".join(parts) or None
