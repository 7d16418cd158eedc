"""Call-back tasks: an abandoned caller is called back once, by the agent who takes it; what came of it is kept.

One task that is not done per number: a second click, a second supervisor, a second hub get the first one. The number never
leaves the hub: an agent calls by the task. That a customer called again by themselves, or that the call was answered, is
seen in the calls and ends the task; an agent may say it as well.
"""

import uuid
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.calls.service import dial
from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import TakenByOther
from agent_desk.hub.supervising.errors import CannotCallBack
from agent_desk.hub.supervising.task_views import CALL_BACK, state_of, tasks_shown
from agent_desk.models.calls.calls import AgentState, Call, Queue
from agent_desk.models.people import Person
from agent_desk.models.supervising import CallbackTask
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.calls.dialling import DialForm
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.supervising.changes import CallbackTaskChanged
from agent_desk.schemas.supervising.records import NewTask, TaskResultForm, TaskRow

EVERY_S: Final = 2.0
DIAL: Final = "calls.dial"
STEER: Final = "floor.steer"
ABANDONED: Final = "abandoned_queue"
_LISTED: Final = 200


def add(unit: Unit, form: NewTask) -> TaskRow:
    """Have the caller of this abandoned call called back. Raises NotFound, InvalidForm, CannotCallBack (withheld)."""
    call = unit.db.get(Call, form.call_id)
    if call is None or call.outcome != ABANDONED or call.direction != "inbound":
        raise NotFound(what="abandoned_call")
    scope.require_call(unit, STEER, call.id, "abandoned_call")
    if not call.caller:
        raise CannotCallBack()
    if form.assigned_id is not None and not _may_call(unit, form.assigned_id):
        raise InvalidForm({"assigned_id": "unknown"})
    new = insert(CallbackTask).values(
        id=uuid.uuid4(),
        call_id=call.id,
        queue_id=call.queue_id,
        number=call.caller,
        first_at=call.offered_at,
        created_at=unit.now,
        created_by_id=unit.me.person_id,
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(CallbackTask.id))
    open_ = select(CallbackTask).where(CallbackTask.number == call.caller, CallbackTask.ended_at.is_(None))
    row = unit.db.scalar(open_.with_for_update())
    if row is None:
        raise NotFound(what="task")
    before = None if made is not None else _item(unit.db, row)
    if made is not None:
        _give(unit, row, form.assigned_id)
        unit.audit(
            "floor.task", "callback_task", row.id, call=str(call.id), assigned=str(form.assigned_id or "") or None
        )
    elif before is not None and before.state != "taken" and form.assigned_id not in (None, before.person_id):
        assigned_before = before.person_id
        _give(unit, row, form.assigned_id)
        row.version += 1
        unit.audit(
            "floor.task",
            "callback_task",
            row.id,
            before=str(assigned_before or "") or None,
            assigned=str(form.assigned_id),
        )
    _tell(unit, row)
    return _shown(unit.db, row)


def _give(unit: Unit, row: CallbackTask, assigned_id: uuid.UUID | None) -> None:
    """Put it into the inbox of who shall call, or of every agent."""
    queue = unit.db.get_one(Queue, row.queue_id)
    title, anybody = (queue.name_zh, queue.name_en), None if assigned_id is not None else DIAL
    heard = scope.audience(DIAL, queue_id=row.queue_id)
    work_items.put(
        unit, CALL_BACK, row.id, title, person_id=assigned_id, permission=anybody, audience=heard, priority=2
    )


def _given(unit: Unit, task_id: uuid.UUID, person_id: uuid.UUID, words: str) -> None:
    """Raises NotFound, TakenByOther (somebody calls back already)."""
    row = _row(unit, task_id)
    scope.require_queue(unit, STEER, row.queue_id, "task")
    item = _item(unit.db, row)
    if item.state == "taken" and item.taken_by_id != person_id:
        raise TakenByOther(name=unit.db.get_one(Person, item.taken_by_id).name)
    if not _may_call(unit, person_id):
        raise NotFound(what="person")
    _give(unit, row, person_id)
    row.version += 1
    _tell(unit, row)


work_items.given_by(CALL_BACK, _given)


def _item(db: Session, row: CallbackTask) -> WorkItem:
    found = work_items.of(db, CALL_BACK, [row.id]).get(row.id)
    if found is None:  # It has ended so long ago that it is kept no longer.
        raise NotFound(what="task")
    return found


def _may_call(unit: Unit, person_id: uuid.UUID) -> bool:
    within = scope.person(scope.reach(unit, STEER), Person.id)
    wanted = select(Person.id).where(Person.id == person_id, Person.active, Person.agent_code.is_not(None), within)
    return unit.db.scalar(wanted) is not None


def mine(unit: Unit) -> list[TaskRow]:
    """Return what the caller may call back: taken by them, then theirs, then anybody's; each by first arrival."""
    found = (
        select(CallbackTask)
        .join(WorkItem, (WorkItem.subject_id == CallbackTask.id) & (WorkItem.kind == CALL_BACK.name))
        .where(
            CallbackTask.ended_at.is_(None),
            WorkItem.ended_at.is_(None),
            work_items.is_for(unit.me.person_id),
            _mine(unit),
        )
    )
    order = (WorkItem.state != "taken", WorkItem.person_id.is_(None), CallbackTask.first_at)
    return tasks_shown(unit.db, unit.db.scalars(found.order_by(*order).limit(_LISTED)).all())


def _mine(unit: Unit) -> ColumnElement[bool]:
    """One that is anybody's is for the agents whose right to dial reaches its queue."""
    me, within = unit.me.person_id, scope.queue(scope.reach(unit, DIAL), CallbackTask.queue_id)
    return or_(WorkItem.person_id == me, WorkItem.taken_by_id == me, within)


