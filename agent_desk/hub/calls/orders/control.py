"""Orders to the exchange about one call: checked against the agent's own state, then sent by a job after the commit.

Nothing moves here. What the order does is told by the exchange's events, and only they move calls and agents.
"""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call
from agent_desk.models.calls.dialling import Consultation
from agent_desk.schemas.calls.records import Asked, TransferForm

COMMAND: Final = "calls.command"
IN_TALK: Final = frozenset({"talking", "on_hold"})
POSSIBLE: Final = {
    "answer": frozenset({"reserved"}),
    "refuse": frozenset({"reserved"}),
    "hold": IN_TALK,
    "mute": IN_TALK,
    "transfer": IN_TALK,
    "hang_up": IN_TALK,
    "consult": IN_TALK,
    "complete": IN_TALK,
    "cancel_consult": IN_TALK,
    "join": IN_TALK,
    "dtmf": IN_TALK,
    "park": IN_TALK,
}
"""In which of the agent's states an order makes sense."""
ENDS_CONSULT: Final = frozenset({"hang_up", "transfer", "hold"})
"""Not while somebody is asked: first back to the customer, complete, or talk of three."""


def order(unit: Unit, call_id: uuid.UUID, command: str, **details: str | bool) -> Asked:
    """Give an order about the caller's own call. Raises NotFound, TransitionRefused; never waits for the exchange."""
    call = unit.db.get(Call, call_id)
    if call is None:
        raise NotFound(what="call")
    me = unit.me
    state = unit.db.scalar(select(AgentState).where(AgentState.person_id == me.person_id))
    if state is None or state.call_id != call.id or state.state not in POSSIBLE[command]:
        raise TransitionRefused(state=state.state if state is not None else "signed_out", trigger=command)
    if state.state == "talking" and state.state_before is not None and command != "hang_up":
        raise TransitionRefused(state="dialling", trigger=command)
    if command in ENDS_CONSULT and _consulting(unit, call_id):
        # Asterisk takes the end of a consulting agent's part for "pass the customer on".
        raise TransitionRefused(state="consulting", trigger=command)
    return send(unit, call, me.person_id, me.agent_code or "", command, **details)


def open_consultation(db: Session, call_id: uuid.UUID) -> Consultation | None:
    """Who is asked about this call now; one at most."""
    return db.scalar(select(Consultation).where(Consultation.call_id == call_id, Consultation.ended_at.is_(None)))


def _consulting(unit: Unit, call_id: uuid.UUID) -> bool:
    row = open_consultation(unit.db, call_id)
    return row is not None and row.person_id == unit.me.person_id and row.state in ("ringing", "talking")


def transfer(unit: Unit, call_id: uuid.UUID, form: TransferForm) -> Asked:
    """Send the customer on; written down, since the customer leaves our hands."""
    asked = order(unit, call_id, "transfer", kind=form.kind, target=form.target)
    # The number itself stays out of the trail; the leg keeps it.
    target = form.target if form.kind != "blind_number" else "number"
    unit.audit("calls.transfer", "call", call_id, kind=form.kind, target=target)
    return asked


def refuse_ring(unit: Unit, call: Call, agent: Agent) -> None:
    """The hub itself gives a ring back that reached a seat which is not free for it; the agent is not charged."""
    send(unit, call, agent.person_id, agent.code, "refuse", quiet=True)


def send(unit: Unit, call: Call, person_id: uuid.UUID, code: str, command: str, **details: str | bool) -> Asked:
    """Have the exchange carry out an order once this is committed."""
    command_id = uuid.uuid4()
    unit.later(
        COMMAND,
        command_id=str(command_id),
        command=command,
        call_id=str(call.id),
        call_key=call.exchange_key,
        person_id=str(person_id),
        agent_code=code,
        asked_at=unit.now.isoformat(),
        details=details,
    )
    return Asked(command_id=command_id, command=command)
