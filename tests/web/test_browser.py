"""The pages in a real browser, where Debian's Chromium is there."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"no {CHROMIUM}: apt-get install chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that has complained of nothing and asked nobody else, at the end of its test."""
    page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 800})
    trouble: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    yield page
    assert trouble == []
    assert asked == {urlsplit(address).netloc}
    assert page.title().endswith("Counterclaim")
    page.close()


def test_from_the_map_to_the_sentence(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    assert page.locator("#list li[data-id]").count() == 2
    with page.expect_navigation():
        page.select_option("select[name=grade]", "contested")
    assert page.url.endswith("/?grade=contested")
    page.locator("#list li[data-id] a").click()
    assert page.locator("th.denies").count() == 1
    page.locator("td summary").first.click()
    page.locator("td blockquote a").first.click()
    page.wait_for_selector(".said.on")
    assert page.locator(".claim.on").count() == 1


def test_the_list_follows_the_map(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    page.locator("#map").focus()
    with page.expect_response(lambda answer: "box=" in answer.url):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#list .count >> text=in this part of the map")
    assert page.locator("#list li[data-id]").count() == 1


def test_days_are_chosen_by_dragging(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    box = page.locator("#time").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 700, box["y"] + 40, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    assert "since=2017-04-0" in page.url


def test_a_claim_lights_up_by_keyboard(page: Page) -> None:
    page.goto("/article/a", wait_until="networkidle")
    page.locator(".claim").first.focus()
    assert page.locator(".said.r-where").inner_text() == "Douma"
    assert page.locator(".said.r-who").inner_text() == "Planes"


def test_search_from_everywhere(page: Page) -> None:
    page.goto("/sources", wait_until="networkidle")
    page.keyboard.press("Control+k")
    with page.expect_response(lambda answer: "q=douma" in answer.url):
        page.keyboard.type("douma")
    page.wait_for_selector("#findings a")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/event/" in page.url


def test_a_hostile_report_stays_words(page: Page) -> None:
    page.goto("/article/h", wait_until="networkidle")
    assert page.locator(".text img, .text script").count() == 0
    assert "<script>" in page.locator(".text").inner_text()


@pytest.mark.parametrize("path", ["/", "/article/a", "/sources", "/actor/ru-state"])
def test_a_phone_shows_it_without_scrolling_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
