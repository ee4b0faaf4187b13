"""Which version of the program coded something."""

from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from counterclaim import __version__

_CODING_ROOMS = ("model", "codebook", "reading", "names", "language", "coding")
_HASH_LENGTH = 8


def coder_version() -> str:
    """The version, and a hash of the code and data that decide what is coded from a text, so that
    a changed rule recodes what is kept."""
    digest = sha256()
    for room in _CODING_ROOMS:
        for name, content in _contents(files("counterclaim") / room, room):
            digest.update(name.encode() + b"\0" + content)
    return f"{__version__}+{digest.hexdigest()[:_HASH_LENGTH]}"


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _contents(entry, f"{name}/{entry.name}")
        elif entry.is_file():
            found.append((f"{name}/{entry.name}", entry.read_bytes()))
    return found
