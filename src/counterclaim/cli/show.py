"""``show``: one claim or article with all that it rests on."""

from functools import partial
from typing import TYPE_CHECKING

import click

from counterclaim.cli import wording
from counterclaim.cli.decisions import decision_record
from counterclaim.cli.events import Policies, show_event, show_traces
from counterclaim.cli.listing import (
    Json,
    console,
    print_document,
    print_labelled,
    print_table,
    print_title,
)
from counterclaim.cli.lists import CLAIM_COLUMNS, claim_record, claim_row
from counterclaim.cli.options import database_option, format_option
from counterclaim.model import Policy

if TYPE_CHECKING:
    from counterclaim.model import (
        ActorRef,
        Article,
        Decision,
        Loss,
        PlaceRef,
        Speaker,
        WeaponRef,
    )
    from counterclaim.store import Reader, StoredArticle, StoredClaim
    from counterclaim.store.decisions import DecisionReader

_line = partial(print_labelled, 14)


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--text", is_flag=True, help="Print the text of the article, as it was coded.")
@click.option("--toll", type=Policies, help="Of an event: one toll of killed, by this policy.")
@format_option("text", "json")
@database_option
def show_command(id_: str, text: bool, toll: str | None, form: str, db: str) -> None:
    """Show one event, claim or article with all that it rests on.

    ID is an event's, a claim's or an article's id, or the beginning of one. An event comes with
    the versions told of it side by side and every quotation; --toll adds one number of killed, made
    of several by a named policy. A claim comes with its sentence, the words that tell the event
    marked, the chain of its sources, and the way back to the text and the bytes as fetched.
    """
    from counterclaim.store.decisions import DecisionReader

    with DecisionReader.open(db) as reader:
        if (event := reader.find_event(id_)) is not None:
            show_event(reader, event, form, Policy(toll) if toll else None)
        elif (claim := reader.find_claim(id_)) is not None:
            _show_claim(reader, claim, text=text, form=form, db=db)
        elif (article := reader.find_article(id_)) is not None:
            _show_article(reader, article, text=text, form=form, db=db)
        elif traces := reader.traces(id_):
            show_traces(traces, form)
        else:
            raise click.ClickException(
                f"{id_}: no event, claim or article of this id in {db}; `counterclaim events`, "
                "`counterclaim claims` and `counterclaim articles` list them"
            )


def _show_claim(
    reader: "DecisionReader", entry: "StoredClaim", *, text: bool, form: str, db: str
) -> None:
    from counterclaim.store.decisions import DecisionFilter

    decisions = list(reader.decisions(DecisionFilter(subject=entry.claim.id)))
    if text:
        click.echo(wording.printable(entry.article.text))
    elif form == "json":
        decided = [decision_record(decision) for decision in decisions]
        told = {**claim_record(entry), "sha256": entry.article.sha256, "decisions": decided}
        print_document(told)
    else:
        _print_claim(entry, db)
        _line("decided", "\n".join(map(_decided, decisions)))


def _show_article(
    reader: "Reader", entry: "StoredArticle", *, text: bool, form: str, db: str
) -> None:
    claims = list(reader.claims_of(entry))
    if text:
        click.echo(wording.printable(entry.article.text))
    elif form == "json":
        print_document(_article_json(reader, entry, claims))
    else:
        _print_article(reader, entry, claims, db)


def _article_json(reader: "Reader", entry: "StoredArticle", claims: list["StoredClaim"]) -> Json:
    from counterclaim.model import CodedArticle
    from counterclaim.model.record import dump_coded

    coded = CodedArticle(
        article=entry.article,
        claims=tuple(claim.claim for claim in claims),
        relations=tuple(reader.relations(entry)),
        issues=tuple(reader.issues(entry)),
    )
    return dump_coded(coded)


def _print_claim(entry: "StoredClaim", db: str) -> None:
    claim = entry.claim
    print_title(f"{claim.kind}, {claim.stance.value}", claim.id)
    _line("who", "\n".join(map(_actor, claim.initiators)))
    _line("whom", "\n".join(map(_actor, claim.recipients)))
    _line("where", _place(claim.place))
    _line("when", _date(entry))
    _line("losses", "\n".join(map(_loss, claim.casualties)))
    _line("with", "\n".join(map(_weapon, claim.weapons)))
    _line("who says so", "\n  quoting ".join(map(_speaker, claim.sources)) or wording.OWN_VOICE)
    _line("ACLED", _pair(claim.acled.event_type, claim.acled.sub_event_type))
    _line("PLOVER", _pair(claim.plover.event, claim.plover.mode))
    _line("confidence", f"{claim.confidence:.2f}")
    _sentence(entry)
    _way_back(entry.article, db, superseded=entry.superseded)


