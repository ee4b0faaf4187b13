"""Ties told by a verb or an adjective: "the coalition supports the SDF", "loyal to Assad"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from counterclaim.coding.relations.compounds import in_apposition
from counterclaim.coding.relations.parties import (
    bearer,
    described,
    fits,
    is_party,
    parties,
    party_of,
    run_from,
    spread,
)
from counterclaim.coding.relations.refs import Tie, tie
from counterclaim.coding.relations.words import AdjectiveRow, VerbRow, Whose, relation_words
from counterclaim.coding.syntax import (
    doers,
    is_passive,
    later_object,
    own_subjects,
    prepositions,
    subjects,
    undergoers,
)
from counterclaim.coding.view import View
from counterclaim.model import ActorType
from counterclaim.names.finder import NameKind

_NEWS = frozenset({ActorType.MONITOR, ActorType.NEWS_AGENCY, ActorType.MEDIA})
_AIMED = frozenset({"VB", "VBG", "VBP"})


def verb_ties(view: View) -> Iterator[Tie]:
    """The ties that the verbs and adjectives of a sentence tell."""
    for token in view.sentence.doc:
        if view.name(token) is not None or view.is_date(token):
            continue
        lemma = view.lemma(token)
        for row in relation_words().verbs:
            if lemma in row.verbs and _is_verb(token):
                yield from _of_verb(view, token, row)
            elif token.lower_ in row.nearby:
                yield from _nearby(view, token, row)
        for adjective in relation_words().adjectives:
            if lemma in adjective.words or token.lower_ in adjective.words:
                yield from _of_adjective(view, token, adjective)


def _is_verb(token: Token) -> bool:
    return (
        token.pos_ == "VERB"
        or token.tag_.startswith("VB")
        or (token.pos_ == "NOUN" and token.lower_.endswith("ing"))
    )


def _of_verb(view: View, verb: Token, row: VerbRow) -> Iterator[Tie]:
    if row.purpose and (verb.tag_ not in _AIMED or verb.dep_ == "ROOT"):
        return
    if not _handed_over(view, verb, row):
        return
    one = _slot(view, verb, row.subject, row.of)
    other = _slot(view, verb, row.object, row.whose)
    if not one and not other and row.nearby and verb.lower_ in row.nearby:
        yield from _nearby(view, verb, row)
        return
    if row.kind == "controls":
        one = [t for t in one if not _is_place(view, t)]
    if row.kind == "backed-by":
        one = [t for t in one if not _reports_news(view, t)]
    for a in one:
        for b in other:
            if a.i != b.i:
                yield tie(view, row.kind, "subject", a, b, verb)


def _reports_news(view: View, token: Token) -> bool:
    """Who relies on sources rather than backers: a monitor, an agency, a paper."""
    name = view.name(token)
    return name is not None and name.actor_type in _NEWS


def _is_place(view: View, token: Token) -> bool:
    """A capital that may mean its government: as a holder of ground it is a dateline's."""
    name = view.name(token)
    return name is not None and name.kind is NameKind.PLACE


def _handed_over(view: View, verb: Token, row: VerbRow) -> bool:
    """As in "provides X with weapons", "sends weapons to X": only such gifts count."""
    if row.with_:
        things = [t for label, t in prepositions(verb) if label == "with"]
        return any(_thing(view, t, row.with_) for t in spread(things))
    if row.what:
        return any(_thing(view, t, row.what) for t in spread(undergoers(verb)))
    return True


def _thing(view: View, token: Token, words: Sequence[str]) -> bool:
    inside = [token, *(c for c in token.children if c.dep_ == "compound")]
    return any(view.lemma(t) in words or t.lower_ in words for t in inside)


def _slot(view: View, verb: Token, slot: Sequence[str], whose: Whose) -> list[Token]:
    match slot[0]:
        case "doer":
            found = verb_doers(view, verb)
        case "undergoer" if _reduced(view, verb) is not None:
            found = [verb.doc[verb.i - 2]]
        case "undergoer":
            found = undergoers(verb) or later_object(verb) or _object_of_all(verb)
        case "self":
            found = undergoers(verb) if is_passive(verb) else subjects(verb)
        case _:
            governed = [*prepositions(verb), *_behind_object(verb), *_given_to(verb)]
            found = [t for label, t in governed if label in slot]
    if whose == "party":
        return [t for t in parties(view, found) if _no_place(view, t)]
    if whose == "ground":
        found = [g for t in found for g in (_share_of(view, t), *_among_others(view, t))]
        held = [t for t in spread(found) if fits(view, t, whose)]
        return [in_apposition(view, t) or t for t in held]
    return [described(view, t) for t in spread(found) if fits(view, t, whose)]


def _among_others(view: View, token: Token) -> list[Token]:
    """As in "much of X including Y": Y."""
    inside = [t for label, t in prepositions(token) if label == "including"]
    inside += [
        t
        for _, part in prepositions(token)
        for label, t in prepositions(part)
        if label == "including"
    ]
    return [t for t in inside if view.name(t) is not None]


def _behind_object(verb: Token) -> list[tuple[str, Token]]:
    """As in "pledged allegiance to X": the preposition may hang on the object."""
    return [p for c in verb.children if c.dep_ == "dobj" for p in prepositions(c)]


def _given_to(verb: Token) -> list[tuple[str, Token]]:
    """As in "provides weapons to X", where the parse takes "to X" for the receiver."""
    receivers = [c for c in verb.children if c.dep_ == "dative" and c.pos_ == "ADP"]
    return [(c.lower_, g) for c in receivers for g in c.children if g.dep_ == "pobj"]


