"""Mentions inside and beside names: the country in "the Government of Iraq", the person in "the
Assad regime", an office that stands for whoever holds it ("the Foreign Secretary")."""

import re
from collections.abc import Iterable, Iterator

from counterclaim.codebook.tables import words_of
from counterclaim.model import ActorType, Mention, MentionType, Span
from counterclaim.names.finder import Name, NameKind
from counterclaim.names.registry import Registry
from counterclaim.names.words import words_of as text_words

_TYPES = {ActorType.STATE: MentionType.PLACE, ActorType.PERSON: MentionType.PERSON}
_OF = re.compile(r"\b(?:of|in|for) (?:the )?\Z")
_LONGEST = 3
_HEADS = "|".join(map(re.escape, words_of("lexicon.yaml", "office_heads")))
_OFFICE = re.compile(
    rf"(?:(?!The |An? |Our |Their |His |Her |Its )[A-Z][a-z]+(?:-[A-Z][a-z]+)? ){{0,2}}(?:{_HEADS})"
    r"(?: of (?:State|Defen[cs]e|War|Interior|Finance|Foreign Affairs|Staff|the Interior))?"
    r"(?: for (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?(?![\w-])(?! [A-Z])"
)


def names_inside(name: Name, text: str, registry: Registry) -> Iterator[Mention]:
    """Persons of the registry inside an actor's longer name, and states behind "of", "in" or "for";
    before a noun ("US Army") a state only tells whose it is."""
    if name.kind is not NameKind.ACTOR:
        return
    words = [w.span for w in text_words(name.text)]
    taken: list[Span] = []
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        for at in range(len(words) - size + 1):
            span = Span(
                name.span.start + words[at].start, name.span.start + words[at + size - 1].end
            )
            if any(span.overlaps(t) for t in taken):
                continue
            mention = _known(span, text, registry)
            if mention is not None:
                taken.append(span)
                yield mention


def _known(span: Span, text: str, registry: Registry) -> Mention | None:
    surface = re.sub(r"['’]s?\Z", "", span.of(text))
    if not surface[:1].isupper():
        return None
    found = registry.find(surface)
    kind = _TYPES.get(found[0].actor.type) if len(found) == 1 else None
    person = kind is MentionType.PERSON
    if kind is None or not (person or _OF.search(text[max(0, span.start - 8) : span.start])):
        return None
    return Mention(
        text=surface,
        span=Span(span.start, span.start + len(surface)),
        type=kind,
        actor=found[0].actor.id if person else None,
        name=found[0].actor.name,
        country=None if person else found[0].actor.country,
        reason=f"inside a longer name; {found[0].reason}",
    )


def offices(text: str, names: Iterable[Name]) -> Iterator[Mention]:
    """Offices with a capital that no name follows: they stand for a person whom others know."""
    taken = [n.span for n in names if n.kind is not NameKind.PLACE]
    for match in _OFFICE.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            yield Mention(
                text=match.group(),
                span=span,
                type=MentionType.PERSON,
                reason="an office that stands for its holder",
            )