def _decided(decision: "Decision") -> str:
    blind = "blind, " if decision.blind else ""
    why = f": {decision.why}" if decision.why else ""
    undoes = f" of no. {decision.undoes}" if decision.undoes else ""
    return (
        f"{decision.act.value}{undoes} by {decision.by} ({blind}{decision.at[:10]}, "
        f"no. {decision.number}){why}"
    )


def _print_article(
    reader: "Reader", entry: "StoredArticle", claims: list["StoredClaim"], db: str
) -> None:
    article = entry.article
    print_title(wording.one_line(article.title or "(no title)"), article.id)
    _line("authors", ", ".join(article.authors))
    _line("publisher", article.publisher)
    _line("published", article.published.isoformat() if article.published else None)
    _line("reprint of", _origin(article))
    _line("language", article.language)
    _line("regions", ", ".join(article.regions))
    _line("themes", ", ".join(article.themes))
    _line("dossiers", ", ".join(article.dossiers))
    _line("media", "\n".join(_pair(m.kind, m.credit and f"by {m.credit}") for m in article.media))
    _line("rights", article.rights)
    _line("coded by", f"counterclaim {entry.coder}, {entry.stored_at}")
    _way_back(article, db, superseded=entry.superseded)
    click.echo()
    if claims:
        print_table(CLAIM_COLUMNS, map(claim_row, claims))
    for label, lines in (
        ("relations", [wording.relation(relation) for relation in reader.relations(entry)]),
        ("issues", [issue.message for issue in reader.issues(entry)]),
        ("claims", [claim.claim.id for claim in claims]),
    ):
        _line(label, "\n".join(lines))


def _sentence(entry: "StoredClaim") -> None:
    """The sentence with the words that tell the event between ``>>`` and ``<<``."""
    from rich.padding import Padding
    from rich.text import Text

    marked = wording.marked(entry.article, entry.claim, before=">>", after="<<")
    shown = Text(f'"{marked}"')
    shown.highlight_regex(r">>.*<<", "bold yellow")
    out = console()
    out.print()
    out.print(Padding(shown, (0, 2)))
    out.print()


def _way_back(article: "Article", db: str, *, superseded: bool) -> None:
    option = "" if db == "counterclaim.db" else f" --db {db}"
    _line("article", wording.heading(article))
    _line("", f"id {article.id}")
    _line("", "an earlier version: its publisher has changed it since" if superseded else None)
    _line("", f"text: counterclaim show {article.id} --text{option}")
    _line("fetched from", article.url or article.path)
    _line("", article.path if article.url and article.path != article.url else None)
    _line("", f"SHA-256 of the bytes: {article.sha256}")


def _origin(article: "Article") -> str | None:
    origin = article.origin
    if origin is None:
        return None
    day = origin.published.isoformat() if origin.published else None
    return ", ".join(part for part in (origin.publisher, day, origin.url) if part)


def _named(text: str, *entry: str | None) -> str:
    """The wording, and what it stands for where that is known."""
    known = [part for part in entry if part and part != text]
    return f"{wording.one_line(text)}  ({', '.join(known)})" if known else wording.one_line(text)


def _actor(actor: "ActorRef") -> str:
    attributes = [f"{key}: {value}" for key, value in actor.attributes]
    return _named(actor.text, actor.name, actor.actor, *attributes)


def _speaker(speaker: "Speaker") -> str:
    cue = f' "{wording.one_line(speaker.cue)}"' if speaker.cue else ""
    return _named(speaker.text, speaker.name, speaker.actor) + cue


def _place(place: "PlaceRef | None") -> str | None:
    if place is None:
        return None
    area = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    spot = None
    if place.latitude is not None and place.longitude is not None:
        spot = f"{place.latitude:.4f}, {place.longitude:.4f}"
    precision = place.precision and place.precision.value
    first = f"{place.relation.value} {_named(place.text, area, spot, precision)}"
    details = (place.gazetteer_id, place.reason)
    return "\n".join([first, *(f"  {detail}" for detail in details if detail)])


def _date(entry: "StoredClaim") -> str | None:
    date = entry.claim.date
    if date is None or (date.start is None and not date.text):
        return None
    shown = wording.when(date)
    return _named(shown, date.text and f'"{date.text}"', date.precision.value)


def _loss(loss: "Loss") -> str:
    whom = (loss.whom.text, loss.whom.actor, loss.whom.category.value)
    return _named(f"{loss.effect.value} {wording.number(loss)}", *whom) + f'  "{loss.text}"'


def _weapon(weapon: "WeaponRef") -> str:
    return _named(weapon.text, weapon.name)


def _pair(first: str | None, second: str | None) -> str:
    return ", ".join(part for part in (first, second) if part)
