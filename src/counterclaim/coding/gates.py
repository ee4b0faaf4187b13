"""What gives a claim and what does not (CODEBOOK, "The unit")."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.codebook.tables import words_of
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.events import Happening, first
from counterclaim.coding.lexicon import acting_carriers, carriers, event_nouns, weak_nouns
from counterclaim.coding.losses import find_losses
from counterclaim.coding.opinions import only_an_opinion
from counterclaim.coding.roles import find_cast
from counterclaim.coding.syntax import ancestors, prepositions, subjects
from counterclaim.coding.triggers import SPEECH_ACTS, of_breach
from counterclaim.coding.unreal import never_happened, only_beside
from counterclaim.coding.view import View
from counterclaim.names.finder import NameKind

_ANCHORS = frozenset(words_of("gates.yaml", "anchors"))
_OPINION = frozenset(words_of("gates.yaml", "opinion_verbs"))
_POWERS = frozenset(words_of("gates.yaml", "powers"))
_FURNITURE = tuple(re.compile(pattern) for pattern in words_of("gates.yaml", "furniture"))
_BACKGROUND = frozenset(
    {
        "statement",
        "condition",
        "partake",
        "participate",
        "preparation",
        "support",
        "run-up",
        "framework",
        "light",
        "context",
        "course",
        "aim",
        "front",
    }
)
_GROUND = frozenset(
    {"advance", "territory-gained", "siege", "attack", "armed-clash", "displacement", "release"}
)


def is_furniture(sentence: str) -> bool:
    """True for lists of other headlines and the like inside a text that was saved in one piece."""
    return any(pattern.search(sentence) for pattern in _FURNITURE)


def worth_a_claim(
    view: View,
    happening: Happening,
    all_here: Sequence[Happening],
    chain: Sequence[Report],
    *,
    told: bool,
) -> bool:
    """False for words that only refer back, describe, or report what is coded beside them;
    ``told`` says that the text has told a violent act before."""
    if only_an_opinion(view, happening, told=told):
        return False
    if any(report.undecided for report in chain):
        return False
    if happening.kind == "accuse" and _content_is_coded(happening, all_here):
        return False
    if _asked_for(happening, all_here) or _began_as(happening) or _no_loss_told(view, happening):
        return False
    if _avoided(view, happening) or never_happened(happening):
        return False
    if only_beside(view, happening, all_here):
        return False
    if _purpose(happening, all_here) or _of_a_power(happening):
        return False
    if _vow_to_destroy(view, happening) or _describes_a_party(view, happening):
        return False
    if _where_it_lies(view, happening) or _safe_from(happening) or _compared(happening):
        return False
    if _told_by_another(happening, all_here) or _condemned_in_general(view, happening):
        return False
    if _of_sympathy(happening) or _freed_by_event(view, happening) or _warned_against(happening):
        return False
    if happening.main.noun and (
        _anchors_time(view, happening) or _only_refers_back(view, happening, chain)
    ):
        return False
    if happening.main.frame == "must":
        return bool(chain) and not _tells_an_act(happening, all_here)
    if happening.kind in SPEECH_ACTS and not happening.main.noun:
        return bool(find_cast(view, happening).initiators)
    return True


def _content_is_coded(happening: Happening, all_here: Sequence[Happening]) -> bool:
    """ "accused Y of shelling Z" is a claim of shelling; accuse is for what is no event
    (CODEBOOK)."""
    token = happening.main.token
    below = {t.i for t in token.subtree}
    return any(
        h is not happening and h.main.token.i in below and h.kind not in {*SPEECH_ACTS, "talks"}
        for h in all_here
    )


def _tells_an_act(happening: Happening, all_here: Sequence[Happening]) -> bool:
    return any(h is not happening and h.main.token.i == happening.main.token.i for h in all_here)


def _is_infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in {"aux", "mark"} for c in token.children)


def _purpose(happening: Happening, all_here: Sequence[Happening]) -> bool:
    """ "an advance to isolate X" is one claim: the purpose gives none of its own (CODEBOOK)."""
    token = happening.main.token
    head = first(token)
    if not _is_infinitive(head) or head.dep_ not in {"advcl", "acl", "xcomp", "relcl"}:
        return False
    held = {t.i for h in all_here if h is not happening for t in h.tokens}
    upper = head.head
    if head.dep_ == "acl" and upper.lemma_ in _EFFORTS and _under_way(upper):
        return False
    if head.dep_ == "xcomp":
        return upper.i in held and upper.lemma_ not in {
            "threaten",
            "order",
            "urge",
            "demand",
            "ask",
            "call",
            "refuse",
        }
    return upper.i in held or upper.head.i in held or happening.kind in _GROUND | {"support"}


_EFFORTS = frozenset({"effort", "operation", "campaign", "phase", "push", "bid", "drive"})


def _under_way(noun: Token) -> bool:
    """ "have begun the third phase of the effort to isolate X": the effort is the act."""
    at = noun
    for hop in range(4):
        if hop < 2 and at.head.lemma_ in {"prepare", "plan"}:
            return True
        if at.head.lemma_ in {"begin", "launch", "start", "resume", "continue", "step", "open"}:
            return at.lemma_ not in {"operation"}
        at = at.head
    return False


def _of_a_power(happening: Happening) -> bool:
    """ "the ability to strike", "capacity for attacks": no act is told."""
    head = first(happening.main.token)
    for token in [head, *list(ancestors(head))[:3]]:
        top = first(token)
        if top.dep_ == "acl" and top.head.lemma_ in _POWERS:
            return True
    return head.dep_ == "pobj" and head.head.head.lemma_ in _POWERS


_CRUSHING = frozenset({"crack", "crackdown", "suppress", "quell", "quash", "repression"})


def _began_as(happening: Happening) -> bool:
    """ "the war, which began with protests": how the war began is background; protests that are
    cracked down on are told by the crackdown."""
    head = first(happening.main.token)
    upper = head.head.head if head.dep_ == "pobj" else head.head
    if happening.kind in {"protest", "riot"} and upper.lemma_ in _CRUSHING:
        return True
    if (
        happening.kind not in {"protest", "riot"}
        or head.dep_ != "pobj"
        or head.head.lower_ not in {"with", "as", "by"}
    ):
        return False
    return head.head.head.lemma_ in {"begin", "start", "grow", "evolve"}


def _no_loss_told(view: View, happening: Happening) -> bool:
    """ "to treat the injured", "the toll may rise": a word of loss without any loss."""
    bare = happening.kind == "casualties" and all(
        t.noun or t.frame == "state" for t in happening.triggers
    )
    return bare and not find_losses(view, happening)


_ASKED = frozenset(
    {
        "aid",
        "support",
        "agreement",
        "talks",
        "demand",
        "refuse",
        "accuse",
        "advance",
        "release",
        "ceasefire",
        "deployment",
        "tension",
    }
)


def _asked_for(happening: Happening, all_here: Sequence[Happening]) -> bool:
    """ "called on them to support X": what is asked for is the demand, no claim beside it."""
    if happening.kind not in _ASKED:
        return False
    token = first(happening.main.token)
    while token.dep_ in {"appos", "conj"}:
        token = token.head
    if happening.main.noun and token.dep_ == "pobj" and token.head.lower_ == "for":
        upper = token.head.head
        if any(o.main.token.i == upper.i and o.kind == "demand" for o in all_here):
            return True
    for other in all_here:
        if other is not happening and other.kind in {"demand", "threaten"} and not other.main.noun:
            verb = other.main.token
            path = [token, *ancestors(token)]
            below = [t for t in path if t.head.i == verb.i and t.i != verb.i]
            if below and any(_is_infinitive(t) for t in path[: path.index(below[0]) + 1]):
                return True
    return False


def _where_it_lies(view: View, happening: Happening) -> bool:
    """ "terrain surrounding the city", "those fighting IS": a place or a party is described."""
    token = happening.main.token
    if token.lower_ == "surrounding" and token.dep_ in {"acl", "amod"}:
        return True
    if token.lower_ != "fighting" or token.i + 1 >= len(token.doc):
        return False
    behind = token.doc[token.i + 1]
    return (
        view.name(behind) is not None
        and view.is_force(behind)
        and token.dep_ in {"acl", "amod", "compound"}
    )


def _safe_from(happening: Happening) -> bool:
    """ "a life free from atrocities": what is kept away isn't told to happen."""
    head = first(happening.main.token)
    if (
        not happening.main.noun
        or head.dep_ != "pobj"
        or head.head.lower_ not in {"from", "against"}
    ):
        return False
    return head.head.head.lemma_ in {
        "free",
        "safe",
        "protect",
        "shield",
        "defend",
        "safety",
        "protection",
        "immune",
    }


