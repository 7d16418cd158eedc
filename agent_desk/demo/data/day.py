"""One operational day of the past, played through: who waited, who answered, what every agent did and when.

A small discrete-event model of its own, without an exchange: a customer's patience and talk are drawn when they call, so
that nothing has to be cancelled. Times are milliseconds after the beginning of the day.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from agent_desk.demo.data.roster import Shift

OVERFLOW_MS: Final = 17_000
"""After so long any agent on duty may take a call, whatever their queues: at night the few who are there take everything."""
RING_TIMEOUT_MS: Final = 20_000
MISSED_SHARE: Final = 0.012
HOLD_SHARE: Final = 0.16
TRANSFER_SHARE: Final = 0.035
_ARRIVE, _WAIT, _GIVE_UP, _OVERFLOW, _FREE, _DUE = range(6)

Mark = tuple[int, str, str | None, "PastCall | None"]
"""From when on, state, reason, call: an agent's history is its marks, each lasting until the next."""


@dataclass(slots=True)
class PastLeg:
    """One agent's part in a past call."""

    agent: int
    queue: int
    rung_ms: int
    ended_ms: int
    result: str
    answered_ms: int | None = None
    ring_ms: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    acw_ms: int = 0
    transfer_to: int | None = None


@dataclass(slots=True, eq=False)
class PastCall:
    """One call of the past. `caller` is whatever the maker of arrivals put there."""

    queue: int
    offered_ms: int
    patience_ms: int
    talk_ms: int
    caller: object
    again_of: "PastCall | None" = None
    number: int = 0
    outcome: str = ""
    ended_ms: int = 0
    ended_by: str = ""
    wait_ms: int = 0
    legs: list[PastLeg] = field(default_factory=list)
    waiting: bool = False
    place: int = 0
    """The queue it waits in now."""

    @property
    def answered(self) -> PastLeg | None:
        """The first leg that was answered."""
        return next((leg for leg in self.legs if leg.answered_ms is not None), None)


@dataclass(slots=True, eq=False)
class Worker:
    """One agent on duty."""

    shift: Shift
    marks: list[Mark] = field(default_factory=list)
    pauses: deque[int] = field(default_factory=deque)
    idle_from: int = 0
    idle: bool = False


@dataclass(frozen=True, slots=True)
class AcwRule:
    """How long after-call work takes in a queue: median, and the limit that ends it (0: none)."""

    median_ms: int
    limit_ms: int


Again = Callable[["PastCall"], "PastCall | None"]
"""Whether somebody who gave up calls again, and how."""


