"""Verbs that tell an event, by the senses of ``kinds.yaml`` and what stands beside them, and states
of harm ("left 31 dead")."""

from spacy.tokens import Token

from counterclaim.coding.beside import all_objects, need, place_object, prep_objects, tool_kind
from counterclaim.coding.lexicon import VerbSense, event_nouns, harm_verbs, verb_senses
from counterclaim.coding.needs import harms_someone, of_nature
from counterclaim.coding.syntax import conjuncts, doers, prepositions, subjects, undergoers
from counterclaim.coding.triggers.nouns import refined
from counterclaim.coding.triggers.trigger import HARM, Trigger, in_the_street, stem
from counterclaim.coding.view import View

HEADLINE_HARMS = {
    "kills": "killed",
    "kill": "killed",
    "wounds": "injured",
    "wound": "injured",
    "injures": "injured",
    "injure": "injured",
}
"""Harm words of headlines ("Kills 3 Wounds 20") and their effects."""


def verb_trigger(view: View, token: Token) -> Trigger | None:
    """The event or harm that a verb or a state tells; ``None`` where it tells none."""
    lemma = view.lemma(token)
    verbal = token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBG"}
    if not verbal and token.lower_.endswith("ed") and any(c.dep_ == "aux" for c in token.children):
        verbal, lemma = True, stem(token.lower_)
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
            return refined(view, token, event_nouns().get(view.lemma(token), "attack"))
        return _means(view, token)
    if sense.kind == "bombing" and _dies_in_it(view, token):
        return "suicide-bombing"
    if sense.kind == "armed-clash" and in_the_street(view, token):
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