def _compared(happening: Happening) -> bool:
    """ "may be the deadliest attack since ...": a comparison, not another attack."""
    head = first(happening.main.token)
    superlative = any(c.tag_ == "JJS" for c in head.children)
    return (
        happening.main.noun and head.dep_ == "attr" and superlative and len(happening.triggers) == 1
    )


def _told_by_another(happening: Happening, all_here: Sequence[Happening]) -> bool:
    """ "The isolation of X will liberate Y": the noun is the subject of what the verb tells;
    "enable the liberation of X": what is made possible is no event."""
    head = first(happening.main.token)
    if not happening.main.noun or happening.kind not in _GROUND | {"territory-gained", "siege"}:
        return False
    if head.dep_ == "dobj" and head.head.lemma_ in {
        "enable",
        "allow",
        "facilitate",
        "complicate",
        "hinder",
    }:
        return True
    if (
        head.dep_ == "pobj"
        and head.head.lower_ == "for"
        and head.head.head.lemma_ in {"plan", "prepare", "wait", "ready"}
    ):
        return True
    to_come = any(c.dep_ == "aux" and c.lower_ in {"will", "would"} for c in head.head.children)
    if head.dep_ == "nsubj" and to_come and head.head.lemma_ not in carriers():
        return True
    held = {t.i for h in all_here if h is not happening and h.kind in _GROUND for t in h.tokens}
    return head.dep_ == "nsubj" and head.head.i in held


