"""Keys under which the many spellings of one name meet.

Names of the Middle East reach English by way of a dozen habits: Dayr az-Zawr, Deir Ezzor, Deir
al-Zour. :func:`fold` maps such spellings to one key and is used on both sides, when names are
stored and when they are looked up; what the key looks like means nothing. :func:`loose` keeps the
consonants only and is for finding candidates that a score then judges.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't decompose.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ħ": "h",
        "ŋ": "n",
        "ɨ": "i",
        "&": " and ",
    }
)
_JOINERS = "'’‘`´ʿʾʻʼ′ʹˈ“”\"«»ʽˊˋ.·‎‏‌‍\u200b"
_STRIP = str.maketrans(dict.fromkeys(_JOINERS))
_NOT_WORD = re.compile(r"[\W_]+")

_ARTICLE_WORDS = "al el as ash ar az an at ad ath adh es esh er ez en et ed il ul"
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
# "Ezzor", "Assuwayda", "Alraqqa": an article grown onto a word that isn't the first.
_JOINED_ARTICLE = re.compile(r"^[aeu](?:sh(?=sh)|([dnrstz])(?=\1))(?=..)|^[ae]l-?(?=[bcfghjkmqw])")
_WHOLE_WORDS = "assad assaf annan essam ennahda ennahdha attar alba album albert"
_KEEP_WHOLE = frozenset(_WHOLE_WORDS.split())

# Words that begin many names, in the spellings seen in print.
_WORDS: dict[str, str] = {
    spelling: to
    for to, spellings in {
        "tal": "tell tal tall tel til tul",
        "dir": "deir dayr dair deyr dier der",
        "ain": "ayn ain ein eyn ayin aayn aain",
        "bir": "bir beer bier biir",
        "jabal": "jabal jebel jabel djebel djabal gebel gabal jbel",
        "kafr": "kafr kfar kefr kafar kafer kfr kefer",
        "um": "umm um oum oumm om",
        "abu": "abu abou abo aboo",
        "kirba": "khirbat khirbet khirbah khirba khirbe kherbet kharbat khurbat",
        "wadi": "wadi ouadi wady ouady oued",
        "bani": "bani beni bany",
        "shik": "sheikh shaykh shaikh sheik cheikh shekh shiekh shayk",
        "bit": "bayt beit bait beyt",
        "kasr": "qasr kasr qaser ksar",
        "kalat": "qalat qalaat kalat qalah qala qalet kalaat",
        "ras": "ras raas",
        "nahr": "nahr nahar",
        "mahata": "mahattat mahatat mahatta",
        "madina": "madinat medinat madina medina madinah",
        "jisr": "jisr jisir jeser djisr jisser",
        "khan": "khan chan",
        "sd": "sayyidah sayyida sayida sitt",
        "mt": "mount mt",
        "st": "saint st",
        "ste": "sainte ste",
        "ft": "fort ft",
        "ibn": "ibn bin ben",
    }.items()
    for spelling in spellings.split()
}

_VOWELS = "aeiou"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[aou]llah$", "ula"),
        (r"dj", "j"),
        (r"ck|q", "k"),
        (r"dh(?=[aeiouy]|$)", "d"),
        (r"(?:iyy|iy|yy|ii?)(?:ah?|eh?)$|ieh?$", "ia"),
        (r"(?<=..)(?:ah|eh|e)$", "a"),
        (r"uw(?=[aeiouy])|ouw?(?=[aeiy])", "w"),
        (r"(?:aw|au|ow)(?![aeiouy])|ou|oo|uu|o", "u"),
        (r"(?:ay|ai|ae|ey|ei)(?![aou])|ee|ie|e|y", "i"),
        (r"(.)\1+", r"\1"),
    )
)

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_ARABIC_DROP = re.compile(
    "[\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]"
)
_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ێ": "ي", "ے": "ي",
        "ؤ": "و", "ۆ": "و", "ۇ": "و",
        "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۃ": "ه", "ۀ": "ه",
        "ک": "ك", "گ": "ك", "ڵ": "ل", "ڕ": "ر",
    }
)  # fmt: skip


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """Give the key of a name: words in lower case with single spaces, ``""`` where none is left.

    Latin script: no diacritics, apostrophes, ayn, hamza or article (al-, el-, as-, ...); one
    letter for each family of vowel spellings (ou/u/oo/o, ee/i/y/ei/ay, -ah/-eh/-e/-a), q as k,
    doubled letters once; common first words of place names in one form (tell/tal, deir/dayr,
    ayn/ein). A name that consists of an article alone keeps it. Arabic script: one form of alef,
    ya and ta marbuta, no vowel signs, hamza, tatweel or article. Other scripts: case and
    diacritics only.
    """
    if _ARABIC.search(name):
        return _fold_arabic(name)
    words = _words(name)
    last = len(words) - 1
    kept = [word for i, word in enumerate(words) if i == last or word not in _ARTICLES]
    return " ".join(_fold_word(word, first=i == 0) for i, word in enumerate(kept))


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Give the name in lower case without diacritics, apostrophes and punctuation, nothing more.

    Tells a literal match from one that only :func:`fold` sees.
    """
    return " ".join(_words(name))


@lru_cache(maxsize=100_000)
def loose(name: str) -> str:
    """Give the consonants of a name in one piece, near-sounding ones alike.

    Finds candidates only: "Quneitra" and "Qunaytirah", "Manbij" and "Menbej" meet here, and so do
    strangers. A name without consonants keeps its folded form.
    """
    key = fold(name).replace(" ", "")
    skeleton = _NEAR.sub(lambda m: _NEAR_TO[m.group()], key)
    skeleton = _SOFT.sub("", skeleton)
    return _DOUBLED.sub(r"\1", skeleton) or key


_NEAR_TO = {"kh": "k", "gh": "g", "sh": "s", "ch": "s", "th": "t", "dh": "d", "z": "d", "c": "k",
            "v": "w", "p": "b", "x": "ks", "ph": "f"}  # fmt: skip
_NEAR = re.compile("|".join(sorted(_NEAR_TO, key=len, reverse=True)))
_SOFT = re.compile(r"(?<!^)[aeiouwyh]|^[aeiouyh](?=.)|[اويه]")
_DOUBLED = re.compile(r"(.)\1+")


def _words(name: str) -> list[str]:
    """Split a name into bare lower-case words."""
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", text.translate(_STRIP).replace("&", " and ")).split()


@lru_cache(maxsize=200_000)
def _fold_word(word: str, *, first: bool) -> str:
    """Fold one bare lower-case word; ``first`` where it opens the name."""
    if not first and word not in _KEEP_WHOLE:
        word = _JOINED_ARTICLE.sub("", word)
    known = _WORDS.get(word)
    if known is not None:
        return known
    if word[0].isdigit():
        return word
    for pattern, to in _RULES:
        word = pattern.sub(to, word)
    return word


def _fold_arabic(name: str) -> str:
    """Fold a name that has Arabic letters; words of other scripts in it keep their letters."""
    text = unicodedata.normalize("NFKC", name.casefold())
    text = _ARABIC_DROP.sub("", text).translate(_ARABIC_LETTERS)
    words = _NOT_WORD.sub(" ", text).split()
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)
