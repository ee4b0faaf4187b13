"""Tables and JSON as bytes: the same records give the same bytes, and no cell can run."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe
    (OWASP, CSV injection). Numbers stay numbers; unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def one_line(text: str) -> str:
    """A text without line breaks or tabs."""
    return " ".join(text.split())


def table(
    names: Sequence[str],
    rows: Iterable[Mapping[str, object]],
    *,
    delimiter: str = ",",
    second: Sequence[str] | None = None,
) -> bytes:
    """A table in UTF-8 with a head, and ``second`` under it where given. Every row has its cells
    by the names of ``names`` and no others."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    if second is not None:
        writer.writerow(second)
    for row in rows:
        if unknown := set(row) - set(names):
            raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
        writer.writerow([safe(row.get(name)) for name in names])
    return out.getvalue().encode()


def document(value: object) -> bytes:
    """A JSON document."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def lines(values: Iterable[object]) -> bytes:
    """JSON, one value a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()
