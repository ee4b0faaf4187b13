"""Losses: how many were killed, hurt, captured or destroyed, and who they were.

Harm words find their noun phrases by grammar, and where a text lost its commas by order: a number
phrase with a harm word right behind it ("10 killed and 15 injured"). One entry for each effect and
whom (CODEBOOK); parts of a total ("26 civilians, among them 11 children") don't make entries of
their own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from counterclaim.coding.events import Happening, first
from counterclaim.coding.hurt import hurt_otherwise
from counterclaim.coding.lexicon import word_class
from counterclaim.coding.rows import counted_at, counted_before, counted_behind, respective
from counterclaim.coding.syntax import (
    conjuncts,
    core_tokens,
    is_passive,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.triggers import HEADLINE_HARMS, Trigger
from counterclaim.coding.view import View
from counterclaim.model import Category, Effect, Loss, Span, Whom
from counterclaim.names.finder import Name, NameKind

_WHOM_NOUNS = frozenset(
    {"life", "lives", "body", "corpse", "casualty", "victim", "soul", "dead", "remains"}
)
_SINGULAR_ARTICLES = frozenset({"a", "an", "one", "another", "his", "her", "their", "its"})
_NO = frozenset({"no", "not", "none", "nobody", "neither"})
_PART_WORDS = frozenset({"including", "among", "mostly", "include"})
_JAILED = frozenset({"jail", "imprison", "incarcerate"})
_DEADLY = frozenset({"mortally", "fatally"})
_BESIDE = frozenset({"along with", "together with", "alongside"})
_UNCOUNTED = frozenset({"many", "several", "some", "others"})


@dataclass(frozen=True, slots=True)
class _Found:
    effect: Effect
    head: Token
    low: int | None
    high: int | None
    approximate: bool
    span: Span


def find_losses(view: View, happening: Happening) -> tuple[Loss, ...]:
    """The losses that a happening's words tell, in order of the text."""
    found: list[_Found] = []
    for trigger in happening.triggers:
        found += _of_trigger(view, trigger)
    found += _hurt_otherwise(view, happening, found)
    found = _without_parts(view, _unique(found))
    return tuple(_loss(view, item) for item in found)


def losses_at(view: View, losses: Sequence[Loss], place: Token) -> tuple[Loss, ...]:
    """The losses of a claim at one of several places: a total gives way to the number that is told
    of this place."""
    apart = respective(view, place)
    if apart is not None and len(losses) > 1:
        return tuple(loss for loss in losses if loss.low == apart.low)
    told = apart or counted_at(view, place)
    if told is None or len(losses) != 1:
        return tuple(losses)
    (total,) = losses
    lower = told.low is not None and (total.low is None or told.low < total.low)
    if apart is None and (total.effect is not Effect.KILLED or not lower):
        return tuple(losses)
    part = replace(
        total,
        low=told.low,
        high=told.high,
        approximate=told.approximate,
        text=told.text,
        span=told.span,
    )
    return (part,)


def _hurt_otherwise(view: View, happening: Happening, found: Sequence[_Found]) -> list[_Found]:
    """Beside the dead, those who were "treated for burns", unless some are told as injured."""
    effects = {f.effect for f in found}
    if Effect.INJURED in effects or not (
        Effect.KILLED in effects or happening.kind == "chemical-attack"
    ):
        return []
    taken = {f.head.i for f in found}
    heads = [h for h in hurt_otherwise(view) if h.i not in taken]
    measured = (_measured(view, Effect.INJURED, h, happening.main) for h in heads)
    return [f for f in measured if f is not None]


def harmed(view: View, happening: Happening) -> list[Token]:
    """Heads of the noun phrases of people that were lost: they are recipients too."""
    out = [f for t in happening.triggers for f in _of_trigger(view, t)]
    kept = [f.head for f in out if f.effect is not Effect.DESTROYED]
    return [h for h in kept if view.lemma(h) not in _WHOM_NOUNS - {"victim"}]


