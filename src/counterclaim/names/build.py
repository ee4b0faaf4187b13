"""Builds the gazetteer: ``python -m counterclaim.names.build WHEELS_DIR OUT.sqlite``.

Merges the places of GeoNames, GDELT, Overture and our own supplement into one SQLite file. What
comes from Overture (ODbL) stays in tables of its own, ``overture_place`` and ``overture_name``,
with the same columns as ``place`` and ``name``.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from counterclaim.model.place import Precision
from counterclaim.names import sources, tables
from counterclaim.names.areas import Areas, Votes, find_areas, key
from counterclaim.names.countries import country_names
from counterclaim.names.distance import kilometres
from counterclaim.names.sources import GDELT, GEONAMES, OURS, OVERTURE, RawPlace, Wheels
from counterclaim.names.supplement import read_supplement

SAME_PLACE_KM = 5.0
_OVERTURE_FIRST = 10_000_000


class Builder:
    """Collects places and names, merging what is the same place, and writes them."""

    def __init__(self) -> None:
        self.places: dict[int, RawPlace] = {}
        self.by_id: dict[str, int] = {}
        self.regions: dict[int, int | None] = {}
        self.names: dict[tuple[str, int], str | None] = {}
        self.overture_names: dict[tuple[str, int], str | None] = {}
        self.index: dict[str, list[int]] = defaultdict(list)
        self.next = {True: _OVERTURE_FIRST, False: 1}

    def add(self, place: RawPlace, region: int | None) -> int:
        """Keep a new place; gives its number."""
        foreign = place.source == OVERTURE
        number = self.next[foreign]
        self.next[foreign] += 1
        self.places[number] = place
        self.by_id[place.id] = number
        self.regions[number] = region
        self.add_names(number, (place.name, *place.names), place.source)
        return number

    def add_names(self, number: int, names: Iterable[str], source: str) -> None:
        """Keep names of a place; the first of each key stays."""
        table = self.overture_names if source == OVERTURE else self.names
        shown = self.places[number].name
        for name in names:
            folded = key(name)
            if not folded or (folded, number) in self.names or (folded, number) in table:
                continue
            table[folded, number] = None if name == shown else name
            self.index[folded].append(number)

    def same(
        self, place: RawPlace, names: Iterable[str], *, km: float = SAME_PLACE_KM
    ) -> int | None:
        """Find a place already kept that bears one of the names nearby, the nearest first."""
        if place.latitude is None or place.longitude is None:
            return None
        best: tuple[float, int] | None = None
        for folded in {key(name) for name in names}:
            for number in self.index.get(folded, ()):
                other = self.places[number]
                if other.latitude is None or other.longitude is None:
                    continue
                if not _alike(place, other):
                    continue
                distance = kilometres(
                    place.latitude, place.longitude, other.latitude, other.longitude
                )
                if distance <= km and (best is None or (distance, number) < best):
                    best = (distance, number)
        return best[1] if best else None


def _alike(one: RawPlace, other: RawPlace) -> bool:
    """Tell whether two records may be one place: same country, and equally fine."""
    return one.country == other.country and (
        one.precision == other.precision or one.feature == other.feature
    )


def build(folder: Path, out: Path) -> dict[str, int]:
    """Build the file anew (a half-built one never takes the place of a good one).

    Gives how many places came from each source. Raises ``FileNotFoundError`` naming a missing
    wheel and ``PlaceFileError`` for a wrong entry of the supplement.
    """
    builder = Builder()
    _fill(builder, Wheels(folder))
    draft = out.with_suffix(".part")
    draft.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    _write(builder, draft)
    draft.replace(out)
    counts: dict[str, int] = defaultdict(int)
    for place in builder.places.values():
        counts[place.source] += 1
    return dict(counts)


def _fill(builder: Builder, wheels: Wheels) -> None:
    known = sources.countries(wheels)
    by_name = {country["name"].casefold(): code for code, country in known.items()}
    replaced = {ident for entry in read_supplement() for ident in entry.replaces}
    own = list(sources.own_places())
    cities = [c for c in sources.geonames_cities(wheels) if c.id not in replaced]
    gdelt = [(k, p) for k, p in sources.gdelt_places(wheels, by_name) if p.id not in replaced]
    overture = [p for p in sources.overture_places(wheels) if p.id not in replaced]
    _add_countries(builder, known, own, gdelt, overture)
    votes = _vote(cities, gdelt, overture)
    own_regions = [p for p in own if p.precision is Precision.REGION and not p.area]
    states = sources.us_states(wheels)
    areas = find_areas(own_regions, states, cities, gdelt, overture, votes)
    numbers = [builder.add(place, None) for place in areas.places]
    _add_own(builder, own, areas, numbers)
    for city in cities:
        names = (city.name, *city.names)
        twin = builder.by_id.get(city.id) or builder.same(city, names, km=3.0)
        if twin is not None and builder.places[twin].source == OURS:
            builder.add_names(twin, names, GEONAMES)
            builder.places[twin].population = city.population
        else:
            builder.add(city, _number(areas, numbers, city))
    _add_gdelt(builder, gdelt, areas, numbers)
    _add_overture(builder, overture, areas, numbers)


def _number(areas: Areas, numbers: list[int], place: RawPlace) -> int | None:
    area = areas.of(place)
    return None if area is None else numbers[area]


def _vote(
    cities: list[RawPlace], gdelt: list[tuple[int, RawPlace]], overture: list[RawPlace]
) -> Votes:
    """Let the places that two sources share tell which of their areas are the same."""
    towns = Builder()
    for city in cities:
        towns.add(city, None)
    votes = Votes()
    others = [place for kind, place in gdelt if kind == 4]
    others += [place for place in overture if place.feature == "locality"]
    for place in others:
        if place.area and place.precision is Precision.SETTLEMENT:
            twin = towns.same(place, (place.name, *place.names))
            if twin is not None:
                votes.add(place, towns.places[twin])
                votes.add(towns.places[twin], place)
    return votes


def _add_countries(
    builder: Builder,
    known: dict[str, dict[str, object]],
    own: list[RawPlace],
    gdelt: list[tuple[int, RawPlace]],
    overture: list[RawPlace],
) -> None:
    """Add the countries: GeoNames' ids, GDELT's points, Overture's names in other languages."""
    fips = {str(c["fips"]): code for code, c in known.items() if c["fips"]}
    points: dict[str, tuple[float | None, float | None]] = {}
    for kind, place in gdelt:
        code = fips.get(place.id.split(":", 1)[1]) if kind == 1 else None
        if code:
            points[code] = (place.latitude, place.longitude)
    foreign = {p.country: p for p in overture if p.precision is Precision.COUNTRY}
    more = country_names()
    taken = {p.country for p in own if p.precision is Precision.COUNTRY}
    for code, country in known.items():
        other = foreign.get(code)
        if code in taken:
            continue
        fallback = (other.latitude, other.longitude) if other else (None, None)
        latitude, longitude = points.get(code, fallback)
        number = builder.add(
            RawPlace(
                id=f"{GEONAMES}:{country['geonameid']}",
                name=str(country["name"]),
                names=(),
                country=code,
                area=None,
                latitude=latitude,
                longitude=longitude,
                precision=Precision.COUNTRY,
                feature="country",
                population=int(str(country["population"])),
                source=GEONAMES,
            ),
            None,
        )
        builder.add_names(number, more.get(code, ()), OURS)
        if other is not None:
            local = [n for n in (other.name, *other.names) if not n.isascii()]
            builder.add_names(number, local, OVERTURE)


