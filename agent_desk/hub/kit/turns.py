"""Who may run: threads share one interpreter, which knows no rank and loses much of its time when many want it at once.

Forty requests that come together would each get a fortieth of it, in slices of half a millisecond, and so would the thread
whose telephone rings. So what works with the database takes turns between its questions to it, which costs nothing: only
one could run anyway. The reader of events and the event loop take none; what begins while the reader applies an event
lets it go first. Both are soft: who has waited long enough goes all the same, since a turn can be held for a long report.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

WAY_S: Final = 0.01
"""The longest that somebody waits at the beginning for the reader of events: about as long as a ring takes."""
TURN_S: Final = 0.005
"""The longest wait for a turn: several times what most need between two questions."""


class Turns:
    """The turns of one hub's threads, and the right of way of one of them."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._way = threading.Event()
        self._way.set()

    @contextmanager
    def right_of_way(self) -> Iterator[None]:
        """Who begins meanwhile waits a little."""
        self._way.clear()
        try:
            yield
        finally:
            self._way.set()

    def begin(self) -> bool:
        """Wait for the one with the right of way, then as `take`."""
        return self.take(yielding=True)

    def take(self, *, yielding: bool = False) -> bool:
        """Wait for a turn; whether it came. Without one there is nothing to give back.

        `yielding`: who holds nothing that the reader of events may want lets it go first here too.
        """
        if yielding:
            self._way.wait(WAY_S)
        return self._turn.acquire(timeout=TURN_S)

    def give(self) -> None:
        """Give a turn back that was taken."""
        self._turn.release()
