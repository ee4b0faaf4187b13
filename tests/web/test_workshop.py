"""What the workshop does in the background, and that it tells when it fails."""

import logging
from pathlib import Path

import pytest

from counterclaim.web.workshop import Workshop


def test_a_failure_that_nobody_waits_for_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shop = Workshop(str(tmp_path / "no" / "where.db"))
    with caplog.at_level(logging.ERROR):
        shop.link()
        shop.close()
    assert "The events weren't brought up to date" in caplog.text
    assert "the folder" in caplog.text


def test_names_are_looked_up_on_its_thread(database: Path) -> None:
    shop = Workshop(str(database))
    found = shop.with_names(lambda names: names.actor("sy-army"))
    shop.close()
    assert found is not None
    assert found.name == "Syrian army"