def _share_of(view: View, token: Token) -> Token:
    """As in "most of the city" the city."""
    share = view.lemma(token) in relation_words().shares or view.quantity(token) is not None
    inside = [t for label, t in prepositions(token) if label == "of"] if share else []
    return inside[0] if inside else token


def _reduced(view: View, verb: Token) -> Token | None:
    """As in "the government, led by X": the participle is said of what stands before the comma."""
    if verb.tag_ != "VBN" or verb.i < 2 or verb.doc[verb.i - 1].text != ",":
        return None
    before = verb.doc[verb.i - 2]
    by = any(c.lower_ == "by" for c in verb.children)
    return before if by and view.name(before) is not None and is_party(view, before) else None


def _no_place(view: View, token: Token) -> bool:
    name = view.name(token)
    return name is None or name.kind is not NameKind.PLACE or is_party(view, token)


def _object_of_all(verb: Token) -> list[Token]:
    """As in "funding and arming groups" where the parse tags the first a noun."""
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == "VBG":
            return [c for c in child.children if c.dep_ == "dobj"]
    return []


def verb_doers(view: View, verb: Token) -> list[Token]:
    """Who does it, through "accused X of doing", "X's efforts to do" and coordination."""
    accused = _accused(view, verb)
    if accused:
        return accused
    if own_subjects(verb):
        return _own_doers(verb)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not is_passive(verb):
        return verb_doers(view, verb.head)
    effort = _effort(verb)
    if effort is not None and not is_passive(verb):
        owner = party_of(view, effort)
        if owner is not None and owner.i != effort.i:
            return [owner]
    reduced = _focused(view, verb)
    if reduced is not None:
        return [reduced]
    found = _whole_of(verb) or doers(verb)
    if found and not all(t.lower_ in {"effort", "efforts", "campaign"} for t in found):
        return found
    if verb.dep_ in {"acl", "relcl", "pcomp", "advcl", "xcomp", "conj"} and verb.head.i != verb.i:
        return _of_governor(view, verb.head)
    return []


def _whole_of(verb: Token) -> list[Token]:
    """As in "forces loyal to X fighting Y": the forces fight, though the parse says X."""
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.head.dep_ != "pobj":
        return []
    tying = verb.head.head.head
    described = tying.head
    if tying.tag_ not in {"JJ", "VBN"} or tying.dep_ not in {"amod", "acl"}:
        return []
    return [described] if described.i < tying.i and described.tag_.startswith("N") else []


def _own_doers(verb: Token) -> list[Token]:
    return doers(verb) if is_passive(verb) else own_subjects(verb)


def _effort(verb: Token) -> Token | None:
    """The noun of "efforts to defeat", "commitment to defeating"."""
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN":
        return verb.head.head
    return None


def _focused(view: View, verb: Token) -> Token | None:
    """Of "forces, focused on defeating X" the forces."""
    if verb.dep_ != "pcomp" or verb.head.head.tag_ not in {"VBN", "VBD"}:
        return None
    participle = verb.head.head
    if own_subjects(participle):
        return None
    if participle.i < 2 or participle.doc[participle.i - 1].text != ",":
        return None
    before = participle.doc[participle.i - 2]
    return before if is_party(view, before) else None


def _of_governor(view: View, head: Token) -> list[Token]:
    """Of an effort, fight or campaign: whose it is, else who leads the clause that it stands in."""
    if head.pos_ == "ADP":
        head = head.head
    for _ in range(4):
        if head.pos_ in {"VERB", "AUX"}:
            found = parties(view, _own_doers(head) or doers(head))
            if found:
                return found
        else:
            owner = party_of(view, head)
            if owner is not None:
                return [owner]
        if head.head.i == head.i:
            return []
        head = head.head
    return []


def _accused(view: View, verb: Token) -> list[Token]:
    """As in "accuses X, Y and Z of funding": read by place, since long lists break the parse."""
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    at = first.i - 1
    if at < 0 or verb.doc[at].lower_ not in {"of", "for"}:
        return []
    for earlier in range(at - 1, -1, -1):
        token = verb.doc[earlier]
        if token.lower_ in {"of", ";"}:
            return []
        if view.lemma(token) in relation_words().accusing:
            return [
                t
                for t in verb.doc[earlier + 1 : at]
                if view.name(t) is not None and is_party(view, t)
            ]
    return []


def _nearby(view: View, word: Token, row: VerbRow) -> Iterator[Tie]:
    """As in "the coalition fighting militants in Syria" with "fighting" read as a noun."""
    if word.i == 0 or not is_party(view, word.doc[word.i - 1]):
        return
    run = run_from(view, word.i + 1)
    if word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ == "the":
        run = run_from(view, word.i + 2)
    target = next((t for t in reversed(run) if is_party(view, t)), None)
    if target is not None:
        yield tie(view, row.kind, "subject", word.doc[word.i - 1], target, word)


def _of_adjective(view: View, word: Token, row: AdjectiveRow) -> Iterator[Tie]:
    targets = [t for label, t in prepositions(word) if label in row.prepositions]
    if not targets:
        return
    said_of = _said_of(view, word)
    for one in parties(view, said_of):
        for other in parties(view, targets):
            if one.i != other.i:
                yield tie(view, row.kind, row.bearer, one, other, word)


def _said_of(view: View, word: Token) -> list[Token]:
    if word.dep_ in {"acomp", "attr", "oprd"}:
        return subjects(word.head)
    if word.dep_ in {"amod", "acl", "relcl", "appos"}:
        return [bearer(view, word.head)]
    if word.pos_ == "VERB":
        return undergoers(word) if is_passive(word) else subjects(word)
    return []
