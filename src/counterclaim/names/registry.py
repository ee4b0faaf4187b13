"""The actor registry at work: from a name to the actors that bear it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from counterclaim.codebook.actors import load_actors
from counterclaim.model import Actor, Link, Span
from counterclaim.names.spelling import fold, plain

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[.'’ʼ`´][^\W_]+)*")
_ARTICLES = frozenset("al el as ash ar az an at ad ed es et the".split())
_POSSESSIVE = re.compile(r"['’ʼ`´]s\Z|['’ʼ`´]\Z")
_CODE_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as the matcher sees it. ``keys`` are its folded forms, likeliest first;
    ``lost`` marks those that read a final *s* as a possessive whose apostrophe was lost."""

    text: str
    span: Span
    keys: tuple[str, ...]
    article: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One actor that a wording may mean. ``score`` is 0..1; ``reason`` says why in words."""

    actor: Actor
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that is a name of the registry."""

    span: Span
    candidates: tuple[Candidate, ...]
    ambiguous: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    actor: str
    name: str
    ambiguous: bool
    exact: bool


@cache
def _keys(text: str) -> tuple[str, ...]:
    base = _POSSESSIVE.sub("", text)
    out = [fold(base)]
    if base == text and len(text) > 3 and text[-1] == "s" and text[:1].isupper():
        out.append(fold(text[:-1]))
    return tuple(dict.fromkeys(out))


def words_of(text: str) -> list[Word]:
    """The words of a text with their folded forms; hyphens separate, apostrophes don't."""
    return [
        Word(m.group(), Span(*m.span()), _keys(m.group()), m.group().casefold() in _ARTICLES)
        for m in WORD.finditer(text)
    ]


def _name_keys(name: str) -> tuple[str, ...]:
    words = [w for w in words_of(name) if not w.article] or words_of(name)
    return tuple(word.keys[0] for word in words)


def _is_code(name: str) -> bool:
    letters = name.replace(".", "")
    capitals = sum(c.isupper() for c in letters)
    return len(letters) <= _CODE_LENGTH and capitals >= 2 and letters.isalnum()


def active(actor: Actor, on: date | None) -> bool | None:
    """Whether the actor existed on a day under this name; ``None`` where nothing tells."""
    if on is None or (actor.since is None and actor.until is None):
        return None
    if actor.since and actor.since.start and on < actor.since.start:
        return False
    return not (actor.until and actor.until.end and on > actor.until.end)


def holds(link: Link, on: date | None) -> bool:
    """Whether a tie is in force on a day; an undated tie always is."""
    if on is None:
        return True
    if link.since and link.since.start and on < link.since.start:
        return False
    return not (link.until and link.until.end and on > link.until.end)


