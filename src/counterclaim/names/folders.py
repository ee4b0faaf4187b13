"""Where a user's own data lies."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Give the folder for a user's own data (not created): XDG, macOS or Windows habits."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "counterclaim"


def places_folder() -> Path:
    """Give the folder of a user's own places and installed countries (not created)."""
    return data_folder() / "places"


def user_files() -> list[Path]:
    """Give the user's CSV files of places and the installed countries, in a fixed order."""
    folder = places_folder()
    return [*sorted(folder.glob("*.csv")), *sorted(folder.glob("[A-Z][A-Z].sqlite"))]