def _of_trigger(view: View, trigger: Trigger) -> list[_Found]:
    effect = Effect(trigger.effect) if trigger.effect else _effect_of_kind(view, trigger)
    if effect is None:
        return []
    if effect is Effect.INJURED and any(c.lower_ in _DEADLY for c in trigger.token.children):
        effect = Effect.KILLED
    heads = _heads(view, trigger)
    if effect is Effect.DESTROYED and not trigger.noun:
        heads = _swept(view, trigger.token, heads)
    elif not trigger.noun:
        heads = [*counted_before(view, heads), *heads, *counted_behind(view, trigger.token, heads)]
    out = _right_behind(view, effect, trigger) or _right_before(view, effect, trigger)
    out = out or [f for h in heads if (f := _measured(view, effect, h, trigger)) is not None]
    if not out:
        out = _by_order(view, effect, trigger) or _right_behind(view, effect, trigger)
    if trigger.kind == "territory-gained":
        out = [f for f in out if not _may_be_ground(view, f.head)]
    if view.is_pair(trigger.token):
        return [f for item in out for f in _of_both(item)]
    more = _more_effects(view, trigger)
    return out + [f for f in more if not any(f.span.overlaps(o.span) for o in out)]


def _right_before(view: View, effect: Effect, trigger: Trigger) -> list[_Found]:
    """ "9 injured", "50 others wounded": a number and at most two words right before the harm
    word."""
    token = trigger.token
    if (
        trigger.noun
        or effect is Effect.DESTROYED
        or token.tag_ not in {"VBN", "VBD", "JJ", "NN", "NNP"}
    ):
        return []
    if any(c.dep_ in {"auxpass", "aux"} for c in token.children):
        return []
    if any(c.dep_ == "dobj" and not _next_effect(view, c) for c in token.children):
        return []
    return _by_order(view, effect, trigger, reach=3)


def _next_effect(view: View, token: Token) -> bool:
    """ "10 civilians killed 15 injured": the second number belongs to the next harm word."""
    counted = view.quantity(token) is not None or token.lower_ == "others"
    if not counted or token.i + 1 >= len(token.doc):
        return False
    return token.doc[token.i + 1].lower_ in {"injured", "wounded", "hurt", "missing"}


def _of_both(item: _Found) -> list[_Found]:
    """One number over two effects is [2, null] for each (CODEBOOK); one person is one."""
    low, high = (2, None) if item.high != 1 else (1, 1)
    return [
        _Found(effect, item.head, low, high, item.approximate, item.span)
        for effect in (Effect.KILLED, Effect.INJURED)
    ]


def _right_behind(view: View, effect: Effect, trigger: Trigger) -> list[_Found]:
    """ "Kills 3 Wounds 20": in a headline the number stands right behind; so does it in "killed
    nine people injured 20 others", which lost its comma."""
    token = trigger.token
    reduced = token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"}
    if not (reduced or token.lower_ in HEADLINE_HARMS) or token.i + 1 >= len(token.doc):
        return []
    head = token.doc[token.i + 1]
    quantity = view.quantity(head)
    if quantity is None or _next_effect(view, head):
        return []
    if reduced and not (head.i + 1 < len(head.doc) and view.is_people(head.doc[head.i + 1])):
        return []
    span = view.sentence.span_of([head])
    return [_Found(effect, head, quantity.low, quantity.high, quantity.approximate, span)]


def _swept(view: View, verb: Token, heads: Sequence[Token]) -> list[Token]:
    """The whole list behind "destroyed", however the parse hangs its members together."""
    if not heads:
        return list(heads)
    out = list(heads)
    taken = {h.i for h in heads}
    for token in verb.doc[verb.i + 1 :]:
        told = token.pos_ in {"VERB", "AUX"} and token.tag_ not in {"VBN", "VBG"}
        if token.text == ";" or (told and token.dep_ not in {"acl", "amod", "relcl"}):
            break
        inside = token.dep_ == "conj" and token.head.dep_ in {"nmod", "compound", "amod"}
        if (
            token.pos_ in {"NOUN", "PROPN", "NUM"}
            and token.i not in taken
            and not inside
            and token.dep_ in {"conj", "appos", "dobj"}
            and (view.among(token, "equipment") or _counted(view, token))
        ):
            out.append(token)
            taken.add(token.i)
    return sorted(out, key=lambda t: t.i)


