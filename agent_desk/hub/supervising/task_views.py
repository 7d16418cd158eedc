"""Call-back tasks as they may be shown: the number masked."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of, queues_by_id
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.models.customers import ContactPoint
from agent_desk.models.supervising import CallbackTask
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.supervising.records import TaskRow

CALL_BACK: Final = work_items.register(WorkKind("callback_task", offered=True, leads="floor.steer", does="calls.dial"))
MOST_CUSTOMERS = 3
"""Candidates shown for a number; a company's has many."""


def customers_of(db: Session, numbers: Collection[str]) -> dict[str, list[uuid.UUID]]:
    """Return whose numbers these may be, those that the bank has checked first; at most `MOST_CUSTOMERS` each, nobody is chosen."""
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
    items = work_items.of(db, CALL_BACK, [row.id for row in rows])
    who = [one for item in items.values() for one in (item.person_id, item.taken_by_id)]
    whom = people_of(db, [*(row.created_by_id for row in rows), *who])
    return [
        TaskRow(
            id=row.id,
            queue=queues[row.queue_id],
            caller=Masked(text=masks.telephone(row.number)),
            first_at=row.first_at,
            created_at=row.created_at,
            created_by=whom[row.created_by_id],
            assigned=_named(whom, item.person_id if item is not None else None),
            state=cast(Any, state_of(row, item)),
            taken_by=_named(whom, item.taken_by_id if item is not None else None),
            made_call_id=row.made_call_id,
            attempts=row.attempts,
            result=cast(Any, row.result),
            note=row.note,
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
        for item in (items.get(row.id),)
    ]


def _named(whom: dict[uuid.UUID, PersonRef], person_id: uuid.UUID | None) -> PersonRef | None:
    return whom.get(person_id) if person_id is not None else None


def state_of(row: CallbackTask, item: WorkItem | None) -> str:
    """Return open, taken or done: one that was handed back is open again. `item`: None for one that is kept no longer (retention)."""
    if row.ended_at is not None or item is None:
        return "done"
    return "taken" if item.state == "taken" else "open"
