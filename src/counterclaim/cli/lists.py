"""``articles`` and ``claims``: what is in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import click

from counterclaim.cli import wording
from counterclaim.cli.listing import Column, Json, print_csv, print_json, print_table
from counterclaim.cli.options import (
    ACTOR,
    KIND,
    PLACE,
    database_option,
    format_option,
    limit_option,
    period_options,
)
from counterclaim.model import Stance

if TYPE_CHECKING:
    from counterclaim.store import StoredArticle, StoredClaim

CLAIM_COLUMNS = (
    Column("kind", 2),
    Column("who", 3),
    Column("whom", 3),
    Column("where", 2),
    Column("when", 2),
    Column("losses", 3),
    Column("stance", 0),
    Column("who says so", 3),
)
"""The table of claims, as ``demo`` and ``show`` print it too."""

_ARTICLE_COLUMNS = (
    Column("id", 0, "cyan"),
    Column("published", 0),
    Column("publisher", 2),
    Column("title", 4),
    Column("claims", 0),
)
_ARTICLE_CSV = (
    *("id", "published", "publisher", "title", "url", "path", "reprint_of", "claims", "sha256"),
)
_CLAIM_CSV = (
    *("id", "article", "published", "publisher", "kind", "stance", "sources"),
    *("initiators", "recipients", "place", "country", "admin1", "latitude", "longitude"),
    *("place_precision", "date_start", "date_end", "date_precision", "losses", "weapons"),
    *("acled_event_type", "acled_sub_event_type", "plover_event", "plover_mode"),
    *("confidence", "sentence"),
)


@click.command("articles")
@click.option("--publisher", metavar="WORDS", help="Words in the publisher's name.")
@period_options("Published")
@click.option("--text", metavar="WORDS", help="Words in title or text.")
@click.option("--superseded", is_flag=True, help="Earlier versions of articles, too.")
@limit_option(None)
@format_option("table", "json", "csv")
@database_option
def articles_command(
    publisher: str | None,
    since: date | None,
    until: date | None,
    text: str | None,
    superseded: bool,
    limit: int | None,
    form: str,
    db: str,
) -> None:
    """List the articles in the database.

    They come by day of publication. Conditions given together must all hold.
    """
    from counterclaim.store import ArticleFilter, Reader

    wanted = ArticleFilter(
        publisher=publisher, since=since, until=until, text=text, superseded=superseded
    )
    with Reader.open(db) as reader:
        _print_articles(islice(reader.articles(wanted), limit), form)


@click.command("claims")
@click.option("--kind", metavar="KIND", help=KIND)
@click.option("--actor", metavar="NAME", help=ACTOR)
@click.option("--place", metavar="NAME", help=PLACE)
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]))
@click.option("--source", metavar="NAME", help="A speaker: an id or words in its name.")
@period_options("Events")
@click.option("--article", metavar="ID", help="The article's id.")
@click.option("--text", metavar="WORDS", help="Words in the sentence.")
@click.option("--superseded", is_flag=True, help="Claims of earlier versions of articles, too.")
@limit_option(None)
@format_option("table", "json", "csv")
@database_option
def claims_command(limit: int | None, form: str, db: str, **conditions: str | date | bool) -> None:
    """List the claims in the database.

    They come in the order of their articles. Conditions given together must all hold. With --since
    or --until, claims whose text gives no date of the event are left out.
    """
    from counterclaim.store import ClaimFilter, Reader

    wanted = replace(ClaimFilter(), **conditions)  # type: ignore[arg-type]
    check_kind(wanted.kind)
    with Reader.open(db) as reader:
        _print_claims(islice(reader.claims(wanted), limit), form)


def claim_row(claim: "StoredClaim") -> list[str]:
    """A claim's cells under :data:`CLAIM_COLUMNS`."""
    told = claim.claim
    return [
        told.kind,
        wording.actors(told.initiators),
        wording.actors(told.recipients),
        wording.where(told.place),
        wording.when(told.date),
        wording.losses(told.casualties),
        told.stance.value,
        wording.says(told.sources),
    ]


def claim_record(claim: "StoredClaim") -> Json:
    """A claim's record with its article's id, the words of its sentence, and what people made of
    it (``null`` while nobody decided)."""
    from counterclaim.model.record import dump

    return {
        **dump(claim.claim),
        "article": claim.article.id,
        "text": claim.sentence,
        "verdict": claim.verdict,
    }


def check_kind(kind: str | None) -> None:
    """A misspelt kind would list nothing and say nothing."""
    from counterclaim.codebook.kinds import kind_rows

    if kind is not None and kind not in kind_rows():
        raise click.UsageError(f"{kind!r} is no kind; the kinds are {', '.join(kind_rows())}")


def _print_articles(found: Iterable["StoredArticle"], form: str) -> None:
    if form == "json":
        print_json(_article_record(entry) for entry in found)
    elif form == "csv":
        print_csv(_ARTICLE_CSV, (_article_record(entry) for entry in found))
    else:
        rows = [_article_row(entry) for entry in found]
        print_table(_ARTICLE_COLUMNS, rows)
        _count(len(rows), "article")


def _print_claims(found: Iterator["StoredClaim"], form: str) -> None:
    if form == "json":
        print_json(claim_record(entry) for entry in found)
    elif form == "csv":
        print_csv(_CLAIM_CSV, (_flat_claim(entry) for entry in found))
    else:
        rows = [[entry.claim.id, *claim_row(entry)] for entry in found]
        print_table((Column("id", 0, "cyan"), *CLAIM_COLUMNS), rows)
        _count(len(rows), "claim")


def _count(number: int, what: str) -> None:
    click.echo(f"{number} {what}{'' if number == 1 else 's'}", err=True)


def _article_row(entry: "StoredArticle") -> list[str]:
    article = entry.article
    return [
        article.id,
        article.published.isoformat() if article.published else wording.UNKNOWN,
        wording.one_line(article.publisher or wording.UNKNOWN),
        wording.one_line(article.title or wording.UNKNOWN),
        str(entry.claims),
    ]


def _article_record(entry: "StoredArticle") -> Json:
    """The article's fields, without its text, and how many claims it has."""
    from counterclaim.model.record import dump

    record = dump(entry.article)
    del record["text"]
    linked = {"reprint_of": entry.reprint_of, "claims": entry.claims}
    return {**record, **linked, "superseded": entry.superseded}


def _flat_claim(entry: "StoredClaim") -> Json:
    claim, place, date_ = entry.claim, entry.claim.place, entry.claim.date
    return {
        "id": claim.id,
        "article": entry.article.id,
        "published": entry.article.published,
        "publisher": entry.article.publisher,
        "kind": claim.kind,
        "stance": claim.stance.value,
        "sources": " > ".join(s.name or s.text for s in claim.sources),
        "initiators": "; ".join(a.name or a.text for a in claim.initiators),
        "recipients": "; ".join(a.name or a.text for a in claim.recipients),
        "place": place and (place.name or place.text),
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_precision": place and place.precision and place.precision.value,
        "date_start": date_ and date_.start,
        "date_end": date_ and date_.end,
        "date_precision": date_ and date_.precision.value,
        "losses": wording.losses(claim.casualties) if claim.casualties else None,
        "weapons": wording.weapons(claim) if claim.weapons else None,
        "acled_event_type": claim.acled.event_type,
        "acled_sub_event_type": claim.acled.sub_event_type,
        "plover_event": claim.plover.event,
        "plover_mode": claim.plover.mode,
        "confidence": claim.confidence,
        "sentence": entry.sentence,
    }
