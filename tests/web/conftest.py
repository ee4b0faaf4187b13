"""The web app on a real port, over reports of which one is hostile."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.applications import Starlette

from counterclaim.linking.linker import Linker
from counterclaim.model import Article, Claim, CodedArticle, Span, Stance
from counterclaim.model.claim import AcledType, ActorRef, DateRef, PlaceRef, PloverType, Speaker
from counterclaim.model.dates import DatePrecision
from counterclaim.model.place import PlaceRelation, Precision
from counterclaim.names.registry import Registry
from counterclaim.store import Writer
from counterclaim.store.linking import EventWriter
from counterclaim.web.app import make_app

DAY = date(2017, 4, 5)
HOSTILE = '<script>document.title="taken"</script><img src=x onerror="document.title=1">'
LOCAL = ("127.0.0.1",)
CHROMIUM = Path("/usr/bin/chromium")


def told(
    id_: str,
    place: str | None,
    text: str,
    publisher: str,
    speaker: str,
    stance: Stance,
    *,
    kind: str = "air-strike",
    actor: tuple[str, str] = ("ru-state", "Russia"),
) -> CodedArticle:
    """A report of one sentence that tells of an air strike, or of another kind."""
    span = Span(0, len(text))
    where = place and PlaceRef(
        text=place, span=Span(text.index(place), text.index(place) + len(place)),
        relation=PlaceRelation.IN, name=place, gazetteer_id=f"t:{place}", country="SY",
        admin1=place, latitude=30.0 + len(place), longitude=36.0, precision=Precision.SETTLEMENT,
    )  # fmt: skip
    claim = Claim(
        id=f"c-{id_}", sentence=span, span=span, kind=kind, stance=stance,
        sources=(Speaker(text=speaker, span=None, cue="said", actor=None, name=speaker),),
        initiators=(ActorRef(text=text[:6], span=Span(0, 6), actor=actor[0], name=actor[1]),),
        recipients=(), place=where or None,
        date=DateRef(text="today", span=None, start=DAY, end=DAY, precision=DatePrecision.DAY),
        casualties=(), weapons=(), acled=AcledType(event_type=None, sub_event_type=None),
        plover=PloverType(event=None, mode=None), confidence=0.9,
    )  # fmt: skip
    article = Article(
        id=id_, path=f"{id_}.txt", url="javascript:alert(1)", title=f"{HOSTILE} {id_}", text=text,
        publisher=publisher, published=DAY, sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return CodedArticle(article=article, claims=(claim,))


REPORTS = (
    told("a", "Douma", "Planes bombed Douma, a doctor says.", "Post", "Doctor", Stance.ASSERTED),
    told("b", "Douma", "Planes never flew over Douma.", "Times", "General", Stance.DENIED),
    told("h", None, f"Planes hit {HOSTILE} & fled.", HOSTILE, HOSTILE, Stance.ALLEGED),
    told(
        "t", "Harasta", "Troops took Harasta, a doctor says.", "Post", "Doctor", Stance.ASSERTED,
        kind="territory-gained", actor=("sy-army", "Syrian Arab Army"),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, kept and linked."""
    where = tmp_path_factory.mktemp("web") / "web.db"
    with Writer.open(str(where), coder="1") as writer:
        for report in REPORTS:
            writer.save(report)
    with EventWriter.open(str(where)) as events:
        events.link(Linker(Registry.load()))
    return where


@pytest.fixture
def fresh(database: Path, tmp_path: Path) -> Path:
    """A copy of the database to decide in."""
    copy = tmp_path / "review.db"
    with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    return copy


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The app's address while it is served."""
    config = uvicorn.Config(app, port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
        app.state.reader.close()


@pytest.fixture(scope="session")
def address(database: Path) -> Iterator[str]:
    """Where the app is served."""
    with served(make_app(str(database), hosts=LOCAL)) as address:
        yield address


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of the app."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def serve() -> object:
    """Serves an app of the test's own."""
    return served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, where it is there."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
