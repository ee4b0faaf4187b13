"""A verb of saying in its sentence, and how a report is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene
from counterclaim.coding.attribution.speakers import Source, phrase_of, set_off_subject, speaker
from counterclaim.coding.attribution.speech import (
    DOCUMENTS,
    HEDGES,
    NOBODY,
    PARTICLES,
    UNTRUE,
    SpeechWord,
    can_speak,
    makes_link,
    verb_of,
)
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSONS = frozenset({"i", "we", "me", "us", "you"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying where it stands."""

    scene: Scene
    verb: "Token"
    word: SpeechWord

    @property
    def region(self) -> tuple[int, int]:
        """The tokens that can belong to this act of speech."""
        return self.scene.region(self.verb)

    @property
    def passive(self) -> bool:
        """Whether the verb is passive ("was reported", "reported by X")."""
        return self.verb.tag_ == "VBN" and any(
            c.dep_ in ("auxpass", "nsubjpass", "agent") for c in self.verb.children
        )

    def first(self) -> int:
        """The first token of the verb's own words."""
        doc, i = self.verb.doc, self.verb.i
        while (
            i > 0
            and doc[i - 1].head.i == self.verb.i
            and doc[i - 1].dep_
            in (
                "aux",
                "auxpass",
                "neg",
                "advmod",
            )
        ):
            i -= 1
        return i

    def last(self) -> int:
        """The last token of the verb's own words."""
        doc, i = self.verb.doc, self.verb.i
        if i + 1 < len(doc) and doc[i + 1].dep_ == "prt" and doc[i + 1].lower_ in PARTICLES:
            return i + 1
        return i


def first_person(head: "Token") -> bool:
    """Whether a speaker is "I", "we" or "you": nobody new ("US" is a country)."""
    return head.tag_ == "PRP" and head.lower_ in FIRST_PERSONS and head.text != "US"


def draft(
    cue: Cue,
    source: Source | None,
    content: Sequence[Span | None],
    *,
    kind: str | None = None,
    whole_clause: bool = False,
    within: Span | None = None,
) -> Report | None:
    """The report of a verb, or ``None`` where nothing is reported."""
    pieces = tuple(piece for piece in content if piece is not None)
    if not pieces:
        return None
    sentence, doc = cue.scene.sentence, cue.verb.doc
    kind = kind or class_of(cue, source)
    named = source is not None and not first_person(doc[source.head])
    links = named and makes_link(kind, whole_clause) and not _unsaid(cue)
    links = links and source is not None and can_speak(doc[source.head])
    negated = _negated(cue, source)
    unowned = cue.word.lemma in _OWNING and _nobody(cue, source)
    if kind == "document" and cue.word.lemma not in _FINDING:
        links = links and source is not None and _speaks(doc[source.head])
    return Report(
        cue=sentence.span_of((doc[cue.first()], doc[cue.last()])),
        cue_sentence=sentence.index,
        cue_lemma=cue.word.lemma,
        cue_class=kind,
        source=source.span(sentence) if source else None,
        source_sentence=sentence.index if source else None,
        source_head=source.head if source else None,
        content=pieces,
        links=links and (unowned or not (negated and kind in _UNSAID_BY_NOT)),
        negated=negated,
        undecided=unowned or _undecided(cue.verb),
        adverb=next((c.lower_ for c in cue.verb.children if c.lower_ in HEDGES), None),
        within=within,
        relative=sentence.offsets[source.pronoun] if source and source.pronoun else None,
    )


_OWNING = frozenset({"claim", "take"})
_UNSAID_BY_NOT = frozenset({"say", "claim", "confirm", "document"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "should", "must"})
_GOING_ON = frozenset(
    {"continue", "go", "begin", "seem", "appear", "want", "like", "prefer", "use"}
)
_FINDING = frozenset({"find", "establish", "conclude", "determine", "discover", "document"})


def _speaks(head: "Token") -> bool:
    return head.lemma_.casefold() in DOCUMENTS or head.tag_ in ("NNP", "NNPS")


def _unsaid(cue: Cue) -> bool:
    """Whether nothing has been said yet: "to clarify", "will announce", "in order to deny"."""
    verb = cue.verb
    if verb.tag_ != "VB":
        return False
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return True
    if not any(c.lower_ == "to" for c in verb.children):
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_ not in _GOING_ON
    return verb.dep_ in ("advcl", "acl", "relcl")


