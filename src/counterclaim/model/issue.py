"""Problems that are kept as data and travel with the data."""

from dataclasses import dataclass

from counterclaim.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that went wrong or was left out: what, where, and what to do.

    ``code`` is a stable slug (``no-text``, ``bad-json``); ``message`` one sentence for a person;
    ``path`` and ``line`` name the input where the issue is about an input.
    """

    code: str
    message: str
    span: Span | None = None
    path: str | None = None
    line: int | None = None
