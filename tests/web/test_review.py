"""The pages of review over HTTP: they show, decide, undo, correct, settle, and are guarded."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from lxml.html import document_fromstring
from starlette.applications import Starlette

from counterclaim.model import Person, Role
from counterclaim.review import hash_password
from counterclaim.store import Reader
from counterclaim.store.decisions import DecisionReader
from counterclaim.store.people import People
from counterclaim.web.app import make_app

Serve = Callable[[Starlette], AbstractContextManager[str]]
LOCAL = ("127.0.0.1",)
JSON = {"Accept": "application/json"}
PAGES = ("/review", "/review?show=link", "/review?show=name", "/review/correct/a/c-a",
         "/review/correct/a", "/decisions", "/agreement", "/review/correct/h/c-h")  # fmt: skip


@pytest.fixture
def client(fresh: Path, serve: Serve) -> Iterator[httpx.Client]:
    app = make_app(str(fresh), hosts=LOCAL, reviewer="ada")
    with (
        serve(app) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        yield client


def token(client: httpx.Client, path: str = "/review") -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def post(client: httpx.Client, path: str, **fields: object) -> httpx.Response:
    return client.post(path, data={"token": token(client), **fields}, headers=JSON)


def kept(fresh: Path) -> list[tuple[str, str, str]]:
    with DecisionReader.open(str(fresh)) as reader:
        return [(d.by, d.act.value, d.subject) for d in reader.decisions()]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_nothing_of_an_article_is_code(
    client: httpx.Client, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    page = document_fromstring(answer.text)
    names = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert page.xpath("//script[not(starts-with(@src, '/static/'))] | //img[@src='x']") == []


def test_a_claim_is_accepted_and_the_decision_undone(client: httpx.Client, fresh: Path) -> None:
    told = post(client, "/review/decide", act="accept", claim="a|c-a").json()
    assert told["done"] == "Accepted"
    assert kept(fresh) == [("ada", "accept", "c-a")]
    assert 'data-id="c-a"' not in client.get("/review").text
    assert post(client, "/review/undo").json()["done"] == "Undone"
    assert 'data-id="c-a"' in client.get("/review").text


def test_a_plain_form_goes_back_to_its_page(client: httpx.Client) -> None:
    fields = {"token": token(client), "act": "reject", "claim": "b|c-b", "back": "/review?page=1"}
    answer = client.post("/review/decide", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?page=1")
    fields |= {"claim": "h|c-h", "back": "//evil.example/"}
    assert client.post("/review/decide", data=fields).headers["location"] == "/review"


def test_many_are_decided_at_once(client: httpx.Client, fresh: Path) -> None:
    told = post(client, "/review/decide", act="accept", claim=["a|c-a", "b|c-b", "h|c-h"]).json()
    assert told["decisions"] == [1, 2, 3]
    assert len(kept(fresh)) == 3


def test_a_rejected_denial_leaves_the_event(client: httpx.Client) -> None:
    (event,) = client.get("/events.json?place=Douma").json()["id"]
    assert "contested" in client.get(f"/event/{event}").text
    post(client, "/review/decide", act="reject", claim="b|c-b", why="of another town")
    post(client, "/review/decide", act="accept", claim="a|c-a")
    post(client, "/review/undo", decision="2")
    page = client.get(f"/event/{event}").text
    assert "General" not in page
    assert '<span class="grade weak">' in page


CORRECTION = {
    "kind": "shelling", "stance": "alleged", "told": "7-13", "sources": "a doctor",
    "initiators": "0-6=ru-air-force", "recipients": "", "place": "14-19=", "relation": "near",
    "day": "", "day_start": "2017-04-04", "day_end": "", "precision": "day", "weapons": "",
    "loss_span": ["0-6", ""], "loss_effect": ["destroyed", "killed"], "loss_low": ["2", ""],
    "loss_high": ["", ""], "loss_about": ["exact", "exact"],
    "loss_category": ["equipment", "unknown"],
}  # fmt: skip


def test_a_claim_is_corrected_by_spans(client: httpx.Client, fresh: Path) -> None:
    answer = post(client, "/review/correct/a/c-a", **CORRECTION, back="/review")
    assert answer.json() == {
        "done": "Corrected", "decisions": [1], "subject": "c-a", "to": "/review",
    }  # fmt: skip
    with Reader.open(str(fresh)) as reader:
        found = reader.find_claim("c-a")
    assert found is not None
    claim = found.claim
    assert (claim.kind, claim.stance.value) == ("shelling", "alleged")
    assert [(s.text, s.actor) for s in claim.sources if s.span] == [("a doctor", None)]
    assert [a.actor for a in claim.initiators] == ["ru-air-force"]
    assert claim.place is not None
    assert (claim.place.text, claim.place.gazetteer_id, claim.place.relation.value) == (
        "Douma", None, "near",
    )  # fmt: skip
    assert claim.date is not None
    assert str(claim.date.start) == str(claim.date.end) == "2017-04-04"
    assert [(x.text, x.low, x.high) for x in claim.casualties] == [("Planes", 2, None)]


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("sources", "a nurse", "“a nurse” isn't in the text"),
        ("initiators", "0-600", "0-600 isn't in the text"),
        ("place", "0-6\n14-19", "choose one stretch of text"),
        ("stance", "sure", "'sure' is none of asserted"),
        ("day_start", "yesterday", "write a day as 2017-08-09"),
        ("loss_low", ["two", ""], "'two' is no number"),
        ("loss_low", ["2"], "each needs all of its fields"),
    ],
)
def test_a_correction_that_cannot_be_says_why(
    client: httpx.Client, field: str, value: object, complaint: str
) -> None:
    answer = post(client, "/review/correct/a/c-a", **{**CORRECTION, field: value})
    assert answer.status_code == 400
    assert complaint in answer.json()["trouble"]


def test_a_missed_claim_is_added(client: httpx.Client, fresh: Path) -> None:
    told = post(client, "/review/correct/a", **{**CORRECTION, "told": "doctor"}).json()
    assert told["done"] == "Added"
    assert told["to"] == f"/article/a#{told['subject']}"
    assert kept(fresh) == [("ada", "add", told["subject"])]


def test_what_words_may_stand_for(client: httpx.Client) -> None:
    actors = client.get("/review/options?role=actor&words=the+Syrian+army").json()
    assert actors[0][0] == "sy-army"
    number = client.get("/review/options?role=number&words=at+least+12+men").json()
    assert number == {"low": 12, "high": None, "approximate": False}
    day = client.get("/review/options?role=day&words=on+Monday&article=a").json()
    assert day == {"start": "2017-04-03", "end": "2017-04-03", "precision": "day"}
    assert client.get("/review/options?role=number&words=nothing").json() == {}
    assert client.get("/review/options?role=x&words=y").status_code == 404


def test_an_article_shows_what_was_decided_and_leads_to_correcting(client: httpx.Client) -> None:
    page = client.get("/article/a").text
    assert 'href="/review/correct/a"' in page
    assert 'href="/review/correct/a/c-a?to=%2Farticle%2Fa%23c-a"' in page
    post(client, "/review/decide", act="accept", claim="a|c-a")
    assert "accepted</a>" in client.get("/article/a").text
    post(client, "/review/decide", act="reject", claim="a|c-a", why="a caption")
    page = client.get("/article/a").text
    assert "Rejected by people" in page
    assert "0 claims" in page
    assert "a caption" in client.get("/decisions?subject=c-a").text


def test_an_event_is_split_and_merged_again(client: httpx.Client) -> None:
    (event,) = client.get("/events.json?place=Douma").json()["id"]
    assert client.get(f"/review/event/{event}").status_code == 200
    told = post(client, f"/review/event/{event}", act="split", away="c-b").json()
    assert told["done"] == "Split"
    events = set(client.get("/events.json?place=Douma").json()["id"])
    assert len(events) == 2
    first, second = sorted(events)
    told = post(client, f"/review/event/{first}", act="merge", others=f"/event/{second}").json()
    assert told["to"].removeprefix("/event/") in events
    assert len(client.get("/events.json?place=Douma").json()["id"]) == 1
    told = post(
        client, told["to"].replace("/event/", "/review/event/"), act="discount", why="a hoax"
    )
    assert "a reviewer threw it out" in client.get(told.json()["to"]).text


def test_a_change_needs_the_token_of_this_person(client: httpx.Client, fresh: Path) -> None:
    fields = {"act": "accept", "claim": "a|c-a"}
    assert client.post("/review/decide", data=fields, headers=JSON).status_code == 403
    wrong = {**fields, "token": "0" * 64}
    assert client.post("/review/decide", data=wrong, headers=JSON).status_code == 403
    right = {**fields, "token": token(client)}
    for foreign in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/review/decide", data=right, headers=foreign).status_code == 403
    assert client.post("/review/decide", json=right).status_code == 400
    assert client.get("/review/decide").status_code in (404, 405)
    assert kept(fresh) == []


def test_a_form_that_is_too_large_or_no_text(client: httpx.Client) -> None:
    head = {"Content-Type": "application/x-www-form-urlencoded", **JSON}
    assert (
        client.post("/review/decide", content=b"a=" + b"b" * 1_000_001, headers=head).status_code
        == 400
    )
    assert client.post("/review/decide", content=b"a=%ff%fe", headers=head).status_code == 400


def add_people(fresh: Path) -> None:
    with People.open(str(fresh), writing=True) as people:
        for name, role in (
            ("ada", "coder"),
            ("ben", "coder"),
            ("cleo", "curator"),
            ("rita", "reader"),
        ):
            people.keep(Person(name, Role(role)), hash_password(f"password of {name}"))


def sign_in(client: httpx.Client, name: str, password: str | None = None) -> httpx.Response:
    client.cookies.clear()
    fields = {"token": token(client, "/signin"), "name": name, "to": "/review"}
    fields["password"] = password or f"password of {name}"
    return client.post("/signin", data=fields)


def test_people_sign_in_and_out(client: httpx.Client, fresh: Path) -> None:
    add_people(fresh)
    assert client.get("/").status_code == 401
    answer = client.get("/review?show=name", headers={"Accept": "text/html"})
    assert answer.headers["location"] == "/signin?to=/review%3Fshow%3Dname"
    assert client.get("/static/app.css").status_code == 200
    assert sign_in(client, "ada", "password of ben").status_code == 403
    assert sign_in(client, "nobody").status_code == 403
    answer = sign_in(client, "ada")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    told = answer.headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "ada</bdi>, coder" in client.get("/review").text
    session = client.cookies["counterclaim_session"]
    client.post("/signout", data={"token": token(client)})
    assert client.get("/review").status_code == 401
    client.cookies["counterclaim_session"] = session[:-1] + ("0" if session[-1] != "0" else "1")
    assert client.get("/review").status_code == 401


def test_a_name_is_closed_after_wrong_passwords(client: httpx.Client, fresh: Path) -> None:
    add_people(fresh)
    for _ in range(5):
        assert sign_in(client, "ada", "wrong password").status_code == 403
    assert sign_in(client, "ada").status_code == 429
    assert sign_in(client, "ben").status_code == 303


def test_another_password_ends_the_session(client: httpx.Client, fresh: Path) -> None:
    add_people(fresh)
    sign_in(client, "ada")
    assert client.get("/review").status_code == 200
    with People.open(str(fresh), writing=True) as people:
        people.keep(Person("ada", Role.CODER), hash_password("another password"))
    assert client.get("/review").status_code == 401


def test_roles(client: httpx.Client, fresh: Path) -> None:
    add_people(fresh)
    sign_in(client, "rita")
    page = client.get("/review").text
    assert 'value="accept"' not in page
    assert client.get("/").status_code == 200
    answer = post(client, "/review/decide", act="accept", claim="a|c-a")
    assert (answer.status_code, answer.json()["trouble"]) == (
        403,
        "a reader can't accept; ask a curator",
    )
    sign_in(client, "ada")
    assert post(client, "/review/assign", article="a", coder=["ada", "ben"]).status_code == 403


def test_two_code_blind_a_third_settles_and_agreement_is_shown(
    client: httpx.Client, fresh: Path
) -> None:
    add_people(fresh)
    sign_in(client, "cleo")
    post(client, "/review/assign", article="http://x/article/a", coder=["ada", "ben"])
    post(client, "/review/assign", article="b", coder=["ada", "ben"])
    sign_in(client, "ada")
    assert "given to you" in client.get("/review?show=given").text
    post(client, "/review/decide", act="accept", claim="a|c-a")
    post(client, "/review/decide", act="accept", claim="b|c-b")
    added = post(client, "/review/correct/a", **{**CORRECTION, "told": "doctor"}).json()["subject"]
    sign_in(client, "ben")
    assert client.get("/review/settle/a").status_code == 403
    assert "accept" not in client.get("/decisions").text.split("<tbody>")[1].lower()
    post(client, "/review/correct/a/c-a", **CORRECTION)
    post(client, "/review/decide", act="accept", claim="b|c-b")
    sign_in(client, "cleo")
    page = client.get("/review?show=settle").text
    assert "they differ on kind, stance" in page
    assert added in client.get("/review/settle/a").text
    assert post(client, "/review/adopt", claim="a|c-a", coder="ben").json()["done"] == "Corrected"
    assert (
        post(client, "/review/decide", act="reject", claim=f"a|{added}").json()["done"]
        == "Rejected"
    )
    with Reader.open(str(fresh)) as reader:
        assert [c.claim.kind for c in reader.claims()].count("shelling") == 1
    rows = re.findall(
        r'scope="row">([^<]+)</th><td class="n">(\d+)</td><td class="n">([^<]+)',
        client.get("/agreement").text,
    )
    assert ("Claim", "3", "67 %") in rows
    assert ("Kind", "2", "50 %") in rows
