"""The data dictionary of all formats as Markdown: ``docs/exports.md`` is this text.

``python -m counterclaim.exports.dictionary > docs/exports.md`` writes it anew.
"""

import sys

from counterclaim.exports.base import Format
from counterclaim.exports.registry import FORMATS

_HEAD = """\
# Exports

<!-- Written by `python -m counterclaim.exports.dictionary`; don't edit. -->

    counterclaim export FORMAT [-o PATH] [--db DB] [--policy lowest|highest|range|median] [filters]

Beside each export stands `PATH.loss.json`: what the format can't hold, which events were left out
and why, which values were rounded and by what rule, and which are made of several versions. An
event that a format can't express is left out and told there, never bent. Where several tolls were
told, one number is written only under the `--policy` that you name.

A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it. The same data
give the same bytes.
"""


def dictionary() -> str:
    """All formats, with each column and what stands in it."""
    return "\n".join([_HEAD, *(_section(form) for form in FORMATS.values())])


def _section(form: Format) -> str:
    lines = [f"## `{form.name}`: {form.title}", "", f"After: {form.source}.", ""]
    tables = dict.fromkeys(column.table for column in form.columns)
    for name in tables:
        lines += [f"### {name}", ""] if name else []
        lines += ["| name | meaning |", "| --- | --- |"]
        lines += [f"| `{c.name}` | {c.meaning} |" for c in form.columns if c.table == name]
        lines.append("")
    lines += ["What it can't hold:", "", *(f"- {lost}" for lost in form.cannot_hold), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(dictionary())
