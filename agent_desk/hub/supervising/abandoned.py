"""Today's abandoned callers: who gave up waiting, whether somebody has talked to them since, and what is done about it.

Several calls of one number are one caller, in the place of their first call. A caller is settled when an agent has talked
to them after their last abandoned call, whoever called whom; a place that a queue keeps for them is a promise already.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import queues_by_id
from agent_desk.hub.customers.service import briefs
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.clock import midnight
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.supervising.task_views import customers_of, tasks_shown
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.models.supervising import CallbackTask
from agent_desk.schemas.calls.rules import CALLBACK_OPEN
from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.supervising.records import AbandonedList, AbandonedRow, Settled, TaskRow

ABANDONED = "abandoned_queue"
LISTED = 500
VIEW = "floor.view"


@dataclass(slots=True)
class Caller:
    """One caller's abandoned calls of the day, in order."""

    number: str
    calls: list[Call] = field(default_factory=list)

    @property
    def first(self) -> Call:
        """The first of them, whose time is the caller's place."""
        return self.calls[0]

    @property
    def last(self) -> Call:
        """The last of them: only what came after it settles anything."""
        return self.calls[-1]


def listed(unit: Unit, zone: str) -> AbandonedList:
    """Return the list of the day, by first arrival; callers that are open go before those that are settled."""
    since = midnight(unit.now, zone)
    found = callers(unit.db, since, scope.call(scope.reach(unit, VIEW)))
    settled = settled_by(unit.db, found, since)
    everybody = sorted(found, key=lambda one: (settled.get(one.first.id) is not None, one.first.offered_at))
    rows = _rows(unit, everybody[:LISTED], settled, since)
    open_ = sum(1 for one in found if one.first.id not in settled)
    return AbandonedList(items=rows, calls=sum(len(one.calls) for one in found), open=open_)


def callers(db: Session, since: datetime, within: ColumnElement[bool]) -> list[Caller]:
    """Return who gave up waiting since then, in calls within reach. A withheld number is a caller of its own each time."""
    found = select(Call).where(Call.offered_at >= since, Call.outcome == ABANDONED, Call.direction == "inbound", within)
    known: dict[str, Caller] = {}
    for call in db.scalars(found.order_by(Call.offered_at, Call.id)):
        key = call.caller or str(call.id)
        known.setdefault(key, Caller(call.caller)).calls.append(call)
    return list(known.values())


def settled_by(db: Session, found: Iterable[Caller], since: datetime) -> dict[uuid.UUID, tuple[Settled, datetime]]:
    """By the id of the first call: how and when somebody talked to them after their last abandoned call, or will."""
    wanted = {one.number: one for one in found if one.number}
    settled: dict[uuid.UUID, tuple[Settled, datetime]] = {}
    later = (
        select(Call.caller, Call.direction, Call.offered_at, Call.answered_at)
        .where(Call.caller.in_(wanted), Call.offered_at >= since, Call.answered_at.is_not(None))
        .order_by(Call.offered_at)
    )
    for number, direction, offered_at, answered_at in db.execute(later):
        caller = wanted[number]
        if answered_at is not None and offered_at > caller.last.offered_at and caller.first.id not in settled:
            settled[caller.first.id] = ("called_again" if direction == "inbound" else "called_back", answered_at)
    kept = select(Callback.number, Callback.asked_at).where(
        Callback.number.in_(wanted), Callback.state.in_(CALLBACK_OPEN)
    )
    for number, asked_at in db.execute(kept):
        settled.setdefault(wanted[number].first.id, ("promised", asked_at))
    return settled


def _rows(
    unit: Unit, found: Sequence[Caller], settled: dict[uuid.UUID, tuple[Settled, datetime]], since: datetime
) -> list[AbandonedRow]:
    db = unit.db
    masks, queues = masks_of(db), queues_by_id(db)
    known = customers_of(db, {one.number for one in found if one.number})
    shown = briefs(db, {one for ids in known.values() for one in ids})
    tasks = _tasks(db, {one.number for one in found if one.number}, since)
    rows = []
    for one in found:
        how = settled.get(one.first.id)
        rows.append(
            AbandonedRow(
                call_id=one.first.id,
                queue=queues[one.last.queue_id],
                caller=Masked(text=masks.telephone(one.number)),
                withheld=not one.number,
                customers=[shown[key] for key in known.get(one.number, ()) if key in shown],
                calls=len(one.calls),
                first_at=one.first.offered_at,
                last_at=one.last.offered_at,
                longest_wait_ms=max(call.wait_ms for call in one.calls),
                settled=how[0] if how else None,
                settled_at=how[1] if how else None,
                task=tasks.get(one.number),
            )
        )
    unit.audit("calls.list", "call", "abandoned", customers=[str(key) for key in shown], rows=len(rows))
    return rows


def _tasks(db: Session, numbers: set[str], since: datetime) -> dict[str, TaskRow]:
    found = select(CallbackTask).where(CallbackTask.number.in_(numbers), CallbackTask.created_at >= since)
    rows = db.scalars(found.order_by(CallbackTask.created_at)).all()
    return {row.number: shown for row, shown in zip(rows, tasks_shown(db, rows), strict=True)}
