"""Triggers of one sentence -> happenings: words that tell the same event are put together.

"Warplanes carried out strikes ... killing 26 civilians": the carrier, the noun and the harm verb
are one happening, of the noun's kind. Words are joined where grammar ties them: an event noun that
is subject, object, agent or cause of a verb; a participle of harm; an attack and the verb that it
hangs on. Two nouns or verbs of different specific kinds stay two happenings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from counterclaim.coding.beside import is_event, tool_kind
from counterclaim.coding.lexicon import carriers, word_class
from counterclaim.coding.syntax import (
    agents,
    ancestors,
    conjuncts,
    doers,
    own_subjects,
    path_length,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.triggers import HARM, Trigger
from counterclaim.coding.view import View

_VIOLENT = {
    HARM: 0,
    "casualties": 1,
    "destruction": 1,
    "attack": 2,
    "killing": 3,
    "armed-clash": 4,
    "weapons-disrupted": 5,
    "shelling": 6,
    "air-strike": 7,
    "bombing": 7,
    "suicide-bombing": 8,
    "chemical-attack": 9,
}
_CAUSES = frozenset(
    {
        "in",
        "by",
        "from",
        "during",
        "after",
        "following",
        "when",
        "due to",
        "because of",
        "through",
        "with",
        "to",
        "under",
        "as of",
        "under of",
        "since",
        "amid",
        "via",
        "at",
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    """The triggers that tell one event. ``main`` is the one whose kind it has; ``carriers`` are
    verbs that only carry it ("carried out", "hit", "killed")."""

    main: Trigger
    kind: str
    triggers: tuple[Trigger, ...]
    carriers: tuple[Token, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words that tell it, the main one first."""
        rest = [t.token for t in self.triggers if t is not self.main] + list(self.carriers)
        return (self.main.token, *rest)


def find_happenings(view: View, triggers: Sequence[Trigger]) -> list[Happening]:
    """The happenings of a sentence, in order of their main words."""
    groups = _Groups(triggers)
    for trigger in triggers:
        for other in triggers:
            if other is not trigger and _same(view, trigger, other):
                groups.join(trigger, other)
    found = [_happening(view, group) for group in groups.all()]
    return sorted((h for h in found if h is not None), key=lambda h: h.main.token.i)


def absorb(
    view: View, happenings: Sequence[Happening], speakers: Mapping[int, tuple[object, ...]]
) -> list[tuple[Happening, Happening]]:
    """Pairs of (happening, the one it was made from): bare losses and bare references join the
    nearest violent happening of the sentence that has the same speakers."""
    hosts = [h for h in happenings if _can_host(h) or h.kind == "destruction"]
    guests: dict[int, list[Happening]] = {}
    gone: set[int] = set()
    for happening in happenings:
        mine = speakers[id(happening)]
        near = [h for h in hosts if h is not happening and (not mine or speakers[id(h)] == mine)]
        if not _result_of(happening):
            near = [h for h in near if h.kind != "destruction"]
        if not near or not _needs_host(view, happening, near):
            continue
        host = min(near, key=lambda h: _apart(h, happening))
        guests.setdefault(id(host), []).append(happening)
        gone.add(id(happening))
    joined = [(_joined(view, h, guests.get(id(h), [])), h) for h in happenings if id(h) not in gone]
    return [(_sharing(h, [o for o, _ in joined]), origin) for h, origin in joined]


def _sharing(happening: Happening, others: Sequence[Happening]) -> Happening:
    """ "killed in shelling and air strikes": one toll is told of both."""
    token = happening.main.token
    if not happening.main.noun or token.dep_ != "conj" or any(t.effect for t in happening.triggers):
        return happening
    head = first(token)
    for other in others:
        if other is not happening and other.main.token.i == head.i and happening.kind != other.kind:
            harm = tuple(t for t in other.triggers if t.effect)
            return replace(happening, triggers=(*happening.triggers, *harm))
    return happening


def _result_of(happening: Happening) -> bool:
    """ "destroyed vehicles, killing many": a participle of harm without a subject of its own."""
    token = happening.main.token
    return happening.main.kind == HARM and token.tag_ == "VBG" and not own_subjects(token)


