"""``evaluate``: the coder's claims against claims coded by hand."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.listing import Column, print_table
from counterclaim.cli.options import database_option, format_option
from counterclaim.model import Issue

if TYPE_CHECKING:
    from counterclaim.evaluation import Score
    from counterclaim.model import CodedArticle

_ARTICLES_SUFFIX = "_articles.jsonl"

_LABELS = {
    "recall": "claims found",
    "precision": "claims that are right",
    "f1": "claim F1",
    "all_slots_right": "claims with every slot right",
    "rel": "relations found",
}


@click.command("evaluate")
@click.argument("gold", nargs=-1, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option(
    "--coded",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What `code --jsonl` wrote for these articles (may also be given after GOLD).",
)
@click.option(
    "--decisions",
    is_flag=True,
    help="Score what is in the database against what people decided there, instead of a GOLD.",
)
@click.option("--errors", is_flag=True, help="List what is missed, wrong or too much.")
@format_option("table", "json")
@database_option
def evaluate_command(
    gold: tuple[Path, ...], coded: Path | None, decisions: bool, errors: bool, form: str, db: str
) -> int:
    """Score the coder against claims coded by hand.

    The measures are the codebook's. GOLD is a gold file. Without coded articles, those in
    GOLD_articles.jsonl beside it are coded first. Several gold files are counted together. With
    --decisions, what people decided in review takes the place of GOLD.
    """
    from counterclaim.evaluation import read_gold, score

    if decisions:
        if gold or coded:
            raise click.UsageError("give --decisions or gold files, not both")
        _score_decisions(db, form, errors=errors)
        return 0
    given = [path for path in gold if path.suffix == ".jsonl"] + ([coded] if coded else [])
    files = [path for path in gold if path.suffix != ".jsonl"]
    if not files:
        raise click.UsageError("give a gold file (.json), then the coded articles (.jsonl), if any")
    sets = [read_gold(path) for path in files]
    articles = list(_read_coded(given) if given else _code_beside(files))
    result = score([article for one in sets for article in one.articles], articles)
    _print(result, form, errors=errors)
    return 0


def _score_decisions(db: str, form: str, *, errors: bool) -> None:
    """The coder's claims in a database against what people decided on them."""
    from counterclaim.evaluation.decided import read_decided, score_decided, verdicts
    from counterclaim.store.decisions import DecisionReader

    with DecisionReader.open(db) as reader:
        decided = list(read_decided(reader))
    if not decided:
        raise click.ClickException(
            f"{db}: nobody decided on a claim yet; see `counterclaim review`"
        )
    found = verdicts(decided)
    if form == "table":
        told = ", ".join(f"{count} {verdict}" for verdict, count in found.counts.items())
        click.echo(f"{len(decided)} articles: {told}")
        if found.corrected:
            fields = ", ".join(f"{field} {count}" for field, count in found.corrected.items())
            click.echo(f"corrected in: {fields}")
        click.echo(
            "Only what was decided on counts; the queue shows what is most in doubt first.\n"
        )
    _print(score_decided(decided), form, errors=errors)


def _read_coded(paths: Sequence[Path]) -> "Iterator[CodedArticle]":
    """The lines that `code --jsonl` wrote. Raises a :class:`click.ClickException` naming the
    line that is none of them."""
    from counterclaim.model.record import RecordError, load_coded

    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            if not line.strip():
                continue
            try:
                yield load_coded(line)
            except RecordError as error:
                message = f"{path}, line {number}: {error}; give what `code --jsonl` wrote"
                raise click.ClickException(message) from error


def _code_beside(gold: Iterable[Path]) -> "Iterator[CodedArticle]":
    """The articles beside the gold files, coded now."""
    from counterclaim.cli.coding import code_all
    from counterclaim.cli.progress import watched

    inputs = [str(_articles_of(path)) for path in gold]
    with watched(code_all(inputs, frozenset()), inputs) as (results, _):
        yield from (result for result in results if not isinstance(result, Issue))


def _articles_of(gold: Path) -> Path:
    articles = gold.with_name(gold.stem + _ARTICLES_SUFFIX)
    if not articles.is_file():
        raise click.ClickException(
            f"{gold}: there are no articles beside it ({articles.name}); code them with "
            "`counterclaim code ARTICLES --jsonl > coded.jsonl` and give coded.jsonl too"
        )
    return articles


def _print(result: "Score", form: str, *, errors: bool) -> None:
    figures = result.figures.as_record()
    if form == "json":
        misses = [[m.article, m.about, m.what] for m in result.misses]
        click.echo(json.dumps({**figures, "errors": misses} if errors else figures))
        return
    if errors:
        for miss in result.misses:
            click.echo(f"{miss.article}\t{miss.about or '-'}\t{miss.what}")
        click.echo()
    print_table((Column("measure", 0), Column("share", 0), Column("of", 0)), _rows(figures))


def _rows(figures: dict[str, int | float]) -> Iterator[tuple[str, str, str]]:
    for name, value in figures.items():
        if name != "gold" and not name.endswith("_n"):
            count = figures.get(f"{name}_n", figures["gold"] if name != "precision" else None)
            label = _LABELS.get(name, name)
            shown = "" if count is None or name == "f1" else str(count)
            yield label, f"{value:.3f}", shown
