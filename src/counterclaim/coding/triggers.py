"""Which words of a sentence tell an event, and of what kind each alone would be.

A verb tells one where a sense of ``kinds.yaml`` fits it and what stands beside it; a noun where it
is listed, and a weak noun ("attack", "deal") only with something of its own. Harm verbs ("killed")
tell losses; they become an event of their own only where nothing else tells the cause.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.coding.beside import (
    all_objects,
    is_event,
    need,
    place_object,
    prep_objects,
    tool_kind,
)
from counterclaim.coding.lexicon import (
    VerbSense,
    carriers,
    event_nouns,
    harm_verbs,
    verb_senses,
    weak_nouns,
    word_class,
)
from counterclaim.coding.needs import harms_someone, labour_strike, of_nature
from counterclaim.coding.syntax import (
    HARMS,
    conjuncts,
    doers,
    is_passive,
    own_subjects,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.view import View, is_gerund_noun
from counterclaim.names.finder import NameKind

HARM = "harm"
SPEECH_ACTS = frozenset({"accuse", "demand", "threaten", "refuse", "support"})
_BLAME = frozenset(
    {
        "responsibility",
        "responsible",
        "blame",
        "accuse",
        "behind",
        "finger",
        "guilt",
        "credit",
        "denial",
    }
)
_CASUALTY_NOUNS = frozenset({"casualty", "death", "fatality", "toll", "corpse"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event. ``frame`` as in ``kinds.yaml``, ``noun`` for a nominal one;
    ``effect`` for a harm word; ``first`` the first token of a several-word noun."""

    token: Token
    kind: str
    frame: str
    noun: bool
    first: int
    effect: str | None = None


def find_triggers(view: View) -> list[Trigger]:
    """All triggers of a sentence in order."""
    out: list[Trigger] = []
    for token in view.sentence.doc:
        if view.name(token) is not None or view.is_date(token):
            continue
        trigger = _of_use(view, token) or _of_gerund(view, token)
        if trigger is None and (token.pos_ in {"NOUN", "PROPN"} or _noun_in_disguise(token)):
            trigger = _of_noun(view, token)
        if trigger is None and token.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            trigger = _of_verb(view, token)
        trigger = trigger or _of_duty(view, token)
        if trigger is not None:
            out.append(trigger)
    return [t for t in out if not _inside_another(t, out)]


