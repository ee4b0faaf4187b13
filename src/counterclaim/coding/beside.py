"""What stands beside a verb: the tests that a sense of ``kinds.yaml`` may ask for.

Whether the verb has a place, a force, a munition, people or another event as its object, subject or
after a preposition. ``need`` finds the test by the name that the table gives it.
"""

from collections.abc import Callable

from spacy.tokens import Token

from counterclaim.coding.lexicon import event_nouns, word_class
from counterclaim.coding.needs import MORE
from counterclaim.coding.syntax import (
    agents,
    ancestors,
    conjuncts,
    doers,
    is_passive,
    prepositions,
    speakers,
    subjects,
    undergoers,
)
from counterclaim.coding.view import View
from counterclaim.names.finder import NameKind


def tool_kind(view: View, token: Token) -> str | None:
    """The kind of event that a weapon or aircraft makes."""
    if _chemical(view, token):
        return "chemical-attack"
    if view.compound(token, 1) in {"suicide bomber", "suicide attacker"}:
        return "suicide-bombing"
    if view.is_aircraft(token) or view.compound(token, 1) == "barrel bomb":
        return "air-strike"
    if view.among(token, "munitions"):
        return "shelling"
    if view.among(token, "explosives"):
        return "bombing"
    return None


def _chemical(view: View, token: Token) -> bool:
    """Poison gas; tear gas and the gas of kitchens are none."""
    harmless = view.compound(token, 1) in {"tear gas", "natural gas", "cooking gas", "- gas"}
    return view.among(token, "chemical") and not harmless


_BY_PARTICLE = {
    "stand": {"by", "with", "behind"},
    "call": {"on", "upon"},
    "side": {"with"},
    "ally": {"with"},
    "agree": {"on", "upon", "to"},
    "crack": {"on"},
    "send": {"in"},
}


def all_objects(view: View, token: Token) -> list[Token]:
    """The verb's objects, those after its particle among them, with what is coordinated."""
    found = undergoers(token)
    labels = _BY_PARTICLE.get(view.lemma(token), set())
    found = [*found, *(n for p, n in prepositions(token) if p in labels)]
    return [c for o in found for c in conjuncts(o)]


def prep_objects(token: Token, *labels: str) -> list[Token]:
    """What stands after the named prepositions below the word, with what is coordinated."""
    return [c for p, n in prepositions(token) if p.split()[0] in labels for c in conjuncts(n)]


def _shoulder(view: View, token: Token) -> bool:
    """ "stands shoulder to shoulder with the people of X"."""
    return "shoulder" in {t.lower_ for t in token.doc[token.i + 1 : token.i + 3]}


def _progress(view: View, token: Token) -> bool:
    """ "made progress", "gained ground": by an armed force."""
    return _force(view, token) and _object_in("progress")(view, token)


def _named_place(view: View, token: Token) -> bool:
    """The object is a place's name or settled ground, not just any ground ("took part")."""
    return any(
        ((n := view.name(o)) is not None and n.kind is NameKind.PLACE)
        or view.lemma(o) in _TAKEN
        or (n is None and o.pos_ == "PROPN" and o.text[:1].isupper())
        for o in all_objects(view, token)
    )


_TAKEN = frozenset(
    """town city village hill territory airport base district neighborhood neighbourhood
    area checkpoint""".split()
)


def place_object(view: View, token: Token) -> bool:
    """True where the verb's object is a place, or ground told by a word ("the town")."""
    objects = all_objects(view, token)
    if view.lemma(token) in {"retake", "recapture", "reclaim", "regain"} and any(
        o.lower_ == "it" for o in objects
    ):
        return True
    if any(view.is_place(o) or _ground_inside(view, o) for o in objects):
        return True
    reached = prep_objects(
        token,
        "into",
        "to",
        "towards",
        "toward",
        "on",
        "in",
        "through",
        "within",
        "at",
        "near",
        "deep",
        "from",
        "along",
    )
    return not objects and any(view.is_place(o) for o in reached)


def _ground_inside(view: View, token: Token) -> bool:
    """ "control of X", "parts of X", "a number of villages"."""
    return any(view.is_place(n) for p, n in prepositions(token) if p == "of")


def _force(view: View, token: Token) -> bool:
    found = [c for d in doers(token) for c in conjuncts(d)]
    if any(view.is_force(d) or view.is_aircraft(d) for d in found):
        return True
    return any(_backref(d) for d in found)


