"""How the source of a claim stands to it: six stances, from the words in the claim's own clause.

The order of hearing: a denial, a condition, a plan, a guess, a caveat; else it is asserted. The
innermost act of reporting adds its own: "denied" denies, "suspects" guesses, "reports suggest".
"""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.codebook.tables import words_of
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.events import Happening
from counterclaim.coding.syntax import ancestors, own_subjects
from counterclaim.coding.triggers import SPEECH_ACTS
from counterclaim.coding.view import View
from counterclaim.model import Stance

_GUESS_VERBS = frozenset(words_of("hedges.yaml", "guess_verbs"))
_GUESS = frozenset(words_of("hedges.yaml", "guess"))
_CAVEAT = frozenset(words_of("hedges.yaml", "caveat"))
_UNSURE = frozenset(words_of("hedges.yaml", "unsure"))
_CAVEAT_VERBS = frozenset(words_of("hedges.yaml", "caveat_verbs"))
_PLAN_VERBS = frozenset(words_of("hedges.yaml", "plan_verbs"))
_PLAN_NOUNS = frozenset(words_of("hedges.yaml", "plan_nouns"))
_PLAN = frozenset(words_of("hedges.yaml", "plan"))
_DENIAL_VERBS = frozenset(words_of("hedges.yaml", "denial_verbs"))
_CONDITIONS = frozenset(words_of("hedges.yaml", "conditions"))
_TELLING = frozenset(
    {"tell", "warn", "ask", "report", "expect", "fail", "determine", "decide", "mean"}
)
_RAISING = frozenset(
    {
        "continue",
        "begin",
        "start",
        "manage",
        "help",
        "succeed",
        "stop",
        "resume",
        "proceed",
        "come",
        "go",
        "seem",
        "appear",
        "fly",
        "travel",
        "rush",
        "serve",
    }
)


def find_stance(view: View, happening: Happening, chain: Sequence[Report]) -> Stance:
    """The stance of a claim; ``chain`` are the reports that it stands in, outermost first."""
    words = _clause_words(view, happening)
    if _denied(view, happening, chain):
        return Stance.DENIED
    if happening.kind in SPEECH_ACTS and not happening.main.noun:
        return _own_hedge(view, happening) or Stance.ASSERTED
    if _conditional(happening):
        return Stance.CONDITIONAL
    if _intended(view, happening):
        return Stance.INTENDED
    inner = chain[-1].cue_class if chain else None
    guessed_above = inner == "accuse" and any(r.cue_class == "speculate" for r in chain)
    if inner == "speculate" or guessed_above or words & _GUESS or _guessed(view, happening):
        return Stance.SPECULATED
    if inner == "hedge" or words & _CAVEAT or _caveat(view, happening, chain):
        return Stance.ALLEGED
    if inner in {"order", "intend", "threaten"}:
        return Stance.INTENDED
    return Stance.ASSERTED


def _own_hedge(view: View, happening: Happening) -> Stance | None:
    words = {c.lower_ for c in happening.main.token.children}
    return Stance.ALLEGED if words & _CAVEAT else None


def _acting(happening: Happening) -> list[Token]:
    """The word that tells it, and the verbs that carry it ("launched an attack", "hold talks")."""
    main = happening.main.token
    above = [t for t in happening.tokens if t.i == main.head.i and t not in happening.carriers]
    return [main, *happening.carriers, *above]


def _spine(happening: Happening) -> list[Token]:
    """The happening's words and the verbs that they hang on within the clause."""
    out: list[Token] = []
    for token in happening.tokens:
        out.append(token)
        if token.dep_ in {
            "xcomp",
            "conj",
            "pcomp",
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
            "acl",
            "advcl",
            "ccomp",
            "attr",
        }:
            out += _upwards(token)
    return list({t.i: t for t in out}.values())


def _upwards(token: Token) -> list[Token]:
    out: list[Token] = []
    for upper in ancestors(token):
        out.append(upper)
        if upper.pos_ in {"VERB", "AUX"} and upper.dep_ not in {"xcomp", "conj"}:
            break
        if len(out) > 3:
            break
    return out


