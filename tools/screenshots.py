"""Pictures of the web app's main pages: `python tools/screenshots.py ADDRESS FOLDER`.

ADDRESS is where `counterclaim review` serves the demo's database. Needs Debian's Chromium.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARTICLE = "meridian-notes-2016-09-21"
DESK, PHONE = (1360, 820), (390, 780)


def main(address: str, folder: Path) -> None:
    """Takes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, f"{address}/", folder / "map.png")
        take(browser, f"{address}/", folder / "map-dark.png", dark=True)
        take(browser, f"{address}/", folder / "map-phone.png", size=PHONE)
        event = first_contested(browser, address)
        take(browser, event, folder / "event.png")
        take(browser, f"{address}/article/{ARTICLE}", folder / "article.png", hover=".said.told")
        browser.close()


def first_contested(browser: Browser, address: str) -> str:
    """The address of the contested event with the most origins on the first page."""
    page = browser.new_page()
    page.goto(f"{address}/?grade=contested&kind=chemical-attack")
    link = page.locator(".events a").first.get_attribute("href")
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
    main(sys.argv[1], Path(sys.argv[2]))