def _effect_of_kind(view: View, trigger: Trigger) -> Effect | None:
    if trigger.kind == "killing" and not trigger.noun:
        return Effect.KILLED
    if trigger.kind == "arrest" and not trigger.noun and view.lemma(trigger.token) not in _JAILED:
        return Effect.CAPTURED
    if trigger.kind == "displacement" and not trigger.noun:
        return Effect.DISPLACED
    return None


def _heads(view: View, trigger: Trigger) -> list[Token]:
    token = trigger.token
    if trigger.noun and view.lemma(token) == "toll":
        return _toll(view, token)
    if trigger.noun:
        if view.lemma(token) in {"casualty", "death", "fatality", "corpse", "body"}:
            of = [
                n for p, n in prepositions(token) if p in {"of", "among"} and not view.is_place(n)
            ]
            return (
                [*(c for o in of for c in conjuncts(o)), token]
                if not of
                else [c for o in of for c in conjuncts(o)]
            )
        return [c for p, n in prepositions(token) if p == "of" for c in conjuncts(n)]
    if trigger.frame == "state":
        return _of_state(view, token)
    if token.dep_ == "acl" and token.head.dep_ == "pobj" and token.head.head.lower_ == "among":
        return _among(view, token.head.head) or [token.head]
    if lives := _lives(token):
        return [lives]
    if trigger.frame == "suffer":
        found = subjects(token) if not is_passive(token) else undergoers(token)
    else:
        found = undergoers(token)
        if token.dep_ in {"xcomp", "oprd", "ccomp"} and token.head.lemma_ in {
            "report",
            "find",
            "fear",
            "confirm",
            "leave",
            "feel",
        }:
            found = found or undergoers(token.head)
        if (
            not found
            and token.dep_ == "conj"
            and token.head.pos_ == "VERB"
            and is_passive(token.head)
        ):
            found = undergoers(token.head)
        if not found:
            found = [o for c in conjuncts(token)[1:] if c.pos_ == "VERB" for o in undergoers(c)]
    beside = [n for p, n in prepositions(token) if p in _BESIDE and view.is_people(n)]
    return [c for f in [*found, *(beside if found else [])] for c in _coordinated(view, f)]


def _lives(token: Token) -> Token | None:
    """ "claimed the lives of 400,000 people": the object, however the parse hangs it."""
    if token.lemma_ not in {"claim", "take", "cost"}:
        return None
    near = token.doc[token.i + 1 : token.i + 3]
    return next((t for t in near if t.lower_ in {"life", "lives"}), None)


def _toll(view: View, token: Token) -> list[Token]:
    """ "the death toll rose to 8 civilians", "put the toll at 5", "a toll of 30"."""
    of = [n for p, n in prepositions(token) if p == "of"]
    verb = first(token).head
    to = [n for p, n in prepositions(verb) if p in {"to", "at"}] if verb.pos_ == "VERB" else []
    reached = (
        [c for c in verb.children if c.dep_ == "dobj" and c.i != token.i]
        if verb.lemma_ in {"reach", "hit", "exceed"}
        else []
    )
    counted = [n for n in [*of, *to, *reached] if view.quantity(n) is not None or _counted(view, n)]
    return counted[:1]


def _coordinated(view: View, token: Token) -> list[Token]:
    """Conjuncts that are lost too; "and dozens injured" has a harm word of its own."""
    return [c for c in conjuncts(token) if c.i == token.i or c.pos_ in {"NOUN", "PROPN", "NUM"}]


