"""When a happening took place: the date phrase of its clause, never the report's own."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.coding.dates.calendar import DateKind, DatePhrase
from counterclaim.coding.events import Happening, first
from counterclaim.coding.syntax import path_length
from counterclaim.coding.view import View
from counterclaim.language import PhraseKind
from counterclaim.model import DatePrecision, DateRef, Span

_OPEN = frozenset(
    {DateKind.HEADER, DateKind.SINCE, DateKind.UNTIL, DateKind.BEFORE, DateKind.AFTER}
)


def find_date(
    view: View,
    happening: Happening,
    rivals: Sequence[Happening],
    dates: Sequence[DatePhrase],
    cues: Sequence[Span],
) -> DateRef | None:
    """The date of a happening, or ``None`` where its sentence tells none.

    A date that hangs on a word of saying ("said on Monday") dates the report (CODEBOOK); ``cues``
    are these words. "On 11 and on 12 March" runs from the first day to the last.
    """
    inside = [d for d in dates if view.sentence.span.contains(d.span) and d.kind not in _OPEN]
    options = [(s, d) for d in inside if (s := _fit(view, happening, rivals, d, cues)) is not None]
    if not options:
        return None
    _, best = min(options, key=lambda item: (item[0] + _coarse(item[1]), item[1].span.start))
    one, last = _joined(view, best, [d for _, d in options])
    span = Span(one.span.start, last.span.end)
    return DateRef(
        text=span.of(view.sentence.text),
        span=span,
        start=one.value.start,
        end=last.value.end,
        precision=best.value.precision,
    )


_COARSE = {DatePrecision.YEAR: 3.0, DatePrecision.MONTH: 1.5}
_AND = re.compile(r",? (?:and|to|until) (?:continued |again |ended )?(?:on )?(?:the )?\Z")


def _coarse(phrase: DatePhrase) -> float:
    """ "On 9 March, during the 2012 offensive": the day tells more than the year."""
    return _COARSE.get(phrase.value.precision, 0.0)


def _joined(
    view: View, best: DatePhrase, options: Sequence[DatePhrase]
) -> tuple[DatePhrase, DatePhrase]:
    """The first and the last of the days that are coordinated with the best one."""
    ordered = sorted(options, key=lambda d: d.span.start)
    at = ordered.index(best)
    low, high = at, at
    while low > 0 and _coordinated(view, ordered[low - 1], ordered[low]):
        low -= 1
    while high + 1 < len(ordered) and _coordinated(view, ordered[high], ordered[high + 1]):
        high += 1
    return ordered[low], ordered[high]


def _coordinated(view: View, one: DatePhrase, other: DatePhrase) -> bool:
    if one.value.start is None or other.value.end is None or one.value.start > other.value.end:
        return False
    between = view.sentence.text[one.span.end : other.span.start]
    return _AND.match(between) is not None


def _fit(
    view: View,
    happening: Happening,
    rivals: Sequence[Happening],
    phrase: DatePhrase,
    cues: Sequence[Span],
) -> float | None:
    """Distance of a date from the happening; ``None`` where it dates something else."""
    token = _token_of(view, phrase)
    if token is None:
        return None
    if _right_behind(view, phrase, cues) or _dates_the_report(view, token, happening, cues):
        return None
    mine = min(path_length(token, t) for t in happening.tokens)
    others = [path_length(token, t) for r in rivals for t in r.tokens]
    if others and min(others) < mine - 1 and not _fronted(view, token):
        return None
    return mine + 0.02 * abs(token.i - happening.main.token.i)


def _token_of(view: View, phrase: DatePhrase) -> Token | None:
    for i, offset in enumerate(view.sentence.offsets):
        if offset.start <= phrase.span.start < offset.end or phrase.span.contains(offset):
            token = view.sentence.doc[i]
            if view.sentence.phrase(token, PhraseKind.DATE) is not None or offset.overlaps(
                phrase.span
            ):
                return token
    return None


_BEHIND = re.compile(r",?(?: (?:late|early|earlier|later))? ?(?:on )?\Z")


def _right_behind(view: View, phrase: DatePhrase, cues: Sequence[Span]) -> bool:
    """ "said on Sunday six bombers had struck": whatever the parse hangs the date on; but
    "condemned today's attack" dates the attack."""
    text = view.sentence.text
    if text[phrase.span.end : phrase.span.end + 1] in {"'", "’"}:
        return False
    return any(
        cue.end <= phrase.span.start and _BEHIND.match(text[cue.end : phrase.span.start])
        for cue in cues
    )


def _dates_the_report(view: View, token: Token, happening: Happening, cues: Sequence[Span]) -> bool:
    """The date hangs on the cue, directly or by a preposition; but "reported air strikes in Homs
    on Sunday" dates the strikes, which are the cue's object."""
    main = first(happening.main.token)
    if main.dep_ in {"dobj", "nsubjpass"} and main.i < token.i:
        cues = [c for c in cues if not c.overlaps(view.sentence.offsets[main.head.i])]
    at = token
    for _ in range(3):
        head = at.head
        where = view.sentence.offsets[head.i]
        if any(cue.overlaps(where) for cue in cues):
            return True
        if (
            head.i == at.i
            or head.pos_ not in {"ADP", "ADV", "NOUN", "PROPN"}
            or at.dep_ not in {"pobj", "prep", "npadvmod", "advmod"}
        ):
            break
        at = head
    return False


def _fronted(view: View, token: Token) -> bool:
    """At the start of the sentence a date holds for all that follows."""
    return token.i <= 4
