"""Call-back tasks as they may be shown: the number masked."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of, queues_by_id
from agent_desk.hub.kit.masking import masks_of
from agent_desk.models.customers import ContactPoint
from agent_desk.models.supervising import CallbackTask
from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.supervising.records import TaskRow

MOST_CUSTOMERS = 3
"""Candidates shown for a number; a company's has many."""


def customers_of(db: Session, numbers: Collection[str]) -> dict[str, list[uuid.UUID]]:
    """Whose numbers these may be, those that the bank has checked first; at most `MOST_CUSTOMERS` each, nobody is chosen."""
    found: dict[str, list[uuid.UUID]] = {}
    rows = (
        select(ContactPoint.value, ContactPoint.customer_id)
        .where(ContactPoint.value.in_(numbers))
        .order_by(ContactPoint.value, ContactPoint.verified.desc(), ContactPoint.customer_id)
    )
    for number, customer_id in db.execute(rows):
        known = found.setdefault(number, [])
        if len(known) < MOST_CUSTOMERS and customer_id not in known:
            known.append(customer_id)
    return found


def tasks_shown(db: Session, rows: Sequence[CallbackTask]) -> list[TaskRow]:
    """Without the customers it may be: every agent sees these lists, and the call itself shows who is called."""
    if not rows:
        return []
    masks, queues = masks_of(db), queues_by_id(db)
    whom = people_of(db, [one for row in rows for one in (row.created_by_id, row.assigned_id, row.taken_by_id)])
    return [
        TaskRow(
            id=row.id,
            queue=queues[row.queue_id],
            caller=Masked(text=masks.telephone(row.number)),
            first_at=row.first_at,
            created_at=row.created_at,
            created_by=whom[row.created_by_id],
            assigned=whom.get(row.assigned_id) if row.assigned_id else None,
            state=cast(Any, row.state),
            taken_by=whom.get(row.taken_by_id) if row.taken_by_id else None,
            made_call_id=row.made_call_id,
            attempts=row.attempts,
            result=cast(Any, row.result),
            note=row.note,
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
    ]
