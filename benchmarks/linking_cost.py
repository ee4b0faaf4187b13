"""What linking costs: 1,000, 10,000 and 100,000 coded articles, and 20 random orders of arrival.

    python benchmarks/linking_cost.py [SIZE...] [--orders]

The articles are made from the sample reports, coded once: each copy has other actors (of the same
type), names and outlets, another town (of the gazetteer's in Syria and Iraq), another day and other
numbers, in text and record alike, and one in six of its other words replaced. Forty come out on a
day, as in an archive that grows with time; one in ten is a reprint of the first two thirds of the
article before it, and one in five tells the same happening as the one before in other words and
numbers. Making them isn't counted.

Each size runs in a process of its own. Time is of one core, from coded articles to the last event;
memory is the peak of the process, the articles themselves included, and what linking added to it.
Ten times the articles may cost twelve times the time.
"""

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from coded import code, say
from pydantic import TypeAdapter
from reprints import samples

from counterclaim.linking.ids import name_groups
from counterclaim.linking.linker import Linker, founding
from counterclaim.model import (
    ActorRef,
    Article,
    Claim,
    CodedArticle,
    DateRef,
    Loss,
    PlaceRef,
    Span,
    Speaker,
)
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry

SIZES = (1_000, 10_000, 100_000)
A_DAY = 40
FIRST = date(2012, 1, 1)
_SYLLABLES = (
    "ba",
    "ra",
    "mi",
    "zu",
    "ka",
    "del",
    "fo",
    "nur",
    "hal",
    "sa",
    "tem",
    "ira",
    "qu",
    "jaz",
)


@dataclass(frozen=True, slots=True)
class Town:
    """Where a copy is set."""

    id: str
    name: str
    country: str
    admin1: str | None
    latitude: float
    longitude: float


def towns() -> list[Town]:
    """Settlements of Syria and Iraq."""
    gazetteer = Gazetteer.open()
    found: dict[str, Town] = {}
    for latitude in range(30, 38):
        for longitude in range(36, 49):
            for place, _ in gazetteer.near(latitude + 0.5, longitude + 0.5, 70):
                settled = place.precision.value == "settlement" and place.country in ("SY", "IQ")
                if settled and place.latitude is not None and place.longitude is not None:
                    found[place.id] = Town(
                        place.id, place.name, place.country or "", place.admin1,
                        place.latitude, place.longitude,
                    )  # fmt: skip
    return [found[id_] for id_ in sorted(found)]


class Actors:
    """Puts other actors of the registry in the place of a report's, each of the same type."""

    def __init__(self, registry: Registry) -> None:
        self._actors = registry.actors
        self._by_type: dict[str, list[str]] = {}
        for id_ in sorted(registry.actors):
            self._by_type.setdefault(registry.actors[id_].type.value, []).append(id_)

    def swapped(self, coded: CodedArticle, chance: random.Random) -> CodedArticle:
        """The report with each of its actors replaced, the same one everywhere."""
        known: dict[str, str] = {}

        def other(id_: str) -> str:
            if id_ not in known:
                of_type = self._by_type[self._actors[id_].type.value]
                known[id_] = of_type[chance.randrange(len(of_type))]
            return known[id_]

        def swap[Named: (ActorRef, Speaker)](named: Named) -> Named:
            if named.actor is None:
                return named
            id_ = other(named.actor)
            return replace(named, actor=id_, name=self._actors[id_].name)

        claims = tuple(
            replace(
                c, initiators=tuple(map(swap, c.initiators)),
                recipients=tuple(map(swap, c.recipients)), sources=tuple(map(swap, c.sources)),
            )
            for c in coded.claims
        )  # fmt: skip
        return replace(coded, claims=claims)


