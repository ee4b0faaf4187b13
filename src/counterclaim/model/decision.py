"""What people decided in review. Decisions are only ever added."""

import json
from dataclasses import astuple, dataclass
from enum import StrEnum
from hashlib import sha256

FIRST_PREVIOUS = "0" * 64
"""What the first decision carries as the hash of the one before."""


class Act(StrEnum):
    """What a person can do."""

    ACCEPT = "accept"
    """The claim is right as it stands."""
    CORRECT = "correct"
    """The claim is right as ``after`` has it."""
    REJECT = "reject"
    """The sentence makes no such claim."""
    ADD = "add"
    """The coder missed this claim."""
    JOIN = "join"
    """Two claims tell the same happening."""
    PART = "part"
    """Two claims tell different happenings."""
    MERGE = "merge"
    """Several events are one."""
    SPLIT = "split"
    """An event is several."""
    DISCOUNT = "discount"
    """An event is thrown out, whoever tells it."""
    ASSIGN = "assign"
    """An article is given to people who code it without seeing each other's decisions."""
    UNDO = "undo"
    """An earlier decision no longer holds."""


ON_CLAIMS = frozenset({Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.ADD})
"""Acts whose subject is one claim, and whose ``before`` and ``after`` are that claim as JSON."""

ON_EVENTS = frozenset({Act.JOIN, Act.PART, Act.MERGE, Act.SPLIT, Act.DISCOUNT})
"""Acts on which claims make an event, and whether it counts."""


class Verdict(StrEnum):
    """What decisions made of a claim."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


VERDICTS = {
    Act.ACCEPT: Verdict.ACCEPTED,
    Act.CORRECT: Verdict.CORRECTED,
    Act.REJECT: Verdict.REJECTED,
    Act.ADD: Verdict.ADDED,
}
"""What each act on a claim makes of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decision before it is written down: all but its number, time and place in the chain.

    ``subject`` is the id of the claim, event or article; ``article`` the id of the article in which
    a claim stands and ``sentence`` its sentence, letter by letter, as it was decided on. ``before``
    and ``after`` are JSON: the claim for an act on a claim, an object otherwise, ``None`` where
    there was or is nothing. ``blind`` is true for those who code without seeing each other.
    """

    by: str
    act: Act
    subject: str
    article: str | None = None
    sentence: str | None = None
    before: str | None = None
    after: str | None = None
    why: str | None = None
    blind: bool = False
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Draft):
    """A decision as kept. ``number`` counts from 1, ``at`` is UTC in ISO 8601, ``previous`` the
    :attr:`digest` of the decision before, so that none can be changed or taken out unseen."""

    number: int
    at: str
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the decision's fields as a JSON array without blanks, all
        beyond ASCII escaped: by, act, subject, article, sentence, before, after, why, blind,
        undoes, number, at, previous."""
        told = json.dumps(astuple(self), separators=(",", ":"))
        return sha256(told.encode()).hexdigest()
