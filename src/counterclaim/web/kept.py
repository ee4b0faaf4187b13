"""What pages count over the whole database: worked out once and kept until it changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, Thread
from typing import cast

from counterclaim.store import ViewReader

_MOST = 64


class Kept:
    """Results by a key. All are forgotten when the database changes, the least used when there are
    too many. May be asked from several threads."""

    def __init__(self, reader: ViewReader) -> None:
        self._reader = reader
        self._lock = Lock()
        self._state: object = None
        self._results: OrderedDict[Hashable, object] = OrderedDict()
        self._slow: dict[Hashable, tuple[object, object]] = {}
        self._making: set[Hashable] = set()

    def get[Result](self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result of ``make`` under this key."""
        state = self._reader.state()
        with self._lock:
            if state != self._state:
                self._results.clear()
                self._state = state
            if key in self._results:
                self._results.move_to_end(key)
                return cast(Result, self._results[key])
        made = make()
        with self._lock:
            if state == self._state:
                self._results[key] = made
                if len(self._results) > _MOST:
                    self._results.popitem(last=False)
        return made

    def get_slow[Result](self, key: Hashable, make: Callable[[], Result]) -> tuple[object, Result]:
        """What takes seconds: the result of the state that it was last made of, and that state.
        Where the database has changed since, a new one is being made beside; only the first time
        is waited for."""
        state = self._reader.state()
        with self._lock:
            held = self._slow.get(key)
            begin = held is not None and held[0] != state and key not in self._making
            if begin:
                self._making.add(key)
        if held is None:
            held = self._make(key, state, make)
        elif begin:
            Thread(target=self._make, args=(key, state, make), daemon=True).start()
        return held[0], cast(Result, held[1])

    def _make(
        self, key: Hashable, state: object, make: Callable[[], object]
    ) -> tuple[object, object]:
        try:
            held = state, make()
        finally:
            self._making.discard(key)
        with self._lock:
            self._slow[key] = held
        return held
