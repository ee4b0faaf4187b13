"""Writing an export and, beside it, the report of what it couldn't hold."""

from pathlib import Path

from counterclaim.exports.base import ExportError, Files, Format, Json, Ledger, Material
from counterclaim.exports.cells import document
from counterclaim.model import Policy


def export(material: Material, form: Format, suffix: str = "") -> tuple[Files, Json]:
    """The files of a format and its loss report. The same material gives the same bytes.

    ``suffix`` is the end of the name that is asked for, with its dot. Raises :class:`ExportError`.
    """
    if form.one_number and material.policy is Policy.RANGE:
        raise ExportError(
            f"{form.name} has one number for a toll and can't hold a range; "
            "name --policy lowest, highest or median"
        )
    if suffix and form.by_suffix and suffix not in form.by_suffix:
        ways = ", ".join(form.by_suffix)
        raise ExportError(
            f"{form.name} can't be written as {suffix}; end the name in {ways}, "
            "or in none of these for a folder"
        )
    ledger = Ledger()
    files = form.by_suffix.get(suffix, form.write)(material, ledger)
    return files, _report(material, form, ledger)


def write_export(material: Material, form: Format, path: Path) -> Json:
    """Writes the files at ``path`` (a folder where the format has several) and the report to
    ``PATH.loss.json``; gives the report."""
    files, report = export(material, form, path.suffix)
    folder = path.parent if "" in files else path
    for name, content in files.items():
        file = folder / name if name else path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    path.with_name(path.name + ".loss.json").write_bytes(document(report))
    return report


def _report(material: Material, form: Format, ledger: Ledger) -> Json:
    return {
        "format": form.name,
        "title": form.title,
        "after": form.source,
        "policy": material.policy.value if material.policy else None,
        "events": len(material.events),
        "rows": ledger.written,
        "counts": {
            "left_out": len(ledger.left_out),
            "rounded": len(ledger.rounded),
            "summarised": len(ledger.summarised),
        },
        "fields_not_held": list(form.cannot_hold),
        "cells_left_empty": dict(sorted(ledger.empty.items())),
        "left_out": ledger.left_out,
        "rounded": ledger.rounded,
        "summarised": ledger.summarised,
    }
