"""Counterclaim reads reports about armed conflict and writes down who says what happened.

    import counterclaim as cc

    for article in cc.code("reports/"):                 # or a text
        for claim in article.claims: ...
    with cc.open("counterclaim.db") as db:
        for event in db.events(grade="contested"): ...

Importing the package loads no language model: each name loads what it needs when it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.exports.api import Database, InputError, Records, code, open  # noqa: A004

__version__ = "0.1.0"

__all__ = ["Database", "InputError", "Records", "__version__", "code", "open"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("counterclaim.exports.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