class Registry:
    """All actors with an index over every spelling of their names."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self.actors = dict(actors)
        self._by_first: dict[str, list[tuple[tuple[str, ...], _Entry]]] = defaultdict(list)
        self._by_keys: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        for actor in self.actors.values():
            self._index(actor)
        for bucket in self._by_first.values():
            bucket.sort(key=lambda item: -len(item[0]))
        self._spellings: dict[str, list[str]] = {}

    @classmethod
    def load(cls, extra: Path | None = None) -> "Registry":
        """The shipped registry, with a user's own YAML file on top where one is given.

        Raises ``CodebookError`` naming file, line and entry where something is wrong.
        """
        return cls(load_actors(extra))

    def _index(self, actor: Actor) -> None:
        for name in actor.names:
            keys = _name_keys(name.text)
            if not keys or not all(keys):
                continue
            entry = _Entry(actor.id, name.text, name.ambiguous, _is_code(name.text))
            self._by_first[keys[0]].append((keys, entry))
            self._by_keys[keys].append(entry)

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self.actors.get(actor_id)

    def find(self, name: str, on: date | None = None) -> tuple[Candidate, ...]:
        """The actors that bear exactly this name in any spelling, best first."""
        entries = self._fitting(_name_keys(name), name)
        return self._ranked(entries, name, on)

    def _fitting(self, keys: tuple[str, ...], surface: str) -> list[_Entry]:
        return [e for e in self._by_keys.get(keys, ()) if _case_fits(e, surface)]

    def _ranked(
        self, entries: Sequence[_Entry], surface: str, on: date | None
    ) -> tuple[Candidate, ...]:
        seen: dict[str, Candidate] = {}
        for entry in entries:
            candidate = self._candidate(entry, surface, on)
            best = seen.get(entry.actor)
            if best is None or best.score < candidate.score:
                seen[entry.actor] = candidate
        return tuple(sorted(seen.values(), key=lambda c: (-c.score, c.actor.id)))

    def _candidate(self, entry: _Entry, surface: str, on: date | None) -> Candidate:
        actor = self.actors[entry.actor]
        score, why = (1.0, "is its name") if surface == entry.name else (0.95, "spells its name")
        if entry.ambiguous:
            score, why = 0.4, "may mean it"
        alive = active(actor, on)
        if alive is False:
            score *= 0.5
            why += f", which it didn't bear on {on}"
        elif alive:
            why += f", in use on {on}"
        return Candidate(actor, score, f"'{surface}' {why} ({entry.name})")

    def scan(self, words: Sequence[Word], text: str, on: date | None = None) -> list[Hit]:
        """All names of actors in a text, longest first, never overlapping."""
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            hit, after = self._hit_at(words, at, text, on)
            if hit is not None:
                hits.append(hit)
            at = after
        return hits

    def _hit_at(
        self, words: Sequence[Word], at: int, text: str, on: date | None
    ) -> tuple[Hit | None, int]:
        first = words[at]
        if first.article and first.text.islower():
            return None, at + 1
        best_end = 0
        best: list[_Entry] = []
        for key in first.keys:
            for keys, entry in self._by_first.get(key, ()):
                end = _match(words, at, keys, text)
                if end > best_end and _proper(words[at:end], entry):
                    best_end, best = end, [entry]
                elif end and end == best_end and _proper(words[at:end], entry):
                    best.append(entry)
        if not best:
            return None, at + 1
        return self._hit(words[at:best_end], best, text, on), best_end

    def _hit(
        self, words: Sequence[Word], entries: Sequence[_Entry], text: str, on: date | None
    ) -> Hit:
        last = words[-1]
        stem, possessive = _without_possessive(last, entries)
        span = Span(_with_article(words[0].span.start, text), last.span.start + len(stem))
        candidates = self._ranked(entries, span.of(text), on)
        return Hit(span, candidates, all(e.ambiguous for e in entries), possessive)

    def search(
        self, query: str, limit: int = 20, on: date | None = None
    ) -> tuple[Candidate, ...]:
        """Actors whose names come near a query, for a person who looks one up."""
        exact = self.find(query, on)
        near = self._near(query, limit) if len(exact) < limit else []
        taken = {c.actor.id for c in exact}
        more = [c for c in near if c.actor.id not in taken]
        return (*exact, *more)[:limit]

    def _near(self, query: str, limit: int) -> list[Candidate]:
        spellings = self._all_spellings()
        wanted = " ".join(_name_keys(query))
        best = process.extract(
            wanted, spellings.keys(), scorer=fuzz.token_set_ratio, limit=limit * 3, score_cutoff=70
        )
        out: dict[str, Candidate] = {}
        for spelling, score, _ in best:
            for actor_id in spellings[spelling]:
                reason = f"'{query}' comes near a name of it ({score:.0f} of 100)"
                out.setdefault(
                    actor_id, Candidate(self.actors[actor_id], score / 100 * 0.9, reason)
                )
        return list(out.values())

    def _all_spellings(self) -> dict[str, list[str]]:
        if not self._spellings:
            for keys, entries in self._by_keys.items():
                self._spellings[" ".join(keys)] = [e.actor for e in entries]
        return self._spellings

    def lineage(self, actor_id: str, on: date | None = None) -> tuple[Actor, ...]:
        """What an actor was part of on a day, innermost first, without repeating any."""
        out: dict[str, Actor] = {}
        queue = [actor_id]
        while queue:
            actor = self.actors[queue.pop(0)]
            for link in actor.part_of:
                if link.actor not in out and link.actor != actor_id and holds(link, on):
                    out[link.actor] = self.actors[link.actor]
                    queue.append(link.actor)
        return tuple(out.values())


_ARTICLE_BEFORE = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]r|[Aa]z|[Aa]n|[Aa]t|[Aa]d)[-‑–]\Z")


def _with_article(start: int, text: str) -> int:
    """The article in front belongs to the name: "al-Nusra Front"."""
    article = _ARTICLE_BEFORE.search(text[max(0, start - 5) : start])
    return start - len(article.group()) if article else start


def _case_fits(entry: _Entry, surface: str) -> bool:
    if not entry.exact:
        return True
    return surface.replace(".", "") == entry.name.replace(".", "")


def _match(words: Sequence[Word], at: int, keys: tuple[str, ...], text: str) -> int:
    """Index after the last word where the keys stand from ``at`` on, else 0."""
    i = at
    for n, key in enumerate(keys):
        while n and i < len(words) and words[i].article:
            i += 1
        if i >= len(words) or key not in words[i].keys:
            return 0
        if n and not _adjacent(words[i - 1], words[i], text):
            return 0
        i += 1
    return i


def _adjacent(left: Word, right: Word, text: str) -> bool:
    between = text[left.span.end : right.span.start]
    return len(between) <= 3 and not any(c in between for c in ",;:()[]\n!?/|")


def _proper(words: Sequence[Word], entry: _Entry) -> bool:
    surface = "".join(_POSSESSIVE.sub("", w.text) for w in words).replace(".", "")
    if entry.exact:
        name = entry.name.replace(".", "")
        return surface == name or surface.removesuffix("s") == name
    if len(words) == 1 and len(surface) < _CODE_LENGTH and not _same_letters(surface, entry.name):
        return False
    if not surface[:1].isascii():
        return True
    return any(w.text[:1].isupper() for w in words) and _initials_fit(words, entry)


def _same_letters(surface: str, name: str) -> bool:
    """Short names must be spelled as listed: the folded form of "Dish" is that of "Daesh"."""
    bare = plain(surface)
    return bare in (plain(name), f"{plain(name)}s")


def _initials_fit(words: Sequence[Word], entry: _Entry) -> bool:
    """A one-word name must be capitalised as the entry is; "houthis" is passed, "may" is not."""
    return len(words) > 1 or not entry.name[:1].isupper() or words[0].text[:1].isupper()


def _without_possessive(last: Word, entries: Iterable[_Entry]) -> tuple[str, bool]:
    bare = _POSSESSIVE.sub("", last.text)
    if bare != last.text:
        return bare, True
    ends = {_name_keys(entry.name)[-1] for entry in entries}
    if len(last.keys) > 1 and last.keys[0] not in ends and last.keys[1] in ends:
        return last.text[:-1], True
    return last.text, False
