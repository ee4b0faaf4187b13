"""Who can stand at an end of a tie: reading parties, ground and deals off a parse.

Texts that lost their commas leave many appositions unparsed, so neighbours count too: what stands
right before or behind a noun phrase.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class
from counterclaim.coding.relations.words import Whose, relation_words
from counterclaim.coding.syntax import (
    ancestors,
    antecedent,
    conjuncts,
    first_conjunct,
    prepositions,
)
from counterclaim.coding.view import View
from counterclaim.model import ActorType
from counterclaim.names.finder import NameKind

_NO_GROUP = frozenset(
    {ActorType.STATE, ActorType.CIVILIANS, ActorType.PERSON, ActorType.MEDIA, ActorType.NEWS_AGENCY}
)
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "us",
        "him",
        "her",
        "them",
        "its",
        "his",
        "their",
        "our",
    ]
)
_OWNING = frozenset({"its", "his", "her", "their", "our"})
_BEFORE_HEAD = frozenset(
    {"compound", "amod", "nmod", "poss", "npadvmod", "advmod", "det", "nummod"}
)
_HEADS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos"})
_OPERATION = ("operation ", "exercise ")


def is_party(view: View, token: Token) -> bool:
    """Anyone who can be tied to anyone: a name that is no place, a word for a force or people."""
    name = view.name(token)
    if name is not None:
        if name.text.casefold().startswith(_OPERATION):
            return False
        return name.kind is not NameKind.PLACE or bool(name.candidates) or _has_who(token)
    if (
        view.is_date(token)
        or view.quantity(token) is not None
        or token.pos_ in {"ADP", "VERB", "DET"}
    ):
        return token.lower_ in _OWNING
    if token.lower_ in _PRONOUNS:
        return True
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    lemma = view.lemma(token)
    if token.pos_ == "ADJ":
        return lemma in relation_words().sides
    if token.pos_ == "PROPN" and token.text[:1].isupper() and token.dep_ in _HEADS:
        return True
    return (
        lemma in word_class("forces")
        or lemma in relation_words().sides
        or view.is_actor(token)
        or _people(view, token)
    )


def _has_who(token: Token) -> bool:
    """As in "Dayton, who was assigned to": a person who bears a place's name."""
    return any(
        c.dep_ == "relcl" and any(g.lower_ == "who" and g.dep_ == "nsubj" for g in c.children)
        for c in token.children
    )


def _people(view: View, token: Token) -> bool:
    if token.tag_ == "NNS" and view.lemma(token) in {"nation", "country"}:
        return True
    return view.lemma(token) in {
        "people",
        "defector",
        "partner",
        "regime",
        "backer",
        "supporter",
        "leader",
    }


def is_named_group(view: View, token: Token) -> bool:
    """A name of an organisation that is neither a state nor a person, known or not."""
    name = view.name(token)
    if name is not None:
        return (
            name.kind in {NameKind.ACTOR, NameKind.UNKNOWN}
            and name.actor_type not in _NO_GROUP
            and (not name.text.casefold().startswith(_OPERATION))
        )
    return is_unit(token)


def is_unit(token: Token) -> bool:
    """As in "Northern Thunder Brigade", "Mobile Unit Two": a capitalised word for a unit, and what
    numbers it."""
    words = [token, *(c for c in token.children if c.dep_ == "compound")]
    return any(w.text[:1].isupper() and w.lower_ in relation_words().units for w in words)


def is_group(view: View, token: Token) -> bool:
    """A named group or a word for one ("the coalition", "this terrorist group")."""
    if view.name(token) is not None:
        return is_named_group(view, token)
    return (
        view.lemma(token) in relation_words().alliances
        or view.lemma(token) in word_class("forces")
        or is_named_group(view, token)
    )


def is_alliance(view: View, token: Token) -> bool:
    """Something that has members: a group's name or a word for an alliance or force."""
    name = view.name(token)
    if name is not None:
        return (
            is_named_group(view, token) or name.actor_type is ActorType.INTERNATIONAL_ORGANISATION
        )
    return view.lemma(token) in relation_words().alliances


def is_ground(view: View, token: Token) -> bool:
    """A place's name or a word for ground that somebody can hold."""
    name = view.name(token)
    if name is not None:
        return name.kind is NameKind.PLACE or name.may_be_place
    return view.lemma(token) in relation_words().ground and token.pos_ in {"NOUN", "PROPN"}