def _condemned_in_general(view: View, happening: Happening) -> bool:
    """ "condemning strikes against civilians": no strike of its own without who, where or how
    many."""
    head = first(happening.main.token)
    verb = head.head
    if not happening.main.noun or head.dep_ != "dobj" or view.lemma(verb) not in _OPINION:
        return False
    if len(happening.triggers) > 1:
        return False
    token = happening.main.token
    return not any(
        view.name(t) is not None
        or view.quantity(t)
        or t.lower_ in {"this", "today", "regime", "coalition", "latest"}
        for t in [*token.subtree, *(n for _, n in prepositions(verb))]
    )


def _of_sympathy(happening: Happening) -> bool:
    """ "condolences to the families", "recovery of those injured": sympathy tells no loss anew."""
    head = first(happening.main.token)
    if happening.kind != "casualties":
        return False
    if (
        happening.main.noun
        and any(c.dep_ == "poss" for c in head.children)
        and len(happening.triggers) == 1
    ):
        return True
    return any(a.lemma_ in {"recovery", "condolence"} for a in list(ancestors(head))[:4])


def _freed_by_event(view: View, happening: Happening) -> bool:
    """ "the liberation of the city will free its people": no prisoners are let go."""
    if happening.kind != "release" or happening.main.noun:
        return False
    return any(view.lemma(s) in event_nouns() for s in subjects(happening.main.token))


def _warned_against(happening: Happening) -> bool:
    """ "warned against new strikes": part of the threat, no event beside it."""
    head = first(happening.main.token)
    if (
        not happening.main.noun
        or head.dep_ != "pobj"
        or head.head.lower_ not in {"against", "of", "about"}
    ):
        return False
    return head.head.head.lemma_ in {"warn", "caution", "advise"}