def _can_host(happening: Happening) -> bool:
    return happening.kind in _VIOLENT and happening.kind not in {"casualties", HARM, "destruction"}


def _under(upper: Happening, lower: Happening) -> bool:
    held = {t.i for t in upper.tokens}
    return any(a.i in held for a in ancestors(lower.main.token))


def _needs_host(view: View, happening: Happening, near: Sequence[Happening]) -> bool:
    if happening.main.kind == HARM and not happening.main.noun:
        token = happening.main.token
        if (
            token.tag_ == "VBG"
            and not own_subjects(token)
            and any(h.main.token.i < token.i for h in near)
        ):
            return True
        if any(_cause_behind(h, token) for h in near):
            return True
    if happening.main.kind == "killing" and any(
        h.kind == happening.kind and h.main.kind == h.kind for h in near
    ):
        return True
    if happening.kind == "casualties":
        return not (happening.main.noun and happening.main.token.dep_ == "pobj")
    if (
        happening.kind == "attack"
        and happening.main.token.tag_ == "VBG"
        and not own_subjects(happening.main.token)
    ):
        return any(_under(h, happening) for h in near)
    if happening.kind == "attack" and happening.main.noun:
        specific = [
            h
            for h in near
            if h.kind not in {"attack", "killing", "armed-clash", "weapons-disrupted"}
        ]
        return any(_under(h, happening) for h in specific)
    if (
        happening.kind == "killing"
        and not happening.main.noun
        and happening.main.token.tag_ == "VBG"
    ):
        return not own_subjects(happening.main.token) and any(_under(h, happening) for h in near)
    if happening.kind == "destruction" and happening.main.noun:
        return not any(view.is_actor(c) for c in happening.main.token.children)
    if happening.kind == "destruction" and happening.main.kind == HARM:
        return not any(view.is_actor(d) for t in happening.triggers for d in doers(t.token))
    return False


def _cause_behind(host: Happening, harm: Token) -> bool:
    """ "killed 18 commanders and members in air raids": the cause, though hung on the last noun."""
    head = first(host.main.token)
    if not host.main.noun or head.dep_ != "pobj" or not 0 < head.i - harm.i < 14:
        return False
    return head.head.lower_ in {"in", "by", "during", "with"} and not any(
        t.pos_ == "VERB" and t.dep_ not in {"acl", "amod", "relcl"}
        for t in harm.doc[harm.i + 1 : head.i]
    )


def _apart(host: Happening, guest: Happening) -> float:
    ties = min(path_length(a, b) for a in host.tokens for b in guest.tokens)
    return ties + 0.05 * abs(host.main.token.i - guest.main.token.i)


def _joined(view: View, host: Happening, guests: Sequence[Happening]) -> Happening:
    if not guests:
        return host
    triggers = (*host.triggers, *(t for g in guests for t in g.triggers))
    held = (*host.carriers, *(c for g in guests for c in g.carriers))
    killed = any(g.main.effect in {"killed", "injured"} for g in guests)
    kind = "attack" if host.kind == "destruction" and killed else host.kind
    return Happening(host.main, kind, triggers, held)


class _Groups:
    """Sets of triggers; joining two that are of different specific kinds is refused."""

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._of = {id(t): [t] for t in triggers}
        self._order = list(triggers)

    def join(self, a: Trigger, b: Trigger) -> None:
        left, right = self._of[id(a)], self._of[id(b)]
        if left is right or not _compatible(left, right):
            return
        left += right
        for trigger in right:
            self._of[id(trigger)] = left

    def all(self) -> list[list[Trigger]]:
        seen: dict[int, list[Trigger]] = {}
        for trigger in self._order:
            group = self._of[id(trigger)]
            seen.setdefault(id(group), group)
        return list(seen.values())


def _compatible(left: Iterable[Trigger], right: Iterable[Trigger]) -> bool:
    kinds = {t.kind for t in left} | {t.kind for t in right}
    if len(kinds) == 1:
        return True
    specific = kinds - {HARM, "attack", "killing", "casualties", "destruction"}
    return len(specific) <= 1 and kinds <= set(_VIOLENT)


