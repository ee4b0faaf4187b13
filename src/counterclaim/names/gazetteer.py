"""The gazetteer at work: look-ups by name, by id and by distance in the built SQLite file."""

import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from rapidfuzz import fuzz

from counterclaim.model.place import Place, Precision
from counterclaim.names.distance import kilometres
from counterclaim.names.folders import data_folder, user_files
from counterclaim.names.placefile import GazetteerMissing, GazetteerOutdated, PlaceFile, Row
from counterclaim.names.spelling import fold, loose, plain
from counterclaim.names.supplement import SupplementEntry, read_places, read_supplement

__all__ = [
    "Gazetteer",
    "GazetteerMissing",
    "GazetteerOutdated",
    "data_folder",
    "distance_to",
    "find_gazetteer",
    "kilometres",
]

FILE_NAME = "gazetteer.sqlite"
ENVIRONMENT = "COUNTERCLAIM_GAZETTEER"
_LOOKUPS_KEPT = 50_000
_TOWN = 20_000
_LEAST_ALIKE = 0.599
_PARTS = 200
_PART_LETTERS = 4
_INSTALLED = ".sqlite"


def find_gazetteer() -> Path:
    """Find the built file: the environment's, the installation's, the user's.

    Raises :class:`GazetteerMissing`, which says what to run.
    """
    told = os.environ.get(ENVIRONMENT)
    if told:
        return _existing(Path(told), f"{ENVIRONMENT} names {told}, where there is no file")
    for folder in (Path(sys.prefix) / "share" / "counterclaim", data_folder()):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise GazetteerMissing("no gazetteer is installed; run: make gazetteer")


def _existing(path: Path, complaint: str) -> Path:
    if not path.is_file():
        raise GazetteerMissing(f"{complaint}; run: make gazetteer")
    return path


