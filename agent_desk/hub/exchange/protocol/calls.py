"""The exchange as the rest of the hub knows it: our own small events and commands, and the Protocol that speaks them.

Nothing above `hub/exchange/` may know which implementation is behind. Durations are facts of the exchange's own
monotonic clock, in milliseconds; `at` is the exchange's wall clock (aware, UTC) and serves to place a fact on the
day, never to compute a duration. `call` is the exchange's key of the whole call (Asterisk: Linkedid); `agent` is the
agent's code on the exchange (Asterisk: member name).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from agent_desk.hub.exchange.protocol.base import CallCommand, Command, Event
from agent_desk.hub.exchange.protocol.dialling import AnyDiallingCommand, AnyDiallingEvent
from agent_desk.hub.exchange.protocol.menu import MenuEvent, ReadPlan, RouteCall
from agent_desk.hub.exchange.protocol.queue_state import QueueState, SetQueueState
from agent_desk.hub.exchange.protocol.recording import RecordingCommand, RecordingEvent
from agent_desk.hub.exchange.protocol.replay import ReplayEvent

Outcome = Literal[
    "answered",
    "abandoned_ivr",
    "abandoned_queue",
    "diverted",
    "full",
    "closed",
    "join_empty",
    "leave_empty",
    "timed_out",
    "called_back",
]
"""How an inbound call ended, decided once (domain: exclusive outcomes). The database CHECK lists the same words."""

TransferKind = Literal["blind_agent", "blind_queue", "blind_number"]
EndedBy = Literal["customer", "agent", "exchange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered(Event):
    """A call joined a queue and waits for an agent. `again_of`: key of the caller's earlier abandoned call, if the exchange knows.

    Told once more, with the same `call`, when an agent transfers the call to another queue, or when it overflows into one.
    `callback`: the exchange itself keeps this place for the customer of `again_of`, who is dialled when an agent is there.
    """

    queue: str
    caller: str
    dialled: str = ""
    again_of: str | None = None
    callback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing(Event):
    """The call rings at one agent's seat. The customer still waits."""

    agent: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingEnded(Event):
    """The ringing stopped without an answer.

    `why`: the agent missed it, refused it, the caller had gone, or a colleague picked it up (the last two are never charged).
    """

    agent: str
    ring_ms: int
    why: Literal["missed", "refused", "caller_gone", "picked_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """An agent answered. `wait_ms` counts from joining the queue to the answer, `ring_ms` is the last part of it.

    After a transfer it counts from the transfer, the moment this wait began.
    """

    agent: str
    queue: str
    wait_ms: int
    ring_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Event):
    """The agent put the customer on hold."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved(Event):
    """The agent took the customer back from hold. `hold_ms` is the length of this hold."""

    agent: str
    hold_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted(Event):
    """The agent's microphone was muted or opened again."""

    agent: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred(Event):
    """The agent's leg ended because the call went on elsewhere. The call stays open when the target is an agent or a queue.

    Stands in the place of `LegEnded`: no `LegEnded` follows for this leg. After `blind_number` the call has `Ended`.
    """

    agent: str
    kind: TransferKind
    target: str
    talk_ms: int
    hold_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LegEnded(Event):
    """The agent's leg closed (the channel event). Comes before `Ended`; times are of this leg alone."""

    agent: str
    talk_ms: int
    hold_ms: int
    by: EndedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Event):
    """The whole call is over. `wait_ms` is the time in queue up to the first answer or to giving up."""

    outcome: Outcome
    wait_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLost(Event):
    """The exchange started anew: what it held before is gone. `call` is empty; the mirror must be reconciled."""


AnyEvent = (
    Offered
    | Ringing
    | RingEnded
    | Answered
    | Held
    | Retrieved
    | Muted
    | Transferred
    | LegEnded
    | Ended
    | LineLost
    | AnyDiallingEvent
    | MenuEvent
    | RecordingEvent
    | ReplayEvent
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Command):
    """The agent joins these queues, not available yet. Those that the exchange lacks are left out, unless it lacks all of them.

    `penalties`: one per queue, the lower, the sooner rung; empty: all alike. `extension`: the telephone of this seat;
    empty: the agent's own.
    """

    agent: str
    queues: tuple[str, ...]
    penalties: tuple[int, ...] = ()
    extension: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut(Command):
    """The agent leaves every queue. A call in progress goes on."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAvailable(Command):
    """The agent may (or may not) be rung by the queues. `reason` is kept for the exchange's own records."""

    agent: str
    available: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(CallCommand):
    """Take the ringing call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse(CallCommand):
    """Give the ringing call back to the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(CallCommand):
    """Put on hold, or take back."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(CallCommand):
    """Close or open the agent's microphone."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(CallCommand):
    """Blind transfer: the agent's leg ends at once."""

    kind: TransferKind
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(CallCommand):
    """End the call for the agent (and so, without a third party, for the customer)."""


