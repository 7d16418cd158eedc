"""Calls as they cross the wire: the seat's own state, the screen pop, control of a call, wrap-ups, stories.

Callers' numbers are masked. Durations are milliseconds, times UTC. How a state is reached is told by changes of the area
"calls": entity "agent_state" (entity_id: the person), "call" (entity_id: the call), "command" (entity_id: the
`command_id` of an `Asked`; its hint carries `error`, the stable word of what went wrong, and `command`), "wrap_up"
(entity_id: the call).
"""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.calls.dialling import Consultation, LegQuality, ParkedCall
from agent_desk.schemas.calls.lists import AcwMode, TopicRule
from agent_desk.schemas.calls.voice_plan import CallFact, Routing
from agent_desk.schemas.customers.records import Candidate, CustomerBrief, Masked, VerificationPolicy
from agent_desk.schemas.kit.bounded import Count, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

AgentStateWord = Literal["signed_out", "ready", "not_ready", "reserved", "talking", "on_hold", "after_call_work"]
AskedStateWord = Literal["ready", "not_ready", "signed_out"]
CallStateWord = Literal["in_menu", "waiting", "ringing", "talking", "on_hold", "ended"]
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
    "busy",
    "no_answer",
    "rejected",
    "invalid_number",
    "unreachable",
    "cancelled",
    "not_lifted",
]
"""The last line is that of outbound calls."""
LegResult = Literal["open", "answered", "missed", "refused", "caller_gone", "picked_up", "transferred", "not_reached"]
TransferKind = Literal["blind_agent", "blind_queue", "blind_number"]
LegTransfer = Literal["blind_agent", "blind_queue", "blind_number", "parked", "taken_over"]
Extension = Annotated[Line, Field(pattern=r"^[0-9]{2,8}[a-z]{0,8}$")]
"""A telephone of the house, wherever one is named: two to eight digits, and letters behind them for a telephone in a desk."""
MatchWord = Literal["verified", "guess", "none", "withheld", "not_understood"]


class QueueRef(WireRecord):
    """A queue by its code, with its names."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class PersonRef(WireRecord):
    """One of the bank's people, as colleagues see them."""

    id: uuid.UUID
    name: OwnText
    name_en: OwnText
    agent_code: str | None = None


class Reason(WireRecord):
    """Why an agent takes no calls. `system`: set by the hub alone, not offered for choice."""

    code: str
    name_zh: OwnText
    name_en: OwnText
    system: bool = False


class Disposition(WireRecord):
    """What a call was about: topics with their leaves. Only one without `children` may be chosen."""

    code: str
    name_zh: OwnText
    name_en: OwnText
    children: list["Disposition"] = []


# ---------------------------------------------------------------------- the seat


class OwnState(WireRecord):
    """The agent's state that holds, and the one that was asked for while busy.

    `limit_at`: when after-call work ends by itself (null without a limit). `can_finish`: "Done" is possible now
    (mode limit_no_early_exit: the limit alone ends it). `misses`: rings missed or refused in a row.
    """

    person_id: uuid.UUID
    state: AgentStateWord
    reason: OwnText | None = None
    since_at: datetime
    next_state: AskedStateWord | None = None
    next_reason: str | None = None
    call_id: uuid.UUID | None = None
    wrapup_call_id: uuid.UUID | None = None
    acw_mode: AcwMode
    limit_at: datetime | None = None
    can_finish: bool = False
    misses: int = 0
    misses_allowed: int = 0
    seat_lost_at: datetime | None = None
    extension: str | None = None
    version: int


