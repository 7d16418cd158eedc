"""Orders to the exchange about one call: checked against the agent's own state, then sent by a job after the commit.

Nothing moves here. What the order does is told by the exchange's events, and only they move calls and agents.
"""

import uuid
from functools import partial
from typing import Final

from sqlalchemy import UUID, bindparam, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.orders.commands import CallOrder, MakesCommand
from agent_desk.hub.calls.orders.outgoing import outgoing
from agent_desk.hub.calls.orders.targets import require_agent, require_queue
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import Answer, HangUp, Hold, Mute, Refuse, Transfer
from agent_desk.hub.exchange.protocol.dialling import CancelConsult, CompleteTransfer, Consult, Dtmf, Join, Park
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.statements import Statement
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call
from agent_desk.models.calls.dialling import Consultation
from agent_desk.schemas.calls.records import Asked, TransferForm

COMMAND: Final = "calls.command"
IN_TALK: Final = frozenset({"talking", "on_hold"})
POSSIBLE: Final[dict[type[CallCommand], frozenset[str]]] = {
    Answer: frozenset({"reserved"}),
    Refuse: frozenset({"reserved"}),
    Hold: IN_TALK,
    Mute: IN_TALK,
    Transfer: IN_TALK,
    HangUp: IN_TALK,
    Consult: IN_TALK,
    CompleteTransfer: IN_TALK,
    CancelConsult: IN_TALK,
    Join: IN_TALK,
    Dtmf: IN_TALK,
    Park: IN_TALK,
}
"""In which of the agent's states an order makes sense."""
ENDS_CONSULT: Final = (HangUp, Transfer, Hold)
"""Not while somebody is asked: first back to the customer, complete, or talk of three."""
_PERSON: Final = bindparam("person", type_=UUID)
_ORDER: Final = Statement(
    select(
        Call.exchange_key,
        AgentState.state,
        AgentState.state_before,
        AgentState.call_id,
        select(Consultation.id)
        .where(
            Consultation.call_id == Call.id,
            Consultation.person_id == _PERSON,
            Consultation.ended_at.is_(None),
            or_(Consultation.state == "ringing", Consultation.state == "talking"),
        )
        .exists(),
    )
    .select_from(Call)
    .outerjoin(AgentState, AgentState.person_id == _PERSON)
    .where(Call.id == bindparam("call", type_=UUID))
)
"""What an order is about: the call, the agent's state, and whether this agent asks somebody about this call."""


def order(unit: Unit, call_id: uuid.UUID, make: MakesCommand) -> Asked:
    """Give an order about the caller's own call. Raises NotFound, TransitionRefused; never waits for the exchange."""
    me = unit.me
    unit.db.flush()
    found = _ORDER.first(unit.db, {"call": call_id, "person": me.person_id})
    if found is None:
        raise NotFound(what="call")
    key, state, state_before, current, consulting = found
    wanted = _order(unit, call_id, key, me.person_id, me.agent_code or "", make)
    command = wanted.command
    if current != call_id or state not in POSSIBLE[type(command)]:
        raise TransitionRefused(state=state or "signed_out", trigger=wanted.word)
    if state == "talking" and state_before is not None and not isinstance(command, HangUp):
        raise TransitionRefused(state="dialling", trigger=wanted.word)
    if isinstance(command, ENDS_CONSULT) and consulting:
        # Asterisk takes the end of a consulting agent's part for "pass the customer on".
        raise TransitionRefused(state="consulting", trigger=wanted.word)
    return _sent(unit, wanted)


def open_consultation(db: Session, call_id: uuid.UUID) -> Consultation | None:
    """Return who is asked about this call now; one at most."""
    return db.scalar(select(Consultation).where(Consultation.call_id == call_id, Consultation.ended_at.is_(None)))


def transfer(unit: Unit, call_id: uuid.UUID, form: TransferForm) -> Asked:
    """Send the customer on; written down, since the customer leaves our hands. Raises as `order`, InvalidForm, CannotDial."""
    to = form.target
    if form.kind == "blind_number":
        to = outgoing(unit, to)
    elif form.kind == "blind_agent":
        require_agent(unit.db, to)
    else:
        require_queue(unit.db, to)
    asked = order(unit, call_id, partial(Transfer, kind=form.kind, target=to))
    # The number itself stays out of the trail; the leg keeps it.
    target = form.target if form.kind != "blind_number" else "number"
    unit.audit("calls.transfer", "call", call_id, kind=form.kind, target=target)
    return asked


def refuse_ring(unit: Unit, call: Call, agent: Agent) -> None:
    """The hub itself gives a ring back that reached a seat which is not free for it; the agent is not charged."""
    send(unit, call, agent.person_id, agent.code, Refuse, quiet=True)


def send(unit: Unit, call: Call, person_id: uuid.UUID, code: str, make: MakesCommand, *, quiet: bool = False) -> Asked:
    """Have the exchange carry out an order once this is committed. `quiet`: a refusal is told to nobody."""
    return _sent(unit, _order(unit, call.id, call.exchange_key, person_id, code, make, quiet))


def _order(
    unit: Unit,
    call_id: uuid.UUID,
    key: str,
    person_id: uuid.UUID,
    code: str,
    make: MakesCommand,
    quiet: bool = False,
) -> CallOrder:
    command = make(id=str(uuid.uuid4()), call=key, agent=code)
    return CallOrder(command=command, call_id=call_id, person_id=person_id, asked_at=unit.now, quiet=quiet)


def _sent(unit: Unit, order: CallOrder) -> Asked:
    unit.later(COMMAND, withheld=order.withheld(), **order.row())
    return Asked(command_id=uuid.UUID(order.command.id), command=order.word)
