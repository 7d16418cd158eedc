"""What the simulated exchange tells: events in order, each with a number that never comes twice."""

from datetime import datetime, timedelta

from agent_desk.demo.exchange.clock import VirtualClock
from agent_desk.hub.exchange.protocol.calls import AnyEvent

ID_DIGITS = 10


def event_id(run: str, number: int) -> str:
    """Return the id of a run's event; ids of one run sort as they came."""
    return f"{run}-{number:0{ID_DIGITS}d}"


def event_number(run: str, id: str) -> int | None:
    """Return the number in an event's id, or None where the id is not of this run."""
    prefix, _, digits = id.rpartition("-")
    return int(digits) if prefix == run and digits.isascii() and digits.isdigit() else None


class Journal:
    """Gives ids and times to events and keeps them until they are taken. `run` names this start of the exchange."""

    def __init__(self, run: str, started_at: datetime, clock: VirtualClock) -> None:
        self.run = run
        self.number = 0
        self._zero_at = started_at
        self._clock = clock
        self._events: list[AnyEvent] = []

    @property
    def position(self) -> str:
        """The id of the last event told; empty for none, so that a hub that has heard nothing is level with it."""
        return event_id(self.run, self.number) if self.number else ""

    def now(self) -> datetime:
        """Return the wall clock at the model's present moment."""
        return self._zero_at + timedelta(milliseconds=self._clock.now_ms)

    def follow_wall_clock(self, wall: datetime, tolerance: timedelta = timedelta(seconds=1)) -> None:
        """Take over the machine's clock where it was set, or slept: only the times of day move, no duration does."""
        if abs(wall - self.now()) > tolerance:
            self._zero_at = wall - timedelta(milliseconds=self._clock.now_ms)

    def next_id(self) -> str:
        """Return the id for the event that is about to be told."""
        self.number += 1
        return event_id(self.run, self.number)

    def tell(self, event: AnyEvent) -> None:
        """Add one event."""
        self._events.append(event)

    def take(self) -> list[AnyEvent]:
        """Return the events since the last time, in order."""
        events, self._events = self._events, []
        return events
