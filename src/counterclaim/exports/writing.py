"""Writing an export and, beside it, the report of what it couldn't hold."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

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
    ``PATH.loss.json``; gives the report. Of a folder it also lists the files with their SHA-256:
    by it the next export of the format there removes those that it doesn't write again, unless
    someone has changed them."""
    files, report = export(material, form, path.suffix)
    beside = path.with_name(path.name + ".loss.json")
    is_folder = "" not in files
    for name, content in files.items():
        file = (path if is_folder else path.parent) / name if name else path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    if is_folder:
        report["files"] = {name: sha256(content).hexdigest() for name, content in files.items()}
        for name, digest in _listed(beside, form).items():
            if name not in files:
                _remove(path, name, digest)
    beside.write_bytes(document(report))
    return report


def _listed(beside: Path, form: Format) -> Mapping[str, str]:
    """The files that the last export of this format wrote here, and their SHA-256; none where no
    report tells."""
    try:
        last = json.loads(beside.read_bytes())
    except (OSError, ValueError):
        return {}
    files = last.get("files") if isinstance(last, dict) and last.get("format") == form.name else {}
    return files if isinstance(files, dict) else {}


def _remove(folder: Path, name: str, digest: object) -> None:
    """Removes a file of the folder that is still as it was written, and its own folder if that is
    left empty."""
    told = PurePosixPath(name)
    file = folder / told
    if told.is_absolute() or ".." in told.parts or file.is_symlink() or not file.is_file():
        return
    if sha256(file.read_bytes()).hexdigest() != digest:
        return
    file.unlink()
    if file.parent != folder and not any(file.parent.iterdir()):
        file.parent.rmdir()


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
