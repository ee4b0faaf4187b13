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

from counterclaim.codebook.tables import load_mapping, words_of
from counterclaim.model import ActorType, Span
from counterclaim.names.again import named_again
from counterclaim.names.common import is_common
from counterclaim.names.found import Found as Found
from counterclaim.names.found import Name as Name
from counterclaim.names.found import NameKind as NameKind
from counterclaim.names.registry import Candidate, Hit, Registry
from counterclaim.names.repeats import with_repeats
from counterclaim.names.settling import settle, topical, worth_keeping
from counterclaim.names.spelling import fold
from counterclaim.names.strangers import without_strangers
from counterclaim.names.words import Word
from counterclaim.names.words import words_of as text_words


class Proposal(Protocol):
    """A name that a language model proposes."""

    @property
    def span(self) -> Span: ...

    @property
    def label(self) -> str: ...


class PlaceIndex(Protocol):
    """What the finder asks of a gazetteer."""

    def is_name(self, name: str) -> bool: ...


_CUES = load_mapping("places/cues.yaml")
_BEFORE = frozenset(words_of("places/cues.yaml", "before"))
_PREPOSITIONS = frozenset(words_of("places/cues.yaml", "prepositions"))
_AFTER = frozenset(words_of("places/cues.yaml", "after"))
_NEVER = frozenset(words_of("places/cues.yaml", "never"))
_TITLES = frozenset(words_of("places/cues.yaml", "titles_of_persons"))
_NO_NAME = _NEVER | _BEFORE
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
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
    ]
    glossed = _Glosses(text, hits)
    names = [_from_hit(hit, text) for hit in hits]
    names += glossed.introduced(words, names)
    names = _without_overlap(
        [*names, *(n for n in local if not any(n.span == m.span for m in names))]
    )
    names += _from_text(text, names, places, list(proposals), blocked)
    names = named_again(text, _without_overlap(names), blocked)
    names = _without_overlap(with_repeats(names, text, blocked))
    settled = settle(names, text)
    settled = _without_overlap([*settled, *topical(settled, text, registry)])
    return Found(tuple(settled), tuple(glossed.spans))


