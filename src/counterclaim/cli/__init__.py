"""The command line: a thin door. Commands are loaded when they are called."""

from counterclaim.cli.door import main

__all__ = ["main"]
