"""A virtual clock with timers: the simulated exchange runs on it, so that a test's hour passes in a moment."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(order=True, slots=True)
class Timer:
    """One appointment. Two at the same millisecond come in the order in which they were made."""

    due_ms: int
    number: int
    action: Callable[[], None] | None = field(compare=False)

    def cancel(self) -> None:
        """Forget it; cancelling twice, or after it came, does nothing."""
        self.action = None


class VirtualClock:
    """Milliseconds since the start, moved forward by `advance` alone."""

    def __init__(self) -> None:
        self.now_ms = 0
        self._timers: list[Timer] = []
        self._made = 0

    def after(self, delay_ms: int, action: Callable[[], None]) -> Timer:
        """Call `action` in `delay_ms` (at once next time, if negative)."""
        self._made += 1
        timer = Timer(self.now_ms + max(0, delay_ms), self._made, action)
        heapq.heappush(self._timers, timer)
        return timer

    def next_due_ms(self) -> int | None:
        """Return when the next timer comes, or None."""
        while self._timers and self._timers[0].action is None:
            heapq.heappop(self._timers)
        return self._timers[0].due_ms if self._timers else None

    def advance(self, to_ms: int) -> None:
        """Move to `to_ms`; every timer on the way sees the clock at its own time. Going back is not possible: nothing happens."""
        while (due_ms := self.next_due_ms()) is not None and due_ms <= to_ms:
            timer = heapq.heappop(self._timers)
            action, timer.action = timer.action, None
            self.now_ms = max(self.now_ms, due_ms)
            if action is not None:
                action()
        self.now_ms = max(self.now_ms, to_ms)
