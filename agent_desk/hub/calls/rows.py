"""Calls as rows of a list."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit.masking import masks_of
from agent_desk.models.calls.calls import Call, WrapUp
from agent_desk.schemas.calls.records import CallRow


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
    """Return one call as a row."""
    return rows_of(db, [call])[0]
