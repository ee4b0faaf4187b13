"""One number of several: only under a policy that the caller names."""

from collections.abc import Sequence
from statistics import median

from counterclaim.model import Category, Effect
from counterclaim.model.event import Event, Field, FieldVersions, Policy, Summary, Version


def summarise(
    event: Event, policy: Policy, effect: Effect = Effect.KILLED, category: Category | None = None
) -> Summary:
    """The toll of an event under a policy, over the versions of ``effect`` (and ``category``).

    Each origin counts with its last number. Denials, and versions of articles that were changed
    since, don't count. ``lowest`` and ``highest`` are bounds: the highest is ``None`` where a
    version is open ("at least 40"). ``median of origins`` is taken of low and of high ends apart.
    """
    found = [
        version
        for field in event.versions
        if field.field is Field.LOSSES and field.effect is effect and _wanted(field, category)
        for version in field.versions
        if not version.superseded and version.revised_to is None
    ]
    low, high = _POLICIES[policy](found) if found else (None, None)
    return Summary(
        policy=policy, effect=effect, category=category, low=low, high=high, of=len(found)
    )


def _wanted(field: FieldVersions, category: Category | None) -> bool:
    return category is None or field.category is category


def _lowest(found: Sequence[Version]) -> tuple[int | None, int | None]:
    low = min(version.low or 0 for version in found)
    return low, low


def _highest(found: Sequence[Version]) -> tuple[int | None, int | None]:
    tops = [version.high for version in found]
    if None in tops:
        return max(version.low or 0 for version in found), None
    top = max(t for t in tops if t is not None)
    return top, top


def _median(found: Sequence[Version]) -> tuple[int | None, int | None]:
    lows = [v.low or 0 for v in found for _ in v.origins]
    highs = [v.high if v.high is not None else v.low or 0 for v in found for _ in v.origins]
    return int(median(lows)), int(median(highs))


def _range(found: Sequence[Version]) -> tuple[int | None, int | None]:
    tops = [version.high for version in found]
    low = min(version.low or 0 for version in found)
    return low, None if None in tops else max(t for t in tops if t is not None)


_POLICIES = {
    Policy.LOWEST: _lowest,
    Policy.HIGHEST: _highest,
    Policy.MEDIAN: _median,
    Policy.RANGE: _range,
}
