"""Where a happening took place.

Every place name of the sentence is weighed by how grammar ties it to the happening's words: a
locative preposition, the object of an attack or a capture, a noun before the event noun. The
nearest and finest wins; coordinated places give a claim each (CODEBOOK: "took A, B and C").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.codebook.tables import words_of
from counterclaim.coding.descriptions import country_of_adjective
from counterclaim.coding.events import Happening
from counterclaim.coding.syntax import ancestors, conjuncts, first_conjunct, path_length, undergoers
from counterclaim.coding.view import View, stands_for_government
from counterclaim.model import ActorType, PlaceRelation, Span
from counterclaim.names.finder import Name, NameKind
from counterclaim.names.hints import stands_in

_LOCATIVE = {
    "in": PlaceRelation.IN,
    "at": PlaceRelation.IN,
    "inside": PlaceRelation.IN,
    "within": PlaceRelation.IN,
    "across": PlaceRelation.IN,
    "throughout": PlaceRelation.IN,
    "on": PlaceRelation.IN,
    "of": PlaceRelation.IN,
    "into": PlaceRelation.TO,
    "to": PlaceRelation.TO,
    "towards": PlaceRelation.TO,
    "toward": PlaceRelation.TO,
    "from": PlaceRelation.FROM,
    "near": PlaceRelation.NEAR,
    "around": PlaceRelation.NEAR,
    "outside": PlaceRelation.NEAR,
    "by": PlaceRelation.NEAR,
    "against": PlaceRelation.IN,
    "over": PlaceRelation.IN,
    "along": PlaceRelation.ALONG,
    "between": PlaceRelation.BETWEEN,
    "through": PlaceRelation.IN,
    "for": PlaceRelation.IN,
    "under": PlaceRelation.IN,
    "about": PlaceRelation.IN,
    "north": PlaceRelation.NEAR,
    "south": PlaceRelation.NEAR,
    "east": PlaceRelation.NEAR,
    "west": PlaceRelation.NEAR,
}
_FINE = {
    "town",
    "village",
    "city",
    "district",
    "neighborhood",
    "neighbourhood",
    "camp",
    "suburb",
    "quarter",
    "base",
    "airport",
    "airbase",
    "crossing",
    "hospital",
    "dam",
    "hamlet",
    "checkpoint",
    "square",
    "cemetery",
}
_COARSE = {
    "province",
    "governorate",
    "region",
    "countryside",
    "state",
    "oblast",
    "desert",
    "county",
}
_FAR = 7


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a happening: the tokens that name it and how the event stands to it."""

    tokens: tuple[Token, ...]
    relation: PlaceRelation
    name: Name | None
    score: float


def find_spots(
    view: View, happening: Happening, rivals: Sequence[Happening], speech: Sequence[Span]
) -> list[list[Spot]]:
    """The places of a happening, one list for each claim that it gives; empty where none is told.

    ``speech`` are the stretches that name speakers and where they speak: a place in them is not
    the event's.
    """
    main = view.sentence.span_of([happening.main.token])
    speech = [s for s in speech if not s.overlaps(main)]
    taken = _taken_places(view, happening)
    if taken:
        return [[spot] for spot in taken]
    spots = [s for t in view.sentence.doc if (s := _spot(view, t, happening, rivals, speech))]
    listed = _listed_behind(view, happening, spots)
    if listed:
        return [[spot] for spot in listed]
    if not spots:
        return []
    best = _finest(view, max(spots, key=lambda s: s.score), speech)
    if best.name is None:
        return [[best]]
    group = _coordinated(best, [best, *(s for s in spots if s.tokens != best.tokens)])
    if best.relation is PlaceRelation.BETWEEN and len(group) > 1:
        return [group]
    return [[spot] for spot in group]


def _finest(view: View, spot: Spot, speech: Sequence[Span]) -> Spot:
    """ "the town of Hass in rural Idlib": where one place lies in another, the event was in the
    finer, whichever the parse ties nearer to it."""
    for _ in range(3):
        inner = _lies_inside(view, spot)
        if inner is None or any(s.overlaps(inner.name.span) for s in speech if inner.name):
            return spot
        spot = inner
    return spot


