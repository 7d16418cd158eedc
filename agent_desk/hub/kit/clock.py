"""The hub's clock is the clock. One function, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

_ahead = timedelta(0)


def utc_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC) + _ahead


def midnight(now: datetime, zone: str) -> datetime:
    """Return the beginning of today in the centre's zone."""
    return now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def run_from(moment: datetime | None) -> None:
    """Let this process believe that it is `moment` (aware) now, and go on from there; None takes the machine's clock again.

    For demonstrations that must look the same at every hour of the day. A hub that serves people never calls it.
    """
    global _ahead
    _ahead = timedelta(0) if moment is None else moment - datetime.now(UTC)
