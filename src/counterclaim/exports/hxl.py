"""``hxl``: a table with HXL's hashtags in the second row (HXL standard 1.1)."""

from counterclaim.exports.base import Format, Json, Ledger, Material, columns
from counterclaim.exports.sheets import sheet
from counterclaim.exports.telling import own_cells, sources, toll
from counterclaim.model import Effect, Event

_COLUMNS = columns(
    """
    id: the event's id
    kind: a kind of the codebook
    grade: confirmed, fair, weak, contested or discounted
    date_start: first day that fits
    date_end: last day that fits
    country: ISO 3166-1 alpha-2
    admin1: first-level division
    place: name of the place
    latitude: degrees, WGS 84
    longitude: degrees, WGS 84
    killed_low: killed, at least, under the policy
    killed_high: killed, at most, under the policy; empty where open
    injured_low: injured, at least, under the policy
    injured_high: injured, at most, under the policy; empty where open
    displaced_low: displaced, at least, under the policy
    displaced_high: displaced, at most, under the policy; empty where open
    origins: who first said it
    """
)
_TAGS = (
    *("#event+id", "#event+type", "#status+grade", "#date+start", "#date+end", "#country+code"),
    *("#adm1+name", "#loc+name", "#geo+lat", "#geo+lon"),
    *("#affected+killed+min", "#affected+killed+max"),
    *("#affected+injured+min", "#affected+injured+max"),
    *("#affected+displaced+min", "#affected+displaced+max", "#meta+source"),
)
_EFFECTS = (Effect.KILLED, Effect.INJURED, Effect.DISPLACED)


def _row(event: Event, material: Material, ledger: Ledger) -> Json:
    return {
        **own_cells(event, _COLUMNS),
        **_tolls(event, material, ledger),
        "origins": sources(event),
    }


def _tolls(event: Event, material: Material, ledger: Ledger) -> Json:
    out: Json = {}
    for effect in _EFFECTS:
        made = toll(event, effect, ledger, material.policy)
        out[f"{effect.value}_low"] = made and made.low
        out[f"{effect.value}_high"] = made and made.high
    return out


FORMAT = Format(
    name="hxl",
    title="A table with HXL hashtags",
    suffix=".csv",
    source="HXL standard 1.1",
    columns=_COLUMNS,
    cannot_hold=(
        "which source gives which number",
        "rival kinds, actors, places and dates",
        "stance and denials, but in the grade",
        "captured, missing and destroyed",
    ),
    write=sheet(_COLUMNS, _row, second=_TAGS),
)
