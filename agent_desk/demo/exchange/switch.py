"""The switch of the simulated exchange: which call waits, rings or is talked to, and at whose seat.

A call goes waiting -> ringing -> talking <-> held -> ended, and back to waiting when it is missed, refused or sent to
another queue. Every fact is told to the journal at the moment it becomes true. Who calls, and when, is not decided here.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from agent_desk.demo.exchange.callers import Customer
from agent_desk.demo.exchange.clock import Timer, VirtualClock
from agent_desk.demo.exchange.journal import Journal
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    Ended,
    EndedBy,
    LegEnded,
    Offered,
    Outcome,
    RingEnded,
    Ringing,
)
from agent_desk.hub.exchange.protocol.menu import CallbackState, CallbackTold, Fact

Why = Literal["missed", "refused", "caller_gone", "picked_up"]


_A_PRIORITY: Final = 1 << 40
"""More than calls that ever come: what one step of priority is worth in the order."""


@dataclass(slots=True, eq=False)
class Call:
    """One open call. `order` is its place among all waiting calls: the smaller, the sooner served."""

    key: str
    queue: str
    customer: Customer
    order: int
    again_of: str | None = None
    state: Literal["waiting", "ringing", "talking", "held"] = "waiting"
    agent: str | None = None
    first_wait_ms: int | None = None
    waits_from_ms: int = 0
    rings_from_ms: int = 0
    talks_from_ms: int = 0
    held_from_ms: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    talk_left_ms: int = 0
    muted: bool = False
    patience: Timer | None = None
    """Ends the wait, or the hold, when the customer has had enough."""
    progress: Timer | None = None
    """Ends the ringing, or the talk."""
    rested_until_ms: dict[str, int] = field(default_factory=dict)
    """Agents who let this call ring, and when it may ring there again."""
    callback: bool = False
    """It keeps the place of the customer of `again_of`, who is dialled when an agent is there."""
    survey: str = ""
    """The score that the customer will give when the agent hangs up first; empty: none."""
    outbound: bool = False
    asked: "Asked | None" = None
    also: dict[str, int] = field(default_factory=dict)
    """Colleagues in a conference, and since when."""
    place: str = ""
    """Where the customer is parked."""
    priority: int = 0


@dataclass(slots=True, eq=False)
class Asked:
    """Whom an agent asks about their call."""

    kind: Literal["agent", "number"]
    target: str
    by: str
    answered: bool = False
    joined: bool = False
    timer: Timer | None = None


@dataclass(slots=True, eq=False)
class Seat:
    """One agent as the switch knows them. Someone who signs out during a call keeps the seat until it is over."""

    agent: str
    queues: tuple[str, ...] = ()
    signed_in: bool = False
    available: bool = False
    call: Call | None = None
    asked: Call | None = None
    """The call of a colleague who asks this agent."""
    penalties: dict[str, int] = field(default_factory=dict)
    idle_from: tuple[int, int] = (0, 0)
    greeted: bool = False
    awaits: str = ""
    """The caller who comes first to this agent: until then nobody else rings here."""

    @property
    def free(self) -> bool:
        """May be rung now."""
        return self.signed_in and self.available and self.call is None and self.asked is None


@dataclass(slots=True)
class Tally:
    """Counts since the start: whole calls, but `transferred`, which counts transfers."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    transferred: int = 0


def stop(timer: Timer | None) -> None:
    """Cancel a timer that may not be there."""
    if timer is not None:
        timer.cancel()


