"""What people who code the same articles blind say of each claim, and how far they agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from counterclaim.evaluation.reliability import cohen_kappa, interval_alpha, nominal_alpha, percent
from counterclaim.model import Claim, Decision, Effect
from counterclaim.model.decision import Act
from counterclaim.model.values import FIELDS, field_values
from counterclaim.store.decided import Ballot, decided_claim
from counterclaim.store.decisions import DecisionReader

CLAIM = "claim"
"""Whether there is such a claim at all."""
KILLED = "killed"
"""The lowest number of killed that is told, 0 where none is; compared as a number."""

_NO, _YES = "no claim", "a claim"

Rating = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim of one article, and what each who coded it says, by their name."""

    article: str
    claim: str
    ratings: Mapping[str, Rating]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far all agree in a field: over so many units that two or more rated. ``kappa`` is the
    mean over pairs of people. ``None`` where a figure isn't defined."""

    field: str
    units: int
    percent: float | None
    kappa: float | None
    alpha: float | None


def read_units(reader: DecisionReader, articles: Iterable[str] | None = None) -> list[Unit]:
    """What was coded blind: in these articles, or in all."""
    wanted = None if articles is None else set(articles)
    out: list[Unit] = []
    for article, coders in reader.assignments().items():
        stored = reader.find_article(article)
        if stored is None or (wanted is not None and article not in wanted):
            continue
        out += units_of(article, reader.ballots(stored), coders)
    return out


def units_of(article: str, ballots: Sequence[Ballot], coders: Sequence[str]) -> list[Unit]:
    """The claims of an article as units. Who decided on every claim that the program found and
    didn't add one says that there is none; additions of two people at the same words are one."""
    through = {
        name
        for name in coders
        if all(name in ballot.votes for ballot in ballots if ballot.coded is not None)
    }
    units = [
        Unit(article, b.claim.id, {name: _rating(vote) for name, vote in b.votes.items()})
        for b in ballots
        if b.coded is not None and b.votes
    ]
    for claim, votes in _added(ballots):
        told: dict[str, Rating] = {name: {CLAIM: _NO} for name in coders if name in through}
        told |= {name: _rating(vote) for name, vote in votes.items()}
        units.append(Unit(article, claim.id, told))
    return units


def agreement(units: Sequence[Unit]) -> list[Agreement]:
    """How far people agree, in each field."""
    return [_agreement(field, units) for field in (CLAIM, *FIELDS, KILLED)]


def _agreement(field: str, units: Sequence[Unit]) -> Agreement:
    told = [{name: r[field] for name, r in u.ratings.items() if field in r} for u in units]
    twice = [ratings for ratings in told if len(ratings) > 1]
    values = [list(ratings.values()) for ratings in twice]
    people = sorted({name for ratings in twice for name in ratings})
    kappas = [
        kappa
        for one, other in combinations(people, 2)
        if (kappa := cohen_kappa([(r[one], r[other]) for r in twice if one in r and other in r]))
        is not None
    ]
    if field == KILLED:
        alpha = interval_alpha([[float(v) for v in ratings] for ratings in values])
    else:
        alpha = nominal_alpha(values)
    return Agreement(field, len(twice), percent(values), mean(kappas) if kappas else None, alpha)


def _rating(vote: Decision) -> Rating:
    if vote.act is Act.REJECT:
        return {CLAIM: _NO}
    claim = decided_claim(vote)
    return {CLAIM: _YES, **field_values(claim), KILLED: float(_killed(claim))}


def _killed(claim: Claim) -> int:
    return sum(loss.low or 0 for loss in claim.casualties if loss.effect is Effect.KILLED)


def _added(ballots: Sequence[Ballot]) -> list[tuple[Claim, dict[str, Decision]]]:
    """The claims that people added, those at the same words by different people as one."""
    out: list[tuple[Claim, dict[str, Decision]]] = []
    for ballot in ballots:
        if ballot.coded is not None or not ballot.votes:
            continue
        same = next(
            (
                votes
                for claim, votes in out
                if claim.span.overlaps(ballot.claim.span) and not votes.keys() & ballot.votes.keys()
            ),
            None,
        )
        if same is None:
            out.append((ballot.claim, dict(ballot.votes)))
        else:
            same.update(ballot.votes)
    return out
