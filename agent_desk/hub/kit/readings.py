"""Which readings are written down already, so that a list that refreshes itself is one row in an hour and not one every few seconds.

Remembered in this process alone: after a restart, and in another hub, the same reading is written down once more, never not at all.
"""

import hashlib
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic_core import to_json

ONCE_IN: Final = timedelta(hours=1)
_MOST: Final = 20_000

Reading = bytes
"""Who asked (by their sign-in) for what, with which parameters."""


def reading_of(authorization: str | None, operation: str, given: Mapping[str, Any]) -> Reading:
    """Return what tells this reading from others: another page or another condition is another reading."""
    return hashlib.sha256(to_json([authorization, operation, given], fallback=str)).digest()


def told_of(given: Mapping[str, Any]) -> list[str]:
    """Return the parameters for the audit trail: choices and ids as they are, of what was typed the length alone."""
    return [f"{name}={_told(value)}" for name, value in sorted(given.items()) if value not in (None, "", [], ())]


def _told(value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(_told(one) for one in value)
    if isinstance(value, str):
        return value if len(value) <= 2 or (value.replace("_", "").isalpha() and value.isascii()) else f"({len(value)})"
    return str(value)


class Readings:
    """Of one process; from any thread."""

    def __init__(self) -> None:
        self._written: dict[Reading, datetime] = {}
        self._changing = threading.Lock()

    def is_written(self, reading: Reading, now: datetime) -> bool:
        """Return whether the same was written down within `ONCE_IN`."""
        at = self._written.get(reading)
        return at is not None and timedelta(0) <= now - at < ONCE_IN

    def written(self, reading: Reading, now: datetime) -> None:
        """The row of this reading is committed."""
        with self._changing:
            if len(self._written) >= _MOST:
                kept = sorted(self._written.items(), key=lambda one: one[1])[_MOST // 2 :]
                self._written = {one: at for one, at in kept if now - at < ONCE_IN}
            self._written[reading] = now
