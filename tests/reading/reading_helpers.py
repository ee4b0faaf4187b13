"""Documents in the formats that are read, made here."""

import gzip
from pathlib import Path

from counterclaim.model import Article, Issue
from counterclaim.reading import Limits, read, read_bytes

LEAD = "Government forces entered the town of Tal Qamh on Saturday, state media said."

PAGE = f"<!doctype html><title>Army enters</title><body><h1>Army enters</h1><p>{LEAD}</p>".encode()
FEED = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>North Post</title>
<item><title>Shelling &amp; talks</title><link>https://n.example/1</link>
<pubDate>Sat, 04 Mar 2017 10:00:00 +0000</pubDate><dc:creator>Rana Haddad</dc:creator>
<category>Syria</category><description><![CDATA[<p>{LEAD}</p><p>Share this: Facebook</p>]]>
</description></item>
<item><title>Nothing</title><link>https://n.example/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill News</title><entry><id>urn:1</id>
<title>Talks</title><published>2017-03-04T10:00:00Z</published><link href="https://h.example/1"/>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"""
SAVED = f"""
[Home](/) [Syria](/syria)

## Video: Army Enters Tal Qamh

By [North Post](#)

Levant Courier, March 5, 2017

[North Post](https://north.example/1) 4 March 2017

Region: [Middle East, North Africa](#)

Theme: [War & Peace](#), [Armies](#)

In-depth Report: [SYRIA](#)

*{LEAD}*

Residents said that **warplanes** had [struck](https://x.example) the

PMU and that the market burned\\.

*If you're able, please support the project: PayPal: [a@b.example](mailto:a@b.example)*

*Featured image is from Hill News.*

The original source of this article is [North Post](#)  
Copyright © [North Post](#), 2017

---

**[Comment on Levant Courier Articles on our Facebook page](#)**

Articles by: [North Post](#)

**Disclaimer:** The contents of this article are of sole responsibility of the author(s).

For media inquiries: [a@b.example](mailto:a@b.example)
"""  # noqa: W291 - two spaces at a line's end break the line
MORE = (
    "A monitoring group said that at least twelve fighters were killed in the last two days, "
    "and that warplanes had struck the"
)
REST = "PMU and the town's market twice. The army denied that it had bombed the market."
QUOTE = (
    '"We have left the town to spare the civilians," a rebel commander told the agency by '
    "telephone. He didn't say how many of his men had been killed."
)
TITLE = "Army enters Tal Qamh after week of fighting"


def web_page(
    head: str = "", above: str = "", below: str = "", *, site: str = "Levant Courier"
) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{TITLE} - {site}</title><meta property="og:site_name" content="{site}">{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Syria</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1>{above}<p>{LEAD}</p><p>{MORE}</p><p>{REST}</p>
<p><a href="/x">Read also: Ten things to know about Tal Qamh</a></p><p>{QUOTE}</p>{below}
</article></main><footer><p>Comment on Levant Courier Articles on our Facebook page</p>
<p>Disclaimer: The contents of this article are of sole responsibility of the author(s).</p>
</footer></body></html>"""


def one(data: bytes | str, *, path: str = "report.txt", limits: Limits | None = None) -> Article:
    """The only article of these bytes, which bring no issue."""
    raw = data.encode() if isinstance(data, str) else data
    (found,) = read_bytes(raw, path=path, limits=limits or Limits())
    assert isinstance(found, Article), found
    return found


def problems(
    data: bytes | str, *, path: str = "report.txt", limits: Limits | None = None
) -> list[str]:
    """The messages of the issues with these bytes."""
    raw = data.encode() if isinstance(data, str) else data
    results = read_bytes(raw, path=path, limits=limits or Limits())
    return [found.message for found in results if isinstance(found, Issue)]


def parted(inputs: list[str | Path]) -> tuple[list[Article], list[Issue]]:
    """Articles and issues of these inputs, apart."""
    results = list(read(inputs))
    return (
        [found for found in results if isinstance(found, Article)],
        [found for found in results if isinstance(found, Issue)],
    )


def pdf(pages: list[list[str]], title: str | None = None) -> bytes:
    """A PDF of lines of text, the smallest that readers accept."""
    font = 3 + 2 * len(pages)
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (4 + 2 * number, font)
        )
        shown = b" ".join(b"(%s) Tj T*" % line.encode("latin-1") for line in lines)
        stream = b"BT /F1 12 Tf 14 TL 72 720 Td %s ET" % shown
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    info = b""
    if title:
        objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
        info = b"/Info %d 0 R " % len(objects)
    return _assembled(objects, info)


def _assembled(objects: list[bytes], info: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, info, len(out))
    )


def warc(pages: list[tuple[str, str, bytes]], *, packed: bool) -> bytes:
    """An archive of ``(address, content type, payload)``."""
    records = [_record(url, kind, payload) for url, kind, payload in pages]
    return b"".join(gzip.compress(each, mtime=0) if packed else each for each in records)


def _record(url: str, kind: str, payload: bytes) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2017-03-06T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(data: bytes) -> bytes:
    """The same bytes for the same data, whenever."""
    return gzip.compress(data, mtime=0)
