"""Supervisors steering agents: set a state, free a stuck one. Always with a reason, and written down."""

import uuid
from typing import Final

from agent_desk.hub.calls.seat.seats import move, require_reason
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.rules import Trigger
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.each import each
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState
from agent_desk.schemas.calls.records import AskedStateWord
from agent_desk.schemas.calls.supervisor_control import SteerMany
from agent_desk.schemas.kit.account import Account

STEER: Final = "floor.steer"
TRIGGERS: dict[AskedStateWord, Trigger] = {"ready": "ask_ready", "not_ready": "ask_not_ready", "signed_out": "sign_out"}


def set_agent_state(
    unit: Unit, person_id: uuid.UUID, state: AskedStateWord, reason_code: str | None, why: str
) -> AgentState:
    """Set an agent's state, or ask for it while they are busy. Raises NotFound, InvalidForm, TransitionRefused."""
    why = _required(why)
    scope.require_person(unit, STEER, person_id)
    reason = require_reason(unit.db, reason_code, offered=False) if state == "not_ready" else None
    board, agent = _agent(unit, person_id)
    before = agent.state.state
    move(board, agent, TRIGGERS[state], reason=reason, by=unit.me.person_id)
    board.finish()
    unit.audit(
        "floor.set_state",
        "agent_state",
        person_id,
        reason=why,
        state=state,
        code=reason,
        before=before,
        holds=agent.state.state == state,
    )
    return agent.state


def free_agent(unit: Unit, person_id: uuid.UUID, why: str) -> AgentState:
    """Free a stuck agent: their leg closes, they are not ready. A call that the exchange still has goes on without them.

    One that the exchange has not is closed by the next reconciling. Raises NotFound, InvalidForm, TransitionRefused.
    """
    why = _required(why)
    scope.require_person(unit, STEER, person_id)
    board, agent = _agent(unit, person_id)
    before, call = agent.state.state, board.call_of(agent.state.call_id)
    leg = board.open_leg(agent)
    if leg is not None:
        leg.result = "answered" if leg.answered_at is not None else "caller_gone"
        leg.ended_at = max(unit.now, leg.rung_at)
    if call is not None:
        board.touch(call, agent)
    move(board, agent, "free", by=unit.me.person_id)
    board.finish()
    unit.audit(
        "floor.free_agent", "agent_state", person_id, reason=why, before=before, call=str(call.id) if call else None
    )
    return agent.state


def steer_many(unit: Unit, form: SteerMany) -> Account:
    """Do the same for several agents, each as if asked for alone, with an audit row of its own. Raises InvalidForm, NotFound."""
    why = _required(form.why)
    if form.what == "not_ready":
        require_reason(unit.db, form.reason_code, offered=False)

    def steer(person_id: uuid.UUID) -> None:
        if form.what == "free":
            free_agent(unit, person_id, why)
        else:
            set_agent_state(unit, person_id, form.what, form.reason_code, why)

    return each(unit, form.people, steer)


def _agent(unit: Unit, person_id: uuid.UUID) -> tuple[Switchboard, Agent]:
    board = Switchboard(unit)
    agent = board.load_person(person_id)
    if agent is None:
        raise NotFound(what="agent")
    return board, agent


def _required(why: str) -> str:
    words = why.strip()
    if not words:
        raise InvalidForm({"why": "missing"})
    return words
