"""Calls that agents make, consultation, conference, tones and parking, as the exchange's Protocol tells and orders them.

The key of an outbound call is ours: the hub chooses it when it orders `Dial`, and the exchange uses it for the whole call.
"""

from dataclasses import dataclass
from typing import Final, Literal

from agent_desk.hub.exchange.protocol.base import CallCommand, Event

DialFailure = Literal["busy", "no_answer", "rejected", "invalid_number", "unreachable", "cancelled", "not_lifted"]
"""Why an outbound call came to nobody. `cancelled`: the agent gave up. `not_lifted`: the agent's own telephone was not taken."""
ConsultKind = Literal["agent", "number"]
ConsultEnd = Literal["busy", "no_answer", "refused", "cancelled", "left", "completed"]
"""`cancelled`: the agent went back to the customer. `left`: who was asked hung up. `completed`: the customer was passed on."""
DIAL_PREFIX: Final = "agent-desk-dial-"
"""Keys of outbound calls begin with it."""


def dialled_by_agent(call: str) -> bool:
    """Return whether this key is that of a call which an agent makes; a call-back is outbound too, but the exchange makes it."""
    return call.startswith(DIAL_PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialling(Event):
    """The agent's own telephone is up, and the number is being called."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DialAnswered(Event):
    """Whom the agent called has answered. `ring_ms`: from calling the number to the answer."""

    agent: str
    ring_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DialFailed(Event):
    """An outbound call came to nobody and is over; no `LegEnded` and no `Ended` follow."""

    agent: str
    why: DialFailure
    ring_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultBegan(Event):
    """The agent rings up somebody to ask; the customer hears music. `Held` comes before it."""

    agent: str
    kind: ConsultKind
    target: str

    @property
    def colleague(self) -> str:
        """The code of the agent who is asked; empty for a number."""
        return self.target if self.kind == "agent" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultAnswered(Event):
    """Who is asked has answered."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultEnded(Event):
    """The consultation, or the conference that it became, is over. Before the `Transferred` that completes it."""

    agent: str
    why: ConsultEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference(Event):
    """Customer, agent and who was asked talk together now. A colleague who joins has a leg from here on, until its `LegEnded`."""

    agent: str
    kind: ConsultKind
    target: str

    @property
    def colleague(self) -> str:
        """The code of the agent who is asked; empty for a number."""
        return self.target if self.kind == "agent" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked(Event):
    """The customer waits at a parking place with music; the leg of `agent` is over, as with `Transferred`.

    Without an agent: they were picked up, nobody answered, and they are parked again.
    """

    place: str
    agent: str = ""
    talk_ms: int = 0
    hold_ms: int = 0


AnyDiallingEvent = (
    Dialling | DialAnswered | DialFailed | ConsultBegan | ConsultAnswered | ConsultEnded | Conference | Parked
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial(CallCommand):
    """Ring the agent's telephone, then call `number` (as one dials it here). `call` is the key the call shall have.

    `shows`: the number that whoever is called sees, where the trunk takes one; empty: the trunk's own.
    """

    number: str
    shows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(CallCommand):
    """Ask somebody while the customer is on hold."""

    kind: ConsultKind
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTransfer(CallCommand):
    """Pass the customer on to who was asked; the agent's leg ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelConsult(CallCommand):
    """Back to the customer; who was asked is let go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(CallCommand):
    """Make a talk of three of customer, agent and who was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dtmf(CallCommand):
    """Send tones (0-9 * #) to whom the agent talks with."""

    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(CallCommand):
    """Leave the customer at a parking place, where any agent can pick them up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp(CallCommand):
    """Ring this agent with a parked customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUpRing(CallCommand):
    """Give this agent the call that rings at a colleague, `at`: told as the end of that ring, a ring here, and the answer.

    It rings on at the colleague until this agent's own telephone is lifted; whoever is first has the call.
    """

    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCallbackPlace(CallCommand):
    """Give up the place that is kept for a call-back: `call` is the call that keeps it; its `Ended` follows."""


AnyDiallingCommand = (
    Dial | Consult | CompleteTransfer | CancelConsult | Join | Dtmf | Park | PickUp | PickUpRing | DropCallbackPlace
)
