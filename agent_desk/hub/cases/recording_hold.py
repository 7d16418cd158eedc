"""What complaints keep: recordings of the calls that an open one is about."""

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.models.cases import Complaint

OVER = ("closed", "withdrawn", "merged")
"""A merged complaint keeps nothing by itself; the one that it was merged into is asked as well."""


def calls_with_open_complaint(db: Session, calls: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these calls, those about which a complaint is open, its own or the one it was merged into."""
    found = set(db.scalars(select(Complaint.call_id).where(Complaint.call_id.in_(calls), Complaint.state.not_in(OVER))))
    into = select(Complaint.id).where(Complaint.state.not_in(OVER))
    merged = select(Complaint.call_id).where(Complaint.call_id.in_(calls), Complaint.merged_into_id.in_(into))
    return {call for call in found | set(db.scalars(merged)) if call is not None}
