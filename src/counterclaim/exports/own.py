"""``csv``: the program's own tables, with nothing left out of them but the text of the articles.
Those of ``parquet`` are the same."""

from collections.abc import Iterator

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import table
from counterclaim.exports.telling import joined
from counterclaim.model import ActorRef, Event, PlaceRef, Speaker
from counterclaim.model.event_record import event_cells

_EVENTS = columns(
    """
    id: the event's id
    kind: a kind of the codebook
    grade: confirmed, fair, weak, contested or discounted
    reason: why it is graded so
    date_start: first day that fits, as ISO 8601; empty where no claim tells it
    date_end: last day that fits
    date_precision: day, week, month, year
    place: the finest place that any of the claims tells
    gazetteer_id: the place's entry
    country: ISO 3166-1 alpha-2
    admin1: first-level division
    latitude: degrees, WGS 84
    longitude: degrees, WGS 84
    place_precision: point, settlement, district, region, country or line
    claims: how many claims
    articles: how many articles
    origins: how many independent origins
    """,
    "events",
)
_VERSIONS = columns(
    """
    event: the event's id
    field: what, who, whom, where, when, with-what or losses
    effect: for losses: killed, injured, captured, missing, displaced, destroyed
    category: for losses: civilian, combatant, unknown, equipment
    agreement: agreed, compatible or disputed, of all versions of the field
    value: what was told
    low: for losses: at least so many; empty where open
    high: for losses: at most so many; empty where open
    actors: ids of the registry
    origins: who first said it
    stances: how firmly
    revised_to: the same origins' later number
    superseded: 1 where only an earlier text of an article says it
    claims: the claims that say it
    """,
    "versions",
)
_CLAIMS = columns(
    """
    id: the claim's id
    event: the event's id
    article: the article's id
    publisher: who published the article
    published: day of publication
    kind: a kind of the codebook
    stance: asserted, alleged, speculated, denied, intended or conditional
    origin: who first said it
    sources: the chain of speakers, outermost first
    initiators: who did it
    recipients: whom it was done to
    place: the place as named
    date_start: first day that fits
    date_end: last day that fits
    weapons: with what
    confidence: 0 to 1
    superseded: 1 where the article was changed since
    sentence: the sentence that it rests on
    """,
    "claims",
)
_LOSSES = columns(
    """
    claim: the claim's id
    event: the event's id
    effect: killed, injured, captured, missing, displaced, destroyed
    category: civilian, combatant, unknown, equipment
    whom: the wording
    actor: the registry's id
    low: at least so many; empty where open
    high: at most so many; empty where open
    approximate: 1 for "about"
    text: the wording of the number
    """,
    "losses",
)
_RELATIONS = columns(
    """
    id: the relation's id
    article: the article's id
    kind: part-of, allied-with, backed-by, opposed-to, linked-to, controls and so on
    subject: who
    subject_id: the registry's id
    object: to whom, or which place
    object_id: the registry's or the gazetteer's id
    stance: how firmly
    sources: the chain of speakers
    """,
    "relations",
)


_CONTROL = columns(
    """
    place: the place as named
    place_id: the gazetteer's id
    holder: the registry's id
    holder_name: who held it
    since_start: first day on which it may have got it; empty where nobody says
    since_end: last such day
    until_start: first day on which it may have lost it; empty where nobody says
    until_end: last such day
    seen: the last day for which a claim says that it held the place
    contested: 1 where others deny it, or say that somebody else held the place then
    origins: who first said it
    claims: the claims and relations that say it
    reason: what is told, by whom and when
    """,
    "control",
)


def _event_rows(material: Material) -> Iterator[Json]:
    for event in material.events:
        yield {
            **event_cells(event),
            "claims": len(event.claims),
            "articles": len(event.articles),
            "origins": len(event.origins),
        }


def _version_rows(material: Material) -> Iterator[Json]:
    for event in material.events:
        for found in event.versions:
            for version in found.versions:
                yield {
                    "event": event.id,
                    "field": found.field.value,
                    "effect": found.effect and found.effect.value,
                    "category": found.category and found.category.value,
                    "agreement": found.agreement.value,
                    "value": version.value,
                    "low": version.low,
                    "high": version.high,
                    "actors": joined(version.actors),
                    "origins": joined(version.origins),
                    "stances": joined(stance.value for stance in version.stances),
                    "revised_to": version.revised_to,
                    "superseded": int(version.superseded),
                    "claims": joined((q.claim for q in version.quotations), " "),
                }