class PastDay:
    """Plays one day. Give the calls in any order, then `play`; who gives up may call again."""

    def __init__(self, random: Random, shifts: Iterable[Shift], acw: Sequence[AcwRule], again: Again) -> None:
        self._random = random
        self._acw = acw
        self._again = again
        self._events: list[tuple[int, int, int, Any]] = []
        self._made = 0
        self._waiting: list[deque[PastCall]] = [deque() for _ in acw]
        self._idle: list[Worker] = []
        self.workers = [Worker(shift, pauses=deque(range(len(shift.pauses)))) for shift in shifts]
        self.calls: list[PastCall] = []
        for worker in self.workers:
            self._sign_in(worker)

    def offer(self, call: PastCall) -> None:
        """A customer will call at `call.offered_ms`."""
        self._push(call.offered_ms, _ARRIVE, call)

    def play(self, until_ms: int) -> list[PastCall]:
        """Return what happened before `until_ms`: the calls that were over by then, in the order in which they were offered.

        Whoever is on duty then signs out; a call in progress never happened.
        """
        handlers = (self._arrive, self._wait, self._give_up, self._overflow, self._free, self._due)
        while self._events and self._events[0][0] < until_ms:
            now, _, kind, what = heapq.heappop(self._events)
            handlers[kind](now, what)
        kept = [call for call in self.calls if _cut_call(call, until_ms)]
        for worker in self.workers:
            _cut_worker(worker, until_ms)
        return kept

    def _push(self, at_ms: int, kind: int, what: Any) -> None:
        self._made += 1
        heapq.heappush(self._events, (at_ms, self._made, kind, what))

    # ------------------------------------------------------------------ customers

    def _arrive(self, now: int, call: PastCall) -> None:
        call.number = len(self.calls) + 1
        self.calls.append(call)
        call.place = call.queue
        self._wait(now, call)

    def _wait(self, now: int, call: PastCall) -> None:
        worker = self._longest_idle(call.place)
        if worker is not None:
            self._ring(now, call, worker)
            return
        call.waiting = True
        self._waiting[call.place].append(call)
        if call.answered is None:
            self._push(call.offered_ms + call.patience_ms, _GIVE_UP, call)
        self._push(now + OVERFLOW_MS, _OVERFLOW, call)

    def _give_up(self, now: int, call: PastCall) -> None:
        if call.waiting and call.answered is None:
            self._waiting[call.place].remove(call)
            self._abandon(now, call)

    def _abandon(self, now: int, call: PastCall) -> None:
        call.waiting = False
        call.outcome, call.ended_ms, call.ended_by = "abandoned_queue", now, "customer"
        call.wait_ms = now - call.offered_ms
        later = self._again(call)
        if later is not None:
            self.offer(later)

    def _overflow(self, now: int, call: PastCall) -> None:
        if call.waiting and self._idle:
            self._waiting[call.place].remove(call)
            call.waiting = False
            self._ring(now, call, min(self._idle, key=lambda worker: worker.idle_from))

    # ------------------------------------------------------------------ agents

    def _sign_in(self, worker: Worker) -> None:
        on_ms = worker.shift.on_ms
        worker.marks.append((on_ms, "not_ready", "signed_in", None))
        self._push(on_ms + self._random.randrange(15_000, 100_000), _FREE, worker)

    def _free(self, now: int, worker: Worker) -> None:
        """The agent has nothing to do any more: go home, take a pause that is due, or take the next call."""
        shift = worker.shift
        if now >= shift.off_ms:
            worker.marks.append((now, "signed_out", None, None))
        elif worker.pauses and now >= shift.pauses[worker.pauses[0]].at_ms:
            pause = shift.pauses[worker.pauses.popleft()]
            worker.marks.append((now, "not_ready", pause.reason, None))
            self._push(now + pause.length_ms, _FREE, worker)
        else:
            self._be_ready(now, worker)

    def _be_ready(self, now: int, worker: Worker) -> None:
        worker.marks.append((now, "ready", None, None))
        call = self._longest_waiting(now, worker.shift.queues)
        if call is not None:
            call.waiting = False
            self._waiting[call.place].remove(call)
            self._ring(now, call, worker)
            return
        worker.idle, worker.idle_from = True, now
        self._idle.append(worker)
        shift = worker.shift
        due = shift.pauses[worker.pauses[0]].at_ms if worker.pauses else shift.off_ms
        self._push(max(due, now + 1), _DUE, worker)

    def _due(self, now: int, worker: Worker) -> None:
        """A pause or the end of the shift comes while the agent waits for a call."""
        shift = worker.shift
        due = shift.pauses[worker.pauses[0]].at_ms if worker.pauses else shift.off_ms
        if worker.idle and now >= due:
            self._take(worker)
            self._free(now, worker)

    def _take(self, worker: Worker) -> None:
        if worker.idle:
            worker.idle = False
            self._idle.remove(worker)

    def _longest_idle(self, queue: int) -> Worker | None:
        able = [worker for worker in self._idle if queue in worker.shift.queues]
        return min(able, key=lambda worker: worker.idle_from) if able else None

    def _longest_waiting(self, now: int, queues: tuple[int, ...]) -> PastCall | None:
        best = None
        for queue, line in enumerate(self._waiting):
            if not line or (queue not in queues and now - line[0].offered_ms < OVERFLOW_MS):
                continue
            if best is None or line[0].offered_ms < best.offered_ms:
                best = line[0]
        return best

    # ------------------------------------------------------------------ the call

    def _ring(self, now: int, call: PastCall, worker: Worker) -> None:
        self._take(worker)
        random = self._random
        worker.marks.append((now, "reserved", None, call))
        missed = random.random() < MISSED_SHARE
        ring_ms = RING_TIMEOUT_MS if missed else min(18_000, 900 + int(random.lognormvariate(0.95, 0.45) * 1000))
        gives_up_ms = call.offered_ms + call.patience_ms
        leg = PastLeg(worker.shift.agent, call.place, now, now + ring_ms, "missed", ring_ms=ring_ms)
        call.legs.append(leg)
        if call.answered is None and now + ring_ms >= gives_up_ms:
            leg.result, leg.ended_ms = "caller_gone", max(now + 1, gives_up_ms)
            leg.ring_ms = leg.ended_ms - now
            self._abandon(leg.ended_ms, call)
            self._push(leg.ended_ms, _FREE, worker)
        elif missed:
            self._push(now + ring_ms, _WAIT, call)
            self._push(now + ring_ms, _FREE, worker)
        else:
            self._talk(now + ring_ms, call, leg, worker)

    def _talk(self, now: int, call: PastCall, leg: PastLeg, worker: Worker) -> None:
        random = self._random
        if call.answered is None:
            call.wait_ms = now - call.offered_ms
        leg.answered_ms, leg.result = now, "answered"
        first = leg.talk_ms = call.talk_ms if len(call.legs) == 1 else max(15_000, call.talk_ms // 2)
        worker.marks.append((now, "talking", None, call))
        end = now + leg.talk_ms
        if random.random() < HOLD_SHARE and first > 40_000:
            leg.hold_ms = random.randrange(12_000, 110_000)
            held_from = now + int(first * random.uniform(0.2, 0.7))
            worker.marks.append((held_from, "on_hold", None, call))
            worker.marks.append((held_from + leg.hold_ms, "talking", None, call))
            end += leg.hold_ms
        leg.ended_ms = end
        worker.marks.append((end, "after_call_work", None, call))
        rule = self._acw[call.place]
        leg.acw_ms = int(rule.median_ms * random.lognormvariate(0, 0.55))
        if rule.limit_ms:
            leg.acw_ms = min(leg.acw_ms, rule.limit_ms)
        self._push(end + leg.acw_ms, _FREE, worker)
        self._finish(end, call, leg)

    def _finish(self, now: int, call: PastCall, leg: PastLeg) -> None:
        random = self._random
        if len(call.legs) == 1 and random.random() < TRANSFER_SHARE:
            leg.result, leg.transfer_to = "transferred", random.randrange(len(self._acw))
            call.place = leg.transfer_to
            self._push(now, _WAIT, call)
            return
        call.outcome, call.ended_ms = "answered", now
        call.ended_by = "agent" if random.random() < 0.38 else "customer"


def _cut_call(call: PastCall, until_ms: int) -> bool:
    """Leave out what was not over by then; whether anything of the call is left."""
    call.legs = [leg for leg in call.legs if leg.ended_ms <= until_ms]
    for leg in call.legs:
        leg.acw_ms = min(leg.acw_ms, until_ms - leg.ended_ms)
    if call.outcome == "abandoned_queue":
        return call.ended_ms <= until_ms
    last = call.legs[-1] if call.answered is not None else None
    if last is None:
        return False
    if call.ended_ms == 0 or call.ended_ms > until_ms:
        # Sent on, and not taken again before the end: the customer hung up where the first agent left them.
        call.outcome, call.ended_ms, call.ended_by = "answered", last.ended_ms, "customer"
    return True


def _cut_worker(worker: Worker, until_ms: int) -> None:
    """The marks up to then, without those of calls that were left out; then the agent is signed out."""
    kept: list[Mark] = []
    for mark in worker.marks:
        call = mark[3]
        if mark[0] >= until_ms or (call is not None and not _has_leg(call, worker, mark[0])):
            break
        kept.append(mark)
    if kept and kept[-1][1] != "signed_out":
        kept.append((until_ms, "signed_out", None, None))
    worker.marks = kept


def _has_leg(call: PastCall, worker: Worker, at_ms: int) -> bool:
    agent = worker.shift.agent
    return any(leg.agent == agent and leg.rung_ms <= at_ms <= leg.ended_ms for leg in call.legs)