class CallBrief(WireRecord):
    """The call at this seat: ringing, talked to, held, or the one whose after-call work is being done."""

    id: uuid.UUID
    direction: Literal["inbound", "outbound"]
    queue: QueueRef
    state: CallStateWord
    caller: Masked
    offered_at: datetime
    rung_at: datetime | None = None
    """When it began to ring at this seat."""
    answered_at: datetime | None = None
    """When this seat answered."""
    ended_at: datetime | None = None
    """When this seat's part ended."""
    wait_ms: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    muted: bool = False
    dialling: Literal["own_telephone", "number"] | None = None
    """An outbound call before its answer: the agent's own telephone rings, or the number is being called."""
    transferred_from: PersonRef | None = None
    customer_id: uuid.UUID | None = None
    verified_at: datetime | None = None
    topic: TopicRule = "asked_once"
    """Whether its after-call work may be finished without a topic."""
    version: int


class OwnFigures(WireRecord):
    """The agent's own day so far, as counts: the desk makes the figures of them (AHT = (talk + hold + acw) / handled).

    `handled`: own legs answered and over. `answered_first`: calls this agent was the first to answer;
    `answered_within`: those of them answered within their queue's T. `threshold_ms`: the centre's T, for the words beside.
    """

    handled: int = 0
    answered_first: int = 0
    answered_within: int = 0
    threshold_ms: int
    missed: int = 0
    refused: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    acw_ms: int = 0


class MissedRing(WireRecord):
    """One ring that this agent let pass since the last answered call: the list behind a pause for missed calls."""

    call_id: uuid.UUID
    queue: QueueRef
    rung_at: datetime
    ring_ms: int
    result: Literal["missed", "refused"]


class SeatView(WireRecord):
    """Everything the state bar and the call panel show."""

    own: OwnState
    queues: list[QueueRef]
    reasons: list[Reason]
    call: CallBrief | None = None
    wrapup_call: CallBrief | None = None
    """The call whose after-call work is open."""
    today: OwnFigures
    misses: list[MissedRing] = []
    consultation: Consultation | None = None
    """Whom this agent asks about the call at the seat."""
    asked_by: Consultation | None = None
    """Who asks this agent."""
    parked: list[ParkedCall] = []


class SeatSignIn(WireRecord):
    """Take the seat at the exchange: join the own queues, not ready. `extension`: the telephone here, where it varies."""

    extension: Extension | None = None


class PhoneLine(WireRecord):
    """The telephone in the desk for one sign-in: where it registers, as whom, with which secret, until when.

    `extension` goes with the seat's sign-in, so that the queues ring it. The hub keeps no copy of the secret.
    """

    url: str
    user: str
    domain: str
    secret: str = Field(repr=False)
    extension: str
    expires_at: datetime


class SeatAsk(WireRecord):
    """Ask for a state. While busy it is kept as asked until it holds. `reason` goes with not_ready."""

    state: Literal["ready", "not_ready"]
    reason: Line | None = Field(default=None, max_length=40)


# ---------------------------------------------------------------------- control of a call


class Asked(WireRecord):
    """An order is on its way to the exchange; what holds is told by the call's own change.

    When the exchange refuses, a change of entity "command" with this id tells the person, with the word `error` in its hint.
    """

    command_id: uuid.UUID
    command: str


class Switch(WireRecord):
    """On or off: hold, mute."""

    on: bool


class TransferForm(WireRecord):
    """Where to. `target`: an agent's code, a queue's code, or a number, by `kind`."""

    kind: TransferKind
    target: Line = Field(min_length=1, max_length=64)


class AgentTarget(WireRecord):
    """A colleague. `free`: ready now, a call can go to them. `askable`: at rest at their seat, ready or not: they can be asked."""

    person: PersonRef
    state: AgentStateWord
    reason: OwnText | None = None
    since_at: datetime
    free: bool
    askable: bool = False
    queues: list[str] = []
    """Codes of their queues."""


class QueueTarget(WireRecord):
    """A queue to which a call can go, with what waits there now and who is ready."""

    queue: QueueRef
    waiting: int
    ready: int


class NumberTarget(WireRecord):
    """A number from the bank's own list (a desk, an automatic service)."""

    code: str
    name_zh: OwnText
    name_en: OwnText
    number: str


