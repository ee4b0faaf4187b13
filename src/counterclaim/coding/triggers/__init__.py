"""Which words of a sentence tell an event, and of what kind each alone would be.

A verb tells one where a sense of ``kinds.yaml`` fits it and what stands beside it; a noun where it
is listed, and a weak noun ("attack", "deal") only with something of its own. Harm verbs ("killed")
tell losses; they become an event of their own only where nothing else tells the cause.
"""

from spacy.tokens import Token

from counterclaim.coding.beside import tool_kind
from counterclaim.coding.lexicon import event_nouns, verb_senses
from counterclaim.coding.syntax import own_subjects
from counterclaim.coding.triggers.nouns import noun_trigger, of_breach
from counterclaim.coding.triggers.trigger import HARM, SPEECH_ACTS, Trigger, stem
from counterclaim.coding.triggers.verbs import HEADLINE_HARMS, verb_trigger
from counterclaim.coding.view import View, is_gerund_noun

__all__ = ["HARM", "HEADLINE_HARMS", "SPEECH_ACTS", "Trigger", "find_triggers", "of_breach"]


def find_triggers(view: View) -> list[Trigger]:
    """All triggers of a sentence in order."""
    out: list[Trigger] = []
    for token in view.sentence.doc:
        if view.name(token) is not None or view.is_date(token):
            continue
        trigger = _of_use(view, token) or _of_gerund(view, token)
        if trigger is None and (token.pos_ in {"NOUN", "PROPN"} or _noun_in_disguise(token)):
            trigger = noun_trigger(view, token)
        if trigger is None and token.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            trigger = verb_trigger(view, token)
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
        (s.kind for s in verb_senses().get(stem(token.lower_), ())), None
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
