"""Which of several actors a name means, decided by what else the text names, else left open.

What counts for a candidate: its country in view, words that its entry lists as ``context``, and
its allies, enemies and wholes named in the text. The best must lead clearly.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.codebook.tables import words_of
from counterclaim.model import Actor, ActorType, Span
from counterclaim.names.found import Name, NameKind
from counterclaim.names.registry import Candidate, Hit, Registry

_LEAD = 2
_SURE = 0.4
_TIES = ("part_of", "allied_with", "opposed_to")
_TOPICAL = re.compile(r"\b[Tt]he ([Cc]oalition)\b(?![ -](?:[A-Z]|government|partner))")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a text is about: its actors, how often each country is in view, its words. ``since`` is
    the day on which the youngest of its actors came into being; ``raw`` the text as written."""

    actors: Mapping[str, str]
    countries: Counter[str]
    text: str
    since: date | None
    raw: str

    @classmethod
    def of(cls, names: Sequence[Name], text: str) -> "Scene":
        """The scene that the decided names set."""
        clear = [n for n in names if n.actor is not None]
        known = [n.candidates[0].actor for n in clear if n.candidates]
        lands = (actor.country for actor in known)
        return cls(
            actors={n.actor: n.actor_name or n.text for n in clear if n.actor is not None},
            countries=Counter(land for land in lands if land is not None),
            text=text.casefold(),
            since=max((a.since.start for a in known if a.since and a.since.start), default=None),
            raw=text,
        )

    def support(self, actor: Actor) -> tuple[int, str]:
        """How much speaks for an actor, and the strongest sign in words."""
        signs: list[str] = []
        if actor.country and self.countries[actor.country]:
            signs.append(f"the text is about {actor.country}")
        found = [w for w in actor.context if _has_word(self.text, w.casefold())]
        signs += [f"the text says '{word}'" for word in found]
        tied = [li.actor for tie in _TIES for li in getattr(actor, tie) if li.actor in self.actors]
        for actor_id in dict.fromkeys(tied):
            signs += [f"the text names {self.actors[actor_id]}"] * _LEAD
        return len(signs), (signs[-1] if tied else signs[0]) if signs else ""


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def worth_keeping(hits: Sequence[Hit], text: str) -> list[Hit]:
    """An ambiguous name stays where the text elsewhere names one of its candidates plainly, where
    it is a government's seat, or where it is several capitalised words; "Khan" of "Khan Shaykhun"
    and the town of Dabiq are left to the gazetteer."""
    clear = {h.candidates[0].actor.id for h in hits if not h.ambiguous}
    return [h for h in hits if not h.ambiguous or _supported(h, clear, text)]


def _supported(hit: Hit, clear: set[str], text: str) -> bool:
    if _runs_on(hit.span, text):
        return False
    if any(c.actor.id in clear for c in hit.candidates):
        return True
    best = hit.candidates[0].actor.type
    if best in (ActorType.GOVERNMENT, ActorType.COALITION):
        return True
    several = re.search(r"[ -][A-Z]", hit.span.of(text)) is not None
    return several and best is not ActorType.PERSON


def _runs_on(span: Span, text: str) -> bool:
    """True where another capitalised word stands right beside it in the same name."""
    before = re.search(r"[A-Z][\w'’-]*[ -]\Z", text[max(0, span.start - 20) : span.start])
    after = re.match(r"(?: |-)(?:al-|el-)?[A-Z][a-z]", text[span.end : span.end + 6])
    if after:
        return True
    return before is not None and before.group().strip(" -").casefold() not in _OPENERS


_OPENERS = frozenset(["a", "an", "and", "both", "but", "in", "on", "our", "that", "the", "this"])


def settle(names: Sequence[Name], text: str) -> list[Name]:
    """The names, those of several candidates decided where the text does, else open."""
    scene = Scene.of(names, text)
    return [settled(n, scene) if _open(n) else n for n in names]


def _open(name: Name) -> bool:
    return name.actor is None and bool(name.candidates)


def settled(name: Name, scene: Scene) -> Name:
    """One name decided by the scene, or as it was, with its candidates in words."""
    named = [c for c in name.candidates if c.actor.id in scene.actors]
    if len(named) == 1:
        return _decided(name, named[0], f"the text names {named[0].actor.name} elsewhere")
    best = name.candidates[0].score
    tied = _possible(name, [c for c in name.candidates if c.score >= best - 0.05], scene)
    if name.kind is NameKind.PLACE:
        return name
    ranked = sorted(((scene.support(c.actor), c) for c in tied), key=lambda item: -item[0][0])
    (lead, why), winner = ranked[0]
    second = ranked[1][0][0] if len(ranked) > 1 else 0
    margin = _LEAD if second and best <= _SURE else 1
    if lead - second >= margin and (best > _SURE or _distinctive(name)):
        return _decided(name, winner, why)
    return name


def _possible(name: Name, tied: list[Candidate], scene: Scene) -> list[Candidate]:
    """Without those that were gone before another actor of the text began, and, for a coalition
    that bombs, without political alliances; all of them where that leaves none."""
    alive = [c for c in tied if not _gone_before(c.actor, scene.since)] or tied
    if not _fights(name.span, scene.raw):
        return alive
    return [c for c in alive if c.actor.type is ActorType.COALITION] or alive


def _gone_before(actor: Actor, day: date | None) -> bool:
    return bool(day and actor.until and actor.until.end and actor.until.end < day)


_AT_WAR = "|".join(words_of("names.yaml", "at_war"))
_THEN_FIGHTS = re.compile(rf"(?:['’]s)?[ -](?:{_AT_WAR})\b", re.IGNORECASE)
_FOUGHT_BY = re.compile(rf"\b(?:{_AT_WAR})\b[\w ,-]{{0,40}} by the \Z", re.IGNORECASE)


def _fights(span: Span, text: str) -> bool:
    """ "The coalition bombed", "strikes carried out by the coalition"."""
    if not span.of(text).casefold().endswith("coalition"):
        return False
    before = text[max(0, span.start - 80) : span.start]
    return _THEN_FIGHTS.match(text, span.end) is not None or _FOUGHT_BY.search(before) is not None


def _distinctive(name: Name) -> bool:
    """An ambiguous name of one word may be any word; of several, or of a coalition, hardly."""
    return " " in name.text or "-" in name.text or name.actor_type is ActorType.COALITION


def _decided(name: Name, candidate: Candidate, why: str) -> Name:
    actor = candidate.actor
    return replace(
        name,
        kind=NameKind.PERSON if actor.type is ActorType.PERSON else name.kind,
        actor=actor.id,
        actor_name=actor.name,
        actor_type=actor.type,
        reason=f"{candidate.reason}; {why}",
    )


def topical(names: Sequence[Name], text: str, registry: Registry) -> list[Name]:
    """ "The coalition" with a small letter, where the text names none but is plainly about one."""
    if any(n.actor_type is ActorType.COALITION for n in names):
        return []
    scene = Scene.of(names, text)
    out: list[Name] = []
    for match in _TOPICAL.finditer(text):
        span = Span(*match.span(1))
        if any(span.overlaps(name.span) for name in names):
            continue
        candidates = registry.find("the Coalition")
        name = Name(span, span.of(text), NameKind.ACTOR, candidates, actor_type=ActorType.COALITION)
        decided = settled(name, scene)
        out += [decided] if decided.actor is not None else []
    return out