def _add_own(builder: Builder, own: list[RawPlace], areas: Areas, numbers: list[int]) -> None:
    """Add our own entries; the first-level areas among them are in ``areas`` already."""
    known = {place.id for place in areas.places}
    for place in own:
        if place.id not in known:
            builder.add(place, _number(areas, numbers, place))


def _add_gdelt(
    builder: Builder, gdelt: list[tuple[int, RawPlace]], areas: Areas, numbers: list[int]
) -> None:
    for kind, place in gdelt:
        if kind in (1, 2) or (place.country is None and place.feature == "settlement"):
            continue
        region = _number(areas, numbers, place)
        if kind == 5 and region is not None and key(place.name) in _keys(builder, region):
            continue
        if place.id in builder.by_id:
            builder.add_names(builder.by_id[place.id], (place.name,), GDELT)
        elif builder.same(place, (place.name,)) is None:
            builder.add(place, region)


def _keys(builder: Builder, number: int) -> set[str]:
    place = builder.places[number]
    return {key(name) for name in (place.name, *place.names)}


def _add_overture(
    builder: Builder, overture: list[RawPlace], areas: Areas, numbers: list[int]
) -> None:
    """Merge Overture's divisions into what is there, or keep them as places of their own."""
    for place in overture:
        names = (place.name, *place.names)
        if place.precision is Precision.COUNTRY:
            continue
        region = _number(areas, numbers, place)
        if place.precision is Precision.REGION:
            if region is not None:
                builder.add_names(region, names, OVERTURE)
            continue
        twin = builder.same(place, names)
        if twin is None:
            builder.add(place, region)
        else:
            builder.add_names(twin, names, OVERTURE)


def _write(builder: Builder, path: Path) -> None:
    db = tables.create(path)
    rows = sorted(builder.places.items())
    for table, foreign in (("place", False), ("overture_place", True)):
        kept = (
            _row(n, p, builder.regions[n]) for n, p in rows if (p.source == OVERTURE) is foreign
        )
        tables.insert_places(db, table, kept)
    for table, names in (("name", builder.names), ("overture_name", builder.overture_names)):
        tables.insert_names(db, table, ((k, n, names[k, n]) for k, n in sorted(names)))
    tables.insert_keys(db, builder.index)
    tables.insert_points(db, ((n, p.latitude, p.longitude) for n, p in rows))
    tables.finish(db, {"places": str(len(builder.places))}, sources.LICENCES)


def _row(number: int, place: RawPlace, region: int | None) -> tables.PlaceCells:
    return (
        number,
        place.id,
        place.name,
        place.country,
        region,
        place.district,
        place.latitude,
        place.longitude,
        place.precision.value,
        place.feature,
        place.population,
        place.source,
    )


def main(arguments: list[str] | None = None) -> int:
    """Build from the command line; tells what was built on standard error."""
    parser = argparse.ArgumentParser(prog="python -m counterclaim.names.build", description=__doc__)
    parser.add_argument("wheels", type=Path, help="folder with the three wheels")
    parser.add_argument("out", type=Path, help="the SQLite file to write")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    try:
        counts = build(options.wheels, options.out)
    except FileNotFoundError as error:
        parser.exit(1, f"{error}; run: make gazetteer\n")
    told = ", ".join(f"{number:,} from {source}" for source, number in sorted(counts.items()))
    size = options.out.stat().st_size / 1e6
    seconds = time.monotonic() - start
    sys.stderr.write(f"{options.out}: {told}; {size:.0f} MB in {seconds:.0f} s\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
