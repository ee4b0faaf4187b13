"""The documentation is true: commands and notebook run, pages are fresh, links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from counterclaim.cli.pages import PAGES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of a user who has the program on the path, and a database of their own."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "COUNTERCLAIM_DB": str(tmp_path / "tutorial.db")}


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_the_program_are_fresh(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page](), (
        "run `python -m counterclaim.cli.pages docs`"
    )


def test_every_command_of_the_tutorial_runs(tmp_path: Path, environment: dict[str, str]) -> None:
    samples = tmp_path / "src" / "counterclaim" / "samples"
    shutil.copytree(ROOT / "src" / "counterclaim" / "samples", samples)
    # Status 1 of the first command is what the page says: one report is in Arabic.
    (samples / "furat-al-yawm-2017-09-06.html").unlink()
    blocks = SHELL_BLOCK.findall((DOCS / "tutorial.md").read_text(encoding="utf-8"))
    assert len(blocks) > 5
    script = "set -eu\n" + "\n".join(blocks)
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "events.geojson").exists()
    assert (tmp_path / "events.geojson.loss.json").exists()
    assert (tmp_path / "tables").is_dir()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_runs_from_reports_to_a_chart(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.read(DOCS / "reports-to-chart.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=200, kernel_name="python3").execute()
    kinds = [
        kind
        for cell in notebook.cells
        for out in cell.get("outputs", ())
        for kind in out.get("data", ())
    ]
    assert "image/png" in kinds


def test_the_site_builds_without_a_dead_link(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert (tmp_path / "tutorial.html").exists()
