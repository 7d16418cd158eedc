"""Whether the caller of a call is known to be this customer."""

import uuid

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.customers.service import Matter
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Verification


def verified_for(db: Session, call_id: uuid.UUID, customer_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether this call is verified for this customer, and the person is in it or still wrapping it up.

    Verified is a property of a call; once the agent has left it, it unlocks nothing any more.
    """
    in_call = select(CallLeg.id).where(
        CallLeg.call_id == call_id, CallLeg.person_id == person_id, CallLeg.ended_at.is_(None)
    )
    wrapping_up = select(AgentState.person_id).where(
        AgentState.person_id == person_id, AgentState.wrapup_call_id == call_id
    )
    passed = (
        select(Verification.passed)
        .where(
            Verification.call_id == call_id,
            Verification.customer_id == customer_id,
            in_call.exists() | wrapping_up.exists(),
        )
        .order_by(Verification.at.desc(), Verification.passed)
        .limit(1)
    )
    return bool(db.scalar(passed))


def in_call_with(db: Session, customer_id: uuid.UUID, person_id: uuid.UUID, call_id: uuid.UUID | None) -> Matter | None:
    """Return the call of this customer that the person is in now, or wrapping up. `call_id`: only this one."""
    mine = select(Call.id).join(AgentState, or_(AgentState.call_id == Call.id, AgentState.wrapup_call_id == Call.id))
    found = mine.where(AgentState.person_id == person_id, Call.customer_id == customer_id)
    if call_id is not None:
        found = found.where(Call.id == call_id)
    call = db.scalar(found.limit(1))
    return Matter("call", call) if call is not None else None