def _backref(token: Token) -> bool:
    return token.lower_ in {"they", "it", "he", "we", "who", "which", "she"}


def _force_or_target(view: View, token: Token) -> bool:
    lemma = view.lemma(token)
    objects = all_objects(view, token)
    if lemma == "carry" or (lemma == "open" and not any(o.lower_ == "fire" for o in objects)):
        return False
    if _force(view, token) and (
        objects or lemma in {"attack", "retaliate", "shoot", "open", "raid", "strike", "deploy"}
    ):
        return not all(_abstract(view, o) for o in objects) if objects else True
    if any(tool_kind(view, d) for d in doers(token)):
        return True
    by = agents(token)
    if any(is_event(view, b) for b in by):
        return False
    if by and not any(view.is_actor(b) or tool_kind(view, b) for b in by):
        return False
    return any(
        view.is_people(o) or view.is_place(o) or view.is_force(o) or view.among(o, "equipment")
        for o in objects
    ) and (is_passive(token) or not doers(token) or any(is_event(view, d) for d in doers(token)))


def _abstract(view: View, token: Token) -> bool:
    concrete = (
        view.is_people(token)
        or view.is_place(token)
        or view.is_force(token)
        or view.among(token, "equipment")
        or view.name(token) is not None
        or view.quantity(token) is not None
        or _backref(token)
        or token.lower_ in {"them", "him", "her", "us", "fire"}
        or view.lemma(token) == "target"
        or view.among(token, "assembled")
        or (token.pos_ == "PROPN" and token.text[:1].isupper())
    )
    return not concrete


def is_event(view: View, token: Token) -> bool:
    """True for a noun that tells an event by itself, like "air strike"."""
    return any(view.compound(token, n) in event_nouns() for n in (2, 1, 0))


def _event_object(view: View, token: Token) -> bool:
    return any(is_event(view, o) for o in all_objects(view, token))


def _event_or_actor(view: View, token: Token) -> bool:
    return _event_object(view, token) or _actor_object(view, token)


def _actor_object(view: View, token: Token) -> bool:
    """The object is a party; "different sides" is none."""
    if any(
        view.lemma(o) == "side" and any(c.lower_ == "different" for c in o.children)
        for o in all_objects(view, token)
    ):
        return False
    return any(view.is_actor(o) and not _pure_place(view, o) for o in all_objects(view, token))


def _by_actor(view: View, token: Token) -> bool:
    """ "backed by Turkey"; "backed by rocket launchers" tells of no support."""
    by = [c for a in agents(token) for c in conjuncts(a)]
    return not by or any(view.is_actor(b) or view.is_people(b) for b in by)


def _pure_place(view: View, token: Token) -> bool:
    name = view.name(token)
    return name is not None and name.kind is NameKind.PLACE


def _actor_or_place(view: View, token: Token) -> bool:
    beside = [
        *all_objects(view, token),
        *prep_objects(token, "with", "against", "alongside", "in", "near", "for", "over"),
    ]
    return any(view.is_actor(o) or view.is_place(o) for o in beside)


def _actor_or_people(view: View, token: Token) -> bool:
    return any(
        view.is_actor(o) or view.is_people(o) or o.lower_ in _SOME for o in all_objects(view, token)
    )


_SOME = frozenset({"most", "many", "all", "some", "others", "several", "them", "him", "her"})


def _actor_or_fight(view: View, token: Token) -> bool:
    return any(
        (view.is_force(o) and not _pure_place(view, o)) or view.lemma(o) in word_class("fights")
        for o in all_objects(view, token)
    )


def _place_or_people(view: View, token: Token) -> bool:
    objects = all_objects(view, token)
    if view.lemma(token) == "lay":
        return any(o.lower_ == "siege" for o in objects)
    return any(
        view.is_place(o) or view.is_people(o) or view.is_force(o) for o in objects
    ) or place_object(view, token)


def _object_in(class_name: str) -> Callable[[View, Token], bool]:
    def test(view: View, token: Token) -> bool:
        objects = all_objects(view, token)
        inside = [
            c
            for o in objects
            if _amount(view, o)
            for p, n in prepositions(o)
            if p == "of"
            for c in conjuncts(n)
        ]
        return any(view.among(o, class_name) for o in [*objects, *inside])

    return test


