"""Which language a text is in."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SAMPLE = 4_000
_WORD = re.compile(r"[^\W\d_]+")
# Words that no other language uses as often; three in twenty settle it without a model.
_ENGLISH = re.compile(
    "the|of|and|to|said|was|were|by|that|with|from|has|have|its|which|at|on|for|as|after|been|had|an"
    "|is|are|it|they|who|killed"
)
# Below this a wording of names and a verb ("Rebels take Aleppo") is a coin toss for any detector.
_SURE = 0.8
_LIKELY_ENGLISH = 0.35


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language, or ``None`` where the text doesn't show it.

    English is believed at a lower confidence than others: a short English text must not be set
    aside as Dutch. Another language needs a confidence of 0.8.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    english = sum(_ENGLISH.fullmatch(word) is not None for word in words)
    if english >= 5 and english * 20 >= 3 * len(words):
        return "en"
    return _by_model(sample, any_english=english > 0) if words else None


def _by_model(sample: str, *, any_english: bool) -> str | None:
    best = next(iter(_detector().compute_language_confidence_values(sample)), None)
    if best is None:
        return None
    code = best.language.iso_code_639_1.name.lower()
    needed = _LIKELY_ENGLISH if code == "en" else _SURE
    if best.value >= needed:
        return code
    return "en" if any_english and sample.isascii() else None


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language, LanguageDetectorBuilder

    names = (
        "English Arabic French Spanish Russian German Turkish Persian Ukrainian Hebrew Italian "
        "Portuguese Dutch Polish Chinese Urdu Azerbaijani Kazakh Serbian Greek"
    )
    chosen = [getattr(Language, name.upper()) for name in names.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).build()
