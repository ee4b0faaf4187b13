"""Which places of a country's file the gazetteer has already, and what its areas are there.

Records meet by GeoNames' id, or by name and nearness. A place that we know by name and area only
gets its point from the country's file where one place alone bears the name there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from counterclaim.model.place import Place, Precision
from counterclaim.names.areas import area_key, key
from counterclaim.names.distance import kilometres
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.geonames import CountryPlace

_SAME_PLACE_KM = 5.0
_SHARE = 0.6
_NO_AREA = "00"


class Twins:
    """What the gazetteer knows of a country's places. Reads the places once when it is made."""

    def __init__(self, places: Iterable[CountryPlace], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.areas: dict[str, CountryPlace] = {}
        self.districts: dict[tuple[str, str], str] = {}
        self.area_ids: dict[str, str] = {}
        self._located: dict[str, str] = {}
        self._learn(places)

    def _learn(self, places: Iterable[CountryPlace]) -> None:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        open_names = self._open_names()
        bearers: dict[str, list[CountryPlace]] = defaultdict(list)
        for place in places:
            if place.feature == "A.ADM1":
                self.areas.setdefault(place.area, place)
            elif place.feature == "A.ADM2":
                self.districts.setdefault((place.area, place.district), place.name)
            self._vote(place, votes)
            for folded in {key(name) for name in (place.name, *place.names)} & open_names.keys():
                bearers[folded].append(place)
        for code, area in self.areas.items():
            self.area_ids[code] = self._area(area, votes[code])
        for folded, known in open_names.items():
            self._locate(known, bearers.get(folded, ()))

    def _vote(self, place: CountryPlace, votes: dict[str, Counter[str]]) -> None:
        """Let a town that both have tell which area is which."""
        if place.kind != "settlement" or not place.population:
            return
        known = self._gazetteer.get(place.id)
        region = self._gazetteer.region(known) if known else None
        if region is not None:
            votes[place.area][region.id] += 1

    def _area(self, area: CountryPlace, votes: Counter[str]) -> str:
        """Give the gazetteer's id of a first-level area, its own where there is none."""
        best = votes.most_common(1)
        if best and best[0][1] >= _SHARE * votes.total():
            return best[0][0]
        for name in (area.name, *area.names):
            for known in self._gazetteer.lookup(area_key(name)):
                if known.precision is Precision.REGION and known.country == area.country:
                    return known.id
        return area.id

    def _open_names(self) -> dict[str, Place]:
        """Give the places without a point by the keys of their names."""
        return {
            key(name): place
            for place in self._gazetteer.unlocated()
            for name in self._gazetteer.names(place)
        }

    def _locate(self, known: Place, bearers: Iterable[CountryPlace]) -> None:
        """Take the one place of the name in the same area for the place that has no point."""
        fitting = [p for p in bearers if p.country == known.country and self._in_area(p, known)
                   and p.precision is known.precision]  # fmt: skip
        if len(fitting) == 1 and known.id not in self._located.values():
            self._located[fitting[0].id] = known.id

    def _in_area(self, place: CountryPlace, known: Place) -> bool:
        area = self._gazetteer.get(self.area_ids.get(place.area, ""))
        return area is not None and area.name == known.admin1

    def ident(self, place: CountryPlace) -> str:
        """Give the id of a place: the gazetteer's where that has it, else GeoNames'."""
        if place.feature == "A.ADM1":
            return self.area_ids.get(place.area, place.id)
        if place.id in self._located:
            return self._located[place.id]
        if self._gazetteer.get(place.id) is not None:
            return place.id
        return self._nearby(place) or place.id

    def _nearby(self, place: CountryPlace) -> str | None:
        """Find the gazetteer's place of one of the names nearby. GeoNames has no place twice."""
        best: tuple[float, str] | None = None
        for name in dict.fromkeys((place.name, *place.names)):
            for known in self._gazetteer.lookup(name):
                if known.id.startswith("geonames:") or not self._alike(place, known):
                    continue
                if known.latitude is None or known.longitude is None:
                    continue
                distance = kilometres(
                    place.latitude, place.longitude, known.latitude, known.longitude
                )
                if distance <= _SAME_PLACE_KM and (best is None or (distance, known.id) < best):
                    best = (distance, known.id)
        return best[1] if best else None

    def _alike(self, place: CountryPlace, known: Place) -> bool:
        return place.country == known.country and (
            place.precision is known.precision or self._gazetteer.feature(known) == place.kind
        )

    def area_of(self, place: CountryPlace) -> str | None:
        """Give the code of the area in which a place lies, if the file has that area."""
        if place.area == _NO_AREA or place.feature == "A.ADM1":
            return None
        return place.area if place.area in self.areas else None
