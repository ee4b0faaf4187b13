"""What was told for each field of an event, side by side, and how far it agrees.

Agreement is computed on values: "at least 40" and "40 to 70" can both hold, 12 and "40 to 70"
can't; Raqqa province holds Maadan. No version wins here.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from counterclaim.linking.account import Days, Spot, days_of, fired_from, named_by, spot_of
from counterclaim.linking.actors import Sides, ids_of
from counterclaim.linking.kinds import fit as fit_kinds
from counterclaim.linking.losses import compatible, shown
from counterclaim.linking.told import Told, precedence
from counterclaim.linking.when import gap
from counterclaim.linking.where import Grounds
from counterclaim.linking.words import keys_of
from counterclaim.model import ActorRef, Category, Effect, Loss
from counterclaim.model.event import Agreement, Field, FieldVersions, Version


@dataclass(frozen=True, slots=True)
class Value:
    """One telling of one field: ``key`` is equal where two tellings have the same value."""

    key: Hashable
    shown: str
    told: Told
    actors: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    days: Days | None = None
    spot: Spot | None = None


Stands = Callable[[Value, Value], Agreement]


def versions_of(told: Sequence[Told], sides: Sides, grounds: Grounds) -> tuple[FieldVersions, ...]:
    """Every field of which something was told: what, who, whom, where, when, with what, then the
    losses."""
    listed = sorted(told, key=precedence)
    fields = [
        _field(Field.WHAT, _whats(listed), _kinds_stand),
        _field(Field.WHO, _actors(listed, initiators=True), _Actors(sides).stand),
        _field(Field.WHOM, _actors(listed, initiators=False), _Actors(sides).stand),
        _field(Field.WHERE, _places(listed), _Places(grounds).stand),
        _field(Field.WHEN, _dates(listed), _dates_stand),
        _field(Field.WEAPON, _weapons(listed), _all_hold),
    ]
    return (*(f for f in fields if f is not None), *_losses(listed))


def _field(field: Field, values: Iterable[Value], stands: Stands) -> FieldVersions | None:
    listed = list(values)
    if not listed:
        return None
    by_key: dict[Hashable, list[Value]] = defaultdict(list)
    for value in listed:
        by_key[value.key].append(value)
    groups = list(by_key.values())
    agreement, reason = _agreement([group[0] for group in groups if _live(group)], stands)
    versions = tuple(_version(group) for group in groups)
    return FieldVersions(field=field, agreement=agreement, reason=reason, versions=versions)


def _live(group: Sequence[Value]) -> bool:
    return any(value.told.tells for value in group)


def _agreement(values: Sequence[Value], stands: Stands) -> tuple[Agreement, str]:
    if len(values) <= 1:
        return Agreement.AGREED, "one version" if values else "nobody tells it as having happened"
    pairs = [(stands(a, b), a, b) for a, b in combinations(values, 2)]
    for state, a, b in pairs:
        if state is Agreement.DISPUTED:
            return state, f"{a.shown} and {b.shown} can't both hold"
    if all(state is Agreement.AGREED for state, _, _ in pairs):
        return Agreement.AGREED, "the versions mean the same"
    return Agreement.COMPATIBLE, "the versions can all hold"


def _version(values: Sequence[Value]) -> Version:
    told = list(dict.fromkeys(value.told for value in values))
    days = [t.published for t in told if t.published is not None]
    return Version(
        value=values[0].shown,
        actors=values[0].actors,
        low=values[0].low,
        high=values[0].high,
        origins=tuple(dict.fromkeys(t.origin.name for t in told)),
        stances=tuple(dict.fromkeys(t.claim.stance for t in told)),
        quotations=tuple(t.quotation for t in told),
        first_told=min(days, default=None),
        last_told=max(days, default=None),
        superseded=all(t.account.superseded for t in told),
    )


def _whats(told: Iterable[Told]) -> list[Value]:
    return [Value(t.claim.kind, t.claim.kind, t) for t in told]


def _kinds_stand(one: Value, other: Value) -> Agreement:
    """A weak kind says less than a specific one; two specific ones of a family are rivals."""
    found = fit_kinds(one.shown, other.shown)
    return Agreement.COMPATIBLE if found is not None and found.score >= 0.7 else Agreement.DISPUTED


def _actors(told: Iterable[Told], *, initiators: bool) -> list[Value]:
    out = []
    for t in told:
        refs = t.claim.initiators if initiators else t.claim.recipients
        if refs:
            out.append(_actor_value(refs, t))
    return out


def _actor_value(refs: Sequence[ActorRef], told: Told) -> Value:
    ids = ids_of(refs)
    names = dict.fromkeys(ref.name or " ".join(ref.text.split()) for ref in refs)
    key = frozenset(ids) or frozenset(" ".join(keys_of(name)) for name in names)
    return Value(key, ", ".join(names), told, actors=ids)


@dataclass(frozen=True, slots=True)
class _Actors:
    sides: Sides

    def stand(self, one: Value, other: Value) -> Agreement:
        """A description fits any name; of two names, one must be or belong to the other."""
        if not one.actors or not other.actors:
            return Agreement.COMPATIBLE
        ties = [self.sides.related(a, b, None) for a in one.actors for b in other.actors]
        if any(tie is not None for tie in ties):
            return Agreement.COMPATIBLE
        return Agreement.DISPUTED


def _places(told: Iterable[Told]) -> list[Value]:
    out = []
    for t in told:
        spot = spot_of(t.claim.place)
        if spot is not None and not fired_from(t.claim, t.article):
            out.append(
                Value(spot.id or min(spot.names, default=spot.name), spot.name, t, spot=spot)
            )
    return out


@dataclass(frozen=True, slots=True)
class _Places:
    grounds: Grounds

    def stand(self, one: Value, other: Value) -> Agreement:
        """Places can both hold that are near or hold each other, are named together ("the
        al-Jadida district of west Mosul"), or of which one isn't mapped."""
        assert one.spot is not None and other.spot is not None
        if self.grounds.fit_spots(one.spot, other.spot) is not None:
            return Agreement.COMPATIBLE
        for spot, value in ((one.spot, other), (other.spot, one)):
            if named_by(spot, value.told.account.mentions):
                return Agreement.COMPATIBLE
        unmapped = one.spot.id is None or other.spot.id is None
        return Agreement.COMPATIBLE if unmapped else Agreement.DISPUTED


def _dates(told: Iterable[Told]) -> list[Value]:
    out = []
    for t in told:
        days = days_of(t.claim.date)
        if days is not None and t.claim.date is not None:
            start, end = t.claim.date.start, t.claim.date.end
            words = str(start) if start == end else f"{start} to {end}"
            out.append(Value((start, end), words, t, days=days))
    return out


def _dates_stand(one: Value, other: Value) -> Agreement:
    assert one.days is not None and other.days is not None
    return Agreement.DISPUTED if gap(one.days, other.days) else Agreement.COMPATIBLE


def _weapons(told: Iterable[Told]) -> list[Value]:
    return [
        Value(" ".join(keys_of(w.name or w.text)), w.name or w.text, t)
        for t in told
        for w in t.claim.weapons
    ]


def _all_hold(_one: Value, _other: Value) -> Agreement:
    return Agreement.COMPATIBLE


def _losses(told: Sequence[Told]) -> list[FieldVersions]:
    """One field for each effect and category of those lost."""
    found: dict[tuple[Effect, Category], list[Value]] = defaultdict(list)
    for t in told:
        for loss in t.claim.casualties:
            found[loss.effect, loss.whom.category].append(_toll(loss, t))
    out = []
    for (effect, category), values in sorted(found.items(), key=lambda item: _toll_order(*item[0])):
        field = _field(Field.LOSSES, values, _tolls_stand)
        assert field is not None
        moved = _with_revisions(values, field.versions)
        agreement, reason = _agreement(_latest(values), _tolls_stand)
        out.append(
            replace(
                field,
                effect=effect,
                category=category,
                versions=moved,
                agreement=agreement,
                reason=reason,
            )
        )
    return out


def _toll_order(effect: Effect, category: Category) -> tuple[int, int]:
    return list(Effect).index(effect), list(Category).index(category)


def _toll(loss: Loss, told: Told) -> Value:
    words = shown(loss.low, loss.high)
    if loss.approximate:
        words = f"about {words}"
    return Value((loss.low, loss.high, loss.approximate), words, told, low=loss.low, high=loss.high)


def _tolls_stand(one: Value, other: Value) -> Agreement:
    if (one.low, one.high) == (other.low, other.high):
        return Agreement.AGREED
    return (
        Agreement.COMPATIBLE
        if compatible(one.low, one.high, other.low, other.high)
        else Agreement.DISPUTED
    )


def _latest(values: Sequence[Value]) -> list[Value]:
    """Each origin's latest number: one that an origin took back disputes nothing."""
    by_origin: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        if value.told.tells:
            by_origin[value.told.origin.key].append(value)
    distinct: dict[Hashable, Value] = {}
    for told in by_origin.values():
        last = _last(told)
        distinct.setdefault(last.key, last)
    return list(distinct.values())


def _last(values: Sequence[Value]) -> Value:
    """Of the latest day's numbers the one that the article gives first: "86, up from 72"."""
    newest = max((v.told.published for v in values if v.told.published), default=None)
    return next(v for v in values if newest is None or v.told.published == newest)


def _with_revisions(values: Sequence[Value], versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions, with what each was revised to: the same origins' number of a later day."""
    by_origin: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_origin[value.told.origin.key].append(value)
    revised: dict[str, list[str | None]] = defaultdict(list)
    for told in by_origin.values():
        for value in told:
            revised[value.shown].append(_revision(value, told))
    return tuple(
        replace(version, revised_to=_common(revised.get(version.value, []))) for version in versions
    )


def _revision(value: Value, told: Sequence[Value]) -> str | None:
    day = value.told.published
    later = [
        v for v in told
        if day is not None and v.told.published is not None and v.told.published > day
    ]  # fmt: skip
    if not later:
        return None
    revised = _last(later).shown
    return revised if revised != value.shown else None


def _common(revisions: Sequence[str | None]) -> str | None:
    """The revision where every origin of the version gave one."""
    if not revisions or None in revisions:
        return None
    return revisions[-1]
