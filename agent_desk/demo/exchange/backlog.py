"""The events the simulated exchange still remembers, so that a reader who was away gets what they missed."""

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime

from agent_desk.demo.exchange.journal import event_id, event_number
from agent_desk.hub.exchange.protocol.calls import AnyEvent, LineLost


class Backlog:
    """The last `size` events of one run, numbered without gaps from 1."""

    def __init__(self, run: str, size: int) -> None:
        self.run = run
        self._events: deque[AnyEvent] = deque(maxlen=size)
        self.last = 0
        """Number of the newest event."""

    def add(self, events: Iterable[AnyEvent]) -> None:
        """Remember these, forget the oldest. Their numbers must follow on."""
        for event in events:
            self._events.append(event)
            self.last += 1

    @property
    def first(self) -> int:
        """Number of the oldest event still remembered (one more than `last` when there is none)."""
        return self.last - len(self._events) + 1

    def after(self, number: int, most: int) -> list[AnyEvent]:
        """At most `most` events that follow `number`, which must be at least `first` - 1."""
        begin = number + 1 - self.first
        end = min(begin + most, len(self._events))
        return [self._events[place] for place in range(begin, end)]

    def resume(self, resume_after: str) -> tuple[int, LineLost | None]:
        """Return where a reader goes on who has `resume_after`: the number they have, and LineLost if something is missing.

        A reader with nothing begins at the oldest. LineLost carries the id just before the event that follows it, so
        that a reader may go on after it as after any other event.
        """
        oldest = self.first - 1
        if not resume_after:
            return oldest, self.lost(oldest) if oldest else None
        number = event_number(self.run, resume_after)
        if number is None or not oldest <= number <= self.last:
            return oldest, self.lost(oldest)
        return number, None

    def lost(self, number: int) -> LineLost:
        """Return the notice that what came up to `number` cannot be given any more."""
        return LineLost(id=event_id(self.run, number), at=datetime.now(UTC), call="")
