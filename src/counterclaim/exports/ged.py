"""``ucdp-ged``: the 49 columns of UCDP's Georeferenced Event Dataset (codebook 24.1).

Kept from the codebook: only events with a death; where_prec 1 place, 2 near it, 3 district, 4
region, 5 a line, 6 country; date_prec 1 day, 2 two to six days, 3 week, 4 up to a month, 5 more;
violence 1 state-based, 2 non-state, 3 one-sided; best is the sum of the four columns of deaths.
"""

from math import floor

from counterclaim.exports.base import Format, Json, Ledger, Material, columns
from counterclaim.exports.sheets import days, sheet, spot, step
from counterclaim.exports.sides import first, type_of
from counterclaim.exports.telling import (
    Party,
    UntellableError,
    joined,
    one_number,
    outlets,
    parties,
    require_told,
    require_undisputed,
    sources,
    toll,
    toll_versions,
)
from counterclaim.linking.summary import summarise
from counterclaim.model import (
    ActorType,
    Category,
    Claim,
    Effect,
    Event,
    Field,
    Policy,
    Precision,
)

_COLUMNS = columns(
    """
    id: our event's id (UCDP's are numbers)
    relid: empty: UCDP's own
    year: of the first day
    active_year: empty: needs UCDP's count of a year's deaths
    code_status: our grade
    type_of_violence: 1 state-based, 2 non-state, 3 one-sided
    conflict_dset_id: empty: UCDP's own
    conflict_new_id: empty: UCDP's own
    conflict_name: empty: UCDP's own
    dyad_dset_id: empty: UCDP's own
    dyad_new_id: empty: UCDP's own
    dyad_name: the two sides
    side_a_dset_id: empty: UCDP's own
    side_a_new_id: empty: UCDP's own
    side_a: the state in state-based violence, else the initiator
    side_b_dset_id: empty: UCDP's own
    side_b_new_id: empty: UCDP's own
    side_b: the other side; Civilians in one-sided violence
    number_of_sources: how many articles
    source_article: publisher, day and title of each article
    source_office: publishers
    source_date: days of publication
    source_headline: titles
    source_original: who first said it
    where_prec: 1 place, 2 near it, 3 district, 4 region, 5 a line, 6 country
    where_coordinates: name of the place
    where_description: name of the place
    adm_1: first-level division
    adm_2: empty: an event's place doesn't hold it
    latitude: degrees, WGS 84
    longitude: degrees, WGS 84
    geom_wkt: the point as WKT
    priogrid_gid: PRIO-GRID's cell of half a degree
    country: name of the country
    country_id: empty: Gleditsch and Ward's, which we don't hold
    region: empty: UCDP's own
    event_clarity: 1 one happening, 2 told over more than a week
    date_prec: 1 day, 2 two to six days, 3 week, 4 up to a month, 5 more
    date_start: first day that fits
    date_end: last day that fits
    deaths_a: killed of side a
    deaths_b: killed of side b
    deaths_civilians: killed civilians
    deaths_unknown: killed of whom nothing is told, or fighters of no told side
    best: the sum of the four, under the policy
    high: the same under highest
    low: the same under lowest
    gwnoa: empty: Gleditsch and Ward's, which we don't hold
    gwnob: empty: Gleditsch and Ward's, which we don't hold
    """
)
_WHERE = {
    Precision.POINT: 1,
    Precision.SETTLEMENT: 1,
    Precision.DISTRICT: 3,
    Precision.REGION: 4,
    Precision.LINE: 5,
    Precision.COUNTRY: 6,
}
_PEOPLE = (Category.CIVILIAN, Category.COMBATANT, Category.UNKNOWN)
_ARMED = frozenset({ActorType.REBEL, ActorType.MILITIA, ActorType.IDENTITY_MILITIA})


def _row(event: Event, material: Material, ledger: Ledger) -> Json:
    claims = require_told(event, material)
    require_undisputed(event, Field.WHO, Field.WHOM, Field.WHERE, Field.WHEN)
    categories = _categories(event, claims)
    who = first(parties(event, Field.WHO, material, ledger))
    whom = first(parties(event, Field.WHOM, material, ledger))
    violence, side_a, side_b = _sides(who, whom, claims, material)
    low, high = (_total(event, policy, categories) for policy in (Policy.LOWEST, Policy.HIGHEST))
    deaths = _deaths(event, claims, categories, (side_a, side_b), material, ledger)
    best = sum(deaths.values())
    if not best and not high:
        raise UntellableError("nobody is told killed: UCDP holds lethal events only")
    return {
        "id": event.id,
        **_when(event),
        "code_status": event.grade.value,
        "type_of_violence": violence,
        "dyad_name": f"{side_a.name} - {side_b.name}",
        "side_a": side_a.name,
        "side_b": side_b.name,
        **_sources(event, material),
        **_where(event, claims),
        **deaths,
        "best": best,
        "high": max(high, best),
        "low": min(low, best),
    }


