"""First-level areas while the gazetteer is built: which names and codes mean the same area.

GeoNames gives codes without names, GDELT names without codes, Overture ISO codes. Places that two
sources share vote on which of one's areas is which of the other's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from counterclaim.model.place import Precision
from counterclaim.names.sources import GDELT, GEONAMES, OVERTURE, RawPlace
from counterclaim.names.spelling import fold

AreaCode = tuple[str, str | None, str]
"""(source, country, the source's name or code of the area)."""

_TYPE_WORDS = """
    governorate province oblast state prefecture department region muhafazat muhafazah autonomous
    republic wilayat wilaya of
"""
_IS_TYPE_WORD = frozenset(_TYPE_WORDS.split())
_SHARE = 0.6

# The Associated Press's abbreviations.
STATE_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    code: tuple(names.split("|"))
    for code, names in {
        "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.",
        "DE": "Del.", "FL": "Fla.", "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.",
        "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.", "MI": "Mich.", "MN": "Minn.",
        "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.|Nebr.", "NV": "Nev.",
        "NH": "N.H.", "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.",
        "OK": "Okla.", "OR": "Ore.", "PA": "Pa.|Penn.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.",
        "TN": "Tenn.", "TX": "Tex.", "VT": "Vt.", "VA": "Va.", "WA": "Wash.",
        "WV": "W.Va.|W. Va.", "WI": "Wis.", "WY": "Wyo.", "DC": "D.C.|Washington D.C.",
    }.items()
}  # fmt: skip


@cache
def key(name: str) -> str:
    """Give the key under which a name is stored: folded, in one piece."""
    return fold(name).replace(" ", "")


def area_key(name: str) -> str:
    """Give the key of an area's name without the words that say what kind of area it is."""
    words = [w for w in name.replace("-", " ").split() if w.casefold() not in _IS_TYPE_WORD]
    return key(" ".join(words)) or key(name)


@dataclass(slots=True)
class Votes:
    """Counts of shared places for pairs of area codes of two sources."""

    counts: dict[AreaCode, Counter[AreaCode]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, one: RawPlace, other: RawPlace) -> None:
        """Count that ``one`` and ``other`` are the same place, so may their areas be."""
        if one.area and other.area:
            self.counts[code_of(one)][code_of(other)] += 1

    def winner(self, code: AreaCode, source: str) -> AreaCode | None:
        """Give the area of ``source`` that most shared places of ``code`` lie in, if clear."""
        counts = {c: n for c, n in self.counts.get(code, Counter()).items() if c[0] == source}
        if not counts:
            return None
        best = max(counts, key=lambda c: (counts[c], c[2]))
        return best if counts[best] >= _SHARE * sum(counts.values()) else None


def code_of(place: RawPlace) -> AreaCode:
    """Give the code of the area in which a place lies; its ``area`` must not be ``None``."""
    return (place.source, place.country, place.area or "")


@dataclass(slots=True)
class Areas:
    """The areas found: one record each, and which codes of the sources mean it."""

    places: list[RawPlace] = field(default_factory=list)
    index: dict[AreaCode, int] = field(default_factory=dict)
    by_key: dict[tuple[str | None, str], int] = field(default_factory=dict)

    def add(self, place: RawPlace, codes: Iterable[AreaCode]) -> int:
        """Keep an area under its codes and all its names. Names already taken stay as they are."""
        number = len(self.places)
        self.places.append(place)
        for code in codes:
            self.index.setdefault(code, number)
        for name in (place.name, *place.names):
            self.by_key.setdefault((place.country, area_key(name)), number)
        return number

    def of(self, place: RawPlace) -> int | None:
        """Give the number of the area in which a place lies."""
        if not place.area:
            return None
        found = self.index.get(code_of(place))
        return self.by_key.get((place.country, area_key(place.area))) if found is None else found


