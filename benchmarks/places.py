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
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.place import Place, Precision
from counterclaim.model.span import Span
from counterclaim.names.gazetteer import Gazetteer, kilometres
from counterclaim.names.toponyms import (
    NO_GROUND,
    Ground,
    Resolution,
    Toponym,
    candidates,
    choose,
    read_hints,
)

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
    for found in resolved:
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
                got = (
                    f"{place.name}, {place.admin1}, {place.country} {place.precision}"
                    if place
                    else "open"
                )
                missed[f"wrong: {gold['text']} -> {gold.get('admin1')} {gold.get('country')}; "
                       f"got {got} ({resolution.reason[:80]})"] += 1  # fmt: skip
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
    """Measure look-ups of 2,000 places of Syria and Iraq in every spelling given there.

    Twice: by the name and the country alone, and with the governorate named beside it as reports
    do. Villages share names; only the second can be right wherever the gazetteer has the place.
    """
    table = []
    for code in ("sy", "iq"):
        with (DATA / f"wof_{code}.tsv").open(encoding="utf-8") as lines:
            entries = list(csv.DictReader(lines, delimiter="\t"))
        random.Random(SEED).shuffle(entries)
        some = entries[: LOOKUPS // 2]
        table.append(_wof_line(some, code.upper(), gazetteer, beside=False, verbose=0))
        table.append(_wof_line(some, code.upper(), gazetteer, beside=True, verbose=verbose))
    return table


_REACH_KM = {"region": 150.0, "county": 60.0, "country": 600.0}


def _spellings(entry: dict[str, str]) -> list[str]:
    """Give the names of an entry, without codes ("IQA", "SY")."""
    names = dict.fromkeys([entry["name"], *entry["alt_names"].split("|")])
    return [n for n in names if len(n) > 2 and not (n.isascii() and n.isupper())]


def _wof_line(
    entries: list[dict[str, str]], code: str, gazetteer: Gazetteer, *, beside: bool, verbose: int
) -> list[str]:
    spellings = known_names = first = known_places = open_ = alone = alone_right = 0
    for entry in entries:
        where = float(entry["lat"]), float(entry["lon"])
        reach = _REACH_KM.get(entry["placetype"], 15.0)
        names = _spellings(entry)
        spellings += len(names)
        has = [n for n in names if any(_hits(p, where, reach) for p in gazetteer.lookup(n))]
        known_places += bool(has)
        for name in has:
            known_names += 1
            within = entry["region"].split(" (")[0] if beside and entry["region"] else None
            asked = Toponym(text=name, span=Span(0, len(name)), within=within)
            (found,) = choose([asked], gazetteer, countries_in_view={code: 3.0})
            right = found.place is not None and _hits(found.place, where, reach)
            first += right
            open_ += found.place is None
            if not _has_twin(name, code, where, reach, gazetteer):
                alone += 1
                alone_right += right
            if not right and verbose:
                verbose -= 1
                sys.stdout.write(
                    f"       {name} ({entry['name']}, {entry['region']}): {found.reason}\n"
                )
    return [f"wof {code}{', governorate beside' if beside else ''}",
            f"{len(entries)} places, {spellings} spellings",
            f"{known_places / len(entries):.3f} places, {known_names / spellings:.3f} spellings",
            f"{first / max(1, known_names):.3f}",
            f"open {open_ / max(1, known_names):.3f}; of the {alone} names that one place alone of "
            f"the country bears as written, right {alone_right / max(1, alone):.3f}"]  # fmt: skip


def _has_twin(
    name: str, code: str, where: tuple[float, float], reach: float, gazetteer: Gazetteer
) -> bool:
    """Tell whether another place of the country bears the name as written: nothing in a name tells
    them apart."""
    return any(
        p.country == code and gazetteer.is_literal(name, p) and not _hits(p, where, reach)
        for p in gazetteer.lookup(name)
    )


def _hits(place: Place, where: tuple[float, float], km: float) -> bool:
    error = distance(place, *where)
    return error is not None and error <= km


_GOVERNORATES = {"deir ezzor": "Deir ez-Zor", "hasakeh": "Hasakah", "lattakia": "Latakia"}


def fakes(gazetteer: Gazetteer, *, verbose: int) -> list[str]:
    """Measure the governorate that the labelled place of an article is put into.

    The labelled place name is given; every other name of the gazetteer's Syrian places that the
    text holds in capitals is there as context. Damascus counts with its countryside, as labelled.
    """
    total = covered = right = open_ = 0
    for article in rows("fakes.jsonl"):
        label = article["gold"].get("location")
        spot = (article["gold"].get("spans") or {}).get("Location")
        if not label or not spot or spot["start"] is None:
            continue
        total += 1
        spans = _capital_names(article["text"], Span(spot["start"], spot["end"]), gazetteer)
        found = choose(read_hints(article["text"], spans), gazetteer, countries_in_view={"SY": 3.0})
        resolution = next(r for r in found if r.toponym.span.start == spot["start"])
        wanted = _GOVERNORATES.get(label, label.title())
        accepted = {wanted, "Rif Dimashq"} if wanted == "Damascus" else {wanted}
        covered += bool(resolution.candidates)
        place = resolution.place
        open_ += place is None and bool(resolution.candidates)
        area = place and (place.name if place.precision is Precision.REGION else place.admin1)
        right += area in accepted
        if area not in accepted and verbose:
            verbose -= 1
            sys.stdout.write(
                f"       {spot['text']} -> {label}; got {area} ({resolution.reason[:90]})\n"
            )
    return ["fakes", str(total), f"{covered / total:.3f}", f"{right / covered:.3f}",
            f"open {open_ / covered:.3f}"]  # fmt: skip


_CAPITALS = re.compile(r"\b[A-Z][\w'-]+(?:[ -](?:al-|ez-|el-)?[A-Z][\w'-]+){0,2}")


def _capital_names(text: str, must: Span, gazetteer: Gazetteer) -> list[Span]:
    """Find names in capitals that are places of Syria, beside the one that must be there."""
    spans = [must]
    for match in _CAPITALS.finditer(text):
        apart = match.end() <= must.start or match.start() >= must.end
        if apart and any(p.country == "SY" for p in gazetteer.lookup(match[0])):
            spans.append(Span(match.start(), match.end()))
    return sorted(spans, key=lambda s: s.start)


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