class Targets(WireRecord):
    """Where a call can be sent, the free first."""

    agents: list[AgentTarget]
    queues: list[QueueTarget]
    numbers: list[NumberTarget] = []


# ---------------------------------------------------------------------- the pop, customer, verification


class PassedNote(WireRecord):
    """What a colleague who had the call before has written about it so far."""

    person: PersonRef
    notes: FreeText
    saved_at: datetime


class Pop(WireRecord):
    """The screen pop: who may be calling. It stays until dismissed.

    `match` says what the candidates rest on: a number the bank has checked (verified), another source (guess; each candidate
    says which), no candidate (none), or no number at all (withheld). `customer`: the one chosen already (after a transfer).
    """

    call: CallBrief
    match: MatchWord
    candidates: list[Candidate]
    customer: CustomerBrief | None = None
    verified_at: datetime | None = None
    verification: VerificationPolicy
    again_of: uuid.UUID | None = None
    """The caller's earlier call that was given up, where the exchange knows it."""
    facts: list[CallFact] = []
    passed_notes: list[PassedNote] = []
    """Of those who had the call before, the first first: what they had saved when it began to ring here."""


class ChooseCustomer(WireRecord):
    """Attach the call to this customer; null takes it off again."""

    customer_id: uuid.UUID | None


class Verified(WireRecord):
    """What came of the checklist. The call counts as verified from `verified_at` on."""

    call_id: uuid.UUID
    customer_id: uuid.UUID
    passed: bool
    verified_at: datetime | None = None
    version: int


# ---------------------------------------------------------------------- wrap-up


class WrapUpForm(WireRecord):
    """Disposition and notes. `version` is the one that was read: 0 for the first save."""

    disposition_code: Line | None = Field(default=None, max_length=80)
    notes: Text = Field(default="", max_length=4000)
    resolved: bool | None = None
    version: Count = 0


class WrapUp(WireRecord):
    """One agent's disposition and notes about one call. Version 0: nothing saved yet."""

    call_id: uuid.UUID
    person: PersonRef
    disposition_code: str | None = None
    notes: FreeText = ""
    resolved: bool | None = None
    saved_at: datetime | None = None
    version: int = 0


# ---------------------------------------------------------------------- lists and stories


class CallRow(WireRecord):
    """A call in a list. `agent`: who answered first. `disposition_code`: of the last wrap-up."""

    id: uuid.UUID
    direction: Literal["inbound", "outbound"]
    queue: QueueRef
    caller: Masked
    state: CallStateWord
    outcome: Outcome | None = None
    offered_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    wait_ms: int
    talk_ms: int
    hold_ms: int
    acw_ms: int
    agent: PersonRef | None = None
    customer: CustomerBrief | None = None
    verified_at: datetime | None = None
    disposition_code: str | None = None
    ended_by: str | None = None
    again_of: uuid.UUID | None = None
    version: int


class CallPage(Page[CallRow]):
    """A page of calls, newest first."""


class Leg(WireRecord):
    """One agent's part in a call."""

    id: uuid.UUID
    person: PersonRef
    queue: QueueRef
    rung_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ring_ms: int
    talk_ms: int
    hold_ms: int
    acw_ms: int
    result: LegResult
    transfer_kind: LegTransfer | None = None
    transfer_target: str | None = None
    quality: LegQuality | None = None


class IdentityCheck(WireRecord):
    """One check of the caller's identity: the codes of what was answered right, and whether it was enough."""

    at: datetime
    person: PersonRef
    customer_id: uuid.UUID
    passed: bool
    items: list[str]


class CallStory(WireRecord):
    """All that is known of one call, in order."""

    call: CallRow
    legs: list[Leg]
    wrap_ups: list[WrapUp]
    checks: list[IdentityCheck]
    facts: list[CallFact] = []
    routing: Routing | None = None
    """What the rules about callers did with it; None where it asked none."""
