"""The pages in a real browser, where Debian's Chromium is there."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page


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
    assert page.locator("#list li[data-id]").count() == 3
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
    assert page.locator("#list li[data-id]").count() == 2


def test_days_are_chosen_by_dragging(page: Page) -> None:
    page.goto("/?control=2017-04-06", wait_until="networkidle")
    box = page.locator("#time").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    with page.expect_response(lambda answer: "until=2017-04-0" in answer.url):
        page.mouse.move(box["x"] + 200, box["y"] + 40, steps=4)
        page.mouse.up()
    page.wait_for_selector("#list >> text=No event fits")
    assert "since=2017-04-0" in page.url
    assert "control=2017-04-06" in page.url
    assert page.locator("#unplaced").inner_text() == "0"
    with page.expect_response(lambda answer: "/list?" in answer.url):
        page.mouse.click(box["x"] + 300, box["y"] + 40)
    page.wait_for_selector("#list li[data-id]")
    assert page.locator("#list li[data-id]").count() == 3
    assert "since=" not in page.url


def test_a_view_can_be_sent_to_a_colleague(page: Page) -> None:
    page.goto("/?kind=air-strike", wait_until="networkidle")
    page.locator("#map").focus()
    with page.expect_response(lambda answer: "box=" in answer.url):
        page.keyboard.press("+")
    page.wait_for_selector("#list .count >> text=in this part of the map")
    shown, listed = page.url, page.locator("#list").inner_text()
    page.goto(shown, wait_until="networkidle")
    assert page.url == shown
    assert page.locator("#list").inner_text() == listed


def test_who_held_what_is_a_layer_of_the_map(page: Page) -> None:
    page.goto("/", wait_until="networkidle")
    with page.expect_navigation():
        page.fill("input[name=control]", "2017-04-06")
        page.keyboard.press("Tab")
    page.wait_for_selector("#holders li")
    assert "Syrian Arab Army" in page.locator("#holders").inner_text()
    page.locator("text=as a table").click()
    assert "according" in page.locator("thead").inner_text().lower()
    page.locator("tbody a", has_text="the words").click()
    page.wait_for_selector(".said.on")


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


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/article/a", "/sources", "/actor/ru-state", "/actors", "/places", "/unplaced"),
        *("/place/t:Douma", "/control?on=2017-04-06", "/articles", "/search?q=douma"),
    ],
)
def test_a_phone_shows_it_without_scrolling_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
