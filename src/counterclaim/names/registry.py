"""The actor registry at work: from a name to the actors that bear it."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from counterclaim.model import Actor, Link, Span
from counterclaim.names.compiled import (
    Compiled,
    Row,
    add_names,
    compile_actors,
    load_compiled,
    remove_names,
)
from counterclaim.names.words import (
    Word,
    case_fits,
    is_code,
    is_proper,
    name_keys,
    without_possessive,
)

_LOST = 0.8
Mutual = Literal["allied_with", "opposed_to"]
ENVIRONMENT = "COUNTERCLAIM_ACTORS"
"""Names a user's own YAML file of actors."""


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


def _then(actor: Actor, on: date | None, alive: bool | None) -> str:
    """How a name stood on a day, in words."""
    if alive is None:
        return ""
    if alive:
        return f", in use on {on}"
    if actor.until and actor.until.end and on and on > actor.until.end:
        return f", borne until {actor.until.end}; the text of {on} still calls it so"
    start = actor.since.start if actor.since else None
    return f", borne only from {start}, after {on}"


class Registry:
    """All actors with an index over every spelling of their names."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._take(compile_actors(actors))

    def _take(self, compiled: Compiled) -> None:
        self.actors = compiled.actors
        self._index = compiled.index
        self._spellings: list[str] = []

    @classmethod
    def load(cls, extra: Path | None = None) -> "Registry":
        """The shipped registry, with a user's own YAML file on top where one is given, here or by
        the environment's COUNTERCLAIM_ACTORS.

        Raises ``CodebookError`` naming file, line and entry where something is wrong.
        """
        told = os.environ.get(ENVIRONMENT)
        extra = extra or (Path(told) if told else None)
        registry = cls.__new__(cls)
        registry._take(load_compiled())
        if extra is not None:
            registry._overlay(extra)
        return registry

    def _overlay(self, extra: Path) -> None:
        from counterclaim.codebook.actors import user_actors

        changed = user_actors(extra, self.actors)
        for actor_id, actor in changed.items():
            if actor_id in self.actors:
                remove_names(self._index, self.actors[actor_id])
            add_names(self._index, actor)
        self.actors = {**self.actors, **changed}

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self.actors.get(actor_id)

    def find(self, name: str, on: date | None = None) -> tuple[Candidate, ...]:
        """The actors that bear exactly this name in any spelling, best first."""
        rows = self._index.get(" ".join(name_keys(name)), ())
        entries = [_Entry(*row) for row in rows if case_fits(row[1], name)]
        return self._ranked(entries, name, on)

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
        if surface != entry.name and is_code(entry.name) and surface.endswith(("s", "S")):
            score = _LOST
        if entry.ambiguous:
            score, why = 0.4, "may mean it"
        alive = active(actor, on)
        if alive is False:
            score *= 0.5
        return Candidate(actor, score, f"'{surface}' {why} ({entry.name}){_then(actor, on, alive)}")

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
        if words[at].article and words[at].text.islower():
            return None, at + 1
        best: tuple[int, list[_Entry]] | None = None
        article = _with_article(words[at].span.start, text) < words[at].span.start
        for end, rows in self._matches(words, at, text):
            written = words[at:end]
            proper = [_Entry(*r) for r in rows if is_proper(written, r[1], article=article)]
            if proper and best is not None and best[0] == end:
                best[1].extend(proper)
            elif proper:
                best = (end, proper)
        if best is None:
            return None, at + 1
        end, entries = best
        return self._hit(words[at:end], entries, text, on), end

    def _matches(
        self, words: Sequence[Word], at: int, text: str
    ) -> Iterator[tuple[int, list[Row]]]:
        """Names that begin at a word: the index after their last word, and their rows; shorter
        ones first."""
        paths = [key for key in words[at].keys if key in self._index]
        end = at + 1
        while paths:
            for path in paths:
                if self._index[path]:
                    yield end, self._index[path]
            following = _next(words, end, text)
            if following is None:
                return
            longer = (f"{path} {key}" for path in paths for key in words[following].keys)
            paths = [path for path in longer if path in self._index]
            end = following + 1

    def _hit(
        self, words: Sequence[Word], entries: Sequence[_Entry], text: str, on: date | None
    ) -> Hit:
        last = words[-1]
        ends = frozenset(name_keys(entry.name)[-1] for entry in entries)
        stem, possessive = without_possessive(last, ends)
        span = Span(_with_article(words[0].span.start, text), last.span.start + len(stem))
        candidates = self._ranked(entries, span.of(text), on)
        return Hit(span, candidates, all(e.ambiguous for e in entries), possessive)

    def search(self, query: str, limit: int = 20, on: date | None = None) -> tuple[Candidate, ...]:
        """Actors whose names come near a query, for a person who looks one up."""
        exact = self.find(query, on)
        near = self._near(query, limit) if len(exact) < limit else []
        taken = {c.actor.id for c in exact}
        more = [c for c in near if c.actor.id not in taken]
        return (*exact, *more)[:limit]

    def _near(self, query: str, limit: int) -> list[Candidate]:
        from rapidfuzz import fuzz, process

        if not self._spellings:
            self._spellings = [key for key, rows in self._index.items() if rows]
        best = process.extract(
            " ".join(name_keys(query)),
            self._spellings,
            scorer=fuzz.token_set_ratio,
            limit=limit * 3,
            score_cutoff=70,
        )
        out: dict[str, Candidate] = {}
        for spelling, score, _ in best:
            for actor_id, name, _ in self._index[spelling]:
                reason = f"'{query}' comes near its name {name} ({score:.0f} of 100)"
                actor = self.actors[actor_id]
                out.setdefault(actor_id, Candidate(actor, score / 100 * 0.9, reason))
        return list(out.values())

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

    def successors(self, actor_id: str) -> tuple[Link, ...]:
        """Who came after an actor: a tie to each, dated as its own tie back is."""
        return self._back("successor_of", actor_id)

    def tied(self, actor_id: str, tie: Mutual) -> tuple[Link, ...]:
        """The allies or opponents of an actor, whichever side's entry tells it."""
        own: tuple[Link, ...] = getattr(self.actors[actor_id], tie)
        return (*own, *self._back(tie, actor_id))

    def _back(self, tie: str, actor_id: str) -> tuple[Link, ...]:
        return tuple(
            replace(link, actor=other.id)
            for other in self.actors.values()
            for link in getattr(other, tie)
            if link.actor == actor_id
        )


_ARTICLE_BEFORE = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]r|[Aa]z|[Aa]n|[Aa]t|[Aa]d)[-‑–]\Z")


def _with_article(start: int, text: str) -> int:
    """The article in front belongs to the name: "al-Nusra Front"."""
    article = _ARTICLE_BEFORE.search(text[max(0, start - 5) : start])
    return start - len(article.group()) if article else start


def _next(words: Sequence[Word], at: int, text: str) -> int | None:
    """The next word of the same name, past articles; ``None`` where punctuation parts them, or
    where the article is an English word ("Washington at times")."""
    while 0 < at < len(words) and _adjacent(words[at - 1], words[at], text):
        if not words[at].article:
            return at
        after = words[at + 1].text if at + 1 < len(words) else ""
        if after.islower() and text[words[at].span.end] == " ":
            return None
        at += 1
    return None


def _adjacent(left: Word, right: Word, text: str) -> bool:
    between = text[left.span.end : right.span.start]
    if between.startswith(".") and len(left.text) > 3:
        return False
    return len(between) <= 3 and not any(c in between for c in ",;:()[]\n!?/|")
