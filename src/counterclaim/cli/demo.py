"""``demo``: the reports that ship with the program, coded and shown."""

import shlex
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli import wording
from counterclaim.cli.coding import code_all, save
from counterclaim.cli.events import (
    EVENT_COLUMNS,
    choose,
    event_row,
    most_disputed,
    show_event,
)
from counterclaim.cli.linking import link_kept, report
from counterclaim.cli.listing import WIDE, Column, console, print_table
from counterclaim.cli.lists import CLAIM_COLUMNS, claim_row
from counterclaim.cli.program import coder_version
from counterclaim.cli.progress import watched
from counterclaim.model import CodedArticle, Stance

if TYPE_CHECKING:
    from counterclaim.model import Event
    from counterclaim.store import EventReader, StoredArticle, StoredClaim

_DATABASE = "demo.db"
_MOST_ROWS = 30
_MOST_EVENTS = 12

_ARTICLE_COLUMNS = (
    Column("published", 0),
    Column("publisher", 3),
    Column("title", 6),
    Column("claims", 0),
)


@click.command("demo")
@click.option(
    "--db",
    default=_DATABASE,
    show_default=True,
    metavar="FILE",
    help="The database to put the claims into.",
)
def demo_command(db: str) -> int:
    """Code the reports that ship with the program and show what comes out."""
    from counterclaim.store import EventReader

    ids, status = _code_samples(db)
    with EventReader.open(db) as reader:
        articles = [found for id_ in ids if (found := reader.find_article(id_))]
        articles.sort(key=lambda entry: str(entry.article.published))
        claims = [claim for article in articles for claim in reader.claims_of(article)]
        _print_read(articles)
        _print_claims(claims)
        events = [event for event in reader.events() if len(event.claims) > 1]
        _print_events(reader, events)
        _print_next(claims, events, db)
    return status


def _code_samples(db: str) -> tuple[list[str], int]:
    """Codes the samples into ``db``; gives their articles' ids and the exit status."""
    from counterclaim.store import Writer

    ids = []
    with as_file(files("counterclaim") / "samples") as folder:
        inputs = [str(file) for file in sorted(folder.iterdir()) if _is_report(file)]
        with (
            Writer.open(db, coder=coder_version()) as writer,
            watched(code_all(inputs, frozenset()), inputs) as (results, tally),
        ):
            for result in results:
                save(writer, result)
                if isinstance(result, CodedArticle):
                    ids.append(result.article.id)
    report(link_kept(db))
    return ids, tally.status


def _is_report(file: Path) -> bool:
    is_told = file.suffix in (".html", ".txt", ".md", ".jsonl")
    return file.is_file() and is_told and file.stem != "README"


def _print_read(articles: list["StoredArticle"]) -> None:
    _title(f"What was read: {len(articles)} reports")
    rows = []
    for entry in articles:
        article, origin = entry.article, entry.article.origin
        reprint = f" (from {origin.publisher})" if origin and origin.publisher else ""
        day = article.published.isoformat() if article.published else wording.UNKNOWN
        publisher = wording.one_line(f"{article.publisher or wording.UNKNOWN}{reprint}")
        title = wording.one_line(article.title or article.id)
        rows.append([day, publisher, title, str(entry.claims)])
    if console().width >= WIDE:
        print_table(_ARTICLE_COLUMNS, rows)
    else:
        print_table(_ARTICLE_COLUMNS[2:], [row[2:] for row in rows])


def _print_claims(claims: list["StoredClaim"]) -> None:
    """The claims, or a choice of them."""
    shown = _choice(claims)
    part = f", {len(shown)} of them here" if len(shown) < len(claims) else ""
    _title(f"What they claim: {len(claims)} claims{part}")
    print_table(CLAIM_COLUMNS, map(claim_row, shown))


def _choice(claims: list["StoredClaim"]) -> list["StoredClaim"]:
    """At most so many, from every report its fullest first, in the order of the reports."""
    by_article: dict[str, list[StoredClaim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article.id, []).append(claim)
    for found in by_article.values():
        found.sort(key=_fullness, reverse=True)
    rounds = max(map(len, by_article.values()), default=0)
    dealt = [found[n] for n in range(rounds) for found in by_article.values() if n < len(found)]
    chosen = {claim.claim.id for claim in dealt[:_MOST_ROWS]}
    return [claim for claim in claims if claim.claim.id in chosen]


def _fullness(entry: "StoredClaim") -> tuple[int, float]:
    """How many of a row's cells say something, then the coder's confidence."""
    claim = entry.claim
    parts = (claim.initiators, claim.recipients, claim.place, claim.casualties, claim.sources)
    told = sum(bool(part) for part in parts) + (claim.date is not None)
    return told + (claim.stance is not Stance.ASSERTED), claim.confidence


def _print_events(reader: "EventReader", events: list["Event"]) -> None:
    """Some events, then the one with most versions, each version with who says it."""
    if not events:
        return
    shown = choose(events, _MOST_EVENTS)
    _title(f"What they tell together: {len(events)} events of several claims, {len(shown)} here")
    print_table(EVENT_COLUMNS, map(event_row, sorted(shown, key=lambda e: str(e.date))))
    for reprint in reader.reprints():
        console().print(
            f"{reprint.article} took text from {reprint.original}: {reprint.reason}.", style="dim"
        )
    _title("One of them, its versions side by side")
    show_event(reader, most_disputed(events), "text", None, why=False)


def _print_next(claims: list["StoredClaim"], events: list["Event"], db: str) -> None:
    """Commands to try, with ids that are there."""
    program, option = _program(), f" --db {shlex.quote(db)}"
    _title("What to try next")
    tries = []
    if events:
        tries += [
            (f"events --grade contested{option}", "what sources disagree about"),
            (f"show {most_disputed(events).id}{option}", "one event, all its versions"),
            (f"control Palmyra{option}", "who held a place, according to whom"),
            (f"diff --since 2020-01-01{option}", "what changed in the data, and why"),
        ]
    if claims:
        best = max(claims, key=_fullness)
        tries += [
            (f"show {best.claim.id}{option}", "one claim, its sentence, and the way back to it"),
            (f"show {best.article.id}{option}", "the report that it stands in"),
        ]
    if denied := [c for c in claims if c.claim.stance is Stance.DENIED]:
        kind = denied[0].claim.kind
        tries.append((f"claims --kind {kind}{option}", "claims of one kind, and their denials"))
    tries += [
        (f"claims --stance denied --format csv{option}", "denials, for a spreadsheet"),
        ("actors SDF", "whom a name stands for"),
        ("code YOUR_REPORTS", "your own files, folders or addresses, into counterclaim.db"),
    ]
    for command, about in tries:
        click.echo(f"  {program} {command}")
        click.echo(f"      {about}")
    click.echo()
    click.echo("A claim is what a source said, not what happened.")


def _program() -> str:
    """The program as one may type it here."""
    called = Path(sys.argv[0])
    try:
        return str(called.absolute().relative_to(Path.cwd()))
    except ValueError:
        return "counterclaim"


def _title(words: str) -> None:
    from rich.text import Text

    out = console()
    out.print()
    out.print(Text(words, style="bold"))
