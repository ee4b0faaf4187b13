"""Finding names in a text before it is parsed: actors, places, persons, weapons' type codes.

Three witnesses are heard in turn. The registry's names are taken as they stand. Then names that the
text itself introduces: an abbreviation in parentheses after a long form, or the other way round.
Then the model's proposals and runs of capitalised words, which become places where the gazetteer
knows them and grammar agrees ("the town of X", "in X"), else persons or unknown names. The model's
own label is a hint only: it calls most places of this region persons.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from counterclaim.codebook.tables import words_of
from counterclaim.model import ActorType, Span
from counterclaim.names.again import named_again
from counterclaim.names.common import is_common
from counterclaim.names.found import Found as Found
from counterclaim.names.found import Name as Name
from counterclaim.names.found import NameKind as NameKind
from counterclaim.names.listed import with_listed
from counterclaim.names.registry import Candidate, Hit, Registry
from counterclaim.names.repeats import with_repeats
from counterclaim.names.settling import settle, topical, worth_keeping
from counterclaim.names.spelling import fold
from counterclaim.names.standing import (
    ARTICLED,
    NEVER,
    PREPOSITIONS,
    TITLES,
    before,
    begins_a_place,
    follows_local,
    is_cut_short,
    is_no_name,
    is_place,
    is_row_of_places,
    is_two_places,
    place_cue,
)
from counterclaim.names.standing import PlaceIndex as PlaceIndex
from counterclaim.names.strangers import without_strangers
from counterclaim.names.words import Word
from counterclaim.names.words import words_of as text_words


class Proposal(Protocol):
    """A name that a language model proposes."""

    @property
    def span(self) -> Span: ...

    @property
    def label(self) -> str: ...


_PARENTHESIS = re.compile(r"\s?\(([^()]{1,160})\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z.\-]{1,9}\Z")
_CAP_RUN = re.compile(
    r"(?:(?:al|el|as|ash|ar|az|an|at|ad)-)?[A-ZÀ-Ý][\w’'ʼ`´-]*"
    r"(?:(?:\s(?:al|el|ez|as|ash|bin|ibn|abu|of the|de|az)(?=[\s-])|\s[A-Z]\.(?=\s[A-Z]))?[\s-]+"
    r"(?:(?:al|el|as|ash|ar|az|an|at|ad|ez)-)?[A-ZÀ-Ý][\w’'ʼ`´-]*)*"
)


def find_names(
    text: str,
    registry: Registry,
    places: PlaceIndex,
    proposals: Iterable[Proposal] = (),
    on: date | None = None,
    blocked: Sequence[Span] = (),
) -> Found:
    """The names of a text, in order and never overlapping.

    ``blocked`` are stretches known to be no names (dates: "Jan. 8").
    """
    words = text_words(text)
    local = _long_places(text, places, blocked)
    hits = [
        h
        for h in worth_keeping(without_strangers(registry.scan(words, text, on), text), text)
        if not any(n.span.overlaps(h.span) and n.span != h.span for n in local)
        and not any(b.contains(h.span) and b != h.span for b in blocked)
    ]
    glossed = _Glosses(text, hits)
    names = [_or_no_place(_from_hit(hit, text), places) for hit in hits]
    names += glossed.introduced(words, names)
    names = _without_overlap(
        [*names, *(n for n in local if not any(n.span == m.span for m in names))]
    )
    names += _from_text(text, names, places, list(proposals), blocked)
    names = with_listed(_without_overlap(names), text, places, blocked)
    names = named_again(text, names, blocked)
    names = _without_overlap(with_repeats(names, text, blocked))
    settled = settle(names, text)
    settled = _without_overlap([*settled, *topical(settled, text, registry)])
    return Found(tuple(settled), tuple(glossed.spans))


def _long_places(text: str, places: PlaceIndex, blocked: Sequence[Span]) -> list[Name]:
    """Names of several words that the gazetteer knows and that stand as places: an actor's name
    inside one ("Bassel al-Assad airport", "Khan Shaykhun") is not the actor."""
    out: list[Name] = []
    for run in _free_runs(text, blocked):
        words = _after_openers(
            text,
            [
                Span(run.start + m.start(), run.start + m.end())
                for m in re.finditer(r"[^\s]+", run.of(text))
            ],
        )
        name = _long_place(text, words, places)
        out += [name] if name else []
    return out


def _long_place(text: str, words: Sequence[Span], places: PlaceIndex) -> Name | None:
    for size in range(min(5, len(words)), 1, -1):
        for at in range(len(words) - size + 1):
            span = _bare(text, Span(words[at].start, words[at + size - 1].end))
            cue = place_cue(text, span)
            if (
                (cue or follows_local(text, span))
                and not is_cut_short(span.of(text))
                and not is_common(span.of(text))
                and places.is_name(fold(span.of(text)))
            ):
                return _named(text, span, NameKind.PLACE, hint=cue)
    return None


def _from_hit(hit: Hit, text: str) -> Name:
    best = hit.candidates[0]
    tied = [c for c in hit.candidates if c.score >= best.score - 0.05]
    decided = not hit.ambiguous and len(tied) == 1
    surface = hit.span.of(text)
    local = hit.ambiguous and surface.casefold() not in NEVER
    return Name(
        span=hit.span,
        text=surface,
        kind=_kind_of(best.actor.type, local=local),
        candidates=hit.candidates,
        actor=best.actor.id if decided else None,
        actor_name=best.actor.name if decided else None,
        actor_type=best.actor.type,
        may_be_place=_may_be_place(best.actor.type, local=local),
        possessive=hit.possessive,
        reason=best.reason if decided else _open_reason(surface, tied, hit.ambiguous),
    )


def _or_no_place(name: Name, places: PlaceIndex) -> Name:
    """ "Regime", "Observatory": several actors' name is no place's unless one has it."""
    if not name.may_be_place or places.is_name(fold(name.text)):
        return name
    kind = NameKind.ACTOR if name.kind is NameKind.PLACE else name.kind
    return replace(name, may_be_place=name.actor_type is ActorType.STATE, kind=kind)


def _may_be_place(kind: ActorType, *, local: bool) -> bool:
    """A state is a place too, and so is a capital that stands for its government."""
    return kind is ActorType.STATE or (local and kind is not ActorType.COALITION)


def _kind_of(kind: ActorType, *, local: bool) -> NameKind:
    """A capital stands for its government only as a speaker or doer; until then it is a place."""
    if kind is ActorType.PERSON:
        return NameKind.PERSON
    return NameKind.PLACE if local and kind is ActorType.GOVERNMENT else NameKind.ACTOR


def _open_reason(surface: str, tied: Sequence[Candidate], ambiguous: bool) -> str:
    listed = ", ".join(c.actor.name for c in tied[:4])
    if ambiguous:
        return f"'{surface}' alone doesn't say who; it may mean {listed}"
    return f"'{surface}' is the name of several: {listed}"


class _Glosses:
    """Parentheses that introduce another name of what stands before them."""

    def __init__(self, text: str, hits: Sequence[Hit]) -> None:
        self.text = text
        self.hits = hits
        self.spans: list[Span] = []
        self.aliases: dict[str, Hit | Span] = {}
        for match in _PARENTHESIS.finditer(text):
            self._read(match)

    def _read(self, match: re.Match[str]) -> None:
        inner = match.group(1).strip()
        before = self._long_form(match.start())
        span = Span(match.start() + (match.group()[0] == " "), match.end())
        if before is not None:
            self.spans.append(span)
            if _ABBREVIATION.match(inner):
                self.aliases[inner] = before
        elif _ABBREVIATION.match(inner) or inner.startswith(("Arabic:", "Kurdish:", "also known")):
            self.spans.append(span)

    def _long_form(self, at: int) -> Hit | Span | None:
        for hit in self.hits:
            if 0 <= at - hit.span.end <= 12 and not self.text[hit.span.end : at].strip(" \"'”"):
                return hit
        run = None
        for match in _CAP_RUN.finditer(self.text, max(0, at - 90), at + 1):
            if at - match.end() <= 1:
                run = Span(*match.span())
        return run

    def introduced(self, words: Sequence[Word], names: Sequence[Name]) -> list[Name]:
        """Later uses of the abbreviations that the text introduced for a name."""
        taken = [name.span for name in names]
        out: list[Name] = []
        for word in words:
            meant = self.aliases.get(word.text)
            if meant is None or any(word.span.overlaps(span) for span in taken):
                continue
            out.append(self._alias(word, meant))
        return out

    def _alias(self, word: Word, meant: Hit | Span) -> Name:
        if isinstance(meant, Span):
            full = meant.of(self.text)
            reason = f"the text introduces '{word.text}' for '{full}'"
            return Name(word.span, word.text, NameKind.ACTOR, actor_name=full, reason=reason)
        base = _from_hit(meant, self.text)
        reason = f"the text introduces '{word.text}' for '{base.text}'"
        return replace(base, span=word.span, text=word.text, possessive=False, reason=reason)


def _without_overlap(names: Iterable[Name]) -> list[Name]:
    """Sorted; of two that overlap the longer stays."""
    out: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span.start, -(n.span.end - n.span.start))):
        if out and out[-1].span.overlaps(name.span):
            if name.span.end - name.span.start > out[-1].span.end - out[-1].span.start:
                out[-1] = name
            continue
        out.append(name)
    return out


def _from_text(
    text: str,
    names: Sequence[Name],
    places: PlaceIndex,
    proposals: Sequence[Proposal],
    blocked: Sequence[Span],
) -> list[Name]:
    taken = [*(n.span for n in names), *blocked]
    labelled = [(p.span, p.label) for p in proposals]
    out: list[Name] = []
    for run in _free_runs(text, taken):
        out += _read_run(text, run, places, labelled)
    return out


def _free_runs(text: str, taken: Sequence[Span]) -> list[Span]:
    """Runs of capitalised words outside the names already found."""
    runs: list[Span] = []
    for match in _CAP_RUN.finditer(text):
        start = match.start()
        pieces = sorted(s for s in taken if s.start < match.end() and s.end > start)
        for span in pieces:
            runs += _run(text, start, span.start)
            start = max(start, span.end)
        runs += _run(text, start, match.end())
    return runs


def _run(text: str, start: int, end: int) -> list[Span]:
    while start < end and not text[start].isalnum():
        start += 1
    if text[start : start + 2] in ("s ", "s-"):
        start += 2
    while end > start and not text[end - 1].isalnum():
        end -= 1
    piece = text[start:end]
    named = piece[:1].isupper() or bool(ARTICLED.match(piece))
    return [Span(start, end)] if end - start > 1 and named else []


def _read_run(
    text: str, run: Span, places: PlaceIndex, labelled: Sequence[tuple[Span, str]]
) -> list[Name]:
    """The names inside one run, by the longest piece that some witness supports."""
    words = [
        Span(run.start + m.start(), run.start + m.end())
        for m in re.finditer(r"[^\s]+", run.of(text))
    ]
    out: list[Name] = []
    words = _after_openers(text, words)
    at = 0
    while at < len(words):
        name, used = _longest(text, words, at, places, labelled)
        if name is not None:
            out.append(name)
        at += used
    return out


def _after_openers(text: str, words: list[Span]) -> list[Span]:
    """ "Near Mosul", "Declaring Mosul", "Press Secretary Peter Cook": the name starts behind."""
    last = -1
    opens = bool(words) and _opens_sentence(text, words[0].start)
    if opens and len(words) > 1 and _PARTICIPLE.fullmatch(words[0].of(text)):
        words = words[1:]
    for i, word in enumerate(words[:-1]):
        bare = word.of(text).rstrip(".")
        function = bare.casefold() in NEVER | PREPOSITIONS
        article = bare in _ARTICLES_APART and not opens
        if f"{bare} {words[i + 1].of(text)}" in _DIRECTED:
            break
        if _is_title(bare) or (i == last + 1 and function and not article):
            last = i
    return words[last + 1 :]


def _is_title(word: str) -> bool:
    """ "President", "Lt", and "SECRETARY" of a transcript."""
    return word in TITLES or (word.isupper() and word.capitalize() in TITLES)


_PARTICIPLE = re.compile(r"[A-Z][a-z]{3,}ing")
_DIRECTED = frozenset(words_of("places/cues.yaml", "directions_in_names"))
_ARTICLES_APART = frozenset({"At", "As", "Al", "An", "Ad", "Ar", "Az", "Ash", "Es"})


def _opens_sentence(text: str, at: int) -> bool:
    """At a sentence's start "At" is the preposition; inside it is the article of "At Tanf"."""
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:"“\n'