class Maker:
    """Makes articles from coded ones by substitution."""

    def __init__(
        self, originals: Sequence[CodedArticle], places: Sequence[Town], registry: Registry
    ) -> None:
        self._originals = [c for c in originals if c.claims]
        self._places = places
        self._actors = Actors(registry)

    def make(self, count: int) -> Iterator[CodedArticle]:
        """So many articles, always the same."""
        last: CodedArticle | None = None
        for n in range(count):
            chance = random.Random(n)
            day = FIRST + timedelta(days=n // A_DAY)
            if last is not None and n % 10 == 9:
                made = _reprint(last, n, day)
            elif last is not None and n % 5 == 3:
                made = self._retold(last, n, day, chance)
            else:
                made = self._fresh(n, day, chance)
            yield made
            last = made

    def _fresh(self, n: int, day: date, chance: random.Random) -> CodedArticle:
        coded = self._originals[n % len(self._originals)]
        town = self._places[chance.randrange(len(self._places))]
        return _substituted(self._actors.swapped(coded, chance), n, day, chance, town)

    def _retold(self, last: CodedArticle, n: int, day: date, chance: random.Random) -> CodedArticle:
        """The happening of the last article, by another outlet, in other numbers and words."""
        coded = _renumbered(last, chance)
        words = coded.article.text.split(" ")
        text = " ".join(_word(chance) if k % 3 else w for k, w in enumerate(words))
        text = text[: len(coded.article.text)].ljust(len(coded.article.text), ".")
        return _as_article(replace(coded, article=replace(coded.article, text=text)), n, day)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))


def _substituted(
    coded: CodedArticle, n: int, day: date, chance: random.Random, town: Town
) -> CodedArticle:
    """Other town, names, day and numbers; words keep their lengths, so that spans hold."""
    names = {place.text: place for claim in coded.claims if (place := claim.place) is not None}
    text = coded.article.text
    for name in names:
        text = text.replace(name, town.name[: len(name)].ljust(len(name), "a"))
    text = _other_words(text, chance)
    home = coded.article.published or day
    moved = tuple(_moved(claim, n, town, day - home, chance) for claim in coded.claims)
    made = replace(coded, claims=moved, article=replace(coded.article, text=text))
    return _as_article(_renumbered(made, chance), n, day)


def _other_words(text: str, chance: random.Random) -> str:
    """Capitalised words and one in six of the others by words of the same length."""
    known: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if not word[0].isupper() and chance.random() > 1 / 6:
            return word
        if word not in known:
            made = (_word(chance) * 4)[: len(word)]
            known[word] = made.capitalize() if word[0].isupper() else made
        return known[word]

    return re.sub(r"[A-Za-z]{4,}", other, text)


def _moved(claim: Claim, n: int, town: Town, shift: timedelta, chance: random.Random) -> Claim:
    return replace(
        claim,
        id=f"c-{n}-{claim.id[2:]}",
        place=_place(claim.place, town, chance),
        date=_date(claim.date, shift),
        sources=tuple(_speaker(s, n) for s in claim.sources),
    )


def _place(place: PlaceRef | None, town: Town, chance: random.Random) -> PlaceRef | None:
    if place is None:
        return None
    if place.precision is not None and place.precision.value == "country":
        return place
    if place.gazetteer_id is None:
        return replace(place, text=f"{town.name} {place.text[:3]}", name=None)
    off = chance.uniform(-0.02, 0.02)
    return replace(
        place, text=town.name, name=town.name, gazetteer_id=town.id, country=town.country,
        admin1=town.admin1, latitude=town.latitude + off, longitude=town.longitude + off,
    )  # fmt: skip


def _date(when: DateRef | None, shift: timedelta) -> DateRef | None:
    if when is None or when.start is None or when.end is None:
        return when
    return replace(when, start=when.start + shift, end=when.end + shift)


def _speaker(speaker: Speaker, n: int) -> Speaker:
    return speaker if speaker.actor else replace(speaker, text=f"{speaker.text} {n % 977}")


def _renumbered(coded: CodedArticle, chance: random.Random) -> CodedArticle:
    """Other tolls in the record and other digits in the text."""
    text = re.sub(
        r"\d", lambda m: str((int(m.group()) + chance.randint(1, 8)) % 10), coded.article.text
    )
    claims = tuple(
        replace(c, casualties=tuple(_toll(loss, chance) for loss in c.casualties))
        for c in coded.claims
    )
    return replace(coded, claims=claims, article=replace(coded.article, text=text))


