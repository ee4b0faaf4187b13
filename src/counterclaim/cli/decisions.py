"""``decisions``, ``assign`` and ``agreement``: what people decided, and how far they agree."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.listing import Column, print_csv, print_json, print_table
from counterclaim.cli.options import database_option, format_option, limit_option
from counterclaim.cli.wording import UNKNOWN, one_line

if TYPE_CHECKING:
    from counterclaim.evaluation.coded_twice import Agreement
    from counterclaim.evaluation.decided import Decided
    from counterclaim.model import Decision

_COLUMNS = (
    Column("no", 0),
    Column("when", 0),
    Column("who", 0),
    Column("what", 0),
    Column("on", 5),
    Column("why", 3),
)
_FIGURES = (Column("field", 0), Column("coded twice", 0), Column("percent", 0), Column("kappa", 0),
            Column("alpha", 0))  # fmt: skip


@click.command("decisions")
@click.option("--by", metavar="NAME", help="What NAME decided.")
@click.option("--article", metavar="ID", help="What was decided on this article.")
@click.option("--subject", metavar="ID", help="What was decided on this claim, event or article.")
@limit_option(None)
@click.option(
    "--gold",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Write what holds as a gold file, and its articles beside it in FILE_articles.jsonl, "
    "for `counterclaim evaluate`.",
)
@format_option("table", "json", "csv")
@database_option
def decisions_command(
    by: str | None,
    article: str | None,
    subject: str | None,
    limit: int | None,
    gold: Path | None,
    form: str,
    db: str,
) -> None:
    """List what people decided in review, in order, or write it as gold.

    With --limit, the last so many. JSON and CSV hold every field, with `previous`, the hash of the
    decision before, and `digest`, its own.
    """
    from counterclaim.store.decisions import DecisionFilter, DecisionReader

    with DecisionReader.open(db) as reader:
        if gold is not None:
            from counterclaim.evaluation.decided import read_decided

            _write_gold(gold, list(read_decided(reader)))
            return
        wanted = DecisionFilter(by=by, article=article, subject=subject, last=limit)
        found = list(reader.decisions(wanted))
    if form == "table":
        print_table(_COLUMNS, map(_row, found))
    elif form == "json":
        print_json(map(decision_record, found))
    else:
        print_csv(
            list(decision_record(found[0])) if found else ["number"], map(decision_record, found)
        )


@click.command("assign")
@click.argument("article", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--to", "coders", multiple=True, required=True, metavar="NAME", help="Two or more.")
@click.option("--by", metavar="NAME", required=True, help="Under whose name it is kept.")
@database_option
def assign_command(article: tuple[str, ...], coders: tuple[str, ...], by: str, db: str) -> None:
    """Give ARTICLEs to people who code them without seeing each other.

    A third settles where they differ: `review`, page Agreement.
    """
    from counterclaim.model import Person, Role
    from counterclaim.review import ReviewError, ReviewRoom

    room = ReviewRoom.open(db)
    try:
        for id_ in article:
            room.assign(Person(by, Role.CURATOR), id_, coders)
    except ReviewError as error:
        raise click.ClickException(str(error)) from error
    finally:
        room.close()
    click.echo(f"{len(article)} given to {', '.join(coders)}.", err=True)


@click.command("agreement")
@click.argument("article", nargs=-1, metavar="[ARTICLE...]")
@format_option("table", "json")
@database_option
def agreement_command(article: tuple[str, ...], form: str, db: str) -> None:
    """Tell how far people agree who coded the same articles blind.

    In each field: percent of equal pairs, Cohen's kappa (mean over pairs of people), Krippendorff's
    alpha (by category; of killed by number). Over ARTICLEs, or over all that were given to two or
    more.
    """
    from counterclaim.evaluation.coded_twice import agreement, read_units
    from counterclaim.store.decisions import DecisionReader

    with DecisionReader.open(db) as reader:
        figures = agreement(read_units(reader, article or None))
    if form == "json":
        click.echo(json.dumps([asdict(figure) for figure in figures]))
    else:
        print_table(_FIGURES, map(_figures, figures))


def _figures(figure: "Agreement") -> Sequence[str]:
    shown = [figure.percent, figure.kappa, figure.alpha]
    told = [UNKNOWN if value is None else f"{value:.3f}" for value in shown]
    return (figure.field, str(figure.units), *told)


def decision_record(decision: "Decision") -> dict[str, Any]:
    """A decision's fields with its hash."""
    told = asdict(decision)
    first = ("number", "at", "by", "act", "subject", "article", "sentence")
    ordered = {key: told[key] for key in (*first, *(k for k in told if k not in first))}
    return {**ordered, "act": decision.act.value, "digest": decision.digest}


def _row(decision: "Decision") -> Sequence[str]:
    on = one_line(decision.sentence or decision.subject)
    what = decision.act.value + (f" {decision.undoes}" if decision.undoes else "")
    when = decision.at[:16].replace("T", " ")
    return (str(decision.number), when, decision.by, what, on, one_line(decision.why or UNKNOWN))


def _write_gold(path: Path, decided: Sequence["Decided"]) -> None:
    from counterclaim.evaluation.decided import gold_json
    from counterclaim.model.record import dump_bytes

    if not decided:
        raise click.ClickException(
            "nobody decided on a claim yet; begin with `counterclaim review`"
        )
    articles = path.with_name(f"{path.stem}_articles.jsonl")
    path.write_text(json.dumps(gold_json(decided), ensure_ascii=False, indent=1) + "\n", "utf-8")
    articles.write_bytes(b"".join(dump_bytes(one.article) + b"\n" for one in decided))
    count = sum(len(one.right) for one in decided)
    click.echo(f"{count} claims of {len(decided)} articles in {path}, their texts in {articles}; "
               f"`counterclaim evaluate {path}` codes and scores them.", err=True)  # fmt: skip