def _lies_inside(view: View, spot: Spot) -> Spot | None:
    """The place that the words right before a wider one put into it."""
    if spot.name is None:
        return None
    before = [t for t in view.sentence.doc[: spot.tokens[0].i] if view.name(t) is not None]
    if not before:
        return None
    token = before[-1]
    name = view.name(token)
    if name is None or not _names_place(view, token, name) or name.may_be_place:
        return None
    if stands_in(view.sentence.text, name.span, spot.name.span) is None:
        return None
    top = _top(view, token)
    relation = _LOCATIVE.get(top.head.lower_) if top.dep_ == "pobj" else None
    relation = PlaceRelation.NEAR if _beside(view, name) else relation
    return Spot((token,), relation or PlaceRelation.IN, name, spot.score)


def _taken_places(view: View, happening: Happening) -> list[Spot]:
    """ "took A, B and C": every object of a capture is a place of its own (CODEBOOK, the unit)."""
    if happening.main.frame != "gain" or happening.main.noun:
        return []
    out: list[Spot] = []
    for head in undergoers(happening.main.token):
        for token in conjuncts(head):
            name = view.name(token)
            if name is not None:
                out.append(Spot((token,), PlaceRelation.IN, name, 3.0))
            elif token.pos_ == "PROPN" and token.text[:1].isupper():
                out.append(Spot((token,), PlaceRelation.IN, None, 3.0))
    return out


def _listed_behind(view: View, happening: Happening, spots: Sequence[Spot]) -> list[Spot]:
    """ "hit several towns, including A, B and C": the places listed, where a wider one stands
    first."""
    if not spots:
        return []
    for token in view.sentence.doc:
        if token.lower_ != "including" or token.i < happening.main.token.i:
            continue
        inside = [t for c in token.children for t in c.subtree if t.i > token.i]
        named = [(t, view.name(t)) for t in inside]
        listed = [
            Spot((t,), PlaceRelation.IN, n, 2.0)
            for t, n in named
            if n is not None and n.kind is NameKind.PLACE
        ]
        if len(listed) > 1:
            return listed
    return []


def _spot(
    view: View,
    token: Token,
    happening: Happening,
    rivals: Sequence[Happening],
    speech: Sequence[Span],
) -> Spot | None:
    name = view.name(token)
    if name is None:
        return _described(view, token, happening, rivals)
    if not _names_place(view, token, name):
        return None
    if any(s.overlaps(name.span) and not _swallowed(s, name) for s in speech):
        return None
    if _whence(token, happening):
        return None
    relation, tie = _tie(view, token, name, happening)
    if tie is None:
        return None
    relation = PlaceRelation.NEAR if _beside(view, name) else relation
    mine = min(path_length(token, t) for t in happening.tokens)
    others = [path_length(token, t) for r in rivals for t in r.tokens]
    nearer = bool(others) and min(others) < mine
    if mine > _FAR and len(rivals) > 0:
        return None
    score = tie - 0.35 * mine - (2.0 if nearer else 0.0) + _fineness(view, token, name)
    score -= 0.01 * abs(token.i - happening.main.token.i)
    return Spot((token,), relation, name, score) if score > -3.2 else None


_BESIDE = re.compile(
    rf"\b(?:{'|'.join(words_of('places/cues.yaml', 'beside'))})"
    r" (?:the )?(?:(?:northern|southern|eastern|western|central|rebel-held|besieged|old) )*"
    r"(?:(?:city|town|village|camp|capital|district) (?:of )?)?\Z",
    re.IGNORECASE,
)


def _beside(view: View, name: Name) -> bool:
    """ "10 km east of Hama", "on the outskirts of the city of Hama"."""
    before = view.sentence.text[
        max(view.sentence.span.start, name.span.start - 60) : name.span.start
    ]
    return _BESIDE.search(before) is not None


def _swallowed(speaker: Span, name: Name) -> bool:
    """ "on the city of Hama Rudskoi said": the lost comma gave the place to the speaker."""
    return name.hint in _FINE and speaker.start == name.span.start


_POSTED = frozenset({"position", "base", "station", "entrench", "garrison", "hide", "headquarter"})


