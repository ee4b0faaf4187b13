"""Reports coded by hand: the answers that the codebook's measures accept.

A slot of a gold claim lists every acceptable answer, ``None`` among them where empty is right. A
slot that is ``None`` itself isn't scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationError

Names = tuple[str | None, ...]
Range = tuple[int | None, int | None]


class GoldError(ValueError):
    """A gold file can't be used. The message names the file, the entry and the reason."""


def _ranges(value: Any) -> Any:
    """``null``: no loss is right; ``[low, high]``: one answer; ``[[low, high], ...]``: several."""
    if value is None or (value and not isinstance(value[0], list)):
        return [value]
    return value


Losses = Annotated[tuple[Range | None, ...] | None, BeforeValidator(_ranges)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim that the coder should find. ``near`` is words of its sentence."""

    near: str
    kind: tuple[str, ...]
    id: str | None = None
    initiators: Names | None = None
    recipients: Names | None = None
    place: Names | None = None
    date: tuple[str | None, str | None] | None = None
    killed: Losses = None
    injured: Losses = None
    destroyed: Losses = None
    weapon: Names | None = None
    sources: tuple[Names, ...] | None = None
    stance: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation that the coder should find."""

    near: str
    kind: tuple[str, ...]
    subject: Names
    object: Names
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """A report coded by hand. Where ``exhaustive``, a claim that isn't here is a wrong one."""

    id: str
    exhaustive: bool = True
    claims: tuple[GoldClaim, ...] = ()
    relations: tuple[GoldRelation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """A gold file."""

    articles: tuple[GoldArticle, ...]


def read_gold(path: Path) -> GoldSet:
    """The gold file at ``path``.

    Raises :class:`GoldError` where it can't be read or isn't one.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}); give a gold file") from error
    return parse_gold(content, name=str(path))


def parse_gold(content: bytes, *, name: str) -> GoldSet:
    """The gold set that ``content`` holds; ``name`` is for the messages of :class:`GoldError`."""
    try:
        gold: GoldSet = TypeAdapter(GoldSet).validate_json(content)
    except ValidationError as error:
        raise GoldError(f"{name}: not a gold file: {_first(error)}") from error
    return gold


def _first(error: ValidationError) -> str:
    first: Mapping[str, Any] = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc']) or 'the whole'}: {first['msg']}"
