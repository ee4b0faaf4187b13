"""Who speaks: from a word of saying to the speaker's noun phrase.

The parse gives the subject; where it fails, as it does in texts that lost their commas, the noun
phrase right before the verb is read off the tags.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counterclaim.coding.attribution.speech import (
    CONTINUING,
    DAYS,
    DESCRIBING,
    GROUNDS,
    HEADLINE_SPEAKERS,
    TITLES,
    WRITINGS,
    can_speak,
    verb_of,
)
from counterclaim.language import Sentence
from counterclaim.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "FW"})
_MODIFIER = (_NOMINAL - {"PRP"}) | {"JJ", "JJR", "JJS", "POS", "HYPH", "VBN"}
_STARTERS = frozenset({"DT", "PRP$", "PDT", "WDT", "WP$"})
_JOINS = frozenset({"of", "for", "in", "at", "from", "with", "to", "on"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker's noun phrase: its first and last token and its head."""

    first: int
    last: int
    head: int
    pronoun: int | None = None

    def span(self, sentence: Sentence) -> Span:
        """Where the phrase stands in the article."""
        doc = sentence.doc
        return sentence.span_of((doc[self.first], doc[self.last]))


def subject_of(verb: "Token", depth: int = 0) -> "Token | None":
    """The verb's subject, its own or the one it shares with the verb it hangs on; a shared one
    that can't speak gives way to whoever speaks above ("X said jets hit Y but said that Z")."""
    found = _subject(verb, depth)
    if depth or found is None or can_speak(found) or found.head.i == verb.i:
        return found
    main = _main_speech(verb)
    return _subject(main, 1) if main is not None else found


def _subject(verb: "Token", depth: int) -> "Token | None":
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        before = [child for child in own if child.i < verb.i]
        return before[-1] if before else own[0]
    if depth > 4:
        return None
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.tag_ == "VBG" and verb.lemma_ in CONTINUING and depth == 0:
        main = _main_speech(verb)
        if main is not None:
            return subject_of(main, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return subject_of(head, depth + 1) if head.tag_ not in _NOMINAL else None
    if verb.dep_ == "acl" and head.dep_ == "dobj" and head.lemma_.casefold() in WRITINGS:
        return subject_of(head.head, depth + 1) or head
    if verb.dep_ in ("acl", "relcl"):
        return head if head.tag_ in _NOMINAL else None
    if verb.dep_ == "xcomp":
        controller = next((c for c in head.children if c.dep_ == "dobj"), None)
        return controller or subject_of(head, depth + 1)
    if verb.dep_ in ("conj", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"):
        if head.tag_ not in _NOMINAL:
            return subject_of(head, depth + 1)
        if verb.dep_ != "conj":
            return head
        return subject_of(head.head, depth + 1) if head.dep_ in ("dobj", "pobj") else head
    return None


def _main_speech(verb: "Token") -> "Token | None":
    """The verb of saying whose clause a participle was hung into ("said C adding D")."""
    at = verb
    for _ in range(6):
        if at.dep_ == "ccomp" and verb_of(at.head) is not None:
            return at.head
        if at.head.i == at.i or at.dep_ in ("relcl", "acl"):
            return None
        at = at.head
    return None


def antecedent(token: "Token") -> "Token":
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lower_ in _RELATIVES and token.tag_ in ("WP", "WDT", "IN", "DT"):
        clause = token.head
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def phrase_of(head: "Token", after: int = -1, before: int = 1 << 30) -> Source:
    """The noun phrase of a head: its stretch of subtree without clauses that only describe it,
    between the tokens ``after`` and ``before`` (exclusive)."""
    kept = _kept(head)
    first = last = head.i
    while first - 1 > after and (first - 1 in kept):
        first -= 1
    while last + 1 < before and (last + 1 in kept):
        last += 1
    doc = head.doc
    last = max(_before_gloss(doc, last), head.i)
    while last > head.i and (doc[last].is_punct or doc[last].tag_ in ("CC", "IN")):
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].tag_ in ("CC", "RB")):
        first += 1
    return Source(first, last, head.i)


def _kept(head: "Token") -> set[int]:
    kept = {head.i}
    for child in head.children:
        if _describes(child, head):
            continue
        kept |= {t.i for t in child.subtree} if child.dep_ != "prep" else _preposition(child)
    return kept


def _describes(child: "Token", head: "Token") -> bool:
    if child.dep_ in ("relcl", "parataxis", "advcl"):
        return True
    if child.dep_ == "acl":
        return child.i > head.i and child.tag_ != "VBN"
    return child.dep_ == "punct" and child.i > head.i and child.text in (",", ";", ":")


def _preposition(prep: "Token") -> set[int]:
    kept = {prep.i}
    for child in prep.children:
        kept |= _kept(child) if child.tag_ in _NOMINAL else {t.i for t in child.subtree}
    return kept


