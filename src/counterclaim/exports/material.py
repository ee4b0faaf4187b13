"""Reading what is to be exported out of a database."""

from counterclaim.exports.base import Material
from counterclaim.linking.actors import Sides
from counterclaim.linking.control import ledger
from counterclaim.model import ControlSpan, Event, Policy, Relation
from counterclaim.names.registry import Registry
from counterclaim.store import ClaimFilter, EventFilter, EventReader


def read_material(reader: EventReader, wanted: EventFilter, policy: Policy | None) -> Material:
    """The events asked for, with all claims and articles that they rest on."""
    events = tuple(reader.events(wanted))
    named = {claim for event in events for claim in event.claims}
    articles = _articles(events)
    found = reader.claims(ClaimFilter(superseded=True))
    relations = tuple(
        (stored.article.id, relation)
        for stored in reader.articles()
        if stored.article.id in articles
        for relation in reader.relations(stored)
    )
    registry = Registry.load()
    return Material(
        events=events,
        claims={stored.claim.id: stored.claim for stored in found if stored.claim.id in named},
        articles=reader.article_titles(articles),
        relations=relations,
        control=_control(reader, Sides(registry), named, relations),
        actors=registry.actors,
        policy=policy,
        asked=wanted,
    )


def _articles(events: tuple[Event, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article for event in events for article in event.articles))


def _control(
    reader: EventReader,
    sides: Sides,
    claims: set[str],
    relations: tuple[tuple[str, Relation], ...],
) -> tuple[ControlSpan, ...]:
    """Who is told to have held what, as far as what is exported tells it."""
    told = claims | {relation.id for _, relation in relations}
    spans = ledger(reader.notices(None, sides), sides)
    return tuple(span for span in spans if told & set(span.claims))
