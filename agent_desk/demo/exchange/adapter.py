"""The hub's end of the simulated exchange, and the hand that places calls on it in tests and demonstrations."""

import time
import uuid
from collections.abc import Sequence
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from agent_desk.demo.exchange.client import CommandLine, Line
from agent_desk.demo.exchange.control import (
    AnySimCommand,
    DialOutcome,
    SimAnswerDials,
    SimAskCallback,
    SimDropLines,
    SimEnterMenu,
    SimHangUpCustomer,
    SimPauseArrivals,
    SimPlaceCall,
    SimResult,
    SimTotals,
    Totals,
)
from agent_desk.demo.exchange.wire import Beat, Hello, Look
from agent_desk.hub.exchange.protocol.calls import AnyCommand, AnyEvent, ExchangeLost, Result, Snapshot, Softphone

Answer = TypeVar("Answer")

SILENCE_S = 10.0
"""The server says something every 2 seconds; a line quiet for longer than this is dead."""


def address_of(url: str) -> tuple[str, int]:
    """Host and port of `simulated://HOST:PORT`. Raises ValueError with a sentence."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    if parts.scheme not in ("simulated", "replay") or not parts.hostname or not port:
        raise ValueError(f"The address of a simulated exchange is simulated://127.0.0.1:PORT, not {url!r}.")
    return parts.hostname, port


class SimulatedExchange:
    """The Protocol `Exchange`, spoken to the simulator's server over two connections: events and commands.

    The line for events opens at the first `events`, so that a hub that only performs commands holds no stream open.
    The line for commands mends itself; the line for events does not: after ExchangeLost its reader calls `connect`
    with the id of the last event it has kept.
    """

    name = "simulated"
    simulated = True

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._commands = CommandLine(host, port)
        self._events: Line | None = None
        self._connected = False
        self._resume_after = ""
        self._heard_at = 0.0

    @classmethod
    def from_url(cls, url: str) -> Self:
        """For `simulated://127.0.0.1:5039`. Raises ValueError."""
        return cls(*address_of(url))

    def softphone(self, agent: str, timeout_s: float = 5.0) -> Softphone | None:
        """There is nothing to speak with."""
        return None

    def connect(self, resume_after: str = "") -> None:
        self._hang_up_events()
        self._commands.open()
        self._resume_after = resume_after
        self._connected = True

    def close(self) -> None:
        self._hang_up_events()
        self._commands.close()

    def _hang_up_events(self) -> None:
        self._connected = False
        line, self._events = self._events, None
        if line is not None:
            line.close()

    def events(self, timeout_s: float) -> Sequence[AnyEvent]:
        if not self._connected:
            raise ExchangeLost("The line to the exchange is not open.")
        try:
            line = self._events
            if line is None:
                line = Line(*self._address, Hello(purpose="events", resume_after=self._resume_after))
                self._events, self._heard_at = line, time.monotonic()
                if not self._connected:  # closed by another thread meanwhile
                    raise ExchangeLost("The line to the exchange is not open.")
            return self._read(line, time.monotonic() + timeout_s)
        except ExchangeLost:
            self._hang_up_events()
            raise

    def _read(self, line: Line, deadline: float) -> list[AnyEvent]:
        events: list[AnyEvent] = []
        while not events or line.waiting:
            record = line.receive(deadline)
            now = time.monotonic()
            if record is None:
                if now - self._heard_at > SILENCE_S:
                    raise ExchangeLost("The exchange has fallen silent.")
                break
            self._heard_at = now
            if isinstance(record, AnyEvent):
                events.append(record)
            elif not isinstance(record, Beat):
                raise ExchangeLost(f"The exchange sent {type(record).__name__} among the events.")
        return events

    def perform(self, command: AnyCommand, timeout_s: float = 5.0) -> Result:
        return _expect(Result, self._commands.ask(command, timeout_s))

    def snapshot(self, timeout_s: float = 5.0) -> Snapshot:
        return _expect(Snapshot, self._commands.ask(Look(), timeout_s))


class ReplayedExchange(SimulatedExchange):
    """A past log told again. Its calls are of the past: those whose end the log does not have wait for nobody."""

    name = "replay"


class SimulatorControl:
    """Places calls, lets customers hang up, and counts, on a running simulated exchange. Raises ExchangeLost as it does."""

    def __init__(self, host: str, port: int, timeout_s: float = 5.0) -> None:
        self._line = CommandLine(host, port)
        self._timeout_s = timeout_s
        self._line.open(timeout_s)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """For `simulated://127.0.0.1:5039`. Raises ValueError."""
        return cls(*address_of(url))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the line."""
        self._line.close()

    def place_call(
        self, queue: str, caller: str, patience_ms: int = 3_600_000, talk_ms: int = 3_600_000, id: str = ""
    ) -> str:
        """A customer calls now; the key of the call. Raises ValueError for a queue that does not exist."""
        order = SimPlaceCall(id=id or _new_id(), queue=queue, caller=caller, patience_ms=patience_ms, talk_ms=talk_ms)
        answer = self._order(order)
        if not answer.result.ok:
            raise ValueError(f"The simulated exchange did not place the call: {answer.result.error}.")
        return answer.call

    def enter_menu(self, queue: str, caller: str, menu_ms: int = 3_000) -> str:
        """A customer calls now and hears the menu for so long, unless the hub says who they are; the key of the call."""
        order = SimEnterMenu(
            id=_new_id(), queue=queue, caller=caller, patience_ms=3_600_000, talk_ms=3_600_000, menu_ms=menu_ms
        )
        return self._order(order).call

    def ask_callback(self, call: str) -> bool:
        """The customer of this waiting call asks to be called back; False when nobody waits there."""
        return self._order(SimAskCallback(id=_new_id(), call=call)).result.ok

    def hang_up_customer(self, call: str) -> bool:
        """Return the customer hangs up; False when the call is over already."""
        return self._order(SimHangUpCustomer(id=_new_id(), call=call)).result.ok

    def answer_dials(
        self, number: str = "", outcome: DialOutcome = "answered", ring_ms: int = 500, talk_ms: int = 3_600_000
    ) -> None:
        """What whoever is called at this number (empty: at any) does from now on."""
        self._order(SimAnswerDials(id=_new_id(), number=number, outcome=outcome, ring_ms=ring_ms, talk_ms=talk_ms))

    def pause_arrivals(self, paused: bool = True) -> None:
        """Stop, or let go on, the customers who call by themselves."""
        self._order(SimPauseArrivals(id=_new_id(), paused=paused))

    def totals(self) -> Totals:
        """Return the exchange's own count since its start."""
        totals = self._order(SimTotals(id=_new_id())).totals
        if totals is None:
            raise ExchangeLost("The exchange gave no count.")
        return totals

    def snapshot(self) -> Snapshot:
        """Everything the exchange holds now."""
        return _expect(Snapshot, self._line.ask(Look(), self._timeout_s))

    def drop_lines(self) -> None:
        """Cut every line to the exchange, this one too; it opens again at the next order."""
        self._order(SimDropLines(id=_new_id()))

    def _order(self, order: AnySimCommand) -> SimResult:
        return _expect(SimResult, self._line.ask(order, self._timeout_s))


def _new_id() -> str:
    return str(uuid.uuid4())


def _expect(kind: type[Answer], answer: Any) -> Answer:
    if not isinstance(answer, kind):
        raise ExchangeLost(f"The exchange answered with {type(answer).__name__}.")
    return answer
