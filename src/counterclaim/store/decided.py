"""Which claims hold in an article, after what people decided on it: pure, without a database.

A decision is on the words of a sentence. Where a newer version of the coder tells the sentence
otherwise, or a newer text of the article still holds it elsewhere, the decision stands and moves
with it; where the sentence itself changed, the claim that tells most nearly the same is asked
about again.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.model import Act, Claim, Decision, Span, Verdict
from counterclaim.model.decision import ON_CLAIMS, VERDICTS
from counterclaim.model.record import load_bytes
from counterclaim.model.values import field_values
from counterclaim.store.moving import find_words, move

_SAME_SPAN, _SAME_KIND, _SAME_PLACE = 2, 2, 1
_ENOUGH, _WHOLE = 3, 5
"""A decision on a claim that a newer coder tells otherwise is matched by this much; a claim that a
person added beside those of the coder only by all of it."""
_ALIKE = 60.0
"""Likeness of two sentences, 0..100, from which on one may have become the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A claim as it holds. ``coded`` is what the coder wrote, ``None`` where only a person tells
    it; ``decision`` is the one that makes it so; ``asks`` is a decision on a sentence that changed
    into this claim's."""

    claim: Claim
    coded: Claim | None
    decision: Decision | None = None
    asks: Decision | None = None

    @property
    def verdict(self) -> Verdict | None:
        """What people made of it; ``None`` while nobody decided."""
        return VERDICTS[self.decision.act] if self.decision is not None else None


