"""Records as rows: the columns by which each is found, filled from its fields."""

from typing import Any

from counterclaim.model import (
    ActorRef,
    Article,
    Claim,
    Issue,
    Loss,
    PlaceRef,
    Relation,
    Speaker,
    WeaponRef,
)
from counterclaim.model.record import dump_bytes
from counterclaim.store import tables
from counterclaim.store.doubts import doubts, weight

Row = dict[str, Any]


def article_row(article: Article) -> Row:
    """The columns of ``article`` that come from the report itself."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "record": dump_bytes(article).decode(),
    }


def claim_row(claim: Claim, position: int) -> Row:
    """The columns of ``claim``, without its article."""
    reasons = doubts(claim)
    return {
        "id": claim.id,
        "position": position,
        "kind": claim.kind,
        "stance": claim.stance.value,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        **_place_columns(claim.place),
        "date_start": claim.date and claim.date.start,
        "date_end": claim.date and claim.date.end,
        "date_precision": claim.date and claim.date.precision.value,
        "confidence": claim.confidence,
        "doubt": weight(reasons),
        "doubts": " ".join(dict.fromkeys(reason.kind for reason in reasons)),
        "record": dump_bytes(claim).decode(),
    }


def claim_parts(claim: Claim) -> list[tuple[str, list[Row]]]:
    """What the claim lists, as rows of each table, without the claim's number."""
    return [
        (tables.claim_source.name, [_source(s, n) for n, s in enumerate(claim.sources)]),
        (
            tables.claim_actor.name,
            [_actor(a, n, "initiator") for n, a in enumerate(claim.initiators)]
            + [_actor(a, n, "recipient") for n, a in enumerate(claim.recipients)],
        ),
        (tables.claim_loss.name, [_loss(loss, n) for n, loss in enumerate(claim.casualties)]),
        (tables.claim_weapon.name, [_weapon(w, n) for n, w in enumerate(claim.weapons)]),
    ]


def relation_row(relation: Relation, position: int) -> Row:
    """The columns of ``relation``, without its article."""
    thing = relation.object
    return {
        "id": relation.id,
        "position": position,
        "kind": relation.kind,
        "stance": relation.stance.value,
        "subject_text": relation.subject.text,
        "subject_actor": relation.subject.actor,
        "subject_name": relation.subject.name,
        "object_text": thing.text,
        "object_actor": thing.actor if isinstance(thing, ActorRef) else None,
        "object_name": thing.name,
        "object_gazetteer_id": thing.gazetteer_id if isinstance(thing, PlaceRef) else None,
        "record": dump_bytes(relation).decode(),
    }


def issue_row(issue: Issue) -> Row:
    """The columns of ``issue``, without its article."""
    return {
        "code": issue.code,
        "path": issue.path,
        "line": issue.line,
        "record": dump_bytes(issue).decode(),
    }


def _place_columns(place: PlaceRef | None) -> Row:
    return {
        "place_text": place and place.text,
        "place_name": place and place.name,
        "gazetteer_id": place and place.gazetteer_id,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "place_precision": place.precision.value if place and place.precision else None,
    }


def _source(speaker: Speaker, position: int) -> Row:
    return {
        "position": position,
        "text": speaker.text,
        "actor": speaker.actor,
        "name": speaker.name,
        "cue": speaker.cue,
    }


def _actor(actor: ActorRef, position: int, role: str) -> Row:
    return {
        "position": position,
        "role": role,
        "text": actor.text,
        "actor": actor.actor,
        "name": actor.name,
    }


def _loss(loss: Loss, position: int) -> Row:
    return {
        "position": position,
        "effect": loss.effect.value,
        "low": loss.low,
        "high": loss.high,
        "approximate": loss.approximate,
        "whom_text": loss.whom.text,
        "whom_actor": loss.whom.actor,
        "category": loss.whom.category.value,
    }


def _weapon(weapon: WeaponRef, position: int) -> Row:
    return {"position": position, "text": weapon.text, "name": weapon.name}
