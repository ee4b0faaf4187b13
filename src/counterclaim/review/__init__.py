"""What a person may decide, and how: corrections by spans, permissions, the queue, blind coding.

Nothing here shows a page or writes to a terminal. What is decided is kept by ``store.decisions``.
"""

from counterclaim.review.correcting import Choice, Correction, CorrectionError, LossChoice
from counterclaim.review.deciding import (
    Looked,
    MeanwhileError,
    NotAllowedError,
    NothingThereError,
    ReviewError,
    ReviewRoom,
    may,
    state_of,
)
from counterclaim.review.lookups import Names
from counterclaim.review.passwords import hash_password, password_fits

__all__ = [
    "Choice",
    "Correction",
    "CorrectionError",
    "Looked",
    "LossChoice",
    "MeanwhileError",
    "Names",
    "NotAllowedError",
    "NothingThereError",
    "ReviewError",
    "ReviewRoom",
    "hash_password",
    "may",
    "password_fits",
    "state_of",
]
