"""What a verb of saying reports, where it stands behind the verb: a clause, an infinitive, a thing.

"said that C", "denied using gas", "are reported to have entered", "confirmed the attack", "accused
Y of C", "quoted Y as saying C", "claimed responsibility for C", "said: 'C'".
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import Cue, agent, draft, only, phrase_span, source_of
from counterclaim.coding.attribution.extents import end_of
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.speakers import subject_of
from counterclaim.coding.attribution.speech import NOT_SAID, QUOTING_ONLY, RAISING, noun_of, verb_of
from counterclaim.coding.attribution.things import accused, supported, thing
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REACH = 5
_ENDS = frozenset({",", ".", "-", "--", ":", '"'})


def complement(cue: Cue) -> tuple[Report, ...]:
    """The reports of a verb whose content follows it (or, in the passive, is its subject)."""
    if _tells_no_tale(cue):
        return ()
    if cue.word.lemma in QUOTING_ONLY:
        return supported(cue) or _marked(cue)
    for way in (_raised, _quoted_as, accused, supported, _clause, _infinitive, _marked, thing):
        found = way(cue)
        if found:
            return found
    return ()


def _raised(cue: Cue) -> tuple[Report, ...]:
    """As in "he seems to grasp it": nobody's report of him and what he seems to do."""
    verb = cue.verb
    if cue.word.lemma not in RAISING:
        return ()
    deeds = (c for c in verb.children if c.dep_ in ("xcomp", "acomp", "oprd") and c.i > verb.i)
    deed = next(deeds, None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if deed is None or subject is None:
        return ()
    first, last = min(t.i for t in deed.subtree), max(t.i for t in deed.subtree)
    pieces = [phrase_span(cue, subject), cue.scene.piece(max(first, verb.i + 1), last)]
    return only(draft(cue, None, pieces))


def _quoted_as(cue: Cue) -> tuple[Report, ...]:
    """As in "SANA quoted Y as saying C": SANA relays; the verb "saying" makes Y's report."""
    verb = cue.verb
    if cue.word.lemma not in ("quote", "cite") or (cue.passive and agent(verb) is None):
        return ()
    said = next((c for c in verb.children if c.lower_ == "as" and c.i > verb.i), None)
    if said is None or not any(c.dep_ == "pcomp" and verb_of(c) for c in said.children):
        return ()
    start = next((c.left_edge.i for c in verb.children if c.dep_ == "dobj"), said.i)
    return only(
        draft(cue, source_of(cue), [cue.scene.piece(start, end_of(cue, said))], whole_clause=True)
    )


def _clause(cue: Cue) -> tuple[Report, ...]:
    """As in "X said (that) C", and in the passive "it was reported that C"."""
    verb = cue.verb
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None:
        return ()
    start = max(min(t.i for t in clause.subtree), cue.last() + 1)
    source = source_of(cue)
    if source is not None and source.first > verb.i and source.last >= start:
        start = source.last + 1 if source.last < clause.i else start
    piece = cue.scene.piece(start, end_of(cue, clause))
    report = draft(cue, source, [piece], whole_clause=_whole(clause))
    return only(replace(report, about=_described(cue, clause)) if report is not None else None)


def _described(cue: Cue, clause: "Token") -> Span | None:
    """Of "the strike that X says killed six" the strike: the clause's subject stands for it."""
    verb = cue.verb
    subjects = (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i)
    if verb.dep_ != "relcl" or not any(c.tag_ in ("WDT", "WP") for c in subjects):
        return None
    return cue.scene.sentence.span_of((verb.head, verb.head))


def _whole(clause: "Token") -> bool:
    return clause.tag_ in _FINITE or any(
        c.tag_ in _FINITE or c.dep_ in ("mark", "nsubj", "nsubjpass") for c in clause.children
    )


def _infinitive(cue: Cue) -> tuple[Report, ...]:
    """As in "denied using gas", "claims to have shot", "are said to have entered"."""
    verb = cue.verb
    deed = next((c for c in verb.children if c.dep_ in ("xcomp", "pcomp") and c.i > verb.i), None)
    if deed is None:
        return ()
    start = max(min(t.i for t in deed.subtree), cue.last() + 1)
    whom = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < deed.i), None)
    if whom is not None and not cue.passive:
        start = min(t.i for t in whom.subtree)
    piece = cue.scene.piece(start, end_of(cue, deed))
    if cue.passive:
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        return only(draft(cue, source_of(cue), [phrase_span(cue, subject), piece]))
    return only(draft(cue, source_of(cue), [piece]))


def _marked(cue: Cue) -> tuple[Report, ...]:
    """What a colon, a quotation or a "that" sets off behind the verb, whatever the parse says."""
    verb, doc, scene = cue.verb, cue.verb.doc, cue.scene
    if cue.word.kind == "other":
        return ()
    last = cue.region[1]
    for i in range(cue.last() + 1, min(last, cue.last() + 14) + 1):
        token = doc[i]
        if scene.inside[i] is not None and scene.inside[i] != scene.inside[verb.i]:
            piece = scene.piece(i, _run(cue, i))
            return only(draft(cue, source_of(cue), [piece], whole_clause=True))
        near = i == cue.last() + 1 or cue.word.lemma not in QUOTING_ONLY
        if token.lower_ == "that" and token.dep_ == "mark" and i < last and near:
            return only(draft(cue, source_of(cue), [scene.piece(i, last)], whole_clause=True))
        if token.text == ":" and i < last:
            piece = scene.piece(i + 1, last)
            return only(draft(cue, source_of(cue), [piece], whole_clause=True))
        if token.tag_ in _FINITE or noun_of(token) is not None:
            break
    return () if cue.word.lemma in QUOTING_ONLY else _bare_clause(cue)


def _run(cue: Cue, i: int) -> int:
    last = i
    while last + 1 < len(cue.scene.inside) and cue.scene.inside[last + 1] == cue.scene.inside[i]:
        last += 1
    return last


def _bare_clause(cue: Cue) -> tuple[Report, ...]:
    """As in "said barrel bombs fell on Saraqeb", the clause taken apart by the parse."""
    verb, doc = cue.verb, cue.verb.doc
    if cue.passive or not cue.word.parenthetical or _takes_things(cue):
        return ()
    last = cue.region[1]
    start = cue.last() + 1
    if start > last or doc[start].text in _ENDS or doc[start].tag_ == "IN":
        return ()
    if subject_of(verb) is None or not any(doc[i].tag_ in _FINITE for i in range(start, last + 1)):
        return ()
    source = source_of(cue)
    if source is None or source.first > verb.i:
        return ()
    return only(draft(cue, source, [cue.scene.piece(start, last)], whole_clause=True))


def _takes_things(cue: Cue) -> bool:
    return cue.word.takes_object and cue.word.lemma != "say"


def _tells_no_tale(cue: Cue) -> bool:
    """As in "claimed the lives of 40", "claimed more than 191000 lives": no act of saying."""
    bare = NOT_SAID.get(cue.word.lemma, frozenset())
    start = cue.last() + 1
    nearby = cue.verb.doc[start : start + _REACH]
    return any(t.lemma_.casefold() in bare for t in nearby if t.tag_.startswith("NN"))
