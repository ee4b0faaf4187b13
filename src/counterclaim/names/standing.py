"""Whether a capitalised name stands where a place stands: the words before and after it tell.

The words are in ``codebook/data/places/cues.yaml``.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from counterclaim.codebook.tables import words_of
from counterclaim.model import Span
from counterclaim.names.common import is_common
from counterclaim.names.countries import country_adjective, country_names
from counterclaim.names.spelling import fold
from counterclaim.names.words import ENGLISH, POSSESSIVE


class PlaceIndex(Protocol):
    """What the finder asks of a gazetteer."""

    def is_name(self, name: str) -> bool: ...


_FILE = "places/cues.yaml"
_BEFORE = frozenset(words_of(_FILE, "before"))
_AFTER = frozenset(words_of(_FILE, "after"))
_HELD = frozenset(words_of(_FILE, "held"))
_LOCAL = frozenset(words_of(_FILE, "local"))
_PLAINLY_LOCAL = frozenset(words_of(_FILE, "plainly_local"))
_NO_PLACE_AFTER = tuple(words_of(_FILE, "no_place_after"))
ARTICLED = re.compile(r"(?:al|el|as|ash|ar|az|an|at|ad)-[A-Z]")
PREPOSITIONS = frozenset(words_of(_FILE, "prepositions"))
NEVER = frozenset(words_of(_FILE, "never"))
TITLES = frozenset(words_of(_FILE, "titles_of_persons"))
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"NORP", "LANGUAGE", "DATE", "EVENT", "LAW"})
_NO_NEIGHBOUR = frozenset({"group", "forces"})


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words))


_FELL = re.compile(
    r" (?:fell (?:to|into)|(?:was|were|has been|had been|is|came) (?:then |also |again )?"
    rf"(?:{_either(words_of(_FILE, 'was'))}))\b"
)
_PLACE_WORD = re.compile(rf"(?:{_either(words_of(_FILE, 'first_words'))}) [A-Za-z]")
_PLACE_LIST = re.compile(
    rf"\b(?:{_either(words_of(_FILE, 'before_lists'))})\s"
    r"(?:the (?:towns?|villages?|city|cities|areas?|neighbou?rhoods|districts) of )?"
    r"(?:(?:[aA]l-|[Aa]l )?[A-Z][\w'’-]+(?: (?:[aA]l-)?[A-Z][\w'’-]+)?(?:, and |, | and )){1,8}\Z"
)


def before(text: str, at: int) -> list[str]:
    """The four words before a position, the nearest last."""
    return text[max(0, at - 40) : at].split()[-4:]


def place_cue(text: str, span: Span) -> str | None:
    """The word beside a name that says what kind of place it is ("town of", "province")."""
    low = [w.strip(",;:(\"'“").casefold() for w in before(text, span.start)]
    if len(low) >= 2 and low[-1] == "of" and low[-2].rstrip("s") in _BEFORE:
        return low[-2]
    if low and low[-1] in _BEFORE:
        return low[-1]
    after = _word_after(text, span.end)
    return after if after in _AFTER else None


def _word_after(text: str, at: int) -> str:
    following = text[at : at + 30].split()
    return following[0].strip(".,;:)'\"").casefold() if following else ""


def follows_local(text: str, span: Span, but: frozenset[str] = frozenset()) -> bool:
    """True after "in", "near", "from", save those in ``but``: a place's name stands there."""
    words = before(text, span.start)
    return bool(words) and words[-1].strip("(\"'“").casefold() in _LOCAL - but


def is_no_name(surface: str) -> bool:
    """True for a single word that no place or person is called, whatever has a capital."""
    low = surface.casefold()
    if low in NEVER or low in _BEFORE or low in ENGLISH or surface in TITLES:
        return True
    return len(surface) < 3 or surface.isdigit()


def is_cut_short(surface: str) -> bool:
    """True for several words that can't be a whole name: they end in an article of the language
    of the place ("Dayr Az") or in an English word that opens the next phrase ("Raqqa Ten")."""
    last = surface.split()[-1].casefold()
    return last in _ARTICLES or last in _NEVER_LAST


_ARTICLES = frozenset(words_of(_FILE, "articles"))
_NEVER_LAST = frozenset(words_of(_FILE, "never_last"))


def is_row_of_places(surface: str, text: str, places: PlaceIndex) -> bool:
    """ "Aleppo Homs Quneitra": several places whose commas were lost, and no name of one. Each
    must stand in the text by itself as well."""
    words = surface.split()
    if len(words) < 2 or places.is_name(fold(surface)):
        return False
    return all(
        len(w) > 3 and "-" not in w and text.count(w) > text.count(surface)
        and places.is_name(fold(w))
        for w in words
    )  # fmt: skip


