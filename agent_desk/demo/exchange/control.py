"""Orders that only the simulated exchange knows: place a customer's call to the second, let a customer hang up.

For tests, benchmarks and the demonstration; nothing above `exchange/` uses them in a bank.
"""

from dataclasses import dataclass
from typing import Literal

from agent_desk.hub.exchange.protocol.base import Command
from agent_desk.hub.exchange.protocol.calls import Result

DialOutcome = Literal["answered", "busy", "no_answer", "rejected", "invalid_number", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimPlaceCall(Command):
    """A customer calls now. Durations are real milliseconds, whatever the speed; they never call again by themselves."""

    queue: str
    caller: str
    patience_ms: int = 3_600_000
    talk_ms: int = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimEnterMenu(SimPlaceCall):
    """As SimPlaceCall, by way of the voice menu. `facts`: as menu=1.2; `ends`: abandoned_ivr, closed; empty: joins the queue."""

    facts: tuple[str, ...] = ()
    menu_ms: int = 0
    ends: str = ""
    survey: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimAskCallback(Command):
    """The customer of this waiting call asks to be called back."""

    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimHangUpCustomer(Command):
    """The customer of this call hangs up, wherever the call is."""

    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimAnswerDials(Command):
    """Whoever is called at this number (empty: at any) does so from now on; durations are real milliseconds."""

    number: str
    outcome: DialOutcome
    ring_ms: int = 500
    talk_ms: int = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SimPauseArrivals(Command):
    """Nobody calls by themselves while paused; whoever would have called meanwhile does not."""

    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimTotals(Command):
    """Ask for the exchange's own count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimDropLines(Command):
    """Cut every line to the exchange once this is answered, as a broken network would; calls go on."""


AnySimCommand = (
    SimEnterMenu
    | SimAskCallback
    | SimPlaceCall
    | SimHangUpCustomer
    | SimAnswerDials
    | SimPauseArrivals
    | SimTotals
    | SimDropLines
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Whole calls since the exchange started: offered = answered + abandoned + still_open (open and never answered)."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    still_open: int = 0
    open_calls: int = 0
    again: int = 0
    transferred: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SimResult:
    """The answer to a Sim order. `call` is the key of a placed call, `totals` the count asked for."""

    result: Result
    call: str = ""
    totals: Totals | None = None