class Gazetteer:
    """Places by name, id and distance. Read-only; one instance is for one thread.

    The first of the files is the built one; a place that several files hold is that of the first,
    with the names of all.
    """

    def __init__(self, files: Sequence[PlaceFile], entries: Iterable[SupplementEntry]) -> None:
        self._files = files
        self._own: dict[str, SupplementEntry] = {}
        self._own_keys: dict[str, list[str]] = defaultdict(list)
        self._replaced: set[str] = set()
        for entry in entries:
            self._own[entry.place.id] = self._completed(entry)
            self._replaced.update(entry.replaces)
        for ident, entry in self._own.items():
            for name in dict.fromkeys((entry.place.name, *entry.names)):
                if ident not in self._own_keys[_key(name)]:
                    self._own_keys[_key(name)].append(ident)
        self._regions: dict[tuple[int, int], Place | None] = {}
        self._region_names: dict[tuple[int, int], str | None] = {}
        self._region_of: dict[str, tuple[int, int] | None] = {}
        self._features: dict[str, str] = {}
        self._rows_of = lru_cache(_LOOKUPS_KEPT)(self._read_rows)
        self._likeness_of = lru_cache(_LOOKUPS_KEPT)(self._read_likeness)
        self.lookup = lru_cache(_LOOKUPS_KEPT)(self._lookup)
        self.is_name = lru_cache(_LOOKUPS_KEPT)(self._is_name)

    def _completed(self, entry: SupplementEntry) -> SupplementEntry:
        """Take what an entry leaves open from the files: people; an area's middle point.

        Also the point of a place that we know by name only and an installed country has.
        """
        place = entry.place
        for file in self._files:
            row = file.by_id(place.id)
            if row is None:
                continue
            may_have_point = file.number > 0 or entry.kind == "region"
            if may_have_point and place.latitude is None:
                place = replace(place, latitude=row.latitude, longitude=row.longitude)
            place = replace(place, population=place.population or row.population)
        return replace(entry, place=place)

    @classmethod
    def open(cls, path: Path | None = None, *, additions: Iterable[Path] | None = None) -> Self:
        """Open the built file read-only, with our supplement and a user's own files on top.

        ``additions`` are CSV files of places and SQLite files of installed countries; left out,
        those in the user's data folder under ``places/``. Raises :class:`GazetteerMissing` (also
        :class:`GazetteerOutdated`) and ``PlaceFileError`` for a wrong entry.
        """
        built = _existing(path, f"{path} is no file") if path else find_gazetteer()
        added = user_files() if additions is None else list(additions)
        entries = [*read_supplement()]
        for addition in added:
            if addition.suffix != _INSTALLED:
                entries.extend(read_places(addition))
        files = [PlaceFile(built)]
        try:
            for number, addition in enumerate((a for a in added if a.suffix == _INSTALLED), 1):
                remedy = f"counterclaim places install {addition.stem}"
                files.append(PlaceFile(addition, number=number, remedy=remedy))
        except GazetteerMissing:
            _close(files)
            raise
        return cls(files, entries)

    def close(self) -> None:
        """Close the files."""
        _close(self._files)

    def _lookup(self, name: str) -> tuple[Place, ...]:
        """Give the places of which this is a name in some spelling, literal matches first.

        Then by kind (country, own supplement and towns, area, smaller places) and population.
        Empty where no place has the name. The same objects come again for the same name.
        """
        key = _key(name)
        if not key:
            return ()
        bare = plain(name)
        found = [(self._own[ident].place, self._own_literal(ident, bare), 0.0)
                 for ident in self._own_keys.get(key, ())]  # fmt: skip
        for row in self._rows_of(key):
            if row.id not in self._replaced:
                literal = bare in (plain(row.known_as or row.name), plain(row.name))
                own = row.id in self._own
                found.append((self._place(row), literal, 0.0 if own else 1.0))
        ranked = sorted(found, key=lambda f: (not f[1], _kind_order(f[0], f[2]), f[0].id))
        unique: dict[str, Place] = {}
        for place, _, _ in ranked:
            unique.setdefault(place.id, place)
        return tuple(unique.values())

    def _own_literal(self, ident: str, bare: str) -> bool:
        entry = self._own[ident]
        return bare in {plain(name) for name in (entry.place.name, *entry.names)}

    def _is_name(self, folded: str) -> bool:
        """Tell whether ``spelling.fold`` of some place's name gives this. Fast, cached."""
        key = folded.replace(" ", "")
        if not key:
            return False
        return key in self._own_keys or any(file.has_key(key) for file in self._files)

    def is_literal(self, name: str, place: Place) -> bool:
        """Tell whether the place bears this name as written (case and diacritics aside)."""
        return self.likeness(name, place) == 1.0

    def likeness(self, name: str, place: Place) -> float:
        """Tell how like the name is to those of the place that share its key: 0 to 1, as written.

        0 also where the place has no name of this key and isn't shown under one like it.
        """
        shown = fuzz.ratio(plain(name), plain(place.name)) / 100
        return max(self._likeness_of(name).get(place.id, 0.0), shown if shown == 1.0 else 0.0)

    def _read_likeness(self, name: str) -> dict[str, float]:
        """Give the likeness of a name to that of each place found by its key."""
        bare = plain(name)
        best: dict[str, float] = defaultdict(float)
        for ident in self._own_keys.get(_key(name), ()):
            entry = self._own[ident]
            for known in (entry.place.name, *entry.names):
                if _key(known) == _key(name):
                    best[ident] = max(best[ident], fuzz.ratio(bare, plain(known)) / 100)
        for row in self._rows_of(_key(name)):
            for known in {row.known_as or row.name, row.name}:
                best[row.id] = max(best[row.id], fuzz.ratio(bare, plain(known)) / 100)
        return dict(best)

    def get(self, ident: str) -> Place | None:
        """Give the place of an id, or ``None``."""
        if ident in self._own:
            return self._own[ident].place
        rows = (file.by_id(ident) for file in self._files)
        return next((self._place(row) for row in rows if row is not None), None)

    def names(self, place: Place) -> tuple[str, ...]:
        """Give all names of a place, the one shown first."""
        entry = self._own.get(place.id)
        own = entry.names if entry else ()
        others = (name for file in self._files for name in file.names(place.id))
        return tuple(dict.fromkeys((place.name, *own, *others)))

    def unlocated(self) -> tuple[Place, ...]:
        """Give the places that we or the user know by name and area, but without a point."""
        fine = (Precision.POINT, Precision.SETTLEMENT)
        places = (entry.place for entry in self._own.values())
        return tuple(p for p in places if p.latitude is None and p.precision in fine)

    def feature(self, place: Place) -> str:
        """Give the kind of place as ``kinds.yaml`` names it ("airport", "river", "settlement")."""
        entry = self._own.get(place.id)
        if entry:
            return entry.kind
        if place.id not in self._features:
            self.get(place.id)
        return self._features.get(place.id, place.precision.value)

    def search(
        self, name: str, limit: int = 10, *, wide: bool = True
    ) -> tuple[tuple[Place, float, str], ...]:
        """Find places with a name like this one: (place, score 0..1, reason), the best first.

        Names of the same key score 1; names with the same consonants, or one consonant more or
        less, score by their likeness (at least 0.6); so do names that begin alike and, with
        ``wide``, those that share most of their letters or hold the name as a part. Narrow, it
        takes 3 ms; wide, it finds more and takes some tens.
        """
        found: dict[str, tuple[Place, float, str]] = {}
        for place in self.lookup(name):
            how = (
                "the same name"
                if self.is_literal(name, place)
                else "the same name, otherwise spelt"
            )
            found[place.id] = (place, 1.0, how)
        if len(found) < limit:
            for key, score, reason in self._similar_keys(_key(name), wide=wide):
                for row in self._rows_of(key):
                    place = self._place(row)
                    if place.id not in self._replaced:
                        shown = f"{reason}: {row.known_as or row.name}"
                        found.setdefault(place.id, (place, score, shown))
                for ident in self._own_keys.get(key, ()):
                    place = self._own[ident].place
                    found.setdefault(ident, (place, score, f"{reason}: {place.name}"))
        order = sorted(found.values(), key=lambda f: (-f[1], _kind_order(f[0], 1.0), f[0].id))
        return tuple(order[:limit])

    def _similar_keys(self, key: str, *, wide: bool) -> list[tuple[str, float, str]]:
        """Give keys that look like this one, with likeness and what they have in common."""
        if not key:
            return []
        skeleton = loose(key)
        shorter = {skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))}
        wanted = [skeleton, *(s for s in sorted(shorter) if len(s) >= 3)]
        prefix = key[: max(3, len(key) - 2)]
        rows = [(k, loose(k)) for k in self._own_keys if loose(k) in wanted]
        for file in self._files:
            rows += file.with_consonants(wanted)
            rows += [(other, "") for other in file.beginning_with(prefix)]
            rows += [(other, "") for other in file.with_parts(key, _PARTS)] if wide else []
        rows += [(k, "") for k in self._own_keys if wide and key in k]
        scored: dict[str, tuple[str, float, str]] = {}
        for other, bones in rows:
            score, reason = _likeness_of_keys(key, other, alike=bones == skeleton)
            if other != key and score > scored.get(other, ("", _LEAST_ALIKE, ""))[1]:
                scored[other] = (other, score, reason)
        return sorted(scored.values(), key=lambda s: (-s[1], s[0]))[:40]

    def near(self, latitude: float, longitude: float, km: float) -> tuple[tuple[Place, float], ...]:
        """Give the places within ``km`` kilometres with their distance, the nearest first."""
        high = km / 111.0
        wide = high / max(0.05, math.cos(math.radians(latitude)))
        box = (latitude - high, latitude + high, longitude - wide, longitude + wide)
        rows = (row for file in reversed(self._files) for row in file.within(*box))
        found = {row.id: self._place(row) for row in rows if row.id not in self._replaced}
        found.update((i, e.place) for i, e in self._own.items())
        measured = [(p, distance_to(p, latitude, longitude)) for p in found.values()]
        close = [(p, round(d, 2)) for p, d in measured if d is not None and d <= km]
        return tuple(sorted(close, key=lambda c: (c[1], c[0].id)))

    def region(self, place: Place) -> Place | None:
        """Give the entry of the first-level area in which a place lies, or ``None``."""
        if place.id in self._own:
            return self._own_region(place)
        if place.id not in self._region_of:
            self.get(place.id)
        where = self._region_of.get(place.id)
        return self._region_place(where) if where is not None else None

    def _own_region(self, place: Place) -> Place | None:
        if place.admin1 is None:
            return None
        regions = (
            other
            for other in self.lookup(place.admin1)
            if other.country == place.country and other.precision is Precision.REGION
        )
        return next(regions, None)

    def contains(self, region: Place, place: Place) -> bool | None:
        """Tell whether ``place`` lies in ``region``; ``None`` where the gazetteer can't tell.

        Known for countries, first-level areas, and districts of our own entries.
        """
        if region.id == place.id:
            return True
        if region.country and place.country and region.country != place.country:
            return False
        if region.precision is Precision.COUNTRY:
            return region.country == place.country if place.country else None
        if region.precision is Precision.REGION and self.feature(region) == "region":
            area = self.region(place)
            return None if area is None else self._same_area(area, region)
        if region.precision is Precision.DISTRICT and place.admin2:
            return fold(place.admin2) in {fold(name) for name in self.names(region)}
        return None

    def _same_area(self, area: Place, region: Place) -> bool:
        """Tell whether two first-level areas of one country are one, by id or by name."""
        return area.id == region.id or _key(area.name) == _key(region.name)

    def country(self, code: str) -> Place | None:
        """Give the entry of a country by its ISO 3166 alpha-2 code."""
        return self._countries().get(code)

    @lru_cache(maxsize=1)  # noqa: B019  one gazetteer lives as long as the program
    def _countries(self) -> dict[str, Place]:
        places = (self._place(row) for row in self._files[0].countries())
        return {place.country: place for place in places if place.country}

    def _read_rows(self, key: str) -> tuple[Row, ...]:
        return tuple(row for file in self._files for row in file.by_key(key))

    def _region_place(self, where: tuple[int, int]) -> Place | None:
        """Give the area of a file's number, as the first file that knows its id has it."""
        if where not in self._regions:
            file, number = where
            row = self._files[file].by_number(number)
            self._regions[where] = self.get(row.id) if row else None
        return self._regions[where]

    def _place(self, row: Row) -> Place:
        """Make the record; what it doesn't hold (its area, its kind) is kept beside."""
        if row.id in self._own:
            return self._own[row.id].place
        known = next(self._earlier(row), None)
        if known is not None:
            return self._place(known)
        where = None if row.region is None else (row.file, row.region)
        self._region_of[row.id] = where
        self._features[row.id] = row.feature
        return Place(
            id=row.id,
            name=row.name,
            country=row.country,
            admin1=self._region_name(where),
            admin2=row.district,
            latitude=row.latitude,
            longitude=row.longitude,
            precision=Precision(row.precision),
            population=row.population,
            source=row.source,
        )

    def _earlier(self, row: Row) -> Iterator[Row]:
        """Give what the files before a row's own know of its place."""
        rows = (file.by_id(row.id) for file in self._files[: row.file])
        return (row for row in rows if row is not None)

    def _region_name(self, where: tuple[int, int] | None) -> str | None:
        if where is None:
            return None
        if where not in self._region_names:
            area = self._region_place(where)
            self._region_names[where] = area.name if area else None
        return self._region_names[where]


