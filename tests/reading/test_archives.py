"""PDF, feeds, WARC, and packed streams."""

import gzip
from datetime import date

import pytest
from reading_helpers import ATOM, FEED, LEAD, PAGE, one, packed, pdf, problems, warc

from counterclaim.model import Article, Issue
from counterclaim.reading import Limits, read_bytes


def test_pdf() -> None:
    article = one(
        pdf(
            [
                ["Army Enters Tal Qamh", "By Rana Haddad", *_wrapped(), "above the", "1"],
                ["town of Tal Qamh. The army denied it.", "2"],
            ],
            "Army Enters Tal Qamh",
        ),
        path="a.pdf",
    )
    assert (article.id, article.title) == ("a", "Army Enters Tal Qamh")
    assert article.authors == ("Rana Haddad",)
    assert article.published is None
    assert article.text == (
        "Government forces entered the town on Saturday after a week of fighting, state media "
        "said, and the rebels withdrew to the hills above the town of Tal Qamh. The army denied it."
    )


def _wrapped() -> list[str]:
    return [
        "Government forces entered the town on Saturday after a",
        "week of fighting, state media said, and the rebels with-",
        "drew to the hills",
    ]


def test_pdf_messages() -> None:
    assert problems(pdf([[""]]), path="a.pdf") == [
        "a.pdf: is a PDF without text (a scan?); run text recognition (OCR) on it first"
    ]
    (broken,) = problems(b"%PDF-1.4\nnothing", path="a.pdf")
    assert broken.startswith("a.pdf: is a damaged PDF (")
    assert broken.endswith("); fetch it again or save it anew")
    assert problems(pdf([["a"], ["b"]]), path="a.pdf", limits=Limits(pages=1)) == [
        "a.pdf: has 2 pages, more than 1; left out from there on; split it into smaller files"
    ]


def test_feeds() -> None:
    article, issue = read_bytes(FEED.encode(), path="feed.xml")
    assert isinstance(article, Article)
    assert (article.title, article.publisher) == ("Shelling & talks", "North Post")
    assert (article.authors, article.themes) == (("Rana Haddad",), ("Syria",))
    assert (article.published, article.url) == (date(2017, 3, 4), "https://n.example/1")
    assert article.text == LEAD
    assert article.id == f"1-{article.sha256[:12]}"
    assert isinstance(issue, Issue)
    assert issue.message == (
        "feed.xml, record https://n.example/2: the feed gives no text for it; "
        "read its address instead"
    )
    entry = one(ATOM)
    assert (entry.publisher, entry.published, entry.text) == ("Hill News", date(2017, 3, 4), LEAD)


def test_an_entry_keeps_its_hash_while_its_feed_changes() -> None:
    later = FEED.replace(
        "<item>", "<item><title>New</title><description>x y</description></item><item>", 1
    )
    ids = [{getattr(r, "id", None) for r in read_bytes(f.encode())} for f in (FEED, later)]
    assert ids[0] < ids[1]


def test_feed_messages() -> None:
    laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol">]><rss><channel/></rss>'
    assert problems('<?xml version="1.0"?>' + laughs, path="f") == [
        "f: declares XML entities, which are refused; fetch a plain copy of the feed"
    ]
    assert problems("<rss><channel><title>x</title></channel></rss>", path="f") == [
        "f: has no entries; nothing was read from it; fetch it again"
    ]
    assert problems(FEED, path="f", limits=Limits(entries=1)) == [
        "f: has more than 1 entries; the rest was left out; split it"
    ]


@pytest.mark.parametrize("zipped", [True, False])
def test_warc(zipped: bool) -> None:
    archive = warc(
        [
            ("https://x.example/news/army", "text/html; charset=utf-8", PAGE),
            ("https://x.example/a.png", "image/png", b"\x89PNG"),
            ("https://x.example/empty", "text/html", b"<html></html>"),
        ],
        packed=zipped,
    )
    article, issue = read_bytes(archive, path="crawl.warc")
    assert isinstance(article, Article)
    assert (article.path, article.url) == ("crawl.warc", "https://x.example/news/army")
    assert article.id == f"army-{article.sha256[:12]}"
    assert (article.title, article.text) == ("Army enters", LEAD)
    assert isinstance(issue, Issue)
    assert issue.message == (
        "crawl.warc, record https://x.example/empty: has no article text; nothing was read from it"
    )


def test_warc_records_that_lie(capfd: pytest.CaptureFixture[str]) -> None:
    archive = warc([(f"https://x.example/{n}", "text/html", PAGE) for n in range(2)], packed=False)
    longer = archive.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    shorter = archive.replace(b"Content-Length: ", b"Content-Length: -", 1)
    for data in (longer, shorter, archive[: len(archive) // 2], archive + b"rubbish\r\n"):
        for result in read_bytes(data, path="crawl.warc"):
            assert isinstance(result, Article) or result.message.startswith("crawl.warc")
    assert capfd.readouterr() == ("", "")


def test_packed_streams() -> None:
    two = packed(b'{"text": "One said."}\n') + packed(b'{"text": "Two said."}\n')
    assert [r.text for r in read_bytes(two)] == ["One said.", "Two said."]  # type: ignore[union-attr]
    assert problems(packed(b"a" * 50_000_000), path="a.gz") == [
        "a.gz: unpacks to more than 200 times its size; left out from there on; "
        "split it into smaller files"
    ]
    assert problems(packed(packed(packed(b"abc"))), path="a.gz") == [
        "a.gz: is packed too many times, which can't be read; web pages, text, JSON lines, PDF, "
        "RSS/Atom and WARC can"
    ]
    assert problems(gzip.compress(LEAD.encode())[:-20], path="a.gz") == [
        "a.gz: the gzip stream is cut off; left out from there on; fetch it again"
    ]
    assert problems(b"\x1f\x8bnothing", path="a.gz")[0].startswith(
        "a.gz: the gzip stream is damaged"
    )


def test_limits_of_size() -> None:
    assert problems(LEAD, limits=Limits(document=10)) == [
        "report.txt: is larger than 10 bytes; left out from there on; split it into smaller files"
    ]
    assert problems("a\n\n" * 30, limits=Limits(blocks=10)) == [
        "report.txt: has more than 10 paragraphs; left out from there on; "
        "split it into smaller files"
    ]
