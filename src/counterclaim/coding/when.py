"""When a happening took place: the date phrase of its clause, never the report's own."""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.coding.dates.calendar import DateKind, DatePhrase
from counterclaim.coding.events import Happening
from counterclaim.coding.syntax import path_length
from counterclaim.coding.view import View
from counterclaim.language import PhraseKind
from counterclaim.model import DateRef, Span

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

    A date that hangs on a word of saying ("said on Monday") dates the report (CODEBOOK).
    """
    inside = [d for d in dates if view.sentence.span.contains(d.span) and d.kind not in _OPEN]
    options = [(s, d) for d in inside if (s := _fit(view, happening, rivals, d, cues)) is not None]
    if not options:
        return None
    _, best = min(options, key=lambda item: (item[0], item[1].span.start))
    value = best.value
    return DateRef(
        text=best.text, span=best.span, start=value.start, end=value.end, precision=value.precision
    )


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
    if _dates_the_report(view, token, cues):
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


def _dates_the_report(view: View, token: Token, cues: Sequence[Span]) -> bool:
    """The date hangs on the cue, directly or by a preposition, or stands right behind it."""
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
