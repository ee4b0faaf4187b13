"""Things that are reported: "confirmed the attack", "accused Y of C", "claimed responsibility"."""

from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import Cue, draft, only, phrase_span, source_of
from counterclaim.coding.attribution.extents import OBJECT_ENDS, end_of, own_end
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.speakers import phrase_of
from counterclaim.coding.attribution.speech import NOT_SAID, SUPPORT, TELLING, TOLD

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUPPORTED = frozenset({"dobj", "oprd", "acomp", "ccomp"})
_SHOWING = frozenset(
    {"give", "post", "publish", "release", "broadcast", "share", "raise", "revise", "put"}
)
_EMPTY = frozenset({"it", "this", "that", "so", "there"})
_ABOUT = frozenset({"warn", "call", "point", "complain", "agree", "ask", "write", "report"})
_CIRCUMSTANCES = frozenset({"in", "on", "at", "during", "after", "before", "by", "from"})


def accused(cue: Cue) -> tuple[Report, ...]:
    """As in "X accused Y of C": what X says is that Y did C, so both are the content."""
    if not cue.word.deed:
        return ()
    verb = cue.verb
    whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    deed = _deed(cue, whom)
    if deed is None:
        return ()
    kind = "accuse" if cue.word.kind != "other" else "other"
    end = cue.scene.piece(deed.i, end_of(cue, deed))
    if whom is not None and whom.i > verb.i:
        start = min(whom.left_edge.i, deed.i)
        whole = cue.scene.piece(max(start, verb.i + 1), end_of(cue, deed))
        return only(draft(cue, source_of(cue), [whole], kind=kind))
    subject = phrase_span(cue, whom)
    return only(draft(cue, source_of(cue), [subject, end], kind=kind))


def _deed(cue: Cue, whom: "Token | None") -> "Token | None":
    """The preposition before the deed: the verb's or its object's own, else the first before a
    participle ("accused Y, Z of being")."""
    after = [t for t in cue.verb.subtree if t.lower_ in cue.word.deed and t.i > cue.verb.i]
    near = [t for t in after if t.head.i == cue.verb.i or t.head == whom]
    doing = [t for t in after if any(c.dep_ == "pcomp" for c in t.children)]
    return next(iter([t for t in doing if t in near] or doing or near), None)


def supported(cue: Cue) -> tuple[Report, ...]:
    """As in "claimed responsibility for C", "made it clear that C", "posted a video of C"."""
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
        last = own_end(cue, child, inside + after)
        shown = child.dep_ == "dobj" and cue.word.lemma in _SHOWING
        piece = cue.scene.piece(child.left_edge.i if shown else child.i + 1, last)
        return only(draft(cue, source_of(cue), [piece], kind=kind, whole_clause=True))
    return ()


def _of_antecedent(cue: Cue, kind: str) -> tuple[Report, ...]:
    """As in "an attack for which X has claimed responsibility": the attack is what is claimed."""
    clause = cue.verb
    if clause.dep_ != "relcl":
        return ()
    tokens = [t.i for t in clause.head.subtree if t.i < clause.left_edge.i]
    if not tokens:
        return ()
    piece = cue.scene.piece(min(tokens), max(tokens))
    return only(draft(cue, source_of(cue), [piece], kind=kind, whole_clause=True))


def thing(cue: Cue) -> tuple[Report, ...]:
    """As in "reported air strikes", "confirmed the attack", "the claim was denied by X"."""
    verb = cue.verb
    if cue.passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return _passive_thing(cue)
    if not cue.word.takes_object and cue.word.kind != "other":
        return ()
    things = (c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i)
    what = next(things, None)
    if what is None:
        return _by_preposition(cue)
    if what.lemma_.casefold() in NOT_SAID.get(cue.word.lemma, ()):
        return ()
    if cue.word.lemma in TELLING and what.lemma_.casefold() not in TOLD:
        return _told_about(cue, what)
    start = max(min(t.i for t in what.subtree), cue.last() + 1)
    further = [c for c in verb.children if c.i > what.i and (c.dep_ == "oprd" or c.lower_ == "as")]
    end = max([end_of(cue, what, OBJECT_ENDS), *(end_of(cue, c, OBJECT_ENDS) for c in further)])
    return only(draft(cue, source_of(cue), [cue.scene.piece(start, end)]))


def _told_about(cue: Cue, listener: "Token") -> tuple[Report, ...]:
    """As in "told AFP about the attack": what follows the listener."""
    preps = [c for t in (cue.verb, listener) for c in t.children if c.lower_ in ("about", "of")]
    prep = next((c for c in preps if c.i > cue.verb.i), None)
    if prep is None:
        return ()
    piece = cue.scene.piece(prep.i + 1, end_of(cue, prep, OBJECT_ENDS))
    return only(draft(cue, source_of(cue), [piece]))


def _by_preposition(cue: Cue) -> tuple[Report, ...]:
    """As in "warned against a rush", "called for a truce", "talked about the war"."""
    verb = cue.verb
    wanted = next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i), None)
    if wanted is not None and any(c.dep_ == "mark" and c.lower_ == "for" for c in wanted.children):
        piece = cue.scene.piece(min(t.i for t in wanted.subtree) + 1, end_of(cue, wanted))
        return only(draft(cue, source_of(cue), [piece], kind="other"))
    if cue.word.kind != "other" and cue.word.lemma not in _ABOUT:
        return ()
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i), None)
    told = (
        cue.word.lemma in ("speak", "talk") and prep is not None and prep.lower_ in ("to", "with")
    )
    if prep is None or told or prep.lower_ in _CIRCUMSTANCES:
        return ()
    piece = cue.scene.piece(prep.i + 1, end_of(cue, prep, OBJECT_ENDS))
    return only(draft(cue, source_of(cue), [piece], kind="other"))


def _weak(cue: Cue) -> bool:
    """As in "a programme called Hope", "the known rebels": words that name rather than report."""
    return cue.word.kind == "other" or cue.verb.dep_ in ("acl", "amod")


def _passive_thing(cue: Cue) -> tuple[Report, ...]:
    verb = cue.verb
    source = source_of(cue)
    if cue.word.kind in ("intend", "order") or (source is None and _weak(cue)):
        return ()
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    if subject is None or (subject.lower_ in _EMPTY and source is None):
        return ()
    found = phrase_of(subject, before=verb.i)
    pieces = [cue.scene.piece(found.first, found.last)]
    for clause in subject.children:
        if clause.dep_ in ("relcl", "acl") and clause.i > verb.i:
            tokens = [t.i for t in clause.subtree]
            pieces.append(cue.scene.piece(min(tokens), max(tokens)))
    return only(draft(cue, source, pieces))