def call_back(unit: Unit, exchange: Exchange | None, task_id: uuid.UUID) -> Asked:
    """Take the task and call. Raises NotFound, TransitionRefused (it is done), TakenByOther, and what dialling raises."""
    row, me = _row(unit, task_id), unit.me.person_id
    if me not in ((item := _item(unit.db, row)).person_id, item.taken_by_id):
        scope.require_queue(unit, DIAL, row.queue_id, "task")
    if row.ended_at is not None:
        raise TransitionRefused(state="done", trigger="call_back")
    work_items.take(unit, CALL_BACK, row.id)
    asked = dial(unit, exchange, DialForm(number=row.number))
    state = unit.db.get_one(AgentState, me)
    row.made_call_id, row.attempts, row.result = state.call_id, row.attempts + 1, None
    row.version += 1
    unit.db.flush()
    unit.audit("floor.task_called", "callback_task", row.id, call=str(state.call_id), attempt=row.attempts)
    _tell(unit, row)
    return asked


def record(unit: Unit, task_id: uuid.UUID, form: TaskResultForm, *, all_of_them: bool) -> TaskRow:
    """Say what came of it; not done, it is anybody's again. Raises NotFound, StaleVersion, TransitionRefused."""
    row, me = _row(unit, task_id), unit.me.person_id
    item = _item(unit.db, row)
    if all_of_them:
        scope.require_queue(unit, STEER, row.queue_id, "task")
    if not all_of_them and me not in (item.taken_by_id, item.person_id):
        raise NotFound(what="task")
    require_version(row.version, form.version, lambda: _shown(unit.db, row))
    if row.ended_at is not None:
        raise TransitionRefused(state="done", trigger="record")
    _settle(unit, row, form.result, done=form.done, note=form.note.strip())
    unit.audit(
        "floor.task_result", "callback_task", row.id, reason=row.note or None, result=form.result, done=form.done
    )
    return _shown(unit.db, row)


def settle_what_is_over(hub_context: HubContext) -> int:
    """Tasks whose call was answered, or whose customer has called again and was answered, are done; how many moved.

    One whose call was never dialled (the exchange refused, or the receiver was not lifted) is where it was before.
    """
    again, made = aliased(Call), aliased(Call)
    called_again = (
        select(again.id)
        .where(
            again.caller == CallbackTask.number,
            again.direction == "inbound",
            again.answered_at > CallbackTask.created_at,
        )
        .exists()
    )
    found = (
        select(CallbackTask.id, made.answered_at, made.ended_at, made.rung_at, called_again)
        .outerjoin(made, made.id == CallbackTask.made_call_id)
        .where(CallbackTask.ended_at.is_(None))
    )
    with hub_context.database.read() as db:
        rows = db.execute(found).all()
    moved = 0
    for task_id, answered_at, ended_at, rung_at, again_talked in rows:
        if ended_at is None and not again_talked:
            continue
        result = "reached" if answered_at is not None else "called_again" if again_talked else "not_reached"
        if result == "not_reached" and rung_at is None:
            moved += _back(hub_context, task_id)
        else:
            moved += _over(hub_context, task_id, result)
    return moved


def _over(hub_context: HubContext, task_id: uuid.UUID, result: str) -> int:
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(CallbackTask, task_id, with_for_update=True)
        if row is None or row.ended_at is not None or row.result == result:
            return 0
        if result == "not_reached":
            # They keep it for another attempt; giving it back, or up, is theirs to say.
            row.result = result
            row.version += 1
            db.flush()
            _tell(unit, row)
        else:
            _settle(unit, row, result, done=True, note=row.note)
        return 1


def _back(hub_context: HubContext, task_id: uuid.UUID) -> int:
    """Undo an attempt in which nobody was called; who took the task for it has it no longer."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(CallbackTask, task_id, with_for_update=True)
        made = db.get(Call, row.made_call_id) if row is not None and row.made_call_id is not None else None
        if row is None or row.ended_at is not None or made is None or made.ended_at is None or made.rung_at is not None:
            return 0
        row.made_call_id, row.attempts = None, row.attempts - 1
        row.result = "not_reached" if row.attempts else None
        row.version += 1
        if _item(db, row).taken_at == made.offered_at:
            work_items.hand_back(unit, CALL_BACK, row.id)
        db.flush()
        _tell(unit, row)
        return 1


def _settle(unit: Unit, row: CallbackTask, result: str, *, done: bool, note: str) -> None:
    row.result, row.note = result, note
    if done:
        row.ended_at = unit.now
        work_items.end(unit, CALL_BACK, row.id, withdrawn=result == "withdrawn")
    else:
        work_items.hand_back(unit, CALL_BACK, row.id)
    row.version += 1
    unit.db.flush()
    _tell(unit, row)


def _row(unit: Unit, task_id: uuid.UUID) -> CallbackTask:
    row = unit.db.get(CallbackTask, task_id, with_for_update=True)
    if row is None:
        raise NotFound(what="task")
    return row


def _shown(db: Session, row: CallbackTask) -> TaskRow:
    return tasks_shown(db, [row])[0]


def _tell(unit: Unit, row: CallbackTask) -> None:
    item = _item(unit.db, row)
    known = {one for one in (item.person_id, item.taken_by_id) if one is not None}
    # One that is, or was, anybody's is on every agent's list.
    seen = scope.audience("floor.view", people=known, queue_id=row.queue_id)
    to = [
        *seen,
        *([f"person:{one}" for one in known] if item.person_id else scope.audience(DIAL, queue_id=row.queue_id)),
    ]
    unit.change(CallbackTaskChanged(id=row.id, version=row.version, state=state_of(row, item)), to=to)
