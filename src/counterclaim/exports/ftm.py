"""``ftm``: FollowTheMoney entities, one a line: an Event an event, its actors and its articles.

Properties hold many values, so every version of who and whom is there; which source names which
stands in the event's notes.
"""

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import lines
from counterclaim.exports.telling import denials, quotations
from counterclaim.model import Actor, ActorType, Article, Event, Field

_COLUMNS = (
    *columns(
        """
        name: kind, place and days
        summary: grade and reason
        startDate: first day that fits
        endDate: last day that fits
        location: name of the place
        country: ISO 3166-1 alpha-2, small letters
        involved: the initiators and recipients of all versions
        notes: every version, with who says it
        description: the sentences
        keywords: the kind and the grade
        publisher: who published the articles
        sourceUrl: the articles' addresses
        proof: the articles
        """,
        "Event",
    ),
    *columns(
        """
        name: the registry's name
        alias: its other names
        country: ISO 3166-1 alpha-2, small letters
        wikidataId: Wikidata's id
        """,
        "Organization, PublicBody or LegalEntity",
    ),
    *columns(
        """
        title: the article's title
        publisher: who published it
        publishedAt: when
        sourceUrl: where
        contentHash: empty: FollowTheMoney's is SHA-1, ours SHA-256
        """,
        "Article",
    ),
)
_PUBLIC = frozenset(
    {
        ActorType.STATE,
        ActorType.GOVERNMENT,
        ActorType.MILITARY,
        ActorType.POLICE,
        ActorType.INTELLIGENCE,
        ActorType.MINISTRY,
    }
)
_LOOSE = frozenset({ActorType.CIVILIANS, ActorType.PERSON, ActorType.OFFICE, ActorType.MOVEMENT})


def _entity(id_: str, schema: str, properties: dict[str, list[str | None]]) -> Json:
    kept = {
        name: list(dict.fromkeys(value for value in values if value))
        for name, values in properties.items()
    }
    return {"id": id_, "schema": schema, "properties": {k: v for k, v in kept.items() if v}}


def _event(event: Event, material: Material) -> Json:
    place, day = event.place, event.date
    start, end = (str(day.start), str(day.end)) if day and day.start else (None, None)
    days = start if start == end else f"{start} to {end}"
    articles = [material.articles[id_] for id_ in event.articles if id_ in material.articles]
    parts = (event.kind, place.name if place else None, days)
    return _entity(
        event.id,
        "Event",
        {
            "name": [", ".join(part for part in parts if part)],
            "summary": [f"{event.grade.value}: {event.reason}"],
            "startDate": [start],
            "endDate": [end],
            "location": [place.name if place else None],
            "country": [place.country.lower() if place and place.country else None],
            "involved": [f"actor-{id_}" for id_ in _involved(event) if id_ in material.actors],
            "notes": [*_versions(event), *(f"denied by {name}" for name in denials(event))],
            "description": [*quotations(event).values()],
            "keywords": [event.kind, event.grade.value],
            "publisher": [article.publisher for article in articles],
            "sourceUrl": [article.url for article in articles],
            "proof": [f"article-{article.id}" for article in articles],
        },
    )


def _involved(event: Event) -> list[str]:
    fields = [found for found in event.versions if found.field in (Field.WHO, Field.WHOM)]
    return list(dict.fromkeys(a for f in fields for v in f.versions for a in v.actors))


def _versions(event: Event) -> list[str]:
    return [
        f"{found.effect or found.field}{f', {found.category}' if found.category else ''}: "
        f"{version.value} ({', '.join(version.origins)})"
        for found in event.versions
        for version in found.versions
    ]


def _actor(actor: Actor) -> Json:
    schema = "Organization"
    if actor.type in _PUBLIC:
        schema = "PublicBody"
    elif actor.type in _LOOSE:
        schema = "LegalEntity"
    return _entity(
        f"actor-{actor.id}",
        schema,
        {
            "name": [actor.name],
            "alias": [name.text for name in actor.names if name.text != actor.name],
            "country": [actor.country.lower() if actor.country else None],
            "wikidataId": [actor.wikidata],
        },
    )


def _article(article: Article) -> Json:
    return _entity(
        f"article-{article.id}",
        "Article",
        {
            "title": [article.title or article.id],
            "publisher": [article.publisher],
            "publishedAt": [str(article.published) if article.published else None],
            "sourceUrl": [article.url],
        },
    )


def _write(material: Material, ledger: Ledger) -> Files:
    named = sorted({id_ for event in material.events for id_ in _involved(event)})
    ledger.written = len(material.events)
    return {
        "": lines(
            [
                *(_event(event, material) for event in material.events),
                *(_actor(material.actors[id_]) for id_ in named if id_ in material.actors),
                *(_article(material.articles[id_]) for id_ in sorted(material.articles)),
            ]
        )
    }


FORMAT = Format(
    name="ftm",
    title="FollowTheMoney entities",
    suffix=".json",
    source="followthemoney, schema/*.yaml",
    columns=_COLUMNS,
    cannot_hold=(
        "coordinates: an Event has none",
        "actors that are descriptions and no entries, but in notes",
        "who did it to whom: both sides are involved",
        "tolls as numbers: they stand in notes",
    ),
    write=_write,
)
