"""The data sets that come in, as ``codebook/data/datasets.yaml`` tells of them: how a file is
recognised by its columns, and what its codes mean."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from counterclaim.codebook.datasets import FILE, ORGANS
from counterclaim.codebook.tables import CodebookError, load_mapping
from counterclaim.model import Category, Effect, PlaceRelation, Precision, Stance

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


class DatasetError(ValueError):
    """A file that can't be taken for any data set. The message names it and says what is needed."""


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class LossColumns(BaseModel):
    """In which columns a loss stands: one number, or the least and the most."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    effect: Effect
    category: Category
    number: Names = ()
    low: Names = ()
    high: Names = ()
    whom: str | None = None


class Dataset(BaseModel):
    """One data set: its columns by what stands in them, and its codes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    needs: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    kinds: dict[str, str]
    part: bool = False
    other: str | None = None
    spread: dict[str, int | str] = {}
    precisions: dict[str, tuple[Precision, PlaceRelation]] = {}
    losses: tuple[LossColumns, ...] = ()
    bounds: tuple[str, str] | None = None
    zero: bool = True
    stances: dict[str, Stance] = {}

    def kind(self, told: str | None) -> str | None:
        """Our kind for what a row tells; ``None`` where it has none."""
        if told is None:
            return self.other
        if not self.part:
            return self.kinds.get(told, self.other)
        words = told.casefold()
        return next((kind for part, kind in self.kinds.items() if part in words), self.other)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its cells by their columns' names, empty ones left out."""

    key: str
    dataset: Dataset
    path: Path
    line: int
    cells: Mapping[str, str]

    def column(self, what: str) -> str | None:
        """The first column that holds this and isn't empty."""
        return self.first(self.dataset.columns.get(what, ()))

    def first(self, names: tuple[str, ...]) -> str | None:
        """The first of these columns that isn't empty."""
        return next((name for name in names if name in self.cells), None)

    def told(self, what: str) -> str | None:
        """What stands in the first column that holds this."""
        name = self.column(what)
        return None if name is None else self.cells[name]


@cache
def datasets() -> dict[str, Dataset]:
    """All data sets by their short names. Raises ``CodebookError`` where one is told wrongly."""
    out = {}
    for key, value in load_mapping(FILE).items():
        if key == ORGANS:
            continue
        try:
            out[key] = Dataset.model_validate(value)
        except ValidationError as error:
            raise CodebookError(FILE, key, str(error)) from error
    return out


@cache
def organs() -> dict[str, str]:
    """How organs of states are named in data sets, and how the registry names them."""
    value = load_mapping(FILE).get(ORGANS)
    if not isinstance(value, dict):
        raise CodebookError(FILE, ORGANS, "should map names to names")
    return {str(theirs): str(ours) for theirs, ours in value.items()}


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file of ACLED, UCDP GED or the like of Airwars.

    Commas, semicolons or tabs between the cells. Raises :class:`DatasetError` where the file is
    none of these, ``OSError`` where it can't be opened.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            head = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=head.count)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            names = [_bare(name) for name in next(reader, [])]
            key = _recognise(path, names)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    told = dict(zip(names, cells, strict=False))
                    kept = {name: " ".join(cell.split()) for name, cell in told.items()}
                    kept = {name: _bare_cell(cell) for name, cell in kept.items() if cell}
                    yield Row(key, datasets()[key], path, reader.line_num, kept)
        except (UnicodeDecodeError, csv.Error) as error:
            raise DatasetError(
                f"{path} is no CSV file in UTF-8 ({error}); save it as one"
            ) from error


def _bare(name: str) -> str:
    return _NOT_A_LETTER.sub("_", name.strip().casefold()).strip("_")


def _bare_cell(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell


def _recognise(path: Path, names: list[str]) -> str:
    for key, dataset in datasets().items():
        missing = [w for w in dataset.needs if not set(dataset.columns[w]) & set(names)]
        if not missing:
            return key
    needs = "; ".join(
        f"{d.name} has {', '.join(d.columns[what][0] for what in d.needs)}"
        for d in datasets().values()
    )
    found = ", ".join(names[:12]) or "none"
    raise DatasetError(f"{path} is no data set that is known: {needs}. Its columns: {found}")
