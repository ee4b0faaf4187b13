"""The namesakes that a wording may mean, and what speaks for each of them by itself.

Spelling, the kind of place that the wording says, and population, before anything that the rest of
the article tells.
"""

import math
import re
from collections.abc import Sequence

from counterclaim.model.place import Place, Precision
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.hints import Toponym
from counterclaim.names.placekinds import PlaceKind, beside_words, kind_words, place_kinds
from counterclaim.names.spelling import plain

_MOST_CANDIDATES = 150
TOWN = 20_000
_CITY = 100_000
# People of a place at least, for its weight: where names are transcribed, most villages' are in
# no list, and none listed isn't none.
_VILLAGE = 1_000
_NOBODY = 10
# A name that all the world knows ("London") means that city unless the text says otherwise.
_WORLD_CITY = 1_000_000
_WORLD_CITY_POINTS = 0.4
# "Europe" is no hamlet in France.
_LAND_POINTS = 3.0
_MOST = 0.9

# Where names are transcribed, a spelling that only the folded key sees is nearly as good as a
# literal one; elsewhere it is mostly another name ("Osh" is not "Os").
_TRANSCRIBED_IN = """
    SY IQ YE LY LB JO PS IL EG SD SS TN DZ MA SA AE OM QA KW BH IR AF PK TR UA RU BY KZ KG UZ TJ
    TM AZ AM GE ML NE TD MR SO ER ET DJ IN BD MM CN KP KR JP RS MK BG CY
"""
TRANSCRIBED = frozenset(_TRANSCRIBED_IN.split())


Priced = list[tuple[Place, float, tuple[str, ...]]]
"""Places with their points so far, and why."""


def candidates(text: str, gazetteer: Gazetteer) -> tuple[tuple[Place, ...], PlaceKind | None, str]:
    """Give the places that a wording may name, the kind that its own words tell, the name found.

    Tries the wording as it stands, then without words that say the kind ("Homs province", "the
    city of Homs") or a direction ("northern Syria", "downtown Damascus").
    """
    found = gazetteer.lookup(text)
    bare, kind = _without_kind(text)
    listed = _listed(text, gazetteer)
    if kind is not None and listed:
        return listed, kind, text
    if bare != text:
        others = gazetteer.lookup(bare)
        if kind is None and _only_alike(text, found, gazetteer):
            found = ()
        if kind is not None:
            fitting = tuple(p for p in others if fits(p, gazetteer.feature(p), kind))
            found = tuple(dict.fromkeys((*found, *fitting)))
        if not found:
            found = others
        if found:
            return found, kind, bare
    return found, None, text


def _fuller(toponym: Toponym) -> list[str]:
    """Give the name with what stands beside it: "Damascus countryside", "Old City of Homs"."""
    kind = [f"{toponym.text} {toponym.beside}"] if toponym.beside else []
    return [*kind, f"{toponym.text} of {toponym.within}"] if toponym.within else kind


