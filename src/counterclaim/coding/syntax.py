"""Reading a dependency parse: who is the subject, the object, what hangs on what.

All functions take spaCy tokens of one sentence and give tokens of the same; none looks at meaning.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from counterclaim.coding.lexicon import word_class

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
_DROPPED = frozenset(
    {"relcl", "appos", "acl", "advcl", "ccomp", "punct", "cc", "conj", "parataxis", "dep", "mark"}
)


def conjuncts(token: Token) -> list[Token]:
    """The token and all that are coordinated with it further down, in order."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            out += conjuncts(child)
    return out


def first_conjunct(token: Token) -> Token:
    """The head of a coordination."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """True for "was shelled", "shelled by", "the shelled town" as far as the parse tells."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent", "csubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "pcomp", "advcl", "oprd", "dep"}:
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not own_subjects(verb):
        return is_passive(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else False
    return _headline_passive(verb)


def _headline_passive(verb: Token) -> bool:
    """ "30 militants killed in Idlib": what always has an object, with none, behind a number."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.lemma_ not in word_class("harming"):
        return False
    told = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    if any(c.dep_ in {"dobj", "dative", "ccomp", "aux"} for t in told for c in t.children):
        return False
    counted = [s for s in verb.children if s.dep_ == "nsubj" and s.pos_ != "PRON"]
    return any(s.pos_ == "NUM" or any(c.dep_ == "nummod" for c in s.children) for s in counted)


def own_subjects(verb: Token) -> list[Token]:
    """Subjects that hang on the verb itself, active or passive."""
    return [c for c in verb.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]


def antecedent(pronoun: Token) -> Token:
    """What a relative pronoun stands for, else the token itself."""
    if pronoun.lower_ not in {"which", "who", "that", "whom", "whose", "where"}:
        return pronoun
    at = pronoun
    while at.dep_ != "relcl" and at.head.i != at.i:
        at = at.head
    return at.head if at.dep_ == "relcl" else pronoun


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Grammatical subjects, through relative pronouns, coordination and control.

    "forces that shelled", "shelled and took", "managed to take", "killing six": the participle's
    subject is that of the clause it hangs on.
    """
    found = [antecedent(s) for s in own_subjects(verb)]
    if found or depth > 5:
        return found
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "relcl" and _relative_subject(verb):
        return [head]
    if verb.dep_ == "acl":
        infinitive = verb.tag_ == "VB" or any(
            c.dep_ == "aux" and c.lower_ == "to" for c in verb.children
        )
        if (
            verb.tag_ == "VBG"
            and verb.lemma_ in _RESULTS
            and head.dep_ in {"pobj", "dobj", "conj", "nsubj"}
        ):
            return _subject_above(head, depth) or [head]
        return _controller(head, depth) if infinitive else [head]
    if verb.dep_ == "xcomp" and head.dep_ == "acomp":
        return subjects(head.head, depth + 1)
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis"} and head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "advcl" and _has_mark(verb):
            return []
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
            if objects and head.lemma_ not in {"promise", "vow"}:
                return objects
        return subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        return _accused(head) or _controller(head.head, depth)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBG", "VB"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1)
    return []


_RESULTS = frozenset(
    """kill wound injure leave destroy massacre force cause claim inflict damage
    displace""".split()
)


def _subject_above(noun: Token, depth: int) -> list[Token]:
    """ "clashed with X in Y killing six": without its comma the participle hangs on the last
    noun."""
    for upper in ancestors(noun):
        if upper.pos_ in {"VERB", "AUX"}:
            return subjects(upper, depth + 1)
    return []


def _accused(preposition: Token) -> list[Token]:
    """ "accused X of shelling", "X was blamed for bombing": the accused does it."""
    verb = preposition.head
    if verb.dep_ in {"dobj", "nsubjpass", "conj"} and preposition.lower_ == "of":
        blamer = first_conjunct(verb).head
        if blamer.lemma_ == "accuse":
            return conjuncts(first_conjunct(verb))
    if preposition.lower_ not in {"of", "for", "from"} or verb.lemma_ not in _ACCUSE_LIKE:
        return []
    found = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return [c for f in found for c in conjuncts(f)]


_ACCUSE_LIKE = frozenset(
    """accuse blame suspect convict criticize criticise condemn stop prevent denounce fault
    charge""".split()
)


def _relative_subject(verb: Token) -> bool:
    return not any(
        c.lower_ in {"which", "whom", "where", "that"} and c.dep_ in _OBJECTS for c in verb.children
    ) and not (any(c.dep_ in _SUBJECTS for c in verb.children))


def _has_mark(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ != "to" for c in verb.children)


def _controller(head: Token, depth: int) -> list[Token]:
    if head.dep_ == "acomp" and depth < 5:
        return subjects(head.head, depth + 1)
    if head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1)
    if head.dep_ in {"dobj", "attr", "pobj"}:
        up = head.head if head.dep_ != "pobj" else head.head.head
        if up.pos_ in {"VERB", "AUX"} and up.i != head.i:
            return subjects(up, depth + 1)
        if head.dep_ == "pobj" and depth < 4:
            return _controller(up, depth + 1)
    return []