def _subject_in(class_name: str) -> Callable[[View, Token], bool]:
    def test(view: View, token: Token) -> bool:
        found = subjects(token) if not is_passive(token) else agents(token)
        return any(view.among(s, class_name) for f in found for s in conjuncts(f))

    return test


def _munition(view: View, token: Token) -> bool:
    beside = (
        [*all_objects(view, token), *prep_objects(token, "by")]
        if view.lemma(token) != "rain"
        else subjects(token)
    )
    return any(view.among(o, "munitions") or view.among(o, "air_munitions") for o in beside)


def _munition_subject(view: View, token: Token) -> bool:
    found = [c for s in doers(token) for c in conjuncts(s)]
    if view.lemma(token) in {"fall", "land", "crash"} and not (
        prep_objects(token, "on", "in", "near", "at", "into")
        or any(c.dep_ == "advmod" for c in token.children)
    ):
        return False
    found += [n for s in found if view.quantity(s) for p, n in prepositions(s) if p == "of"]
    return any(view.among(s, "munitions") or view.compound(s, 1) == "barrel bomb" for s in found)


def _air_munition(view: View, token: Token) -> bool:
    return any(
        view.among(o, "air_munitions") or view.among(o, "munitions")
        for o in all_objects(view, token)
    )


def _chemical_subject(view: View, token: Token) -> bool:
    found = [c for s in doers(token) for c in conjuncts(s)]
    inside = [
        c
        for child in token.children
        if child.dep_ in {"advcl", "acl"} and child.lemma_ == "contain"
        for c in child.subtree
    ]
    return any(_chemical(view, t) for s in found for t in [s, *s.subtree, *inside])


def _munition_inside(view: View, token: Token) -> bool:
    """ "used the M142 High Mobility Artillery Rocket System", "used mortars"."""
    for found in all_objects(view, token):
        if view.among(found, "munitions"):
            return True
        inside = [
            c for c in found.children if c.i < found.i and c.dep_ in {"compound", "nmod", "amod"}
        ]
        if any(view.lemma(c) in word_class("munitions") for c in inside) and found.pos_ != "VERB":
            return True
    return False


def _chemical_object(view: View, token: Token) -> bool:
    return any(
        _chemical(view, o) or any(_chemical(view, t) for t in o.subtree if t.i < o.i + 4)
        for o in all_objects(view, token)
    )


def _chemical_beside(view: View, token: Token) -> bool:
    """ "were exposed to sarin", "affected by chlorine gas": people, and a poison that reached
    them."""
    by = [*agents(token), *prep_objects(token, "to", "by", "for")]
    reached = [n for b in by for n in [b, *(n for p, n in prepositions(b) if p in {"of", "to"})]]
    return _people_subject(view, token) and any(
        _chemical(view, t) for n in reached for t in [n, *(c for c in n.children if c.i < n.i)]
    )


def _people_object(view: View, token: Token) -> bool:
    return any(
        view.is_people(o) or _people_inside(view, o) or o.lower_ in {"they", "them"}
        for o in all_objects(view, token)
    )


def _people_inside(view: View, token: Token) -> bool:
    """ "dozens of people", "nearly half of the population"; not "pictures of people"."""
    counts = view.quantity(token) is not None or view.lemma(token) in _AMOUNTS
    return counts and any(view.is_people(n) for p, n in prepositions(token) if p == "of")


def _amount(view: View, token: Token) -> bool:
    """ "dozens of rifles", "a large amount of weapons", "several kinds of mines"."""
    return view.quantity(token) is not None or view.lemma(token) in _AMOUNTS


_AMOUNTS = frozenset(
    {
        "amount",
        "worth",
        "dollar",
        "euro",
        "kg",
        "kilogram",
        "ton",
        "tonne",
        "quantity",
        "kind",
        "type",
        "series",
        "batch",
        "load",
        "total",
        "dozen",
        "score",
        "piece",
        "number",
        "half",
        "majority",
        "group",
        "third",
        "part",
        "rest",
        "million",
        "lot",
        "percent",
    }
)


def _people_subject(view: View, token: Token) -> bool:
    found = [c for s in [*subjects(token), *undergoers(token)] for c in conjuncts(s)]
    return any(
        view.is_people(s)
        or view.is_force(s)
        or _backref(s)
        or _people_inside(view, s)
        or _named_actor(view, s)
        or (s.tag_ == "NNPS" and view.name(s) is None)
        for s in found
    )


