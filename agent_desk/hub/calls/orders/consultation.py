"""Asking a colleague or a number while the customer waits, talking of three, tones, parking, picking up: orders to the exchange.

As in control.py nothing moves here; the exchange's events do.
"""

import uuid
from functools import partial
from typing import Final

from sqlalchemy import select

from agent_desk.hub.calls.errors import NobodyReady
from agent_desk.hub.calls.orders import control
from agent_desk.hub.calls.orders.commands import word_of
from agent_desk.hub.calls.orders.outgoing import outgoing
from agent_desk.hub.calls.orders.targets import require_agent
from agent_desk.hub.calls.state.machine import facts_of
from agent_desk.hub.exchange.protocol.dialling import (
    CancelConsult,
    CompleteTransfer,
    Consult,
    ConsultKind,
    Dtmf,
    Join,
    Park,
    PickUp,
)
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, Queue, QueueMember
from agent_desk.models.people import Person
from agent_desk.schemas.calls.dialling import ConsultForm
from agent_desk.schemas.calls.records import Asked

About = type[CompleteTransfer] | type[CancelConsult] | type[Join]
NEEDS: Final[dict[About, frozenset[str]]] = {
    CompleteTransfer: frozenset({"talking"}),
    Join: frozenset({"talking"}),
    CancelConsult: frozenset({"ringing", "talking"}),
}
"""What an order needs of the consultation."""


def consult(unit: Unit, call_id: uuid.UUID, form: ConsultForm) -> Asked:
    """Ask somebody; a queue is whoever has been ready there longest. Raises NotFound, InvalidForm,
    CannotDial, TransitionRefused, NobodyReady."""
    if control.open_consultation(unit.db, call_id) is not None:
        raise TransitionRefused(state="consulting", trigger="consult")
    kind: ConsultKind = "agent"
    target = form.target
    if form.kind == "queue":
        target = _ready_in(unit, form.target)
    elif form.kind == "number":
        kind, target = "number", outgoing(unit, form.target)
    else:
        require_agent(unit.db, target)
    asked = control.order(unit, call_id, partial(Consult, kind=kind, target=target))
    unit.audit("calls.consult", "call", call_id, kind=form.kind, target=target if kind == "agent" else "number")
    return asked


def _ready_in(unit: Unit, code: str) -> str:
    found = unit.db.scalar(
        select(Person.agent_code)
        .join(AgentState, AgentState.person_id == Person.id)
        .join(QueueMember, QueueMember.person_id == Person.id)
        .join(Queue, Queue.id == QueueMember.queue_id)
        .where(
            Queue.code == code,
            AgentState.state == "ready",
            AgentState.seat_lost_at.is_(None),
            Person.agent_code.is_not(None),
            Person.id != unit.me.person_id,
        )
        .order_by(QueueMember.penalty, AgentState.since_at)
        .limit(1)
    )
    if found is None:
        raise NobodyReady()
    return found


def about_consultation(unit: Unit, call_id: uuid.UUID, command: About) -> Asked:
    """Complete, join or cancel. Raises NotFound, and TransitionRefused where nobody is asked, or has not answered yet."""
    row = control.open_consultation(unit.db, call_id)
    if row is None or row.person_id != unit.me.person_id or row.state not in NEEDS[command]:
        raise TransitionRefused(state=row.state if row is not None else "no_consultation", trigger=word_of(command))
    asked = control.order(unit, call_id, command)
    target = row.target if row.kind == "agent" else "number"
    if command is CompleteTransfer:
        unit.audit("calls.complete", "call", call_id, kind=row.kind, target=target)
    elif command is Join:
        unit.audit("calls.join", "call", call_id, kind=row.kind, target=target)
    return asked


def dtmf(unit: Unit, call_id: uuid.UUID, digits: str) -> Asked:
    """Send tones. They stand in no audit entry: they may be anything."""
    return control.order(unit, call_id, partial(Dtmf, digits=digits))


def park(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Leave the customer at a parking place. Not while somebody is asked."""
    row = control.open_consultation(unit.db, call_id)
    if row is not None:
        raise TransitionRefused(state=row.state, trigger="park")
    asked = control.order(unit, call_id, Park)
    unit.audit("calls.park", "call", call_id)
    return asked


def pick_up(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Have a parked customer ring here. Raises NotFound, TransitionRefused for one who is not parked, or a busy agent."""
    call = unit.db.get(Call, call_id)
    if call is None:
        raise NotFound(what="call")
    state = unit.db.get(AgentState, unit.me.person_id)
    if state is None or state.state not in ("ready", "not_ready"):
        raise TransitionRefused(state=facts_of(state).state if state is not None else "signed_out", trigger="pick_up")
    if call.parked_at is None or call.state != "waiting":
        raise TransitionRefused(state=call.state, trigger="pick_up")
    unit.audit("calls.pick_up", "call", call_id)
    return control.send(unit, call, unit.me.person_id, unit.me.agent_code or "", PickUp)