def doers(verb: Token) -> list[Token]:
    """Who does it: the active subject or the passive's agent."""
    if is_passive(verb):
        return agents(verb) or _later_agent(verb)
    return subjects(verb)


def _later_agent(verb: Token) -> list[Token]:
    """ "were killed in several areas of X by army units": a "by" that the parse hung lower down."""
    for token in verb.doc[verb.i + 1 : verb.i + 22]:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"acl", "amod", "pcomp"}:
            return []
        if (
            token.lower_ == "by"
            and token.dep_ in {"prep", "agent"}
            and token.head.pos_ in {"NOUN", "PROPN"}
        ):
            return [c for c in token.children if c.dep_ == "pobj"]
    return []


def speakers(verb: Token) -> list[Token]:
    """Who says it: the doers, or for "condemned these crimes, calling on ..." the subject above."""
    found = doers(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ in {"dobj", "pobj"}:
        upper = verb.head.head
        while upper.pos_ == "ADP" and upper.head.i != upper.i:
            upper = upper.head
        if upper.pos_ in {"VERB", "AUX"} and found and found[0].i == verb.head.i:
            return subjects(upper) or found
    return found


def agents(verb: Token) -> list[Token]:
    """Objects of "by" and of "at the hands of"."""
    out: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ == "by":
            out += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "prep" and child.lower_ == "at":
            out += [
                o
                for c in child.children
                if c.lower_ in {"hands", "hand"}
                for p, o in prepositions(c)
                if p == "of"
            ]
    return out


def undergoers(verb: Token) -> list[Token]:
    """Whom it is done to: the object or the passive's subject."""
    if is_passive(verb):
        return [antecedent(s) for s in own_subjects(verb)] or subjects(verb)
    found = [c for c in verb.children if c.dep_ in _OBJECTS]
    if found:
        return [antecedent(f) for f in found]
    late = [
        c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "NOUN" and c.i > verb.i + 1
    ]
    if late and any(c.dep_ == "prep" and verb.i < c.i < late[0].i for c in verb.children):
        return late[:1]
    if verb.dep_ == "relcl" and any(c.dep_ in _SUBJECTS for c in verb.children):
        marks = [c for c in verb.children if c.lower_ in {"which", "that", "whom"}]
        if not marks or all(c.dep_ in _OBJECTS for c in marks):
            return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _shared_object(verb)
    return []


def _shared_object(verb: Token) -> list[Token]:
    """ "struck and killed six": the object may hang on the last verb of a coordination only."""
    return []


def later_object(verb: Token) -> list[Token]:
    """The object of a following coordinated verb, for "shelled and captured the town"."""
    for other in conjuncts(verb)[1:]:
        if other.pos_ == "VERB" and not own_subjects(other):
            found = [c for c in other.children if c.dep_ in _OBJECTS]
            if found:
                return found
    return []


def prepositions(token: Token) -> list[tuple[str, Token]]:
    """Prepositional phrases of a verb or noun: (preposition, its object), conjuncts apart."""
    out: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "prt"} or (
            child.dep_ in {"advmod", "amod"} and child.pos_ == "ADP"
        ):
            out += _objects_of(child, child.lower_)
        elif child.dep_ == "advmod":
            for grand in child.children:
                if grand.dep_ == "prep":
                    out += _objects_of(grand, grand.lower_)
    return out


def _objects_of(preposition: Token, label: str) -> list[tuple[str, Token]]:
    out: list[tuple[str, Token]] = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            out.append((label, child))
        elif child.dep_ == "prep":
            joined = f"{label} {child.lower_}"
            out += [(joined, c) for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            for grand in child.children:
                out += _objects_of(grand, grand.lower_) if grand.dep_ == "prep" else []
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            out += _objects_of(child, child.lower_)
    return out


def phrase_tokens(head: Token) -> list[Token]:
    """A noun phrase without relative clauses, appositions and coordinated heads."""
    out = [head]
    for child in head.children:
        if child.dep_ in _DROPPED or child.pos_ == "PUNCT":
            continue
        if child.dep_ == "prep" and (child.lower_ not in {"of", "for"} or _leads_a_deed(child)):
            continue
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
            continue
        out += phrase_tokens(child)
    return sorted(out, key=lambda t: t.i)


def _leads_a_deed(preposition: Token) -> bool:
    """ "the army | of bombing X": what follows is what it is accused of."""
    return any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in preposition.children)


def core_tokens(head: Token) -> list[Token]:
    """A noun phrase with what stands before its head only: "the US-led coalition"."""
    out = [head]
    for child in head.children:
        if child.i < head.i and child.dep_ not in {
            "relcl",
            "appos",
            "punct",
            "prep",
            "cc",
            "conj",
            "advcl",
        }:
            out += [
                t
                for t in child.subtree
                if (t.i < head.i and t.dep_ != "punct") or (t.dep_ == "punct" and t.text == "-")
            ]
    return sorted(set(out), key=lambda t: t.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token up to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def path_length(a: Token, b: Token) -> int:
    """Number of arcs between two tokens."""
    above = {a.i: 0}
    for n, t in enumerate(ancestors(a), start=1):
        above[t.i] = n
    if b.i in above:
        return above[b.i]
    for n, t in enumerate(ancestors(b), start=1):
        if t.i in above:
            return n + above[t.i]
    return 99
