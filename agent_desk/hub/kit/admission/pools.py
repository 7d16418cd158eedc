"""Threads with a bound on what waits for them: what nobody has signed in for never fills the threads of those who have."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from agent_desk.hub.kit.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")


class BoundedPool:
    """A few threads; what comes while too much waits is refused at once."""

    def __init__(self, name: str, threads: int, most: int) -> None:
        """`most`: what may be under way and wait together."""
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._most = most
        self._here = 0
        self._lock = threading.Lock()

    async def run(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """Return what `work` returns, done by one of the threads. Raises Busy, and what `work` raises."""
        with self._lock:
            if self._here >= self._most:
                raise Busy(seconds=2)
            self._here += 1
        future = self._threads.submit(work, *given, **named)
        # Counted until it is done, not until nobody waits for it any more: who hangs up makes no room.
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future)

    def _done(self, _future: object) -> None:
        with self._lock:
            self._here -= 1

    def close(self) -> None:
        """Begin nothing more; what is under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Pools:
    """The places of a hub for those it does not know yet. Threads begin when they are needed."""

    def __init__(self) -> None:
        self.lookups = BoundedPool("lookup", threads=2, most=2000)
        """Whose token is it, is the seat known: a short question of the database each."""
        self.open = BoundedPool("open", threads=2, most=64)
        """What else anybody may ask for, as the way to the bank's own sign-in."""
        self.strangers = BoundedPool("sign-in", threads=1, most=256)
        """Sign-ins from seats that are not known: one at a time, so that guesses are counted before the next is looked at."""
        self.known = BoundedPool("sign-in-known", threads=2, most=512)
        """Sign-ins from seats at which this person has signed in before, and passwords of people who are signed in."""
        self.outside = BoundedPool("sign-in-outside", threads=4, most=64)
        """Sign-ins that the bank's directory or its OpenID provider decides: where it hangs, it holds up nobody else."""

    def close(self) -> None:
        """The hub ends."""
        for pool in (self.lookups, self.open, self.strangers, self.known, self.outside):
            pool.close()
