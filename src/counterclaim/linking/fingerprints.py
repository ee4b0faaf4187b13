"""Keys under which texts that share passages meet, without comparing each with each.

Two kinds, since either alone fails. *Bands* of a MinHash signature (datasketch) bring near-copies
together, however many there are of one story. *Samples*, every fourth sequence of words by its
hash, bring a short story and the long article that holds it together: their Jaccard may be below
.05, where no band meets (FA-KES has such pairs), but a quarter of what they share is in both.
Keys are whole numbers below 2**63, so that an index of them can be a table of a database.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]

from counterclaim.linking.words import keys_of, plain_key, sequences

_PERMUTATIONS = 64
_ROWS = 8
"""Eight bands of eight rows: texts that share 80 % of all sequences meet with probability .77,
those that share half hardly ever; the samples find the rest."""
_SAMPLED = 4
_SEED = 1
_FACT = re.compile(r"[A-Z][\w'’-]+|\d[\d.,]*")


def sample_of(found: set[int]) -> frozenset[int]:
    """A fixed quarter of a text's sequences: the same ones in every text that holds them."""
    return frozenset(s for s in found if s % _SAMPLED == 0)


def bands_of(found: set[int]) -> frozenset[int]:
    """Keys of the bands of a text's MinHash signature; none for a text without words."""
    if not found:
        return frozenset()
    signature = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=_as_is)
    signature.update_batch(sorted(found))
    rows = np.asarray(signature.hashvalues).reshape(-1, _ROWS)
    return frozenset(_band_key(n, row.tobytes()) for n, row in enumerate(rows))


def text_sequences(text: str) -> set[int]:
    """The sequences of three words of a text, as numbers."""
    return sequences(keys_of(text))


@lru_cache(maxsize=4096)
def facts_of(text: str) -> frozenset[int]:
    """The names and numbers of a text, as numbers: its capitalised words and its figures."""
    return frozenset(crc32(plain_key(m.group()).encode()) for m in _FACT.finditer(text))


def _as_is(value: int) -> int:
    """Sequences are hashed already."""
    return value


def _band_key(number: int, row: bytes) -> int:
    digest = blake2b(row, digest_size=8, salt=number.to_bytes(2, "big"))
    return int.from_bytes(digest.digest(), "big") >> 1