def _clause_words(view: View, happening: Happening) -> set[str]:
    """Adverbs and adjectives on the happening's words and on the parties' nouns beside them."""
    out: set[str] = set()
    for token in happening.tokens:
        for child in token.children:
            if child.dep_ in {"advmod", "amod", "compound", "aux", "nmod"} or child.lower_.endswith(
                "ly"
            ):
                out.add(child.lower_)
            if token.pos_ != "VERB" or child.dep_ == "ccomp":
                told = child.dep_ in {"relcl", "ccomp"}
                out |= {g.lower_ for g in child.children if told and g.dep_ == "advmod"}
            if child.dep_ in {"nsubj", "agent", "nsubjpass", "compound", "prep", "amod"}:
                out |= {
                    g.lower_
                    for g in child.subtree
                    if g.dep_ in {"amod", "advmod"}
                    and g.lower_ in _GUESS
                    and abs(g.i - token.i) < 6
                }
    return out


def _denied(view: View, happening: Happening, chain: Sequence[Report]) -> bool:
    negations = 0
    by_cue = bool(chain) and chain[-1].cue_class == "deny"
    if by_cue:
        negations += 1 + chain[-1].negated
    negations += _negated(view, happening, by_cue)
    return negations % 2 == 1


def _negated(view: View, happening: Happening, by_cue: bool) -> bool:
    """ "did not carry out", "no strikes were", "there were no"."""
    main = [t for t in _acting(happening) if t.lemma_ not in _SAYING]
    for token in main:
        if any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in token.children):
            if {"would", "have"} <= {c.lower_ for c in token.children}:
                return False  # "would not have used it, had it not been for": it did
            return not (happening.main.effect and token.i != happening.main.token.i)
        if token.pos_ in {"NOUN", "PROPN"} and any(
            _none(view, happening, c) for c in token.children
        ):
            return True
        if token.dep_ == "xcomp" and any(c.dep_ == "neg" for c in token.head.children):
            return token.head.lemma_ not in _UNSTOPPED | (_DENIAL_VERBS if by_cue else frozenset())
        if by_cue:
            continue
        if token.dep_ in {"xcomp", "pcomp", "dobj", "ccomp"} and token.head.lemma_ in _DENIAL_VERBS:
            return True
    return any(s.lower_ in {"nobody", "none"} for t in main for s in own_subjects(t))


_SAYING = frozenset({"confirm", "announce", "report", "claim", "describe", "welcome", "condemn"})
"""Carriers of an event noun whose "not" is about the saying ("has not confirmed the strike")."""

_UNSTOPPED = frozenset({"hesitate", "stop", "cease"})


def _none(view: View, happening: Happening, token: Token) -> bool:
    """ "no strikes"; "no casualties" is a toll of nought and denies nothing."""
    if happening.kind == "casualties":
        return False
    if token.lower_ == "no":
        return True
    counted = view.quantity(token)
    return counted is not None and counted.high == 0 and not happening.main.effect


def _conditional(happening: Happening) -> bool:
    for token in _spine(happening):
        marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"}}
        if marks & _CONDITIONS and "whether" not in marks and not _whether(token):
            return True
    main = _acting(happening)
    return any(
        c.lower_ in {"would", "wd"} and c.dep_ == "aux"
        for t in main
        for c in t.children
        if not _reported_future(t)
    ) or any(_depends(t) for t in main)


