"""``acled``: the 31 columns of ACLED's data export (codebook of 2023; inter codes of 2019).

Rules of ACLED's codebook that are kept here: one row an event with one date and place; time
precision 1 day, 2 week, 3 month, the middle of it as the date; geo precision 1 place, 2 near it or
a district, 3 a region; "dozens" are 12, "hundreds" 100, "several" or "few" 3 deaths.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.exports.base import Files, Format, Json, Ledger, Material, columns
from counterclaim.exports.cells import table
from counterclaim.exports.countries import country
from counterclaim.exports.sides import EXTERNAL, first, inter
from counterclaim.exports.telling import (
    Party,
    UntellableError,
    denials,
    joined,
    one_number,
    outlets,
    parties,
    quotations,
    require_told,
    require_undisputed,
    rows_of,
    toll,
)
from counterclaim.model import (
    Category,
    Claim,
    DatePrecision,
    Effect,
    Event,
    Field,
    PlaceRelation,
    Precision,
    Version,
)

_COLUMNS = columns(
    """
    event_id_cnty: our event's id (ACLED's own ids have the country's letters)
    event_date: the day; the middle of a week or month
    year: its year
    time_precision: 1 day, 2 week, 3 month
    disorder_type: Political violence, Demonstrations or Strategic developments
    event_type: ACLED's event type for the kind
    sub_event_type: ACLED's sub-event type for the kind
    actor1: the initiator
    assoc_actor_1: other initiators
    inter1: 1 state, 2 rebels, 3 political militia, 4 identity militia, 7 civilians, 8 external
    actor2: the recipient
    assoc_actor_2: other recipients
    inter2: as inter1
    interaction: the two codes, the lower first
    civilian_targeting: "Civilian targeting" where civilians are the recipient
    iso: ISO 3166-1 numeric
    region: empty: we hold no regions of ACLED's
    country: name of the country
    admin1: first-level division
    admin2: empty: an event's place doesn't hold it
    admin3: empty: an event's place doesn't hold it
    location: name of the place
    latitude: degrees, WGS 84
    longitude: degrees, WGS 84
    geo_precision: 1 the place, 2 near it or its district, 3 its region
    source: publishers of the articles
    source_scale: empty: we don't hold how far an outlet reaches
    notes: the sentences, with who denies it
    fatalities: killed, under the policy, ACLED's numbers for words; empty where nobody tells
    tags: the grade
    timestamp: empty: the same data give the same file
    """
)
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_RIOTS = {"Violent demonstration": "Demonstrations", "Mob violence": "Political violence"}
_WORDS = (
    (re.compile(r"\bdozens\b", re.I), 12),
    (re.compile(r"\bhundreds\b", re.I), 100),
    (re.compile(r"\b(several|a few|few|some)\b", re.I), 3),
)
"""ACLED's numbers for words (codebook, "Fatalities"); CODEBOOK's least numbers are ours."""
_PLACES = {Precision.POINT: 1, Precision.SETTLEMENT: 1, Precision.DISTRICT: 2, Precision.REGION: 3}


def _row(event: Event, material: Material, ledger: Ledger) -> Json:
    claims = require_told(event, material)
    require_undisputed(event, Field.WHAT, Field.WHO, Field.WHOM, Field.WHERE, Field.WHEN)
    kind, sub = _type(event, claims, material)
    day, precision = _day(event, ledger)
    place = _place(event, claims)
    one = parties(event, Field.WHO, material, ledger)
    two = parties(event, Field.WHOM, material, ledger)
    if not one and not two:
        raise UntellableError("nobody is told as an actor: ACLED needs one")
    return {
        "event_id_cnty": event.id,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": _RIOTS[sub] if kind == "Riots" else _DISORDER[kind],
        "event_type": kind,
        "sub_event_type": sub,
        **_actors(one, two, claims, material, place["iso2"]),
        "civilian_targeting": _targeting(kind, two, claims, material),
        **{key: value for key, value in place.items() if key != "iso2"},
        "source": joined(outlets(event, material)),
        "notes": _notes(event),
        "fatalities": _fatalities(event, material, ledger),
        "tags": event.grade.value,
    }


def _type(event: Event, claims: list[Claim], material: Material) -> tuple[str, str]:
    """The types of the claims of the event's kind. Where the kind has several, whom it was done to
    and who did it decide; where they aren't told, nothing does."""
    found = {
        (claim.acled.event_type, claim.acled.sub_event_type)
        for claim in claims
        if claim.kind == event.kind
    }
    kinds = _options({kind for kind, _ in found})
    subs = _options({sub for _, sub in found})
    if len(kinds) == len(subs) == 1:
        return kinds.pop(), subs.pop()
    told = " / ".join(sorted(subs)) or "none"
    codes = _codes(event, claims, material)
    if "Government regains territory" in subs and codes[Field.WHO]:
        state = codes[Field.WHO] <= {1, EXTERNAL}
        sub = "Government regains territory" if state else "Non-state actor overtakes territory"
        return "Battles", sub
    if subs == {"Armed clash", "Attack"} and len(codes[Field.WHOM]) == 1:
        civilians = codes[Field.WHOM] == {7}
        return ("Violence against civilians", "Attack") if civilians else ("Battles", "Armed clash")
    raise UntellableError(f"ACLED's type of {event.kind} isn't decided ({told})")


def _options(values: set[str | None]) -> set[str]:
    return {part.strip() for value in values if value for part in value.split("|")}


