"""The pages over HTTP: they answer, filter, escape, and are guarded."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from lxml import etree
from lxml.html import document_fromstring
from starlette.applications import Starlette

from counterclaim.cli.door import run
from counterclaim.store import EventFilter, ViewReader
from counterclaim.web.app import make_app

PAGES = (
    *("/", "/list", "/events.json", "/article/h", "/articles", "/sources", "/actors", "/places"),
    *("/place/t:Douma", "/unplaced", "/control", "/control?on=2017-04-06", "/names/actors"),
    *("/control.json?on=2017-04-06", "/?control=2017-04-06&box=35,34,37,36", "/names/places"),
)
Serve = Callable[[Starlette], AbstractContextManager[str]]
MORE = ("/actor/ru-state", "/search", "/search?q=Douma", "/search?q=Douma&part=1")


def code_in(page: str) -> list[str]:
    """All of a page that a browser might run or fetch and that isn't the app's own."""
    found = []
    for element in document_fromstring(page).iter(etree.Element):
        names = [name for name in element.attrib if name.startswith("on") or name == "style"]
        links = [element.get(name, "") for name in ("href", "src", "action")]
        foreign = [link for link in links if link and not link.startswith(("/", "#", "https://"))]
        inline = element.tag in ("script", "style") and (element.text or "").strip()
        found += [*names, *foreign, *([inline] if inline else [])]
    return found


@pytest.fixture(scope="session")
def events(database: Path) -> list[str]:
    with ViewReader.open(str(database)) as reader:
        return [row.id for row in reader.event_rows(EventFilter())]


@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_every_page_answers_and_nothing_of_an_article_is_code(
    client: httpx.Client, page: str
) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if "json" not in answer.headers["content-type"]:
        assert code_in(answer.text) == []


def test_every_event_has_a_page(client: httpx.Client, events: list[str]) -> None:
    assert events
    for id_ in events:
        answer = client.get(f"/event/{id_}")
        assert answer.status_code == 200
        assert code_in(answer.text) == []


def test_each_origin_has_a_column_and_a_denial_is_marked_in_its_own(client: httpx.Client) -> None:
    (event,) = client.get("/events.json?place=Douma").json()["id"]
    head = client.get(f"/event/{event}").text.split("<thead>")[1].split("</thead>")[0]
    doctor, general = (part for part in head.split("<th ") if re.search("Doctor|General", part))
    assert "denies" not in doctor
    assert "denies" in general


def test_the_text_of_an_article_is_whole(client: httpx.Client) -> None:
    page = client.get("/article/h").text
    text = page.split('<article class="text"')[1].split("</article>")[0]
    assert "&lt;script&gt;" in text
    assert "&amp; fled." in re.sub(r"<[^>]+>", "", text)
    assert "javascript:" not in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=air-strike", 2), ("kind=riot", 0), ("place=Douma", 1), ("grade=contested", 1),
        ("stance=denied", 1), ("stance=alleged", 1), ("source=General", 1), ("actor=Russia", 2),
        ("place=SY", 2), ("place=oum", 1), ("actor=ru-state", 2), ("actor=ru", 2),
        ("since=2017-04-05&until=2017-04-05", 3), ("since=2017-04-06", 0), ("kind=&actor=", 3),
    ],
)  # fmt: skip
def test_filters_narrow_map_and_list_alike(client: httpx.Client, query: str, count: int) -> None:
    assert len(client.get(f"/events.json?{query}").json()["id"]) == count
    assert client.get(f"/list?{query}").text.count("<li data-id=") == count


def test_the_list_keeps_to_the_part_of_the_map(client: httpx.Client) -> None:
    assert client.get("/list?box=35,34,37,36").text.count("<li data-id=") == 1
    assert client.get("/list?box=0,0,1,1").text.count("<li data-id=") == 0


def test_a_place_that_is_not_known_is_counted_and_not_drawn(client: httpx.Client) -> None:
    assert ">1</span> without a known place" in client.get("/").text
    assert client.get("/events.json?stance=alleged").json()["x"] == [None]
    page = client.get("/unplaced").text
    assert page.count("<li data-id=") == 1
    assert "nobody tells where it was" in page


def test_who_held_a_place_on_a_day_and_according_to_whom(client: httpx.Client) -> None:
    told = client.get("/control.json?on=2017-04-06").json()
    (place,) = told["places"]
    assert place["name"] == "Harasta"
    assert [holder["name"] for holder in place["holders"]] == ["Syrian Arab Army"]
    assert "last told of 5 Apr 2017, according to Doctor" in place["words"][1]
    assert client.get("/control.json?on=2017-04-04").json()["places"] == []
    assert "Harasta" in client.get("/control?on=2017-04-06").text
    assert "Syrian Arab Army" in client.get("/place/t:Harasta").text


def test_words_in_the_text_are_found_and_marked(client: httpx.Client) -> None:
    page = client.get("/search?part=1&q=bombed+doctor").text
    assert "<mark>bombed</mark>" in page
    assert 'href="/article/a"' in page
    assert 'href="/place/t%3ADouma"' in client.get("/search?part=1&q=dou").text


@pytest.mark.parametrize("query", ['"', "*", "a AND (", "NEAR(", "%", "-", "what:x"])
def test_any_signs_can_be_looked_for(client: httpx.Client, query: str) -> None:
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200


def test_an_event_tells_its_history(client: httpx.Client) -> None:
    (event,) = client.get("/events.json?place=Harasta").json()["id"]
    assert "Event added" in client.get(f"/event/{event}").text


def test_an_article_tells_what_was_left_unread(client: httpx.Client) -> None:
    assert "100 % of the text stands in sentences with claims" in client.get("/article/a").text


def test_what_the_browser_has_is_not_sent_again(client: httpx.Client) -> None:
    for address in ("/static/base.json", "/events.json"):
        answer = client.get(address)
        tag = {"If-None-Match": answer.headers["etag"]}
        assert client.get(address, headers=tag).status_code == 304
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        assert plain.json() == answer.json()


@pytest.mark.parametrize("query", ["kind=war", "since=yesterday", "box=1,2", "page=0", "grade=x"])
def test_a_filter_that_cannot_be_used_says_what_to_write(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert "That filter can" in answer.text


@pytest.mark.parametrize("page", ["/event/e-0", "/article/zz", "/claim/zz", "/actor/zz", "/zz"])
def test_what_is_not_there(client: httpx.Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 404
    assert "content-security-policy" in answer.headers


def test_a_claim_leads_to_its_place_in_the_article(client: httpx.Client) -> None:
    answer = client.get("/claim/c-a")
    assert answer.headers["location"] == "/article/a#c-a"


def test_another_name_for_the_host_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_nothing_outside_the_static_files_is_served(client: httpx.Client) -> None:
    assert client.get("/static/%2e%2e/app.py").status_code == 404
    assert client.get("/static/base.json").status_code == 200


def test_a_password_is_asked_for_where_one_is_set(database: Path, serve: Serve) -> None:
    app = make_app(str(database), hosts=("*",), password="pass:wörd")
    with serve(app) as address, httpx.Client(base_url=address, trust_env=False) as client:
        assert client.get("/").status_code == 401
        assert client.get("/", auth=("me", "other")).status_code == 401
        assert client.get("/", headers={"Authorization": "Basic !"}).status_code == 401
        assert client.get("/", auth=("me", "pass:wörd")).status_code == 200
        assert client.get("/static/base.json").status_code == 401


def test_other_machines_are_served_with_a_password_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNTERCLAIM_PASSWORD", raising=False)
    assert run(["review", "--host", "0.0.0.0"]) == 2
    assert "set a password" in capsys.readouterr().err