def _depends(token: Token) -> bool:
    """ "will bomb X if Y", "would attack unless Y": what is to come, on a condition."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(auxiliaries & _FUTURE) and _has_condition(token)


def _has_condition(token: Token) -> bool:
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in c.children)
        for c in token.children
    )


def _whether(token: Token) -> bool:
    return token.head.lemma_ in {
        "unclear",
        "be",
        "know",
        "ask",
        "determine",
        "see",
        "wonder",
    } and token.dep_ in {"ccomp", "advcl", "xcomp", "csubj"}


def _reported_future(token: Token) -> bool:
    """ "said it would strike": the future of the past is a plan, no condition."""
    perfect = any(c.lower_ in {"have", "not", "n't"} for c in token.children)
    return not _has_condition(token) and not perfect


_FUTURE = frozenset({"will", "would", "shall", "'ll", "wo"})


def _intended(view: View, happening: Happening) -> bool:
    ended = {"stop", "halt", "end", "prevent"}
    for token in [t for t in _acting(happening) if t.lemma_ not in ended]:
        if _to_come(token) or (_goes_on(token) and _to_come(_governor(token))):
            return True
        auxiliaries = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
        if "to" in auxiliaries and token.pos_ in {"VERB", "AUX"} and _infinitive_of_plan(token):
            return True
        if token.dep_ in {"pcomp", "xcomp"} and _governor(token).lemma_ in _PLAN_VERBS:
            return True
        if token.dep_ == "ccomp" and _governor(token).lemma_ in _PLAN_VERBS - _TELLING:
            return True
        if token.dep_ in {"pcomp", "xcomp"} and _governor(token).lower_ in {
            "committed",
            "ready",
            "determined",
            "prepared",
            "due",
            "set",
        }:
            return True
        if token.pos_ in {"NOUN", "PROPN"} and _planned_noun(token):
            return True
    return False


def _to_come(verb: Token) -> bool:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "shall", "'ll", "must", "should", "wo"}:
        return True
    return "would" in auxiliaries and _reported_future(verb)


def _goes_on(token: Token) -> bool:
    """ "would go on bombing", "will continue to strike": the verb above has the auxiliary."""
    return token.dep_ in {"pcomp", "xcomp"} and _governor(token).lemma_ in _RAISING


def _governor(token: Token) -> Token:
    head = token.head
    return head.head if head.pos_ == "ADP" else head


def _infinitive_of_plan(token: Token) -> bool:
    head = token.head
    if token.dep_ == "xcomp":
        if (
            head.lemma_ in _RAISING
            or head.lemma_ in _GUESS_VERBS | _CAVEAT_VERBS
            or head.lemma_ in {"use", "force", "report"}
        ):
            return False
        return head.lemma_ in _PLAN_VERBS or head.lemma_ not in {"allow", "help", "enable"}
    if token.dep_ == "acl" and head.lemma_ in {"effort", "phase", "campaign", "drive"}:
        return head.head.head.lemma_ not in {"begin", "launch", "start", "phase"}
    if token.dep_ in {"acl", "advcl"}:
        return True
    return token.dep_ in {"ccomp", "relcl"} and head.lemma_ in _PLAN_VERBS


def _planned_noun(token: Token) -> bool:
    if any(c.lower_ in _PLAN for c in token.children):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in {"for", "of", "against", "about", "to"}:
        return token.head.head.lemma_ in (_PLAN_VERBS - {"tell", "ask"}) | _PLAN_NOUNS
    return (
        token.dep_ == "dobj"
        and token.head.lemma_
        in {
            "plan",
            "prepare",
            "threaten",
            "demand",
            "propose",
            "order",
            "trigger",
            "prevent",
            "avoid",
            "discuss",
        }
        - {"discuss"}
        and token.head.lemma_ not in {"trigger"}
    )


def _guessed(view: View, happening: Happening) -> bool:
    for token in _acting(happening):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if auxiliaries & {"may", "might", "could"}:
            return True
        upper = _governor(token)
        if token.dep_ in {"xcomp", "ccomp", "acl"} and upper.lemma_ in _GUESS_VERBS:
            return True
        if token.dep_ == "attr" and any(c.lower_ in _GUESS for c in upper.children):
            return True
        if token.dep_ == "relcl" and _guessed_about(upper):
            return True
        if _whether(token) and any(c.lower_ in {"if", "whether"} for c in token.children):
            return True
    return _guessed_party(happening)


def _guessed_about(noun: Token) -> bool:
    """ "the jets that bombed X are believed to be Russian": a guess on who did it."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or verb.lemma_ not in _GUESS_VERBS:
        return False
    return any(c.dep_ == "xcomp" and c.lemma_ == "be" for c in verb.children)


def _guessed_party(happening: Happening) -> bool:
    """ "suspected Russian jets", "warplanes believed to be Russian" (CODEBOOK: a hedge on the
    actor)."""
    for token in happening.tokens:
        for child in token.children:
            if child.dep_ not in {"nsubj", "agent", "compound", "prep", "nsubjpass"}:
                continue
            for part in child.subtree:
                if (
                    part.lower_ in {"suspected", "believed", "thought", "presumed"}
                    and abs(part.i - child.i) <= 5
                ):
                    return True
    return False


def _caveat(view: View, happening: Happening, chain: Sequence[Report]) -> bool:
    if chain and (chain[-1].adverb in _CAVEAT or _unconfirmed(view, chain[-1])):
        return True
    for token in happening.tokens:
        if token.dep_ in {"xcomp", "ccomp"} and token.head.lemma_ in _CAVEAT_VERBS:
            return any(
                c.dep_ in {"auxpass", "nsubjpass"} for c in token.head.children
            ) or token.head.lemma_ in {"appear", "seem"}
    return False


def _unconfirmed(view: View, report: Report) -> bool:
    """ "unconfirmed reports said": the caveat stands on the speaker."""
    if report.source is None:
        return False
    return bool(set(report.source.of(view.sentence.text).casefold().split()) & _UNSURE)