def phrase_before(doc: "Doc", end: int, start: int) -> Source | None:
    """The noun phrase whose last word is token ``end``, read off the tags, not before ``start``."""
    end = _before_gloss(doc, end)
    if end < start or doc[end].tag_ not in _NOMINAL:
        return None
    first = _base(doc, end, start)
    if first - 2 >= start and _placed(doc, first):
        named = _after_place(doc, first, end)
        if named > first or not _told_from(doc, first, end):
            return Source(named, end, end)
        first = _base(doc, first - 2, start)
    while first - 2 >= start and _joined(doc, first):
        first = _base(doc, first - 2, start)
    return Source(first, end, _head(doc, first, end))


def _before_gloss(doc: "Doc", end: int) -> int:
    """The word before a bracketed gloss of a name ("the Observatory (SOHR) said")."""
    if end > 2 and doc[end].text in (")", "]"):
        opened = next(
            (i for i in range(end, max(0, end - 6), -1) if doc[i].text in ("(", "[")), None
        )
        return opened - 1 if opened is not None else end
    return end


def _placed(doc: "Doc", first: int) -> bool:
    """Whether a phrase follows "in", or "the province of": it begins with a place's name."""
    before, noun = doc[first - 1].lower_, doc[first - 2]
    return before in ("in", "at", "near", "inside") or (
        before == "of" and noun.lemma_.casefold() in GROUNDS
    )


def _told_from(doc: "Doc", first: int, end: int) -> bool:
    """Whether a phrase behind "in" only says where the speaker is ("a source in the militia said",
    "the head of the service in eastern Aleppo said")."""
    if _speaker_noun(doc[first - 2]):
        return True
    names = [t for t in doc[first : end + 1] if t.tag_ in ("NNP", "NNPS")]
    return doc[first - 2].tag_ in ("NN", "NNS") and names == [doc[end]]


def _speaker_noun(token: "Token") -> bool:
    return token.lemma_.casefold() in TITLES or token.lower_ in HEADLINE_SPEAKERS


def _after_place(doc: "Doc", first: int, end: int) -> int:
    """Where the speaker begins behind a place's name ("in Hama | state media")."""
    for i in range(first + 1, end + 1):
        if doc[i].text[:1].islower() and doc[i - 1].tag_ in ("NNP", "NNPS"):
            return i
    return first


def _base(doc: "Doc", end: int, start: int) -> int:
    """Where the base noun phrase that ends at ``end`` begins."""
    first = end
    if doc[end].tag_ == "PRP":
        return end
    while first > start and not _boundary(doc, first):
        first -= 1
        if doc[first].tag_ in _STARTERS:
            break
    return first


def _boundary(doc: "Doc", i: int) -> bool:
    """Whether a noun phrase that holds token ``i`` can't hold the one before."""
    left, right = doc[i - 1], doc[i]
    if left.tag_ == "WDT":
        return True
    if left.tag_ in _STARTERS:
        return right.tag_ in _STARTERS
    if left.tag_ not in _MODIFIER or right.tag_ in _STARTERS or right.tag_ == "PRP":
        return True
    if left.lower_ in DAYS:
        return True
    if left.tag_ == "VBN" or (left.tag_ == "JJ" and left.lower_.endswith("ed")):
        return left.i == 0 or doc[i - 2].tag_ not in {*_STARTERS, "HYPH"}
    return _new_name(left, right)


def _new_name(left: "Token", right: "Token") -> bool:
    """An adjective ("Syria | local media"), or a name after a noun ("gas | Turkey")."""
    if left.tag_ in ("NNP", "NNPS", "CD") and right.tag_ == "JJ":
        return left.tag_ == "CD" or right.text[:1].islower()
    if left.tag_ in ("NN", "NNS") and right.tag_ == "JJ":
        return left.i == 0 or left.nbor(-1).tag_ != "HYPH"
    return (
        left.tag_ in ("NN", "NNS")
        and right.tag_ in ("NNP", "NNPS")
        and right.text[:1].isupper()
        and left.text[:1].islower()
        and left.lemma_.casefold() not in TITLES
    )


def _joined(doc: "Doc", first: int) -> bool:
    """Whether the phrase goes on to the left: "chief | of staff", "Observatory | for Human Rights",
    "an activist | with the opposition"."""
    join, left = doc[first - 1].lower_, doc[first - 2]
    if join not in _JOINS or left.tag_ not in _NOMINAL:
        return False
    if join == "of" or _speaker_noun(left):
        return True
    return join == "for" and left.text[:1].isupper() and doc[first].text[:1].isupper()


