"""What a verb of saying reports, where it stands behind the verb: a clause, an infinitive, a thing.

"said that C", "denied using gas", "are reported to have entered", "confirmed the attack", "accused
Y of C", "quoted Y as saying C", "claimed responsibility for C", "said: 'C'".
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.coding.cues import Cue, draft
from counterclaim.coding.reports import Report
from counterclaim.coding.speakers import Source, phrase_of, speaker, subject_of
from counterclaim.coding.speech import NOT_SAID, QUOTING_ONLY, RAISING, SUPPORT, noun_of, verb_of
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CARRIED = frozenset({"prep", "advmod", "npadvmod", "advcl", "dobj", "attr", "oprd", "dep", "prt"})
_SUPPORTED = frozenset({"dobj", "oprd", "acomp", "ccomp"})
_SHOWING = frozenset({"post", "publish", "release", "broadcast", "share", "raise", "revise", "put"})
_CONTRASTS = frozenset({"while", "though", "although", "but", "whereas"})
_SPOKEN = frozenset({"say", "claim", "confirm", "deny", "accuse", "speculate"})
_OBJECT_ENDS = frozenset({"oprd", "prt"})
_EMPTY = frozenset({"it", "this", "that", "so", "there"})


def complement(cue: Cue) -> tuple[Report, ...]:
    """The reports of a verb whose content follows it (or, in the passive, is its subject)."""
    if cue.word.lemma in QUOTING_ONLY:
        return supported(cue) or _marked(cue)
    for way in (_raised, _quoted_as, _accused, supported, _clause, _infinitive, _marked, _thing):
        found = way(cue)
        if found:
            return found
    return ()


def _only(report: Report | None) -> tuple[Report, ...]:
    return (report,) if report is not None else ()


def source_of(cue: Cue) -> Source | None:
    """The speaker: the subject, or in the passive whoever stands behind "by"."""
    verb = cue.verb
    first = cue.region[0]
    if cue.passive:
        agent = _agent(verb)
        return phrase_of(agent, after=verb.i) if agent is not None else None
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        agent = _agent(verb)
        return phrase_of(agent, after=verb.i) if agent is not None else None
    quoting = _quoting(verb)
    if quoting is not None:
        return phrase_of(quoting, after=first - 1, before=verb.i - 1)
    found = speaker(verb, first, False)
    if found is not None and found.first < verb.i < found.last:
        return phrase_of(verb.doc[found.head], before=verb.i)
    return found


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _quoting(verb: "Token") -> "Token | None":
    """In "SANA quoted Y as saying" and "Y was quoted as saying", Y for the verb "saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    head = verb.head.head
    roles = ("nsubjpass",) if any(c.dep_ == "auxpass" for c in head.children) else ("dobj",)
    return next((c for c in head.children if c.dep_ in roles), None)


