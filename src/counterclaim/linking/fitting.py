"""One thing compared: how well it fits, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """``score`` is 0..1; ``reason`` says what was compared and found."""

    score: float
    reason: str