def _named(refs: tuple[ActorRef, ...]) -> str | None:
    return joined(ref.name or ref.text for ref in refs)


def _chain(speakers: tuple[Speaker, ...]) -> str | None:
    return " > ".join(speaker.name or speaker.text for speaker in speakers) or None


def _claim_rows(material: Material) -> Iterator[Json]:
    for event, member in _members(material):
        claim = material.claims[member]
        info = next(m for m in event.members if m.claim == member)
        article = material.articles[info.article]
        yield {
            "id": claim.id,
            "event": event.id,
            "article": article.id,
            "publisher": article.publisher,
            "published": article.published,
            "kind": claim.kind,
            "stance": claim.stance.value,
            "origin": info.origin.name,
            "sources": _chain(claim.sources),
            "initiators": _named(claim.initiators),
            "recipients": _named(claim.recipients),
            "place": claim.place and (claim.place.name or claim.place.text),
            "date_start": claim.date and claim.date.start,
            "date_end": claim.date and claim.date.end,
            "weapons": joined(weapon.name or weapon.text for weapon in claim.weapons),
            "confidence": claim.confidence,
            "superseded": int(info.superseded),
            "sentence": " ".join(article.wording(claim.sentence).split()),
        }


def _members(material: Material) -> Iterator[tuple[Event, str]]:
    for event in material.events:
        for id_ in event.claims:
            if id_ in material.claims:
                yield event, id_


def _loss_rows(material: Material) -> Iterator[Json]:
    for event, id_ in _members(material):
        for loss in material.claims[id_].casualties:
            yield {
                "claim": id_,
                "event": event.id,
                "effect": loss.effect.value,
                "category": loss.whom.category.value,
                "whom": loss.whom.text,
                "actor": loss.whom.actor,
                "low": loss.low,
                "high": loss.high,
                "approximate": int(loss.approximate),
                "text": loss.text,
            }


def _relation_rows(material: Material) -> Iterator[Json]:
    for article, relation in material.relations:
        other = relation.object
        yield {
            "id": relation.id,
            "article": article,
            "kind": relation.kind,
            "subject": relation.subject.name or relation.subject.text,
            "subject_id": relation.subject.actor,
            "object": other.name or other.text,
            "object_id": other.gazetteer_id if isinstance(other, PlaceRef) else other.actor,
            "stance": relation.stance.value,
            "sources": _chain(relation.sources),
        }


def _control_rows(material: Material) -> Iterator[Json]:
    for span in material.control:
        yield {
            "place": span.place,
            "place_id": span.place_id,
            "holder": span.holder,
            "holder_name": span.holder_name,
            "since_start": span.since and span.since.start,
            "since_end": span.since and span.since.end,
            "until_start": span.until and span.until.start,
            "until_end": span.until and span.until.end,
            "seen": span.seen,
            "contested": int(span.contested),
            "origins": joined(span.origins),
            "claims": joined(span.claims, " "),
            "reason": span.reason,
        }


TABLES = (
    (_EVENTS, _event_rows),
    (_VERSIONS, _version_rows),
    (_CLAIMS, _claim_rows),
    (_LOSSES, _loss_rows),
    (_RELATIONS, _relation_rows),
    (_CONTROL, _control_rows),
)
"""Each table's columns, and how its rows are made."""


CANNOT_HOLD = ("the text of the articles", "spans of the wordings", "why each claim was linked")


def _write(material: Material, ledger: Ledger) -> Files:
    ledger.written = len(material.events)
    return {
        f"{cols[0].table}.csv": table([column.name for column in cols], rows(material))
        for cols, rows in TABLES
    }


FORMAT = Format(
    name="csv",
    title="Counterclaim's own tables",
    suffix="",
    source="the records of the program",
    columns=tuple(column for cols, _ in TABLES for column in cols),
    cannot_hold=CANNOT_HOLD,
    write=_write,
)
