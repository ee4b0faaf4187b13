"""Who did it and whom it was done to: the initiators and recipients of a happening."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.coding.beside import is_event, speaking
from counterclaim.coding.coref import resolve
from counterclaim.coding.descriptions import country_of_adjective, described, only_an_adjective
from counterclaim.coding.events import Happening, first
from counterclaim.coding.lexicon import acting_carriers, word_class
from counterclaim.coding.syntax import (
    agents,
    conjuncts,
    core_tokens,
    doers,
    is_passive,
    later_object,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.triggers import Trigger
from counterclaim.coding.view import View
from counterclaim.coding.weapons import weapon_name
from counterclaim.model import ActorRef, ActorType, Span
from counterclaim.names.finder import Name, NameKind

_PATIENT_OF = frozenset(
    """shelling bombing bombardment siege capture recapture liberation seizure killing
    execution murder assassination massacre beheading kidnapping abduction arrest detention
    torture destruction demolition looting displacement evacuation release targeting
    encirclement isolation occupation rape gassing takeover blockade slaughter retaking
    conquest expulsion isolation""".split()
)
_AGENT_OF = frozenset(
    """advance withdrawal retreat defection deployment push offensive attack strike
    raid""".split()
)
_SUFFERING = frozenset(
    {"suffer", "face", "witness", "see", "survive", "sustain", "endure", "undergo"}
)
_TWO_SIDED = frozenset({"armed-clash", "talks", "agreement", "ceasefire", "tension"})
_SETTLEMENTS = frozenset(
    """town city village center centre suburb capital area province region district country
    area part outskirt governorate countryside side heart hamlet state""".split()
)
_BY_WEAPON = frozenset({"chemical-attack", "shelling", "air-strike", "bombing", "suicide-bombing"})
_VIOLENT_KINDS = frozenset(
    """air-strike shelling bombing suicide-bombing chemical-attack attack killing casualties
    destruction""".split()
)
_GROUND_KINDS = frozenset({"territory-gained", "territory-transferred", "withdrawal", "advance"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The heads of the noun phrases in both roles, in order of finding."""

    initiators: tuple[Token, ...]
    recipients: tuple[Token, ...]


def find_cast(view: View, happening: Happening) -> Cast:
    """The tokens that name the two sides of a happening."""
    doing: list[Token] = []
    done_to: list[Token] = []
    for trigger in happening.triggers:
        a, b = _of_trigger(view, trigger, happening.kind)
        doing += a
        done_to += b
    for verb in happening.carriers:
        a, b = _of_carrier(view, verb)
        doing += a
        done_to += b
    doing += [o for t in doing for o in _flown_by(view, t)]
    doing = _distinct(t for t in doing if _may_act(view, t, happening))
    done_to = [t for t in _distinct(done_to) if _may_undergo(view, t, happening) and t not in doing]
    if happening.kind in _TWO_SIDED and not (doing and done_to):
        sides = doing or [t for t in done_to if _may_act(view, t, happening)]
        doing, done_to = (sides[:1], sides[1:]) if len(sides) > 1 else (doing, done_to)
    return Cast(tuple(doing), tuple(done_to))


def _flown_by(view: View, token: Token) -> list[Token]:
    """ "warplanes, either Russian or Syrian, carried out": whose the aircraft are, told behind
    them."""
    if not view.is_aircraft(token) or view.name(token) is not None:
        return []
    behind = [
        c
        for c in token.children
        if c.i > token.i and c.dep_ in {"appos", "amod", "nmod", "conj", "acl"}
    ]
    return [
        t for c in behind for t in conjuncts(c) if view.name(t) is not None or t.ent_type_ == "NORP"
    ]


def _distinct(tokens: Iterable[Token]) -> list[Token]:
    seen: dict[int, Token] = {}
    for token in tokens:
        seen.setdefault(token.i, token)
    return list(seen.values())


def _spread(tokens: Iterable[Token]) -> list[Token]:
    return [c for t in tokens for c in conjuncts(t)]


