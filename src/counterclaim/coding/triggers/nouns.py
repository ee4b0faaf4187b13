"""Nouns that tell an event: listed ones, weak ones ("attack", "deal") only with something of their
own, and of what kind their noun phrase makes them."""

from spacy.tokens import Token

from counterclaim.coding.beside import is_event
from counterclaim.coding.lexicon import carriers, event_nouns, harm_verbs, weak_nouns, word_class
from counterclaim.coding.needs import labour_strike, of_nature
from counterclaim.coding.syntax import conjuncts, is_passive, prepositions
from counterclaim.coding.triggers.trigger import HARM, Trigger, in_the_street
from counterclaim.coding.view import View
from counterclaim.names.finder import NameKind

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
_PORTIONS = frozenset(
    """round series wave number spate string barrage kind type day week start stage phase
    resumption most much bulk brunt part""".split()
)


def noun_trigger(view: View, token: Token) -> Trigger | None:
    """The event that a noun tells, or the harm of "68 bodies"; ``None`` where it tells none."""
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
            if kind == "armed-clash" and in_the_street(view, token):
                kind = "riot"
            if text == "protest" and view.lemma(token.head) in {"lodge", "file", "submit"}:
                kind = "accuse"
            if kind in {"territory-gained", "arrest"} and _of_persons(view, token):
                return Trigger(token, "arrest", "noun", True, token.i - words, "captured")
            return Trigger(token, refined(view, token, kind), "noun", True, token.i - words)
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
    return verb.lemma_ in word_class("harming") and (verb.tag_ == "VBN" or is_passive(verb))


def _with_harm(token: Token) -> bool:
    """ "carried out operations against the group, killing dozens": more than a way made."""
    verb = token.head
    return any(
        c.lemma_ in word_class("harming") and c.dep_ in {"advcl", "conj", "xcomp"}
        for c in verb.children
    )


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


def refined(view: View, token: Token, kind: str) -> str:
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
