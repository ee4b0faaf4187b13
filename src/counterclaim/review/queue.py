"""What is worth a person's time first, each with its reason in words.

First what was given to the person to code and what waits for them to settle, then what is asked
again, then claims and links by how doubtful they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice

from counterclaim.linking.same_event import THRESHOLD
from counterclaim.model import Article, Claim, Person, Role
from counterclaim.review.deciding import ReviewRoom, state_of
from counterclaim.store.decided import Ballot, Standing, outcome
from counterclaim.store.doubts import doubts
from counterclaim.store.queue import WEAK, Waiting, WaitingLink

KINDS = ("given", "settle", "again", "link", "name", "place", "confidence")
"""What the queue can be narrowed to."""

_LINKS = 60
_WEAKEST, _STRONGEST = 0.6, 0.4
"""How much the weakest link of an event, and the strongest between two, are worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to decide: a claim, or with ``other`` a link between two. ``reasons`` say why it is
    asked, the weightiest first; ``seen`` is the claim's state as shown."""

    kind: str
    article: Article
    claim: Claim
    reasons: tuple[str, ...]
    weight: float = 1.0
    seen: str = ""
    event: str | None = None
    other: Claim | None = None
    other_article: Article | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits; ``total`` is how many claims and links wait in all."""

    items: tuple[Item, ...]
    total: int


def read_queue(room: ReviewRoom, who: Person, kind: str | None, *, skip: int, limit: int) -> Queue:
    """A page of the queue as ``who`` should see it; with ``kind``, of one of :data:`KINDS` only."""
    given = room.reader.assignments()
    special = {
        "given": lambda: list(_given(room, who, given)),
        "settle": lambda: list(_to_settle(room, who, given)),
        "again": lambda: _asked_again(room, tuple(given)),
        "link": lambda: _links(room),
    }
    if kind in special:
        items = special[kind]()
        return Queue(tuple(items[skip : skip + limit]), len(items))
    if kind is not None:
        found = room.reader.waiting(kind, skip=skip, limit=limit, without=tuple(given))
        total = room.reader.count_waiting(kind, tuple(given))
        return Queue(tuple(map(_of_claim, found)), total)
    first = [item for name in ("given", "settle", "again") for item in special[name]()]
    links = special["link"]()
    again = {item.claim.id for item in first}
    claims = room.reader.waiting(None, skip=0, limit=skip + limit, without=tuple(given))
    rest = merge(
        (_of_claim(found) for found in claims if found.stored.claim.id not in again),
        sorted(links, key=_lightness),
        key=_lightness,
    )
    waiting = room.reader.count_waiting(None, tuple(given))
    total = len(first) + len(links) + waiting - sum(item.kind == "again" for item in first)
    return Queue(tuple(islice((*first, *rest), skip, skip + limit)), total)


def _lightness(item: Item) -> float:
    return -item.weight


def _of_claim(found: Waiting) -> Item:
    claim, article = found.stored.claim, found.stored.article
    reasons = tuple(doubt.words for doubt in doubts(claim))
    return Item(
        kind="claim",
        article=article,
        claim=claim,
        reasons=reasons or ("nobody has looked at it yet",),
        weight=found.doubt,
        seen=state_of(Standing(claim=claim, coded=claim)),
        event=found.event,
    )


def _asked_again(room: ReviewRoom, without: Sequence[str]) -> list[Item]:
    out = []
    for found in room.reader.asked_again(without):
        decision = room.reader.find_decision(found.asks or 0)
        told = _of_claim(found)
        if decision is not None:
            why = (
                f"{decision.by} decided to {decision.act.value} it on {decision.at[:10]}; "
                f"the sentence has changed since, it was: “{decision.sentence}”"
            )
            out.append(replace(told, kind="again", reasons=(why, *told.reasons), weight=1.0))
    return out


def _given(room: ReviewRoom, who: Person, given: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """The claims of articles given to a person that they haven't decided on."""
    for article, coders in given.items():
        if who.name not in coders:
            continue
        stored, standings, _ = room.article(who, article)
        for standing in standings:
            if standing.decision is None:
                yield Item(
                    kind="given",
                    article=stored.article,
                    claim=standing.claim,
                    reasons=("given to you to code; you don't see what the others decide",),
                    seen=state_of(standing),
                )


def _to_settle(room: ReviewRoom, who: Person, given: dict[str, tuple[str, ...]]) -> Iterator[Item]:
    """The claims on which those who code blind differ, for a third to settle."""
    if who.role is not Role.CURATOR:
        return
    for article, coders in given.items():
        if who.name in coders:
            continue
        stored, standings, _ = room.article(who, article)
        held = {s.claim.id: s for s in standings}
        for ballot in room.reader.ballots(stored):
            if is_to_settle(ballot, coders):
                claim = ballot.claim
                standing = held.get(claim.id, Standing(claim=claim, coded=ballot.coded))
                yield Item(
                    kind="settle",
                    article=stored.article,
                    claim=claim,
                    reasons=(told_apart(ballot),),
                    seen=state_of(standing),
                )


def is_to_settle(ballot: Ballot, coders: Sequence[str]) -> bool:
    """Whether all who code a claim decided, not the same, and nobody settled it; a claim that one
    of them added is always for a third to settle."""
    added = ballot.coded is None
    return (
        ballot.settled is None
        and bool(ballot.votes)
        and (added or len(ballot.votes) == len(coders))
    )


def told_apart(ballot: Ballot) -> str:
    """What coders say of a claim, and in which fields they differ."""
    told = "; ".join(f"{name}: {vote.act.value}" for name, vote in sorted(ballot.votes.items()))
    fields = differing(ballot)
    return f"{told}" + (f"; they differ on {', '.join(fields)}" if fields else "")


def differing(ballot: Ballot) -> list[str]:
    """The fields in which those differ who hold that there is a claim."""
    outcomes = [dict(told) for vote in ballot.votes.values() if (told := outcome(vote))]
    return [
        field
        for field in (outcomes[0] if outcomes else {})
        if len({told[field] for told in outcomes}) > 1
    ]


def _links(room: ReviewRoom) -> list[Item]:
    return sorted(map(_of_link, room.reader.waiting_links(_LINKS)), key=_lightness)


def _of_link(found: WaitingLink) -> Item:
    if found.apart:
        weight = _STRONGEST * found.score
        why = f"linked at {found.score:.2f}, and yet kept in two events, since other claims differ"
    else:
        weight = _WEAKEST * (WEAK - found.score) / (WEAK - THRESHOLD)
        why = f"held in one event by a weak link ({found.score:.2f})"
    return Item(
        kind="link",
        article=found.one.article,
        claim=found.one.claim,
        reasons=(why, found.reason),
        weight=weight,
        other=found.other.claim,
        other_article=found.other.article,
    )