def _listed(text: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give the places that we list under just this: "Damascus countryside" is Rif Dimashq."""
    return tuple(
        p
        for p in gazetteer.lookup(text)
        if p.source == "counterclaim" and gazetteer.is_literal(text, p)
    )


def namesakes(toponym: Toponym, gazetteer: Gazetteer) -> tuple[Priced, PlaceKind | None]:
    """Give the places that a toponym may mean, the likeliest by itself first, and its kind."""
    found, kind, name = candidates(toponym.text, gazetteer)
    for whole in _fuller(toponym):
        if listed := _listed(whole, gazetteer):
            found, name = listed, whole
    if toponym.kind is not None:
        kind = next(k for k in place_kinds() if k.name == toponym.kind)
        if not any(fits(p, gazetteer.feature(p), kind) for p in found):
            more, _, _ = candidates(f"{toponym.text} {kind.beside[0]}", gazetteer)
            found = tuple(dict.fromkeys((*found, *more)))
    if kind is not None and kind.name == "neighbourhood":
        found = tuple(p for p in found if p.precision not in _TOO_WIDE)
    priced = [(p, *prior(p, name, toponym.text, kind, gazetteer)) for p in found]
    priced = _area_if_it_holds(priced) if toponym.holds_another else _bare(priced, kind)
    priced.sort(key=lambda p: (-p[1], p[0].id))
    return priced[:_MOST_CANDIDATES], kind


def _only_alike(text: str, found: Sequence[Place], gazetteer: Gazetteer) -> bool:
    """Tell whether no place bears the name as written: "NE Syria" is no spelling of Nesiriye."""
    return not any(gazetteer.is_literal(text, place) for place in found)


_DIRECTION = re.compile(
    r"^(?:[NS]?[EW]|[NS])\s+(?=[A-Z])|"
    r"^(?:the\s+)?(?i:(?:north|south|east|west|central|upper|lower|downtown|greater|rural|inner|outer|"
    r"mid)(?:ern)?[\s-]*(?:east|west|central)?(?:ern)?\s+)(?=\w)"
)
_KIND_END = re.compile(rf"^(.+?)[\s-]+({'|'.join(map(re.escape, kind_words()))})$", re.IGNORECASE)
_KIND_START = re.compile(
    rf"^(?:the\s+)?({'|'.join(map(re.escape, kind_words()))})\s+of\s+(.+)$", re.IGNORECASE
)


def _without_kind(text: str) -> tuple[str, PlaceKind | None]:
    """Take the article, direction and kind words off a wording; gives what is left and the kind."""
    bare = re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE)
    words = beside_words()
    if match := _KIND_START.match(bare):
        return match[2], words[match[1].casefold()]
    if match := _KIND_END.match(bare):
        return match[1], words[match[2].casefold()]
    return _DIRECTION.sub("", bare), None


_PARTS_OFTOWNS = ("macrohood", "neighborhood", "microhood")
_TOO_WIDE = (Precision.REGION, Precision.COUNTRY)


def fits(place: Place, feature: str, kind: PlaceKind) -> bool:
    """Tell whether a place is of the kind that the words say."""
    if kind.name == "district":
        return place.precision is Precision.DISTRICT or feature == "macrohood"
    if kind.name == "neighbourhood":
        return place.precision is Precision.DISTRICT or feature in _PARTS_OFTOWNS
    if kind.name in ("region", "country", "settlement"):
        return place.precision is kind.precision
    if kind.name in ("airport", "base"):
        return feature in ("airport", "base")
    return feature == kind.name


def prior(
    place: Place, name: str, text: str, kind: PlaceKind | None, gazetteer: Gazetteer
) -> tuple[float, tuple[str, ...]]:
    """Score what a candidate has by itself: spelling, kind, population."""
    points, reasons = 0.0, []
    if plain(name) != plain(place.name) and plain(text) != plain(place.name):
        likeness = max(gazetteer.likeness(name, place), gazetteer.likeness(text, place))
        points -= _spelling_cost(place, likeness)
        how = "also named" if likeness == 1.0 else "another spelling of"
        reasons.append(f"{how} {place.name}")
    feature = gazetteer.feature(place)
    if kind is not None:
        right = fits(place, feature, kind)
        points += 1.5 if right else _OTHERWISE.get((kind.name, place.precision), -1.0)
        if right:
            reasons.append(f"it is a {kind.name}")
    elif place.precision is Precision.COUNTRY:
        points += 1.2
        reasons.append("it is a country")
    elif feature == "macroregion" and place.country is None:
        points += _LAND_POINTS
        reasons.append("it is a land")
    elif feature not in ("settlement", "locality", "region") and place.source != "counterclaim":
        points -= 0.4
    if place.source == "counterclaim":
        points += 0.4 if place.population else 1.2
    least = _VILLAGE if place.country in TRANSCRIBED else _NOBODY
    points += _WORLD_CITY_POINTS if place.population >= _WORLD_CITY else 0.0
    return points + 0.38 * math.log10(max(place.population, least)), tuple(reasons)


def _spelling_cost(place: Place, likeness: float) -> float:
    """Give what a name costs that isn't the one shown: the less like it as written, the more.

    Names that we list ourselves cost nothing: who lists a place lists what it is called.
    """
    known = place.country in TRANSCRIBED
    if likeness == 1.0:
        if place.source == "counterclaim":
            return 0.0
        return 0.2 if known else 0.7
    cost = 0.2 + min(_MOST, 1.5 * (1.0 - likeness)) if known else 1.8
    return cost + (3.0 if place.precision is Precision.COUNTRY else 0.0)


# Where it costs nothing not to be of the kind that the words say: a suburb is often a town.
_OTHERWISE = {("neighbourhood", Precision.SETTLEMENT): 0.0}


def _area_if_it_holds(priced: Priced) -> Priced:
    """Let a name in which the text puts another place mean an area before a town."""
    wide = (Precision.REGION, Precision.COUNTRY)
    return [(p, points + (1.2 if p.precision in wide else 0), why) for p, points, why in priced]


def _bare(priced: Priced, kind: PlaceKind | None) -> Priced:
    """Let a bare name mean the town that bears it as written, where there is one in a country.

    Not the area of that name ("Homs"): the finer is usual. Nor a place that only another spelling
    of the name would mean ("Hama" for Al-Hameh), least of all a village where a city anywhere is
    called just so (Sousse).
    """
    if kind is not None:
        return priced
    towns = [
        (p.country, _is_otherwise_spelt(why))
        for p, _, why in priced
        if p.precision is Precision.SETTLEMENT and p.population >= TOWN
    ]
    towns_as_written = {country for country, otherwise in towns if not otherwise}
    with_towns = {country for country, _ in towns}
    city_as_written = any(
        p.population >= _CITY and not _is_otherwise_spelt(w) for p, _, w in priced
    )

    def less(place: Place, why: tuple[str, ...]) -> float:
        if city_as_written and place.population < TOWN and _is_otherwise_spelt(why):
            return 1.5 if place.country in towns_as_written else 1.0
        if place.country in towns_as_written and _is_otherwise_spelt(why):
            return 1.5
        return 1.2 if place.precision in _AREAS and place.country in with_towns else 0.0

    return [(p, points - less(p, why), why) for p, points, why in priced]


def _is_otherwise_spelt(reasons: tuple[str, ...]) -> bool:
    return bool(reasons) and reasons[0].startswith("another spelling")


_AREAS = (Precision.REGION, Precision.DISTRICT)
