"""What the exchange must hold of each queue, brought there after the commit, and compared with what it does hold.

The hub's rows are the truth; the exchange is told the whole of a queue each time, so that it does not matter how often or in
which order two such orders run. What differs at a comparison is shown as not in force and told again.
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.orders.jobs import EXCHANGE_DOWN, perform
from agent_desk.hub.calls.voice_plan.plan import plan_of
from agent_desk.hub.calls.voice_plan.queue_hours import Hours, hours_of, shut_for_exchange
from agent_desk.hub.exchange.protocol.calls import Snapshot
from agent_desk.hub.exchange.protocol.queue_state import QueueState, SetQueueState
from agent_desk.hub.kit.centre import ZONE
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.statements import Statement
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.schemas.calls.changes import QueueMeasureChanged

ALIGN: Final = "queues.measure"
HUB: Final = "hub"
log = structlog.get_logger()


MEASURES: Final = Records(
    model=QueueMeasure,
    what="queue_measure",
    change=lambda row: QueueMeasureChanged(
        id=row.id, version=row.version, does=row.does, over=row.ended_at is not None
    ),
    to=("all",),
)
_LOCK: Final = Statement("SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))")


def _told(unit: Unit, row: QueueMeasure) -> None:
    """Tell every seat and board whether the exchange has taken it."""
    row.version += 1
    unit.db.flush()
    unit.change(MEASURES.change(row), to=["all"])


def tell_exchange(unit: Unit, queue: Queue) -> None:
    """Have the exchange told of a queue after the commit."""
    unit.later(ALIGN, queue=queue.code, command_id=str(uuid.uuid4()))


def register(hub_context: HubContext) -> None:
    """Make the task known to this hub's job queue."""

    @hub_context.jobs.app.task(name=ALIGN)
    def align_queue(queue: str, command_id: str) -> None:
        align(hub_context, queue, command_id)


def align(hub_context: HubContext, code: str, command_id: str) -> None:
    """Bring the exchange into line with what holds for this queue now, and write down whether it took it."""
    if hub_context.exchange is None:
        return
    with hub_context.database.write() as db:
        # One at a time per queue, in every hub: what is taken meanwhile comes after this one, with its own order.
        _LOCK.all(db, {"name": f"{ALIGN}:{code}"})
        queue = db.scalar(select(Queue).where(Queue.code == code))
        if queue is None:
            return
        rows = db.scalars(held().where(QueueMeasure.queue_id == queue.id)).all()
        now = hub_context.now()
        state = _state(db, queue, rows, hours_of(db, now), now)
        order = SetQueueState(id=command_id, call="", agent=HUB, state=state)
        result = perform(hub_context, order)
        if result.error == EXCHANGE_DOWN:
            return  # compared when it is back
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        for row in rows:
            if row.applied_at is None or not result.ok or row.fault:
                row.applied_at, row.fault = (unit.now, "") if result.ok else (None, result.error)
                _told(unit, row)
    if not result.ok:
        log.info("the exchange does not take a measure", queue=code, error=result.error)


def wanted(db: Session, now: datetime) -> dict[str, QueueState]:
    """Return what the exchange must hold, of queues for which something does: a measure, or hours of their own."""
    of_queue: dict[uuid.UUID, list[QueueMeasure]] = {}
    for row in db.scalars(held()):
        of_queue.setdefault(row.queue_id, []).append(row)
    own_hours = and_(Queue.active, Queue.hours != [])
    queues = db.scalars(select(Queue).where(or_(Queue.id.in_(of_queue), own_hours))).all()
    hours = hours_of(db, now) if queues else Hours(ZoneInfo(ZONE))
    return {queue.code: _state(db, queue, of_queue.get(queue.id, []), hours, now) for queue in queues}


def compare(unit: Unit, snapshot: Snapshot) -> list[uuid.UUID]:
    """Put right what the exchange holds otherwise; the ids of the queues that differed.

    An order that is under way looks like a difference and is told twice, which does no harm. Shut times that go on with the days,
    or with the calendar, are told and are no difference.
    """
    want = wanted(unit.db, unit.now)
    have = {one.queue: one for one in snapshot.queues}
    differing = [code for code in {*want, *have} if want.get(code) != have.get(code)]
    found = []
    for queue in unit.db.scalars(select(Queue).where(Queue.code.in_(differing)).order_by(Queue.code)):
        rows = unit.db.scalars(held().where(QueueMeasure.queue_id == queue.id)).all()
        under_way = bool(rows) and all(row.applied_at is None and not row.fault for row in rows)
        if _but_for_hours(want.get(queue.code), queue.code) == _but_for_hours(have.get(queue.code), queue.code):
            tell_exchange(unit, queue)
            continue
        for row in rows:
            if row.applied_at is not None:
                row.applied_at = None
                _told(unit, row)
        tell_exchange(unit, queue)
        if not under_way:
            found.append(queue.id)
    return found


def _but_for_hours(state: QueueState | None, queue: str) -> QueueState:
    return replace(state or QueueState(queue=queue), shut=())


def _state(db: Session, queue: Queue, rows: Iterable[QueueMeasure], hours: Hours, now: datetime) -> QueueState:
    said: dict[str, Any] = {"shut": shut_for_exchange(hours, queue, now) if queue.active else ()}
    for row in rows:
        if row.slot == "hours":
            said |= {"hours": row.does, "closed_sound": row.sound or ""}
        elif row.slot == "announcement":
            said["announcement"] = row.sound
        else:
            said |= {
                "overflow_to": row.overflow_to,
                "target": _target(db, queue, row),
                "waiting": row.waiting or 0,
                "after_s": row.after_s or 0,
            }
    return QueueState(queue=queue.code, **said)


def _target(db: Session, queue: Queue, row: QueueMeasure) -> str:
    if row.overflow_to == "queue" and row.target_id is not None:
        return db.get_one(Queue, row.target_id).code
    if row.overflow_to == "callback":
        return callback_keys(db).get(queue.code, "")
    return row.sound or ""


def callback_keys(db: Session) -> dict[str, str]:
    """Queue's code to the key by which its callers ask to be called back, as the voice plan says."""
    return {one.queue: one.callback_key for one in plan_of(db)[0].queues if one.callback_key}


def held() -> Select[QueueMeasure]:
    """Return the measures that are not over."""
    return select(QueueMeasure).where(QueueMeasure.ended_at.is_(None))
