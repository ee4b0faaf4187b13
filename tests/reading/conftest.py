"""Lets the tests of this room import ``reading_helpers`` beside them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
