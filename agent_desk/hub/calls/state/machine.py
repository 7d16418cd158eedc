"""Moving one agent and one call by the tables of rules.py, on the rows that hold them.

Everything that follows from a move is done here, so that no caller can forget it: the history of intervals, the clock
of after-call work, what the exchange must be told. Nothing is read and nothing is flushed.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from agent_desk.hub.calls.state import rules
from agent_desk.hub.calls.state.rules import AgentFacts, AgentMove, CallState, CallTrigger
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, Queue
from agent_desk.schemas.calls.lists import AcwMode

BUSY: Final = frozenset({"reserved", "talking", "on_hold"})
"""States of an agent that hold a call."""


@dataclass(slots=True)
class Agent:
    """One agent as a unit of work moves them: code on the exchange, sign-in name, state.

    The history goes on without being read: `closes_at` is when the stored open interval ends, `interval` the one that this
    unit of work has opened after it.
    """

    person_id: uuid.UUID
    code: str
    login: str
    state: AgentState
    closes_at: datetime | None = None
    interval: AgentInterval | None = None

    @property
    def free(self) -> bool:
        """At rest: a ring can be taken."""
        return self.state.state in ("ready", "not_ready")


def facts_of(row: AgentState) -> AgentFacts:
    """Return what the row says, as the rules read it. Raises ValueError for a row that contradicts itself."""
    mode = cast(AcwMode, row.acw_mode)
    if mode in rules.MODES_WITH_LIMIT and not row.acw_limit_ms:
        mode = "mandatory"
    return AgentFacts(
        state=cast(rules.AgentState, row.state),
        reason=row.reason,
        next_state=cast(rules.AskedState | None, row.next_state),
        next_reason=row.next_reason,
        state_before=cast(rules.AgentState | None, row.state_before),
        reason_before=row.reason_before,
        misses=row.misses,
        acw_mode=mode,
        acw_limit_ms=row.acw_limit_ms,
        wrapup_pending=row.wrapup_call_id is not None,
    )


def take_over_rule(row: AgentState, queue: Queue) -> None:
    """From the answer on, the after-call work of the call's queue is this agent's. A limit of 0 ms is none."""
    limited = queue.acw_mode in rules.MODES_WITH_LIMIT and queue.acw_limit_ms > 0
    unlimited = "mandatory" if queue.acw_mode in rules.MODES_WITH_LIMIT else queue.acw_mode
    row.acw_mode = queue.acw_mode if limited else unlimited
    row.acw_limit_ms = queue.acw_limit_ms if limited else None


@dataclass(slots=True)
class Moved:
    """What a move leaves to do: an interval to add, after-call work to book, the exchange to tell."""

    move: AgentMove
    new_interval: AgentInterval | None = None
    worked: "AfterCallWork | None" = None
    tell_exchange: bool = False


@dataclass(frozen=True, slots=True)
class AfterCallWork:
    """After-call work that is over: about which call, and how long by the hub's clock."""

    call_id: uuid.UUID
    ms: int


def write(
    agent: Agent, move: AgentMove, *, at: datetime, now: datetime, call: Call | None, by: uuid.UUID | None
) -> Moved:
    """Write a move into the agent's row. `at`: when it happened; `now`: the hub's clock; `call`: the one it is about."""
    row, facts, was = agent.state, move.facts, agent.state.state
    moved = Moved(move)
    held = row.call_id
    if move.stop_acw and row.wrapup_call_id is not None and row.acw_from_at is not None:
        # A limit that a hub noticed late is still the limit.
        over_at = min(now, row.limit_at) if row.limit_at is not None else now
        moved.worked = AfterCallWork(row.wrapup_call_id, max(0, _ms(over_at - row.acw_from_at)))
    row.state, row.reason = facts.state, facts.reason
    row.next_state, row.next_reason = facts.next_state, facts.next_reason
    row.state_before, row.reason_before = facts.state_before, facts.reason_before
    row.misses = facts.misses
    row.call_id = (call.id if call is not None else held) if facts.state in BUSY else None
    _clock(row, move, held, now)
    if move.new_interval:
        at = max(at, row.since_at)
        moved.new_interval = _turn_interval(agent, at, by)
        row.since_at = at
    left_or_came = (was == "signed_out") != (facts.state == "signed_out")
    moved.tell_exchange = move.make_available is not None or left_or_came
    return moved


def _clock(row: AgentState, move: AgentMove, held: uuid.UUID | None, now: datetime) -> None:
    """The clock of after-call work is the hub's, from the moment the hub knows: catching up cuts nobody's time short."""
    if move.start_acw:
        # A call dialled out of after-call work that came to nobody leads back to the wrap-up that was open.
        row.wrapup_call_id = row.wrapup_call_id if row.wrapup_call_id is not None else held
        row.acw_from_at = now
        limited = move.facts.acw_mode in rules.MODES_WITH_LIMIT and move.facts.acw_limit_ms is not None
        row.limit_at = now + timedelta(milliseconds=move.facts.acw_limit_ms or 0) if limited else None
    if move.stop_acw:
        row.acw_from_at = row.limit_at = None
    if not move.facts.wrapup_pending:
        row.wrapup_call_id = None


def _turn_interval(agent: Agent, at: datetime, by: uuid.UUID | None) -> AgentInterval:
    """Close the open interval, open another (half-open: the end of one is the start of the next)."""
    if agent.interval is not None:
        agent.interval.ended_at = at
    else:
        agent.closes_at = at
    agent.interval = AgentInterval(
        person_id=agent.person_id,
        state=agent.state.state,
        reason=agent.state.reason,
        started_at=at,
        call_id=agent.state.call_id or agent.state.wrapup_call_id,
        by_person_id=by,
    )
    return agent.interval


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def step_call(call: Call, *triggers: CallTrigger) -> bool:
    """Move a call by its table; all the triggers or none. Whether they were possible."""
    state = cast(CallState, call.state)
    try:
        for trigger in triggers:
            state = rules.call_step(state, trigger)
    except rules.TransitionRefused:
        return False
    call.state = state
    return True


def end_call(call: Call, *, at: datetime, outcome: str, by: str | None = None) -> None:
    """The call is over; its outcome is decided once: whoever was answered stays answered."""
    call.state = "ended"
    call.outcome = rules.settle_outcome("answered" if call.answered_at is not None else None, outcome)
    call.ended_at = max(at, call.offered_at)
    call.ended_by = call.ended_by or by or ("customer" if call.outcome == "abandoned_queue" else None)
    call.muted = False
