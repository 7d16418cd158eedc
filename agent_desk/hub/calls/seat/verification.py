"""Whether the caller of a call is known to be this customer."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.models.calls.calls import AgentState, CallLeg, Verification


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
