"""Whether two claims tell the same happening: a score, its reason in words, and what forbids it."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.linking.account import Account
from counterclaim.linking.actors import Sides
from counterclaim.linking.fitting import Fit
from counterclaim.linking.kinds import fit as fit_kinds
from counterclaim.linking.kinds import is_bare_act, is_rare
from counterclaim.linking.losses import far_apart, fit_losses
from counterclaim.linking.when import apart as days_apart
from counterclaim.linking.when import fit_days, hours_apart, is_loose
from counterclaim.linking.where import Grounds
from counterclaim.linking.who import fit_initiators, fit_recipients
from counterclaim.model import Stance

THRESHOLD = 0.62
"""From this score on two claims are held to tell the same happening."""

PLACED_THRESHOLD = 0.66
"""The same between two articles that both tell where: a city at war has such news every day."""

_WEIGHTS = {
    "kind": 1.0,
    "time": 1.2,
    "place": 1.4,
    "initiators": 0.8,
    "recipients": 0.6,
    "losses": 0.7,
    "targets": 0.5,
    "text": 1.5,
    "words": 0.8,
}
_NEAR = 3
_TOLL_NEAR = 2
_DENIAL_NEAR = 8
"""Sentences, of those that hold claims, over which an article goes on about one happening."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that may tell one happening, how surely (0..1), and why."""

    one: str
    other: str
    score: float
    reason: str


class Judge:
    """Compares accounts, with the registry and the gazetteer at hand."""

    def __init__(self, sides: Sides, grounds: Grounds) -> None:
        self.sides = sides
        self.grounds = grounds

    def link(self, one: Account, other: Account) -> Link | None:
        """The link between two claims, where they may tell the same happening."""
        kind = fit_kinds(one.kind, other.kind)
        if kind is None or self.forbidden(one, other) is not None:
            return None
        time = fit_days(one, other)
        place = self.grounds.fit(one, other)
        if time is None or place is None:
            return None
        fits = {"kind": Fit(kind.score, kind.reason), "time": time, "place": place}
        if is_bare_act(one.kind) and (one.spot is None or other.spot is None):
            del fits["place"]
        optional: dict[str, Fit | None] = {
            "initiators": fit_initiators(one, other, self.sides),
            "recipients": fit_recipients(one, other, self.sides),
            "losses": fit_losses(one, other),
            "targets": _fit_targets(one, other),
        }
        optional["words"] = _fit_words(one, other)
        optional["text"] = _fit_text(one, other, optional)
        fits |= {name: found for name, found in optional.items() if found is not None}
        if is_bare_act(one.kind) and not _same_act(fits):
            return None
        loose = one.article != other.article and is_loose(one.days, other.days)
        if loose and not is_rare(one.kind) and not _same_in_detail(fits):
            return None
        return _link(one, other, fits)

    def forbidden(self, one: Account, other: Account) -> str | None:
        """Why two claims can't tell the same happening, whatever else speaks for it."""
        if days_apart(one.days, other.days):
            return "on different days"
        if self.grounds.apart(one.spot, other.spot) and self.grounds.fit(one, other) is None:
            return "in different places"
        if hours_apart(one, other):
            return "at different hours"
        if one.article == other.article and one.sentence != other.sentence:
            return _told_apart(one, other)
        return None


def _told_apart(one: Account, other: Account) -> str | None:
    """How one article tells two happenings apart."""
    later = max(one, other, key=lambda a: a.sentence)
    if later.apart and fit_kinds(one.kind, other.kind) is not None:
        return "the article calls it another"
    other_targets = one.targets and other.targets and one.targets.isdisjoint(other.targets)
    if other_targets and far_apart(one, other):
        return "other targets and other tolls in one article"
    return None


def _fit_targets(one: Account, other: Account) -> Fit | None:
    if not one.targets or not other.targets:
        return None
    common = one.targets & other.targets
    if common:
        return Fit(1.0, f"both hit a {min(common)}")
    return Fit(0.1, f"one hit a {min(one.targets)}, one a {min(other.targets)}")


def _fit_text(one: Account, other: Account, fits: Mapping[str, Fit | None]) -> Fit | None:
    """What an article itself says of two of its claims being about one happening."""
    if one.article != other.article:
        return None
    far = abs(one.sentence - other.sentence)
    if not far:
        return Fit(0.7, "told in one sentence")
    later = max(one, other, key=lambda a: a.sentence)
    if later.refers_back and far <= _NEAR:
        return Fit(1.0, "the text goes on about it")
    if later.kind == "casualties" and far <= _TOLL_NEAR:
        return Fit(0.9, "the toll follows")
    if Stance.DENIED in (one.stance, other.stance) and far <= _DENIAL_NEAR:
        return Fit(0.8, "the article sets the denial against it")
    if later.same_place and far <= _NEAR:
        return Fit(0.7, "the text goes on about the place")
    named = fits["initiators"]
    if named is not None and named.score and far <= _NEAR:
        return Fit(0.6, "the text goes on about who did it")
    return Fit(0.15, "nothing in the text makes them one")


_MANY = 0.5
_FEW = 5
_SAME_WORDS = 0.6


def _fit_words(one: Account, other: Account) -> Fit | None:
    """How many words two sentences of different articles share."""
    fewest = min(one.words.bit_count(), other.words.bit_count())
    if one.article == other.article or fewest < _FEW:
        return None
    part = (one.words & other.words).bit_count() / fewest
    return Fit(min(1.0, part / _MANY), f"{part:.0%} of the words the same")


def _same_act(fits: Mapping[str, Fit]) -> bool:
    """Acts of speech and diplomacy are told apart by who, and those of one actor, who may demand
    something every day, by their words."""
    named = [fits[name].score for name in ("initiators", "recipients") if name in fits]
    if not named or min(named) <= 0:
        return False
    return "words" not in fits or fits["words"].score >= _SAME_WORDS


def _same_in_detail(fits: Mapping[str, Fit]) -> bool:
    """Something that no other happening of the place has: a toll, a target, the very words."""
    least = {"losses": 1.0, "words": _SAME_WORDS}
    return any(name in fits and fits[name].score >= score for name, score in least.items())


def _link(one: Account, other: Account, fits: dict[str, Fit]) -> Link | None:
    total = sum(_WEIGHTS[name] for name in fits)
    score = sum(_WEIGHTS[name] * found.score for name, found in fits.items()) / total
    placed = one.article != other.article and one.spot is not None and other.spot is not None
    if score < (PLACED_THRESHOLD if placed else THRESHOLD):
        return None
    first, second = sorted((one.id, other.id))
    reason = "; ".join(found.reason for found in fits.values())
    return Link(first, second, round(score, 4), reason)
