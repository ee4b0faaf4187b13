"""Where sentences begin and end.

The parser's own sentence breaks follow its parse, which fails exactly where this matters: in texts
that lost their commas, in lists of strikes, in quotations. So breaks are found by rule on the text:
after ``. ! ?`` (with closing quotes) before a capital, a digit or an opening quote, and at line
ends that close a paragraph, a list item or a headline. Abbreviations and initials don't break.
"""

import re
from itertools import pairwise

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span

_BREAK = re.compile(r"""[.!?…]+["'”’»)\]]*(?:\[\d+\])*(\s+)|\s*\n\s*""")
_GLUED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+\s)")
_LAST_WORD = re.compile(r"(\S+)\Z")
_OPENER = re.compile(r"""["'“‘«(\[]*[A-Z0-9À-ÝА-Я@#.\u2022*-]|["“«]""")
_STARTS_LOW = re.compile(r"[a-z]")
_INITIALS = re.compile(r"""(?:\(|"|“)?(?:[A-Z]\.)*[A-Z]\Z""")
_MAX = 1500
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATELINES = "|".join(city.upper() for city in words_of("language.yaml", "datelines"))
_STAMPS = (
    re.compile(
        rf"\A(?:Date of publication |Published |Posted on |Last updated )?(?:\w+day,? )?"
        rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}},?) \d{{4}}"
        rf"(?: \d\d?[:.]\d\d)?(?: SANA| AFP| Reuters)?\s(?=[A-Z\"“])"
    ),
    re.compile(r"\A\d\d[-./]\d\d[-./]\d{4}\s?(?=[A-Z])"),
    re.compile(r"\A(?:AFP|AP|Reuters|REUTERS)[ ,]+(?:\w+day,? )?\d{1,2} \w{3,9} \d{4}\s(?=[A-Z])"),
    re.compile(r"Get short URL [\d ]+(?=[A-Z])"),
    re.compile(
        rf"(?:\A|(?<=\d{{4}} ))(?:{_DATELINES})(?: [A-Z][a-z]+)?\s(?=(?:The |An? )?[A-Z][a-z])"
    ),
    re.compile(
        r"(?:(?<=\A)|(?<=\n)|(?<=\. ))[A-Z]{3,}(?:[ /][A-Z]+)*"
        r"(?:, [A-Z][a-z]+\.?(?: \d{1,2}(?:, \d{4})?)?)?"
        r"(?: \([^()]{2,40}\))?\s[—–-]+\s"
    ),
    re.compile(r"\b[A-Z]{4,}(?: [A-Z]+)? \([A-Z]\w+(?: \w+)?\)[\s—–-]+"),
)


_BYLINES = (
    re.compile(
        r"\b(?:AFP|AP|Reuters|REUTERS|dpa|Xinhua|SANA)[ ,]+(?:\w+day,? )?"
        r"\d{1,2} [A-Z]\w{2,8} \d{4}\s(?=[A-Z\"“])"
    ),
)


def split(text: str, title: str | None = None) -> list[Span]:
    """The sentences of a text, in order, without the white space around them.

    Where the text repeats its title without a full stop, as pages saved in one piece do, the title
    is a sentence of its own; so are a date stamp and a dateline at the head of a sentence.
    """
    cuts = [0, *sorted({*_cuts(text), *_title_cuts(text, title), *_stamp_cuts(text)}), len(text)]
    spans = [_trimmed(text, a, b) for a, b in pairwise(cuts)]
    once = [part for span in spans if span for part in _printed_twice(text, span)]
    headed = [part for span in once for part in _without_place_heading(text, span)]
    return [piece for span in headed for piece in _bounded(text, span)]


def _cuts(text: str) -> list[int]:
    found = [m.end() for m in _BREAK.finditer(text) if _is_break(text, m)]
    found += [m.end() for m in _GLUED.finditer(text) if not _in_address(text, m.end())]
    return sorted(set(found))


_PLACE_HEADING = re.compile(
    r"(?!(?:The|A|An|In|On|At|Syrian|Iraqi|Meanwhile|And|But|No|One) )(?:[A-Z][\w'’-]+ ){1,3}"
    r"(?=(?:An?|The) (?:army|military|source|local|field|number|security|war|unit)\b"
    r"|Army units|Army and Armed|Units of the army)"
)


