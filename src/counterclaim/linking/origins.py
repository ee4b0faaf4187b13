"""Who first said a claim.

The chain of sources goes outermost first. The origin is the innermost of its speakers that is
somebody: a monitor, an army, an official, an outlet. Speakers without a name ("activists", "a
security source") are as many as the outlets that heard from them. A claim without speakers is the
article's own; a reprint's is the original's.
"""

from functools import cache

from counterclaim.codebook.tables import words_of as entries_of
from counterclaim.linking.actors import Sides
from counterclaim.linking.kinds import FILE
from counterclaim.linking.words import keys_of
from counterclaim.model import Article, Claim, Speaker
from counterclaim.model.event import ClaimOrigin


def origin_of(
    claim: Claim, article: Article, sides: Sides, *, original: Article | None = None
) -> ClaimOrigin:
    """The origin of a claim of ``article``; ``original`` is what it reprints, where it does."""
    for speaker in reversed(claim.sources):
        if speaker.actor is not None:
            return _actor_origin(speaker, speaker.actor, sides)
        if is_named(speaker):
            return _named_origin(speaker)
    outlet = outlet_of(original or article, sides)
    if not claim.sources:
        return outlet if original is None else _reprinted(outlet, article)
    return _unnamed_origin(claim.sources[-1], outlet)


def outlet_of(article: Article, sides: Sides) -> ClaimOrigin:
    """The outlet that an article first came out in, as an origin."""
    name = _outlet_name(article)
    actor = sides.find_outlet(name)
    key = f"actor:{actor}" if actor else f"outlet:{_key(name)}"
    return ClaimOrigin(
        key=key,
        name=name,
        actor=actor,
        party=sides.party(actor) if actor else key,
        reason=f"{name} says it in its own voice",
    )


def _outlet_name(article: Article) -> str:
    if article.origin is not None and article.origin.publisher:
        return article.origin.publisher
    if article.publisher:
        return article.publisher
    return article.authors[0] if article.authors else article.id


def _actor_origin(speaker: Speaker, actor: str, sides: Sides) -> ClaimOrigin:
    name = speaker.name or speaker.text
    return ClaimOrigin(
        key=f"actor:{actor}",
        name=name,
        actor=actor,
        party=sides.party(actor),
        reason=f"{name} is the innermost named speaker",
    )


def _named_origin(speaker: Speaker) -> ClaimOrigin:
    name = speaker.name or speaker.text
    key = f"name:{_key(name)}"
    return ClaimOrigin(
        key=key, name=name, actor=None, party=key, reason=f"{name} is the innermost named speaker"
    )


def _unnamed_origin(speaker: Speaker, outlet: ClaimOrigin) -> ClaimOrigin:
    key = f"{outlet.key}|{_key(speaker.text)}"
    return ClaimOrigin(
        key=key,
        name=f"{speaker.text}, to {outlet.name}",
        actor=None,
        party=key,
        reason=f"'{speaker.text}' has no name; {outlet.name} heard from them",
    )


def _reprinted(outlet: ClaimOrigin, article: Article) -> ClaimOrigin:
    return ClaimOrigin(
        key=outlet.key,
        name=outlet.name,
        actor=outlet.actor,
        party=outlet.party,
        reason=f"{article.publisher or article.id} reprints {outlet.name}",
    )


def is_named(speaker: Speaker) -> bool:
    """Whether a speaker's wording names somebody: a capital letter that is no description's."""
    if speaker.name is not None:
        return True
    words = [word for word in speaker.text.split() if any(c.isalpha() for c in word)]
    generic = any(key in _unnamed() for key in keys_of(speaker.text))
    capitals = [word for word in words[1:] if word[:1].isupper()] or (
        words if len(words) == 1 and words[0][:1].isupper() else []
    )
    return bool(capitals) and not generic


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(entries_of(FILE, "unnamed"))


def _key(name: str) -> str:
    return " ".join(key for key in keys_of(name) if key not in ("the", "a", "an", "of"))
