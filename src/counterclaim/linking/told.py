"""A claim of an event with all that its versions are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.linking.account import Account
from counterclaim.linking.kinds import is_weak, specificity
from counterclaim.model import Article, Claim, Stance
from counterclaim.model.event import ClaimOrigin, Quotation


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, the article that it stands in, and what linking made of it.

    ``score`` and ``reason`` are those of its best link within the event; 1 for a claim alone.
    """

    claim: Claim
    article: Article
    account: Account
    score: float = 1.0
    reason: str = "the only claim of it"

    @property
    def origin(self) -> ClaimOrigin:
        """Who first said it."""
        return self.account.origin

    @property
    def published(self) -> date | None:
        """The day on which its words first came out."""
        return self.account.published

    @property
    def denies(self) -> bool:
        """Whether it says that the event didn't happen, or that it was not they."""
        return self.claim.stance is Stance.DENIED

    @property
    def tells(self) -> bool:
        """Whether it counts as somebody's word that the event happened."""
        return self.account.happened and not self.denies and not self.account.superseded

    @property
    def quotation(self) -> Quotation:
        """Its sentence."""
        return Quotation(
            claim=self.claim.id,
            article=self.article.id,
            text=" ".join(self.claim.sentence.of(self.article.text).split()),
            published=self.published,
            superseded=self.account.superseded,
        )


def precedence(told: Told) -> tuple[date, str, int, str]:
    """The order in which claims are listed: by the day on which they came out, then as they stand
    in their article."""
    day = told.published or date.max
    return (day, told.article.id, told.claim.sentence.start, told.claim.id)


def kind_of(told: Sequence[Told]) -> str:
    """The kind that most origins tell; of as many, the most telling. Weak kinds only where no
    other is told."""
    votes: dict[str, set[str]] = {}
    for t in told:
        if t.account.happened and not t.account.superseded:
            votes.setdefault(t.claim.kind, set()).add(t.origin.key)
    if not votes:
        votes = {t.claim.kind: {t.origin.key} for t in told}
    strong = {kind: who for kind, who in votes.items() if not is_weak(kind)} or votes
    return min(strong, key=lambda kind: (-len(strong[kind]), specificity(kind), kind))
