"""Counterclaim reads reports about armed conflict and writes down who says what happened.

Importing the package loads no language model.
"""

from importlib.metadata import version

__version__ = version("counterclaim")

__all__ = ["__version__"]
