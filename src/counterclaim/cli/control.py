"""``control``: who held a place, according to whom."""

from collections.abc import Sequence
from datetime import date

import click

from counterclaim.cli import wording
from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import Day, database_option, format_option
from counterclaim.model import ControlAnswer, ControlSpan, PartialDate

_SPANS = (
    Column("place", 2),
    Column("holder", 2),
    Column("from", 2),
    Column("to", 2),
    Column("last told", 0),
    Column("contested", 0),
    Column("according to", 6),
)
_ANSWERS = (
    Column("holder", 2),
    Column("on", 0),
    Column("how", 0),
    Column("contested", 0),
    Column("why", 4),
    Column("according to", 5),
)
_SPAN_CSV = (
    *("place", "place_id", "holder", "holder_name", "since", "until", "seen", "contested"),
    *("origins", "claims", "reason"),
)
_ANSWER_CSV = ("on", "how", "why", *_SPAN_CSV)


@click.command("control")
@click.argument("place")
@click.option("--on", type=Day(), help="Only who held it on this day.")
@format_option("table", "json", "csv")
@database_option
def control_command(place: str, on: date | None, form: str, db: str) -> None:
    """Tell who held PLACE, and according to whom.

    PLACE is a place's id or words in its name. Only what is told counts: that somebody took, has
    or left the place. A day between two such tellings is held, one after the last is not: then it
    says what was last told.
    """
    from counterclaim.linking.actors import Sides
    from counterclaim.linking.control import ledger, who_held
    from counterclaim.names.registry import Registry
    from counterclaim.store import EventReader

    sides = Sides(Registry.load())
    with EventReader.open(db) as reader:
        spans = ledger(reader.notices(place, sides), sides)
    if on is None:
        _print_spans(spans, form)
    else:
        _print_answers(who_held(spans, on), form)
    if not spans:
        click.echo(f"Nothing in {db} says who took, has or left {place}.", err=True)


def _print_spans(spans: Sequence[ControlSpan], form: str) -> None:
    if form == "json":
        print_json(map(_span_record, spans))
    elif form == "csv":
        print_csv(_SPAN_CSV, map(_flat, spans))
    else:
        print_table(_SPANS, map(_span_row, spans))


def _print_answers(answers: Sequence[ControlAnswer], form: str) -> None:
    if form == "json":
        print_json(map(_answer_record, answers))
    elif form == "csv":
        print_csv(_ANSWER_CSV, ({**_answer_record(a), **_flat(a.span)} for a in answers))
    else:
        print_table(_ANSWERS, map(_answer_row, answers))


def _span_row(span: ControlSpan) -> list[str]:
    return [
        wording.one_line(span.place),
        wording.one_line(span.holder_name),
        _when(span.since),
        _when(span.until),
        str(span.seen or wording.UNKNOWN),
        "yes" if span.contested else "no",
        wording.one_line(span.reason),
    ]


def _answer_row(answer: ControlAnswer) -> list[str]:
    return [
        wording.one_line(answer.span.holder_name),
        answer.on.isoformat(),
        answer.holding.value,
        "yes" if answer.span.contested else "no",
        wording.one_line(answer.reason),
        wording.one_line(answer.span.reason),
    ]


def _when(day: PartialDate | None) -> str:
    if day is None or day.end is None:
        return wording.UNKNOWN
    if day.start is None:
        return f"by {day.end}"
    return str(day.start) if day.start == day.end else f"{day.start} to {day.end}"


def _span_record(span: ControlSpan) -> Json:
    from pydantic import TypeAdapter

    record: Json = TypeAdapter(ControlSpan).dump_python(span, mode="json")
    return record


def _answer_record(answer: ControlAnswer) -> Json:
    return {
        "on": answer.on.isoformat(),
        "how": answer.holding.value,
        "why": answer.reason,
        **_span_record(answer.span),
    }


def _flat(span: ControlSpan) -> Json:
    return {
        **_span_record(span),
        "since": _when(span.since) if span.since else None,
        "until": _when(span.until) if span.until else None,
        "origins": "; ".join(span.origins),
        "claims": " ".join(span.claims),
    }
