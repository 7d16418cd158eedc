"""Call-back tasks: an abandoned caller is called back once, by the agent who takes it; what came of it is kept.

One task that is not done per number: a second click, a second supervisor, a second hub get the first one. The number never
leaves the hub: an agent calls by the task. That a customer called again by themselves, or that the call was answered, is
seen in the calls and ends the task; an agent may say it as well.
"""

import uuid
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.calls.service import dial
from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound, StaleVersion, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.supervising.errors import CannotCallBack
from agent_desk.hub.supervising.task_views import tasks_shown
from agent_desk.models.calls.calls import AgentState, Call
from agent_desk.models.people import Person
from agent_desk.models.supervising import CallbackTask
from agent_desk.schemas.calls.dialling import DialForm
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.supervising.changes import CallbackTaskChanged
from agent_desk.schemas.supervising.records import NewTask, TaskResultForm, TaskRow

EVERY_S: Final = 2.0
ABANDONED: Final = "abandoned_queue"
_LISTED: Final = 200


def add(unit: Unit, form: NewTask) -> TaskRow:
    """Have the caller of this abandoned call called back. Raises NotFound, InvalidForm, CannotCallBack (withheld)."""
    call = unit.db.get(Call, form.call_id)
    if call is None or call.outcome != ABANDONED or call.direction != "inbound":
        raise NotFound(what="abandoned_call")
    if not call.caller:
        raise CannotCallBack()
    if form.assigned_id is not None and not _may_call(unit.db, form.assigned_id):
        raise InvalidForm({"assigned_id": "unknown"})
    new = insert(CallbackTask).values(
        id=uuid.uuid4(),
        call_id=call.id,
        queue_id=call.queue_id,
        number=call.caller,
        first_at=call.offered_at,
        created_at=unit.now,
        created_by_id=unit.me.person_id,
        assigned_id=form.assigned_id,
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(CallbackTask.id))
    open_ = select(CallbackTask).where(CallbackTask.number == call.caller, CallbackTask.ended_at.is_(None))
    row = unit.db.scalar(open_.with_for_update())
    if row is None:
        raise NotFound(what="task")
    if made is not None:
        unit.audit(
            "floor.task", "callback_task", row.id, call=str(call.id), assigned=str(form.assigned_id or "") or None
        )
    elif row.state == "open" and form.assigned_id is not None and form.assigned_id != row.assigned_id:
        before, row.assigned_id = row.assigned_id, form.assigned_id
        row.version += 1
        unit.audit(
            "floor.task", "callback_task", row.id, before=str(before or "") or None, assigned=str(form.assigned_id)
        )
    _tell(unit, row)
    return _shown(unit.db, row)


def _may_call(db: Session, person_id: uuid.UUID) -> bool:
    wanted = select(Person.id).where(Person.id == person_id, Person.active, Person.agent_code.is_not(None))
    return db.scalar(wanted) is not None


def mine(unit: Unit) -> list[TaskRow]:
    """What the caller may call back: taken by them, then theirs, then anybody's; each by first arrival."""
    me = unit.me.person_id
    found = select(CallbackTask).where(
        CallbackTask.ended_at.is_(None),
        or_(
            CallbackTask.taken_by_id == me,
            (CallbackTask.state == "open") & or_(CallbackTask.assigned_id == me, CallbackTask.assigned_id.is_(None)),
        ),
    )
    order = (CallbackTask.taken_by_id.is_(None), CallbackTask.assigned_id.is_(None), CallbackTask.first_at)
    return tasks_shown(unit.db, unit.db.scalars(found.order_by(*order).limit(_LISTED)).all())


def call_back(unit: Unit, exchange: Exchange | None, task_id: uuid.UUID) -> Asked:
    """Take the task and call. Raises NotFound, TransitionRefused (somebody has it), and what dialling raises."""
    row, me = _row(unit, task_id), unit.me.person_id
    taken = row.state == "taken" and row.taken_by_id != me
    if row.ended_at is not None or taken or (row.assigned_id not in (None, me) and row.state == "open"):
        raise TransitionRefused(state="taken" if taken else row.state, trigger="call_back")
    asked = dial(unit, exchange, DialForm(number=row.number))
    state = unit.db.get_one(AgentState, me)
    row.state, row.taken_by_id, row.taken_at = "taken", me, unit.now
    row.made_call_id, row.attempts, row.result = state.call_id, row.attempts + 1, None
    row.version += 1
    unit.db.flush()
    unit.audit("floor.task_called", "callback_task", row.id, call=str(state.call_id), attempt=row.attempts)
    _tell(unit, row)
    return asked


def record(unit: Unit, task_id: uuid.UUID, form: TaskResultForm, *, all_of_them: bool) -> TaskRow:
    """Say what came of it; not done, it is anybody's again. Raises NotFound, StaleVersion, TransitionRefused."""
    row, me = _row(unit, task_id), unit.me.person_id
    if not all_of_them and me not in (row.taken_by_id, row.assigned_id):
        raise NotFound(what="task")
    if row.version != form.version:
        raise StaleVersion(yours=form.version, current=_shown(unit.db, row).model_dump(mode="json"))
    if row.ended_at is not None:
        raise TransitionRefused(state="done", trigger="record")
    _settle(unit, row, form.result, done=form.done, note=form.note.strip())
    unit.audit(
        "floor.task_result", "callback_task", row.id, reason=row.note or None, result=form.result, done=form.done
    )
    return _shown(unit.db, row)


def settle_what_is_over(hub_context: HubContext) -> int:
    """Tasks whose call was answered, or whose customer has called again and was answered, are done; how many moved."""
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
        select(CallbackTask.id, made.answered_at, made.ended_at, called_again)
        .outerjoin(made, made.id == CallbackTask.made_call_id)
        .where(CallbackTask.ended_at.is_(None))
    )
    with hub_context.database.read() as db:
        rows = db.execute(found).all()
    moved = 0
    for task_id, answered_at, ended_at, again_talked in rows:
        if ended_at is None and not again_talked:
            continue
        result = "reached" if answered_at is not None else "called_again" if again_talked else "not_reached"
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


def _settle(unit: Unit, row: CallbackTask, result: str, *, done: bool, note: str) -> None:
    row.result, row.note = result, note
    if done:
        row.state, row.ended_at = "done", unit.now
    else:
        row.state, row.taken_by_id, row.taken_at = "open", None, None
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
    known = {one for one in (row.assigned_id, row.taken_by_id) if one is not None}
    # One that is, or was, anybody's is on every agent's list.
    to = ["perm:floor.view", *([f"person:{one}" for one in known] if row.assigned_id else ["perm:calls.dial"])]
    unit.change(CallbackTaskChanged(id=row.id, version=row.version, state=row.state), to=to)
