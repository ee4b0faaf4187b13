"""Passwords as salted hashes (scrypt, RFC 7914)."""

import secrets
from base64 import b64decode, b64encode
from hashlib import scrypt

_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
"""32 MiB and some 0.1 s for one guess."""
_SALT_BYTES = 16
_MEMORY = 64 * 2**20

SHORTEST = 10
"""Characters that a password must have."""

_NOBODY = f"scrypt${_COST}${_BLOCK}${_PARALLEL}$AAAAAAAAAAAAAAAAAAAAAA==$AAAA"


def hash_password(password: str) -> str:
    """The hash to keep: ``scrypt$n$r$p$salt$key``, the last two in base 64."""
    salt = secrets.token_bytes(_SALT_BYTES)
    key = _key(password, salt, _COST, _BLOCK, _PARALLEL)
    parts = (b64encode(salt).decode(), b64encode(key).decode())
    return f"scrypt${_COST}${_BLOCK}${_PARALLEL}${'$'.join(parts)}"


def password_fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one of a kept hash. Takes as long where nothing is kept, so that
    names can't be guessed by time."""
    _, cost, block, parallel, salt, key = (kept or _NOBODY).split("$")
    found = _key(password, b64decode(salt), int(cost), int(block), int(parallel))
    return secrets.compare_digest(found, b64decode(key)) and kept is not None


def _key(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32
    )
