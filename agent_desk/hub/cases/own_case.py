"""Whose complaint somebody handles: a reason to see a field of the customer in clear."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.customers.service import Matter
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES


def case_of(db: Session, customer_id: uuid.UUID, person_id: uuid.UUID, _call_id: uuid.UUID | None) -> Matter | None:
    """Return an open complaint of this customer that the person handles."""
    found = select(Complaint.id).where(
        Complaint.customer_id == customer_id, Complaint.assigned_to == person_id, Complaint.state.in_(OPEN_STATES)
    )
    complaint = db.scalar(found.limit(1))
    return Matter("complaint", complaint) if complaint is not None else None