def _long_places(text: str, places: PlaceIndex, blocked: Sequence[Span]) -> list[Name]:
    """Names of several words that the gazetteer knows and that stand as places: an actor's name
    inside one ("Bassel al-Assad airport", "Khan Shaykhun") is not the actor."""
    out: list[Name] = []
    for run in _free_runs(text, blocked):
        words = _after_titles(
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
            before = _words_before(text, span.start)
            cue = _place_cue(before, _word_after(text, span.end))
            last = before[-1].strip("(\"'“").casefold() if before else ""
            if (
                (cue or last in _LOCAL)
                and not is_common(span.of(text))
                and places.is_name(fold(span.of(text)))
            ):
                return _named(text, span, NameKind.PLACE, hint=cue)
    return None


_LOCAL = frozenset(
    {"in", "near", "at", "around", "outside", "inside", "from", "to", "of", "on", "into", "towards"}
)


def _from_hit(hit: Hit, text: str) -> Name:
    best = hit.candidates[0]
    tied = [c for c in hit.candidates if c.score >= best.score - 0.05]
    decided = not hit.ambiguous and len(tied) == 1
    surface = hit.span.of(text)
    local = hit.ambiguous and surface.casefold() not in _NEVER
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
    named = piece[:1].isupper() or bool(_ARTICLED.match(piece))
    return [Span(start, end)] if end - start > 1 and named else []


_ARTICLED = re.compile(r"(?:al|el|as|ash|ar|az|an|at|ad)-[A-Z]")


def _read_run(
    text: str, run: Span, places: PlaceIndex, labelled: Sequence[tuple[Span, str]]
) -> list[Name]:
    """The names inside one run, by the longest piece that some witness supports."""
    words = [
        Span(run.start + m.start(), run.start + m.end())
        for m in re.finditer(r"[^\s]+", run.of(text))
    ]
    out: list[Name] = []
    words = _after_titles(text, words)
    at = 0
    while at < len(words):
        name, used = _longest(text, words, at, places, labelled)
        if name is not None:
            out.append(name)
        at += used
    return out


def _after_titles(text: str, words: list[Span]) -> list[Span]:
    """ "Near Mosul", "Press Secretary Peter Cook": the name starts behind such words."""
    last = -1
    opens = bool(words) and _opens_sentence(text, words[0].start)
    for i, word in enumerate(words[:-1]):
        bare = word.of(text).rstrip(".")
        function = bare.casefold() in _NEVER | _PREPOSITIONS
        article = bare in _ARTICLES_APART and not opens
        if _is_title(bare) or (i == last + 1 and function and not article):
            last = i
    return words[last + 1 :]


def _is_title(word: str) -> bool:
    """ "President", "Lt", and "SECRETARY" of a transcript."""
    return word in _TITLES or (word.isupper() and word.capitalize() in _TITLES)


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
    if size == 1 and (surface.casefold() in _NO_NAME or len(surface) < 3 or surface.isdigit()):
        return None
    opening = surface.split()[0]
    if size > 1 and opening.isupper() and opening.casefold() in _NEVER | _PREPOSITIONS:
        return None
    labels = {label for s, label in labelled if s.start <= span.start and span.end <= s.end + 2}
    exact = {
        label for s, label in labelled if abs(s.end - span.end) <= 2 and _starts(text, s, span)
    }
    before = _words_before(text, span.start)
    after = _word_after(text, span.end)
    if before and _is_title(before[-1].rstrip(".")):
        return _named(text, span, NameKind.PERSON, hint=before[-1])
    cue = _place_cue(before, after)
    if size > 1 and _two_places(surface, cue, before, places):
        return None
    if size > 1 and _PLACE_WORD.match(surface) and not is_common(surface):
        return _named(text, span, NameKind.PLACE, hint=cue)
    if _is_place(surface, cue, before, labels, places, text, span):
        return _named(text, span, NameKind.PLACE, hint=cue)
    if is_common(surface):
        return None
    if "PERSON" in exact and size > 1:
        return _named(text, span, NameKind.PERSON, hint=None)
    if exact and size > 1 and "DATE" not in exact and "CARDINAL" not in exact:
        return _named(text, span, NameKind.UNKNOWN, hint=None)
    return None


def _two_places(surface: str, cue: str | None, before: Sequence[str], places: PlaceIndex) -> bool:
    """ "in the town of Atareb Aleppo Province", "in al-Zahraa al-Shuhada": two names in a row where
    the text lost its comma. "Bab al-Saghir" is one: only its second word has the article."""
    last = before[-1].strip("(\"'“").casefold() if before else ""
    placed = cue is not None or last in _LOCAL - {"of"} or _of_a_country(before, places)
    if not placed or places.is_name(fold(surface)):
        return False
    words = surface.split()
    if any(_ARTICLED.match(word) for word in words[1:]) and not _ARTICLED.match(words[0]):
        return False
    return any(
        places.is_name(fold(" ".join(words[:i]))) and places.is_name(fold(" ".join(words[i:])))
        for i in range(2 if _PLACE_WORD.match(surface) else 1, len(words))
    )


# Words that begin the names of places in Arabic and Kurdish: hill, valley, well, spring, mountain.
_PLACE_WORD = re.compile(
    r"(?:Tal|Tall|Tell|Wadi|Bir|Bi'r|Jabal|Jebel|Ayn|Ain|Deir|Dayr|Kafr|Khirbet|Khirbat|Umm|Ras|"
    r"Jisr|Qalat|Tel) [A-Za-z]"
)


def _starts(text: str, proposal: Span, span: Span) -> bool:
    return text[proposal.start : span.start].strip().casefold() in ("", "the", "a")


def _words_before(text: str, at: int) -> list[str]:
    return text[max(0, at - 40) : at].split()[-4:]


def _word_after(text: str, at: int) -> str:
    following = text[at : at + 30].split()
    return following[0].strip(".,;:)'\"").casefold() if following else ""


def _place_cue(before: Sequence[str], after: str) -> str | None:
    low = [w.strip(",;:(\"'“").casefold() for w in before]
    if len(low) >= 2 and low[-1] == "of" and low[-2].rstrip("s") in _BEFORE:
        return low[-2]
    if low and low[-1] in _BEFORE:
        return low[-1]
    return after if after in _AFTER else None


def _is_place(
    surface: str,
    cue: str | None,
    before: Sequence[str],
    labels: set[str],
    places: PlaceIndex,
    text: str,
    span: Span,
) -> bool:
    if cue is not None and cue not in ("group", "forces"):
        if is_common(surface):
            return False
        return cue in _BEFORE or places.is_name(fold(surface)) or bool(labels & _PLACE_LABELS)
    last = before[-1].strip("(\"'“").casefold() if before else ""
    known = places.is_name(fold(surface))
    known = known and (cue is not None or " " in surface or not is_common(surface))
    if not known and " " in surface and places.is_name(fold(surface.split()[0])):
        return False
    if _of_a_country(before, places):
        return known
    if last in _PREPOSITIONS:
        return (
            known or bool(labels & _PLACE_LABELS) or _plainly_local(last, surface, labels, places)
        )
    if _in_place_list(text, span) and not is_common(surface):
        return True
    if labels & _PLACE_LABELS:
        return known
    if known and not labels & {"PERSON", "NORP"} and _fought_over(last, text, span):
        return True
    return known and _in_list(text, span) and not labels


_HELD = frozenset(
    """attack attacked bomb bombed bombing bombard bombarded bombarding capture captured capturing
    clear cleared encircle encircled enter entered entering hit hitting invade invaded liberate
    liberated liberating lost overran overrun pound pounded pounding recapture recaptured
    recapturing retake retaken retaking retook seize seized seizing shell shelled shelling storm
    stormed storming strike struck striking surrounded targeted besieged besieging
    wrested""".split()
)
_FELL = re.compile(
    r" (?:fell (?:to|into)|(?:was|were|has been|had been|is|came) (?:then |also |again )?"
    r"(?:attacked|bombed|bombarded|captured|encircled|hit|liberated|overrun|pounded|recaptured|"
    r"retaken|seized|shelled|stormed|struck|surrounded|targeted|taken|besieged|under))\b"
)


def _fought_over(last: str, text: str, span: Span) -> bool:
    """ "seized Manbij", "Raqqa was bombed", "Aleppo fell to": what is known as a place is one."""
    if last in _HELD:
        return not text[span.end : span.end + 2].strip().istitle()
    return _FELL.match(text[span.end : span.end + 40]) is not None


_NATIONS = frozenset(
    """syrian iraqi turkish lebanese yemeni libyan ukrainian russian israeli palestinian
    afghan iranian""".split()
)


def _of_a_country(before: Sequence[str], places: PlaceIndex) -> bool:
    """ "Syria's Quneitra", "Syrias Idlib" (an apostrophe lost), "Syrian Abu Kamal"."""
    last = before[-1] if before else ""
    if last.casefold() in _NATIONS:
        return True
    bare = re.sub(r"['’]s\Z", "", last)
    if bare == last and last[-1:] == "s" and len(last) > 4:
        bare = last[:-1]
    return bare != last and last[:1].isupper() and places.is_name(fold(bare)) and bare in _COUNTRIES


_COUNTRIES = frozenset(
    """Syria Iraq Yemen Libya Turkey Lebanon Ukraine Russia Israel Afghanistan Iran Sudan
    Mali""".split()
)


def _plainly_local(preposition: str, surface: str, labels: set[str], places: PlaceIndex) -> bool:
    """ "in Talmenes": a place even where no gazetteer has it."""
    if preposition not in {"in", "near", "outside", "inside"} or labels & {
        "NORP",
        "LANGUAGE",
        "DATE",
        "EVENT",
        "LAW",
    }:
        return False
    if " " in surface and places.is_name(fold(surface.split()[0])):
        return False
    return not is_common(surface) and not surface.isupper()


_PLACE_LIST = re.compile(
    r"\b(?:in|near|at|of|outside|including|areas?|towns|villages|cities|around)\s"
    r"(?:the (?:towns?|villages?|city|cities|areas?|neighbou?rhoods|districts) of )?"
    r"(?:(?:[aA]l-|[Aa]l )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:, and |, | and )){1,8}\Z"
)


def _in_place_list(text: str, span: Span) -> bool:
    """ "in Qamenas, Sarmin and Talmenes": the later members are places like the first."""
    return _PLACE_LIST.search(text[max(0, span.start - 120) : span.start]) is not None


def _in_list(text: str, span: Span) -> bool:
    """After a comma or "and" that follows another capitalised word."""
    before = text[max(0, span.start - 24) : span.start]
    return bool(re.search(r"[A-Z][\w'’-]+(?:,| and|, and)\s\Z", before))


def _named(text: str, span: Span, kind: NameKind, *, hint: str | None) -> Name:
    return Name(span, span.of(text), kind, hint=hint, reason=f"'{span.of(text)}' stands as a name")
