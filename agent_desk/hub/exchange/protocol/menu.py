"""What the exchange tells of a call beside its queue: the voice menu before it, overflow, call-back, survey after it."""

from dataclasses import dataclass
from typing import Final, Literal

from agent_desk.hub.exchange.protocol.base import CallCommand, Event

FactName = Literal["menu", "identity", "estimated_wait_s", "survey", "announcement", "turned_away"]
"""`menu`: keys pressed, as 1.2; `identity`: last digits of an identity number; `survey`: 1 to 5, given by the customer;
`announcement`: heard before the wait, `turned_away`: heard of a queue that is closed by a measure, both as queue/sound."""
IDENTITY_SHOWN: Final = 4
"""Of identity digits no more than so many leave the exchange."""

OverflowTarget = Literal["queue", "message", "callback"]
OverflowWhy = Literal["wait", "load", "measure", "measure_wait"]
"""By a rule of the voice plan, or by a measure: as the call came, or after it has waited."""
CallbackState = Literal["dialling", "reached", "not_reached"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered(Event):
    """A call came to one of the bank's numbers and hears the voice menu. It may end there (abandoned_ivr, closed).

    `queue`: in which its end counts until it has joined one.
    """

    queue: str
    caller: str
    dialled: str = ""
    asks: bool = False
    """The exchange waits a moment for `RouteCall`; then the call goes on as one of nobody known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed(Event):
    """How a call that asked goes on: as the hub said (`queue` straight, `priority` in it), or by the plan since no answer came in time."""

    queue: str = ""
    priority: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Event):
    """Something the customer said by keys, or was told. The same name again takes the place of what was told before."""

    name: FactName
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflowed(Event):
    """The call leaves its queue (`wait`, `measure_wait`), or never joins it, by a rule or a measure of the centre.

    `target`: the other queue, or the sound that is played before the call ends; empty for the offer of a call-back.
    """

    queue: str
    to: OverflowTarget
    target: str
    why: OverflowWhy


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAsked(Event):
    """The customer asked to be called back and may hang up; the exchange keeps their place in the queue.

    `position`: that place, 1 is next; 0 where the exchange does not know it and has put them last. When it is their turn
    a call of its own is Offered, with `again_of` naming this one.
    """

    queue: str
    number: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackTold(Event):
    """How a call-back goes on. `call` is the call-back's own: the agent is there and the customer is dialled, or it is over."""

    state: CallbackState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan(CallCommand):
    """Read the voice plan's file anew, and know these queues. Calls in progress go on as they were; it is about no call and no agent."""

    queues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCall(CallCommand):
    """Say how a call that asked goes on: straight to this queue, or (empty) through its menu; with so much priority where it waits."""

    queue: str = ""
    priority: int = 0


MenuEvent = Entered | Routed | Fact | Overflowed | CallbackAsked | CallbackTold
