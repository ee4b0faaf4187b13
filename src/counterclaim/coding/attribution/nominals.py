"""Nouns of saying: "reports that C", "a report by X that C", "X's claim that C", "reports of C"."""

from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import called_untrue, first_person
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene
from counterclaim.coding.attribution.speakers import Source, phrase_of, subject_of
from counterclaim.coding.attribution.speech import (
    ABOUT,
    SPEAKING,
    TIMES,
    UNOWNED,
    SpeechWord,
    makes_link,
    noun_of,
    verb_of,
)
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKING = frozenset({"make", "have", "issue", "express", "repeat", "raise"})
_MINDS = frozenset({"other", "speculate", "order", "intend"})
_ABSORBING = frozenset({"confirm", "deny"})


def noun_report(scene: Scene, token: "Token") -> tuple[Report, ...]:
    """The report that a noun makes; empty where the token is no noun of saying or tells nothing."""
    word = noun_of(token)
    if word is None:
        return ()
    clause = _clause(token)
    content = _clause_span(scene, token, clause) if clause is not None else None
    if content is None and word.takes_object:
        content = _of_span(scene, token)
    if content is None:
        content = _to_span(scene, token) or _about_span(scene, token, word)
    if content is None:
        return ()
    return (_report(scene, token, word, content, clause is not None),)


def _clause(noun: "Token") -> "Token | None":
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("acl", "ccomp", "relcl", "appos"):
            mark = next((c for c in child.children if c.dep_ == "mark"), None)
            if mark is not None and mark.lower_ == "that":
                return child
    return None


def _clause_span(scene: Scene, noun: "Token", clause: "Token") -> Span | None:
    last = scene.region(noun)[1]
    first = min(t.i for t in clause.subtree)
    return scene.piece(first, min(max(t.i for t in clause.subtree), last))


def _of_span(scene: Scene, noun: "Token") -> Span | None:
    prep = next((c for c in noun.children if c.lower_ == "of" and c.i == noun.i + 1), None)
    if prep is None:
        return None
    thing = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
    if thing is None or thing.tag_ in ("NNP", "NNPS", "PRP"):
        return None
    tokens = [t.i for t in thing.subtree]
    first, last = min(tokens), max(tokens)
    fate = next((c for c in noun.children if c.i > last and c.tag_ == "VBN"), None)
    if fate is not None and thing.tag_ == "CD":
        last = max(t.i for t in fate.subtree)
    return scene.piece(first, min(last, scene.region(noun)[1]))


def _to_span(scene: Scene, noun: "Token") -> Span | None:
    deed = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
    if deed is None:
        return None
    tokens = [t.i for t in deed.subtree]
    return scene.piece(min(tokens), min(max(tokens), scene.region(noun)[1]))


def _about_span(scene: Scene, noun: "Token", word: SpeechWord) -> Span | None:
    """As in "his opposition to the plan": what a noun of mind is about, where it has an owner."""
    owned = any(c.dep_ == "poss" and c.lemma_.casefold() not in TIMES for c in noun.children)
    if word.kind not in _MINDS or not owned:
        return None
    prep = next((c for c in noun.children if c.dep_ == "prep" and c.i > noun.i), None)
    if prep is None or prep.lower_ not in ABOUT:
        return None
    tokens = [t.i for t in prep.subtree if t.i > prep.i]
    if not tokens:
        return None
    return scene.piece(min(tokens), min(max(tokens), scene.region(noun)[1]))


def _report(
    scene: Scene, noun: "Token", word: SpeechWord, content: Span, whole_clause: bool
) -> Report:
    sentence, doc = scene.sentence, noun.doc
    source = _source(noun, word)
    named = source is not None and not first_person(doc[source.head])
    links = named and not _absorbed(noun) and makes_link(word.kind, whole_clause)
    unowned = source is None and word.lemma in UNOWNED and not _absorbed(noun)
    return Report(
        cue=sentence.offsets[noun.i],
        cue_sentence=sentence.index,
        cue_lemma=word.lemma,
        cue_class="hedge" if unowned else word.kind,
        source=source.span(sentence) if source else None,
        source_sentence=sentence.index if source else None,
        source_head=source.head if source else None,
        content=(content,),
        links=links or unowned,
    )


def _source(noun: "Token", word: SpeechWord) -> Source | None:
    """Whose saying it is: a possessor, whoever "by" or "from" names, the subject that makes it, or
    the noun itself where it is all that speaks ("initial reports")."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lemma_.casefold() not in TIMES:
        return phrase_of(owner, before=noun.i)
    for child in noun.children:
        if child.lower_ in ("by", "from") and child.i > noun.i:
            who = next((c for c in child.children if c.dep_ == "pobj"), None)
            if who is not None:
                return phrase_of(who, after=child.i)
    if word.lemma in SPEAKING:
        return phrase_of(noun, before=noun.i + 1)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _MAKING:
        subject = subject_of(verb)
        return phrase_of(subject) if subject is not None else None
    return None


def _absorbed(noun: "Token") -> bool:
    """As in "X confirmed reports that C", "X denied claims that C": what is said is X's alone."""
    verb = noun.head
    word = verb_of(verb)
    if noun.dep_ not in ("dobj", "nsubjpass") or word is None:
        return False
    return word.kind in _ABSORBING or called_untrue(verb)
