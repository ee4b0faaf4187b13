"""Putting back, for the parser's eyes only, the commas that some publishers' texts lost.

Some archives strip commas and apostrophes from whole articles. A parser hangs the pieces of such a
sentence on the wrong words. Where a text has lost its commas, this finds the places where English
all but demands one: after an opening date or "according to X", before a closing "a monitor said",
between two place names in a row, before a participle of result ("killing six"), before "which" and
"including". The article's text is never changed.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span

_SPEAKERS = frozenset(words_of("language.yaml", "closing_speakers"))
_RESULT = re.compile(
    r"(?<=[a-z0-9)\"'’])\s(?=(?:killing|wounding|injuring|leaving|claiming|massacring|destroying|"
    r"forcing|causing|prompting|triggering|sparking|bringing|inflicting|including|"
    r"adding|noting|saying|stressing|which|where|who said)\b)"
)
_NOT_BEFORE_RESULT = frozenset(
    """of by for in after from with and or while without before to the a an about against
    despite upon on at is was were are be been being as than then their its his her
    including that mass into over through under since during between among not keep stop
    started began continued""".split()
)
_CLOSING = re.compile(
    r"\b(?:said|says|reported|reports|added|announced|confirmed|claimed|told [A-Z][\w-]+"
    r"(?: [A-Z][\w-]+)?|told reporters|mentioned|noted|reveals|revealed)"
    r"(?: (?:on |late )?[A-Z][a-z]+day)?(?: in a statement)?[.\"”]*\Z"
)
_OPENING = re.compile(
    r"(?:On|In|At|Over|During|Since|By|Late|Early|Earlier|Last|After|Until|From)\b"
)
_DETERMINERS = frozenset(
    "the a an one another local several some state official two three other".split()
)
_HEADLINE_TAIL = re.compile(
    r"\s(?=(?:Monitor|NGO|Reports?|Activists?|Observatory|Ministry|Army|State Media|UN|Source)\Z)"
)


_SIDE = re.compile(r" (?:(?:in )?(?:north|south|east|west|central)\w* )?")


def comma_places(
    text: str, sentence: Span, names: Sequence[Span], places: Sequence[Span], dates: Sequence[Span]
) -> list[int]:
    """Offsets in ``text`` at which the parser should see a comma, in order.

    ``names`` are the known names of the sentence, ``places`` those that are places, ``dates`` its
    date phrases.
    """
    found = {*_after_opening(text, sentence, names, dates)}
    found |= {*_between_places(text, places)}
    found |= {*_before_results(text, sentence, names, dates)}
    found |= {*_before_closing(text, sentence, names)}
    tail = _HEADLINE_TAIL.search(text, sentence.start, sentence.end)
    if tail is not None:
        found.add(tail.start())
    return sorted(p for p in found if sentence.start < p < sentence.end)


def _after_opening(
    text: str, sentence: Span, names: Sequence[Span], dates: Sequence[Span]
) -> list[int]:
    opening = sentence.of(text)
    if opening.startswith("According to "):
        behind = [n for n in names if 0 <= n.start - sentence.start - len("According to ") <= 12]
        return _open_end(text, behind[0].end) if behind else []
    if not _OPENING.match(opening):
        return []
    first = [
        d
        for d in dates
        if d.start - sentence.start <= 26 and text[sentence.start : d.start].count(" ") <= 5
    ]
    return _open_end(text, first[0].end) if first else []


def _open_end(text: str, at: int) -> list[int]:
    """The end of an opening phrase, unless a preposition or punctuation carries it on."""
    rest = text[at : at + 12]
    if not rest.startswith(" ") or re.match(
        r"\s(?:in|of|at|and|or|to|from|near|on|with|that|when|after|before|by)\b", rest
    ):
        return []
    return [at]


def _between_places(text: str, places: Sequence[Span]) -> list[int]:
    ordered = sorted(places)
    return [a.end for a, b in pairwise(ordered) if _SIDE.fullmatch(text[a.end : b.start])]


def _before_results(
    text: str, sentence: Span, names: Sequence[Span], dates: Sequence[Span]
) -> list[int]:
    out: list[int] = []
    for match in _RESULT.finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : match.start()].rsplit(None, 1)
        word = before[-1].casefold() if before else ""
        inside = any(s.start < match.start() < s.end for s in (*names, *dates))
        if word and word not in _NOT_BEFORE_RESULT and not inside:
            out.append(match.start())
    return out


def _before_closing(text: str, sentence: Span, names: Sequence[Span]) -> list[int]:
    """Before "a monitor said" at the end of a sentence that began with what was said."""
    closing = _CLOSING.search(text, sentence.start, sentence.end)
    if closing is None:
        return []
    start = _speaker_start(text, sentence, closing.start(), names)
    if start is None or start - sentence.start < 20:
        return []
    before = text[sentence.start : start].rstrip()
    if before[-1:] in ',;:"”.' or before.rsplit(None, 1)[-1].casefold() in {
        "that",
        "and",
        "but",
        "as",
        "by",
    }:
        return []
    return [sentence.start + len(before)]


def _speaker_start(text: str, sentence: Span, verb: int, names: Sequence[Span]) -> int | None:
    """Where the noun phrase right before the closing verb begins."""
    name = next((n for n in names if 0 <= verb - n.end <= 1), None)
    at = name.start if name is not None else verb
    words = list(re.finditer(r"\S+", text[sentence.start : at]))[-5:]
    if name is None:
        if not words or words[-1].group().casefold() not in _SPEAKERS:
            return None
        at = sentence.start + words[-1].start()
        words = words[:-1]
    for word in reversed(words):
        low = word.group().casefold()
        inside = any(n.start <= sentence.start + word.start() < n.end for n in names)
        if low in _DETERMINERS:
            return sentence.start + word.start()
        if not (
            inside
            or low in _SPEAKERS
            or low in _TITLES
            or (name is None and word.group()[:1].isupper())
        ):
            break
        at = sentence.start + word.start()
    return at


_TITLES = frozenset(
    """chief director head spokesman spokeswoman minister president secretary general
    colonel foreign defence defense prime activist opposition military security government
    state-run state official news human rights monitoring british-based britain-based uk-
    based london-based civil local field media""".split()
)
