"""What pages count over the whole database: worked out once and kept until it changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
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