def _of_duty(view: View, token: Token) -> Trigger | None:
    """ "the regime must comply": what a speaker says others must do is a demand."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
        return None
    modal = any(c.dep_ == "aux" and c.lower_ in {"must", "should"} for c in token.children)
    if not modal or (any(c.dep_ == "neg" for c in token.children) and token.lemma_ == "be"):
        return None
    if any(view.is_actor(s) or view.is_people(s) for s in own_subjects(token)):
        return Trigger(token, "demand", "must", False, token.i)
    return None


def _noun_in_disguise(token: Token) -> bool:
    """ "of the coalition strikes" with "strikes" tagged a verb."""
    nominal = token.dep_ in {"pobj", "dobj", "compound"}
    return is_gerund_noun(token) or (token.tag_ in {"VBZ", "VBG", "VBP", "VB"} and nominal)


def _of_gerund(view: View, token: Token) -> Trigger | None:
    """ "denied bombing hospitals": the gerund right behind the verb, though tagged a noun."""
    if token.dep_ != "compound" or not token.lower_.endswith("ing") or token.i == 0:
        return None
    verb = token.doc[token.i - 1]
    if (
        verb.lemma_ not in {"deny", "admit", "confirm", "stop", "continue", "claim", "report"}
        or token.head.head.i != verb.i
    ):
        return None
    kind = event_nouns().get(token.lower_) or next(
        (s.kind for s in verb_senses().get(_stem(token.lower_), ())), None
    )
    if token.lower_ == "bombing":
        kind = "air-strike" if view.from_the_air else "bombing"
    return Trigger(token, kind, "gerund", False, token.i) if kind else None


def _of_use(view: View, token: Token) -> Trigger | None:
    """ "the use of suicide vehicles, IEDs and chemical weapons": each weapon tells an event."""
    top = token
    while top.dep_ == "conj":
        top = top.head
    if (
        top.dep_ != "pobj"
        or top.head.lower_ != "of"
        or view.lemma(top.head.head) not in {"use", "firing", "launch"}
    ):
        return None
    kind = tool_kind(view, token)
    if view.lemma(token) == "vehicle" and view.compound(token, 1) == "suicide vehicle":
        kind = "suicide-bombing"
    return Trigger(token, kind, "use", True, token.i) if kind else None


def _inside_another(trigger: Trigger, others: list[Trigger]) -> bool:
    """ "air" of "air strike" and the like."""
    return any(o is not trigger and o.first <= trigger.token.i < o.token.i for o in others)


def _of_noun(view: View, token: Token) -> Trigger | None:
    nouns = event_nouns()
    if view.lemma(token) in {"operation", "campaign"}:
        if _where_one_was_hurt(view, token):
            return Trigger(token, "attack", "noun", True, token.i)
        led = _carried(view, token) or _by_a_force(view, token)
        if not (led and _aimed(view, token)):
            return None
    for words in (3, 2, 1, 0):
        text = view.compound(token, words)
        kind = nouns.get(text)
        if kind is not None:
            if text == "strike" and labour_strike(view, token):
                return Trigger(token, "protest", "noun", True, token.i)
            if text == "conference" and view.compound(token, 1).startswith(("news ", "press ")):
                return None
            if text in weak_nouns() and not _supported(view, token, kind):
                return None
            if _inside_compound(view, token):
                return None
            if kind == "agreement" and _on_truce(view, token):
                kind = "ceasefire"
            if kind == "advance" and text == "operation" and _with_harm(token):
                kind = "attack"
            if kind == "release" and not _of_people(view, token):
                return None
            if token.dep_ == "compound" and view.is_force(token.head):
                return None
            if kind == "armed-clash" and _in_the_street(view, token):
                kind = "riot"
            if text == "protest" and view.lemma(token.head) in {"lodge", "file", "submit"}:
                kind = "accuse"
            if kind in {"territory-gained", "arrest"} and _of_persons(view, token):
                return Trigger(token, "arrest", "noun", True, token.i - words, "captured")
            return Trigger(token, _refined(view, token, kind), "noun", True, token.i - words)
    if view.lemma(token) == "body" and _dead_bodies(view, token):
        return Trigger(token, HARM, "noun", True, token.i, "killed")
    if (
        view.lemma(token) in _CASUALTY_NOUNS
        and token.dep_ != "compound"
        and not of_nature(view, token)
    ):
        return Trigger(token, HARM, "noun", True, token.i, "killed")
    return None


def _on_truce(view: View, token: Token) -> bool:
    """ "the ceasefire agreement", "a cessation of hostilities agreement"."""
    truce = [c for c in token.children if c.dep_ in {"compound", "nmod"}]
    truce += [token.head.head] if token.dep_ == "pobj" and token.head.lower_ == "of" else []
    return any(view.among(t, "truces") for t in truce)


def _dead_bodies(view: View, token: Token) -> bool:
    """ "68 bodies were found", "bodies of small children"."""
    if token.tag_ != "NNS":
        return False
    counted = any(
        view.quantity(c) is not None or c.lower_ in {"dead", "charred", "lifeless"}
        for c in token.children
    )
    return counted or any(p == "of" and view.is_people(n) for p, n in prepositions(token))


def _by_a_force(view: View, token: Token) -> bool:
    """ "was an operation by the army against ..."."""
    by = [n for p, n in prepositions(token) if p == "by"]
    return token.dep_ == "attr" and any(view.is_force(n) for n in by)


def _aimed(view: View, token: Token) -> bool:
    """An operation against someone, somewhere, or to do something."""
    if any(
        c.dep_ in {"acl", "relcl"} or (c.dep_ == "compound" and view.is_place(c))
        for c in token.children
    ):
        return True
    top = token.head if token.dep_ == "dobj" else token
    beside = [*prepositions(token), *prepositions(top)]
    if any(c.dep_ in {"advcl", "xcomp"} for c in top.children):
        return True
    return any(
        p.split()[0] in {"against", "in", "near", "on", "to"}
        and (view.is_place(n) or view.is_actor(n))
        for p, n in beside
    )


def _where_one_was_hurt(view: View, token: Token) -> bool:
    """ "12 were killed in the army's operations": whoever's operation it was."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "during", "by"}:
        return False
    verb = token.head.head
    return verb.lemma_ in HARMS and (verb.tag_ == "VBN" or is_passive(verb))


