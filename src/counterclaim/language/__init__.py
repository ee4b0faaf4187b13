"""Article text -> parsed sentences, known names in one piece."""

from counterclaim.language.parser import (
    Entity,
    ModelMissingError,
    Parser,
    Phrase,
    PhraseKind,
    Sentence,
)

__all__ = ["Entity", "ModelMissingError", "Parser", "Phrase", "PhraseKind", "Sentence"]
