"""``acled``: the 31 columns of ACLED's data export (codebook of 2023; inter codes of 2019).

Rules of ACLED's codebook that are kept here: one row an event with one date and place; time
precision 1 day, 2 week, 3 month, the middle of it as the date; geo precision 1 place, 2 near it or
a district, 3 a region; "tens" are 10, "dozens" 12, "hundreds" 100, "several" or "few" 3 deaths.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.exports.base import Format, Json, Ledger, Material, columns
from counterclaim.exports.sheets import days, sheet, spot, step
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
    toll,
)
from counterclaim.linking.kinds import fit, is_weak
from counterclaim.model import (
    Category,
    Claim,
    Effect,
    Event,
    Field,
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
_TERRITORY = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
_RIOTS = {"Violent demonstration": "Demonstrations", "Mob violence": "Political violence"}
_WORDS = (
    (re.compile(r"\bthousands\b", re.I), 1000),
    (re.compile(r"\bhundreds\b", re.I), 100),
    (re.compile(r"\bdozens\b", re.I), 12),
    (re.compile(r"\btens\b", re.I), 10),
    (re.compile(r"\b(several|many|a few|few|some)\b", re.I), 3),
)
"""ACLED's numbers for words (its page on fatalities: "tens" 10, "dozens" 12, "hundreds" 100 "and so
on"); CODEBOOK's least numbers are ours. An unknown number of several is 3, or 10 in what ACLED
holds to be an active war zone: it publishes no list of these, so that the lower one is written."""
_PLACES = {Precision.POINT: 1, Precision.SETTLEMENT: 1, Precision.DISTRICT: 2, Precision.REGION: 3}


def _row(event: Event, material: Material, ledger: Ledger) -> Json:
    claims = require_told(event, material)
    day, precision = _day(event, ledger)
    where = spot(event, claims, _PLACES, near=2)
    require_undisputed(event, Field.WHO, Field.WHOM, Field.WHERE, Field.WHEN)
    kind, sub = _type(event, claims, material, ledger)
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
        **_actors(one, two, claims, material, where.country.iso2),
        "civilian_targeting": _targeting(kind, two, claims, material),
        "iso": where.country.numeric,
        "country": where.country.name,
        "admin1": where.place.admin1,
        "location": where.place.name,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geo_precision": where.code,
        "source": joined(outlets(event, material)),
        "notes": _notes(event),
        "fatalities": _fatalities(event, material, ledger),
        "tags": event.grade.value,
    }


def _type(event: Event, claims: list[Claim], material: Material, ledger: Ledger) -> tuple[str, str]:
    """ACLED's types of what the claims tell. A bare "attack" or its losses say nothing more where
    other claims tell which, and territory that changes hands goes before the fight for it (ACLED's
    order of sub-events). Where a kind has several types, whom it was done to and who did it decide;
    where they aren't told, nothing does."""
    telling = _telling(claims)
    kinds = _options({claim.acled.event_type for claim in telling})
    subs = _options({claim.acled.sub_event_type for claim in telling})
    told = " / ".join(sorted(subs)) or "none"
    named = list(dict.fromkeys(claim.kind for claim in telling))
    found: tuple[str, str] | None = None
    if len(kinds) == len(subs) == 1:
        found = kinds.pop(), subs.pop()
    elif subs & _TERRITORY and subs <= {*_TERRITORY, "Armed clash"}:
        found = _taken(_codes(event, claims, material)[Field.WHO])
    elif subs == {"Armed clash", "Attack"}:
        found = _struck(_codes(event, claims, material)[Field.WHOM])
    if found is None:
        raise UntellableError(f"ACLED's type of {', '.join(named)} isn't decided ({told})")
    if len(named) > 1:
        how = "the types of ACLED agree, or one goes before the others"
        ledger.summarise(event.id, "sub_event_type", named, found[1], how)
    return found


def _telling(claims: list[Claim]) -> list[Claim]:
    """The claims without those of which another tells the same happening more closely."""
    kinds = {claim.kind for claim in claims}
    strong = {kind for kind in kinds if not is_weak(kind)}
    vague = {kind for kind in kinds - strong if any(fit(kind, other) for other in strong)}
    return [claim for claim in claims if claim.kind not in vague]


def _taken(takers: set[int]) -> tuple[str, str] | None:
    if not takers:
        return None
    state = takers <= {1, EXTERNAL}
    sub = "Government regains territory" if state else "Non-state actor overtakes territory"
    return "Battles", sub


def _struck(struck: set[int]) -> tuple[str, str] | None:
    if len(struck) != 1:
        return None
    return ("Violence against civilians", "Attack") if struck == {7} else ("Battles", "Armed clash")


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


def _day(event: Event, ledger: Ledger) -> tuple[date, int | None]:
    start, end, count = days(event, 31)
    if count == 1:
        return start, 1
    middle = start + timedelta(days=(count - 1) // 2)
    words = f"{start} to {end}"
    ledger.round(event.id, "event_date", words, str(middle), "ACLED: the middle of week or month")
    return middle, step(count, (7, 2), (31, 3))


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
        rule = "ACLED: tens are 10, dozens 12, hundreds 100, several 3"
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


FORMAT = Format(
    name="acled",
    title="ACLED's data export",
    suffix=".csv",
    source="ACLED codebook, columns of March 2023, inter codes as numbers (API: inter_num)",
    columns=_COLUMNS,
    cannot_hold=(
        "rival versions, and who says which",
        "stance: a report and a rumour are rows alike",
        "denials, but in notes",
        "losses other than deaths; whose deaths they are",
        "the upper end of 'at least'",
        "region, admin2, admin3, source_scale, timestamp: empty",
    ),
    write=sheet(_COLUMNS, _row),
    one_number=True,
)
