"""What a claim takes from its neighbours in the article so that it can be compared at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from counterclaim.codebook.tables import words_of
from counterclaim.linking.account import Account, Days, How, Spot, bare_place
from counterclaim.linking.kinds import FILE, fit, is_bare_act
from counterclaim.model import Precision

_BACK = 6
"""Sentences (of those that hold claims) up to which a place or date carries on."""
_AHEAD = 2
_CLOSE = 3
_NEWS_DAYS = 4
"""A report without any date tells of these last days before it came out."""
_OWN_PLACE = re.compile(
    r"\b(?i:in|near|at|outside) (?:the (?:town|city|village|district) of )?"
    r"((?:[a-z]{2}-)?[A-Z][\w'’-]+)"
)

Getter = Callable[[Account], Days | Spot | None]


def carry(accounts: Sequence[Account], sentences: Sequence[str]) -> list[Account]:
    """The accounts of one article, in order, with what their neighbours tell of place and date.

    ``sentences`` are the texts of the sentences, one an account. The nearest neighbour before that
    tells a kind of thing that fits counts, then the nearest after. What stays without a date gets
    the days before publication.
    """
    out = list(accounts)
    for n in range(len(out)):
        out[n] = _with_date(_with_place(out, n, sentences[n]), out, n)
    for n, account in enumerate(out):
        out[n] = _refined(_ahead(account, out, n, sentences[n]), out, n)
    return [_dated_by_publication(account) for account in out]


def _with_place(out: Sequence[Account], n: int, sentence: str) -> Account:
    account = out[n]
    if account.spot is not None or is_bare_act(account.kind):
        return account
    giver = _giver(out, n, lambda a: a.spot, range(n - 1, -1, -1), _BACK)
    if giver is None or giver.spot is None or _names_another_place(sentence, giver):
        return account
    return replace(account, spot=replace(giver.spot, how=How.CARRIED))


def _with_date(account: Account, out: Sequence[Account], n: int) -> Account:
    if account.days is not None or is_bare_act(account.kind):
        return account
    giver = _giver(out, n, lambda a: a.days, range(n - 1, -1, -1), _BACK)
    if giver is None or giver.days is None:
        return account
    return replace(account, days=replace(giver.days, how=How.CARRIED))


def _ahead(account: Account, out: Sequence[Account], n: int, sentence: str) -> Account:
    """What the next sentences tell of the same, where they refer back."""
    if is_bare_act(account.kind):
        return account
    following = range(n + 1, len(out))
    if account.spot is None:
        giver = _giver(out, n, lambda a: a.spot if a.refers_back else None, following, _AHEAD)
        if giver and giver.spot and not _names_another_place(sentence, giver):
            account = replace(account, spot=replace(giver.spot, how=How.CARRIED))
    if account.days is None:
        giver = _giver(out, n, lambda a: a.days if a.refers_back else None, following, _AHEAD)
        if giver is not None and giver.days is not None:
            account = replace(account, days=replace(giver.days, how=How.CARRIED))
    return account


def _refined(account: Account, out: Sequence[Account], n: int) -> Account:
    """A claim that names only the country is of the finer place in it that its neighbours tell."""
    spot = account.spot
    if spot is None or spot.precision is not Precision.COUNTRY or is_bare_act(account.kind):
        return account

    def finer(other: Account) -> Spot | None:
        found = other.spot
        return found if found and found.is_fine and found.country == spot.country else None

    giver = _giver(out, n, finer, range(n - 1, -1, -1), _CLOSE)
    giver = giver or _giver(out, n, finer, range(n + 1, len(out)), _AHEAD)
    if giver is None or giver.spot is None:
        return account
    return replace(account, spot=replace(giver.spot, how=How.CARRIED))


def _giver(out: Sequence[Account], n: int, get: Getter, order: range, reach: int) -> Account | None:
    """The nearest account that has the value and tells a kind that fits."""
    taker = out[n]
    for m in order:
        other = out[m]
        if abs(other.sentence - taker.sentence) > reach:
            return None
        if get(other) is None or other.apart:
            continue
        if other.sentence == taker.sentence or fit(taker.kind, other.kind) is not None:
            return other
    return None


def _names_another_place(sentence: str, giver: Account) -> bool:
    """Whether the sentence stands somewhere else, though the coder found no place in it."""
    assert giver.spot is not None
    known = giver.spot.names | giver.mentions | _no_places()
    named = (bare_place(match.group(1)) for match in _OWN_PLACE.finditer(sentence))
    return any(key and key not in known for key in named)


@cache
def _no_places() -> frozenset[str]:
    return frozenset(words_of(FILE, "no_places"))


def _dated_by_publication(account: Account) -> Account:
    if account.days is not None or account.published is None:
        return account
    return replace(account, days=_before(account.published))


def _before(published: date) -> Days:
    day = published.toordinal()
    return Days(day - _NEWS_DAYS + 1, day, How.PUBLISHED)