def _avoided(view: View, happening: Happening) -> bool:
    """ "tries to avoid civilian deaths": no loss is told."""
    head = first(happening.main.token)
    return (
        happening.main.noun
        and head.dep_ == "dobj"
        and view.lemma(head.head)
        in {
            "avoid",
            "prevent",
            "limit",
            "minimise",
            "minimize",
            "reduce",
            "mitigate",
            "spare",
        }
    )


def _vow_to_destroy(view: View, happening: Happening) -> bool:
    """ "destroy this organisation": vows to defeat an enemy give no claim (CODEBOOK, roles)."""
    token = happening.main.token
    if happening.main.noun or view.lemma(token) not in {
        "destroy",
        "eliminate",
        "defeat",
        "degrade",
        "crush",
    }:
        return False
    top = first(token)
    if not (
        _is_infinitive(top)
        or _is_infinitive(token)
        or top.dep_ == "pcomp"
        or any(c.lower_ in {"will", "must"} for c in token.children)
    ):
        return False
    objects = [c for c in token.children if c.dep_ == "dobj"]
    return any(view.is_force(o) or view.name(o) is not None for o in objects)


def _describes_a_party(view: View, happening: Happening) -> bool:
    """ "the coalition fighting IS", "nations which fight": a clause that only tells who an
    actor is."""
    token = happening.main.token
    if happening.main.noun:
        return _what_a_party_does(view, happening)
    if token.dep_ not in {"acl", "relcl"} or len(happening.triggers) > 1:
        return False
    if happening.kind == "support":
        return True
    return happening.kind == "armed-clash" and view.is_actor(token.head)


def _with_parties(view: View, head: Token) -> bool:
    """ "after fierce clashes with a militia": who did it to whom is told."""
    if head.head.lower_ not in {"after", "following", "amid", "during"}:
        return False
    return any(
        p in {"with", "between", "by"} and (view.is_force(n) or view.name(n) is not None)
        for p, n in prepositions(head)
    )


def _anchors_time(view: View, happening: Happening) -> bool:
    """ "since the siege began", "following the massacre": when, not what (CODEBOOK, the unit)."""
    head = _whole(first(happening.main.token))
    if len(happening.triggers) > 1:
        return False
    if _since_begun(head):
        return True
    if head.dep_ == "pobj" and head.head.head.lemma_ in _BACKGROUND:
        return True
    if (
        head.dep_ == "pobj"
        and head.head.lower_ == "under"
        and happening.kind not in {"agreement", "ceasefire", "sanction"}
    ):
        return False
    if head.dep_ == "pobj" and head.head.lower_ in _ANCHORS:
        told = any(c.dep_ in {"relcl", "acl"} for c in head.children)
        return not (told or _with_parties(view, head))
    if head.dep_ in {"nsubj", "nsubjpass"} and head.head.dep_ == "advcl":
        marks = {c.lower_ for c in head.head.children if c.dep_ in {"mark", "prep", "advmod"}}
        return bool(marks & _ANCHORS) and head.head.lemma_ in {"begin", "start", "erupt", "break"}
    return False


_PHASES = frozenset(
    """start beginning outbreak onset end height eruption course anniversary eve launch
    day""".split()
)


def _what_a_party_does(view: View, happening: Happening) -> bool:
    """ "the coalition conducting the strikes": an act in the present participle that only says
    which coalition, told in general."""
    head = first(happening.main.token)
    verb = head.head
    if head.dep_ != "dobj" or verb.dep_ != "acl" or verb.tag_ != "VBG":
        return False
    definite = any(c.lower_ == "the" for c in head.children)
    bare = len(happening.triggers) == 1 and definite
    return bare and view.is_actor(verb.head) and verb.head.dep_ in {"nsubj", "nsubjpass", "pobj"}


def _whole(head: Token) -> Token:
    """ "the start of the siege": the phase stands for what it is a phase of."""
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in _PHASES:
        return first(head.head.head)
    return head


