"""What a format is, what it is made of, and the report of what it couldn't hold.

A format never bends a row: what it can't express is left out and told in the loss report, and a
number of several versions is made only by the policy that the caller named.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from counterclaim.model import Actor, Article, Claim, ControlSpan, Event, Policy, Relation
from counterclaim.store import EventFilter

Json = dict[str, Any]
Files = dict[str, bytes]
"""The files of an export by name. The name of the file that is asked for is empty: others lie
beside it; where none is so named, all lie in a folder."""


class ExportError(ValueError):
    """The export can't be made as asked for. The message says what to do."""


def extra(module: str, option: str, form: str) -> Any:
    """A library that only some formats need. Raises :class:`ExportError` where it isn't installed;
    ``option`` is the extra of the program that brings it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ExportError(
            f"{form} needs {module.partition('.')[0]}, which isn't installed; "
            f"install it with: pip install 'counterclaim[{option}]'"
        ) from error


@dataclass(frozen=True, slots=True)
class Column:
    """A column or key of a format: its name, what stands in it, and where that is from."""

    name: str
    meaning: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is exported: events, with their claims and articles, the actors they may name, and what
    the claims and relations of these articles tell of who held which place; ``asked`` is by which
    conditions."""

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    relations: tuple[tuple[str, Relation], ...]
    control: tuple[ControlSpan, ...]
    actors: Mapping[str, Actor]
    policy: Policy | None
    asked: EventFilter


@dataclass(slots=True)
class Ledger:
    """Collects what a format left out, rounded or made of several versions."""

    written: int = 0
    left_out: list[Json] = field(default_factory=list)
    rounded: list[Json] = field(default_factory=list)
    summarised: list[Json] = field(default_factory=list)
    empty: dict[str, int] = field(default_factory=dict)

    def leave_out(self, id_: str, reason: str) -> None:
        """A record that the format can't express."""
        self.left_out.append({"id": id_, "reason": reason})

    def round(self, id_: str, name: str, before: object, after: object, rule: str) -> None:
        """A value that the format holds less finely than it was told."""
        self.rounded.append(
            {"id": id_, "field": name, "told": before, "written": after, "rule": rule}
        )

    def summarise(self, id_: str, name: str, told: Sequence[str], after: object, how: str) -> None:
        """One value of several that were told."""
        self.summarised.append(
            {"id": id_, "field": name, "told": list(told), "written": after, "how": how}
        )

    def leave_empty(self, name: str) -> None:
        """A cell that stays empty since nothing that was told goes there."""
        self.empty[name] = self.empty.get(name, 0) + 1

    def add(self, other: "Ledger") -> None:
        """Takes over what another ledger noted."""
        self.left_out += other.left_out
        self.rounded += other.rounded
        self.summarised += other.summarised
        for name, count in other.empty.items():
            self.empty[name] = self.empty.get(name, 0) + count


Writing = Callable[[Material, Ledger], Files]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how it is written, its columns, and what no row of it can hold.

    ``one_number`` where a toll is one cell, so that a policy other than ``range`` must be named
    before a toll of several versions is written there. ``by_suffix`` are other ways of writing it,
    by the end of the name that is asked for.
    """

    name: str
    title: str
    suffix: str
    source: str
    columns: tuple[Column, ...]
    cannot_hold: tuple[str, ...]
    write: Writing
    one_number: bool = False
    by_suffix: Mapping[str, Writing] = field(default_factory=dict)


def columns(text: str, table: str = "") -> tuple[Column, ...]:
    """Columns of lines of the form ``name: meaning``."""
    lines = [line.strip() for line in text.strip().splitlines()]
    pairs = [line.split(": ", 1) for line in lines if line]
    return tuple(Column(name, meaning, table) for name, meaning in pairs)
