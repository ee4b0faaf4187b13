"""Sources named without a verb: "according to X", "citing X"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.scene import Scene
from counterclaim.coding.attribution.speakers import Source, phrase_of
from counterclaim.coding.attribution.speech import PREPOSITIONS, can_speak, verb_of
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "JJ", "POS", "HYPH", "VBN", "FW"})
_JOINING = frozenset({"of", "by", "for", "in", "from", "on", "at", "with", "and", "to"})
_STARTING = frozenset({"DT", "PRP$", "PRP", "EX", "CD", "WP", "WRB"})
_STOPS = frozenset({",", ";", "(", ")", "-", "--", "–", "—", '"', ":", "''", "."})
_MARGIN = 3


def according_report(scene: Scene, token: "Token") -> tuple[Report, ...]:
    """As in "According to X, C", "C according to X", "A, according to X, B"."""
    doc = token.doc
    words = f"{token.lower_} to" if token.lower_ == "according" else token.lower_
    start = token.i + (2 if words.endswith(" to") else 1)
    kind = PREPOSITIONS.get(words)
    first, last = scene.region(token)
    start += start < last and doc[start].lower_ == "to"  # a slip: "according to to X"
    if kind is None or start > last or (token.lower_ == "per" and not _per(token)):
        return ()
    source = _source(doc, start, last)
    leading = token.i - first <= _MARGIN and not any(
        doc[i].tag_ in _FINITE for i in range(first, token.i)
    )
    pieces = _around(scene, token, source, leading)
    if not pieces:
        return ()
    sentence = scene.sentence
    return (
        Report(
            cue=sentence.span_of((token, doc[start - 1])),
            cue_sentence=sentence.index,
            cue_lemma=words,
            cue_class=kind,
            source=source.span(sentence),
            source_sentence=sentence.index,
            source_head=source.head,
            content=pieces,
            links=can_speak(doc[source.head]),
        ),
    )


def _per(token: "Token") -> bool:
    """As in "per the ministry", not "ten per day" or "per cent"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.tag_ in ("DT", "NNP", "NNPS")


def _source(doc: "Doc", start: int, last: int) -> Source:
    """The speaker's phrase read forward off the tags: where a text lost its commas, the parse runs
    on into what is reported."""
    end = _base(doc, start, last)
    while end + 2 <= last and doc[end + 1].lower_ in _JOINING and _opens(doc, end + 2):
        end = _base(doc, end + 2, last)
    head = next((i for i in range(start, end + 1) if _is_head(doc, i, end)), end)
    return Source(start, end, head)


def _is_head(doc: "Doc", i: int, end: int) -> bool:
    return doc[i].tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP") and (
        i == end or doc[i + 1].tag_ in ("IN", "CC", "VBN", "TO")
    )


def _opens(doc: "Doc", i: int) -> bool:
    return doc[i].tag_ in _NOMINAL or doc[i].tag_ in _STARTING


def _base(doc: "Doc", start: int, last: int) -> int:
    end = start
    while end + 1 <= last and doc[end + 1].tag_ in _NOMINAL and not _new_phrase(doc, end):
        end += 1
    return end


def _new_phrase(doc: "Doc", end: int) -> bool:
    left, right = doc[end], doc[end + 1]
    if left.tag_ == "PRP" or right.tag_ in ("PRP", "CD"):
        return left.tag_ not in ("DT", "PRP$", "JJ")
    if left.tag_ in ("NNP", "NNPS") and right.tag_ in ("JJ", "NN", "NNS", "NNP", "NNPS"):
        clause = right
        while clause.dep_ in ("amod", "compound", "nmod") and clause.head.i > clause.i:
            clause = clause.head
        return clause.dep_ in ("nsubj", "nsubjpass") and right.i == clause.left_edge.i
    return left.tag_ in ("NN", "NNS") and right.tag_ == "JJ"


def _around(scene: Scene, token: "Token", source: Source, leading: bool) -> tuple[Span, ...]:
    doc = token.doc
    first, last = scene.region(token)
    after = source.last + 1
    if leading:
        whole = scene.piece(after, last)
        return (whole,) if whole is not None else ()
    before = scene.piece(_start(scene, token, first, last, source), token.i - 1)
    pieces = [before]
    set_off = doc[token.i - 1].text in _STOPS
    if set_off and after < last and doc[after].text in (",", "--", "–", "—"):
        pieces.append(scene.piece(after + 1, last))
    return tuple(piece for piece in pieces if piece is not None)


def _start(scene: Scene, token: "Token", first: int, last: int, source: Source) -> int:
    """Where what is reported begins: with its relative clause where that ends here, else with the
    sentence."""
    head = token.head
    if source.last + 2 < last:
        for _ in range(8):
            if head.dep_ in ("relcl", "acl") and head.left_edge.i >= first:
                return head.left_edge.i
            if head.head.i == head.i:
                break
            head = head.head
    for i in range(token.i - 1, first, -1):
        if token.doc[i].text == ";":
            return i + 1
    return first + 1 if token.doc[first].tag_ == "CC" else first


def citing_report(scene: Scene, token: "Token", found: Sequence[Report]) -> tuple[Report, ...]:
    """As in "Al-Manar reported C, citing sources": Al-Manar has it from the sources."""
    if token.lower_ not in ("citing", "quoting") or token.tag_ != "VBG":
        return ()
    who = next((c for c in token.children if c.dep_ == "dobj"), None)
    if who is None or any(
        r.cue.contains(scene.sentence.offsets[token.i]) and r.cue_lemma not in ("cite", "quote")
        for r in found
    ):
        return ()
    sentence = scene.sentence
    host = _host(scene, token, found)
    content = host.content if host is not None else _main_clause(scene, token)
    if not content:
        return ()
    source = phrase_of(who, after=token.i)
    return (
        Report(
            cue=sentence.offsets[token.i],
            cue_sentence=sentence.index,
            cue_lemma="citing",
            cue_class="say",
            source=source.span(sentence),
            source_sentence=sentence.index,
            source_head=source.head,
            content=content,
            links=True,
            within=host.cue if host is not None else None,
        ),
    )


def _host(scene: Scene, token: "Token", found: Sequence[Report]) -> Report | None:
    verb = token.head
    if verb_of(verb) is None:
        return None
    place = scene.sentence.offsets[verb.i]
    return next((r for r in found if r.cue.contains(place)), None)


def _main_clause(scene: Scene, token: "Token") -> tuple[Span, ...]:
    first, _ = scene.region(token)
    piece = scene.piece(first, token.i - 1)
    return (piece,) if piece is not None else ()
