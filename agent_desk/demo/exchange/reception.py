"""What a queue's hours and measures do to a call at the simulated exchange: turned away, told, passed on. As the dial plan does.

No sounds: what would be heard is told. A customer who is offered a call-back by an overflow waits on; `SimAskCallback` takes it.
"""

from typing import Any

from agent_desk.demo.exchange.callers import Customer
from agent_desk.demo.exchange.clock import VirtualClock
from agent_desk.demo.exchange.journal import Journal
from agent_desk.demo.exchange.switch import Call, Switch
from agent_desk.hub.exchange.protocol.calls import Ended, Outcome, Result
from agent_desk.hub.exchange.protocol.menu import Entered, Fact, FactName, Overflowed, OverflowWhy
from agent_desk.hub.exchange.protocol.plan_rules import CLOSED_SOUND
from agent_desk.hub.exchange.protocol.queue_state import QueueState

RINGS_MS = 1000
"""A call that rings as its time to overflow comes is looked at again so much later."""


class Reception:
    """Where every call comes in, on its way into a queue."""

    def __init__(self, clock: VirtualClock, journal: Journal, switch: Switch, hotline: str) -> None:
        self._clock, self._journal, self._switch, self._hotline = clock, journal, switch, hotline
        self._states: dict[str, QueueState] = {}

    @property
    def states(self) -> tuple[QueueState, ...]:
        """What holds beside the plan."""
        return tuple(self._states[queue] for queue in sorted(self._states))

    def set(self, state: QueueState) -> Result:
        """Let it hold from the next call on."""
        named = {state.queue, *([state.target] if state.overflow_to == "queue" else [])}
        if not named <= self._switch.waiting.keys():
            return Result(False, "no_such_queue")
        self._states.pop(state.queue, None)
        if not state.as_planned:
            self._states[state.queue] = state
        return Result(True)

    def opened(self, queue: str) -> bool:
        """Whether the queue is open out of its hours."""
        held = self._states.get(queue)
        return held is not None and held.hours == "opened"

    def come(
        self,
        key: str,
        queue: str,
        customer: Customer,
        again_of: str | None = None,
        *,
        told: bool = False,
        priority: int = 0,
    ) -> Call | None:
        """Return the call that waits now; None where it came into no queue. `told`: the hub knows of it already."""
        held = self._states.get(queue)
        by_hours = held is not None and held.shut_at(self._journal.now())
        if held is None or not (by_hours or held.measured):
            return self._switch.offer(key, queue, customer, self._hotline, again_of, priority)
        if not told:
            caller, dialled = customer.caller, self._hotline
            self._journal.tell(Entered(**self._head(key), queue=queue, caller=caller, dialled=dialled))
        if held.hours == "closed" or by_hours:
            self._fact(key, "turned_away", f"{queue}/{CLOSED_SOUND if by_hours else held.closed_sound}")
            self._over(key, "closed")
            return None
        if held.announcement:
            self._fact(key, "announcement", f"{queue}/{held.announcement}")
        if held.at_once or (held.waiting and len(self._switch.waiting[queue]) > held.waiting):
            self._tell_overflow(key, held, "measure")
            if held.overflow_to == "queue":
                return self.come(key, held.target, customer, again_of, told=True, priority=priority)
            if held.overflow_to == "message":
                self._over(key, "diverted")
                return None
        call = self._switch.offer(key, queue, customer, self._hotline, again_of, priority)
        if held.after_s:
            self._clock.after(held.after_s * 1000, lambda: self._late(call, held))
        return call

    def _late(self, call: Call, held: QueueState) -> None:
        """It has waited so long: it goes on elsewhere, where it still waits here."""
        waits = call.key in self._switch.calls and call.queue == held.queue and call.first_wait_ms is None
        if waits and call.state == "ringing":
            self._clock.after(RINGS_MS, lambda: self._late(call, held))
        elif waits and call.state == "waiting" and not call.callback:
            self._tell_overflow(call.key, held, "measure_wait")
            if held.overflow_to == "queue":
                self._switch.move(call, held.target)
            elif held.overflow_to == "message":
                self._switch.leave_queue(call)
                self._switch.end(call, "timed_out")

    def _tell_overflow(self, key: str, held: QueueState, why: OverflowWhy) -> None:
        assert held.overflow_to
        target = "" if held.overflow_to == "callback" else held.target
        self._journal.tell(Overflowed(**self._head(key), queue=held.queue, to=held.overflow_to, target=target, why=why))

    def _over(self, key: str, outcome: Outcome) -> None:
        self._journal.tell(Ended(**self._head(key), outcome=outcome, wait_ms=0))

    def _fact(self, key: str, name: FactName, value: str) -> None:
        self._journal.tell(Fact(**self._head(key), name=name, value=value))

    def _head(self, key: str) -> dict[str, Any]:
        return {"id": self._journal.next_id(), "at": self._journal.now(), "call": key}