def _with_harm(token: Token) -> bool:
    """ "carried out operations against the group, killing dozens": more than a way made."""
    verb = token.head
    return any(c.lemma_ in HARMS and c.dep_ in {"advcl", "conj", "xcomp"} for c in verb.children)


def _inside_compound(view: View, token: Token) -> bool:
    """ "chemical attack town", "strike zone": a word inside the name of something else."""
    head = token.head
    return (
        token.dep_ == "compound"
        and head.i > token.i
        and head.pos_ in {"NOUN", "PROPN"}
        and not is_event(view, head)
        and view.lemma(head)
        not in {
            "victim",
            "casualty",
            "toll",
            "monitor",
            "ngo",
            "target",
            "wave",
            "series",
        }
    )


def _of_people(view: View, token: Token) -> bool:
    """ "the release of prisoners", "prisoner exchange"; no news release."""
    inside = [n for p, n in prepositions(token) if p == "of"]
    inside += [c for c in token.children if c.dep_ in {"compound", "poss"}]
    return any(
        view.is_people(n) or view.lemma(n) in {"prisoner", "hostage", "detainee"} for n in inside
    )


def _of_persons(view: View, token: Token) -> bool:
    """ "the capture of a leader" is an arrest, "the capture of Mosul" is none."""
    inside = [n for p, n in prepositions(token) if p == "of"]
    return any(
        (view.is_people(n) or _is_person_name(view, n)) and not view.is_place(n) for n in inside
    )


def _is_person_name(view: View, token: Token) -> bool:
    name = view.name(token)
    return name is not None and name.kind is NameKind.PERSON


def _refined(view: View, token: Token, kind: str) -> str:
    """ "missile strikes", "suicide attack", "gas attack" by any word inside the noun phrase."""
    if kind not in {"attack", "air-strike", "bombing", "shelling"}:
        return kind
    if view.from_the_air and (view.lemma(token) == "raid" or token.lower_ == "bombing"):
        planted = {view.lemma(c) for c in token.children} & word_class("explosives")
        if not planted and not any(
            c.lower_ in {"car", "suicide", "roadside", "truck"} for c in token.children
        ):
            return "air-strike"
    before = [t for t in token.children if t.i < token.i and t.dep_ in {"compound", "amod", "nmod"}]
    words = {view.lemma(t) for b in before for t in b.subtree} | {view.lemma(t) for t in before}
    if "suicide" in words:
        return "suicide-bombing"
    told = {event_nouns().get(w) for w in words} & {
        "shelling",
        "bombing",
        "air-strike",
        "suicide-bombing",
    }
    if kind == "attack" and told:
        return min(str(t) for t in told)
    if words & word_class("chemical"):
        return "chemical-attack"
    if "barrel" in words:
        return "air-strike"
    if kind in {"attack", "air-strike"}:
        if words & word_class("munitions") and "air" not in words:
            return "shelling"
        if words & {"air", "aerial", "drone", "helicopter", "airborne", "jet", "warplane"}:
            return "air-strike"
        if words & {"bomb", "car", "ied", "explosive", "bombing"} and kind == "attack":
            return "bombing"
    return kind


def _supported(view: View, token: Token, kind: str) -> bool:
    """Whether a weak noun has an actor, target, place, date, loss or carrier of its own."""
    if token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"}:
        return False
    for child in token.children:
        if child.dep_ in {"compound", "amod", "poss", "nmod", "appos"} and _party(view, child):
            return True
        if child.dep_ == "relcl":
            return True
        if kind == "protest" and child.dep_ == "acl" and child.lemma_ in {"call", "demand"}:
            return True
        if child.dep_ == "acl" and child.lemma_ in {
            "target",
            "attack",
            "carry",
            "launch",
            "conduct",
            "kill",
            "involve",
            "leave",
        }:
            return True
    if kind == "ceasefire" and of_breach(token):
        return True
    if kind == "tension" and token.dep_ == "nsubj":
        above = [*prepositions(token), *prepositions(token.head)]
        return any(p in {"between", "with"} for p, _ in above)
    for label, noun in prepositions(token):
        if kind in {"talks", "agreement"} and label in {"with", "between"}:
            return any(view.is_actor(c) for c in conjuncts(noun))
        if label in {"by", "on", "against", "at", "between", "with"} and not view.is_date(noun):
            return True
        if label in {"in", "near", "of", "around", "across", "from", "to", "for"} and (
            view.is_place(noun) or _party(view, noun) or (label == "of" and view.is_people(noun))
        ):
            return True
    return _carried(view, token) or _definite_subject(view, token)


