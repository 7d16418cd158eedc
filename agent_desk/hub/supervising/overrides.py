"""An agent's queues for a while: a supervisor has them serve a queue, or not, or sooner or later than others; then it goes back.

A skill is the membership of a queue, its priority the penalty there (the smaller, the sooner they are rung). While a change
holds, `queue_member` says it, so that exchange, board and seat agree; what it was before is kept beside it. A membership that
somebody has set anew meanwhile is not touched when the time is over.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import membership
from agent_desk.hub.calls.views import people_of, queue_ref, queues_by_id
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.each import each
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.supervising import messages
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.people import Person
from agent_desk.models.supervising import QueueOverride
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.supervising.changes import QueueOverrideChanged
from agent_desk.schemas.supervising.records import ManyOverrides, OverrideForm, OverrideRow, ServedQueue

VIEW: Final = "floor.view"
STEER: Final = "floor.steer"
EVERY_S: Final = 1.0
TOLD_FOR: Final = timedelta(hours=1)
"""So long an agent is told that it is as before again."""


def served(unit: Unit, person_id: uuid.UUID) -> list[ServedQueue]:
    """Return every queue with this agent's place in it. Raises NotFound."""
    db = unit.db
    scope.require_person(unit, STEER, person_id)
    _agent(db, person_id)
    penalties = dict(
        db.execute(select(QueueMember.queue_id, QueueMember.penalty).where(QueueMember.person_id == person_id)).all()
    )
    open_ = db.scalars(_open().where(QueueOverride.person_id == person_id)).all()
    changed = {row.queue_id: shown for row, shown in zip(open_, _rows(db, open_), strict=True)}
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return [
        ServedQueue(queue=queue_ref(one), penalty=penalties.get(one.id), override=changed.get(one.id)) for one in queues
    ]


def listed(unit: Unit) -> list[OverrideRow]:
    """Changes that hold now of agents within reach, the first to end first."""
    within = scope.person(scope.reach(unit, VIEW), QueueOverride.person_id)
    return _rows(unit.db, unit.db.scalars(_open().where(within).order_by(QueueOverride.until_at)).all())


def change(unit: Unit, person_id: uuid.UUID, form: OverrideForm) -> OverrideRow:
    """Let it hold from now on. One that holds for this queue already is replaced. Raises NotFound, InvalidForm."""
    why = form.why.strip()
    if not why:
        raise InvalidForm({"why": "missing"})
    scope.require_person(unit, STEER, person_id)
    _agent(unit.db, person_id)
    queue = unit.db.scalar(select(Queue).where(Queue.code == form.queue, Queue.active))
    if queue is None:
        raise InvalidForm({"queue": "unknown"})
    membership.one_at_a_time(unit.db, person_id)
    member = _member(unit.db, person_id, queue.id)
    held = unit.db.scalar(
        _open().where(QueueOverride.person_id == person_id, QueueOverride.queue_id == queue.id).with_for_update()
    )
    before = held.before_penalty if held is not None else member.penalty if member is not None else None
    penalty = (form.penalty or 0) if form.member else None
    if penalty == before:
        raise InvalidForm({"penalty" if form.member else "queue": "as_it_is"})
    if not form.member and _queues(unit.db, person_id) <= 1:
        raise InvalidForm({"queue": "last_queue"})
    if held is not None:
        held.ended_at, held.ended_by_id = unit.now, unit.me.person_id
        held.version += 1
        unit.db.flush()
    row = QueueOverride(
        id=uuid.uuid4(),
        person_id=person_id,
        queue_id=queue.id,
        member=form.member,
        penalty=penalty,
        before_penalty=before,
        reason=why,
        by_id=unit.me.person_id,
        from_at=unit.now,
        until_at=unit.now + timedelta(minutes=form.minutes),
        version=1,
    )
    unit.db.add(row)
    membership.put(unit.db, person_id, queue.id, penalty)
    news = {"queue": queue.code, "member": form.member, "penalty": penalty, "until_at": row.until_at.isoformat()}
    messages.tell_queues(unit, person_id, unit.me.person_id, news, row.until_at)
    unit.audit(
        "floor.queues",
        "agent_state",
        person_id,
        reason=why,
        queue=queue.code,
        before=before,
        after=penalty,
        until=row.until_at.isoformat(),
    )
    _told(unit, row, "holds")
    return _rows(unit.db, [row])[0]


