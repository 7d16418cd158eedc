"""Rounds of a complaint: what was reached in one (decided, told, closed) stays as it is when the next begins.

That the complainant was told on a day is a fact of the law. It stands in the complaint for its first round, and in a row of its own
for each round of one that was taken up again; the limit of a later round is the centre's rule (setting "reopening").
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import CaseRound, Complaint
from agent_desk.schemas.cases.settings import REOPENING


def of(db: Session, complaint: Complaint) -> list[CaseRound]:
    """Return the rounds of a complaint that was taken up again, the first first; none for any other."""
    if complaint.round == 1:
        return []
    found = select(CaseRound).where(CaseRound.complaint_id == complaint.id).order_by(CaseRound.round)
    return list(db.scalars(found))


def now_of(db: Session, complaint: Complaint) -> CaseRound | None:
    """Return the round that goes on; None in the first, which stands in the complaint itself."""
    if complaint.round == 1:
        return None
    found = select(CaseRound).where(CaseRound.complaint_id == complaint.id, CaseRound.round == complaint.round)
    return db.scalars(found).one()


def reopen(unit: Unit, complaint: Complaint, reason: str) -> dict[str, Any]:
    """Take a complaint up again; gives facts for the story. Before the complainant was told the round goes on, and so does its clock;
    afterwards another begins."""
    here = now_of(unit.db, complaint)
    told_at = here.told_at if here is not None else complaint.told_at
    if told_at is None:
        if here is not None:
            here.decided_at = None
        else:
            complaint.decided_at = None
        return {"round": complaint.round}
    if here is None:
        here = CaseRound(
            complaint_id=complaint.id,
            round=1,
            started_at=complaint.received_at,
            decided_at=complaint.decided_at,
            told_at=complaint.told_at,
            closed_at=complaint.closed_at,
        )
        unit.db.add(here)
    here.due_at, here.resolution = complaint.due_at, complaint.resolution
    complaint.round += 1
    complaint.reopened_at, complaint.told_again_at, complaint.closed_at = unit.now, None, None
    days = settings_in_force.read(unit.db, REOPENING, unit.now).limit_days
    unit.db.add(
        CaseRound(complaint_id=complaint.id, round=complaint.round, started_at=unit.now, limit_days=days, reason=reason)
    )
    unit.db.flush()
    return {"round": complaint.round}


def decided(unit: Unit, complaint: Complaint) -> None:
    """The decision is made."""
    here = now_of(unit.db, complaint)
    if here is None:
        complaint.decided_at = unit.now
    else:
        here.decided_at, here.resolution = unit.now, complaint.resolution


def told(unit: Unit, complaint: Complaint) -> None:
    """The complainant was told of it."""
    here = now_of(unit.db, complaint)
    if here is None:
        complaint.told_at = unit.now
    else:
        here.told_at = complaint.told_again_at = unit.now


def closed(unit: Unit, complaint: Complaint) -> None:
    """Nothing more is done about it."""
    complaint.closed_at = unit.now
    if (here := now_of(unit.db, complaint)) is not None:
        here.closed_at, here.due_at = unit.now, complaint.due_at