def _of_trigger(view: View, trigger: Trigger, kind: str) -> tuple[list[Token], list[Token]]:
    if trigger.frame == "use":
        return _of_use(view, trigger.token)
    if trigger.noun:
        return _of_noun(view, trigger)
    token = trigger.token
    match trigger.frame:
        case "suffer" if kind == "withdrawal":
            return _spread(subjects(token)), []
        case "suffer":
            return _spread(agents(token)), _spread(subjects(token) or undergoers(token))
        case "fall":
            return _spread(n for p, n in prepositions(token) if p == "to"), []
        case "gain":
            return _spread(doers(token)), _losers(view, token)
        case "gerund":
            return _spread(subjects(token.head.head)), _spread([token.head])
        case "oust":
            return _spread(doers(token)), _spread(undergoers(token))
        case "must":
            return [], _spread(subjects(token))
        case "leave":
            return _spread(doers(token) or (undergoers(token) if is_passive(token) else [])), []
        case "clash":
            other = [
                n
                for p, n in prepositions(token)
                if p.split()[0] in {"with", "against", "alongside"}
            ]
            return _spread(doers(token)), _spread([*other, *undergoers(token)])
        case "state":
            return [], []
    return _of_act(view, token, kind)


def _losers(view: View, verb: Token) -> list[Token]:
    """From whom ground was taken: "took X from A", "took the villages of X and Y from A", "cleared
    X of A", "freed X from A's control"."""
    below = [verb, *(t for o in undergoers(verb) for t in [o, *conjuncts(o)])]
    below += [n for o in undergoers(verb) for p, n in prepositions(o) if p == "of"]
    found = [(t, p, n) for t in below for p, n in prepositions(t)]
    losers = [
        n
        for t, p, n in found
        if (p.startswith(("from", "against")) and (t.i == verb.i or view.is_actor(n)))
        or (p == "of" and view.is_force(n) and t.i == verb.i)
    ]
    out = _spread(losers)
    held = [c for n in out if view.lemma(n) in _HOLD for c in n.children if view.is_actor(c)]
    return [t for t in out if view.lemma(t) not in _HOLD] + held


_HOLD = frozenset({"control", "hold", "grip", "hand", "rule", "occupation"})


def _of_use(view: View, weapon: Token) -> tuple[list[Token], list[Token]]:
    """ "X's use of W against Y", "X was involved in the use of W"."""
    top = first(weapon)
    use = top.head.head
    doing = _modifiers(view, use) + [
        c for p, n in prepositions(use) if p == "by" for c in conjuncts(n)
    ]
    if not doing and use.dep_ == "pobj":
        verb = use.head.head
        doing = _spread(subjects(verb) or (undergoers(verb) if is_passive(verb) else []))
    against = [n for t in (use, top, weapon) for p, n in prepositions(t) if p in {"against", "on"}]
    return doing, _spread(against)


def _helpers(view: View, token: Token) -> list[Token]:
    """ "aided by strong support from Turkey": the helper is behind the noun of help."""
    out: list[Token] = []
    for agent in agents(token):
        if view.lemma(agent) in {"support", "help", "aid", "assistance", "backing"}:
            for label, source in prepositions(agent):
                if label in {"from", "of"}:
                    out += [
                        g
                        for c in conjuncts(source)
                        for g in (c, *(a for a in c.children if a.dep_ == "appos"))
                    ]
    return [t for o in out for t in conjuncts(o)]