def _toll(loss: Loss, chance: random.Random) -> Loss:
    more = chance.randint(0, 40)
    return replace(
        loss, low=None if loss.low is None else loss.low + more,
        high=None if loss.high is None else loss.high + more,
    )  # fmt: skip


def _reprint(last: CodedArticle, n: int, day: date) -> CodedArticle:
    """The last article without what follows its first two thirds."""
    end = len(last.article.text) * 2 // 3
    claims = tuple(
        replace(c, id=f"c-{n}-r{k}") for k, c in enumerate(last.claims) if c.sentence.end <= end
    )
    article = replace(last.article, text=last.article.text[:end])
    return _as_article(replace(last, claims=claims, article=article), n, day)


def _as_article(coded: CodedArticle, n: int, day: date) -> CodedArticle:
    claims = tuple(
        replace(c, id=f"c-{n}-{k}", sentence=Span(*c.sentence)) for k, c in enumerate(coded.claims)
    )
    article = replace(
        coded.article, id=f"a{n:06d}", path=None, url=None, origin=None, authors=(),
        publisher=f"Outlet {n % 311}", published=day, sha256=str(n),
    )  # fmt: skip
    return replace(coded, article=article, claims=claims)


def originals() -> list[CodedArticle]:
    """The sample reports, coded."""
    adapter = TypeAdapter(CodedArticle)
    articles: list[Article] = samples()
    return [adapter.validate_python(record) for record in code("samples", articles)]


def measure(size: int) -> dict[str, float]:
    """Time and memory of linking so many articles in this process."""
    registry = Registry.load()
    maker = Maker(originals(), towns(), registry)
    linker = Linker(registry, Gazetteer.open())
    started = time.process_time()
    made = list(maker.make(size))
    making, before = time.process_time() - started, _peak()
    found = linker.group(made)
    named, _ = name_groups(found.groups, {}, founding(found.told))
    events = sum(1 for _ in linker.events(named, found.told, found.links))
    return {
        "articles": size, "claims": len(found.told), "events": events,
        "seconds": time.process_time() - started - making, "peak": _peak(), "made": before,
        "links": len(found.links), "reprints": len(found.reprints),
    }  # fmt: skip


def _peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def orders() -> None:
    """Whether 20 random orders of arrival give the same groups."""
    registry = Registry.load()
    made = list(Maker(originals(), towns(), registry).make(600)) + originals()
    linker = Linker(registry, Gazetteer.open())
    expected = {frozenset(event.claims) for event in linker.link(made).events}
    chance = random.Random(7)
    same = 0
    for _ in range(20):
        chance.shuffle(made)
        same += {frozenset(event.claims) for event in linker.link(made).events} == expected
    say(f"{same} of 20 random orders of {len(made)} articles give the same {len(expected)} groups")


def main() -> None:
    """Each size in a process of its own."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--measure"]:
        say(json.dumps(measure(int(arguments[1]))))
        return
    if "--orders" in arguments:
        orders()
        return
    before: dict[str, float] | None = None
    say(f"{'articles':>9} {'claims':>9} {'links':>9} {'events':>9} {'reprints':>9} {'seconds':>9} "
        f"{'a second':>9} {'peak MB':>9} {'to link MB':>11} {'x time':>7}")  # fmt: skip
    for size in [int(a) for a in arguments] or SIZES:
        command = [sys.executable, str(Path(__file__)), "--measure", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        times = found["seconds"] / before["seconds"] if before else 0.0
        say(f"{found['articles']:9.0f} {found['claims']:9.0f} {found['links']:9.0f} "
            f"{found['events']:9.0f} {found['reprints']:9.0f} {found['seconds']:9.1f} "
            f"{found['articles'] / found['seconds']:9.0f} {found['peak']:9.0f} "
            f"{found['peak'] - found['made']:11.0f} {times:7.1f}")  # fmt: skip
        before = found


if __name__ == "__main__":
    main()