def class_of(cue: Cue, source: Source | None) -> str:
    """The class of a verb; one that can be a document's ("shows", "suggests") is where it is."""
    if cue.word.takes_object and called_untrue(cue.verb):
        return "deny"
    if "document" in cue.word.classes and source is not None:
        head = cue.verb.doc[source.head]
        if head.lemma_.casefold() in DOCUMENTS or len(cue.word.classes) == 1:
            return "document"
    return cue.word.kind


def called_untrue(verb: "Token") -> bool:
    """Whether a verb says that its object is untrue ("called the claim a lie")."""
    called = [c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i]
    called += [t for t in verb.subtree if t.lower_ == "as" and t.i > verb.i]
    return any(t.lower_ in UNTRUE for c in called for t in (c, *c.children))


def _undecided(verb: "Token") -> bool:
    """As in "neither confirmed nor denied C", "did not confirm or deny C": nothing is said."""
    first = verb.head if verb.dep_ == "conj" else verb
    pair = [first, *(c for c in first.children if c.dep_ == "conj")]
    words = [verb_of(v) for v in pair]
    kinds = {word.kind for word in words if word is not None}
    refused = any(c.lower_ == "neither" or c.dep_ == "neg" for v in pair for c in v.children)
    return refused and {"confirm", "deny"} <= kinds


def _negated(cue: Cue, source: Source | None) -> bool:
    children = list(cue.verb.children)
    if any(c.dep_ == "neg" or c.lower_ in ("neither", "never", "nor") for c in children):
        return True
    return _nobody(cue, source)


def _nobody(cue: Cue, source: Source | None) -> bool:
    """As in "no group has claimed the attack": the speaker is none."""
    if source is None:
        return False
    sentence = cue.scene.sentence
    words = source.span(sentence).of(sentence.text).casefold()
    return words.startswith("no ") or words.split()[0] in NOBODY


def echoes(report: Report, others: Sequence[Report], text: str) -> bool:
    """Whether a report's speaker is a pronoun for the speaker of the report around it."""
    source = report.source
    if source is None or source.of(text).casefold() not in _PRONOUNS:
        return False
    return any(
        o.links
        and o.cue != report.cue
        and any(p.contains(source) and p.contains(report.cue) for p in o.content)
        and not any(p.contains(o.cue) for p in report.content)
        for o in others
    )


def only(report: Report | None) -> tuple[Report, ...]:
    """The report alone, or nothing."""
    return (report,) if report is not None else ()


def source_of(cue: Cue) -> Source | None:
    """The speaker: the subject, or in the passive whoever stands behind "by"."""
    verb = cue.verb
    first = cue.region[0]
    if cue.passive or _when_asked(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        doer = agent(verb)
        if doer is None:
            return None
        deeds = (t.i for t in doer.subtree if t.lower_ in cue.word.deed and t.i > doer.i)
        return phrase_of(doer, after=verb.i, before=next(deeds, 1 << 30))
    quoting = _quoting(verb)
    if quoting is not None:
        return phrase_of(quoting, after=first - 1, before=verb.i - 1)
    found = _before_quotation(verb, first) or speaker(verb, first, False)
    if found is None and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return set_off_subject(verb, first)
    if found is not None and found.first < verb.i < found.last:
        return phrase_of(verb.doc[found.head], before=verb.i)
    return found


def _when_asked(verb: "Token") -> bool:
    """As in "when asked how C": a passive without its auxiliary."""
    children = list(verb.children)
    return (
        verb.dep_ == "advcl"
        and any(c.tag_ == "WRB" for c in children)
        and not any(c.dep_ in ("nsubj", "aux") for c in children)
    )


def _before_quotation(verb: "Token", first: int) -> Source | None:
    """As in 'the Observatory "has documented C"': the quotation begins with the verb."""
    own = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < first), None)
    if own is None or max(t.i for t in own.subtree) != first - 1:
        return None
    return phrase_of(own, before=first)


def agent(verb: "Token") -> "Token | None":
    """Who stands behind "by" after a passive verb; ``None`` where nobody does."""
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


def phrase_span(cue: Cue, head: "Token | None") -> Span | None:
    """The characters from the first token of a phrase to the last."""
    if head is None:
        return None
    found = phrase_of(head, before=cue.verb.i if head.i < cue.verb.i else 1 << 30)
    return cue.scene.piece(found.first, found.last)
