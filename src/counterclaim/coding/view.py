"""One sentence with all that is known about its words: the coding rules' only window on a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from counterclaim.coding.lexicon import event_nouns, word_class
from counterclaim.coding.numbers import Quantity
from counterclaim.coding.syntax import core_tokens, phrase_tokens
from counterclaim.language import PhraseKind, Sentence
from counterclaim.model import ActorType, Span
from counterclaim.names.finder import Name, NameKind

_ARMED = frozenset(
    {
        ActorType.STATE,
        ActorType.GOVERNMENT,
        ActorType.MILITARY,
        ActorType.POLICE,
        ActorType.INTELLIGENCE,
        ActorType.REBEL,
        ActorType.MILITIA,
        ActorType.IDENTITY_MILITIA,
        ActorType.COALITION,
        ActorType.PARTY,
        ActorType.MOVEMENT,
    }
)
_ROLES = frozenset(
    """minister president spokesman spokeswoman spokesperson official leader ambassador
    envoy secretary diplomat ministry council union organization organisation country state
    nation power parliament congress senate committee commission community agency delegation
    activist negotiator commander general chief head administration department house embassy
    team mission panel party bloc mediator delegate monitor observer inspector he she they
    it we who resident citizen family group west envoy ally partner representative lawmaker
    politician opposition dissident cleric king prince emir sheikh pope protester
    demonstrator scholar expert analyst charity humanitarian tribe elder network movement
    faction forum cabinet""".split()
)


@dataclass(slots=True)
class View:
    """A sentence, the names by token, the quantities by token. ``from_the_air`` says that the text
    is about strikes from aircraft, so that its "raids" are such."""

    sentence: Sentence
    names: Sequence[Name]
    quantities: Sequence[Quantity]
    from_the_air: bool = False

    def name(self, token: Token) -> Name | None:
        """The name that the token is, if it is one."""
        phrase = self.sentence.phrase(token, PhraseKind.NAME)
        return self.names[phrase.index] if phrase is not None else None

    def quantity(self, token: Token) -> Quantity | None:
        """The number phrase that the token is, if it is one."""
        phrase = self.sentence.phrase(token, PhraseKind.QUANTITY)
        return self.quantities[phrase.index] if phrase is not None else None

    def is_pair(self, token: Token) -> bool:
        """True for "killed and injured", which tells two effects."""
        return self.sentence.phrase(token, PhraseKind.PAIR) is not None

    def is_by_hand(self, token: Token) -> bool:
        """True for "shot dead", "beaten to death": killing whose means is told."""
        return self.sentence.phrase(token, PhraseKind.SHOT) is not None

    def is_date(self, token: Token) -> bool:
        """True where the token stands for a merged date."""
        return self.sentence.phrase(token, PhraseKind.DATE) is not None

    def lemma(self, token: Token) -> str:
        """The lemma in lower case; a name has none."""
        return "" if self.name(token) else _lemma(token)

    def compound(self, token: Token, words: int) -> str:
        """The token's lemma with that many words before it, as "air strike"."""
        start = token.i - words
        if start < 0:
            return ""
        if any(self.name(t) for t in token.doc[start : token.i]):
            return ""
        parts = [
            t.lower_ if t.tag_ in {"VBN", "VBG"} else _lemma(t) for t in token.doc[start : token.i]
        ]
        return " ".join([*parts, _lemma(token)]).replace(" - ", "-")

    def among(self, token: Token, class_name: str) -> bool:
        """True where the token, alone or with the words before it, is in a class of the lexicon."""
        words = word_class(class_name)
        if self.lemma(token) in words:
            return True
        return any(self.compound(token, n) in words for n in (1, 2))

    def is_place(self, token: Token) -> bool:
        """A place's name or a word for ground."""
        name = self.name(token)
        if name is not None:
            return name.kind is NameKind.PLACE or name.may_be_place
        return token.pos_ in {"NOUN", "PROPN"} and self.lemma(token) in word_class("ground")

    def is_force(self, token: Token) -> bool:
        """An armed party: a name of one, or a word for one."""
        name = self.name(token)
        if name is not None:
            if name.kind is NameKind.PLACE:
                return stands_for_government(token, name)
            return name.actor_type in _ARMED
        if self.lemma(token) == "convoy" and self._of_relief(token):
            return False
        return self.lemma(token) in word_class("forces") or self._modified_by_actor(token)

    def _of_relief(self, token: Token) -> bool:
        """ "aid convoy", "food convoys"."""
        return any(self.lemma(t) in word_class("relief") for t in token.children)

    def _modified_by_actor(self, token: Token) -> bool:
        if self.lemma(token) not in {"jet", "warplane", "plane", "attack", "side", "unit"}:
            return False
        return any(self.is_force(t) for t in token.children if self.name(t))

    def is_actor(self, token: Token) -> bool:
        """Anyone who can act or speak: armed or not, named or described."""
        name = self.name(token)
        if name is not None:
            return name.kind is not NameKind.PLACE or stands_for_government(token, name)
        if self.is_force(token) or self.lemma(token) in _ROLES:
            return True
        return token.lower_ in {"who", "he", "she", "they", "it", "we", "i", "both"}

    def is_people(self, token: Token) -> bool:
        """People, fighting or not."""
        name = self.name(token)
        if name is not None:
            return name.kind is NameKind.PERSON or name.actor_type is ActorType.CIVILIANS
        if self.quantity(token) and token.dep_ not in {"nummod", "quantmod"}:
            return True
        lemma = self.lemma(token)
        return lemma in word_class("civilians") or lemma in word_class("combatants")

    def is_aircraft(self, token: Token) -> bool:
        """A word or name for what flies and bombs."""
        name = self.name(token)
        if name is not None:
            tail = name.text.casefold().split()[-1].rstrip("s")
            return tail in word_class("aircraft") or "air force" in name.text.casefold()
        return self.among(token, "aircraft")

    def core(self, head: Token) -> Span:
        """The noun phrase up to its head, without leading articles."""
        return self.sentence.span_of(self._bare(core_tokens(head)))

    def _bare(self, tokens: list[Token]) -> list[Token]:
        """Without articles, adverbs and dates in front."""
        while len(tokens) > 1 and (
            tokens[0].lower_ in {"the", "a", "an"}
            or tokens[0].pos_ == "ADV"
            or self.is_date(tokens[0])
        ):
            tokens = tokens[1:]
        return tokens

    def phrase(self, head: Token) -> Span:
        """The noun phrase with its of-phrases, without leading articles."""
        return self.sentence.span_of(self._bare(phrase_tokens(head)))


def stands_for_government(token: Token, name: Name) -> bool:
    """ "Damascus denied": a capital or state as subject, agent or addressee of a verb."""
    if not name.candidates:
        return False
    first = token
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ in {"nsubj", "agent"} or (
        first.dep_ == "pobj" and first.head.lower_ in {"by", "with", "between"}
    )


_MISREAD = {"bases": "base"}
_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "compound"})
_DURING = frozenset({"in", "during", "amid", "from"})


def is_gerund_noun(token: Token) -> bool:
    """ "fighting raged", "killed in shelling": a gerund without an object that names an event."""
    return (
        token.tag_ == "VBG"
        and (token.dep_ in _NOMINAL or (token.dep_ == "pcomp" and token.head.lower_ in _DURING))
        and event_nouns().get(token.lower_, "talks") != "talks"
        and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in token.children)
    )


def _lemma(token: Token) -> str:
    """The lemma; the model gives "basis" for "bases"."""
    if is_gerund_noun(token):
        return token.lower_
    return _MISREAD.get(token.lower_) or (token.lemma_ or token.text).casefold()
