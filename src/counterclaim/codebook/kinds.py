"""The kinds of event, with what ACLED and PLOVER call them: ``event_kinds.csv``."""

import csv
from dataclasses import dataclass
from functools import cache

from counterclaim.codebook.tables import read_text
from counterclaim.model import AcledType, PloverType


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row of ``event_kinds.csv``. Several types of ACLED's are parted by `` | ``."""

    kind: str
    definition: str
    acled_event_type: str
    acled_sub_event_type: str
    plover_event: str | None
    plover_mode: str | None

    @property
    def acled(self) -> AcledType:
        """What a claim of this kind is to ACLED; ``None`` where it has no type for it."""
        return AcledType(
            event_type=self.acled_event_type or None,
            sub_event_type=self.acled_sub_event_type or None,
        )

    @property
    def plover(self) -> PloverType:
        """What a claim of this kind is to PLOVER."""
        return PloverType(event=self.plover_event, mode=self.plover_mode)


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
