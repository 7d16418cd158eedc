"""What belongs to a complaint and runs by itself: reviews, mediations, rectifications. The complaint says of each how it stands, in a line.

They are cases of kinds (`hub/cases/kinds`), each with the complaint that it was begun from; here is what the complaint knows of them.
"""

import uuid

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.kinds import versions
from agent_desk.models.cases import SATISFACTIONS, CaseEvent, Complaint
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.records import LinkedCase, LinkedComplaint


def of(db: Session, complaint: Complaint) -> list[LinkedCase]:
    """Return the cases that belong to a complaint, the first first."""
    rows = db.scalars(
        select(KindCase).where(KindCase.complaint_id == complaint.id).order_by(KindCase.opened_at, KindCase.number)
    ).all()
    kinds = versions.definitions(db, ((one.kind, one.kind_number) for one in rows))
    found = []
    for one in rows:
        kind = kinds[one.kind, one.kind_number]
        state = kind.states_by_code[one.state]
        found.append(
            LinkedCase(
                id=one.id,
                number=one.number,
                kind=one.kind,
                name_zh=kind.name_zh,
                name_en=kind.name_en,
                state_zh=state.name_zh,
                state_en=state.name_en,
                tone=state.tone,
                opened_at=one.opened_at,
                due_at=one.due_at if one.closed_at is None else None,
                closed_at=one.closed_at,
            )
        )
    return found


def complaint_of(db: Session, complaint_id: uuid.UUID | None) -> LinkedComplaint | None:
    """Return what a case says of the complaint that it belongs to: its number and how it stands, nothing of a person."""
    complaint = db.get(Complaint, complaint_id) if complaint_id is not None else None
    if complaint is None:
        return None
    return LinkedComplaint.model_validate({"id": complaint.id, "number": complaint.number, "state": complaint.state})


def deciders(db: Session, complaint: Complaint) -> frozenset[uuid.UUID]:
    """Return who decided a complaint, in whatever round."""
    decided = select(CaseEvent.person_id).where(
        CaseEvent.complaint_id == complaint.id,
        CaseEvent.kind == "transition",
        CaseEvent.detail["to"].astext == "decided",
    )
    return frozenset(one for one in db.scalars(decided) if one is not None)


# ---------------------------------------------------------------------- for figures


def has_case(kind: str, *states: str) -> ColumnElement[bool]:
    """Return the condition that a complaint has a case of a kind, in one of these states where they are named."""
    found = exists().where(KindCase.complaint_id == Complaint.id, KindCase.kind == kind)
    return found.where(KindCase.state.in_(states)) if states else found


WITH_CASES = Complaint.id.in_(
    select(KindCase.complaint_id).where(
        KindCase.complaint_id.is_not(None), KindCase.kind.in_(("review", "mediation", "rectification"))
    )
)
"""Cases belong to it that are counted below: few complaints have any."""
REVIEWED = has_case("review", "upheld", "changed", "overturned")
"""A review was answered."""
OVERTURNED = has_case("review", "changed", "overturned")
"""The answer is another one than the decision."""
MEDIATED = has_case("mediation", "settled", "failed")
"""A mediation took place."""
SETTLED = has_case("mediation", "settled")
"""It ended with an agreement."""
RECTIFIED = has_case("rectification", "effective")
"""Its root cause was mended, and the effect checked."""
ANSWERED = Complaint.satisfaction.in_(SATISFACTIONS)
"""The complainant said how content they are."""
CONTENT = Complaint.satisfaction == "content"
"""They are."""
