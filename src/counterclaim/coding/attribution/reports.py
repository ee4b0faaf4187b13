"""The record of one act of reporting."""

from dataclasses import dataclass

from counterclaim.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One act of reporting.

    ``cue`` is the words of saying, ``cue_lemma`` their entry in the lexicon and ``cue_class`` its
    class. ``source`` is the wording of the speaker's noun phrase without trailing relative
    clauses, ``None`` for an unnamed passive; ``source_head`` its head's token in that sentence.
    ``content`` is what is reported. ``outer`` is the place, in the tuple that it came in, of the
    report that relays this one. ``links`` is true where it makes a link of a claim's chain of
    sources (CODEBOOK). ``within`` is the cue of the report that relays it by construction,
    ``relative`` the relative pronoun that stands for the source before the cue. ``undecided`` is
    true where the speaker leaves open whether it happened ("neither confirmed nor denied"),
    ``echo`` where the source is a pronoun for the speaker of the report around it. ``about`` is
    the noun that a reported relative clause describes ("the strike that X says killed six").
    """

    cue: Span
    cue_sentence: int
    cue_lemma: str
    cue_class: str
    source: Span | None
    source_sentence: int | None
    source_head: int | None
    content: tuple[Span, ...]
    links: bool
    outer: int | None = None
    negated: bool = False
    adverb: str | None = None
    within: Span | None = None
    relative: Span | None = None
    undecided: bool = False
    echo: bool = False
    about: Span | None = None