def of_breach(token: Token) -> bool:
    """ "breaches of the truce", "the collapse of the ceasefire"."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_ in {"breach", "violation", "collapse", "breakdown"}
    )


def _definite_subject(view: View, token: Token) -> bool:
    """ "The attack targeted a market", "the blast killed 20", "the attack believed to have been
    ..."."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    lower = [c for c in verb.children if c.dep_ in {"xcomp", "conj"}]
    if any(view.lemma(v) in carriers() or view.lemma(v) in harm_verbs() for v in lower):
        return True
    return view.lemma(verb) in carriers() or view.lemma(verb) in harm_verbs()


_PORTIONS = frozenset(
    """round series wave number spate string barrage kind type day week start stage phase
    resumption most much bulk brunt part""".split()
)


def _carried(view: View, token: Token) -> bool:
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and view.lemma(head.head) in _PORTIONS:
        token, head = head.head, head.head.head
    if (
        token.dep_ == "pobj"
        and head.lower_ == "under"
        and head.head.lemma_ in {"come", "be", "remain"}
    ):
        return True
    if token.dep_ in {"dobj", "nsubjpass", "nsubj", "conj", "attr"}:
        at = token
        while at.dep_ == "conj":
            at = at.head
        head = at.head
        return head.pos_ == "VERB" and view.lemma(head) in carriers() and at.dep_ != "attr"
    if token.dep_ == "pobj" and head.lower_ in {"for", "behind"}:
        upper = head.head
        words = {upper.lower_, upper.lemma_, *(c.lower_ for c in upper.children)}
        return bool(words & _BLAME)
    if token.dep_ == "pobj" and head.lower_ in {
        "in",
        "by",
        "from",
        "of",
        "after",
        "during",
        "following",
        "to",
    }:
        verb = head.head
        return view.lemma(verb) in harm_verbs() or view.lemma(verb) in {
            "result",
            "hit",
            "target",
            "attack",
        }
    return False


def _party(view: View, token: Token) -> bool:
    name = view.name(token)
    if name is not None:
        return name.kind is not NameKind.UNKNOWN or name.actor_name is not None
    if view.is_force(token):
        return True
    return token.ent_type_ == "NORP" or token.lower_.endswith(("-led", "-backed"))


# --- verbs ---------------------------------------------------------------------------------------


def _of_verb(view: View, token: Token) -> Trigger | None:
    lemma = view.lemma(token)
    verbal = token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBG"}
    if not verbal and token.lower_.endswith("ed") and any(c.dep_ == "aux" for c in token.children):
        verbal, lemma = True, _stem(token.lower_)
    if not verbal and not _headline_verb(token):
        return _of_state(view, token)
    if _generic_use(view, token) or (
        lemma == "arm" and token.tag_ == "VBN" and prep_objects(token, "with")
    ):
        return None
    if lemma == "control" and _newly(token) and place_object(view, token):
        return Trigger(token, "territory-gained", "gain", False, token.i)
    for sense in verb_senses().get(lemma, ()):
        if _particle_fits(token, sense) and all(need(n)(view, token) for n in sense.needs):
            effect = harm_verbs().get(lemma)
            kind = _verb_kind(view, token, sense, effect)
            return Trigger(token, kind, sense.frame, False, token.i, effect)
    if lemma == "lose" and _lost_people(view, token):
        return Trigger(token, HARM, "act", False, token.i, "killed")
    if lemma in {"claim", "take", "cost"} and any(
        o.lower_ in {"life", "lives"}
        for o in [*all_objects(view, token), *token.doc[token.i + 1 : token.i + 3]]
    ):
        return Trigger(token, HARM, "act", False, token.i, "killed")
    effect = harm_verbs().get(lemma)
    if effect in {"killed", "injured", "destroyed"}:
        frame = "suffer" if lemma in {"die", "perish", "drown"} else "act"
        if not harms_someone(view, token, frame, effect) or of_nature(view, token):
            return _of_headline(view, token)
        return Trigger(token, HARM, frame, False, token.i, effect)
    return _of_state(view, token)


