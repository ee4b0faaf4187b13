"""Ties told by a noun: "our ally Turkey", "commander of the brigade", "support for Damascus"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from counterclaim.coding.relations.parties import (
    bearer,
    before_phrase,
    fits,
    is_alliance,
    is_ground,
    is_group,
    is_indefinite,
    is_named_group,
    is_party,
    main_verb,
    named,
    owner_meant,
    parties,
    party_of,
    run_before,
    spread,
)
from counterclaim.coding.relations.refs import End, Tie, tie
from counterclaim.coding.relations.verbs import verb_doers
from counterclaim.coding.relations.words import ActRow, NounRow, Side, relation_words
from counterclaim.coding.syntax import ancestors, conjuncts, prepositions, subjects, undergoers
from counterclaim.coding.view import View
from counterclaim.model import ActorType, Span
from counterclaim.names.finder import NameKind

_OWNERS = frozenset({"poss", "compound", "nmod", "amod"})
_PEOPLE_OF = frozenset({ActorType.STATE, ActorType.CIVILIANS})
_OTHER: dict[Side, Side] = {"subject": "object", "object": "subject"}


def noun_ties(view: View) -> Iterator[Tie]:
    """The ties that the nouns of a sentence tell."""
    words = relation_words()
    for token in view.sentence.doc:
        if view.name(token) is not None or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = view.lemma(token)
        for row in words.nouns:
            if (
                lemma in row.nouns
                or view.compound(token, 2) in row.nouns
                or view.compound(token, 1) in row.nouns
            ):
                yield from _of_noun(view, token, row)
        for act in words.acts:
            if lemma in act.nouns:
                yield from _of_act(view, token, act)
        if lemma in {"control", "hand"}:
            yield from _of_control(view, token)
        if lemma == "part":
            yield from _as_part(view, token)
    yield from _between(view)


def _of_noun(view: View, noun: Token, row: NounRow) -> Iterator[Tie]:
    titled = row.kind == "controls" and noun.text[:1].isupper()
    owners = _owners(view, noun, row)
    if not owners and row.kind in _MUTUAL:
        yield from _each_other(view, noun, row)
    if not owners or titled:
        return
    bearers = _bearers(view, noun, row)
    kind, side = row.kind, row.bearer
    if row.ranks and is_indefinite(noun):
        kind, side = "part-of", "subject"
    for one in bearers:
        for other in owners:
            if isinstance(one, Token) and isinstance(other, Token) and one.i == other.i:
                continue
            yield tie(view, kind, side, one, other, noun, sure=noun.dep_ != "attr")


_MUTUAL = frozenset({"allied-with", "opposed-to"})


def _each_other(view: View, noun: Token, row: NounRow) -> Iterator[Tie]:
    """As in "X and Y are rivals"."""
    if noun.dep_ != "attr" or noun.tag_ != "NNS":
        return
    sides = [t for t in spread(subjects(noun.head)) if is_party(view, t)]
    for other in sides[1:]:
        yield tie(view, row.kind, "subject", sides[0], other, noun)


# --- whose ------------------------------------------------------------------------------------


def _owners(view: View, noun: Token, row: NounRow) -> list[End]:
    found = [t for t in _owner_tokens(view, noun, row) if _may_own(view, t, row)]
    if found:
        return list(found)
    if row.ranks and (span := _unit_behind(view, noun)) is not None:
        return [span]
    return []


def _owner_tokens(view: View, noun: Token, row: NounRow) -> list[Token]:
    possessors = [
        owner_meant(view, c)
        for c in noun.children
        if c.dep_ == "poss" and is_party(view, c) and (row.kind != "controls" or c.tag_ != "PRP$")
    ]
    governed = [
        t for label, t in prepositions(noun) if label in row.prepositions and not view.is_date(t)
    ]
    governed += _of_which(noun)
    after = parties(view, [_possessor(view, t) for t in governed])
    after = [t for t in after if _may_own(view, t, row)]
    if after and not row.adjective:
        return after
    if possessors:
        return [*possessors, *after]
    return after or _owners_before(view, noun)


def _possessor(view: View, token: Token) -> Token:
    """As in "commander for AQI's logistics": whose it is, where the thing itself is no party."""
    if is_party(view, token):
        return token
    return next((c for c in token.children if c.dep_ == "poss" and is_party(view, c)), token)


def _of_which(noun: Token) -> list[Token]:
    """As in "the Council, of which X and Y are members"."""
    if noun.dep_ != "attr":
        return []
    return [
        t for label, t in prepositions(noun.head) if label == "of" and t.lower_ in {"which", "whom"}
    ] + [t for label, t in prepositions(noun) if label == "of" and t.lower_ in {"which", "whom"}]


def _owners_before(view: View, noun: Token) -> list[Token]:
    out: list[Token] = []
    for token in run_before(view, noun):
        name = view.name(token)
        if (
            name is not None
            and name.kind is not NameKind.PERSON
            and name.actor_type not in _PEOPLE_OF
        ):
            if is_party(view, token):
                out.append(token)
        elif name is None and token.lower_ in relation_words().sides and token.lower_ != "state":
            out.append(token)
    return out[-1:]


def _may_own(view: View, token: Token, row: NounRow) -> bool:
    if view.name(token) is None and token.lower_ in {"operation", "he", "she", "who"}:
        return False
    if row.group or row.ranks:
        return is_group(view, token) or token.lower_ in relation_words().sides
    if row.kind == "controls":
        return not is_ground(view, token)
    if row.kind == "part-of":
        return is_alliance(view, token) or is_group(view, token)
    return True


def _unit_behind(view: View, noun: Token) -> Span | None:
    """As in "commander, Combined Joint Forces Land Component Command": the unit behind a comma."""
    doc = noun.doc
    at = noun.i + 1
    if at >= len(doc) or doc[at].text != ",":
        return None
    run: list[Token] = []
    for token in doc[at + 1 :]:
        capital = token.text[:1].isupper() or token.text[:1].isdigit()
        if view.name(token) is not None or capital or (run and token.text in {"-", "–"}):
            run.append(token)
        else:
            break
    heads = [t for t in run if is_named_group(view, t)]
    return view.sentence.span_of(run) if heads else None


# --- who --------------------------------------------------------------------------------------


def _bearers(view: View, noun: Token, row: NounRow) -> list[End]:
    if row.kind == "controls":
        return list(_ground_bearers(view, noun))
    found = _named_bearers(view, noun, row)
    if found:
        return found
    if row.adjective:
        adjectives = [
            c
            for c in noun.children
            if c.i < noun.i and c.dep_ in {"amod", "compound"} and _nation(view, c)
        ]
        if adjectives:
            return [t for c in adjectives for t in conjuncts(c)]
    return [noun] if row.itself and (view.lemma(noun) not in {"member", "part", "front"}) else []


def _nation(view: View, token: Token) -> bool:
    name = view.name(token)
    if name is not None:
        return name.actor_type is ActorType.STATE or name.actor_type is ActorType.CIVILIANS
    return token.ent_type_ in {"NORP", "GPE"} or (
        token.pos_ in {"PROPN", "ADJ"} and token.text[:1].isupper()
    )


def _named_bearers(view: View, noun: Token, row: NounRow) -> list[End]:
    person = row.ranks or row.group
    behind = _name_behind(view, noun, person=person)
    if behind is not None:
        return [behind] if isinstance(behind, Span) else list(spread([behind]))
    examples = _examples(view, noun)
    if examples:
        return list(examples)
    told = bearer(view, noun)
    if told.i != noun.i and _may_bear(view, told) and _same_clause(view, told, noun):
        plural = noun.dep_ == "attr" or noun.tag_ in {"NNS", "NNPS"}
        return list(spread([told])) if plural else [told]
    before = before_phrase(view, noun)
    if before is not None and _named_party(view, before) and _apposed(noun, before):
        return [before]
    return []


def _may_bear(view: View, token: Token) -> bool:
    """A party, or a capitalised word that nobody knows."""
    unknown = view.name(token) is None and token.pos_ == "PROPN" and token.text[:1].isupper()
    return is_party(view, token) or (unknown and not view.is_date(token))


def _named_party(view: View, token: Token) -> bool:
    if view.name(token) is not None:
        return is_party(view, token)
    return token.pos_ == "PROPN" and _may_bear(view, token)


def _apposed(noun: Token, before: Token) -> bool:
    """As in "Belgium a member of", "Votel, commander of": an article, a comma or nothing between,
    but no possessive and no list."""
    between = [t.lower_ for t in noun.doc[before.i + 1 : noun.i]]
    if not between or between[0] in {"a", "an", "the", ","}:
        return "'s" not in between and "and" not in between
    return False


def _same_clause(view: View, told: Token, noun: Token) -> bool:
    return noun.dep_ != "appos" or abs(told.i - noun.i) < 12


def _name_behind(view: View, noun: Token, *, person: bool) -> Token | Span | None:
    """As in "leader Aloush", "Commander, Lt. Gen. Stephen J. Townsend", "our ally Turkey"."""
    doc = noun.doc
    at = noun.i + 1
    if at < len(doc) and doc[at].text == "," and person:
        at += 1
    start = at
    while at < len(doc) and (
        doc[at].lower_.rstrip(".") in relation_words().titles or doc[at].text in {".", "the"}
    ):
        at += 1
    if at >= len(doc):
        return None
    if person:
        return _person(view, doc[at], titled=at > start)
    name = view.name(doc[at])
    near = name is not None and not name.possessive and at - noun.i <= 2
    return doc[at] if near and is_party(view, doc[at]) else None


def _person(view: View, first: Token, *, titled: bool) -> Token | Span | None:
    run: list[Token] = []
    for token in first.doc[first.i :]:
        name = view.name(token)
        personal = name is not None and name.kind in {NameKind.PERSON, NameKind.UNKNOWN}
        plain = (
            name is None
            and token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and not view.is_date(token)
        )
        if personal or plain or (run and token.text == "."):
            run.append(token)
        else:
            break
    while run and run[-1].text == ".":
        run.pop()
    sure = any((n := view.name(t)) is not None and n.kind is NameKind.PERSON for t in run) or (
        titled and bool(run)
    )
    if not sure:
        return None
    return run[0] if len(run) == 1 else view.sentence.span_of(run)


def _examples(view: View, noun: Token) -> list[Token]:
    """As in "its backers, notably Russia"."""
    doc = noun.doc
    for at in range(noun.i + 1, min(len(doc), noun.i + 3)):
        if (
            doc[at].lower_ in relation_words().examples
            or doc[at : at + 2].text.casefold() == "such as"
        ):
            return [t for t in _list_from(view, doc[at + 1 : at + 20]) if is_party(view, t)]
    return []


def _list_from(view: View, tokens: Iterable[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if view.name(token) is not None:
            out.append(token)
        elif token.lower_ not in {",", "and", "the", "as", "or"}:
            break
    return out


def _ground_bearers(view: View, noun: Token) -> Iterator[Token]:
    """The place that a stronghold is: apposed, behind "of", or the noun itself."""
    for label, target in prepositions(noun):
        if label == "of" and is_ground(view, target) and not is_party(view, target):
            yield target
            return
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and view.name(following) is not None and is_ground(view, following):
        yield following
        return
    before = before_phrase(view, noun)
    told = bearer(view, noun)
    for token in (before, told):
        if token is not None and token.i != noun.i and fits(view, token, "ground"):
            yield token
            return
    yield noun


# --- acts -------------------------------------------------------------------------------------


def _of_act(view: View, noun: Token, row: ActRow) -> Iterator[Tie]:
    agents = _act_agents(view, noun, row)
    patients = parties(view, [t for label, t in prepositions(noun) if label in row.to])
    governed = parties(view, [t for label, t in prepositions(noun) if label == "of"])
    before = noun.head.lower_ if noun.dep_ == "pobj" else ""
    if row.of == "patient" and governed:
        if before == "in":
            patients = patients or governed
        elif before in {"with", "by", "thanks to", "through"}:
            agents = agents or governed
        elif agents:
            patients = patients or governed
    if before in {"with", "by", "through", "on"} and agents and not patients:
        patients = _clause_parties(view, noun)
    if not agents and patients:
        agents = _clause_agents(view, noun)
    for one in agents:
        for other in patients:
            if one.i != other.i:
                yield tie(view, row.kind, row.agent, one, other, noun)


def _act_agents(view: View, noun: Token, row: ActRow) -> list[Token]:
    owned = [c for c in noun.children if c.i < noun.i and c.dep_ in _OWNERS and is_party(view, c)]
    if owned:
        return spread(owner_meant(view, c) for c in owned)
    return parties(view, [t for label, t in prepositions(noun) if label in row.by])


def _clause_agents(view: View, noun: Token) -> list[Token]:
    """Whose act it is by the clause: whose operation it stands in, the party right before "in the
    fight", else the doer of its verb."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and view.lemma(noun) != "support":
        before = _party_before(view, noun.head)
        if before is not None:
            return [before]
    for upper in ancestors(noun):
        if upper.pos_ in {"VERB", "AUX"}:
            verb = main_verb(noun) if view.lemma(noun) == "support" else upper
            return parties(view, verb_doers(view, verb or upper))
        if upper.pos_ == "NOUN" and upper.i < noun.i and view.quantity(upper) is None:
            owner = None if is_party(view, upper) else party_of(view, upper)
            if owner is not None:
                return [owner]
    return []


