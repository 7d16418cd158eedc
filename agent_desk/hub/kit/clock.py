"""The hub's clock is the clock. One function, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

_ahead = timedelta(0)


def utc_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC) + _ahead


def run_from(moment: datetime | None) -> None:
    """Let this process believe that it is `moment` (aware) now, and go on from there; None takes the machine's clock again.

    For demonstrations that must look the same at every hour of the day. A hub that serves people never calls it.
    """
    global _ahead
    _ahead = timedelta(0) if moment is None else moment - datetime.now(UTC)
