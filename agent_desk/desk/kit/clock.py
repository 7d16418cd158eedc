"""The hub's clock, as known at the seat: the seat's own wall clock is never trusted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_TRUST_S = 60.0
"""A sample this old is replaced even by a less exact one, so that drift of the seat's oscillator does not add up."""


class HubClock:
    """Keeps the offset between the hub's clock and this machine's monotonic counter.

    Cristian's method (1989): the hub read its clock somewhere between sending and receiving, so the middle is the best guess
    and half the round trip bounds the error; the sample with the shortest round trip of the last minute is kept.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._hub_at: datetime | None = None
        self._at_mono = 0.0
        self._error_s = float("inf")

    def note(self, hub_at: datetime, sent: float, received: float) -> None:
        """Take a sample. ``sent`` and ``received`` are readings of the monotonic counter in seconds."""
        error_s = max(0.0, received - sent) / 2
        with self._lock:
            stale = received - self._at_mono > _TRUST_S
            if self._hub_at is None or stale or error_s <= self._error_s:
                self._hub_at, self._at_mono, self._error_s = hub_at, (sent + received) / 2, error_s

    def note_text(self, hub_time: str | None, sent: float, received: float) -> None:
        """Take a sample from an ``X-Hub-Time`` header or a ``hub_time`` field; text that is no time is ignored."""
        if not hub_time:
            return
        try:
            hub_at = datetime.fromisoformat(hub_time)
        except ValueError:
            return
        if hub_at.tzinfo is not None:
            self.note(hub_at, sent, received)

    @property
    def known(self) -> bool:
        """Whether the hub has told its time yet."""
        return self._hub_at is not None

    def now(self) -> datetime:
        """Return the hub's time now (UTC, aware); this machine's clock until the hub has told its own."""
        with self._lock:
            if self._hub_at is None:
                return datetime.now(UTC)
            return (self._hub_at + timedelta(seconds=self._monotonic() - self._at_mono)).astimezone(UTC)