def _same(view: View, a: Trigger, b: Trigger) -> bool:
    """Whether grammar ties ``b`` (a noun or harm word) to ``a`` (a verb or noun)."""
    if b.noun and not a.noun:
        repelled = a.kind == "armed-clash" and b.kind in {"attack", "advance"}
        return _noun_of_verb(view, a.token, b.token, repelled=repelled)
    if not b.noun and a.kind in _VIOLENT:
        return b.effect is not None and _harm_of(view, a, b)
    if a.noun and b.noun and {a.kind, b.kind} <= set(_VIOLENT):
        return _noun_of_noun(view, a.token, b.token)
    return False


def _noun_of_verb(view: View, verb: Token, noun: Token, *, repelled: bool) -> bool:
    """ "Air strikes killed six", "was killed in an air strike", "hit ... in a raid"; what is
    ``repelled`` is one event with its repulse."""
    head = first(noun)
    if head.head.i == verb.i and head.dep_ in {"nsubj", "nsubjpass", "dobj", "agent", "npadvmod"}:
        return head.dep_ != "dobj" or view.lemma(verb) in carriers() or repelled
    if any(head.i == a.i for a in agents(verb)):
        return True
    if any(s.i == head.i for s in subjects(verb)):
        return True
    for label, target in prepositions(verb):
        cause = label in _CAUSES or label.split()[0] in {"as", "because", "due"}
        if cause and (target.i == head.i or governs_near(target, head)):
            return label not in {"to", "after", "since"} or view.lemma(verb) in {
                "die",
                "kill",
                "wound",
                "injure",
                "result",
            }
    return verb.dep_ in {"relcl", "acl"} and verb.head.i == head.i


def first(noun: Token) -> Token:
    """The head of the coordination that a noun stands in."""
    while noun.dep_ == "conj" and noun.head.i != noun.i:
        noun = noun.head
    return noun


def governs_near(upper: Token, lower: Token) -> bool:
    """``lower`` hangs on ``upper`` by "of": "a series of strikes", "as a result of the attack"."""
    return any(n.i == lower.i for p, n in prepositions(upper) if p == "of")


def _harm_of(view: View, cause: Trigger, harm: Trigger) -> bool:
    """A harm verb that hangs on another word of violence, or governs it."""
    a, b = cause.token, harm.token
    if (
        b.dep_ in {"advcl", "acl", "xcomp", "conj", "relcl", "ccomp", "oprd", "dep", "parataxis"}
        and b.head.i == a.i
    ):
        return b.dep_ not in {"ccomp"} and not (
            b.dep_ in {"conj", "advcl"} and _own_doer(view, b, a)
        )
    if a.dep_ in {"advcl", "conj"} and a.head.i == b.i:
        marks = {c.lower_ for c in a.children if c.dep_ in {"mark", "advmod"}}
        return bool(marks & {"when", "after", "as"}) or (a.dep_ == "conj" and not own_subjects(a))
    if cause.noun and b.dep_ in {"advcl", "xcomp", "conj"}:
        verb = b.head
        if (
            verb.pos_ == "VERB"
            and first(a).head.i == verb.i
            and first(a).dep_ in {"nsubj", "nsubjpass", "dobj"}
        ):
            return not _own_doer(view, b, verb)
    return False


def _own_doer(view: View, verb: Token, other: Token) -> bool:
    """Whether the verb has an actor of its own as subject, so that it is another act."""
    mine = [s for s in own_subjects(verb) if s.dep_ == "nsubj"]
    apart = any(is_event(view, s) and not _subject_of(s, other) for s in mine)
    acting = any(view.is_actor(s) and not view.is_people(s) for s in mine)
    return (acting or apart) and verb.i != other.i


def _subject_of(noun: Token, verb: Token) -> bool:
    return any(s.i == noun.i for s in subjects(verb))


def _noun_of_noun(view: View, a: Token, b: Token) -> bool:
    """ "the killing of six in a raid", "casualties from air strikes", "deaths in the bombing"."""
    for _, target in prepositions(a):
        if target.i == b.i:
            return True
    return b.dep_ == "appos" and b.head.i == a.i