def find_areas(
    own: list[RawPlace],
    states: dict[str, dict[str, object]],
    cities: list[RawPlace],
    gdelt: list[tuple[int, RawPlace]],
    overture: list[RawPlace],
    votes: Votes,
) -> Areas:
    """Find the first-level areas of all sources; ``own`` entries come first and give the names."""
    areas = Areas()
    points = _points(gdelt)
    for place in own:
        keys = ((place.country, area_key(name)) for name in (place.name, *place.names))
        known = next((points[k] for k in keys if k in points), None)
        if place.latitude is None and known is not None:
            place.latitude, place.longitude = known
        areas.add(place, [(GEONAMES, place.country, code) for code in place.codes])
    for code, state in states.items():
        name = str(state["name"])
        point = points.get(("US", area_key(name)))
        place = _area(f"{GEONAMES}:{state['geonameid']}", name, "US", GEONAMES, point)
        place.names = STATE_ABBREVIATIONS.get(code, ())
        areas.add(place, [(GEONAMES, "US", code), (OVERTURE, "US", f"US-{code}")])
    _from_gdelt(areas, gdelt, votes, points)
    _from_overture(areas, overture, votes)
    _centre(areas, cities)
    return areas


def _area(
    ident: str, name: str, country: str | None, source: str, point: tuple[float, float] | None
) -> RawPlace:
    return RawPlace(
        id=ident,
        name=name,
        names=(),
        country=country,
        area=None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        precision=Precision.REGION,
        feature="region",
        population=0,
        source=source,
    )


def _points(
    gdelt: list[tuple[int, RawPlace]],
) -> dict[tuple[str | None, str], tuple[float, float]]:
    """Give the points that GDELT names for areas. Overture's stay with Overture's own records."""
    points: dict[tuple[str | None, str], tuple[float, float]] = {}
    for place in (place for kind, place in gdelt if kind in (2, 5)):
        if place.latitude is not None and place.longitude is not None:
            for name in (place.name, *place.names):
                where = (place.latitude, place.longitude)
                points.setdefault((place.country, area_key(name)), where)
    return points


def _from_gdelt(
    areas: Areas,
    gdelt: list[tuple[int, RawPlace]],
    votes: Votes,
    points: dict[tuple[str | None, str], tuple[float, float]],
) -> None:
    """Add the areas that GDELT's places lie in, tied to GeoNames' code where votes are clear."""
    sizes = Counter(code_of(p) for kind, p in gdelt if kind in (4, 5) and p.area and p.country)
    for code in sorted(sizes, key=lambda c: (-sizes[c], str(c))):
        _, country, name = code
        other = votes.winner(code, GEONAMES)
        known = areas.by_key.get((country, area_key(name)))
        mutual = other is not None and votes.winner(other, GDELT) == code
        if known is None:
            ident = f"geonames-admin1:{country}.{other[2]}" if mutual and other else None
            place = _area(
                ident or f"gdelt-adm1:{country}:{name}",
                name,
                country,
                GDELT,
                points.get((country, area_key(name))),
            )
            known = areas.add(place, ())
        areas.index.setdefault(code, known)
        if mutual and other:
            areas.index.setdefault(other, known)


def _from_overture(areas: Areas, overture: list[RawPlace], votes: Votes) -> None:
    """Tie Overture's codes to areas by votes, by name, or as areas of their own."""
    regions = {code_of(p): p for p in overture if p.feature == "region" and p.area}
    codes = set(regions) | {code_of(p) for p in overture if p.area and p.country}
    for code in sorted(codes, key=str):
        other = votes.winner(code, GEONAMES)
        known = areas.index.get(other) if other else None
        region = regions.get(code)
        if region is not None and known is None:
            keys = ((region.country, area_key(n)) for n in (region.name, *region.names))
            known = next((areas.by_key[k] for k in keys if k in areas.by_key), None)
        if region is not None and known is None:
            known = areas.add(region, ())
        if known is not None:
            areas.index.setdefault(code, known)
            if other is not None:
                areas.index.setdefault(other, known)


def _centre(areas: Areas, cities: list[RawPlace]) -> None:
    """Give areas without a point the mean of their towns', and each the sum of their people."""
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in cities:
        number = areas.of(city)
        if number is not None and city.latitude is not None and city.longitude is not None:
            total = sums[number]
            total[0] += city.latitude
            total[1] += city.longitude
            total[2] += 1
            total[3] += city.population
    for number, (lat, lon, count, people) in sums.items():
        place = areas.places[number]
        place.population = place.population or int(people)
        if place.latitude is None:
            place.latitude, place.longitude = round(lat / count, 4), round(lon / count, 4)
