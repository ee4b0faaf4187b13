"""What the web app costs on a large database: its start, and the median of every page.

    python benchmarks/web.py [DATABASE] [--articles N]

DATABASE is made where it isn't there yet, from the sample reports by substitution as told in
``linking_cost.py``: 10,000 articles give over 100,000 claims in over 50,000 events; making them
takes a quarter of an hour. The app is started as a user starts it, in a process of its own, and
asked over HTTP. "First" is the answer after a change of the database (one is made before each),
when all that is kept is forgotten; "median" is of the answers after it, each time for another
event, article, actor, place, day or word where a page has one. "Processor" is what the app took of
it for one of these, in milliseconds: the figure to go by where the machine has other work.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
from coded import say
from linking_cost import Maker, originals, towns

from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry

ARTICLES = 10_000
PORT = 8_231
RUN = "from counterclaim.cli import main; main()"
TIMES = 15
WORDS = ("shelling idlib", "army", "raqqa", "hospital", "air strike", "coalition", "mosul bridge")

PAGES: dict[str, tuple[str, str | None]] = {
    "map, time line and list": ("/", None),
    "the same, one kind": ("/?kind=air-strike", None),
    "the same, one actor": (
        "/?actor={}",
        "SELECT DISTINCT name FROM claim_actor WHERE actor <> ''",
    ),
    "the same, one place": (
        "/?place={}",
        "SELECT DISTINCT place_name FROM event WHERE place_name <> ''",
    ),
    "the same, one source": ("/?source={}", "SELECT DISTINCT origin FROM event_claim"),
    "the same, some days": (
        "/?since={}&until=2014-01-01",
        "SELECT DISTINCT date_start FROM event WHERE date_start <> ''",
    ),
    "list of a part of the map": (
        "/list?box=36,{},41,37",
        "SELECT DISTINCT latitude FROM event WHERE latitude < 36.5",
    ),
    "data of the map": ("/events.json", None),
    "data of the map, one actor": (
        "/events.json?actor={}",
        "SELECT DISTINCT name FROM claim_actor WHERE actor <> ''",
    ),
    "base map": ("/static/base.json", None),
    "event": ("/event/{}", "SELECT id FROM event"),
    "article": ("/article/{}", "SELECT id FROM article"),
    "articles": ("/articles?page={}", "SELECT number % 100 + 1 FROM article"),
    "actors": ("/actors", None),
    "actor": ("/actor/{}", "SELECT DISTINCT actor FROM claim_actor WHERE actor <> ''"),
    "places": ("/places", None),
    "place": ("/place/{}", "SELECT DISTINCT gazetteer_id FROM event WHERE gazetteer_id <> ''"),
    "not on the map": ("/unplaced", None),
    "sources": ("/sources", None),
    "who held what, map": (
        "/control.json?on={}",
        "SELECT DISTINCT date_start FROM event WHERE date_start <> ''",
    ),
    "who held what, page": (
        "/control?on={}",
        "SELECT DISTINCT date_start FROM event WHERE date_start <> ''",
    ),
    "search": ("/search?part=1&q={}", None),
    "review": ("/review", None),
}


def build(where: Path, articles: int) -> None:
    """Makes the database."""
    from counterclaim.linking.linker import Linker
    from counterclaim.store import Writer
    from counterclaim.store.linking import EventWriter

    registry = Registry.load()
    with Writer.open(str(where), coder="benchmark") as writer:
        for made in Maker(originals(), towns(), registry).make(articles):
            writer.save(made)
    with EventWriter.open(str(where)) as events:
        events.link(Linker(registry, Gazetteer.open()))


@contextmanager
def served(where: Path) -> Iterator[tuple[str, int, float]]:
    """The app's address, its process, and the seconds from the command to the first answer."""
    address = f"http://127.0.0.1:{PORT}"
    command = ["-c", RUN, "review", "--db", str(where), "--port", str(PORT)]
    started = time.perf_counter()
    app = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE)
    try:
        while not _answers(address):
            if app.poll() is not None:
                assert app.stderr is not None
                raise SystemExit(app.stderr.read().decode())
            time.sleep(0.02)
        yield address, app.pid, time.perf_counter() - started
    finally:
        app.terminate()
        app.wait()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/static/icon.svg", trust_env=False).status_code == 200
    except httpx.ConnectError:
        return False


def busy(process: int) -> float:
    """Milliseconds of processor time that a process has taken (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def values(where: Path, query: str | None) -> Sequence[str]:
    """So many values for a page's address, spread over the database."""
    if query is None:
        return WORDS
    with closing(sqlite3.connect(where)) as database:
        drawn = database.execute(f"SELECT * FROM ({query}) ORDER BY random() LIMIT {TIMES + 1}")
        return [str(row[0]) for row in drawn]


def touch(where: Path) -> None:
    """Changes the database, so that nothing that is kept of it holds."""
    with closing(sqlite3.connect(where)) as database:
        database.execute(
            "INSERT OR REPLACE INTO about VALUES ('touched', ?)", (str(time.time_ns()),)
        )
        database.commit()


def measure(
    client: httpx.Client, where: Path, path: str, query: str | None, *, touched: bool = True
) -> list[float]:
    """Milliseconds of each answer, the first after a change of the database."""
    told = values(where, query)
    if touched:
        touch(where)
    out = []
    for n in range(TIMES + 1):
        address = path.replace("{}", str(httpx.QueryParams({"q": told[n % len(told)]}))[2:])
        started = time.perf_counter()
        answer = client.get(address)
        out.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    return out


def main() -> None:
    """Prints a line for the start and for each page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    asked = parser.parse_args()
    where = asked.database or Path(tempfile.gettempdir()) / f"counterclaim-web-{asked.articles}.db"
    if not where.exists():
        build(where, asked.articles)
    with closing(sqlite3.connect(where)) as database:
        counts = [
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("article", "claim", "event")
        ]
    say("{} articles, {} claims, {} events".format(*counts))
    with served(where) as (address, process, start), httpx.Client(
        base_url=address, trust_env=False, timeout=60
    ) as client:  # fmt: skip
        say(f"{'start':30} {start * 1000:8.0f} ms, {busy(process):.0f} of the processor")
        say(f"{'page':30} {'first':>8} {'median':>8} {'worst':>8} {'processor':>10}")
        for name, (path, query) in PAGES.items():
            first, *rest = measure(client, where, path, query)
            before = busy(process)
            again = measure(client, where, path, query, touched=False)
            taken = (busy(process) - before) / len(again)
            rest += again
            say(
                f"{name:30} {first:8.0f} {statistics.median(rest):8.0f} {max(rest):8.0f} "
                f"{taken:10.0f}"
            )


if __name__ == "__main__":
    main()
