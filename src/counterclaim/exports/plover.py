"""``plover`` (JSON lines) and ``polecat`` (40 columns, tabs): one record a claim, after the PLOVER
manual (0.7b1) and the files of POLECAT.

The manual's four auxiliary marks are filled from the stance: ``negation`` for denied, ``future``
for intended, ``hypothetical`` for conditional; ``historical`` where the event ended more than a
year before the report came out (the manual gives no number; this one is ours).
"""

from collections.abc import Iterator
from datetime import timedelta

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import lines, one_line, table
from counterclaim.exports.countries import country
from counterclaim.exports.telling import joined
from counterclaim.model import ActorRef, ActorType, Article, Claim, Event, Member, Stance

AUXILIARY = {
    Stance.DENIED: "negation",
    Stance.INTENDED: "future",
    Stance.CONDITIONAL: "hypothetical",
}
_OLD = timedelta(days=365)
_SECTORS = {
    ActorType.STATE: "GOV",
    ActorType.GOVERNMENT: "GOV",
    ActorType.MINISTRY: "GOV",
    ActorType.OFFICE: "GOV",
    ActorType.MILITARY: "MIL",
    ActorType.POLICE: "COP",
    ActorType.INTELLIGENCE: "SPY",
    ActorType.PARTY: "PTY",
    ActorType.REBEL: "REB",
    ActorType.INTERNATIONAL_ORGANISATION: "IGO",
    ActorType.MONITOR: "NGO",
    ActorType.NGO: "NGO",
    ActorType.NEWS_AGENCY: "MED",
    ActorType.MEDIA: "MED",
    ActorType.CIVILIANS: "CVL",
}
"""PLOVER's sectors; types that it has none for stay empty."""
_QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "DEMAND", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}

_JSON = columns(
    """
    id: the claim's id
    event_id: the event's id; claims of one event tell the same happening
    date: first and last day that fit, or null
    event: PLOVER's event
    mode: PLOVER's modes
    auxiliary: historical, future, hypothetical, negation
    actor: initiators: name, wording, registry id, country (ISO alpha-3), sector
    recipient: recipients, likewise
    location: name, GeoNames id, country, admin1, latitude, longitude; or null
    losses: effect, category, low, high
    attribution: the chain of speakers, outermost first
    stance: our stance
    text: the sentence
    publisher: who published it
    publication_date: when
    url: where
    """
)
_TSV = columns(
    """
    Event ID: the claim's id
    Event Date: first day that fits; empty where not told (never the day of the report)
    Event Type: PLOVER's event
    Event Mode: PLOVER's mode
    Intensity: empty: we hold no scale
    Quad Code: verbal or material, cooperation or conflict
    Contexts: historical, future, hypothetical, negation
    Actor Name: the first initiator
    Actor Country: ISO 3166-1 alpha-3
    Actor COW: empty: we hold no Correlates of War numbers
    Primary Actor Sector: PLOVER's sector
    Actor Sectors: of all initiators
    Actor Title: empty
    Actor Name Raw: the wordings of all initiators
    Wikipedia Actor ID: empty: we hold Wikidata's, not Wikipedia's
    Recipient Name: the first recipient
    Recipient Country: ISO 3166-1 alpha-3
    Recipient COW: empty
    Primary Recipient Sector: PLOVER's sector
    Recipient Sectors: of all recipients
    Recipient Title: empty
    Recipient Name Raw: the wordings of all recipients
    Wikipedia Recipient ID: empty
    Placename: the place
    City: the place, where it is a settlement
    District: empty
    Province: first-level division
    Country: ISO 3166-1 alpha-3
    Latitude: degrees, WGS 84
    Longitude: degrees, WGS 84
    GeoNames ID: where the place is GeoNames'
    Raw Placename: the wording
    Feature Type: our precision
    Source: who published it
    Publication Date: when
    Story People: empty: private persons are no entries
    Story Organizations: empty
    Story Locations: empty
    Language: of the article
    Version: the program
    """
)


def _records(material: Material, ledger: Ledger) -> Iterator[tuple[Event, Member, Claim, Article]]:
    for event in material.events:
        for member in event.members:
            claim = material.claims.get(member.claim)
            article = material.articles.get(member.article)
            if claim is None or article is None or member.superseded:
                ledger.leave_out(member.claim, "the article was changed since")
            elif claim.plover.event is None:
                ledger.leave_out(member.claim, f"PLOVER has no event for {claim.kind}")
            else:
                ledger.written += 1
                yield event, member, claim, article


def auxiliary(claim: Claim, article: Article) -> list[str]:
    """The manual's auxiliary marks of a claim."""
    found = [AUXILIARY[claim.stance]] if claim.stance in AUXILIARY else []
    day = claim.date.end if claim.date else None
    if day and article.published and article.published - day > _OLD:
        found.append("historical")
    return found


