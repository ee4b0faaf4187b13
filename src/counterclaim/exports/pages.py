"""A report of lines with footnotes as Markdown, as HTML and, by typst, as PDF."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from counterclaim.exports.base import extra

MAP = 0
"""The level of the line that stands under the map."""
MAP_FILE = "brief-map.svg"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how deep it stands (:data:`MAP`, 2 a heading, 3 an entry, 4 a statement of it), its
    text, and the numbers of its footnotes, counted from 1."""

    level: int
    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A title, what the report is made of, its lines, its footnotes, and the map as SVG."""

    title: str
    made_of: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    map: str | None


def markdown(report: Report) -> bytes:
    """Markdown; the map is the file :data:`MAP_FILE` beside it."""
    out = [f"# {_plain(report.title)}", f"\n{_plain(report.made_of)}\n"]
    for line in report.lines:
        text = _plain(line.text) + "".join(f"[^{number}]" for number in line.notes)
        begin = {MAP: f"![Map of the events]({MAP_FILE})\n\n", 2: "\n## ", 3: "\n", 4: "- "}
        out.append(begin[line.level] + text + ("\n" if line.level in (MAP, 3) else ""))
    out.append("\n## Sources\n")
    out += [f"[^{number}]: {_plain(text)}" for number, text in enumerate(report.notes, 1)]
    return ("\n".join(out) + "\n").encode()


_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufefc]+(?:[ \u0590-\u08ff\ufb1d-\ufefc]*"
    r"[\u0590-\u08ff\ufb1d-\ufefc])?"
)


def apart(text: str) -> str:
    """Words with those written from right to left set apart (Unicode's isolates), so that they
    don't turn round the numbers and marks beside them."""
    return _RIGHT_TO_LEFT.sub(lambda found: f"\u2068{found.group()}\u2069", text)


def _plain(text: str) -> str:
    """Words of a source that Markdown takes for words and no marks."""
    text = apart(text)
    for mark in ("\\", "`", "*", "_", "[", "]", "<", ">", "#", "|"):
        text = text.replace(mark, "\\" + mark)
    return text


_STYLE = (
    "body{font:16px/1.5 serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2{font-family:sans-serif}p{font-weight:600}.made{font-weight:400}ol{font-size:.85rem}"
    "svg{width:100%;height:auto}figure{margin:1rem 0}figcaption{font-size:.85rem}"
    "@media print{body{margin:0}}"
)


def html(report: Report) -> bytes:
    """A page that needs nothing else: the map stands in it."""
    tags = {2: "h2", 3: "p", 4: "div"}
    body = [f"<h1>{escape(report.title)}</h1>", f'<p class="made">{escape(report.made_of)}</p>']
    for line in report.lines:
        if line.level == MAP:
            caption = f"<figcaption>{escape(apart(line.text))}</figcaption>"
            body.append(f"<figure>{report.map}{caption}</figure>")
            continue
        marks = "".join(f'<sup><a href="#n{n}">{n}</a></sup> ' for n in line.notes)
        tag = tags[line.level]
        body.append(f'<{tag} dir="auto">{escape(apart(line.text))}{marks}</{tag}>')
    listed = "\n".join(
        f'<li id="n{n}" dir="auto">{escape(apart(text))}</li>'
        for n, text in enumerate(report.notes, 1)
    )
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + f"\n<h2>Sources</h2>\n<ol>\n{listed}\n</ol>\n</body></html>\n"
    )
    return page.encode()


_TYPST = """\
#set document(title: TITLE, date: none)
#set page(paper: "a4", margin: (x: 2.1cm, y: 2.2cm), numbering: "1 / 1")
#set text(
  font: ("Libertinus Serif", "Noto Naskh Arabic", "Amiri", "Noto Serif", "DejaVu Sans"),
  size: 10pt, lang: "en",
)
#set par(leading: 0.6em, justify: false)
#show heading: set text(font: ("Noto Sans", "DejaVu Sans", "Libertinus Serif"))
#show heading: set block(above: 1.4em, below: 0.8em)
#let marks(..numbers) = for n in numbers.pos() {
  super(link(label("n" + str(n)), str(n))); h(1.5pt)
}
#let entry(words) = block(above: 1.1em, below: 0.5em, sticky: true, strong(words))
#let said(words, ..numbers) = block(
  inset: (left: 1em), above: 0.45em, below: 0.45em, [#words#marks(..numbers)],
)
#let note(n, words) = block(above: 0.6em, breakable: true, grid(
  columns: (2.2em, 1fr), text(size: 8.5pt)[#n#label("n" + str(n))], text(size: 8.5pt, words),
))
"""


def pdf(report: Report) -> bytes:
    """A4 pages. Raises :class:`~counterclaim.exports.base.ExportError` without typst."""
    typst = extra("typst", "pdf", "a PDF")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.typ").write_text("\n".join(_typst(report)), encoding="utf-8")
        if report.map is not None:
            (folder / MAP_FILE).write_text(report.map, encoding="utf-8")
        made: bytes = typst.compile(folder / "report.typ", root=folder)
    return made


def _typst(report: Report) -> Iterator[str]:
    yield _TYPST.replace("TITLE", _literal(report.title))
    yield f"#heading(level: 1, {_literal(report.title)})"
    yield f"#text({_literal(report.made_of)})"
    for line in report.lines:
        words = _literal(line.text)
        if line.level == MAP:
            drawn = f"image({_literal(MAP_FILE)}, width: 100%)"
            yield f"#figure({drawn}, caption: {words}, numbering: none, supplement: none)"
        elif line.level == 2:
            yield f"#heading(level: 2, {words})"
        elif line.level == 3:
            yield f"#entry({words})"
        else:
            yield f"#said({words}{''.join(f', {n}' for n in line.notes)})"
    yield '#heading(level: 2, "Sources")'
    for number, text in enumerate(report.notes, 1):
        yield f"#note({number}, {_literal(text)})"


def _literal(text: str) -> str:
    """Words as a string of typst's, in which nothing runs: its escapes are those of JSON, but for
    characters that it takes as they are."""
    return json.dumps(apart(" ".join(text.split())), ensure_ascii=False)
