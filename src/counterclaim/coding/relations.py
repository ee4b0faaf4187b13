"""Ties between actors, and who holds which place."""

from counterclaim.coding.coder import Reading
from counterclaim.model import Relation


def code_relations(reading: Reading) -> tuple[Relation, ...]:
    """The relations that a text tells, in order."""
    return ()
