"""The dossier as a website: read by lxml, opened from the file system in Chromium."""

import hashlib
import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import sync_playwright

from counterclaim.store import EventReader

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def site(export) -> Path:
    path, _ = export("site")
    return path


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {file.resolve(): html.fromstring(file.read_bytes()) for file in site.rglob("*.html")}


def test_every_way_leads_somewhere_and_nothing_is_fetched(site: Path) -> None:
    read = pages(site)
    for file, page in read.items():
        for address in page.xpath("//a/@href"):
            if address.startswith(("http://", "https://")):
                continue
            name, _, part = address.partition("#")
            target = (file.parent / name).resolve() if name else file
            assert target in read, (file.name, address)
            assert not part or read[target].xpath("//*[@id=$id]", id=part), (file.name, address)
        for address in page.xpath("//link/@href | //script/@src | //img/@src"):
            assert (file.parent / address).is_file()
        assert not page.xpath("//script[@type] | //script[not(@src)] | //iframe | //*[@onclick]")
    script = (site / "dossier.js").read_text(encoding="utf-8")
    assert "fetch(" not in script and "import " not in script
    assert "url(" not in (site / "dossier.css").read_text(encoding="utf-8")


def test_each_event_has_a_page_with_its_versions_and_quotations(site: Path, db: Path) -> None:
    with EventReader.open(str(db)) as reader:
        events = list(reader.events())
        texts = [stored.article.text for stored in reader.articles()]
    assert {file.stem for file in (site / "events").iterdir()} == {event.id for event in events}
    index = html.fromstring((site / "index.html").read_bytes())
    assert index.xpath("//ol[@class='events']/li/@id") == [event.id for event in events]
    for event in events:
        page = html.fromstring((site / "events" / f"{event.id}.html").read_bytes())
        values = [bdi.text_content() for bdi in page.xpath("//p[@class='value']/bdi")]
        assert values == [v.value for f in event.versions for v in f.versions]
        quoted = [" ".join(q.text_content().split()) for q in page.xpath("//blockquote")]
        told = [q.text for f in event.versions for v in f.versions for q in v.quotations]
        assert len(quoted) == len(told)
        for found, text in zip(quoted, told, strict=True):
            assert found.startswith(" ".join(text.split()))
    whole = "\n".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html"))
    assert not any(text in whole for text in texts)


def test_an_export_takes_away_what_the_last_one_left_and_nothing_else(export) -> None:
    site, report = export("site")
    before = {file.name for file in (site / "events").iterdir()}
    assert set(report["files"]) == {
        file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()
    }
    changed, removed = sorted(before)[:2]
    (site / "events" / changed).write_text("changed by hand", encoding="utf-8")
    (site / "events" / "added.html").write_text("added by hand", encoding="utf-8")
    outside = site.parent / "outside.html"
    outside.write_text("not of this export", encoding="utf-8")
    list_more(site, "../outside.html", outside)
    _, report = export("site", "--since", "1900-01-01", "--until", "1900-01-02")
    assert report["events"] == 0
    assert {file.name for file in (site / "events").iterdir()} == {changed, "added.html"}
    assert not (site / "events" / removed).exists() and (site / "index.html").exists()
    assert outside.exists()
    export("site")
    assert {file.name for file in (site / "events").iterdir()} == before | {"added.html"}


def list_more(site: Path, name: str, file: Path) -> None:
    """Puts a file into the list of what the export wrote."""
    beside = site.with_name(site.name + ".loss.json")
    report = json.loads(beside.read_text(encoding="utf-8"))
    report["files"][name] = hashlib.sha256(file.read_bytes()).hexdigest()
    beside.write_text(json.dumps(report), encoding="utf-8")


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")
def test_it_works_from_the_file_system(site: Path) -> None:
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], timeout=120_000
        )
        page = browser.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith("file:") else wrong.append(asked.url),
        )
        page.goto((site / "index.html").as_uri())
        whole = page.locator(".events li").count()
        assert page.inner_text("#count") == f"{whole} of {whole}"
        page.select_option("select[name=grade]", "contested")
        contested = page.locator(".events li:visible")
        assert 0 < contested.count() < whole
        assert set(contested.evaluate_all("a => a.map(li => li.dataset.grade)")) == {"contested"}
        page.click("text=Show all")
        spot = page.locator(".spot").first
        ids = spot.get_attribute("data-ids").split(" ")
        spot.dispatch_event("click")
        chosen = page.locator(".events li:visible").evaluate_all("a => a.map(li => li.id)")
        assert set(chosen) == set(ids)
        page.locator(".events li:visible a").first.click()
        page.wait_for_load_state()
        assert page.url.endswith(f"{chosen[0]}.html") and page.locator("blockquote").count()
        browser.close()
    assert wrong == []
