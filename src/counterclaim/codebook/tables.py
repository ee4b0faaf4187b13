"""Reading the data files that ship with the codebook.

Knowledge lives in ``codebook/data``; code asks for it here, by file name. A file is read once.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml


class CodebookError(ValueError):
    """A data file of the codebook is missing, broken, or has an entry that makes no sense.

    ``file`` is its name inside ``codebook/data``, or the whole path of a user's own file;
    ``entry`` the place in it, where known.
    """

    def __init__(self, file: str, entry: str | None, problem: str) -> None:
        self.file = file
        self.entry = entry
        self.problem = problem
        shown = file if Path(file).is_absolute() else f"codebook/data/{file}"
        where = f"{shown}, {entry}" if entry else shown
        super().__init__(f"{where}: {problem}")


@cache
def read_text(name: str) -> str:
    """The text of ``codebook/data/name``; raises ``CodebookError`` where it can't be read."""
    try:
        return (files("counterclaim.codebook") / "data" / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(name, None, f"can't be read ({error})") from error


@cache
def load_yaml(name: str) -> object:
    """What the YAML file ``codebook/data/name`` holds, of whatever shape.

    The value is shared by every caller: read it, don't change it. Raises ``CodebookError`` naming
    the file and the line where the YAML is broken.
    """
    try:
        return yaml.safe_load(read_text(name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        entry = f"line {mark.line + 1}" if mark is not None else None
        raise CodebookError(name, entry, f"is no YAML ({error})") from error


def load_mapping(name: str) -> dict[str, object]:
    """``load_yaml`` for a file whose top level maps text to anything."""
    table = load_yaml(name)
    if not isinstance(table, dict):
        raise CodebookError(name, None, "should be a mapping at its top level")
    return {entry_name(name, key): value for key, value in table.items()}


def entry_name(file: str, value: object) -> str:
    """``value`` where it is text. YAML reads ``no`` and ``12`` as something else: quote them."""
    if isinstance(value, str):
        return value
    raise CodebookError(file, repr(value), "should be text: put it in quotes")


def words_of(name: str, section: str) -> tuple[str, ...]:
    """The list of texts under ``section`` of the YAML file ``name``."""
    value = load_mapping(name).get(section)
    if not isinstance(value, list):
        raise CodebookError(name, section, "should be a list")
    return tuple(entry_name(name, item) for item in value)


def numbers_of(name: str, section: str) -> dict[str, int]:
    """The mapping of texts to whole numbers under ``section`` of the YAML file ``name``."""
    value = load_mapping(name).get(section)
    if not isinstance(value, dict):
        raise CodebookError(name, section, "should map words to whole numbers")
    return {
        entry_name(name, word): _whole(name, f"{section}: {word}", number)
        for word, number in value.items()
    }


def _whole(file: str, entry: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise CodebookError(file, entry, f"{value!r} should be a whole number")