AnyCommand = (
    SignIn
    | SignOut
    | SetAvailable
    | Answer
    | Refuse
    | Hold
    | Mute
    | Transfer
    | HangUp
    | AnyDiallingCommand
    | RecordingCommand
    | ReadPlan
    | SetQueueState
    | RouteCall
)


@dataclass(frozen=True, slots=True)
class Result:
    """What the exchange said to a command.

    `error` is a stable word (`no_such_call`, `not_ringing`, `not_talking`, `no_such_agent`, `no_such_target`,
    `no_such_queue`, `no_such_extension`, `no_telephone`, `extension_busy`, `target_busy`, `answer_at_phone`,
    `hold_at_phone`, `no_recording`, `not_supervising`, `plan_not_read`, `no_measures`, `bad_command`) or empty;
    of calls that agents make also `telephone_busy` (their own), `not_dialled`, `no_consult`, `not_answered_yet`, `not_parked`.
    `target_busy`: the agent to whom a call should go has one already or is not available; the call stays where it was.
    `..._at_phone`: only the agent's desk telephone itself can do that.
    """

    ok: bool
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """One open call as the exchange sees it now."""

    call: str
    queue: str
    state: Literal["menu", "waiting", "ringing", "talking", "held"]
    agent: str | None
    caller: str
    also: tuple[str, ...] = ()
    """Other agents who talk in it: a conference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgent:
    """One signed-in agent as the exchange sees it now."""

    agent: str
    queues: tuple[str, ...]
    available: bool
    call: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything the exchange holds now, for reconciliation.

    `position` is the id of the last event whose effect is in it, where the exchange knows that, else empty: a mirror
    that has not read so far yet differs rightly. `queues`: those that something holds for beside the voice plan.
    """

    at: datetime
    calls: Sequence[SeenCall] = field(default_factory=tuple)
    agents: Sequence[SeenAgent] = field(default_factory=tuple)
    position: str = ""
    queues: Sequence[QueueState] = field(default_factory=tuple)
    program: str = ""
    """Which program the exchange is, and its version, where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Softphone:
    """What a desk needs to be an agent's telephone for a while: where it registers, as whom, until when.

    `secret` is fresh and known to the exchange when this is given; it is shown once and kept by nobody else.
    """

    url: str
    user: str
    domain: str
    secret: str = field(repr=False)
    extension: str
    valid_s: int


def softphone_of(agent: str) -> str:
    """Return the extension of an agent's telephone in the desk."""
    return f"{agent}web"


class ExchangeLost(Exception):
    """The line to the exchange is cut or a request timed out. The caller reconnects with back-off."""


class Exchange(Protocol):
    """A line to a telephone exchange. One hub reads events (it holds the advisory lock); any hub may perform commands."""

    name: str
    simulated: bool

    def connect(self, resume_after: str = "") -> None:
        """Open the line. `resume_after` is the id of the last event this reader has kept; `events` goes on after it.

        Empty: the reader has none, and is given all that the exchange still remembers. Where the exchange no longer
        remembers all that followed, the first event is `LineLost`. Raises ExchangeLost.
        """

    def close(self) -> None:
        """Close the line; pending reads end with ExchangeLost."""

    def events(self, timeout_s: float) -> Sequence[AnyEvent]:
        """Wait up to `timeout_s` for at least one event, then give all that have come, in order.

        Empty on a quiet line. Raises ExchangeLost.
        """

    def perform(self, command: AnyCommand, timeout_s: float = 5.0) -> Result:
        """Carry out one command; thread-safe; may be called while another thread waits in `events`. Raises ExchangeLost."""

    def snapshot(self, timeout_s: float = 5.0) -> Snapshot:
        """Everything the exchange holds now. Raises ExchangeLost."""

    def softphone(self, agent: str, timeout_s: float = 5.0) -> Softphone | None:
        """Return a fresh secret for the agent's telephone in the desk; an older one ends. None where desks are no telephones.

        Raises ExchangeLost. Signing the agent out ends it too.
        """