def may_be_ground(view: View, token: Token) -> bool:
    """A capitalised word that nobody knows, where only ground makes sense."""
    known = view.name(token) is not None or view.is_date(token)
    return (
        not known
        and token.text[:1].isupper()
        and token.pos_ in {"PROPN", "NOUN"}
        and view.lemma(token) not in word_class("forces") | relation_words().sides
    )


def is_truce(view: View, token: Token) -> bool:
    """A word for a deal."""
    return view.name(token) is None and view.lemma(token) in relation_words().truces


def fits(view: View, token: Token, whose: Whose) -> bool:
    """True where a token is what a row of the tables asks for."""
    match whose:
        case "party":
            return is_party(view, token)
        case "group":
            return is_group(view, token)
        case "ground":
            return is_ground(view, token) or may_be_ground(view, token)
        case "alliance":
            return is_alliance(view, token)
        case "truce":
            return is_truce(view, token)


def spread(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with all that are coordinated with them, relative pronouns resolved."""
    seen: dict[int, Token] = {}
    for token in tokens:
        for part in _listed(meant_by(token)):
            seen.setdefault(part.i, part)
    return list(seen.values())


def _listed(token: Token) -> list[Token]:
    """The token's coordination; "A, B and C" may be parsed as A with "B and C" in apposition."""
    out = conjuncts(token)
    for child in token.children:
        if child.dep_ == "appos" and token.pos_ == child.pos_ == "PROPN" and child.i > token.i:
            more = conjuncts(child)
            out += more if len(more) > 1 else []
    return out


def meant_by(token: Token) -> Token:
    """What a relative pronoun stands for: a name right before it, else what the parse says."""
    if token.lower_ in {"who", "which", "that"} and token.i > 1:
        before = token.doc[token.i - (2 if token.doc[token.i - 1].text == "," else 1)]
        if before.pos_ == "PROPN":
            return before
    return antecedent(token)


def owner_meant(view: View, token: Token) -> Token:
    """As in "the regime and its backers": the pronoun takes up what the phrase goes with."""
    noun = token.head
    if token.lower_ not in _OWNING - {"our"} or token.dep_ != "poss":
        return token
    if noun.dep_ == "conj":
        first = noun.head
        if first.i < token.i and is_party(view, first):
            return first
    if noun.dep_ == "pobj" and noun.head.i > 0:
        before = noun.doc[noun.head.i - 1]
        if before.dep_ in {"pobj", "dobj", "conj"} and is_party(view, before):
            return first_conjunct(before) if token.lower_ == "their" else before
    return _subject_above(view, noun) or token


def _subject_above(view: View, noun: Token) -> Token | None:
    """The party that is the subject of the clause that a noun stands in, as "Russia" in "Russia
    comes under criticism over its support"."""
    for upper in ancestors(noun):
        if upper.pos_ not in {"VERB", "AUX"}:
            continue
        subjects = [c for c in upper.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if subjects:
            first = meant_by(subjects[0])
            stands = first.i < noun.i and is_party(view, first) and first.lower_ not in _PRONOUNS
            return first if stands else None
    return None


def parties(view: View, tokens: Iterable[Token]) -> list[Token]:
    """The parties that phrases are or belong to: "SDF operations" is of the SDF."""
    out: dict[int, Token] = {}
    for token in spread(_who(view, t) for t in tokens):
        found = party_of(view, token)
        if found is not None:
            out.setdefault(found.i, found)
    return list(out.values())


def party_of(view: View, token: Token) -> Token | None:
    """The party that a noun phrase is, or else whose it is."""
    token = described(view, _who(view, token))
    if is_party(view, token):
        return owner_meant(view, token)
    if token.pos_ not in {"NOUN", "PROPN"} or view.name(token) is not None:
        return None
    if view.lemma(token) not in relation_words().doings:
        return None
    for child in token.children:
        if child.i < token.i and child.dep_ in _BEFORE_HEAD and _owner_word(view, child):
            return owner_meant(view, child)
    for label, target in prepositions(token):
        if label in {"of", "from", "by"} and is_party(view, target):
            return named(view, target)
    return None


def described(view: View, token: Token) -> Token:
    """As in "the Lord's Resistance Army, a group led by X": the name that a noun describes."""
    token = named(view, token)
    if token.dep_ != "appos" or view.name(token) is not None or token.pos_ != "NOUN":
        return token
    head = token.head
    return head if view.name(head) is not None and is_party(view, head) else token


def _who(view: View, token: Token) -> Token:
    """What a relative pronoun stands for; "who" for people, so never for ground: then the nearest
    party before it."""
    meant = meant_by(token)
    if token.lower_ != "who" or not is_ground(view, meant):
        return meant
    before = [t for t in token.doc[: meant.i] if is_party(view, t) and not is_ground(view, t)]
    return before[-1] if before else token


def _owner_word(view: View, token: Token) -> bool:
    return token.dep_ != "det" and is_party(view, token)


def named(view: View, token: Token) -> Token:
    """As in "our ally Turkey", "the group al-Nusra": the name in apposition stands for its noun."""
    if view.name(token) is not None or token.lower_ in _PRONOUNS:
        return token
    for child in token.children:
        if (
            child.dep_ == "appos"
            and 0 < child.i - token.i <= 3
            and view.name(child) is not None
            and is_party(view, child)
        ):
            return child
    return token


def main_verb(token: Token) -> Token | None:
    """The verb of the clause that a phrase stands in, relative and reduced clauses passed over."""
    for upper in ancestors(token):
        if upper.pos_ in {"VERB", "AUX"} and upper.dep_ not in {"relcl", "acl"}:
            return upper
    return None


def bearer(view: View, token: Token) -> Token:
    """Whom a describing noun is said of: the subject of "is", the head of an apposition."""
    if view.name(token) is not None:
        return token
    if token.dep_ == "attr":
        subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
        return antecedent(subjects[0]) if subjects else token
    if token.dep_ == "appos":
        return token.head
    return token


def run_from(view: View, start: int) -> list[Token]:
    """The rest of a noun phrase from a token on, read without the parse."""
    out: list[Token] = []
    doc = view.sentence.doc
    for token in doc[start:]:
        if not out and token.text in {")", '"', "”", "'"}:
            continue
        if _in_run(view, token, out) or _joins_adjectives(token, out):
            out.append(token)
        else:
            break
    while (
        out
        and out[-1].pos_ in {"CCONJ", "PUNCT", "ADJ"}
        and view.name(out[-1]) is None
        and len(out) > 1
    ):
        out.pop()
    return out


def _in_run(view: View, token: Token, so_far: Sequence[Token]) -> bool:
    if view.is_date(token):
        return False
    if view.name(token) is not None or token.text in {"al-", "-"}:
        return True
    if so_far and token.pos_ == "NOUN" and token.dep_ == "advmod":
        return False  # "the area east of X"
    if so_far and token.pos_ in {"ADJ", "ADV"} and _is_head(view, so_far[-1]):
        return (
            view.name(so_far[-1]) is not None
            and token.i + 1 < len(token.doc)
            and token.doc[token.i + 1].pos_ == "NOUN"
        )
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or token.tag_ == "VBN"


def _is_head(view: View, token: Token) -> bool:
    return view.name(token) is not None or token.pos_ in {"NOUN", "PROPN"}


def _joins_adjectives(token: Token, so_far: Sequence[Token]) -> bool:
    if token.lower_ not in {"and", ","} or not so_far or token.i + 1 >= len(token.doc):
        return False
    return so_far[-1].pos_ == "ADJ" and token.doc[token.i + 1].pos_ == "ADJ"


def run_before(view: View, noun: Token) -> list[Token]:
    """The words of a noun phrase before its head, nearest last, without the article."""
    out: list[Token] = []
    at = noun.i - 1
    while at >= 0:
        token = noun.doc[at]
        if view.name(token) is None and (
            token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "X"}
            and token.text not in {"-", "–", "al-", "'s"}
        ):
            break
        if view.is_date(token):
            break
        out.insert(0, token)
        at -= 1
    return out


def before_phrase(view: View, noun: Token) -> Token | None:
    """The token right before a noun phrase, one comma or dash skipped."""
    before = run_before(view, noun)
    at = (before[0].i if before else noun.i) - 1
    if at >= 0 and noun.doc[at].lower_ in {"the", "a", "an", "another"}:
        at -= 1
    if at >= 0 and noun.doc[at].text in {",", "-", "–"}:
        at -= 1
    return noun.doc[at] if at >= 0 else None


def is_indefinite(noun: Token) -> bool:
    """As in "a commander", "senior leaders", "one of the leaders"."""
    if noun.tag_ in {"NNS", "NNPS"}:
        return True
    before = noun.doc[max(0, noun.i - 6) : noun.i]
    for token in reversed(before):
        if token.lower_ in {"a", "an", "another", "top", "senior", "prominent", "key", "local"}:
            return True
        if token.lower_ in {"the", "its", "their", "'s"} or token.pos_ in {"VERB", "ADP", "PUNCT"}:
            return False
    return False
