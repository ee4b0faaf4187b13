"""Counterclaim reads reports about armed conflict and writes down who says what happened.

Importing the package loads no language model.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