def _happening(view: View, group: list[Trigger]) -> Happening | None:
    main = max(group, key=lambda t: (_VIOLENT.get(t.kind, 5), t.noun, -t.token.i))
    kind = main.kind
    held = _carriers_of(view, group)
    if kind in {HARM, "attack", "killing", "destruction"}:
        kind = _by_means(view, group, held) or kind
    if kind == HARM:
        kind = _harm_kind(view, group)
    return Happening(main, kind, tuple(group), tuple(held))


def _raised(view: View, head: Token) -> list[Token]:
    """ "the attack believed to have been carried out by X": the carrier below a verb of
    guessing."""
    if head.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    return [c for c in head.head.children if c.dep_ == "xcomp" and view.lemma(c) in carriers()]


def _carriers_of(view: View, group: Sequence[Trigger]) -> list[Token]:
    """Verbs that carry one of the nouns of the group."""
    words = {t.token.i for t in group}
    out: list[Token] = []
    for trigger in group:
        if not trigger.noun:
            continue
        head = first(trigger.token)
        out += [v for v in _raised(view, head) if v.i not in words]
        if head.dep_ == "pobj" and head.head.dep_ == "agent" and head.head.head.i not in words:
            out.append(head.head.head)
        verb = head.head
        of = (
            head.dep_ == "pobj"
            and head.head.lower_ == "of"
            and head.head.head.dep_ in {"dobj", "nsubj", "nsubjpass"}
        )
        if of:
            verb = head.head.head.head
        if (
            (of or head.dep_ in {"nsubj", "nsubjpass", "dobj"})
            and verb.pos_ == "VERB"
            and view.lemma(verb) in carriers()
            and verb.i not in words
        ):
            out.append(verb)
            out += [
                c for c in conjuncts(verb)[1:] if view.lemma(c) in carriers() and c.i not in words
            ]
    return out


def _by_means(view: View, group: Sequence[Trigger], held: Sequence[Token]) -> str | None:
    """A weak kind made precise by the weapon in the clause."""
    for token in [t.token for t in group] + list(held):
        tools = [
            n
            for p, n in prepositions(token)
            if p.split()[0] in {"with", "by", "using", "in", "from", "of"}
        ]
        tools += agents(token)
        tools += [s for s in own_subjects(token) if s.dep_ == "nsubj"]
        for child in token.children:
            if child.dep_ in {"acl", "advcl"} and child.lemma_ == "use":
                tools += undergoers(child)
        for tool in tools:
            kind = tool_kind(view, tool)
            if kind is not None:
                return kind
    return None


def _of_fighters(view: View, thing: Token) -> bool:
    """ "three vehicles of ISIS", "the terrorists' hideouts", "a rocket launcher": who destroys
    them attacks whose they are."""
    whose = [n for p, n in prepositions(thing) if p == "of"]
    whose += [c for c in thing.children if c.dep_ in {"poss", "compound", "nmod"}]
    return any(view.is_force(w) for w in whose) or view.among(thing, "arms_of_war")


def _harm_kind(view: View, group: Sequence[Trigger]) -> str:
    """A loss whose cause the sentence doesn't tell as an event: by who did it and to whom."""
    doing = [
        d
        for t in group
        if not t.noun and t.frame == "act"
        for x in doers(t.token)
        for d in conjuncts(x)
    ]
    harmed = [o for t in group if not t.noun for u in undergoers(t.token) for o in conjuncts(u)]
    destroyed = any(t.effect == "destroyed" for t in group) and all(
        t.effect == "destroyed" for t in group
    )
    if destroyed:
        fought = any(view.is_force(d) for d in doing) and any(_of_fighters(view, o) for o in harmed)
        return "attack" if fought else "destruction"
    by_hand = any(view.is_by_hand(t.token) for t in group)
    if not by_hand and not any(view.is_actor(d) for d in doing):
        return "casualties"
    if any(view.lemma(o) in word_class("combatants") or view.is_force(o) for o in harmed):
        return "attack"
    return "killing"