def _since_begun(head: Token) -> bool:
    """ "since they started operations": what was begun only dates."""
    verb = head.head
    if head.dep_ != "dobj" or verb.lemma_ not in {"begin", "start", "launch"}:
        return False
    return verb.dep_ == "advcl" and any(
        c.lower_ == "since" and c.dep_ in {"mark", "prep"} for c in verb.children
    )


def _only_refers_back(view: View, happening: Happening, chain: Sequence[Report]) -> bool:
    """ "condemned the raids": a bare definite noun that adds nothing (CODEBOOK: a bare
    reference)."""
    token = happening.main.token
    several_words = happening.main.first != token.i
    if _bare_subject(view, happening):
        return True
    if several_words or view.lemma(token) not in weak_nouns() or len(happening.triggers) > 1:
        return False
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return False
    standing = token.dep_ == "pobj" and token.head.lower_ in {"under", "on"}
    if standing and happening.kind in {"siege", "protest"}:
        return False
    if standing and token.head.head.lemma_ == "come":
        return False
    if happening.kind == "ceasefire" and of_breach(token):
        return False
    if (chain and chain[-1].cue_class in {"accuse", "deny"}) or _blamed_for(token):
        return False
    if _informative(view, token):
        return False
    head = first(token)
    verb = head.head
    if head.dep_ in {"dobj", "nsubj", "nsubjpass"} and verb.pos_ == "VERB":
        adds = any(
            c.dep_ in {"dobj", "prep", "agent", "npadvmod"} for c in verb.children if c.i != head.i
        )
        return view.lemma(verb) in _OPINION or (
            view.lemma(verb) not in acting_carriers() and not adds
        )
    return True


def _bare_subject(view: View, happening: Happening) -> bool:
    """ "the most recent airstrikes bring the total to 922": a subject that adds nothing of its
    own."""
    head = first(happening.main.token)
    if head.dep_ != "nsubj" or len(happening.triggers) > 1:
        return False
    if any(v.lemma_ not in _GOING_ON or _says_more(view, v) for v in happening.carriers):
        return False
    if happening.carriers and not any(c.lower_ in _POINTING for c in head.children):
        return False
    return (
        head.i == happening.main.token.i
        and not _informative(view, head)
        and head.head.pos_ == "VERB"
    )


_POINTING = frozenset({"the", "this", "these", "that", "those"})
_GOING_ON = frozenset(
    """come continue follow happen occur begin start end last mark unfold resume stop
    halt""".split()
)


def _says_more(view: View, verb: Token) -> bool:
    """A verb that adds where, whose or what to the noun that it carries."""
    if any(c.dep_ in {"dobj", "agent", "nsubjpass"} for c in verb.children):
        return True
    return any(view.is_place(n) or view.is_actor(n) for _, n in prepositions(verb))


def _blamed_for(token: Token) -> bool:
    """ "blamed X for the attack": the bare noun is what X is said to have done."""
    head = first(token)
    if head.dep_ != "pobj" or head.head.lower_ not in {"for", "behind", "of"}:
        return False
    upper = head.head.head
    return upper.lemma_ in {
        "blame",
        "accuse",
        "responsible",
        "responsibility",
        "suspect",
        "criticize",
        "criticise",
    }


def _informative(view: View, token: Token) -> bool:
    for child in token.children:
        if _names_the_event(view, child, token):
            continue
        if child.dep_ in {"compound", "amod", "poss", "nmod"} and (
            view.is_actor(child)
            or view.name(child) is not None
            or child.ent_type_ == "NORP"
            or view.quantity(child)
        ):
            return True
        if child.dep_ in {"relcl", "acl", "nummod"}:
            return True
    return any(
        not view.is_date(n) or p == "on"
        for p, n in prepositions(token)
        if p != "of" or view.is_place(n) or view.is_people(n)
    )


def _names_the_event(view: View, child: Token, token: Token) -> bool:
    """ "the Ghouta Massacre": with a capital the place is part of the event's own name."""
    name = view.name(child)
    written = token.text[:1].isupper() and not token.text.isupper()
    return name is not None and name.kind is NameKind.PLACE and written and child.dep_ == "compound"
