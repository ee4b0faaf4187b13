"""What the tests of coding share: sentences in, the parts of their claims out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from counterclaim.model import ActorRef, Article, Claim, Loss, Speaker
from counterclaim.pipeline import Coder

PUBLISHED = date(2017, 3, 15)
"""The day, a Wednesday, on which the reports of these tests came out."""


def claims_of(coder: Coder, text: str, published: date | None = PUBLISHED) -> tuple[Claim, ...]:
    """All claims of a text."""
    article = Article(id="test", text=text, published=published, sha256="")
    return coder.code(article).claims


def one_claim(coder: Coder, text: str, kind: str | None = None) -> Claim:
    """The only claim of a text, or its only one of a kind."""
    found = [c for c in claims_of(coder, text) if kind in (None, c.kind)]
    assert len(found) == 1, f"{len(found)} claims of {kind or 'any kind'}: {text}"
    return found[0]


def kinds_of(coder: Coder, text: str) -> list[str]:
    """The kinds of a text's claims in alphabetical order."""
    return sorted(claim.kind for claim in claims_of(coder, text))


def wordings(parts: Iterable[ActorRef | Speaker]) -> list[str]:
    """The wordings of actors or speakers, without articles, in their order."""
    return [bare(part.text) for part in parts]


def bare(words: str) -> str:
    """Words without the article before them."""
    first, _, rest = words.partition(" ")
    return rest if first.casefold() in {"the", "a", "an"} else words


def place_of(claim: Claim) -> tuple[str, str] | None:
    """How a claim's event stands to its place, and the place."""
    return None if claim.place is None else (claim.place.relation.value, claim.place.text)


def tolls(losses: Iterable[Loss]) -> set[tuple[str, int | None, int | None]]:
    """Effect, low and high of each loss."""
    return {(loss.effect.value, loss.low, loss.high) for loss in losses}


def still_wrong(why: str) -> pytest.MarkDecorator:
    """On a test of what the coder still gets wrong: the test says what is right."""
    return pytest.mark.xfail(strict=False, reason=why)


def wrong(*values: Any, why: str) -> Any:
    """A case of a test that the coder still gets wrong."""
    return pytest.param(*values, marks=still_wrong(why))
