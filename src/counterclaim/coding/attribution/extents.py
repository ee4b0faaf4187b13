"""Where what a verb of saying reports ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import Cue
from counterclaim.coding.attribution.speech import CONTINUING, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECT_ENDS = frozenset({"oprd", "prt"})
"""What may follow a thing that is reported: for the rest, a verb's further words are its own."""

_CARRIED = frozenset({"prep", "advmod", "npadvmod", "advcl", "dobj", "attr", "oprd", "dep", "prt"})
_CONTRASTS = frozenset({"while", "though", "although", "but", "whereas"})
_SPOKEN = frozenset({"say", "claim", "confirm", "deny", "accuse", "speculate"})


def end_of(cue: Cue, clause: "Token", carried: frozenset[str] = _CARRIED) -> int:
    """The last token of what is reported: the clause's own, and the verb's further words that
    the parse took for the verb's own ("said C | in Aleppo") where no comma sets them off."""
    verb, doc = cue.verb, cue.verb.doc
    last = cue.region[1]
    end = min(own_end(cue, clause), last)
    cut = end < max(t.i for t in clause.subtree)
    while end < last and not cut:
        following = doc[end + 1]
        top = _child_towards(verb, following)
        if top is None or top.dep_ not in carried or _set_off(cue, end, top):
            break
        reach = min(max(t.i for t in top.subtree), last)
        if reach <= end:
            break
        end = reach
    while end > clause.i and doc[end].tag_ == "CC":
        end -= 1
    return end


def own_end(cue: Cue, clause: "Token", given: Sequence["Token"] = ()) -> int:
    """The end of a clause, cut before what is no more the speaker's: a second act of speech that
    the parse hung on the first ("said that C and accused Y", "said that C, adding that D"), a
    contrast ("accused Y of C while Z denied it"), the accused's answer ("Y, which denied it")."""
    tokens = sorted(given or clause.subtree, key=lambda t: t.i)
    for token in tokens:
        if token.i > clause.i and _another(cue, token):
            cut = min(t.i for t in token.subtree)
            while cut > clause.i and cue.verb.doc[cut - 1].tag_ in ("CC", ",", "RB"):
                cut -= 1
            return max(cut - 1, clause.i)
    return tokens[-1].i


def _another(cue: Cue, token: "Token") -> bool:
    return _second(cue, token) or _contrast(token) or _answer(cue, token)


def _contrast(token: "Token") -> bool:
    children = list(token.children)
    return (
        token.dep_ == "advcl"
        and any(c.lower_ in _CONTRASTS and c.dep_ == "mark" for c in children)
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in children)
    )


def _answer(cue: Cue, token: "Token") -> bool:
    word = verb_of(token)
    return (
        token.dep_ == "relcl"
        and cue.word.kind in ("accuse", "other", "say")
        and word is not None
        and word.kind == "deny"
    )


def _second(cue: Cue, token: "Token") -> bool:
    word = verb_of(token)
    if word is None or word.kind not in _SPOKEN:
        return False
    before = token.doc[token.i - 1]
    if token.tag_ == "VBG" and token.dep_ == "advcl":
        continuing = token.lemma_ in CONTINUING
        return continuing or before.text in (",", '"', "--", "–", "—")
    if token.dep_ == "conj" and token.head.tag_.startswith("NN"):
        return True
    opposed = any(c.lower_ == "but" for c in token.head.children if c.dep_ == "cc")
    if opposed and token.dep_ == "conj" and token.tag_ == cue.verb.tag_:
        return True
    same = token.tag_ == cue.verb.tag_ and token.dep_ == "conj"
    return same and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in token.children)


def _set_off(cue: Cue, end: int, top: "Token") -> bool:
    doc = cue.verb.doc
    if doc[end].text == "," or doc[end + 1].text in (",", ";", "--", "–", "—", ":", '"'):
        return True
    if doc[end].text == '"' and end > 0 and doc[end - 1].text == ",":
        return True
    return top.dep_ == "advcl" and (
        verb_of(top) is not None or any(c.lower_ in _CONTRASTS for c in top.children)
    )


def _child_towards(verb: "Token", token: "Token") -> "Token | None":
    at = token
    while at.head.i != at.i:
        if at.head.i == verb.i:
            return at
        at = at.head
    return None