def _of_act(view: View, token: Token, kind: str) -> tuple[list[Token], list[Token]]:
    if view.lemma(token) in {"use", "employ"}:
        against = [n for p, n in prepositions(token) if p in {"against", "on"}]
        return _spread(doers(token)), _spread(against)
    if kind == "support" and token.lemma_ == "stand":
        near = [
            t for t in token.doc[token.i + 1 : token.i + 7] if t.lower_ in {"with", "by", "behind"}
        ]
        return _spread(doers(token)), _spread(
            c for t in near[:1] for c in t.children if c.dep_ == "pobj"
        )
    if kind in {"aid", "support"} and (helpers := _helpers(view, token)):
        return helpers, _spread(undergoers(token))
    targets = undergoers(token) or later_object(token)
    extra = [
        n
        for p, n in prepositions(token)
        if p.split()[0] in {"against", "at"} and not view.is_date(n)
    ]
    if kind in {"demand", "threaten", "accuse"}:
        extra += [
            n for p, n in prepositions(token) if p.split()[0] in {"on", "upon", "to", "against"}
        ]
        targets = [t for t in targets if view.is_actor(t)]
    if kind == "aid":
        extra += [n for p, n in prepositions(token) if p in {"to", "for"}]
        extra += [c for c in token.children if c.dep_ == "dative"]
        targets = [t for t in targets if view.is_actor(t) or view.is_people(t)]
    if kind == "threaten":
        extra += [m for e in extra if is_event(view, e) for m in _modifiers(view, e)]
    if kind == "armed-clash":
        extra += [n for p, n in prepositions(token) if p.split()[0] in {"with", "alongside"}]
    if kind in {"shelling", "air-strike", "attack"}:
        extra += [n for p, n in prepositions(token) if p in {"on", "into"} and not view.is_date(n)]
    doing = (
        speaking(view, token)
        if kind in {"demand", "threaten", "accuse", "refuse", "support"}
        else doers(token)
    )
    return _spread(doing), _spread([*targets, *extra])


