"""What is told of who holds which place, over all places."""

from dataclasses import dataclass

from counterclaim.linking.actors import Sides
from counterclaim.linking.control import Notice, notices, place_key
from counterclaim.model import PlaceRef
from counterclaim.store.search import SearchReader


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place of the ledger is, in degrees."""

    latitude: float
    longitude: float
    precision: str | None


class ControlReader(SearchReader):
    """Reads the ledger of control. Every method may raise
    :class:`~counterclaim.store.StoreError`."""

    def all_notices(self, sides: Sides) -> tuple[list[Notice], dict[str, Spot]]:
        """All that is told of who got, has or lost a place, and where the places are whose spot is
        known, by the ledger's key of a place."""
        out: list[Notice] = []
        spots: dict[str, Spot] = {}
        for coded in self._told_of(None):
            out += notices(coded, sides)
            told = [claim.place for claim in coded.claims]
            told += [r.object for r in coded.relations if isinstance(r.object, PlaceRef)]
            for place in told:
                if place is not None and place.latitude is not None and place.longitude is not None:
                    key = place_key(place.name or place.text, place.gazetteer_id)
                    precision = place.precision.value if place.precision else None
                    spots.setdefault(key, Spot(place.latitude, place.longitude, precision))
        return out, spots