def live(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, in order: without undone and undoing ones."""
    ordered = list(decisions)
    undone: set[int] = set()
    for decision in reversed(ordered):
        if decision.act is Act.UNDO and decision.number not in undone and decision.undoes:
            undone.add(decision.undoes)
    return [d for d in ordered if d.number not in undone and d.act is not Act.UNDO]


def coders_of(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Who codes an article blind, by those of its decisions that hold."""
    assigned = [d for d in decisions if d.act is Act.ASSIGN]
    return tuple(json.loads(assigned[-1].after or "{}").get("coders", ())) if assigned else ()


def decided_claim(decision: Decision) -> Claim:
    """The claim of a decision on one: as it left it, or as it was where it left none."""
    return load_bytes(Claim, decision.after or decision.before or "")


def ruling(
    decisions: Sequence[Decision], coders: tuple[str, ...], viewer: str | None = None
) -> Decision | None:
    """The decision that holds among those on one claim, in order.

    It is the last. Of people who code blind nothing holds until all of them decided the same; for
    one of them (``viewer``) their own holds.
    """
    votes = {d.by: d for d in decisions if d.blind}
    if viewer is not None:
        return votes.get(viewer)
    open_ = [d for d in decisions if not d.blind][-1:]
    return max([*open_, *_agreed(votes, coders)], key=lambda d: d.number, default=None)


def _agreed(votes: dict[str, Decision], coders: tuple[str, ...]) -> list[Decision]:
    """The last of the coders' decisions, where all decided and say the same."""
    cast = [votes[name] for name in coders if name in votes]
    if len(cast) < max(2, len(coders)) or len({outcome(d) for d in cast}) > 1:
        return []
    return [max(cast, key=lambda d: d.number)]


def outcome(decision: Decision) -> tuple[tuple[str, str], ...]:
    """What a decision says of a claim, equal where two say the same; nothing for a rejection."""
    if decision.act is Act.REJECT:
        return ()
    return tuple(field_values(decided_claim(decision)).items())


def standings(
    text: str, coded: Sequence[Claim], decisions: Iterable[Decision], *, viewer: str | None = None
) -> list[Standing]:
    """The claims of an article as they hold, in the order of its text, rejected ones too.

    ``decisions`` are all on the article, in order. For a ``viewer`` who codes it blind only their
    own count.
    """
    holding = live(decisions)
    coders = coders_of(holding)
    blind = viewer if viewer in coders else None
    placed = _place(text, coded, [d for d in holding if d.act in ON_CLAIMS])
    out = list(_of_coded(text, coded, placed, coders, blind))
    out += _by_hand(text, placed, coders, blind)
    return sorted(out, key=lambda s: (s.claim.sentence.start, s.claim.span.start, s.claim.id))


@dataclass(slots=True)
class _Placed:
    """Decisions by the coded claim that they are on, by where they stand where the coder tells no
    such claim, and those whose sentence changed, by the claim that is asked about again."""

    on: dict[str, list[Decision]]
    alone: dict[str, tuple[int, list[Decision]]]
    asks: dict[str, Decision]


def _place(text: str, coded: Sequence[Claim], decisions: Sequence[Decision]) -> _Placed:
    subjects: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        subjects[decision.subject].append(decision)
    placed = _Placed(defaultdict(list), {}, {})
    lost: list[Decision] = []
    own = {claim.id for claim in coded}
    order = sorted(subjects.items(), key=lambda item: (item[0] not in own, -item[1][-1].number))
    for subject, group in order:
        claim = decided_claim(group[-1])
        at = find_words(text, group[-1].sentence or "", claim.sentence.start)
        if at is None:
            lost += [d for d in group if not d.blind][-1:]
            continue
        enough = _WHOLE if group[0].act is Act.ADD else _ENOUGH
        found = _counterpart(coded, group[-1], at, set(placed.on), enough)
        if found is not None:
            placed.on[found.id] += group
        else:
            placed.alone[subject] = (at, group)
    for decision in lost:
        changed = _changed_into(text, coded, decision)
        if changed is not None and changed.id not in placed.on:
            placed.asks.setdefault(changed.id, decision)
    return placed


def _counterpart(
    coded: Sequence[Claim], decision: Decision, at: int, taken: set[str], enough: int
) -> Claim | None:
    """The coder's claim that a decision is on, where its sentence stands at ``at``."""
    about = [load_bytes(Claim, told) for told in (decision.before, decision.after) if told]
    there = Span(at, at + len(decision.sentence or ""))
    near = [c for c in coded if c.sentence.overlaps(there)]
    if same := next((c for c in near if c.id == decision.subject), None):
        return same
    scored = [(max(_likeness(c, one, at) for one in about), c.id, c) for c in near]
    fit = [item for item in scored if item[0] >= enough and item[1] not in taken]
    return max(fit, key=lambda item: (item[0], item[1]))[2] if fit else None


def _likeness(claim: Claim, decided: Claim, at: int) -> int:
    by = at - decided.sentence.start
    span = Span(decided.span.start + by, decided.span.end + by)
    place, other = (c.place.text if c.place else None for c in (claim, decided))
    return (
        _SAME_SPAN * claim.span.overlaps(span)
        + _SAME_KIND * (claim.kind == decided.kind)
        + _SAME_PLACE * (place == other)
    )


def _changed_into(text: str, coded: Sequence[Claim], decision: Decision) -> Claim | None:
    """The claim of the same kind whose sentence is most like one that is no longer there."""
    from rapidfuzz import fuzz

    kind = decided_claim(decision).kind
    scored = [
        (fuzz.ratio(decision.sentence or "", c.sentence.of(text)), c.id, c)
        for c in coded
        if c.kind == kind
    ]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= _ALIKE else None


def _of_coded(
    text: str, coded: Sequence[Claim], placed: _Placed, coders: tuple[str, ...], blind: str | None
) -> Iterator[Standing]:
    for claim in coded:
        plain = Standing(claim=claim, coded=claim, asks=placed.asks.get(claim.id))
        group = sorted(placed.on.get(claim.id, ()), key=lambda d: d.number)
        decision = ruling(group, coders, blind)
        if decision is None:
            yield plain
        elif decision.act is Act.REJECT:
            yield replace(plain, decision=decision)
        else:
            at = find_words(text, decision.sentence or "", claim.sentence.start)
            held = None if at is None else move(decided_claim(decision), text, at)
            if held is None:
                yield replace(plain, asks=decision)
            else:
                yield replace(plain, claim=replace(held, id=claim.id), decision=decision)


def _by_hand(
    text: str, placed: _Placed, coders: tuple[str, ...], blind: str | None
) -> Iterator[Standing]:
    """What people say that a sentence claims, where the coder finds nothing like it."""
    for subject, (at, group) in placed.alone.items():
        decision = ruling(group, coders, blind)
        if decision is None or decision.act is Act.REJECT:
            continue
        held = move(decided_claim(decision), text, at)
        if held is not None:
            yield Standing(claim=replace(held, id=subject), coded=None, decision=decision)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A claim that is coded blind: what the coder program wrote, ``None`` where it found none; each
    coder's decision; and the one that settled it, or their common one."""

    claim: Claim
    coded: Claim | None
    votes: dict[str, Decision]
    settled: Decision | None


def ballots(text: str, coded: Sequence[Claim], decisions: Iterable[Decision]) -> list[Ballot]:
    """The claims of an article that people code blind, in the order of its text."""
    holding = live(decisions)
    coders = coders_of(holding)
    placed = _place(text, coded, [d for d in holding if d.act in ON_CLAIMS])
    own: list[tuple[Claim, Claim | None, list[Decision]]] = [
        (claim, claim, placed.on.get(claim.id, [])) for claim in coded
    ]
    for subject, (_, group) in placed.alone.items():
        own.append((replace(decided_claim(group[-1]), id=subject), None, group))
    out = []
    for claim, written, unsorted in own:
        group = sorted(unsorted, key=lambda d: d.number)
        votes = {d.by: d for d in group if d.blind and d.by in coders}
        out.append(Ballot(claim, written, votes, ruling(group, coders)))
    return sorted(out, key=lambda b: (b.claim.sentence.start, b.claim.span.start, b.claim.id))