def _named_actor(view: View, token: Token) -> bool:
    """ "Kurds demonstrated": a name of people that is no place."""
    name = view.name(token)
    return name is not None and name.kind is NameKind.ACTOR and name.actor is not None


def _place_subject(view: View, token: Token) -> bool:
    if not any(view.is_place(s) for s in subjects(token)):
        return False
    to = prep_objects(token, "to", "into", "under")
    return any(view.is_force(o) or o.lower_ in {"control", "hands"} for o in to)


def _force_out_of_place(view: View, token: Token) -> bool:
    """ "pushed the extremists from the areas", "drove IS out of the town"."""
    out_of = [n for p, n in prepositions(token) if p.split()[0] in {"from", "out"}]
    return any(view.is_force(o) for o in all_objects(view, token)) and any(
        view.is_place(n) for n in out_of
    )


def speaking(view: View, token: Token) -> list[Token]:
    """Who says it. A second verb of saying that the parse hung on a wrong first one ("said that the
    strikes hit X and called on leaders") takes the speaker of the sentence."""
    found = speakers(token)
    if any(view.is_actor(c) or view.is_people(c) for s in found for c in conjuncts(s)):
        return found
    verbs = [u for u in ancestors(token) if u.pos_ in {"VERB", "AUX"}]
    for upper in sorted(verbs, key=lambda u: u.lemma_ not in _SAYING):
        above = subjects(upper)
        if any(view.is_actor(c) for s in above for c in conjuncts(s)):
            return above
    return found


_SAYING = frozenset(
    {"say", "announce", "state", "add", "stress", "tell", "declare", "note", "report"}
)


def _speaker(view: View, token: Token) -> bool:
    said_by = speaking(view, token)
    if not any(view.is_actor(s) or view.is_people(s) for d in said_by for s in conjuncts(d)):
        return False
    return _has_complement(token)


def _has_complement(token: Token) -> bool:
    if any(c.dep_ in {"ccomp", "xcomp", "dobj", "prep", "dative"} for c in token.children):
        return True
    return bool(undergoers(token))


def _party_subject(view: View, token: Token) -> bool:
    found = [c for d in [*doers(token), *undergoers(token)] for c in conjuncts(d)]
    return sum(_named_party(view, s) for s in found) >= 1 and any(
        _named_party(view, s) for d in doers(token) for s in conjuncts(d)
    )


def _named_party(view: View, token: Token) -> bool:
    name = view.name(token)
    if name is not None:
        return name.kind is not NameKind.UNKNOWN
    return (
        _speaks_for_others(view, token)
        or token.lower_ in {"i", "we"}
        or (_backref(token) and token.lower_ != "which")
    )


def _speaks_for_others(view: View, token: Token) -> bool:
    """ "the envoy", "a team of experts", "the inspection team"."""
    sent = word_class("negotiators")
    if view.lemma(token) in sent:
        return True
    beside = [
        *prep_objects(token, "of"),
        *(c for c in token.children if c.dep_ in {"compound", "nmod"}),
    ]
    return view.lemma(token) in word_class("teams") and any(
        view.lemma(b) in sent or view.is_actor(b) or b.lower_ == "inspection" for b in beside
    )


def _aid(view: View, token: Token) -> bool:
    """Help is given, or anything is given to a party in need."""
    objects = all_objects(view, token)
    if _object_in("aid_objects")(view, token):
        return True
    to = [*prep_objects(token, "to"), *(c for c in token.children if c.dep_ == "dative")]
    given = [
        o
        for o in objects
        if not is_event(view, o)
        and o.pos_ == "NOUN"
        and o.lower_ not in {"statement", "information"}
    ]
    return (
        bool(given)
        and view.lemma(token) in {"provide", "supply", "donate", "distribute"}
        and any(view.is_force(o) or view.is_people(o) for o in to)
    )


def _party_meets(view: View, token: Token) -> bool:
    objects = all_objects(view, token)
    if objects and not any(_named_party(view, o) or view.is_actor(o) for o in objects):
        return False
    others = [*objects, *prep_objects(token, "with")]
    return _party_subject(view, token) and (
        any(_named_party(view, o) or view.is_actor(o) for o in others)
        or len([c for d in doers(token) for c in conjuncts(d)]) > 1
        or (not objects and any(d.tag_ == "NNS" for d in doers(token)))
    )


