"""A stretch of text."""

from typing import NamedTuple


class Span(NamedTuple):
    """``[start, end)`` in code points of ``article.text``; written to JSON as ``[start, end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The wording that the span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True where ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