class Switch:
    """Calls, seats and queues. `gave_up` is told of every customer who hung up while waiting for a first answer."""

    def __init__(
        self,
        clock: VirtualClock,
        journal: Journal,
        queues: Iterable[str],
        ring_timeout_ms: int,
        ring_again_after_ms: int,
        gave_up: Callable[[Call], None],
    ) -> None:
        self.clock = clock
        self.journal = journal
        self.calls: dict[str, Call] = {}
        self.seats: dict[str, Seat] = {}
        self.tally = Tally()
        self.waiting: dict[str, list[tuple[int, Call]]] = {queue: [] for queue in queues}
        self._ring_timeout_ms = ring_timeout_ms
        self._ring_again_after_ms = ring_again_after_ms
        self._gave_up = gave_up
        self.parted: Callable[[Call, str], None] = lambda call, agent: None
        """Told when an agent's part in a talk is over."""
        self.ending: Callable[[Call], None] = lambda call: None
        """Told before a call ends."""
        self._turn = 0
        self._order = 0

    # ------------------------------------------------------------------ calls come and wait

    def offer(
        self,
        key: str,
        queue: str,
        customer: Customer,
        dialled: str,
        again_of: str | None = None,
        priority: int = 0,
    ) -> Call:
        """Return a customer joins a queue; with priority before all that wait with less."""
        call = Call(key, queue, customer, self.next_order(priority), again_of, priority=priority)
        self.calls[key] = call
        self.tally.offered += 1
        self.join(call, dialled)
        return call

    def next_order(self, priority: int = 0) -> int:
        """Return a place behind every call that waits now with as much priority."""
        self._order += 1
        return self._order - priority * _A_PRIORITY

    def join(self, call: Call, dialled: str = "") -> None:
        """Put the call into its queue, tell it, and ring an agent if one is free."""
        self._tell_offered(call, dialled)
        self.begin_wait(call)
        self._queue_up(call)

    def _tell_offered(self, call: Call, dialled: str = "") -> None:
        journal = self.journal
        journal.tell(
            Offered(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                queue=call.queue,
                caller=call.customer.caller,
                dialled=dialled,
                again_of=call.again_of,
                callback=call.callback,
            )
        )

    def leave_place(self, call: Call, key: str, dialled: str) -> None:
        """The customer hangs up, to be called back: a call of the exchange's own waits on in their place."""
        self.leave_queue(call)
        self.end(call, "called_back")
        self.calls[key] = kept = Call(key, call.queue, call.customer, call.order, call.key, callback=True)
        self.join(kept, dialled)

    def begin_wait(self, call: Call) -> None:
        """The customer starts to wait, with their own patience for this wait."""
        call.waits_from_ms = self.clock.now_ms
        call.rested_until_ms.clear()
        call.patience = self.clock.after(call.customer.patience_ms(), lambda: self.customer_leaves(call))

    def _queue_up(self, call: Call) -> None:
        call.state, call.agent = "waiting", None
        insort(self.waiting[call.queue], (call.order, call))
        seat = self._longest_idle(call)
        if seat is not None:
            self.ring(call, seat)

    def _longest_idle(self, call: Call) -> Seat | None:
        now_ms, rested = self.clock.now_ms, call.rested_until_ms
        free = (
            seat
            for seat in self.seats.values()
            if seat.free
            and call.queue in seat.queues
            and seat.awaits in ("", call.customer.caller)
            and rested.get(seat.agent, 0) <= now_ms
        )
        # As the exchange's queues do: who has the smaller penalty first, then who is idle longest.
        return min(
            free, key=lambda seat: (not seat.awaits, seat.penalties.get(call.queue, 0), seat.idle_from), default=None
        )

    def serve(self, seat: Seat) -> None:
        """Ring the longest waiting call of the seat's queues at it, if the seat is free."""
        if not seat.free or seat.awaits:
            return
        now_ms = self.clock.now_ms
        heads = (
            next((pair for pair in self.waiting[queue] if pair[1].rested_until_ms.get(seat.agent, 0) <= now_ms), None)
            for queue in seat.queues
        )
        first = min((pair for pair in heads if pair is not None), key=lambda pair: pair[0], default=None)
        if first is not None:
            self.ring(first[1], seat)

    def rest(self, seat: Seat) -> None:
        """The seat goes to the end of the line of idle agents."""
        self._turn += 1
        seat.idle_from = (self.clock.now_ms, self._turn)

    # ------------------------------------------------------------------ ringing

    def ring(self, call: Call, seat: Seat) -> None:
        """Ring the call at a free seat."""
        if call.state == "waiting":
            self.leave_queue(call)
        call.state, call.agent, seat.call, seat.awaits = "ringing", seat.agent, call, ""
        call.rings_from_ms = self.clock.now_ms
        call.progress = self.clock.after(self._ring_timeout_ms, lambda: self.ring_over(call, "missed"))
        journal = self.journal
        journal.tell(Ringing(id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent, queue=call.queue))

    def move(self, call: Call, queue: str) -> None:
        """A waiting call goes to the end of another queue; the customer's wait and patience go on."""
        self.leave_queue(call)
        call.queue, call.order = queue, self.next_order(call.priority)
        self._tell_offered(call)
        self._queue_up(call)

    def leave_queue(self, call: Call) -> None:
        """Take a waiting call out of its queue."""
        line = self.waiting.get(call.queue, [])
        place = bisect_left(line, (call.order,))
        if place < len(line) and line[place][1] is call:
            del line[place]

    def ring_over(self, call: Call, why: Literal["missed", "refused"]) -> None:
        """The agent does not take the call: it goes back to its old place in the queue, and rests from this agent."""
        seat = self._silence(call, why)
        self.rest(seat)
        call.rested_until_ms[seat.agent] = self.clock.now_ms + self._ring_again_after_ms
        self.clock.after(self._ring_again_after_ms, lambda: self._serve_again(seat.agent))
        self._queue_up(call)
        self.serve(seat)

    def _serve_again(self, agent: str) -> None:
        seat = self.seats.get(agent)
        if seat is not None:
            self.serve(seat)

    def _silence(self, call: Call, why: Why) -> Seat:
        seat = self._part(call)
        journal = self.journal
        journal.tell(
            RingEnded(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=seat.agent,
                ring_ms=self.clock.now_ms - call.rings_from_ms,
                why=why,
            )
        )
        return seat

    def _part(self, call: Call) -> Seat:
        """Take the call from its seat."""
        assert call.agent is not None
        seat = self.seats[call.agent]
        stop(call.progress)
        call.agent, seat.call = None, None
        if not seat.signed_in:
            del self.seats[seat.agent]
        return seat

    # ------------------------------------------------------------------ talking

    def answer(self, call: Call, seat: Seat) -> None:
        """The agent takes the ringing call; the customer will talk as long as they need."""
        now_ms, journal = self.clock.now_ms, self.journal
        stop(call.progress)
        stop(call.patience)
        wait_ms = now_ms - call.waits_from_ms
        if call.first_wait_ms is None:
            call.first_wait_ms = wait_ms
            self.tally.answered += 1
        call.talk_ms, call.hold_ms, call.muted = 0, 0, False
        call.talk_left_ms = call.customer.talk_ms()
        journal.tell(
            Answered(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=seat.agent,
                queue=call.queue,
                wait_ms=wait_ms,
                ring_ms=now_ms - call.rings_from_ms,
            )
        )
        if call.callback:
            states: tuple[CallbackState, ...] = ("dialling", "reached")
            for state in states:
                journal.tell(CallbackTold(id=journal.next_id(), at=journal.now(), call=call.key, state=state))
        self.talk_on(call)

    def talk_on(self, call: Call) -> None:
        """Talk begins, or goes on after a hold."""
        call.state, call.talks_from_ms = "talking", self.clock.now_ms
        call.progress = self.clock.after(call.talk_left_ms, lambda: self.leg_over(call, "customer"))

    def talk_stops(self, call: Call) -> None:
        """Book the talk so far and stop its clock."""
        stop(call.progress)
        talked_ms = self.clock.now_ms - call.talks_from_ms
        call.talk_ms += talked_ms
        call.talk_left_ms = max(1, call.talk_left_ms - talked_ms)

    def hold(self, call: Call) -> None:
        """The customer hears music, and leaves when it lasts too long."""
        self.talk_stops(call)
        call.state, call.held_from_ms = "held", self.clock.now_ms
        call.patience = self.clock.after(call.customer.hold_patience_ms(), lambda: self.customer_leaves(call))

    def hold_stops(self, call: Call) -> int:
        """Book this hold; its length in milliseconds."""
        stop(call.patience)
        held_ms = self.clock.now_ms - call.held_from_ms
        call.hold_ms += held_ms
        return held_ms

    def close_leg(self, call: Call) -> Seat:
        """Book what is running and take the call from its seat, which is idle again."""
        if call.state == "held":
            self.hold_stops(call)
        else:
            self.talk_stops(call)
        seat = self._part(call)
        self.parted(call, seat.agent)
        self.rest(seat)
        return seat

    # ------------------------------------------------------------------ the end

    def leg_over(self, call: Call, by: EndedBy) -> None:
        """Somebody hung up in the talk: the leg ends, then the call."""
        seat = self.close_leg(call)
        journal = self.journal
        journal.tell(
            LegEnded(
                id=journal.next_id(),
                at=journal.now(),
                call=call.key,
                agent=seat.agent,
                talk_ms=call.talk_ms,
                hold_ms=call.hold_ms,
                by=by,
            )
        )
        if call.survey and by == "agent":
            journal.tell(Fact(id=journal.next_id(), at=journal.now(), call=call.key, name="survey", value=call.survey))
        self.end(call)
        self.serve(seat)

    def end(self, call: Call, lost: Outcome = "abandoned_queue") -> None:
        """The whole call is over; it was answered if ever an agent answered it, else `lost`."""
        self.ending(call)
        stop(call.patience)
        stop(call.progress)
        outcome: Outcome = "answered"
        wait_ms = call.first_wait_ms
        if wait_ms is None:
            outcome, wait_ms = lost, self.clock.now_ms - call.waits_from_ms
            self.tally.abandoned += int(lost == "abandoned_queue")
        del self.calls[call.key]
        journal = self.journal
        journal.tell(Ended(id=journal.next_id(), at=journal.now(), call=call.key, outcome=outcome, wait_ms=wait_ms))

    def customer_leaves(self, call: Call) -> None:
        """The customer hangs up, wherever the call is."""
        if call.state == "talking" and call.agent is None:  # with a supervisor who took it over
            self.end(call)
            return
        if call.state in ("talking", "held"):
            self.leg_over(call, "customer")
            return
        seat = self._silence(call, "caller_gone") if call.state == "ringing" else None
        if seat is None:
            self.leave_queue(call)
        self.end(call)
        if call.first_wait_ms is None:
            self._gave_up(call)
        if seat is not None:
            self.serve(seat)