def _of_state(view: View, token: Token) -> list[Token]:
    """ "left 31 civilians dead": the noun phrase before it."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "among":
        return _among(view, head)
    if token.dep_ in {"amod", "acl"} and head.pos_ in {"NOUN", "PROPN", "NUM"}:
        return [head]
    if token.dep_ in {"oprd", "acomp", "ccomp", "xcomp", "attr"}:
        objects = [
            c for c in head.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"} and c.i < token.i
        ]
        own = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
        return own or [o for o in objects if view.is_people(o)]
    return []


def _among(view: View, preposition: Token) -> list[Token]:
    """ "Six children were among the dead", "Among the dead were 20 children"."""
    verb = preposition.head
    if verb.lemma_ != "be":
        return []
    found = [c for c in verb.children if c.dep_ in {"nsubj", "attr"} and view.is_people(c)]
    return [c for f in found for c in conjuncts(f)]


def _measured(view: View, effect: Effect, head: Token, trigger: Trigger) -> _Found | None:
    """The number that goes with a noun phrase of the lost, by the codebook's table."""
    low, high, approximate, tokens = _number(view, head)
    if (
        trigger.noun
        and head.i == trigger.token.i
        and len(tokens) == 1
        and view.quantity(head) is None
    ):
        return None
    if effect is Effect.DESTROYED and not _is_thing(view, head):
        return None
    if effect is not Effect.DESTROYED and not _is_person(view, head):
        return None
    if low is None and high is None:
        return None
    if _negated(trigger.token, head):
        low, high = 0, 0
    told = [t for t in [*core_tokens(head), *tokens] if not view.is_date(t)]
    span = view.sentence.span_of(told)
    return _Found(effect, head, low, high, approximate, span)


def _number(view: View, head: Token) -> tuple[int | None, int | None, bool, list[Token]]:
    quantity = view.quantity(head)
    used = [head]
    if quantity is None:
        inside = [g for c in head.children if c.dep_ == "compound" for g in c.children]
        for child in [*head.children, *inside]:
            quantity = quantity or view.quantity(child)
            if view.quantity(child) is not None:
                used.append(child)
        if quantity is None:
            quantity, more = _partitive(view, head)
            used += more
    if quantity is not None and quantity.low is None and quantity.high is None:
        return 2 if head.tag_ == "NNS" else None, None, False, used
    if quantity is not None:
        return quantity.low, quantity.high, quantity.approximate, used
    return (*_uncounted(view, head), False, used)


def _partitive(view: View, head: Token):  # type: ignore[no-untyped-def]
    """ "dozens of people", "lives of 40 people"."""
    for label, noun in prepositions(head):
        if label == "of":
            for child in [noun, *noun.children]:
                quantity = view.quantity(child)
                if quantity is not None:
                    return quantity, [noun, child]
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        upper = head.head.head
        if view.quantity(upper) is not None:
            return view.quantity(upper), [upper]
    return None, []


def _first(head: Token) -> Token:
    """The head of a coordination: "no women and children"."""
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    return head


def _uncounted(view: View, head: Token) -> tuple[int | None, int | None]:
    name = view.name(head)
    if name is not None:
        return (1, 1) if name.kind is NameKind.PERSON else (None, None)
    if any(c.lower_ in _NO for h in (head, _first(head)) for c in h.children):
        return 0, 0
    if head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"people", "police"}:
        return 2, None
    if any(c.lower_ in _SINGULAR_ARTICLES for c in head.children) and head.tag_ in {"NN", "NNP"}:
        return 1, 1
    if head.lower_ in {"those", "many", "others"}:
        return 2, None
    if head.lower_ in {"he", "she", "him", "one"} or head.tag_ in {"NN", "NNP"}:
        return 1, 1
    return None, None


def _negated(verb: Token, head: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children) and any(
        t.lower_ in {"any", "anyone"} for t in [head, *head.children]
    )