def _longest(
    text: str,
    words: Sequence[Span],
    at: int,
    places: PlaceIndex,
    labelled: Sequence[tuple[Span, str]],
) -> tuple[Name | None, int]:
    for size in range(min(5, len(words) - at), 0, -1):
        span = Span(words[at].start, words[at + size - 1].end)
        name = _judge(text, _bare(text, span), places, labelled, size)
        if name is not None:
            return name, size
    return None, 1


def _bare(text: str, span: Span) -> Span:
    """Without a possessive ending."""
    surface = span.of(text)
    cut = re.search(r"['’ʼ`´]s?\Z", surface)
    return Span(span.start, span.end - len(cut.group())) if cut else span


def _judge(
    text: str, span: Span, places: PlaceIndex, labelled: Sequence[tuple[Span, str]], size: int
) -> Name | None:
    surface = span.of(text)
    if is_no_name(surface) if size == 1 else is_cut_short(surface):
        return None
    opening = surface.split()[0]
    if size > 1 and opening.isupper() and opening.casefold() in NEVER | PREPOSITIONS:
        return None
    labels = {label for s, label in labelled if s.start <= span.start and span.end <= s.end + 2}
    exact = {
        label for s, label in labelled if abs(s.end - span.end) <= 2 and _starts(text, s, span)
    }
    words = before(text, span.start)
    if words and _is_title(words[-1].rstrip(".")):
        return _named(text, span, NameKind.PERSON, hint=words[-1])
    cue = place_cue(text, span)
    if size > 1 and is_two_places(text, span, cue, places):
        return None
    if size > 1 and begins_a_place(surface) and not is_common(surface):
        return _named(text, span, NameKind.PLACE, hint=cue)
    if "PERSON" not in labels and is_row_of_places(surface, text, places):
        return None
    if is_place(text, span, cue=cue, labels=labels, places=places):
        return _named(text, span, NameKind.PLACE, hint=cue)
    if is_common(surface):
        return None
    if "PERSON" in exact and size > 1:
        return _named(text, span, NameKind.PERSON, hint=None)
    if exact and size > 1 and "DATE" not in exact and "CARDINAL" not in exact:
        return _named(text, span, NameKind.UNKNOWN, hint=None)
    return None


def _starts(text: str, proposal: Span, span: Span) -> bool:
    return text[proposal.start : span.start].strip().casefold() in ("", "the", "a")


def _named(text: str, span: Span, kind: NameKind, *, hint: str | None) -> Name:
    return Name(span, span.of(text), kind, hint=hint, reason=f"'{span.of(text)}' stands as a name")