def _whence(token: Token, happening: Happening) -> bool:
    """ "terrorists positioned in X fired at Y": where the doers are, not where it happened."""
    words = {t.i for t in happening.tokens}
    for upper in [t for t in ancestors(token) if t.dep_ in {"acl", "relcl"}][:1]:
        return upper.lemma_ in _POSTED and upper.i not in words
    return False


def _described(
    view: View, token: Token, happening: Happening, rivals: Sequence[Happening]
) -> Spot | None:
    """ "in the town", "hit a school": ground told by a common noun, where no name is told."""
    lemma = view.lemma(token)
    words = {t.i for t in happening.tokens}
    taken = token.dep_ in {"dobj", "nsubjpass"} and token.head.i in words
    if (
        token.pos_ == "PROPN"
        and taken
        and happening.main.frame == "gain"
        and token.text[:1].isupper()
    ):
        return Spot((token,), PlaceRelation.IN, None, -1.0)
    known = lemma in _BACK_WORDS | _FACILITIES or _soil(view, token)
    if token.pos_ != "NOUN" or not known or _holds_a_name(view, token):
        return None
    mine = min(path_length(token, t) for t in happening.tokens)
    others = [path_length(token, t) for r in rivals for t in r.tokens]
    if mine > 3 or (others and min(others) < mine):
        return None
    if (
        token.dep_ == "pobj"
        and token.head.lower_ in _LOCATIVE
        and token.head.lower_ not in {"by", "for", "about", "against"}
    ):
        return Spot((token,), _LOCATIVE[token.head.lower_], None, -2.0 - 0.3 * mine)
    if taken:
        return Spot((token,), PlaceRelation.IN, None, -2.2 - 0.3 * mine)
    return None


def _holds_a_name(view: View, token: Token) -> bool:
    return any((n := view.name(t)) is not None and n.kind is NameKind.PLACE for t in token.subtree)


def _soil(view: View, token: Token) -> bool:
    """ "inside Syrian territory"."""
    of_a_state = any(c.dep_ == "amod" and country_of_adjective(c.text) for c in token.children)
    return of_a_state and view.lemma(token) in {"territory", "soil", "airspace", "waters"}


_BACK_WORDS = frozenset(
    """town city village province region area district capital neighborhood neighbourhood
    suburb camp governorate""".split()
)
_FACILITIES = frozenset(
    """school hospital market airport airbase base headquarters mosque checkpoint prison
    bakery crossing square station refinery clinic stadium funeral restaurant hotel
    university palace compound complex bridge dam barracks cemetery border site
    neighborhood""".split()
)


def _names_place(view: View, token: Token, name: Name) -> bool:
    if stands_for_government(token, name) or _only_describes(view, name):
        return False
    if name.kind is NameKind.PLACE:
        return True
    if not name.may_be_place:
        return False
    first = token
    while first.dep_ == "conj":
        first = first.head
    return (
        (first.dep_ == "pobj" and _state_stands_in(view, first.head))
        or (
            token.dep_ in {"compound"}
            and name.actor_type is ActorType.STATE
            and name.candidates[0].actor.name == name.text
        )
        or _after_direction(token)
    )


def _only_describes(view: View, name: Name) -> bool:
    """ "London-based", "Syria-wide": a part of a description is no place of the event."""
    behind = view.sentence.text[name.span.end : name.span.end + 8].casefold()
    return behind.startswith(
        ("-based", "-born", "-backed", "-led", " based", "-linked", "-registered")
    )


_IN_STATES = frozenset(
    """in inside within across throughout into near outside around over on to from
    at""".split()
)


def _state_stands_in(view: View, preposition: Token) -> bool:
    """ "in Syria", "parts of Syria"; not "forces of Syria", "war against Syria"."""
    low = preposition.lower_
    if low == "of":
        return view.is_place(preposition.head) and view.name(preposition.head) is None
    return low in _IN_STATES


def _after_direction(token: Token) -> bool:
    return any(
        c.lower_.endswith("ern")
        or c.lower_ in {"northwest", "northeast", "southwest", "southeast", "central", "rural"}
        for c in token.children
        if c.i < token.i
    )