def _without_place_heading(text: str, span: Span) -> list[Span]:
    """ "Daraa An army unit destroyed ...": a dispatch's place heading that lost its full stop."""
    heading = _PLACE_HEADING.match(text, span.start, span.end)
    if heading is None:
        return [span]
    first = _trimmed(text, span.start, heading.end())
    rest = _trimmed(text, heading.end(), span.end)
    return [part for part in (first, rest) if part]


_LEAD = 60


def _printed_twice(text: str, span: Span) -> list[Span]:
    """Some pages print their lead twice in a row: two sentences, whatever stands between."""
    opening = text[span.start : min(span.start + _LEAD, span.end)]
    again = text.find(opening, span.start + 1, span.end) if len(opening) == _LEAD else -1
    if again < 0:
        return [span]
    parts = (_trimmed(text, span.start, again), _trimmed(text, again, span.end))
    return [part for part in parts if part]


def _title_cuts(text: str, title: str | None) -> list[int]:
    if not title or len(title) < 20:
        return []
    at = text.find(title.strip())
    return [at, at + len(title.strip())] if 0 <= at < 200 else []


def _stamp_cuts(text: str) -> list[int]:
    ends = [m.end() for pattern in _STAMPS for m in pattern.finditer(text)]
    bylines = [m for pattern in _BYLINES for m in pattern.finditer(text)]
    return ends + [at for m in bylines for at in m.span()]


def _is_break(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 4]
    if match.group(1) is None or "\n" in match.group():
        return _line_breaks(text, match)
    if not after or not _OPENER.match(after):
        return False
    return not (match.group().startswith(".") and _abbreviated(text, match.start(), after))


def _line_breaks(text: str, match: re.Match[str]) -> bool:
    """A single line end inside a sentence (a wrapped line) is no break; a paragraph's end is."""
    if match.group().count("\n") > 1 or match.group(1) is not None:
        return True
    after = text[match.end() : match.end() + 4]
    before = text[max(0, match.start() - 40) : match.start()]
    if _STARTS_LOW.match(after):
        return False
    return (
        len(before) < 40
        or not before[-1:].isalpha()
        or not before[-1:].islower()
        or ("\n" in before or bool(_OPENER.match(after)))
    )


def _abbreviated(text: str, at: int, after: str) -> bool:
    word = _LAST_WORD.search(text[max(0, at - 24) : at])
    if word is None:
        return False
    bare = word.group(1).lstrip("(\"'“‘[")
    if bare.casefold() in _ABBREVIATIONS:
        return True
    if _INITIALS.match(word.group(1)):
        return bare not in _NATIONS or _OPENER.match(after) is None or _titled(text, at)
    return False


def _titled(text: str, at: int) -> bool:
    """ "U.S. Central Command", "U.N. Security Council": a nation's initials before a capital."""
    following = text[at + 1 : at + 24].split()
    return bool(following) and following[0].strip(".,") not in _STARTERS


def _in_address(text: str, at: int) -> bool:
    token = text[max(0, text.rfind(" ", 0, at)) : at + 20].split(" ", 2)
    return any(mark in "".join(token[:2]) for mark in ("www.", "http", ".com", ".org", "@"))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _bounded(text: str, span: Span) -> list[Span]:
    """No sentence is longer than the parser can bear; one that is breaks at a space."""
    out: list[Span] = []
    start = span.start
    while span.end - start > _MAX:
        cut = text.rfind(" ", start + 1, start + _MAX)
        cut = cut if cut > start else start + _MAX
        piece = _trimmed(text, start, cut)
        out += [piece] if piece else []
        start = cut
    last = _trimmed(text, start, span.end)
    return [*out, last] if last else out


_ABBREVIATIONS = frozenset(words_of("language.yaml", "abbreviations"))
_NATIONS = frozenset(words_of("language.yaml", "initials_of_nations"))
_STARTERS = frozenset(words_of("language.yaml", "sentence_starters"))
