"""What all tests share: the real coder, loaded once."""

from collections.abc import Iterator

import pytest

from counterclaim.pipeline import Coder


@pytest.fixture(scope="session")
def coder() -> Iterator[Coder]:
    """The coder with its model, registry and gazetteer."""
    coder = Coder()
    yield coder
    coder.gazetteer.close()
