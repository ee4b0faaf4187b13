"""The kinds of event, with what ACLED and PLOVER call them: ``event_kinds.csv``."""

import csv
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import read_text


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row of ``event_kinds.csv``. Several types of ACLED's are parted by `` | ``."""

    kind: str
    definition: str
    acled_event_type: str
    acled_sub_event_type: str
    plover_event: str | None
    plover_mode: str | None


@cache
def kind_rows() -> dict[str, KindRow]:
    """Every kind of the codebook by name, in the codebook's order."""
    return {
        row["kind"]: KindRow(
            row["kind"],
            row["definition"],
            row["acled_event_type"],
            row["acled_sub_event_type"],
            row["plover_event"] or None,
            row["plover_mode"] or None,
        )
        for row in csv.DictReader(read_text("event_kinds.csv").splitlines())
    }