def _raised(cue: Cue) -> tuple[Report, ...]:
    """"he seems to grasp it": nobody's report of him and what he seems to do."""
    verb = cue.verb
    if cue.word.lemma not in RAISING:
        return ()
    deed = next((c for c in verb.children if c.dep_ in ("xcomp", "acomp", "oprd") and c.i > verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if deed is None or subject is None:
        return ()
    first, last = min(t.i for t in deed.subtree), max(t.i for t in deed.subtree)
    pieces = [_phrase_span(cue, subject), cue.scene.piece(max(first, verb.i + 1), last)]
    return _only(draft(cue, None, pieces))


def _quoted_as(cue: Cue) -> tuple[Report, ...]:
    """"SANA quoted Y as saying C": SANA relays, Y says; the verb "saying" makes Y's report."""
    verb = cue.verb
    if cue.word.lemma not in ("quote", "cite") or cue.passive and _agent(verb) is None:
        return ()
    said = next((c for c in verb.children if c.lower_ == "as" and c.i > verb.i), None)
    if said is None or not any(c.dep_ == "pcomp" and verb_of(c) for c in said.children):
        return ()
    start = next((c.left_edge.i for c in verb.children if c.dep_ == "dobj"), said.i)
    return _only(
        draft(cue, source_of(cue), [cue.scene.piece(start, _end(cue, said))], whole_clause=True)
    )


def _accused(cue: Cue) -> tuple[Report, ...]:
    """"X accused Y of C": what X says is that Y did C, so both are the content."""
    if not cue.word.deed:
        return ()
    verb = cue.verb
    whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    deed = _deed(cue, whom)
    if deed is None:
        return ()
    kind = "accuse" if cue.word.kind != "other" else "other"
    end = cue.scene.piece(deed.i, _end(cue, deed))
    if whom is not None and whom.i > verb.i:
        start = min(whom.left_edge.i, deed.i)
        whole = cue.scene.piece(max(start, verb.i + 1), _end(cue, deed))
        return _only(draft(cue, source_of(cue), [whole], kind=kind))
    subject = _phrase_span(cue, whom)
    return _only(draft(cue, source_of(cue), [subject, end], kind=kind))


def _deed(cue: Cue, whom: "Token | None") -> "Token | None":
    """The preposition before the deed: the verb's or its object's own, else the first before a
    participle ("accused Y, Z of being")."""
    after = [t for t in cue.verb.subtree if t.lower_ in cue.word.deed and t.i > cue.verb.i]
    near = [t for t in after if t.head.i == cue.verb.i or t.head == whom]
    doing = [t for t in after if any(c.dep_ == "pcomp" for c in t.children)]
    return next(iter([t for t in doing if t in near] or doing or near), None)


def _phrase_span(cue: Cue, head: "Token | None") -> Span | None:
    if head is None:
        return None
    found = phrase_of(head, before=cue.verb.i if head.i < cue.verb.i else 1 << 30)
    return cue.scene.piece(found.first, found.last)


def supported(cue: Cue) -> tuple[Report, ...]:
    """"claimed responsibility for C", "made it clear that C", "posted a video that showed C"."""
    nouns = SUPPORT.get(cue.word.lemma)
    if not nouns:
        return ()
    for child in cue.verb.children:
        kind = nouns.get(child.lemma_.casefold())
        if kind is None or child.i < cue.verb.i or child.dep_ not in _SUPPORTED:
            continue
        inside = [t for t in child.subtree if t.i > child.i]
        after = [
            t
            for c in cue.verb.children
            if c.i > child.i and c.dep_ in ("prep", "ccomp", "xcomp", "agent")
            for t in c.subtree
        ]
        if not inside and not after:
            return _of_antecedent(cue, kind)
        last = _own_end(cue, child, inside + after)
        shown = child.dep_ == "dobj" and cue.word.lemma in _SHOWING
        piece = cue.scene.piece(child.left_edge.i if shown else child.i + 1, last)
        return _only(draft(cue, source_of(cue), [piece], kind=kind, whole_clause=True))
    return ()


def _of_antecedent(cue: Cue, kind: str) -> tuple[Report, ...]:
    """"an attack for which X has claimed responsibility": the attack is what is claimed."""
    clause = cue.verb
    if clause.dep_ != "relcl":
        return ()
    tokens = [t.i for t in clause.head.subtree if t.i < clause.left_edge.i]
    if not tokens:
        return ()
    piece = cue.scene.piece(min(tokens), max(tokens))
    return _only(draft(cue, source_of(cue), [piece], kind=kind, whole_clause=True))


def _clause(cue: Cue) -> tuple[Report, ...]:
    """"X said (that) C": a clause behind the verb, or, in the passive, "it was reported that C"."""
    verb = cue.verb
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None:
        return ()
    start = max(min(t.i for t in clause.subtree), cue.last() + 1)
    source = source_of(cue)
    if source is not None and source.first > verb.i and source.last >= start:
        start = source.last + 1 if source.last < clause.i else start
    piece = cue.scene.piece(start, _end(cue, clause))
    return _only(draft(cue, source, [piece], whole_clause=_whole(clause)))


def _whole(clause: "Token") -> bool:
    return clause.tag_ in _FINITE or any(
        c.tag_ in _FINITE or c.dep_ in ("mark", "nsubj", "nsubjpass") for c in clause.children
    )


def _end(cue: Cue, clause: "Token", carried: frozenset[str] = _CARRIED) -> int:
    """The last token of what is reported: the clause's own, and the verb's further words that
    the parse took for the verb's own ("said C | in Aleppo") where no comma sets them off."""
    verb, doc = cue.verb, cue.verb.doc
    last = cue.region[1]
    end = min(_own_end(cue, clause), last)
    while end < last:
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


def _own_end(cue: Cue, clause: "Token", given: Sequence["Token"] = ()) -> int:
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
        return before.text in (",", '"', "--", "–", "—")
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


def _infinitive(cue: Cue) -> tuple[Report, ...]:
    """"denied using gas", "claims to have shot", "are said to have entered", "wants to leave"."""
    verb = cue.verb
    deed = next((c for c in verb.children if c.dep_ in ("xcomp", "pcomp") and c.i > verb.i), None)
    if deed is None:
        return ()
    start = max(min(t.i for t in deed.subtree), cue.last() + 1)
    whom = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < deed.i), None)
    if whom is not None and not cue.passive:
        start = min(t.i for t in whom.subtree)
    piece = cue.scene.piece(start, _end(cue, deed))
    if cue.passive:
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        return _only(draft(cue, source_of(cue), [_phrase_span(cue, subject), piece]))
    return _only(draft(cue, source_of(cue), [piece]))


