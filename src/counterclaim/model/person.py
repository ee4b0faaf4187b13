"""Who works with the web app."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do."""

    READER = "reader"
    """Looks, and decides nothing."""
    CODER = "coder"
    """Decides on claims and on whether two of them tell the same."""
    CURATOR = "curator"
    """Also decides on events, settles what others code, and undoes what others decided."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name, under which decisions are kept, and a role."""

    name: str
    role: Role
