"""A place for questions to somebody outside who may hang: a few threads, a time limit, and a rest after each failure.

Whoever asks waits so long at most, whatever the other side does, and while it is known to be away nobody waits at all.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from agent_desk.hub.gateways.directory.protocol import DirectoryAway

T = TypeVar("T")
THREADS: Final = 4
MOST: Final = 32
"""Questions under way and waiting together; what comes beyond is refused at once."""
WITHIN_S: Final = 10.0
REST_S: Final = 5.0
"""After a failure nobody is sent for so long."""


class Place:
    """Where questions to one directory are asked. Its threads begin when they are needed."""

    def __init__(self, name: str, *, within_s: float = WITHIN_S, rest_s: float = REST_S) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix=name)
        self._within_s, self._rest_s = within_s, rest_s
        self._lock = threading.Lock()
        self._here = 0
        self._resting_until = 0.0
        self._cause = ""

    def ask(self, question: Callable[[], T]) -> T:
        """Return the answer. Raises DirectoryAway: at once while the directory rests or too many ask, else in time."""
        with self._lock:
            if time.monotonic() < self._resting_until:
                raise DirectoryAway(self._cause)
            if self._here >= MOST:
                raise DirectoryAway("busy")
            self._here += 1
        future = self._threads.submit(question)
        # Counted until it is done, not until nobody waits for it any more.
        future.add_done_callback(self._done)
        try:
            return future.result(self._within_s)
        except TimeoutError:
            self._rest("time")
            raise DirectoryAway("time") from None
        except DirectoryAway as away:
            self._rest(away.cause)
            raise

    def close(self) -> None:
        """Begin nothing more; what is under way ends by its own time limits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _done(self, _future: object) -> None:
        with self._lock:
            self._here -= 1

    def _rest(self, cause: str) -> None:
        with self._lock:
            self._resting_until, self._cause = time.monotonic() + self._rest_s, cause
