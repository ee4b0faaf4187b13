"""Deciding in a real browser: accept, reject, undo, correct by span, with mouse and by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from starlette.applications import Starlette

from counterclaim.store import Reader
from counterclaim.store.decisions import DecisionReader
from counterclaim.web.app import make_app

Serve = Callable[[Starlette], AbstractContextManager[str]]


@pytest.fixture
def page(browser: Browser, fresh: Path, serve: Serve) -> Iterator[Page]:
    """A page that has complained of nothing and asked nobody else, at the end of its test."""
    with serve(make_app(str(fresh), hosts=("127.0.0.1",), reviewer="ada")) as address:
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        trouble: list[str] = []
        asked: set[str] = set()
        page.on("console", lambda line: trouble.append(line.text) if is_trouble(line) else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        yield page
        assert trouble == []
        assert asked == {urlsplit(address).netloc}
        page.close()


def is_trouble(line: ConsoleMessage) -> bool:
    """A form that is refused is told to the person, and by Chromium to the console, too."""
    return line.type == "error" and "400 (Bad Request)" not in line.text


def acts(fresh: Path) -> list[str]:
    with DecisionReader.open(str(fresh)) as reader:
        return [f"{d.act.value} {d.subject}" for d in reader.decisions()]


def test_accepting_rejecting_and_undoing_by_keyboard_loads_no_page(page: Page, fresh: Path) -> None:
    page.goto("/review", wait_until="networkidle")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    first = page.locator(".item").first.get_attribute("data-id")
    second = page.locator(".item").nth(1).get_attribute("data-id")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_selector(".item.settled")
    expect(page.locator(".item").nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".item.settled")).to_have_count(2)
    assert acts(fresh) == [f"accept {first}", f"reject {second}"]
    page.keyboard.press("u")
    expect(page.locator(".item.settled")).to_have_count(1)
    assert acts(fresh)[-1] == f"undo {second}"
    assert loads == []


def test_many_are_marked_and_accepted_at_once(page: Page, fresh: Path) -> None:
    page.goto("/review", wait_until="networkidle")
    page.keyboard.press("Shift+X")
    assert page.locator("#marked").inner_text() == "4"
    page.keyboard.press("Shift+A")
    expect(page.locator(".item.settled")).to_have_count(4, timeout=60_000)
    assert len(acts(fresh)) == 4


def drag(page: Page, words: str) -> None:
    """Selects words of the text as a person would, with the mouse."""
    start, end = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById('text'), 4);
          const range = document.createRange();
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const box = range.getBoundingClientRect();
            const y = box.top + box.height / 2;
            return [[box.left + 1, y], [box.right - 1, y]];
          }
        }""",
        words,
    )
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def test_a_claim_is_corrected_by_selecting_words(page: Page, fresh: Path) -> None:
    page.goto("/review/correct/a/c-a", wait_until="networkidle")
    assert page.locator("#text .r-who").inner_text() == "Planes"
    page.locator("[data-field=sources] legend").click()
    drag(page, "a doctor")
    page.wait_for_selector("[data-field=sources] .chip")
    page.wait_for_selector("#text .r-source")
    page.locator("[data-field=initiators] .chip button").click()
    assert page.locator("[data-field=initiators] .empty").count() == 1
    page.select_option("select[name=kind]", "shelling")
    with page.expect_navigation(url="**/review"):
        page.locator("button.main").click()
    with Reader.open(str(fresh)) as reader:
        found = reader.find_claim("c-a")
    assert found is not None
    assert found.claim.kind == "shelling"
    assert [s.text for s in found.claim.sources if s.span] == ["a doctor"]
    assert found.claim.initiators == ()
    assert page.locator('.item[data-id="c-a"]').count() == 0


def test_a_claim_is_corrected_by_keyboard_alone(page: Page, fresh: Path) -> None:
    page.goto("/review/correct/a/c-a", wait_until="networkidle")
    page.keyboard.press("4")
    assert page.locator("#text .cursor").inner_text() == "Planes"
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("[data-field=recipients] .chip")
    with page.expect_navigation(url="**/review"):
        page.keyboard.press("Control+Enter")
    with Reader.open(str(fresh)) as reader:
        found = reader.find_claim("c-a")
    assert found is not None
    assert [a.text for a in found.claim.recipients] == ["a doctor"]


def test_a_trouble_is_told_where_it_arose(page: Page) -> None:
    page.goto("/review/correct/a/c-a", wait_until="networkidle")
    page.locator("[name=loss_span]").last.fill("nobody")
    with page.expect_response(lambda answer: answer.status == 400):
        page.locator("button.main").click()
    page.wait_for_selector("#editor .outcome.bad >> text=isn't in the text")


def test_a_hostile_report_stays_words_in_review(page: Page) -> None:
    for path in ("/review", "/review/correct/h/c-h", "/review/correct/h"):
        page.goto(path, wait_until="networkidle")
        assert page.locator("main img, main script").count() == 0
        assert page.title().endswith("Counterclaim")


@pytest.mark.parametrize("path", ["/review", "/review/correct/a/c-a", "/decisions", "/agreement"])
def test_a_phone_shows_review_without_scrolling_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