def _is_person(view: View, head: Token) -> bool:
    name = view.name(head)
    if name is not None:
        return name.kind is NameKind.PERSON or (
            name.kind is NameKind.ACTOR and _counted(view, head)
        )
    if head.lower_ in {"he", "she", "him", "them", "they", "those", "many", "others", "it"}:
        return head.lower_ not in {"it", "they"}
    if head.lower_ in {"more", "another"}:
        return _counted(view, head)
    if head.lower_ == "one" and view.quantity(head) is None:
        return any(view.is_people(n) for p, n in prepositions(head) if p == "of")
    if head.pos_ == "PROPN" and head.text[:1].isupper():
        return True
    return (
        view.is_people(head) or view.lemma(head) in _WHOM_NOUNS or view.quantity(head) is not None
    )


def _may_be_ground(view: View, head: Token) -> bool:
    """ "recaptured Khattab, Arzeh and Majdal", "16 villages": what is captured are rather places,
    a bare name's among them."""
    told = [head, *(n for p, n in prepositions(head) if p == "of")]
    told += [head.head] if head.dep_ == "nummod" else []
    if any(view.lemma(t) in word_class("ground") for t in told):
        return True
    return view.name(head) is None and head.pos_ == "PROPN" and not _counted(view, head)


def _is_thing(view: View, head: Token) -> bool:
    if view.name(head) is not None or (view.is_people(head) and view.quantity(head) is None):
        return view.lemma(head) in {"bus", "other"}
    return view.among(head, "equipment") or (head.pos_ == "NOUN" and _counted(view, head))


def _counted(view: View, head: Token) -> bool:
    return any(view.quantity(c) is not None for c in head.children)


def _by_order(view: View, effect: Effect, trigger: Trigger, reach: int = 7) -> list[_Found]:
    """A number phrase right before a harm word, where the parse shows no tie."""
    if effect is Effect.DESTROYED or trigger.noun:
        return []
    doc = trigger.token.doc
    i = trigger.token.i - 1
    steps = 0
    while i >= 0 and steps < reach:
        token = doc[i]
        quantity = view.quantity(token)
        if steps == 0 and token.lower_ in _UNCOUNTED and not _near_number(view, token):
            return [_Found(effect, token, 2, None, False, view.sentence.span_of([token]))]
        if quantity is not None:
            head = _counted_head(view, token, trigger.token)
            span = view.sentence.span_of([token, head])
            return [_Found(effect, head, quantity.low, quantity.high, quantity.approximate, span)]
        if (
            token.pos_ in {"VERB", "PUNCT", "SCONJ"} and token.lower_ not in {"were", "was"}
        ) or token.lower_ in {"and", "when"}:
            return []
        i -= 1
        steps += 1
    return []


def _near_number(view: View, token: Token) -> bool:
    return any(view.quantity(t) is not None for t in token.doc[max(0, token.i - 2) : token.i + 1])


def _counted_head(view: View, number: Token, end: Token) -> Token:
    between = number.doc[number.i + 1 : end.i]
    nouns = [t for t in between if view.is_people(t)]
    return nouns[-1] if nouns else number


def _more_effects(view: View, trigger: Trigger) -> list[_Found]:
    """ "10 killed and 15 injured", "dozens injured" behind a harm word, as the parse often
    loses it."""
    doc = trigger.token.doc
    out: list[_Found] = []
    active = any(c.dep_ == "dobj" for c in trigger.token.children)
    if trigger.noun or (active and trigger.frame != "state"):
        return out
    for token in doc[trigger.token.i + 1 : trigger.token.i + 9]:
        if (
            token.lower_ in {"injured", "wounded", "killed", "dead", "missing", "hurt"}
            and token.i > trigger.token.i + 1
        ):
            before = [t for t in doc[trigger.token.i + 1 : token.i] if view.quantity(t) is not None]
            if before:
                quantity = view.quantity(before[-1])
                assert quantity is not None
                effect = {
                    "killed": Effect.KILLED,
                    "dead": Effect.KILLED,
                    "missing": Effect.MISSING,
                }.get(token.lower_, Effect.INJURED)
                head = _counted_head(view, before[-1], token)
                span = view.sentence.span_of([before[-1], head])
                out.append(
                    _Found(effect, head, quantity.low, quantity.high, quantity.approximate, span)
                )
    return out