def _tie(
    view: View, token: Token, name: Name, happening: Happening
) -> tuple[PlaceRelation, float | None]:
    """How grammar ties a place to a sentence's event: the relation and its weight, or ``None``."""
    top = _top(view, token)
    if top.dep_ == "pobj":
        preposition = top.head.lower_
        relation = _LOCATIVE.get(preposition)
        if relation is None:
            return PlaceRelation.IN, None
        if preposition in {"from", "to", "by", "for", "about", "of"}:
            return relation, 1.6 if preposition == "to" else 1.2
        return relation, 2.0 if relation is PlaceRelation.NEAR else 2.4
    words = {t.i for t in happening.tokens}
    if top.dep_ in {"dobj", "nsubjpass"} and top.head.i in words:
        return PlaceRelation.IN, 3.0
    aimed = top.head.dep_ in {"acl", "advcl", "xcomp"} and top.head.head.i in words
    if top.dep_ == "dobj" and aimed and top.head.tag_ in {"VB", "VBG"}:
        return PlaceRelation.IN, 2.6
    if top.dep_ in {"nsubj"} and top.head.i in words and happening.main.frame == "fall":
        return PlaceRelation.IN, 3.0
    if top.dep_ in {"compound", "nmod", "amod", "poss"} or token.dep_ in {
        "compound",
        "nmod",
        "amod",
        "poss",
    }:
        return PlaceRelation.IN, 1.0
    if (
        top.dep_
        in {"appos", "npadvmod", "dobj", "nsubjpass", "attr", "dep", "nsubj", "advmod", "ROOT"}
        or top.dep_ == "conj"
    ):
        return PlaceRelation.IN, 0.4
    return PlaceRelation.IN, None


def _top(view: View, token: Token) -> Token:
    """The head of the noun phrase that the place stands in: "the town of X", "X province"."""
    at = token
    for _ in range(6):
        head = at.head
        if head.i == at.i:
            return at
        if (
            (at.dep_ == "conj" and (view.is_place(head) or head.pos_ in {"PROPN", "NOUN"}))
            or (
                at.dep_ in {"compound", "nmod", "amod", "appos", "poss"}
                and view.is_place(head)
                and view.lemma(head)
                in _FINE
                | _COARSE
                | {
                    "area",
                    "outskirt",
                    "town",
                    "part",
                    "suburb",
                    "border",
                    "road",
                    "barren",
                    "gate",
                    "valley",
                    "mountain",
                    "center",
                    "centre",
                }
            )
            or (
                at.dep_ in {"compound", "nmod", "amod", "appos"}
                and (n := view.name(head))
                and (n.kind is NameKind.PLACE or n.actor_type is ActorType.STATE)
            )
        ):
            at = head
        elif at.dep_ == "pobj" and head.lower_ == "of" and view.is_place(head.head):
            at = head.head
        else:
            return at
    return at


def _fineness(view: View, token: Token, name: Name) -> float:
    hint = (name.hint or "").casefold()
    if hint in _FINE:
        return 0.9
    if hint in _COARSE:
        return 0.0
    if name.may_be_place and name.actor_type is ActorType.STATE:
        return -0.9
    return 0.5


def _coordinated(best: Spot, spots: Iterable[Spot]) -> list[Spot]:
    """The best place and those coordinated with it."""
    head = best.tokens[0]
    while head.dep_ == "conj":
        head = head.head
    family = {t.i for t in conjuncts(head)}
    family |= {g.i for t in conjuncts(head) for g in t.subtree if g.dep_ == "conj"}
    family |= {t.i for t in _of_later_prepositions(head)}
    group = [s for s in spots if s.tokens[0].i in family]
    finer = [s for s in group if not _is_state(s)]
    group = finer if finer and len(finer) < len(group) else group
    return group if best in group and len(group) > 1 else [best]


def _of_later_prepositions(head: Token) -> list[Token]:
    """ "in Daraa and in Quneitra": the preposition is repeated."""
    if head.dep_ != "pobj":
        return []
    first = first_conjunct(head.head)
    return [
        t for p in conjuncts(first) for c in p.children if c.dep_ == "pobj" for t in conjuncts(c)
    ]


def _is_state(spot: Spot) -> bool:
    """ "Sarmada, Syria": the country beside a town only says where the town is."""
    return spot.name is not None and spot.name.actor_type is ActorType.STATE