def _lost_people(view: View, token: Token) -> bool:
    """ "the group lost 15 fighters"."""
    return any(view.among(o, "combatants") for o in undergoers(token)) and any(
        view.is_force(s) for s in subjects(token)
    )


def _newly(token: Token) -> bool:
    """ "managed to control the town": a gain; "controls the town" is a relation."""
    return token.dep_ == "xcomp" and token.head.lemma_ in {"manage", "succeed", "able", "return"}


def _stem(participle: str) -> str:
    """The verb of a participle that was tagged an adjective: "advanced"."""
    for cut in (1, 2, 3):
        if participle[:-cut] in verb_senses():
            return participle[:-cut]
    return participle


def _headline_verb(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.tag_ in {"NNP", "NNPS", "NN", "NNS"}
        and token.text.endswith("ed")
    )


def _of_state(view: View, token: Token) -> Trigger | None:
    """ "left 31 dead", "martyred", "the wounded"."""
    low = token.lower_
    if headline := _of_headline(view, token):
        return headline
    if low == "missing" and token.head.lemma_ in {"be", "remain", "go"} and token.dep_ != "amod":
        return Trigger(token, HARM, "state", False, token.i, "missing")
    if low == "dead" and token.pos_ in {"ADJ", "PROPN", "NOUN"} and not of_nature(view, token):
        return Trigger(token, HARM, "state", False, token.i, "killed")
    if low in {"wounded", "injured", "killed", "martyred"} and token.pos_ in {
        "ADJ",
        "PROPN",
        "NOUN",
    }:
        effect = "injured" if low in {"wounded", "injured"} else "killed"
        return Trigger(token, HARM, "state", False, token.i, effect)
    return None


HEADLINE_HARMS = {
    "kills": "killed",
    "kill": "killed",
    "wounds": "injured",
    "wound": "injured",
    "injures": "injured",
    "injure": "injured",
}
"""Harm words of headlines ("Kills 3 Wounds 20") and their effects."""


def _of_headline(view: View, token: Token) -> Trigger | None:
    effect = HEADLINE_HARMS.get(token.lower_)
    behind = token.i + 1 < len(token.doc) and view.quantity(token.doc[token.i + 1])
    return Trigger(token, HARM, "act", False, token.i, effect) if effect and behind else None


def _verb_kind(view: View, token: Token, sense: VerbSense, effect: str | None) -> str:
    if (
        effect is not None
        and sense.kind in {"destruction", "killing"}
        and view.lemma(token) in {"destroy", "eliminate"}
    ):
        return HARM
    if sense.kind == "displacement" and view.lemma(token) in {"flee", "escape"}:
        return "withdrawal" if any(view.is_force(s) for s in subjects(token)) else sense.kind
    if sense.kind == "bombing" and any(
        tool_kind(view, c) == "suicide-bombing" for d in doers(token) for c in conjuncts(d)
    ):
        return "suicide-bombing"
    if sense.kind == "attack":
        if _plural_noun_like(token):
            return _refined(view, token, event_nouns().get(view.lemma(token), "attack"))
        return _means(view, token)
    if sense.kind == "bombing" and _dies_in_it(view, token):
        return "suicide-bombing"
    if sense.kind == "armed-clash" and _in_the_street(view, token):
        return "riot"
    if sense.kind == "air-strike" and view.lemma(token) == "bomb" and _on_foot(view, token):
        return "bombing"
    if sense.kind == "shelling" and _with_gas(view, token):
        return "chemical-attack"
    if sense.kind == "shelling" and _from_aircraft(view, token):
        return "air-strike"
    if sense.kind == "shelling" and any(
        view.among(o, "air_munitions") and not view.among(o, "munitions")
        for o in [*all_objects(view, token), *doers(token)]
    ):
        return "air-strike"
    return sense.kind