def _with_party(view: View, token: Token) -> bool:
    others = prep_objects(token, "with", "to", "over")
    return (
        _party_subject(view, token)
        and any(
            _named_party(view, o) and o.lower_ not in {"reporters", "journalists"} for o in others
        )
        and not any(o.lower_ in {"reporters", "journalists"} for o in others)
    )


def _allegiance(view: View, token: Token) -> bool:
    return any(o.lower_ in word_class("allegiance") for o in all_objects(view, token))


def _name_or_group(view: View, token: Token) -> bool:
    lemma = view.lemma(token)
    if lemma == "change":
        return any(o.lower_ in {"name", "sides", "allegiance"} for o in all_objects(view, token))
    away = any(
        t.lower_ in {"off", "away", "ties", "from"} for t in token.doc[token.i + 1 : token.i + 3]
    )
    return away and any(view.is_force(s) for s in subjects(token))


def _pact_or_clause(view: View, token: Token) -> bool:
    objects = all_objects(view, token)
    if any(view.lemma(o) in word_class("truces") for o in objects):
        return False
    if view.lemma(token) == "agree":
        named = any(view.is_actor(s) for d in doers(token) for s in conjuncts(d))
        return named and any(
            c.dep_ in {"xcomp", "ccomp"} or c.lower_ in {"on", "to"} for c in token.children
        )
    return any(view.lemma(o) in word_class("pacts") for o in objects)


def _troops_subject(view: View, token: Token) -> bool:
    return _subject_in("troops")(view, token) and _place_reached(view, token)


def _place_reached(view: View, token: Token) -> bool:
    return any(
        view.is_place(o) for o in prep_objects(token, "in", "to", "at", "near", "on", "into")
    )


def _envoy_subject(view: View, token: Token) -> bool:
    """ "the envoy flew to Damascus": who goes somewhere to speak, and gets there."""
    going = [c for d in doers(token) for c in conjuncts(d)]
    return any(_speaks_for_others(view, g) for g in going) and _place_reached(view, token)


def _no_charge(view: View, token: Token) -> bool:
    """To reject an accusation or a report denies it; it refuses nothing."""
    return not any(view.among(o, "charges") for o in all_objects(view, token))


def need(name: str) -> Callable[[View, Token], bool]:
    """The test of a need of ``kinds.yaml``; "object:C" and "subject:C" ask about a class of
    words."""
    side, _, words = name.partition(":")
    if not words:
        return MORE.get(name) or _NEEDS[name]
    return _object_in(words) if side == "object" else _subject_in(words)


_NEEDS: dict[str, Callable[[View, Token], bool]] = {
    "place": place_object,
    "shoulder": _shoulder,
    "force": _force,
    "progress": _progress,
    "named-place": _named_place,
    "people": _people_object,
    "event": _event_object,
    "event-or-actor": _event_or_actor,
    "actor": _actor_object,
    "by-actor": _by_actor,
    "actor-or-place": _actor_or_place,
    "actor-or-people": _actor_or_people,
    "actor-or-fight": _actor_or_fight,
    "place-or-people": _place_or_people,
    "place-subject": _place_subject,
    "force-out-of-place": _force_out_of_place,
    "force-or-target": _force_or_target,
    "control": _object_in("control_words"),
    "munition": _munition,
    "munition-subject": _munition_subject,
    "munition-inside": _munition_inside,
    "air-munition": _air_munition,
    "chemical": _chemical_object,
    "chemical-subject": _chemical_subject,
    "chemical-beside": _chemical_beside,
    "weapon": _object_in("weapons"),
    "troops-object": _object_in("troops"),
    "troops-subject": _troops_subject,
    "envoy-subject": _envoy_subject,
    "base-object": _object_in("bases"),
    "allegiance": _allegiance,
    "name-or-group": _name_or_group,
    "truce": _object_in("truces"),
    "pact-or-clause": _pact_or_clause,
    "plan": _object_in("plans"),
    "party": _party_meets,
    "party-subject": _party_subject,
    "with-party": _with_party,
    "meeting": _object_in("meetings"),
    "aid-object": _aid,
    "people-subject": _people_subject,
    "speaker": _speaker,
    "no-charge": _no_charge,
    "sanctions": _object_in("sanction_words"),
}