def _head(doc: "Doc", first: int, end: int) -> int:
    for i in range(first, end + 1):
        if doc[i].tag_ in _NOMINAL and i + 1 <= end and doc[i + 1].tag_ == "IN":
            return i
    return end


def speaker(verb: "Token", start: int, quoted: bool) -> Source | None:
    """The speaker of a verb: its subject, checked against the words right before the verb.

    ``start`` is the first token that the phrase may hold; ``quoted`` says that what is reported
    stands before it: then the speaker is the verb's own subject or the words right before it.
    """
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    subject = subject_of(verb) if own or not quoted else None
    if subject is not None and subject.i >= start:
        noun = antecedent(subject)
        found = phrase_of(noun, after=start - 1)
        if noun is not subject:
            found = replace(found, pronoun=subject.i)
        if found.first > verb.i:
            near = phrase_before(verb.doc, last_before(verb), start)
            return near if near is not None and near.first == start else found
        if not quoted:
            return found
        return _before_clause(verb.doc, _apposed(verb.doc, _cut(verb, found, start), start), start)
    if quoted:
        near = phrase_before(verb.doc, last_before(verb), start)
        if near is not None:
            near = _apposed(verb.doc, _paired(verb.doc, near, start), start)
            return _before_clause(verb.doc, near, start)
    return None


def _before_clause(doc: "Doc", found: Source, start: int) -> Source:
    """As in "the monitor which relies on sources in the country said": the monitor speaks, not
    what its relative clause ends with, where no comma sets that clause off."""
    for at in range(found.first - 1, max(start, found.first - _CLAUSE), -1):
        if doc[at].is_punct:
            return found
        if doc[at].tag_ in ("WDT", "WP") and doc[at + 1].lemma_ in DESCRIBING:
            return phrase_before(doc, at - 1, start) or found
    return found


_CLAUSE = 12


def _apposed(doc: "Doc", found: Source, start: int) -> Source:
    """As in "Rami Abdel-Rahman the organisation's head": with the name before the title."""
    first = found.first
    if first - 1 < start or doc[first].tag_ not in _STARTERS:
        return found
    if doc[found.last].lemma_.casefold() not in TITLES or doc[first - 1].tag_ != "NNP":
        return found
    name = first - 1
    while name > start and doc[name - 1].tag_ in ("NNP", "HYPH"):
        name -= 1
    opens = name == start or doc[name - 1].is_punct
    return Source(name, found.last, first - 1) if opens else found


def _cut(verb: "Token", found: Source, start: int) -> Source:
    """A phrase that swallowed the end of what is reported is cut down to the words at the verb;
    commas set apart what belongs to a speaker ("X, the group's head, said")."""
    doc = verb.doc
    near = phrase_before(doc, last_before(verb), start)
    if near is None:
        return found
    if near.last != found.last:
        apart = doc[found.last + 1 : near.last + 1]
        return found if any(t.is_punct for t in apart) else _paired(doc, near, start)
    if found.first >= near.first:
        whole = found.first > near.first and doc[near.first].tag_ in _STARTERS
        return (
            near if whole else (_paired(doc, near, start) if near.first == found.first else found)
        )
    joined = doc[found.first : near.first]
    if any(t.text == "," for t in joined) or _set_off(doc, found, start):
        return found
    return _paired(doc, near, start)


def _set_off(doc: "Doc", found: Source, start: int) -> bool:
    """Whether a comma or quotation mark stands right before a phrase (", rebel and army officers
    said")."""
    return found.first > start and doc[found.first - 1].text in _MARKS


_MARKS = frozenset({",", '"', "''", "”", "-", "--", "–", "—"})


def _paired(doc: "Doc", near: Source, start: int) -> Source:
    """ "a monitor and activists": both speakers, where the first is a phrase of its own."""
    if near.first - 2 < start or doc[near.first - 1].tag_ != "CC":
        return near
    left = phrase_before(doc, near.first - 2, start)
    if left is None or not (left.first == start or doc[left.first].tag_ in _STARTERS):
        return near
    return Source(left.first, near.last, left.head)


def last_before(verb: "Token") -> int:
    """The last token before a verb's auxiliaries and adverbs."""
    i = verb.i - 1
    doc = verb.doc
    while i >= 0 and (doc[i].dep_ in ("aux", "auxpass", "neg") or doc[i].tag_ in ("RB", "MD")):
        i -= 1
    return i


def set_off_subject(verb: "Token", start: int) -> Source | None:
    """The speaker before an insertion ("the group - a rescue service - said"), where the parse
    finds none."""
    doc = verb.doc
    end = last_before(verb)
    if end <= start or doc[end].text not in (",", "-", "--", "–", "—"):
        return None
    opened = next((i for i in range(end - 1, start, -1) if doc[i].text == doc[end].text), None)
    return phrase_before(doc, opened - 1, start) if opened is not None else None