def change_many(unit: Unit, form: ManyOverrides) -> Account:
    """Let it hold for several agents, each as if asked for alone. Raises InvalidForm, NotFound."""
    return each(unit, form.people, lambda person_id: change(unit, person_id, form))


def take_back(unit: Unit, override_id: uuid.UUID, why: str) -> OverrideRow:
    """End it before its time; over already, it is no fault. Raises NotFound, InvalidForm."""
    if not why.strip():
        raise InvalidForm({"why": "missing"})
    row = unit.db.get(QueueOverride, override_id)
    if row is None:
        raise NotFound(what="override")
    scope.require_person(unit, STEER, row.person_id, "override")
    membership.one_at_a_time(unit.db, row.person_id)
    unit.db.refresh(row, with_for_update=True)
    if row.ended_at is None:
        row.ended_by_id = unit.me.person_id
        _go_back(unit, row, why.strip())
    return _rows(unit.db, [row])[0]


def go_back_when_due(hub_context: HubContext) -> int:
    """Changes whose time is over; how many. Each in a transaction of its own."""
    with hub_context.database.read() as db:
        due = db.execute(
            select(QueueOverride.id, QueueOverride.person_id).where(
                QueueOverride.ended_at.is_(None), QueueOverride.until_at <= hub_context.now()
            )
        ).all()
    for override_id, person_id in due:
        with hub_context.database.write() as db:
            membership.one_at_a_time(db, person_id)
            row = db.get(QueueOverride, override_id, with_for_update=True)
            if row is not None and row.ended_at is None:
                _go_back(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), row, None)
    return len(due)


def _go_back(unit: Unit, row: QueueOverride, why: str | None) -> None:
    row.ended_at = unit.now
    row.version += 1
    queue = unit.db.get_one(Queue, row.queue_id)
    member = _member(unit.db, row.person_id, row.queue_id)
    as_it_was_set = (member.penalty if member is not None else None) == row.penalty
    alone = row.before_penalty is None and _queues(unit.db, row.person_id) <= 1
    if as_it_was_set and not alone:
        membership.put(unit.db, row.person_id, row.queue_id, row.before_penalty)
    news = {"queue": queue.code, "member": row.before_penalty is not None, "penalty": row.before_penalty}
    messages.tell_queues(unit, row.person_id, row.ended_by_id or row.by_id, news, unit.now + TOLD_FOR)
    unit.audit(
        "floor.queues_back",
        "agent_state",
        row.person_id,
        reason=why,
        queue=queue.code,
        before=row.penalty,
        after=row.before_penalty,
    )
    _told(unit, row, "over")


def _told(unit: Unit, row: QueueOverride, said: str) -> None:
    """Seat, board and exchange, after the commit. A call that rings or is talked in goes on."""
    to = [*scope.audience(VIEW, people=[row.person_id]), f"person:{row.person_id}"]
    unit.db.flush()
    unit.change(QueueOverrideChanged(id=row.id, version=row.version, said=said), to=to)
    membership.tell(unit, row.person_id)


def _agent(db: Session, person_id: uuid.UUID) -> Person:
    person = db.get(Person, person_id)
    if person is None or person.agent_code is None:
        raise NotFound(what="agent")
    return person


def _member(db: Session, person_id: uuid.UUID, queue_id: uuid.UUID) -> QueueMember | None:
    return db.get(QueueMember, (queue_id, person_id))


def _queues(db: Session, person_id: uuid.UUID) -> int:
    count = select(func.count()).select_from(QueueMember).join(Queue, Queue.id == QueueMember.queue_id)
    return db.scalar(count.where(QueueMember.person_id == person_id, Queue.active)) or 0


def _open() -> Select[Any]:
    return select(QueueOverride).where(QueueOverride.ended_at.is_(None))


def _rows(db: Session, rows: Sequence[QueueOverride]) -> list[OverrideRow]:
    whom = people_of(db, [one for row in rows for one in (row.person_id, row.by_id)])
    queues = queues_by_id(db) if rows else {}
    return [
        OverrideRow(
            id=row.id,
            person=whom[row.person_id],
            queue=queues[row.queue_id],
            member=row.member,
            penalty=row.penalty,
            before_penalty=row.before_penalty,
            reason=row.reason,
            by=whom[row.by_id],
            from_at=row.from_at,
            until_at=row.until_at,
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
    ]
