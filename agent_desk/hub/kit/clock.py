"""The hub's clock is the clock. One function, so that tests can set it; and it goes evenly, whatever the machine's does.

What may be deleted because of its age is decided by `trusted_clock`, which asks the database as well.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

_ahead = timedelta(0)


def utc_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC) + _ahead


def machine_now() -> datetime:
    """Now by the machine's clock alone, aware, UTC."""
    return datetime.now(UTC)


def ahead() -> timedelta:
    """Return how far this process believes to be ahead of the machine (`run_from`)."""
    return _ahead


def _elapsed_s() -> float:
    """Return seconds since some moment, those included in which the machine slept, where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot) if boot is not None else time.monotonic()


class EvenClock:
    """The machine's clock, as long as it goes as time does: one that jumps is not followed until it is back, or the hub begins anew."""

    def __init__(
        self,
        most_s: float = 60.0,
        machine: Clock | None = None,
        elapsed_s: Callable[[], float] = _elapsed_s,
    ) -> None:
        """`most_s`: seconds by which it may be set at once; more is a jump."""
        self._most_s, self._machine, self._elapsed_s = most_s, machine or machine_now, elapsed_s
        self._lock = threading.Lock()
        self._at, self._since_s = self._machine(), elapsed_s()
        self.jumped_s = 0.0
        """By how many seconds the machine's clock has jumped and is not followed."""

    def __call__(self) -> datetime:
        """Now, aware, UTC."""
        with self._lock:
            shown, elapsed_s = self._machine(), self._elapsed_s()
            expected = self._at + timedelta(seconds=elapsed_s - self._since_s)
            off_s = (shown - expected).total_seconds()
            if abs(off_s) > self._most_s:
                self.jumped_s = off_s
                return expected + _ahead
            self._at, self._since_s, self.jumped_s = shown, elapsed_s, 0.0
            return shown + _ahead


def midnight(now: datetime, zone: str) -> datetime:
    """Return the beginning of today in the centre's zone."""
    return now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def run_from(moment: datetime | None) -> None:
    """Let this process believe that it is `moment` (aware) now, and go on from there; None takes the machine's clock again.

    For demonstrations that must look the same at every hour of the day. A hub that serves people never calls it.
    """
    global _ahead
    _ahead = timedelta(0) if moment is None else moment - datetime.now(UTC)
