"""What other areas may ask of calls: whether somebody may see a call, and the call as a row of a list."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg, WrapUp
from agent_desk.schemas.calls.records import CallRow

ALL = "calls.all"


def require_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """The call, if the caller may see it: their own, or any with calls.all. Raises NotFound, for both alike."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not (own or unit.me.may(ALL)):
        raise NotFound(what="call")
    return call


def require_own_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """The call, if it rang at, or was taken by, the caller. Raises NotFound."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not own:
        raise NotFound(what="call")
    return call


def _with_part(unit: Unit, call_id: uuid.UUID, *, lock: bool) -> tuple[Call | None, bool]:
    """The call, and whether the caller has or had a part in it; one query."""
    part = select(CallLeg.id).where(CallLeg.call_id == Call.id, CallLeg.person_id == unit.me.person_id).exists()
    found = select(Call, part).where(Call.id == call_id)
    row = unit.db.execute(found.with_for_update(of=Call) if lock else found).one_or_none()
    return (row[0], row[1]) if row is not None else (None, False)


def has_part(db: Session, call_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether this call rang at, or was taken by, this agent; for the areas above."""
    part = select(CallLeg.id).where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
    return db.scalar(part.limit(1)) is not None


def rows_of(db: Session, calls: Sequence[Call]) -> list[CallRow]:
    """Calls as rows of a list, masked; a handful of queries whatever their number."""
    queues, masks = views.queues_by_id(db), masks_of(db)
    people = views.people_of(db, (call.agent_id for call in calls))
    briefs = customers.briefs(db, {call.customer_id for call in calls if call.customer_id is not None})
    last = select(WrapUp.call_id, WrapUp.disposition_code).where(
        WrapUp.call_id.in_([call.id for call in calls]), WrapUp.disposition_code.is_not(None)
    )
    # Of several agents' wrap-ups the latest stands, since it is read last.
    dispositions = {row.call_id: row.disposition_code for row in db.execute(last.order_by(WrapUp.saved_at))}
    return [
        CallRow(
            id=call.id,
            direction=cast(Any, call.direction),
            queue=queues[call.queue_id],
            caller=views.caller_of(call, masks),
            state=cast(Any, call.state),
            outcome=cast(Any, call.outcome),
            offered_at=call.offered_at,
            answered_at=call.answered_at,
            ended_at=call.ended_at,
            wait_ms=call.wait_ms,
            talk_ms=call.talk_ms,
            hold_ms=call.hold_ms,
            acw_ms=call.acw_ms,
            agent=people.get(call.agent_id) if call.agent_id else None,
            customer=briefs.get(call.customer_id) if call.customer_id else None,
            verified_at=call.verified_at,
            disposition_code=dispositions.get(call.id),
            ended_by=call.ended_by,
            again_of=call.again_of_id,
            version=call.version,
        )
        for call in calls
    ]


def row_of(db: Session, call: Call) -> CallRow:
    """One call as a row."""
    return rows_of(db, [call])[0]