def _likeness_of_keys(key: str, other: str, *, alike: bool) -> tuple[float, str]:
    """Score how like one key is to another, ``alike`` where they have the same consonants."""
    likeness = fuzz.ratio(key, other) / 100
    if alike:
        return round(0.99 * likeness, 3), "same consonants"
    if len(key) >= _PART_LETTERS and key in other:
        return round(max(0.9 * likeness, 0.6 + 0.3 * len(key) / len(other)), 3), "part of a name"
    return round(0.9 * likeness, 3), "a similar name"


def _close(files: Iterable[PlaceFile]) -> None:
    for file in files:
        file.close()


@lru_cache(maxsize=100_000)
def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _kind_order(place: Place, own: float) -> tuple[float, float]:
    """Order namesakes that nothing else tells apart: country, ours, region, then by people."""
    if place.precision is Precision.COUNTRY:
        return (0.0, 0.0)
    people = -float(place.population)
    if place.precision is Precision.REGION:
        return (2.0, people)
    return (1.0 if own == 0.0 or place.population >= _TOWN else 3.0, people)


def distance_to(place: Place, latitude: float, longitude: float) -> float | None:
    """Give the distance of a place from a point in kilometres, ``None`` without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return kilometres(place.latitude, place.longitude, latitude, longitude)