def is_two_places(text: str, span: Span, cue: str | None, places: PlaceIndex) -> bool:
    """ "in the town of Atareb Aleppo Province", "in al-Zahraa al-Shuhada": two names in a row where
    the text lost its comma. "Bab al-Saghir" is one: only its second word has the article."""
    surface = span.of(text)
    placed = cue is not None or follows_local(text, span, but=frozenset({"of"}))
    if not (placed or _of_a_country(before(text, span.start))) or places.is_name(fold(surface)):
        return False
    words = surface.split()
    if any(ARTICLED.match(word) for word in words[1:]) and not ARTICLED.match(words[0]):
        return False
    return any(
        places.is_name(fold(" ".join(words[:i]))) and places.is_name(fold(" ".join(words[i:])))
        for i in range(2 if begins_a_place(surface) else 1, len(words))
    )


def stands_in_another_name(text: str, span: Span) -> bool:
    """ "Eid al-Adha", "the Ministry of Awqaf": the words before make it part of something else."""
    return text[max(0, span.start - 24) : span.start].rstrip().endswith(_NO_PLACE_AFTER)


def begins_a_place(surface: str) -> bool:
    """ "Tal Hurmoz": a name that begins with the Arabic or Kurdish word for hill, well, valley."""
    return _PLACE_WORD.match(surface) is not None


def is_place(
    text: str, span: Span, *, cue: str | None, labels: set[str], places: PlaceIndex
) -> bool:
    """Whether grammar and the gazetteer agree that a name is a place's. ``labels`` are a language
    model's for it, ``cue`` the word of :func:`place_cue`."""
    surface = span.of(text)
    if stands_in_another_name(text, span):
        return False
    if cue is not None and cue not in _NO_NEIGHBOUR:
        if is_common(surface):
            return False
        return cue in _BEFORE or places.is_name(fold(surface)) or bool(labels & _PLACE_LABELS)
    known = places.is_name(fold(surface))
    known = known and (cue is not None or " " in surface or not is_common(surface))
    if not known and _begins_with_another(surface, places):
        return False
    words = before(text, span.start)
    if _of_a_country(words):
        return known
    last = words[-1].strip("(\"'“").casefold() if words else ""
    if last in PREPOSITIONS:
        placed = bool(labels & _PLACE_LABELS)
        return known or placed or _plainly_local(last, surface, labels, places)
    return _placed_by_neighbours(text, span, last, labels, known=known)


_ONE_NAME = re.compile(r"\S+ (?:al|el|as|ash|ar|az|an|at|ad)-[A-Z]")


def _begins_with_another(surface: str, places: PlaceIndex) -> bool:
    """ "Aleppo Media": its first word is a place. "Urem al-Kubra" is one name: an article follows
    what it goes with."""
    alone = " " in surface and not _ONE_NAME.match(surface)
    return alone and places.is_name(fold(surface.split()[0]))


def _placed_by_neighbours(
    text: str, span: Span, last: str, labels: set[str], *, known: bool
) -> bool:
    if _in_place_list(text, span) and not is_common(span.of(text)):
        return True
    if labels & _PLACE_LABELS:
        return known
    if known and not labels & {"PERSON", "NORP"} and _fought_over(last, text, span):
        return True
    return known and _in_list(text, span) and not labels


def _fought_over(last: str, text: str, span: Span) -> bool:
    """ "seized Manbij", "Raqqa was bombed", "Aleppo fell to": what is known as a place is one."""
    if last in _HELD:
        return not text[span.end : span.end + 2].strip().istitle()
    return _FELL.match(text[span.end : span.end + 40]) is not None


def _of_a_country(words: Sequence[str]) -> bool:
    """ "Syria's Quneitra", "Syrias Idlib" (an apostrophe lost), "Syrian Abu Kamal"."""
    last = words[-1] if words else ""
    names, adjectives = _at_war()
    if last.casefold() in adjectives:
        return True
    bare = POSSESSIVE.sub("", last)
    if bare == last and last[-1:] == "s" and len(last) > 4:
        bare = last[:-1]
    return bare != last and bare in names


@cache
def _at_war() -> tuple[frozenset[str], frozenset[str]]:
    """The names of the countries that the wars are about, and their adjectives in lower case."""
    codes = words_of(_FILE, "countries")
    names = {name for code in codes for name in country_names()[code]}
    return frozenset(names), frozenset(country_adjective(code).casefold() for code in codes)


def _plainly_local(preposition: str, surface: str, labels: set[str], places: PlaceIndex) -> bool:
    """ "in Talmenes": a place even where no gazetteer has it."""
    if preposition not in _PLAINLY_LOCAL or labels & _OTHER_LABELS:
        return False
    if _begins_with_another(surface, places):
        return False
    return not is_common(surface) and not surface.isupper()


def _in_place_list(text: str, span: Span) -> bool:
    """ "in Qamenas, Sarmin and Talmenes": the later members are places like the first."""
    return _PLACE_LIST.search(text[max(0, span.start - 120) : span.start]) is not None


def _in_list(text: str, span: Span) -> bool:
    """After a comma or "and" that follows another capitalised word."""
    leading = text[max(0, span.start - 24) : span.start]
    return bool(re.search(r"[A-Z][\w'’-]+(?:,| and|, and)\s\Z", leading))
