"""What complaints keep: recordings of the calls that an open one is about."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.rules import FINISHED


def calls_with_open_complaint(db: Session, calls: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these calls an open complaint is about: its own, or the one it was merged into.

    A merged complaint holds nothing by itself; the one that it was merged into is asked as well.
    """
    found = set(
        db.scalars(select(Complaint.call_id).where(Complaint.call_id.in_(calls), Complaint.state.not_in(FINISHED)))
    )
    into = select(Complaint.id).where(Complaint.state.not_in(FINISHED))
    merged = select(Complaint.call_id).where(Complaint.call_id.in_(calls), Complaint.merged_into_id.in_(into))
    return {call for call in found | set(db.scalars(merged)) if call is not None}
