"""Picking up a call that rings at a colleague: who may, which ring now, and the order.

Nothing moves here: that the colleague's ring is over, and that it rings and is answered here, is told by the exchange's events.
"""

import uuid
from functools import partial

from sqlalchemy import Select, false, select
from sqlalchemy.orm import aliased

from agent_desk.hub.calls import views
from agent_desk.hub.calls.orders import control
from agent_desk.hub.calls.state.machine import facts_of
from agent_desk.hub.exchange.protocol.dialling import DIAL_PREFIX, PickUpRing
from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.people import Person
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.settings import RINGS


def ringing(unit: Unit) -> list[RingingCall]:
    """The calls that ring at colleagues and that the caller may pick up, the longest first."""
    rows = unit.db.execute(_rings(unit).order_by(CallLeg.rung_at, CallLeg.id)).all()
    masks = masks_of(unit.db)
    return [
        RingingCall(
            call_id=call.id,
            caller=views.caller_of(call, masks),
            queue=views.queue_ref(queue),
            at=views.person_ref(person),
            rings_since=leg.rung_at,
        )
        for call, leg, queue, person in rows
    ]


def pick_up_ring(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Have this call instead of the colleague at whom it rings.

    Raises TransitionRefused for a busy agent, NotFound for a call that rings at nobody from whom the caller may take it.
    """
    state = unit.db.get(AgentState, unit.me.person_id)
    if state is None or state.state not in ("ready", "not_ready"):
        raise TransitionRefused(state=facts_of(state).state if state is not None else "signed_out", trigger="pick_up")
    found = unit.db.execute(_rings(unit).where(Call.id == call_id)).first()
    if found is None:
        raise NotFound(what="ringing_call")
    call, _, _, colleague = found
    unit.audit("calls.pick_up_ring", "call", call_id, agent=str(colleague.id))
    return control.send(
        unit, call, unit.me.person_id, unit.me.agent_code or "", partial(PickUpRing, at=colleague.agent_code or "")
    )


def _rings(unit: Unit) -> Select[Call, CallLeg, Queue, Person]:
    """Rings at colleagues, as far as the centre's rule goes. An agent's own outbound call is nobody else's."""
    scope.by_rule(unit)
    me, allowed = unit.me.person_id, settings_in_force.read(unit.db, RINGS, unit.now).pickup
    found = (
        select(Call, CallLeg, Queue, Person)
        .join(CallLeg, CallLeg.call_id == Call.id)
        .join(Queue, Queue.id == CallLeg.queue_id)
        .join(Person, Person.id == CallLeg.person_id)
        .where(
            Call.state == "ringing",
            CallLeg.ended_at.is_(None),
            CallLeg.answered_at.is_(None),
            CallLeg.person_id != me,
            Call.exchange_key.not_like(f"{DIAL_PREFIX}%"),
        )
    )
    if allowed == "team":
        own = aliased(Person)
        return found.join(own, own.team_id == Person.team_id).where(own.id == me)
    if allowed == "queue":
        return found.join(QueueMember, QueueMember.queue_id == CallLeg.queue_id).where(QueueMember.person_id == me)
    return found if allowed == "centre" else found.where(false())
