"""Helpers of the exchange's tests: a quiet model, a shift of tireless agents, a server in a thread."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from agent_desk.demo.exchange.control import SimPlaceCall
from agent_desk.demo.exchange.profile import SimulationSettings
from agent_desk.demo.exchange.simulation import Simulation
from agent_desk.demo.exchange.simulator_server import run_simulator
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    Answered,
    AnyCommand,
    AnyEvent,
    LegEnded,
    Result,
    Ringing,
    SetAvailable,
    SignIn,
)

STARTED_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
QUIET = SimulationSettings(per_hour=0)
_numbers = itertools.count(1)


def new_id() -> str:
    return f"command-{next(_numbers)}"


@dataclass
class Bench:
    """A model on its virtual clock, and everything it has told."""

    settings: SimulationSettings = QUIET
    model: Simulation = field(init=False)
    told: list[AnyEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = Simulation(self.settings, "t", STARTED_AT)

    def pass_time(self, ms: int) -> list[AnyEvent]:
        self.model.advance(self.model.now_ms + ms)
        return self.news()

    def news(self) -> list[AnyEvent]:
        news = self.model.take_events()
        self.told += news
        return news

    def do(self, command: AnyCommand) -> Result:
        return self.model.perform(command)

    def ready(self, *agents: str, queues: Sequence[str] = ("account",)) -> None:
        for agent in agents:
            assert self.do(SignIn(id=new_id(), agent=agent, queues=tuple(queues))).ok
            assert self.do(SetAvailable(id=new_id(), agent=agent, available=True)).ok

    def place(self, queue: str = "account", patience_ms: int = 3_600_000, talk_ms: int = 3_600_000) -> str:
        order = SimPlaceCall(id=new_id(), queue=queue, caller="13800138000", patience_ms=patience_ms, talk_ms=talk_ms)
        answer = self.model.perform_sim(order)
        assert answer.result.ok
        return answer.call

    def talking(self, agent: str, **call: int) -> str:
        """A call that this agent talks to."""
        key = self.place(**call)
        assert self.do(Answer(id=new_id(), call=key, agent=agent)).ok
        return key

    def names(self, call: str | None = None) -> list[str]:
        self.news()
        return [type(event).__name__ for event in self.told if call is None or event.call == call]


@dataclass
class Shift:
    """Agents who answer after `answer_ms` and take `wrap_up_ms` after each call, as a hub would have it."""

    bench: Bench
    answer_ms: int = 3_000
    wrap_up_ms: int = 30_000

    def work(self, until_ms: int) -> None:
        clock = self.bench.model.clock
        while (due_ms := clock.next_due_ms()) is not None and due_ms <= until_ms:
            self.bench.model.advance(due_ms)
            self.react()
        self.bench.model.advance(until_ms)
        self.react()

    def react(self) -> None:
        for event in self.bench.news():
            if isinstance(event, Ringing):
                command: AnyCommand = Answer(id=new_id(), call=event.call, agent=event.agent)
                self._later(self.answer_ms, command)
            elif isinstance(event, Answered):
                self.bench.do(SetAvailable(id=new_id(), agent=event.agent, available=False))
            elif isinstance(event, LegEnded):
                self._later(self.wrap_up_ms, SetAvailable(id=new_id(), agent=event.agent, available=True))

    def _later(self, ms: int, command: AnyCommand) -> None:
        self.bench.model.clock.after(ms, lambda: self.bench.do(command) and None)


@contextmanager
def running_server(settings: SimulationSettings = QUIET, backlog: int = 100_000, run: str = "") -> Iterator[int]:
    """A server on a free port of the loopback interface; its port."""
    stop, listening, ports = threading.Event(), threading.Event(), []

    def ready(port: int) -> None:
        ports.append(port)
        listening.set()

    def serve() -> None:
        run_simulator("127.0.0.1", 0, settings, stop, backlog=backlog, run=run, ready=ready)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        assert listening.wait(10)
        yield ports[0]
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()
