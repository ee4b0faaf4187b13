"""What the tests of linking share: the shipped registry, and linking without a gazetteer."""

import pytest

from counterclaim.linking.linker import Linker
from counterclaim.names.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The shipped registry."""
    return Registry.load()


@pytest.fixture(scope="session")
def linker(registry: Registry) -> Linker:
    """A linker that knows places by names, areas and distances only."""
    return Linker(registry)
