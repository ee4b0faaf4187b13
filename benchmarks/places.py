"""Measures the gazetteer and the choice among namesakes: ``python benchmarks/places.py [SET...]``.

Sets: ``lgl`` ``geovirus`` (given gold toponyms: accuracy within 161 km, mean error, area under the
error curve), ``wof`` (look-ups of places of Syria and Iraq in every spelling that Who's On First
has), ``fakes`` (the governorate of articles). Coverage stands beside each score: a place that the
gazetteer lacks is another failure than a wrong choice. The data is for measuring only.
"""

import argparse
import csv
import json
import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.place import Place, Precision
from counterclaim.model.span import Span
from counterclaim.names.gazetteer import Gazetteer, kilometres
from counterclaim.names.toponyms import NO_GROUND, Ground, Resolution, candidates, choose, read_hints

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
HIT_KM = 161.0
HALF_EARTH_KM = 20039.0
LOOKUPS = 2000
SEED = 20261124


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Read a JSON lines file of the shared data."""
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def distance(place: Place, lat: float, lon: float) -> float | None:
    """Give the error of a place in kilometres."""
    if place.latitude is None or place.longitude is None:
        return None
    return kilometres(place.latitude, place.longitude, lat, lon)


def toponyms(name: str, gazetteer: Gazetteer, *, verbose: int, ground: bool) -> list[str]:
    """Measure accuracy on gold toponyms; gives the cells of one line of the table."""
    articles = list(rows(f"{name}.jsonl"))
    resolved = [_resolve(a, gazetteer, NO_GROUND) for a in articles]
    if ground:
        usual = _grounds(articles, resolved)
        resolved = [_resolve(a, gazetteer, usual(i)) for i, a in enumerate(articles)]
    errors: list[float] = []
    known = reachable = open_ = 0
    total = 0
    missed: Counter[str] = Counter()
    for article, found in zip(articles, resolved, strict=True):
        for gold, resolution in found:
            if gold.get("lat") is None:
                continue
            total += 1
            options, _, _ = candidates(gold["text"], gazetteer)
            known += bool(options)
            gaps = [distance(p, gold["lat"], gold["lon"]) for p in options]
            if not any(g is not None and g <= HIT_KM for g in gaps):
                missed[f"missing: {gold['text']} -> {gold.get('name') or gold.get('page')}"] += 1
                continue
            reachable += 1
            error = None
            if resolution.place is not None:
                error = distance(resolution.place, gold["lat"], gold["lon"])
            open_ += error is None
            errors.append(HALF_EARTH_KM / 2 if error is None else error)
            if errors[-1] > HIT_KM:
                place = resolution.place
                got = f"{place.name}, {place.admin1}, {place.country} {place.precision}" if place else "open"
                missed[f"wrong: {gold['text']} -> {gold.get('admin1')} {gold.get('country')} "
                       f"{gold.get('fcode')}; got {got} ({resolution.reason[:80]})"] += 1  # fmt: skip
    for what, count in missed.most_common(verbose):
        sys.stdout.write(f"  {count:4} {what}\n")
    hits = sum(e <= HIT_KM for e in errors)
    area = sum(math.log(e + 1) / math.log(HALF_EARTH_KM) for e in errors) / len(errors)
    mean = sum(errors) / len(errors)
    label = f"{name}{' + publisher' if ground else ''}"
    return [label, str(total), f"{reachable / total:.3f}", f"{hits / reachable:.3f}",
            f"{mean:.0f} km, AUC {area:.3f}, open {open_ / reachable:.3f}"]  # fmt: skip


def _resolve(
    article: dict[str, Any], gazetteer: Gazetteer, ground: Ground
) -> list[tuple[dict[str, Any], Resolution]]:
    """Resolve an article's gold toponyms, all of them at once."""
    gold = sorted(article["gold"]["toponyms"], key=lambda t: (t["start"], t["end"]))
    found = read_hints(article["text"], [Span(t["start"], t["end"]) for t in gold])
    return list(zip(gold, choose(found, gazetteer, ground=ground), strict=True))