def _actor(ref: ActorRef, material: Material) -> Json:
    actor = material.actors.get(ref.actor or "")
    where = country(actor.country) if actor else None
    return {
        "name": ref.name or one_line(ref.text),
        "text": one_line(ref.text),
        "id": ref.actor,
        "country": where.iso3 if where else None,
        "sector": _SECTORS.get(actor.type) if actor else None,
    }


def _location(claim: Claim) -> Json | None:
    place = claim.place
    if place is None:
        return None
    where = country(place.country)
    known = (place.gazetteer_id or "").partition(":")
    return {
        "name": place.name or place.text,
        "text": place.text,
        "geonames_id": known[2] if known[0] == "geonames" else None,
        "country": where.iso3 if where else None,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision.value if place.precision else None,
    }


def _json(event: Event, claim: Claim, article: Article, material: Material) -> Json:
    day = claim.date
    known = day is not None and day.start is not None
    return {
        "id": claim.id,
        "event_id": event.id,
        "date": [str(day.start), str(day.end)] if day and known else None,
        "event": claim.plover.event,
        "mode": [claim.plover.mode] if claim.plover.mode else [],
        "auxiliary": auxiliary(claim, article),
        "actor": [_actor(ref, material) for ref in claim.initiators],
        "recipient": [_actor(ref, material) for ref in claim.recipients],
        "location": _location(claim),
        "losses": [
            {
                "effect": loss.effect.value,
                "category": loss.whom.category.value,
                "low": loss.low,
                "high": loss.high,
            }
            for loss in claim.casualties
        ],
        "attribution": [speaker.name or one_line(speaker.text) for speaker in claim.sources],
        "stance": claim.stance.value,
        "text": one_line(article.wording(claim.sentence)),
        "publisher": article.publisher,
        "publication_date": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def _side(name: str, actors: list[Json]) -> Json:
    one = actors[0] if actors else {}
    return {
        f"{name} Name": one.get("name"),
        f"{name} Country": one.get("country"),
        f"Primary {name} Sector": one.get("sector"),
        f"{name} Sectors": joined(actor["sector"] for actor in actors),
        f"{name} Name Raw": joined(actor["text"] for actor in actors),
    }


def _tsv(record: Json, article: Article) -> Json:
    place = record["location"] or {}
    quad = next((q for q, events in _QUADS.items() if record["event"] in events), None)
    return {
        "Event ID": record["id"],
        "Event Date": record["date"][0] if record["date"] else None,
        "Event Type": record["event"],
        "Event Mode": joined(record["mode"]),
        "Quad Code": quad,
        "Contexts": joined(record["auxiliary"]),
        **_side("Actor", record["actor"]),
        **_side("Recipient", record["recipient"]),
        "Placename": place.get("name"),
        "City": place.get("name") if place.get("precision") == "settlement" else None,
        "Province": place.get("admin1"),
        "Country": place.get("country"),
        "Latitude": place.get("latitude"),
        "Longitude": place.get("longitude"),
        "GeoNames ID": place.get("geonames_id"),
        "Raw Placename": place.get("text"),
        "Feature Type": place.get("precision"),
        "Source": article.publisher,
        "Publication Date": article.published,
        "Language": article.language,
        "Version": "counterclaim",
    }


def _write_json(material: Material, ledger: Ledger) -> Files:
    found = _records(material, ledger)
    return {"": lines([_json(event, c, article, material) for event, _, c, article in found])}


def _write_tsv(material: Material, ledger: Ledger) -> Files:
    rows = []
    for event, _, claim, article in _records(material, ledger):
        record = _json(event, claim, article, material)
        rows.append({k: _flat(v) for k, v in _tsv(record, article).items()})
        _note(claim, record, ledger)
    return {"": table([column.name for column in _TSV], rows, delimiter="\t")}


def _flat(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def _note(claim: Claim, record: Json, ledger: Ledger) -> None:
    """What one row of POLECAT can't say of a claim."""
    if record["date"] and record["date"][0] != record["date"][1]:
        told = " to ".join(record["date"])
        ledger.round(claim.id, "Event Date", told, record["date"][0], "the first day that fits")
    for name, side in (("Actor Name", "actor"), ("Recipient Name", "recipient")):
        names = [actor["name"] for actor in record[side]]
        if len(names) > 1:
            ledger.summarise(claim.id, name, names, names[0], "the first that is named")
    if record["date"] is None:
        ledger.leave_empty("Event Date")


PLOVER = Format(
    name="plover",
    title="PLOVER records, one claim a line",
    suffix=".jsonl",
    source="PLOVER manual 0.7b1: events, modes and auxiliary marks",
    columns=_JSON,
    cannot_hold=("contexts: no claim is coded for them", "alleged and speculated, but in stance"),
    write=_write_json,
)
POLECAT = Format(
    name="polecat",
    title="POLECAT's 40 columns, one claim a row",
    suffix=".tsv",
    source="POLECAT's weekly files",
    columns=_TSV,
    cannot_hold=(
        "who says it: POLECAT has no speaker",
        "losses",
        "the stance, but denied, intended and conditional in Contexts",
        "the last day that fits",
        "which claims tell the same event",
    ),
    write=_write_tsv,
)