def _categories(event: Event, claims: list[Claim]) -> list[Category]:
    """Whose deaths are told. Those of two kinds add up only where one claim tells both."""
    found = [c for c in _PEOPLE if toll_versions(event, Effect.KILLED, c)]
    if not found:
        raise UntellableError("nobody is told killed: UCDP holds lethal events only")
    together = any(
        {loss.whom.category for loss in c.casualties if loss.effect is Effect.KILLED} >= set(found)
        for c in claims
    )
    if len(found) > 1 and not together:
        told = ", ".join(category.value for category in found)
        raise UntellableError(
            f"killed are told apart ({told}) by claims that may count the same people: no sum"
        )
    return found


def _sides(
    who: Party | None, whom: Party | None, claims: list[Claim], material: Material
) -> tuple[int, Party, Party]:
    if who is None or whom is None:
        raise UntellableError("only one side is told: UCDP needs two")
    types = [type_of(party, claims, material) for party in (who, whom)]
    states = [
        found is ActorType.COALITION or (found is not None and found.inter == 1) for found in types
    ]
    armed = [found in _ARMED or state for found, state in zip(types, states, strict=True)]
    if armed[0] and types[1] is ActorType.CIVILIANS:
        return 3, who, Party(None, "Civilians")
    if not all(armed):
        names = f"{who.name} ({types[0] or 'unknown'}), {whom.name} ({types[1] or 'unknown'})"
        raise UntellableError(f"the type of violence isn't decided: {names}")
    if any(states):
        return (1, who, whom) if states[0] else (1, whom, who)
    return 2, who, whom


def _total(event: Event, policy: Policy, categories: list[Category]) -> int:
    """The sum over whose deaths; where 'at least' has no upper end, its lower one."""
    made = [summarise(event, policy, Effect.KILLED, category) for category in categories]
    return sum(m.low or 0 if m.high is None or policy is Policy.LOWEST else m.high for m in made)


def _deaths(
    event: Event,
    claims: list[Claim],
    categories: list[Category],
    sides: tuple[Party, Party],
    material: Material,
    ledger: Ledger,
) -> dict[str, int]:
    deaths = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    for category in categories:
        made = toll(event, Effect.KILLED, ledger, material.policy, category)
        cell = _cell(category, claims, sides)
        number = one_number(event, made, cell, ledger)
        deaths[cell] += number or 0
    return deaths


def _cell(category: Category, claims: list[Claim], sides: tuple[Party, Party]) -> str:
    """Fighters go to a side only where every claim names that side as theirs."""
    if category is Category.CIVILIAN:
        return "deaths_civilians"
    losses = [x for c in claims for x in c.casualties if x.effect is Effect.KILLED]
    owners = {loss.whom.actor for loss in losses if loss.whom.category is category}
    for name, side in zip(("deaths_a", "deaths_b"), sides, strict=True):
        if category is Category.COMBATANT and side.actor and owners == {side.actor}:
            return name
    return "deaths_unknown"


def _when(event: Event) -> Json:
    start, end, count = days(event, 366)
    precision = step(count, (1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return {
        "year": start.year,
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_prec": precision,
        "event_clarity": 1 if count <= 7 else 2,
    }


def _where(event: Event, claims: list[Claim]) -> Json:
    where = spot(event, claims, _WHERE, near=2)
    return {
        "where_prec": where.code,
        "where_coordinates": where.place.name,
        "where_description": where.place.name,
        "adm_1": where.place.admin1,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geom_wkt": f"POINT ({where.longitude} {where.latitude})",
        "priogrid_gid": prio_grid(where.latitude, where.longitude),
        "country": where.country.name,
    }


def prio_grid(latitude: float, longitude: float) -> int:
    """PRIO-GRID's cell: half degrees, counted from 1 in the south-west, 720 to a row."""
    row, column = floor((latitude + 90) * 2), floor((longitude + 180) * 2)
    return row * 720 + column + 1


def _sources(event: Event, material: Material) -> Json:
    found = [material.articles[id_] for id_ in event.articles if id_ in material.articles]
    heads = [
        ", ".join(str(part) for part in (a.publisher, a.published, a.title) if part) for a in found
    ]
    return {
        "number_of_sources": len(found),
        "source_article": joined(heads),
        "source_office": joined(outlets(event, material)),
        "source_date": joined(str(a.published) for a in found if a.published),
        "source_headline": joined(a.title for a in found),
        "source_original": sources(event),
    }


FORMAT = Format(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset",
    suffix=".csv",
    source="UCDP GED codebook, version 24.1",
    columns=_COLUMNS,
    cannot_hold=(
        "which source gives which number; low and high are over all of them",
        "stance and denials",
        "losses other than deaths; events in which nobody is told killed",
        "numbers of conflicts, dyads, sides, countries: UCDP's own, empty",
        "the upper end of 'at least': its lower end is written",
    ),
    write=sheet(_COLUMNS, _row),
    one_number=True,
)
