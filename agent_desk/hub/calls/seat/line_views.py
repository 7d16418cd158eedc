"""What stands beside the call at a seat: whom its agent asks, who asks them, and who is parked."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from agent_desk.hub.calls.views import caller_of, people_of, queues_by_id
from agent_desk.hub.kit.masking import masks_of
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.dialling import Consultation
from agent_desk.schemas.calls import dialling as schemas


def any_consultation(person_id: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
    """Return whether this agent may ask or be asked just now: `consultations` knows."""
    return select(Consultation.id).where(Consultation.ended_at.is_(None), _part_of(person_id)).exists()


def _part_of(person_id: uuid.UUID | InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
    return or_(Consultation.person_id == person_id, Consultation.asked_person_id == person_id)


def any_parked() -> ColumnElement[bool]:
    """Return whether anybody is parked."""
    parked_call = aliased(Call)
    return select(parked_call.id).where(parked_call.state == "waiting", parked_call.parked_at.is_not(None)).exists()


def consultations(db: Session, person_id: uuid.UUID) -> tuple[schemas.Consultation | None, schemas.Consultation | None]:
    """Return the open one in which this agent asks, and the one in which they are asked."""
    rows = db.scalars(
        select(Consultation)
        .join(Call, Call.id == Consultation.call_id)
        .where(Consultation.ended_at.is_(None), Call.state != "ended", _part_of(person_id))
        .order_by(Consultation.began_at)
    ).all()
    asks = [row for row in rows if row.person_id == person_id]
    asked = [row for row in rows if row.asked_person_id == person_id]
    return _last(db, asks, of_asked=True), _last(db, asked, of_asked=False)


def _last(db: Session, rows: Sequence[Consultation], *, of_asked: bool) -> schemas.Consultation | None:
    if not rows:
        return None
    row = rows[-1]
    whose = row.asked_person_id if of_asked else row.person_id
    person = people_of(db, [whose]).get(whose) if whose is not None else None
    return schemas.Consultation(
        id=row.id,
        call_id=row.call_id,
        kind=cast(Any, row.kind),
        state=cast(Any, row.state),
        name=person.name if person is not None else row.target,
        name_en=person.name_en if person is not None else row.target,
        since_at=row.conference_at or row.answered_at or row.began_at,
    )


def parked(db: Session) -> list[schemas.ParkedCall]:
    """Return every parked customer, who waits longest first."""
    calls = db.scalars(
        select(Call).where(Call.state == "waiting", Call.parked_at.is_not(None)).order_by(Call.parked_at)
    ).all()
    if not calls:
        return []
    masks, queues, people = masks_of(db), queues_by_id(db), people_of(db, (call.parked_by_id for call in calls))
    made = []
    for call in calls:
        if call.parked_at is None:
            continue  # picked up between two looks of this very request
        queue, by = queues[call.queue_id], people.get(call.parked_by_id) if call.parked_by_id is not None else None
        made.append(
            schemas.ParkedCall(
                call_id=call.id,
                caller=caller_of(call, masks),
                queue_zh=queue.name_zh,
                queue_en=queue.name_en,
                parked_at=call.parked_at,
                by=by.name if by is not None else "",
                by_en=by.name_en if by is not None else "",
            )
        )
    return made