def _party_before(view: View, preposition: Token) -> Token | None:
    """The party that ends a phrase right before a preposition."""
    at = preposition.i - 1
    if at < 0 or not is_party(view, preposition.doc[at]):
        return None
    return preposition.doc[at]


def _clause_parties(view: View, noun: Token) -> list[Token]:
    """Who is helped "with support from X": whoever the clause is about."""
    for upper in ancestors(noun):
        if upper.pos_ in {"VERB", "AUX"}:
            agent = noun.head.dep_ == "agent"
            found = undergoers(upper) if agent else verb_doers(view, upper)
            return parties(view, found or subjects(upper) or _after_comma(noun))
        if upper.pos_ == "NOUN" and upper.i < noun.i and is_party(view, upper):
            return [upper]
    return []


def _after_comma(noun: Token) -> list[Token]:
    """As in "With support from X, the SDF has": a subject parsed as X's apposition."""
    return [t for t in noun.subtree if t.dep_ == "appos"]


# --- control ----------------------------------------------------------------------------------


def _of_control(view: View, noun: Token) -> Iterator[Tie]:
    """As in "has control of X", "under the control of Y", "in rebel hands"."""
    holders = [c for c in noun.children if c.i < noun.i and c.dep_ in _OWNERS and is_party(view, c)]
    governed = [t for label, t in prepositions(noun) if label in {"of", "over"}]
    before = noun.head if noun.dep_ == "pobj" else None
    if before is not None and before.lower_ == "in" and not holders and governed:
        yield from _in_control(view, noun, before.head, governed)
        return
    if before is not None and before.lower_ in {"under", "in", "into"}:
        holders = holders or parties(
            view, [t for t in spread(governed) if not is_ground(view, t) or is_party(view, t)]
        )
        for ground in _controlled(view, before):
            for holder in holders:
                if holder.i != ground.i:
                    yield tie(view, "controls", "subject", holder, ground, noun)
        return
    if (
        noun.dep_ == "dobj"
        and view.lemma(noun) == "control"
        and view.lemma(noun.head) in relation_words().having
    ):
        for holder in parties(view, verb_doers(view, noun.head)):
            for ground in spread(governed):
                if is_ground(view, ground):
                    yield tie(view, "controls", "subject", holder, ground, noun.head)


