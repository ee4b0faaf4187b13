"""Work that needs the registry, the gazetteer or the linker, on one thread of its own.

They are loaded when first needed. A page that only decides doesn't wait for the events to be
brought up to date; one that shows the outcome does.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from counterclaim.review import Names

if TYPE_CHECKING:
    from counterclaim.linking.linker import Linker
    from counterclaim.names.gazetteer import Gazetteer

_log = logging.getLogger(__name__)

_LONGEST_WAIT = 60.0
"""Seconds."""


class Workshop:
    """Runs one thing after the other, in the order asked for."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workshop")
        self._names: Names | None = None
        self._linker: Linker | None = None
        self._gazetteer: Gazetteer | None = None

    def with_names[T](self, work: Callable[[Names], T]) -> T:
        """What ``work`` gives, done with the registry's and gazetteer's names at hand."""
        return self._thread.submit(lambda: work(self._load_names())).result(_LONGEST_WAIT)

    def link(self, *, wait: bool = False) -> None:
        """Has the events brought up to what was decided; with ``wait``, until they are."""
        linking = self._thread.submit(self._link)
        if wait:
            linking.result(_LONGEST_WAIT)
        else:
            linking.add_done_callback(_tell)

    def close(self) -> None:
        """Finishes what was begun."""
        self._thread.submit(self._let_go)
        self._thread.shutdown()

    def _let_go(self) -> None:
        if self._gazetteer is not None:
            self._gazetteer.close()

    def _load_names(self) -> Names:
        if self._names is None:
            self._load()
        assert self._names is not None
        return self._names

    def _load(self) -> None:
        from counterclaim.linking.linker import Linker
        from counterclaim.names.gazetteer import Gazetteer, GazetteerMissing
        from counterclaim.names.registry import Registry

        registry = Registry.load()
        with suppress(GazetteerMissing):
            self._gazetteer = Gazetteer.open()
        self._names = Names(registry, self._gazetteer)
        self._linker = Linker(registry, self._gazetteer)

    def _link(self) -> None:
        from counterclaim.store.linking import EventWriter

        with EventWriter.open(self._database) as writer:
            if not writer.pending():
                return
            if self._linker is None:
                self._load()
            assert self._linker is not None
            writer.link(self._linker)


def _tell(linking: Future[None]) -> None:
    """What nobody waits for still tells when it fails; the next decision tries again."""
    if (error := linking.exception()) is not None:
        _log.error("The events weren't brought up to date: %s", error, exc_info=error)
