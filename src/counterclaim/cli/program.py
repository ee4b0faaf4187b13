"""Which version of the program coded something."""

from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from counterclaim import __version__
from counterclaim.names.folders import user_files
from counterclaim.names.install import read_installed

_CODING_ROOMS = ("model", "codebook", "reading", "names", "language", "coding")
_HASH_LENGTH = 8


def coder_version() -> str:
    """The version, and a hash of the code and data that decide what is coded from a text, so that
    a changed rule recodes what is kept, and so does a country installed or a place added."""
    digest = sha256()
    for room in _CODING_ROOMS:
        for name, content in _contents(files("counterclaim") / room, room):
            digest.update(name.encode() + b"\0" + content)
    for file in user_files():
        digest.update(file.name.encode() + b"\0" + _content(file))
    return f"{__version__}+{digest.hexdigest()[:_HASH_LENGTH]}"


def _content(file: Path) -> bytes:
    """What a user's file of places rests on: its bytes, or the hash of a country's file."""
    installed = read_installed(file) if file.suffix == ".sqlite" else None
    return installed.sha256.encode() if installed else file.read_bytes()


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _contents(entry, f"{name}/{entry.name}")
        elif entry.is_file():
            found.append((f"{name}/{entry.name}", entry.read_bytes()))
    return found