def _in_control(view: View, noun: Token, verb: Token, governed: Iterable[Token]) -> Iterator[Tie]:
    """As in "X is in control of Y"."""
    if view.lemma(noun) != "control" or verb.pos_ not in {"VERB", "AUX"}:
        return
    for holder in parties(view, subjects(verb)):
        for ground in spread(governed):
            if is_ground(view, ground) and holder.i != ground.i:
                yield tie(view, "controls", "subject", holder, ground, noun)


def _controlled(view: View, preposition: Token) -> list[Token]:
    head = preposition.head
    if head.pos_ in {"VERB", "AUX"}:
        if view.lemma(head) not in relation_words().having and head.lower_ not in {"still"}:
            return []
        return [t for t in spread(subjects(head)) if fits(view, t, "ground")]
    return [head] if fits(view, head, "ground") else []


def _as_part(view: View, noun: Token) -> Iterator[Tie]:
    """As in "working as part of the coalition": the clause's doer is a part of it."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "as":
        return
    wholes = [t for label, t in prepositions(noun) if label == "of" and is_alliance(view, t)]
    apposed = noun.head.head if noun.head.head.is_punct else None
    verb = _clause_of(noun) if apposed is None else None
    members = [(apposed or noun.head).head] if verb is None else verb_doers(view, verb)
    for member in parties(view, members):
        for whole in wholes:
            if whole.i != member.i:
                yield tie(view, "part-of", "subject", member, named(view, whole), noun)


def _clause_of(noun: Token) -> Token | None:
    """The verb that a phrase goes with: of a relative clause its own, where it has one."""
    for upper in ancestors(noun):
        if upper.pos_ in {"VERB", "AUX"}:
            return upper if upper.dep_ == "relcl" else main_verb(noun)
    return None


# --- between ----------------------------------------------------------------------------------


def _between(view: View) -> Iterator[Tie]:
    """As in "rivalry between X and Y", "ties between X and Y", "the Iran-Iraq war"."""
    for token in view.sentence.doc:
        if view.name(token) is not None:
            continue
        for row in relation_words().acts:
            if view.lemma(token) not in row.nouns or row.kind == "backed-by":
                continue
            for label, target in prepositions(token):
                sides = (
                    [t for t in spread([target]) if is_party(view, t) or fits(view, t, "group")]
                    if label == "between"
                    else []
                )
                if len(sides) == 2:
                    yield tie(view, row.kind, "subject", sides[0], sides[1], token)
