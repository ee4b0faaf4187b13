"""Article text -> parsed sentences, known names in one piece."""

from counterclaim.language.parser import (
    Entity,
    ModelMissing,
    Parser,
    Phrase,
    PhraseKind,
    Sentence,
)

__all__ = ["Entity", "ModelMissing", "Parser", "Phrase", "PhraseKind", "Sentence"]