def _unique(found: Iterable[_Found]) -> list[_Found]:
    seen: dict[tuple[Effect, int], _Found] = {}
    for item in found:
        seen.setdefault((item.effect, item.span.end), item)
    return sorted(seen.values(), key=lambda f: f.span.start)


def _without_parts(view: View, found: Sequence[_Found]) -> list[_Found]:
    """Entries introduced by "including" stay only where no total of that effect is told."""
    out: list[_Found] = []
    for item in found:
        total = any(o.effect is item.effect and o is not item for o in found)
        part = _is_part(view, item)
        if total and part:
            continue
        out.append((_total_before(view, item) or item) if part else item)
    return out


def _total_before(view: View, part: _Found) -> _Found | None:
    """ "two others including a child were killed", where the parse makes the child the subject."""
    doc = part.head.doc
    words = [t for t in doc[max(0, part.head.i - 4) : part.head.i] if t.lower_ == "including"]
    if not words:
        return None
    before = doc[max(0, words[0].i - 3) : words[0].i]
    number = next((t for t in before if view.quantity(t) is not None), None)
    if number is None:
        return None
    quantity = view.quantity(number)
    assert quantity is not None
    last = before[-1]
    head = last if last.i > number.i and last.pos_ in {"NOUN", "PROPN"} else number
    span = view.sentence.span_of([number, head])
    return _Found(part.effect, head, quantity.low, quantity.high, quantity.approximate, span)


_OF_THEM = re.compile(r"\bof (?:them|whom|those)\b", re.IGNORECASE)


def _is_part(view: View, item: _Found) -> bool:
    doc = item.head.doc
    if _OF_THEM.search(view.sentence.wording(item.span)):
        return True
    start = min((t.i for t in [item.head, *item.head.children]), default=item.head.i)
    window = [t.lower_ for t in doc[max(0, start - 4) : start]]
    if not any(w in _PART_WORDS for w in window):
        first = item.head
        while first.dep_ == "conj":
            first = first.head
            window = [t.lower_ for t in doc[max(0, first.i - 4) : first.i]]
            if any(w in _PART_WORDS for w in window):
                return True
        return False
    return True


def _loss(view: View, item: _Found) -> Loss:
    text = view.sentence.wording(item.span)
    whom = view.sentence.wording(view.sentence.span_of(_whom_tokens(view, item.head)))
    name = _inner(view, item.head)
    return Loss(
        effect=item.effect,
        low=item.low,
        high=item.high,
        approximate=item.approximate,
        text=text,
        span=item.span,
        whom=Whom(text=whom, actor=name.actor if name else None, category=_category(view, item)),
    )


def _whom_tokens(view: View, head: Token) -> list[Token]:
    kept = [
        t for t in core_tokens(head) if view.quantity(t) is None and t.dep_ not in {"det", "predet"}
    ]
    return kept or [head]


def _inner(view: View, head: Token) -> Name | None:
    for token in [head, *head.children]:
        name = view.name(token)
        if name is not None and name.kind is not NameKind.PLACE:
            return name
    return None


def _category(view: View, item: _Found) -> Category:
    if item.effect is Effect.DESTROYED:
        return Category.EQUIPMENT
    lemma = view.lemma(item.head)
    modifiers = {view.lemma(t) for t in item.head.children}
    if lemma in word_class("combatants") and lemma not in {
        "leader",
        "member",
        "personnel",
        "chief",
        "deputy",
        "officer",
    }:
        return Category.COMBATANT
    if "civilian" in modifiers or lemma in {
        "civilian",
        "child",
        "woman",
        "girl",
        "boy",
        "student",
        "teacher",
        "resident",
        "villager",
        "citizen",
        "journalist",
        "family",
        "infant",
        "baby",
        "schoolchild",
    }:
        return Category.CIVILIAN
    return Category.UNKNOWN
