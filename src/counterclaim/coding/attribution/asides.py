"""Verbs of saying that stand after, or in the midst of, what they report.

"C, X said", "C, said X", "A, X said, B", "as X said, C", "what X says is a C"; and the same in
texts without commas ("killing 26 civilians a monitor has said"), where the parse is no guide and
the speaker's place at the end of the sentence is.
"""

from typing import TYPE_CHECKING

from counterclaim.coding.attribution.cues import Cue, draft
from counterclaim.coding.attribution.reports import Report
from counterclaim.coding.attribution.speakers import Source, last_before, phrase_before, speaker
from counterclaim.coding.attribution.speech import CONTINUING, DAYS, QUOTING_ONLY, TELLING, verb_of
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", "-", "--", "–", "—", ";", '"', "''", "“", "”", "...", "(", ")"})
_ASIDE_ROLES = frozenset({"relcl", "acl", "appos"})
_COMPLEMENTIZERS = frozenset({"that", "how", "whether", "why"})
_ENDS = frozenset({",", "-", "--", "–", "—", '"', "''", "”", "?", "!", ";"})
_JOINING = frozenset(
    {"that", "which", "who", "what", "whether", "how", "and", "but", "or", "than", "to"}
)
_OPENERS = _JOINING | {"as", "when", "after", "because", "if", "while"}
_CIRCUMSTANCES = frozenset({"while", "as", "after", "when"})
_INVERTED = frozenset({"say", "add", "explain", "note", "warn", "tweet"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SHORT = 3
_LEADS = frozenset({"as"})


def aside_report(cue: Cue) -> tuple[Report, ...]:
    """The report of a verb that follows, or interrupts, what it reports; empty where it doesn't."""
    if not cue.word.parenthetical or cue.passive or cue.verb.tag_ in ("VB", "VBG"):
        return ()
    if any(c.dep_ == "xcomp" and c.tag_ == "VB" and c.i > cue.verb.i for c in cue.verb.children):
        return ()
    first, last = cue.region
    source = _behind(cue, first, last) or speaker(cue.verb, first, True)
    if source is not None and _elsewhere(cue, source.head):
        source = _outside(cue, first)
    if source is None:
        return ()
    left = min(source.first, cue.first())
    right = max(source.last, cue.last())
    if _led(cue, left, first):
        return _leading(cue, source, left, right, last)
    tail = _tail(cue, right, last)
    if tail <= right and _quotes(cue, max(left - 1, 0)):
        later = (i - 1 for i in range(right + 1, last + 1) if _quotes(cue, i))
        tail = next(later, last + 1)
    if cue.word.lemma in QUOTING_ONLY and not any(_quotes(cue, i) for i in range(*cue.region)):
        return ()
    if tail > last and left > first and _can_end(cue, source, left, first):
        return _only(draft(cue, source, [_before(cue, first, left)], whole_clause=True))
    if _interrupts(cue, left, tail, first, last):
        before = _before(cue, first, left)
        if _quotes(cue, tail + 1) and not any(_quotes(cue, i) for i in range(first, left)):
            before = None
        after = cue.scene.piece(tail + 1, last)
        return _only(draft(cue, source, [before, after], whole_clause=True))
    return ()


def _only(report: Report | None) -> tuple[Report, ...]:
    return (report,) if report is not None else ()


def _outside(cue: Cue, first: int) -> Source | None:
    """The words right before the verb, on its side of the quotation mark."""
    end = last_before(cue.verb)
    start = end
    while start - 1 >= first and not _elsewhere(cue, start - 1):
        start -= 1
    return phrase_before(cue.verb.doc, end, start)


def _behind(cue: Cue, first: int, last: int) -> Source | None:
    """As in "... immediately said Elizabeth Hoff WHO Representative in Syria": a clause before,
    and nothing but a noun phrase behind the verb, whatever the parse makes of it."""
    doc, verb = cue.verb.doc, cue.verb
    start = verb.i + 1
    if cue.word.lemma not in _INVERTED or start > last or verb.i - first < _SHORT:
        return None
    named = doc[start].tag_ == "DT" or doc[start].text[:1].isupper()
    if not named or doc[start].tag_ == "PRP" or doc[start].lower_ in DAYS:
        return None
    end = next((i for i in range(start, last + 1) if _leaves_phrase(doc[i])), last + 1) - 1
    clause = doc[first : verb.i - 1]
    if end < start or not any(t.tag_ in (*_FINITE, "VBN") for t in clause):
        return None
    rest = doc[end + 1 : last + 1]
    if rest and rest[0].tag_ in _FINITE:
        return None
    nouns = [i for i in range(start, end + 1) if doc[i].tag_ in _NOUNS]
    heads = (i for i in nouns if i == end or doc[i + 1].tag_ not in (*_NOUNS, "POS", "HYPH"))
    return Source(start, end, next(heads, end))


def _leaves_phrase(token: "Token") -> bool:
    if token.tag_ in ("WP", "WDT") and not token.text.isupper():
        return True
    return token.tag_ in (*_FINITE, "VBG", ".") or token.text in _STOPS


def _before(cue: Cue, first: int, left: int) -> Span | None:
    doc = cue.verb.doc
    start = first
    if doc[start].tag_ == "CC" and left - start > 3:
        start += 1
    return cue.scene.piece(start, left - 1)


def _led(cue: Cue, left: int, first: int) -> bool:
    return left > first - 1 and left >= 1 and cue.verb.doc[left - 1].lower_ in _LEADS


def _leading(cue: Cue, source: Source, left: int, right: int, last: int) -> tuple[Report, ...]:
    """As in "As X said, C" and "C, as X said"."""
    said = {"ccomp"} if cue.word.lemma in TELLING else {"ccomp", "dobj"}
    if any(c.dep_ in said and c.i > cue.verb.i for c in cue.verb.children):
        return ()
    doc = cue.verb.doc
    first = cue.region[0]
    if left - 1 - first > 2:
        return _only(draft(cue, source, [_before(cue, first, left - 1)], whole_clause=True))
    comma = next((i for i in range(right + 1, min(last, right + 14)) if doc[i].text == ","), None)
    if comma is None:
        return ()
    return _only(draft(cue, source, [cue.scene.piece(comma + 1, last)], whole_clause=True))


def _tail(cue: Cue, right: int, last: int) -> int:
    """The last token of the words that may follow speaker and verb without being what is said:
    whom it was told, when and where; beyond ``last`` where they reach the end."""
    doc = cue.verb.doc
    i = right + 1
    while i <= last:
        token = doc[i]
        if _elsewhere(cue, i):
            return i - 1
        if token.text in _STOPS:
            return last + 1 if _may_follow(cue, i + 1, last) else i
        if token.tag_ == "VBG" and token.lemma_ in CONTINUING:
            return last + 1
        if _tells(cue, token):
            return right
        i += 1
    return last + 1


def _elsewhere(cue: Cue, i: int) -> bool:
    """Whether a token stands in another quotation than the cue, or in one where it doesn't."""
    return cue.scene.inside[i] != cue.scene.inside[cue.verb.i]


def _tells(cue: Cue, token: "Token") -> bool:
    """Whether what is said begins, or goes on, behind the verb."""
    if token.lower_ in _COMPLEMENTIZERS and token.dep_ in ("mark", "advmod"):
        return True
    return token.tag_ in _FINITE and not _describing(token) and not _circumstance(cue, token)


def _may_follow(cue: Cue, start: int, last: int) -> bool:
    """Whether what follows a comma goes on about the speaking ("..., adding that"), to the end."""
    doc = cue.verb.doc
    if start > last:
        return True
    token = doc[start]
    if token.tag_ == "VBG" or (token.tag_ == "IN" and token.lower_ in _CIRCUMSTANCES):
        return True
    return not any(
        _elsewhere(cue, i) or (doc[i].tag_ in _FINITE and not _describing(doc[i]))
        for i in range(start, last + 1)
    )


def _circumstance(cue: Cue, token: "Token") -> bool:
    """Whether a verb tells when or how it was said ("said as he left")."""
    at = token
    for _ in range(6):
        if at.head.i == cue.verb.i:
            return at.dep_ == "advcl" and at.i > cue.verb.i
        if at.head.i == at.i:
            return False
        at = at.head
    return False


def _describing(token: "Token") -> bool:
    """Whether a verb stands in a clause that describes a noun ("X, who leads the group")."""
    at = token
    for _ in range(6):
        if at.dep_ in _ASIDE_ROLES:
            return True
        if at.dep_ == "ROOT" or at.head.i == at.i:
            return False
        at = at.head
    return False


def _can_end(cue: Cue, source: Source, left: int, first: int) -> bool:
    """Whether what stands before speaker and verb can be what is said."""
    doc = cue.verb.doc
    before = doc[left - 1]
    if before.text in _ENDS:
        word = before.text == "," and left - first <= _SHORT
        short = word and doc[first].tag_ not in ("IN", "RB")
        return short or _speaks(cue, first, left)
    if left - first < _SHORT:
        return False
    if before.lower_ in _OPENERS:
        return False
    return _speaks(cue, first, left) and not _takes_object(cue, source)


def _takes_object(cue: Cue, source: Source) -> bool:
    if cue.word.lemma in TELLING:
        return False
    return any(
        c.i > max(cue.verb.i, source.last)
        and (c.dep_ in ("dobj", "ccomp") or (c.dep_ == "xcomp" and c.tag_ == "VB"))
        and c.lower_ not in DAYS
        and c.lemma_ not in CONTINUING
        for c in cue.verb.children
    )


def _speaks(cue: Cue, first: int, left: int) -> bool:
    doc = cue.verb.doc
    return any(
        _elsewhere(cue, i) or doc[i].tag_ in _FINITE or doc[i].tag_ in ("VBN", "VBG")
        for i in range(first, left)
    )


def _interrupts(cue: Cue, left: int, tail: int, first: int, last: int) -> bool:
    """As in "A, X said, B": stops on both sides, and words of A before."""
    doc = cue.verb.doc
    if left - 1 < first or tail >= last or tail + 1 > last:
        return False
    quote_before = cue.scene.inside[left - 1] not in (None, cue.scene.inside[cue.verb.i])
    quote_after = cue.scene.inside[tail + 1] not in (None, cue.scene.inside[cue.verb.i])
    if not (quote_before or doc[left - 1].text in _STOPS):
        return False
    if not (quote_after or doc[tail].text in _STOPS) or doc[tail + 1].lower_ == "that":
        return False
    if left - 1 == first and not quote_before:
        return False
    return not (doc[tail + 1].tag_ == "VBG" and verb_of(doc[tail + 1]) is not None)


def _quotes(cue: Cue, i: int) -> bool:
    return cue.scene.inside[i] is not None and cue.scene.inside[i] != cue.scene.inside[cue.verb.i]


def what_report(cue: Cue) -> tuple[Report, ...]:
    """As in "what activists say is a gas attack": the words after "is" are the activists'."""
    doc, verb = cue.verb.doc, cue.verb
    if verb.i + 2 >= len(doc) or not cue.word.parenthetical:
        return ()
    if doc[verb.i + 1].lemma_ != "be":
        return ()
    source = speaker(verb, 0, False)
    if source is None or source.first < 1 or doc[source.first - 1].lower_ != "what":
        return ()
    end = _noun_phrase_end(verb.i + 2, doc)
    return _only(draft(cue, source, [cue.scene.piece(verb.i + 2, end)], whole_clause=True))


def _noun_phrase_end(start: int, doc: "Doc") -> int:
    end = start
    while end + 1 < len(doc) and not _ends_phrase(doc[end + 1]):
        end += 1
    return end


def _ends_phrase(token: "Token") -> bool:
    return (
        token.tag_ in _FINITE or token.tag_ == "." or token.text in _STOPS or token.dep_ == "ROOT"
    )
