"""Pages as rows of blocks: a heading, a paragraph, a list item, each in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape


class Kind(StrEnum):
    """What a block was on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Link:
    """The words of a link and where it leads."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page as a person reads it: no marks, white space single."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    links: tuple[Link, ...] = ()


_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])\s*(?:\1\s*){2,}$")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_BULLET = re.compile(r"^[*•▪‣·-]\s+(?=\S)")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_HARD_BREAK = ("  ", "\\")
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\]\(([^()\s]{0,2000})(?:\s[^()]{0,500})?\)")
_LINK = re.compile(r"\[([^\[\]]{0,2000})\]\(([^()\s]{0,2000})(?:\s[^()]{0,500})?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_STARS = re.compile(r"\*{1,3}(?=[^\s*])([^*]*[^\s*])\*{1,3}")
_BARS = re.compile(r"(?<!\w)_{1,3}(?=[^\s_])([^_]*[^\s_])_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?:;…]['\"”’»)\]*_]*$")
# A line longer than this wasn't wrapped by an editor or a mail program.
_WRAP = 100


def squeeze(text: str) -> str:
    """The text on one line with single spaces."""
    return " ".join(text.split())


def looks_marked(text: str) -> bool:
    """True where a text carries Markdown's marks: headings, links or bold words."""
    sample = text[:20_000]
    return bool(
        re.search(r"^ {0,3}#{1,6} \S", sample, re.MULTILINE)
        or _LINK.search(sample)
        or re.search(r"\*\*[^*\n]+\*\*", sample)
    )


def plain(text: str) -> Iterator[Block]:
    """The paragraphs of a plain text, parted by blank lines, wrapped lines made whole.

    Rules drawn with dashes or stars go, and bullets before an item, as they do in a marked text.
    """
    for paragraph in _BLANK.split(text.strip()):
        lines = [line for line in paragraph.split("\n") if not _RULE.match(line)]
        for line in _unwrap(lines):
            words = squeeze(line)
            if bullet := _BULLET.match(words):
                yield Block(words[bullet.end() :], Kind.ITEM)
            elif words:
                yield Block(words)


def marked(text: str) -> Iterator[Block]:
    """The blocks of a Markdown-like text, emphasis and links reduced to their words."""
    for paragraph in _BLANK.split(text.strip("\n")):
        yield from _paragraph(paragraph.split("\n"))


def _paragraph(lines: Sequence[str]) -> Iterator[Block]:
    if len(lines) == 2 and lines[0].strip() and _UNDERLINE.match(lines[1]):
        yield from _inline(lines[0], Kind.HEADING)
        return
    run: list[str] = []
    for line in lines:
        special = _special(line)
        if special is None:
            run.append(_QUOTE.sub("", line))
            continue
        yield from _prose(run)
        yield from special
        run = []
    yield from _prose(run)


def _special(line: str) -> list[Block] | None:
    """The blocks of a line that is no prose (none for a rule), else ``None``."""
    if _RULE.match(line):
        return []
    if heading := _HEADING.match(line):
        return list(_inline(line[heading.end() :].rstrip().rstrip("#"), Kind.HEADING))
    if item := _ITEM.match(line):
        return list(_inline(line[item.end() :], Kind.ITEM))
    return None


def _prose(lines: Sequence[str]) -> Iterator[Block]:
    """Lines of one paragraph; two spaces or a backslash at a line's end break it for good."""
    run: list[str] = []
    for line in lines:
        run.append(line.rstrip().removesuffix("\\"))
        if line.endswith(_HARD_BREAK):
            yield from _inline_all(_unwrap(run))
            run = []
    yield from _inline_all(_unwrap(run))


def _inline_all(lines: Iterable[str]) -> Iterator[Block]:
    for line in lines:
        yield from _inline(line, Kind.PARAGRAPH)


def _inline(text: str, kind: Kind) -> Iterator[Block]:
    for image in _IMAGE.finditer(text):
        yield Block(squeeze(unescape(image[1])), Kind.IMAGE, (Link("", image[2]),))
    text = _IMAGE.sub("", text)
    links = tuple(Link(squeeze(_words(m[1])), m[2]) for m in _LINK.finditer(text))
    words = squeeze(unescape(_words(_AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text)))))
    if words:
        yield Block(words, kind, links)


def _words(text: str) -> str:
    """The text without marks of emphasis."""
    for _ in range(2):
        text = _BARS.sub(r"\1", _STARS.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text)


def _unwrap(lines: Sequence[str]) -> Iterator[str]:
    """Joins lines that an editor wrapped; lines that are paragraphs of their own stay apart."""
    width = max(map(len, lines), default=0)
    run: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        run.append(line.strip())
        if _is_break(line.strip(), following.strip(), width):
            yield " ".join(run)
            run = []
    yield " ".join(run)


def _is_break(line: str, following: str, width: int) -> bool:
    """True where a line's end is meant.

    A line longer than a hundred characters is a paragraph where it ends a sentence. A shorter one
    is meant to end where the next one's first word had room on it, and a sentence ends or the next
    line begins with a capital.
    """
    ended = _SENTENCE_END.search(line) is not None
    if len(line) > _WRAP:
        return ended
    room = len(line) + 1 + len(following.split(" ", 1)[0]) < 0.7 * width
    return room and (ended or following[:1].isupper())


def join_cut(blocks: Sequence[Block], cut_words: frozenset[str]) -> list[Block]:
    """Makes sentences whole that a page break cut in two.

    A paragraph goes on in the next one where it ends without a sentence's end and either stops at
    a word that no sentence ends with, or the next one begins with a small letter.
    """
    runs: list[list[Block]] = []
    for block in blocks:
        if runs and _goes_on(runs[-1][-1], block, cut_words):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [_joined(run) for run in runs]


def _joined(run: Sequence[Block]) -> Block:
    links = tuple(link for block in run for link in block.links)
    return replace(run[0], text=" ".join(block.text for block in run), links=links)


def _goes_on(first: Block, second: Block, cut_words: frozenset[str]) -> bool:
    if not first.kind == second.kind == Kind.PARAGRAPH or _SENTENCE_END.search(first.text):
        return False
    last = first.text.rsplit(" ", 1)[-1].lower()
    return last in cut_words or last.endswith(",") or second.text[:1].islower()