def _with_gas(view: View, token: Token) -> bool:
    """ "fired shells filled with toxic gas"."""
    for munition in [*all_objects(view, token), *doers(token)]:
        for child in munition.children:
            if child.dep_ == "acl" and child.lemma_ in {"fill", "contain", "load", "carry", "pack"}:
                inside = [*undergoers(child), *prep_objects(child, "with")]
                if any(tool_kind(view, n) == "chemical-attack" for n in inside):
                    return True
    return False


def _on_foot(view: View, token: Token) -> bool:
    """ "guerrillas bombed the pipeline": they have no aircraft."""
    found = [c for d in doers(token) for c in conjuncts(d)]
    return any(view.among(d, "without_aircraft") for d in found) and not any(
        view.is_aircraft(d) for d in found
    )


def _dies_in_it(view: View, token: Token) -> bool:
    """ "blew themselves up", "set off their suicide vests"."""
    objects = all_objects(view, token)
    if any(o.lower_ in {"himself", "herself", "themselves"} for o in objects):
        return True
    words = {view.lemma(t) for o in [*objects, *doers(token)] for t in [o, *o.children]}
    return bool(words & {"suicide", "suicidal", "kamikaze"})


def _in_the_street(view: View, token: Token) -> bool:
    """A clash with demonstrators is a violent demonstration, not a battle."""
    above = prep_objects(token.head, "with", "between", "against") if token.dep_ == "nsubj" else []
    sides = [
        *above,
        *subjects(token),
        *undergoers(token),
        *prep_objects(token, "with", "between", "against"),
    ]
    return any(view.among(c, "protesters") for s in sides for c in conjuncts(s))


def _from_aircraft(view: View, token: Token) -> bool:
    """ "rockets fired by aircraft", also where they "hit a clinic"."""
    firing = [
        c
        for d in doers(token)
        for c in d.children
        if c.dep_ == "acl" and c.lemma_ in {"fire", "launch", "drop"}
    ]
    return any(view.is_aircraft(d) for t in [token, *firing] for d in doers(t))


def _plural_noun_like(token: Token) -> bool:
    """ "US-led coalition strikes against X left ...": the noun, though tagged a verb."""
    relative = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {"that", "which"}
    verbal = {"dobj", "xcomp", "aux"} if relative else {"dobj", "ccomp", "xcomp", "aux"}
    if token.tag_ != "VBZ" or any(c.dep_ in verbal for c in token.children):
        return False
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in {
        "on",
        "against",
        "in",
        "near",
        "targeting",
        "at",
        "of",
        "that",
        "which",
    }


def _means(view: View, token: Token) -> str:
    """The kind of a general verb of attack, by what strikes."""
    tools = [*doers(token), *(n for p, n in prepositions(token) if p in {"with", "by", "in"})]
    tools += _with_later(token)
    tools += [c for t in tools for c in conjuncts(t)[1:]]
    told = [k for t in tools if (k := tool_kind(view, t)) is not None]
    return "chemical-attack" if "chemical-attack" in told else next(iter(told), "attack")


def _with_later(token: Token) -> list[Token]:
    """ "targeted the houses in the town with rocket shells", hung on the last noun by the parse."""
    out: list[Token] = []
    for later in token.doc[token.i + 1 : token.i + 18]:
        if later.pos_ in {"VERB", "AUX"} and later.dep_ not in {"acl", "amod", "relcl"}:
            break
        if later.lower_ == "with":
            out += [c for c in later.children if c.dep_ == "pobj"]
    return out


def _generic_use(view: View, token: Token) -> bool:
    """Participles that only describe ("the attacked town" tells, "the strike-hit area" doesn't)."""
    return (
        token.dep_ == "amod"
        and token.tag_ == "VBN"
        and view.lemma(token) not in {"besiege", "capture", "liberate"}
    )


def _particle_fits(token: Token, sense: VerbSense) -> bool:
    if sense.particle is None:
        return True
    words = sense.particle.split()
    near = [t.lower_ for t in token.doc[token.i + 1 : token.i + 6]]
    if words[0] in near[:1]:
        return near[: len(words)] == words
    return len(words) == 1 and any(c.dep_ == "prt" and c.lower_ == words[0] for c in token.children)
