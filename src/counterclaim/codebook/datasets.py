"""The names of the data sets that come in (``datasets.yaml``)."""

from functools import cache

from counterclaim.codebook.tables import CodebookError, load_mapping

FILE = "datasets.yaml"
ORGANS = "organs"
"""The entry of the file that is no data set."""


@cache
def dataset_names() -> frozenset[str]:
    """The names of all data sets, as their articles have them for their publisher."""
    names = set()
    for key, value in load_mapping(FILE).items():
        if key == ORGANS:
            continue
        name = value.get("name") if isinstance(value, dict) else None
        if not isinstance(name, str):
            raise CodebookError(FILE, key, "has no name")
        names.add(name)
    return frozenset(names)