def _marked(cue: Cue) -> tuple[Report, ...]:
    """What a colon, a quotation or a "that" sets off behind the verb, whatever the parse says."""
    verb, doc, scene = cue.verb, cue.verb.doc, cue.scene
    if cue.word.kind == "other":
        return ()
    last = cue.region[1]
    for i in range(cue.last() + 1, min(last, cue.last() + 14) + 1):
        token = doc[i]
        if scene.inside[i] is not None and scene.inside[i] != scene.inside[verb.i]:
            return _only(draft(cue, source_of(cue), [scene.piece(i, _run(cue, i))], whole_clause=True))
        near = i == cue.last() + 1 or cue.word.lemma not in QUOTING_ONLY
        if token.lower_ == "that" and token.dep_ == "mark" and i < last and near:
            return _only(draft(cue, source_of(cue), [scene.piece(i, last)], whole_clause=True))
        if token.text == ":" and i < last:
            piece = scene.piece(i + 1, last)
            return _only(draft(cue, source_of(cue), [piece], whole_clause=True))
        if token.tag_ in _FINITE or noun_of(token) is not None:
            break
    return () if cue.word.lemma in QUOTING_ONLY else _bare_clause(cue)


def _run(cue: Cue, i: int) -> int:
    last = i
    while last + 1 < len(cue.scene.inside) and cue.scene.inside[last + 1] == cue.scene.inside[i]:
        last += 1
    return last


def _bare_clause(cue: Cue) -> tuple[Report, ...]:
    """"said barrel bombs fell on Saraqeb", the clause taken apart by the parse."""
    verb, doc = cue.verb, cue.verb.doc
    if cue.passive or not cue.word.parenthetical or cue.word.takes_object and cue.word.lemma != "say":
        return ()
    last = cue.region[1]
    start = cue.last() + 1
    if start > last or doc[start].text in (",", ".", "-", "--", ":", '"') or doc[start].tag_ == "IN":
        return ()
    if subject_of(verb) is None or not any(doc[i].tag_ in _FINITE for i in range(start, last + 1)):
        return ()
    source = source_of(cue)
    if source is None or source.first > verb.i:
        return ()
    return _only(draft(cue, source, [cue.scene.piece(start, last)], whole_clause=True))


def _thing(cue: Cue) -> tuple[Report, ...]:
    """"reported air strikes", "confirmed the attack", "the claim was denied by X"."""
    verb = cue.verb
    if cue.passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return _passive_thing(cue)
    if not cue.word.takes_object and cue.word.kind != "other":
        return ()
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i), None)
    if thing is None:
        return _by_preposition(cue)
    if thing.lemma_.casefold() in NOT_SAID.get(cue.word.lemma, ()):
        return ()
    start = max(min(t.i for t in thing.subtree), cue.last() + 1)
    further = [c for c in verb.children if c.i > thing.i and (c.dep_ == "oprd" or c.lower_ == "as")]
    end = max([_end(cue, thing, _OBJECT_ENDS), *(_end(cue, c, _OBJECT_ENDS) for c in further)])
    return _only(draft(cue, source_of(cue), [cue.scene.piece(start, end)]))


def _by_preposition(cue: Cue) -> tuple[Report, ...]:
    """"warned against a rush", "called for a truce", "talked about the war"."""
    verb = cue.verb
    wanted = next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i), None)
    if wanted is not None and any(c.dep_ == "mark" and c.lower_ == "for" for c in wanted.children):
        piece = cue.scene.piece(min(t.i for t in wanted.subtree) + 1, _end(cue, wanted))
        return _only(draft(cue, source_of(cue), [piece], kind="other"))
    if cue.word.kind != "other" and cue.word.lemma not in ("warn", "call", "point", "complain", "agree", "ask", "write", "report"):
        return ()
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i), None)
    if prep is None or prep.lower_ in ("in", "on", "at", "during", "after", "before", "by", "from"):
        return ()
    piece = cue.scene.piece(prep.i + 1, _end(cue, prep, _OBJECT_ENDS))
    return _only(draft(cue, source_of(cue), [piece], kind="other"))


def _weak(cue: Cue) -> bool:
    """"a programme called Hope", "the known rebels": words that name rather than report."""
    return cue.word.kind == "other" or cue.verb.dep_ in ("acl", "amod")


def _passive_thing(cue: Cue) -> tuple[Report, ...]:
    verb = cue.verb
    source = source_of(cue)
    if cue.word.kind in ("intend", "order") or (source is None and _weak(cue)):
        return ()
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    if subject is None or subject.lower_ in _EMPTY and source is None:
        return ()
    found = phrase_of(subject, before=verb.i)
    pieces = [cue.scene.piece(found.first, found.last)]
    for clause in subject.children:
        if clause.dep_ in ("relcl", "acl") and clause.i > verb.i:
            tokens = [t.i for t in clause.subtree]
            pieces.append(cue.scene.piece(min(tokens), max(tokens)))
    return _only(draft(cue, source, pieces))
