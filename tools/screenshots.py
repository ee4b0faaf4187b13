"""Pictures of the web app's main pages: `python tools/screenshots.py DATABASE FOLDER`.

DATABASE is the demo's. Serves it and looks at it with Debian's Chromium, as the browser tests do.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from counterclaim.web.app import make_app

CHROMIUM = Path("/usr/bin/chromium")
ARTICLE = "meridian-notes-2016-09-21"
ACTOR = "sy-army"
DAY = "2017-03-03"
DESK, PHONE = (1360, 820), (390, 780)


def main(database: Path, folder: Path) -> None:
    """Takes the pictures."""
    if not CHROMIUM.exists():
        raise SystemExit(f"{CHROMIUM} isn't there; install it with `apt-get install chromium`")
    folder.mkdir(parents=True, exist_ok=True)
    with served(database) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, f"{address}/", folder / "map.png")
        take(browser, f"{address}/?control={DAY}", folder / "map-dark.png", dark=True)
        take(browser, f"{address}/", folder / "map-phone.png", size=PHONE)
        take(browser, first_contested(browser, address), folder / "event.png")
        take(browser, f"{address}/article/{ARTICLE}", folder / "article.png", hover=".said.told")
        take(browser, f"{address}/actor/{ACTOR}", folder / "actor.png")
        take(browser, f"{address}/control?on={DAY}", folder / "control.png")
        take(browser, f"{address}/review", folder / "review.png")
        take(browser, first_correction(browser, address), folder / "correct.png")
        browser.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The app's address while it is served, on a port that is free."""
    app = make_app(str(database), hosts=("127.0.0.1",))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def first_contested(browser: Browser, address: str) -> str:
    """The address of the contested event with the most origins on the first page."""
    page = browser.new_page()
    page.goto(f"{address}/?grade=contested&kind=chemical-attack")
    link = page.locator(".events a").first.get_attribute("href")
    page.close()
    return f"{address}{link}"


def first_correction(browser: Browser, address: str) -> str:
    """The address at which the first claim of the queue is corrected."""
    page = browser.new_page()
    page.goto(f"{address}/review")
    link = page.locator("a[data-key=c]").first.get_attribute("href")
    page.close()
    return f"{address}{link}"


def take(
    browser: Browser,
    address: str,
    out: Path,
    *,
    size: tuple[int, int] = DESK,
    dark: bool = False,
    hover: str | None = None,
) -> None:
    """One picture."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    page.goto(address, wait_until="networkidle")
    if hover is not None:
        page.locator(hover).first.hover()
    page.wait_for_timeout(500)
    page.screenshot(path=out)
    page.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