def _grounds(
    articles: list[dict[str, Any]], resolved: list[list[tuple[dict[str, Any], Resolution]]]
) -> Callable[[int], Ground]:
    """Give each article its publisher's usual ground as the other articles' answers tell it."""
    counts: list[Counter[tuple[str, str]]] = []
    by_domain: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for article, found in zip(articles, resolved, strict=True):
        count: Counter[tuple[str, str]] = Counter()
        for _, resolution in found:
            place = resolution.place
            if place is not None and place.country and place.precision is not Precision.COUNTRY:
                count[place.country, place.admin1 or ""] += 1
        counts.append(count)
        by_domain[article["meta"].get("domain", "")].update(count)

    def ground(i: int) -> Ground:
        areas = by_domain[articles[i]["meta"].get("domain", "")] - counts[i]
        total = sum(areas.values())
        if total < 10:
            return NO_GROUND
        lands: Counter[str] = Counter()
        for (country, _), number in areas.items():
            lands[country] += number
        return Ground(
            countries={c: n / total for c, n in lands.items()},
            areas={a: n / total for a, n in areas.items()},
        )

    return ground


def wof(gazetteer: Gazetteer, *, verbose: int) -> list[list[str]]:
    """Measure look-ups of 2,000 places of Syria and Iraq in every Latin and Arabic spelling."""
    table = []
    for code, limit_km in (("sy", 15.0), ("iq", 15.0)):
        with (DATA / f"wof_{code}.tsv").open(encoding="utf-8") as lines:
            entries = [r for r in csv.DictReader(lines, delimiter="\t") if r["placetype"] != "empire"]
        random.Random(SEED).shuffle(entries)
        table.append(_wof_line(entries[: LOOKUPS // 2], code.upper(), limit_km, gazetteer, verbose))
    return table


def _wof_line(
    entries: list[dict[str, str]], code: str, km: float, gazetteer: Gazetteer, verbose: int
) -> list[str]:
    spellings = covered = first = listed = 0
    known_places = 0
    wrong: list[str] = []
    start = time.perf_counter()
    for entry in entries:
        lat, lon = float(entry["lat"]), float(entry["lon"])
        reach = {"region": 150.0, "county": 60.0, "country": 600.0}.get(entry["placetype"], km)
        names = dict.fromkeys([entry["name"], *entry["alt_names"].split("|")])
        names = [n for n in names if n and len(n) > 2 and not n.isupper()]
        in_it = False
        for name in names:
            spellings += 1
            found = [p for p in _look_up(name, gazetteer) if p.country in (code, None)]
            gaps = [distance(p, lat, lon) for p in found]
            right = [g is not None and g <= reach for g in gaps]
            in_it = in_it or any(right)
            listed += any(right)
        known_places += in_it
        if not in_it:
            continue
        for name in names:
            covered += 1
            found = [p for p in _look_up(name, gazetteer) if p.country in (code, None)]
            best = _nearest_of_name(found, lat, lon)
            if best is not None and best <= reach:
                first += 1
            elif len(wrong) < verbose:
                wrong.append(f"{name} ({entry['name']}, {entry['placetype']})")
    seconds = time.perf_counter() - start
    for line in wrong:
        sys.stdout.write(f"       {line}\n")
    return [f"wof {code}", f"{len(entries)} / {spellings} spellings",
            f"{known_places / len(entries):.3f}", f"{first / max(1, covered):.3f}",
            f"all spellings found {listed / spellings:.3f}; {seconds:.0f} s"]  # fmt: skip


def _look_up(name: str, gazetteer: Gazetteer) -> list[Place]:
    found = list(gazetteer.lookup(name))
    return found or [p for p, score, _ in gazetteer.search(name, 10) if score >= 0.8]


def _nearest_of_name(found: list[Place], lat: float, lon: float) -> float | None:
    """Give the error of the first place; twins of one name in one area count as one."""
    return distance(found[0], lat, lon) if found else None


def fakes(gazetteer: Gazetteer, *, verbose: int) -> list[str]:
    raise NotImplementedError


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["lgl", "geovirus", "wof", "fakes"])
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--verbose", type=int, default=0, help="show so many errors of each set")
    options = parser.parse_args()
    gazetteer = Gazetteer.open(options.gazetteer, additions=())
    table = [["set", "names", "coverage", "right where covered", "more"]]
    for name in options.sets:
        start = time.perf_counter()
        if name in ("lgl", "geovirus"):
            table.append(toponyms(name, gazetteer, verbose=options.verbose, ground=False))
            if name == "lgl":
                table.append(toponyms(name, gazetteer, verbose=0, ground=True))
        elif name == "wof":
            table.extend(wof(gazetteer, verbose=options.verbose))
        elif name == "fakes":
            table.append(fakes(gazetteer, verbose=options.verbose))
        sys.stderr.write(f"{name}: {time.perf_counter() - start:.1f} s\n")
    for line in table:
        sys.stdout.write("| " + " | ".join(line) + " |\n")


if __name__ == "__main__":
    main()