def _of_noun(view: View, trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.token
    head = first(noun)
    doing = _modifiers(view, noun)
    if head.i != noun.i and not doing:
        doing = _modifiers(view, head) if is_event(view, head) else []
    done_to: list[Token] = []
    word = view.lemma(noun)
    for label, target in prepositions(noun):
        start = label.split()[0]
        if start in {"on", "against", "at"}:
            doing += [c for p, n in prepositions(target) if p == "by" for c in conjuncts(n)]
        if start == "by":
            doing += conjuncts(target)
        elif start == "at" and view.is_place(target):
            continue
        elif start in {"on", "against", "at", "targeting", "upon"}:
            done_to += conjuncts(target)
        elif start in {"between", "with"}:
            doing += conjuncts(target)
        elif label == "of":
            if word in _PATIENT_OF:
                done_to += conjuncts(target)
            elif word in _AGENT_OF and view.is_force(target):
                doing += conjuncts(target)
        elif start == "from" and trigger.kind in {"territory-gained"}:
            done_to += conjuncts(target)
    doing += _holders_of_blame(view, noun)
    doing = doing or _shared_agents(noun)
    if head.dep_ == "nsubj":
        done_to += [c for p, n in prepositions(head.head) if p == "against" for c in conjuncts(n)]
    if trigger.kind in _TWO_SIDED and not doing:
        doing += _between_later(view, noun)
    if trigger.kind == "tension" and head.dep_ == "nsubj":
        between = [n for p, n in prepositions(head.head) if p in {"between", "with"}]
        doing += _spread(between)
    if (
        head.dep_ == "pobj"
        and head.head.lower_ == "under"
        and head.head.head.pos_ in {"VERB", "AUX"}
    ):
        done_to += _spread(subjects(head.head.head))
    for child in noun.children:
        if (
            child.dep_ == "relcl"
            and any(c.dep_ == "nsubj" for c in child.children)
            and view.lemma(child) in acting_carriers()
        ):
            doing += _spread(subjects(child))
            done_to += [
                c for p, n in prepositions(child) if p in {"against", "on"} for c in conjuncts(n)
            ]
        if child.dep_ == "acl" and child.lemma_ in {
            "target",
            "attack",
            "involve",
            "conduct",
            "carry",
            "launch",
            "claim",
        }:
            a, b = _of_act(view, child, trigger.kind)
            if child.tag_ == "VBG":
                done_to += b
            else:
                doing += a
    return doing, done_to


def _shared_agents(noun: Token) -> list[Token]:
    """ "shelling and air strikes by the army": the parse gives the doer to one of them."""
    family = [t for t in conjuncts(first(noun)) if t.i != noun.i]
    found = [n for t in family for p, n in prepositions(t) if p == "by" and n.i > noun.i]
    return _spread(found)


def _between_later(view: View, noun: Token) -> list[Token]:
    """ "clashes erupted along the road to X between A and B": far behind its noun."""
    for token in noun.doc[noun.i + 1 :]:
        if token.lower_ == "between" and token.dep_ == "prep":
            sides = _spread(c for c in token.children if c.dep_ == "pobj")
            if len(sides) > 1 and all(view.is_actor(t) for t in sides):
                return sides
    return []


def _holders_of_blame(view: View, noun: Token) -> list[Token]:
    """ "Assad's responsibility for the attack", "X is responsible for the attack"."""
    head = first(noun)
    if head.dep_ != "pobj" or head.head.lower_ not in {"for", "behind"}:
        return []
    upper = head.head.head
    if upper.lemma_ == "responsibility":
        owners = [
            c for c in upper.children if c.dep_ in {"poss", "compound", "amod"} and view.is_actor(c)
        ]
        return owners or _spread(n for p, n in prepositions(upper) if p == "of")
    if upper.lemma_ in {"responsible", "be"}:
        verb = upper.head if upper.lemma_ == "responsible" else upper
        return [s for s in _spread(subjects(verb)) if view.is_actor(s)]
    if upper.lemma_ in {"blame", "criticize", "criticise", "accuse", "condemn"}:
        return [o for o in _spread(undergoers(upper)) if view.is_actor(o)]
    return []


def _modifiers(view: View, noun: Token) -> list[Token]:
    """Actors before an event noun: "ISIS attack", "Russian and Syrian air strikes", "the
    regime's"."""
    out: list[Token] = []
    for child in noun.children:
        if child.i > noun.i or child.dep_ not in {
            "compound",
            "amod",
            "poss",
            "nmod",
            "nsubj",
            "advmod",
        }:
            continue
        for part in conjuncts(child):
            if _actor_modifier(view, part):
                out.append(part)
            else:
                out += [g for g in part.children if g.i < part.i and _actor_modifier(view, g)]
    return out


def _against_prefix(token: Token) -> bool:
    """ "anti-government protests": the government is no party that acts."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    return (
        before[-1:] == ["-"] and before[:1] in (["anti"], ["counter"])
    ) or token.lower_.startswith("anti-")


def _actor_modifier(view: View, token: Token) -> bool:
    if _against_prefix(token):
        return False
    name = view.name(token)
    if name is not None:
        if name.kind is NameKind.PLACE:
            return False
        return name.actor_type is not ActorType.STATE or _as_adjective(token, name)
    if token.lower_ in {
        "coalition",
        "regime",
        "government",
        "rebel",
        "militant",
        "army",
        "opposition",
        "insurgent",
        "jihadist",
    }:
        return True
    adjective = token.text[:1].isupper() and country_of_adjective(token.text) is not None
    return adjective or token.ent_type_ == "NORP"


def _as_adjective(token: Token, name: Name) -> bool:
    """A state before a noun acts ("US strikes", "Turkey's offensive"); "Syria attack" is a
    place."""
    short = name.text.replace(".", "").isupper() and len(name.text) <= 4
    adjective = name.candidates[0].actor.name != name.text if name.candidates else False
    return short or token.dep_ in {"poss", "amod"} or adjective


def _of_carrier(view: View, verb: Token) -> tuple[list[Token], list[Token]]:
    if view.lemma(verb) in _SUFFERING:
        return [], [t for t in _spread(subjects(verb)) if not is_event(view, t)]
    acting = view.lemma(verb) in acting_carriers()
    doing = [t for t in _spread(doers(verb)) if acting and not is_event(view, t)]
    targets = [t for t in _spread(undergoers(verb)) if not is_event(view, t)]
    against = [
        n
        for p, n in prepositions(verb)
        if p.split()[0] in {"against", "on", "at"} and not view.is_date(n)
    ]
    return doing, [*targets, *_spread(against)]


def _may_act(view: View, token: Token, happening: Happening) -> bool:
    if token.i in {t.i for t in happening.tokens} or view.is_date(token):
        return False
    if is_event(view, token) and view.name(token) is None:
        return False
    if (
        happening.kind in _VIOLENT_KINDS
        and view.name(token) is None
        and not view.is_force(token)
        and (view.is_people(token) or token.lower_ in {"country", "nobody"})
    ):
        return (
            view.lemma(token) in {"protester", "man", "official", "resident", "leader"}
            and view.quantity(token) is None
        )
    return (
        view.is_actor(token)
        or view.is_aircraft(token)
        or (view.is_people(token) and view.quantity(token) is None)
    )


def _may_undergo(view: View, token: Token, happening: Happening) -> bool:
    if token.i in {t.i for t in happening.tokens} or view.is_date(token):
        return False
    name = view.name(token)
    if name is not None:
        settled = name.kind is NameKind.PLACE
        return not (settled or (name.may_be_place and happening.kind in _GROUND_KINDS | {"siege"}))
    if happening.kind in _GROUND_KINDS and view.lemma(token) in word_class("ground"):
        return False
    if (
        happening.kind in _TWO_SIDED
        and happening.kind != "armed-clash"
        and not view.is_actor(token)
    ):
        return False
    if view.quantity(token) is not None:
        return True
    if is_event(view, token) or token.pos_ in {"ADV", "VERB", "ADP"}:
        return False
    if view.lemma(token) in _SETTLEMENTS or (
        happening.kind in _BY_WEAPON
        and weapon_name(view, token)
        and not _destroyed(view, token, happening)
    ):
        return False
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    return (
        view.is_actor(token)
        or view.is_people(token)
        or view.among(token, "equipment")
        or view.among(token, "assembled")
        or view.is_place(token)
    )


def _destroyed(view: View, token: Token, happening: Happening) -> bool:
    """ "an air strike destroyed a tank": the tank is what was hit, no weapon of the strike."""
    if view.among(token, "chemical"):
        return False
    harmed_by = {t.token.i for t in happening.triggers if t.effect == "destroyed"}
    return first(token).dep_ in {"dobj", "nsubjpass"} and first(token).head.i in harmed_by


def actor_refs(
    view: View, tokens: Sequence[Token], names: Sequence[Name], sentences: Sequence[Span]
) -> tuple[ActorRef, ...]:
    """The actors that the tokens name, each with its wording and, where known, its entry."""
    return tuple(
        ref for ref in (_ref(view, t, names, sentences) for t in tokens) if ref is not None
    )


def _ref(
    view: View, token: Token, names: Sequence[Name], sentences: Sequence[Span]
) -> ActorRef | None:
    name = view.name(token)
    known = name is not None and (name.actor is not None or name.actor_name is not None)
    span = view.core(token) if known else view.phrase(token)
    text = view.sentence.wording(span)
    if name is not None and only_an_adjective(token, name):
        return described(text, span, names)
    if name is not None and (name.actor is not None or name.actor_name is not None):
        return ActorRef(
            text=text, span=span, actor=name.actor, name=name.actor_name, reason=name.reason
        )
    whole = _named_whole(view, token) if name is None else None
    if whole is not None and whole.actor is not None:
        reason = f"'{text}' are those of {whole.actor_name}; {whole.reason}"
        return ActorRef(
            text=text, span=span, actor=whole.actor, name=whole.actor_name, reason=reason
        )
    referent = resolve(view.sentence.text, _back_span(view, token), names, sentences)
    if referent is not None:
        meant = referent.name
        label = meant.actor_name or meant.text
        return ActorRef(text=text, span=span, actor=meant.actor, name=label, reason=referent.reason)
    if name is not None:
        return ActorRef(text=text, span=span, reason=name.reason)
    return described(text, span, names)


def _back_span(view: View, token: Token) -> Span:
    return view.sentence.span_of(core_tokens(token))


def _named_whole(view: View, token: Token) -> Name | None:
    """ "fighters of the Syrian Democratic Forces": the party, not a part of it with a name."""
    if view.lemma(token) not in _RANKS or view.quantity(token) is not None:
        return None
    if any(view.quantity(c) is not None for c in token.children):
        return None
    of = [view.name(n) for p, n in prepositions(token) if p in {"of", "from"}]
    return next((n for n in of if n is not None and n.kind is NameKind.ACTOR), None)


_RANKS = frozenset(
    """fighter force troop soldier militant member unit jihadist militiaman insurgent element
    gunman terrorist warplane jet""".split()
)
