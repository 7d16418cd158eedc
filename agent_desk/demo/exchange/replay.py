"""A past log told again as the exchange's events: a model like `simulation.py`, for the same server.

Events keep the times of the log; only when they are told is set by `speed`. The clock stands until somebody lets the
calls come (`SimPauseArrivals`), so that hub and audience are there for the first one. Nothing can be changed about the
past: orders of presence are taken and do nothing, orders about calls are refused.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, Literal

from agent_desk.demo.exchange.control import AnySimCommand, SimPauseArrivals, SimResult, SimTotals, Totals
from agent_desk.demo.exchange.journal import event_id
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyCommand,
    AnyEvent,
    Ended,
    LegEnded,
    Offered,
    Result,
    RingEnded,
    Ringing,
    SeenAgent,
    SeenCall,
    SetAvailable,
    SignIn,
    SignOut,
    Snapshot,
    Transferred,
)
from agent_desk.hub.exchange.protocol.replay import AfterCallWorkEnded, AgentTold

_PRESENCE: Final = (SignIn, SignOut, SetAvailable)
_MS: Final = timedelta(milliseconds=1)


@dataclass(slots=True)
class _Call:
    queue: str
    caller: str
    state: Literal["waiting", "ringing", "talking"] = "waiting"
    agent: str | None = None
    answered: bool = False


@dataclass(slots=True)
class _Agent:
    ready: bool
    call: str | None = None
    working: bool = False


class Replay:
    """The model. `script`: events in order, their ids still empty. `speed`: so many times faster than it was."""

    def __init__(self, run: str, script: Sequence[AnyEvent], speed: float) -> None:
        if not script or speed <= 0:
            raise ValueError("a replay needs an event and a speed above 0")
        self._run = run
        self._script = [replace(event, id=event_id(run, number)) for number, event in enumerate(script, 1)]
        self._zero_at = self._script[0].at
        self._dues: list[tuple[int, int]] = [
            (math.ceil((at - self._zero_at) / _MS / speed), len(list(group)))
            for at, group in groupby(self._script, key=lambda event: event.at)
        ]
        self._group = self._told = self._taken = self._now_ms = 0
        self._begun_ms: int | None = None
        self._calls: dict[str, _Call] = {}
        self._agents: dict[str, _Agent] = {}
        self._offered: set[str] = set()
        self._answered = self._abandoned = self._transferred = 0

    # ------------------------------------------------------------------ time

    def advance(self, to_ms: int) -> None:
        """Let real time pass up to `to_ms` since the server's start; whatever was so early in the log is told."""
        self._now_ms = max(self._now_ms, to_ms)
        while (due_ms := self.next_due_ms()) is not None and due_ms <= self._now_ms:
            for _ in range(self._dues[self._group][1]):
                self._apply(self._script[self._told])
                self._told += 1
            self._group += 1

    def next_due_ms(self) -> int | None:
        """Return when the next event is told, or None: not begun yet, or all is told."""
        if self._begun_ms is None or self._group == len(self._dues):
            return None
        return self._begun_ms + self._dues[self._group][0]

    def follow_wall_clock(self, wall: datetime) -> None:
        """The log's clock is the log's."""

    def take_events(self) -> list[AnyEvent]:
        """Return what was told since the last time, in order."""
        news = self._script[self._taken : self._told]
        self._taken = self._told
        return news

    # ------------------------------------------------------------------ orders

    def perform(self, command: AnyCommand) -> Result:
        """Presence is taken, everything else refused."""
        return Result(True) if isinstance(command, _PRESENCE) else Result(False, "no_such_call")

    def perform_sim(self, command: AnySimCommand) -> SimResult:
        """Let the calls come, and count; no call can be added to the past."""
        if isinstance(command, SimTotals):
            return SimResult(result=Result(True), totals=self.totals())
        if isinstance(command, SimPauseArrivals):
            if not command.paused and self._begun_ms is None:
                self._begun_ms = self._now_ms
            return SimResult(result=Result(True))
        return SimResult(result=Result(False, "bad_command"))

    # ------------------------------------------------------------------ what is

    def _apply(self, event: AnyEvent) -> None:
        """Follow the event in the little that a snapshot shows."""
        if isinstance(event, AgentTold):
            self._presence(event)
            return
        call = self._calls.get(event.call)
        match event:
            case Offered():
                if call is None:
                    self._offered.add(event.call)
                    self._calls[event.call] = _Call(event.queue, event.caller)
            case Ringing() if call is not None:
                call.state, call.agent = "ringing", event.agent
                self._at_seat(event.agent, event.call)
            case RingEnded() if call is not None:
                call.state, call.agent = "waiting", None
                self._leave(event.agent, event.call)
            case Answered() if call is not None:
                self._answered += not call.answered
                call.state, call.agent, call.answered = "talking", event.agent, True
                self._at_seat(event.agent, event.call)
            case Transferred() | LegEnded() if call is not None:
                self._leg_over(event, call)
            case AfterCallWorkEnded():
                agent = self._agents.get(event.agent)
                if agent is not None and agent.call is None:
                    agent.working = False
            case Ended() if call is not None:
                self._abandoned += event.outcome == "abandoned_queue"
                del self._calls[event.call]

    def _presence(self, event: AgentTold) -> None:
        if event.state == "signed_out":
            self._agents.pop(event.agent, None)
        else:
            self._agents.setdefault(event.agent, _Agent(True)).ready = event.state == "ready"

    def _at_seat(self, code: str, call: str) -> None:
        agent = self._agents.setdefault(code, _Agent(True))
        before = self._calls.get(agent.call or "")
        if before is not None and agent.call != call:
            before.agent = None
        agent.call = call

    def _leave(self, code: str, call: str) -> None:
        agent = self._agents.get(code)
        if agent is not None and agent.call == call:
            agent.call = None

    def _leg_over(self, event: Transferred | LegEnded, call: _Call) -> None:
        agent = self._agents.get(event.agent)
        if agent is not None and agent.call == event.call:
            agent.working = True
        self._leave(event.agent, event.call)
        if isinstance(event, Transferred):
            self._transferred += 1
            call.state = "waiting"
            if event.kind == "blind_number":
                del self._calls[event.call]
        if call.agent == event.agent:
            call.agent = None

    def queue_of(self, file: str) -> str:
        """Return nothing: a log that is told again has no recordings."""
        return ""

    def snapshot(self) -> Snapshot:
        """Return what the log says was so at the moment that has been reached."""
        calls = tuple(
            SeenCall(call=key, queue=one.queue, state=one.state, agent=one.agent, caller=one.caller)
            for key, one in self._calls.items()
        )
        agents = tuple(
            SeenAgent(
                agent=code, queues=(), available=one.ready and one.call is None and not one.working, call=one.call
            )
            for code, one in self._agents.items()
        )
        at = self._script[max(self._told - 1, 0)].at
        return Snapshot(at=at, calls=calls, agents=agents, position=event_id(self._run, self._told))

    def totals(self) -> Totals:
        """Return the count so far; `events` grows to the length of the script."""
        return Totals(
            offered=len(self._offered),
            answered=self._answered,
            abandoned=self._abandoned,
            still_open=sum(not one.answered for one in self._calls.values()),
            open_calls=len(self._calls),
            transferred=self._transferred,
            events=self._told,
        )