def _codes(event: Event, claims: list[Claim], material: Material) -> dict[Field, set[int]]:
    """The inter codes of either side, where each of its actors has one."""
    here = event.place.country if event.place else None
    out: dict[Field, set[int]] = {}
    for field in (Field.WHO, Field.WHOM):
        named = parties(event, field, material, Ledger())
        codes = [inter(party, claims, material, here) for party in named]
        out[field] = set() if None in codes else {code for code in codes if code is not None}
    return out


def _day(event: Event, ledger: Ledger) -> tuple[date, int]:
    told = event.date
    if told is None or told.start is None or told.end is None:
        raise UntellableError("no date is told")
    if told.start == told.end:
        return told.start, 1
    length = (told.end - told.start).days + 1
    if told.precision is DatePrecision.YEAR or length > 31:
        raise UntellableError(f"{told.start} to {told.end}: ACLED holds a month at most")
    middle = told.start + timedelta(days=(length - 1) // 2)
    words = f"{told.start} to {told.end}"
    ledger.round(event.id, "event_date", words, str(middle), "ACLED: the middle of week or month")
    return middle, 2 if length <= 7 else 3


def _place(event: Event, claims: list[Claim]) -> Json:
    place = event.place
    if place is None:
        raise UntellableError("no place is told")
    found = country(place.country)
    if place.latitude is None or found is None:
        raise UntellableError(f"{place.name} has no coordinates")
    precision = _PLACES.get(place.precision) if place.precision else None
    if precision is None:
        raise UntellableError(f"{place.name} is a {place.precision}: ACLED has no precision for it")
    relations = {
        c.place.relation for c in claims if c.place and c.place.gazetteer_id == place.gazetteer_id
    }
    if precision == 1 and relations and PlaceRelation.IN not in relations:
        precision = 2
    return {
        "iso2": place.country,
        "iso": found.numeric,
        "country": found.name,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": precision,
    }


def _actors(
    one: list[Party], two: list[Party], claims: list[Claim], material: Material, iso2: str
) -> Json:
    codes = [inter(p[0], claims, material, iso2) if p else None for p in (one, two)]
    known = sorted(code for code in codes if code is not None)
    names = [first(side) for side in (one, two)]
    complete = len(known) == sum(1 for name in names if name is not None)
    return {
        "actor1": names[0] and names[0].name,
        "assoc_actor_1": joined(party.name for party in one[1:]),
        "inter1": codes[0],
        "actor2": names[1] and names[1].name,
        "assoc_actor_2": joined(party.name for party in two[1:]),
        "inter2": codes[1],
        "interaction": _interaction(known) if complete else None,
    }


def _interaction(codes: list[int]) -> str | None:
    """The joint code, the lower first; a sole actor's code has a 0 behind it."""
    if not codes:
        return None
    return f"{codes[0]}{codes[1] if len(codes) > 1 else 0}"


def _targeting(kind: str, two: list[Party], claims: list[Claim], material: Material) -> str | None:
    civilians = any(inter(party, claims, material, None) == 7 for party in two)
    return "Civilian targeting" if civilians or kind == "Violence against civilians" else None


def _notes(event: Event) -> str:
    told = " ".join(dict.fromkeys(quotations(event).values()))
    denied = denials(event)
    return f"{told} Denied by {', '.join(denied)}." if denied else told


def _fatalities(event: Event, material: Material, ledger: Ledger) -> int | None:
    """The killed under the policy, of the versions in ACLED's numbers."""
    ours = toll(event, Effect.KILLED, ledger, material.policy)
    recounted = replace(
        event,
        versions=tuple(
            replace(found, versions=tuple(_recount(v, material) for v in found.versions))
            if found.effect is Effect.KILLED and found.category is not Category.EQUIPMENT
            else found
            for found in event.versions
        ),
    )
    theirs = toll(recounted, Effect.KILLED, Ledger(), material.policy)
    number = one_number(event, theirs, "fatalities", ledger)
    if ours and theirs and ours.low != theirs.low:
        rule = "ACLED: dozens are 12, hundreds 100, several 3"
        ledger.round(event.id, "fatalities", ours.low, theirs.low, rule)
    if number is None:
        ledger.leave_empty("fatalities")
    return number


def _recount(version: Version, material: Material) -> Version:
    if version.high is not None:
        return version
    for quotation in version.quotations:
        claim = material.claims.get(quotation.claim)
        for loss in claim.casualties if claim else ():
            same = (loss.low, loss.high) == (version.low, version.high)
            for words, number in _WORDS if same and loss.effect is Effect.KILLED else ():
                if words.search(loss.text):
                    return replace(version, low=number)
    return version


def _write(material: Material, ledger: Ledger) -> Files:
    rows = rows_of(material, ledger, _row)
    return {"": table([column.name for column in _COLUMNS], rows)}


FORMAT = Format(
    name="acled",
    title="ACLED's data export",
    suffix=".csv",
    source="ACLED codebook, columns of March 2023, inter codes of 2019",
    columns=_COLUMNS,
    cannot_hold=(
        "rival versions, and who says which",
        "stance: a report and a rumour are rows alike",
        "denials, but in notes",
        "losses other than deaths; whose deaths they are",
        "the upper end of 'at least'",
        "region, admin2, admin3, source_scale, timestamp: empty",
    ),
    write=_write,
    one_number=True,
)
