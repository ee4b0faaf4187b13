"""What the web app costs on a large database: start, and the median of every page.

    python benchmarks/web.py [DATABASE] [--articles N]

DATABASE is made where it isn't there yet, from the sample reports by substitution as told in
``linking_cost.py``: 10,000 articles give over 100,000 claims in over 50,000 events. The app is
started as a user starts it, in a process of its own, and asked over HTTP; "cold" is the first
answer after a change of the database (a row is added to it before each), "warm" the median of
the answers after it, each time with another event, article, place or word where a page has one.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from coded import say
from linking_cost import Maker, originals, towns

from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry

ARTICLES = 10_000
PORT = 8_117


def build(where: Path, articles: int) -> None:
    """Makes the database."""
    from counterclaim.linking.linker import Linker
    from counterclaim.store import Writer
    from counterclaim.store.linking import EventWriter

    registry = Registry.load()
    started = time.monotonic()
    with Writer.open(str(where), coder="benchmark") as writer:
        for made in Maker(originals(), towns(), registry).make(articles):
            writer.save(made)
    say(f"saved {articles} articles in {time.monotonic() - started:.0f} s")
    with EventWriter.open(str(where)) as events:
        done = events.link(Linker(registry, Gazetteer.open()))
    say(f"linked into {done.events} events, {time.monotonic() - started:.0f} s")
