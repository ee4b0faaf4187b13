"""Every name and weapon of a text with what became of it, for ``--with mentions``.

A state's name is a place where the grammar puts it ("in Syria", "borders Turkey") and an actor
where it acts or is spoken to ("Syria denied", "talks with Turkey").
"""

from counterclaim.coding.coder import Reading
from counterclaim.coding.descriptions import country_of_adjective, only_an_adjective
from counterclaim.coding.lexicon import word_class
from counterclaim.coding.nested import names_inside, offices
from counterclaim.coding.view import View, stands_for_government
from counterclaim.coding.weapons import weapon_name
from counterclaim.language import PhraseKind
from counterclaim.model import Mention, MentionType
from counterclaim.model.place import place_cells
from counterclaim.names.finder import Name, NameKind
from counterclaim.names.registry import Registry

_SEEN = word_class("weapons") | word_class("vehicles")
_PLACED = frozenset({"pobj", "dobj", "appos", "conj", "nmod", "npadvmod", "ROOT", "dep"})


def mentions_of(reading: Reading, registry: Registry) -> tuple[Mention, ...]:
    """The mentions in order of the text; a name inside another's name is one of its own."""
    placed = _placed(reading)
    adjectives = _adjectives(reading)
    out = [
        _adjective(name) if i in adjectives else _mention(reading, name, i in placed)
        for i, name in enumerate(reading.names)
    ]
    for name in reading.names:
        out += names_inside(name, reading.text, registry)
    out += offices(reading.text, reading.names)
    return tuple(sorted([*out, *_weapons(reading)], key=lambda m: (m.span.start, m.span.end)))


def _placed(reading: Reading) -> set[int]:
    """Names that may be places or actors and stand where a place does."""
    out: set[int] = set()
    for sentence in reading.sentences:
        for token in sentence.doc:
            phrase = sentence.phrase(token, PhraseKind.NAME)
            if phrase is None:
                continue
            name = reading.names[phrase.index]
            if (
                name.may_be_place
                and token.dep_ in _PLACED
                and not stands_for_government(token, name)
            ):
                out.add(phrase.index)
    return out


def _adjectives(reading: Reading) -> set[int]:
    """Demonyms that only say of which country something is: "Russian" of "Russian air strikes"."""
    return {
        phrase.index
        for sentence in reading.sentences
        for token in sentence.doc
        if (phrase := sentence.phrase(token, PhraseKind.NAME)) is not None
        and only_an_adjective(token, reading.names[phrase.index])
    }


def _adjective(name: Name) -> Mention:
    country = country_of_adjective(name.text)
    reason = f"'{name.text}' is an adjective: it says of which country ({country}), not who"
    return Mention(text=name.text, span=name.span, type=MentionType.ACTOR, reason=reason)


def _mention(reading: Reading, name: Name, placed: bool) -> Mention:
    if name.kind is NameKind.PLACE or placed:
        return _place_mention(reading, name)
    return Mention(
        text=name.text,
        span=name.span,
        type=_type_of(name),
        actor=name.actor,
        name=name.actor_name,
        reason=name.reason,
    )


def _type_of(name: Name) -> MentionType:
    """A ship's name is a weapon's, whoever sails it."""
    if name.text.split()[0] in word_class("ship_prefixes"):
        return MentionType.WEAPON
    return MentionType.PERSON if name.kind is NameKind.PERSON else MentionType.ACTOR


def _place_mention(reading: Reading, name: Name) -> Mention:
    resolution = reading.places.get(name.span.start)
    place = resolution.place if resolution is not None else None
    return Mention(
        text=name.text,
        span=name.span,
        type=MentionType.PLACE,
        name=place.name if place else None,
        **place_cells(place),
        reason=resolution.reason if resolution else name.reason,
    )


def _weapons(reading: Reading) -> list[Mention]:
    """Words for weapons, with the words before them that belong to their name."""
    out: list[Mention] = []
    for sentence in reading.sentences:
        view = View(sentence, reading.names, reading.quantities)
        for token in sentence.doc:
            name = weapon_name(view, token, _SEEN)
            if name is None or (weapon_name(view, token.head, _SEEN) and token.dep_ == "compound"):
                continue
            first = token.doc[max(0, token.i - len(name.split()) + 1)]
            span = sentence.span_of([first, token])
            out.append(
                Mention(
                    text=sentence.wording(span),
                    span=span,
                    type=MentionType.WEAPON,
                    name=name,
                    reason="a word for a weapon",
                )
            )
    return out
