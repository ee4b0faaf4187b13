"""The cues of ``codebook/data/furniture.yaml``, checked and compiled."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError

# No cue's line is longer, whatever it counts as words.
_LONGEST = 4_000


class Role(StrEnum):
    """What a line of a page is, where it isn't part of the report."""

    BYLINE = "byline"
    PUBLISHED = "published"
    UPDATED = "updated"
    REGION = "region"
    THEME = "theme"
    DOSSIER = "dossier"
    ORIGIN = "origin"
    SOURCE = "source"
    CREDIT = "credit"
    RIGHTS = "rights"
    FURNITURE = "furniture"
    END = "end"
    STAMP = "stamp"
    """A date line; told by its form, no cue has this role."""


class Zone(StrEnum):
    """Where on the page a cue counts."""

    HEAD = "head"
    TAIL = "tail"
    ANY = "any"


def _compile(pattern: object) -> re.Pattern[str]:
    if not isinstance(pattern, str):
        raise ValueError("pattern must be a text")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"pattern doesn't compile: {error}") from error


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Cue(_Strict):
    """One wording and what a line with it is."""

    id: str
    role: Role
    zone: Zone
    words: int
    pattern: Annotated[re.Pattern[str], PlainValidator(_compile)]
    why: str


class _Agency(_Strict):
    name: str
    spellings: list[str]


class _File(_Strict):
    cues: list[Cue]
    outlet_words: str
    agencies: list[_Agency]
    cut_words: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything the file knows, ready to use. ``agencies`` maps folded spellings to names."""

    cues: tuple[Cue, ...]
    outlet_words: frozenset[str]
    agencies: Mapping[str, str]
    cut_words: frozenset[str]

    def match(self, text: str) -> tuple[Cue, re.Match[str]] | None:
        """The first cue that fits a line of plain words, wherever the line stands."""
        count = text.count(" ") + 1 if len(text) <= _LONGEST else sys.maxsize
        for cue in self.cues:
            if count <= cue.words and (match := cue.pattern.search(text)):
                return cue, match
        return None

    def agency(self, name: str) -> str | None:
        """The news agency of that spelling."""
        return self.agencies.get(name.strip().casefold())


@cache
def load() -> Cues:
    """The file that ships with the codebook.

    Raises ``ValueError`` naming the file and the entry where one is wrong.
    """
    name = "furniture.yaml"
    text = files("counterclaim.codebook").joinpath("data", name).read_text("utf-8")
    return _cues(_validated(yaml.load(text, Loader=_LOADER), name))


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _validated(raw: object, name: str) -> _File:
    try:
        return _File.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        entry = "/".join(str(part) for part in first["loc"])
        raise ValueError(f"codebook/data/{name}: {entry}: {first['msg']}") from error


def _cues(file: _File) -> Cues:
    return Cues(
        cues=tuple(file.cues),
        outlet_words=frozenset(file.outlet_words.split()),
        agencies={s.casefold(): a.name for a in file.agencies for s in a.spellings},
        cut_words=frozenset(file.cut_words.split()),
    )
