"""What complaints keep: recordings of the calls that one is about which is open, or on legal hold."""

import uuid
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.rules import FINISHED


def calls_with_open_complaint(db: Session, calls: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these calls a complaint is about that is open or held: its own, or the one it was merged into.

    A merged complaint holds nothing by itself; the one that it was merged into is asked as well.
    """
    keeps = or_(Complaint.state.not_in(FINISHED), Complaint.held_at.is_not(None))
    found = set(db.scalars(select(Complaint.call_id).where(Complaint.call_id.in_(calls), keeps)))
    into = select(Complaint.id).where(keeps)
    merged = select(Complaint.call_id).where(Complaint.call_id.in_(calls), Complaint.merged_into_id.in_(into))
    return {call for call in found | set(db.scalars(merged)) if call is not None}
