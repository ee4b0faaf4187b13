"""Whether two claims can be of the same place, at the precision of each."""

from functools import lru_cache

from counterclaim.linking.account import Account, How, Spot, bare_place, named_by
from counterclaim.linking.fitting import Fit
from counterclaim.linking.kinds import is_rare
from counterclaim.model import Place
from counterclaim.model.place import Precision
from counterclaim.names.gazetteer import Gazetteer, kilometres

_CLOSE = 5.0
_NEAR = 15.0
_DISTRICT = 40.0
_RARE = 0.65
_CACHE = 200_000


class Grounds:
    """The gazetteer's knowledge of what lies in what. Works without one, on names and distances."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer
        self._place = lru_cache(_CACHE)(self._find)
        self.contains = lru_cache(_CACHE)(self._contains)
        self.region = lru_cache(_CACHE)(self._region)

    def _find(self, ident: str) -> Place | None:
        return self._gazetteer.get(ident) if self._gazetteer is not None else None

    def _contains(self, outer: str | None, inner: str | None) -> bool | None:
        """Whether one place lies in another; ``None`` where the gazetteer can't tell."""
        if self._gazetteer is None or outer is None or inner is None:
            return None
        region, place = self._place(outer), self._place(inner)
        if region is None or place is None:
            return None
        return self._gazetteer.contains(region, place)

    def _region(self, ident: str) -> str | None:
        """The folded name of the first-level area in which a place lies."""
        place = self._place(ident)
        if place is None or self._gazetteer is None:
            return None
        area = self._gazetteer.region(place)
        return bare_place(area.name) if area is not None else None

    def area(self, spot: Spot) -> str | None:
        """The folded name of the first-level area of a place; of an area, its own."""
        if spot.precision is Precision.REGION:
            return bare_place(spot.name)
        found = self.region(spot.id) if spot.id is not None else None
        if found is None and spot.admin1 is not None:
            found = bare_place(spot.admin1)
        return found

    def fit(self, one: Account, other: Account) -> Fit | None:
        """How well the places go together; ``None`` where they can't be the same."""
        mine, theirs = one.spot, other.spot
        if mine is None or theirs is None:
            return _unplaced(one, other)
        found = self.fit_spots(mine, theirs)
        if found is None and _mentioned(one, other):
            found = Fit(0.6, f"{mine.name} and {theirs.name} are named together")
        if found is None:
            return None
        if is_rare(one.kind) and one.kind == other.kind and found.score < _RARE:
            found = Fit(_RARE, f"{found.reason}, and there are few of the kind")
        if How.CARRIED in (mine.how, theirs.how):
            return Fit(0.9 * found.score, f"{found.reason}, by the sentences around")
        return found

    def fit_spots(self, one: Spot, other: Spot) -> Fit | None:
        """How well two places go together by themselves."""
        if one.id is not None and one.id == other.id:
            coarse = {Precision.COUNTRY: 0.25, Precision.REGION: 0.55}
            score = coarse.get(one.precision, 1.0) if one.precision else 1.0
            return Fit(score, f"both at {one.name}")
        contained = self._containment(one, other)
        if contained is not None:
            return contained
        return _by_distance(one, other) or _by_name(one, other) or self._by_seat(one, other)

    def _by_seat(self, one: Spot, other: Spot) -> Fit | None:
        """A town that bears its area's name may be short for the area: "gas attack in Idlib"."""
        for seat, place in ((one, other), (other, one)):
            same_country = place.country == seat.country
            if same_country and self.is_seat(seat) and self.area(place) in seat.names:
                return Fit(0.45, f"{place.name} lies in the area that is called {seat.name}, too")
        return None

    def is_seat(self, spot: Spot) -> bool:
        """Whether a place bears the name of the area that it lies in."""
        return spot.is_fine and self.area(spot) in spot.names

    def _containment(self, one: Spot, other: Spot) -> Fit | None:
        for outer, inner in ((one, other), (other, one)):
            if self.contains(outer.id, inner.id) or self._by_area(outer, inner):
                country = outer.precision is Precision.COUNTRY
                return Fit(0.3 if country else 0.6, f"{inner.name} lies in {outer.name}")
        return None

    def _by_area(self, outer: Spot, inner: Spot) -> bool:
        if outer.precision is Precision.COUNTRY:
            return outer.country is not None and outer.country == inner.country
        if outer.precision is Precision.REGION and outer.country == inner.country:
            return self.area(inner) in outer.names
        return False

    def apart(self, one: Spot | None, other: Spot | None) -> bool:
        """Whether the texts themselves put two claims in different places."""
        if one is None or other is None or How.CARRIED in (one.how, other.how):
            return False
        return self.fit_spots(one, other) is None and one.id is not None and other.id is not None


def _unplaced(one: Account, other: Account) -> Fit:
    for spot, account in ((one.spot, other), (other.spot, one)):
        if spot is not None and spot.is_fine and named_by(spot, account.mentions):
            return Fit(0.7, f"{spot.name} is named in the other sentence")
    return Fit(0.3, "a place is not told")


def _mentioned(one: Account, other: Account) -> bool:
    """Whether one's sentence names the other's place: "the al-Jadida district of west Mosul"."""
    return any(
        spot is not None and spot.is_fine and named_by(spot, account.mentions)
        for spot, account in ((one.spot, other), (other.spot, one))
    )


def _by_distance(one: Spot, other: Spot) -> Fit | None:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    assert one.latitude is not None and one.longitude is not None
    assert other.latitude is not None and other.longitude is not None
    km = kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
    if Precision.COUNTRY in (one.precision, other.precision):
        return None
    if km <= _CLOSE:
        return Fit(0.9, f"{one.name} and {other.name} are {km:.0f} km apart")
    if Precision.REGION in (one.precision, other.precision):
        return None
    reach = _DISTRICT if Precision.DISTRICT in (one.precision, other.precision) else _NEAR
    if km <= reach * (1.5 if one.near or other.near else 1.0):
        return Fit(0.5, f"{one.name} and {other.name} are {km:.0f} km apart")
    return None


def _by_name(one: Spot, other: Spot) -> Fit | None:
    if one.names.isdisjoint(other.names):
        return None
    if one.id is None or other.id is None:
        return Fit(0.85, f"both at a place called {one.name}")
    return Fit(0.5, f"both at a place called {one.name}, which the gazetteer took for two")
