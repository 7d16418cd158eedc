"""Who serves a queue: the one way in which an agent comes into a queue and leaves it, told to seat, board and exchange.

A membership is a skill and its penalty the priority there: the smaller, the sooner they are rung. A call that rings or is talked in
goes on.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.views import person_ref, queue_ref
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import QueueMembersChanged
from agent_desk.schemas.calls.members import (
    QueueMemberForm,
    QueueMembersForm,
    QueueMembersPage,
    QueueMembersRow,
)

QUEUES: Final = Records(
    model=Queue,
    what="queue",
    change=lambda queue: QueueMembersChanged(id=queue.id, version=queue.version, queue=queue.code),
    to=("all",),
    audited="queue",
    audit_id="code",
)


def page(db: Session) -> QueueMembersPage:
    """Return every queue in use with who serves it, and every agent."""
    members: dict[uuid.UUID, list[QueueMemberForm]] = defaultdict(list)
    order = select(QueueMember).join(Person, Person.id == QueueMember.person_id).where(Person.active)
    for row in db.scalars(order.order_by(QueueMember.penalty, Person.agent_code)):
        members[row.queue_id].append(QueueMemberForm(person_id=row.person_id, penalty=row.penalty))
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    agents = select(Person).where(Person.active, Person.agent_code.is_not(None)).order_by(Person.agent_code)
    return QueueMembersPage(
        queues=[_row(queue, members[queue.id]) for queue in queues],
        agents=[person_ref(one) for one in db.scalars(agents)],
    )


def set_members(unit: Unit, code: str, form: QueueMembersForm) -> QueueMembersRow:
    """Let exactly these serve a queue, from now on. Raises NotFound, InvalidForm, and StaleVersion with who serves it."""
    db = unit.db
    queue = QUEUES.open(unit, Queue.code == code, form.version, lambda row: _row(row, _members(db, row)))
    wanted = {one.person_id: one.penalty for one in form.members}
    people = {row.id: row for row in db.scalars(select(Person).where(Person.id.in_(wanted)))}
    if any(one not in people or people[one].agent_code is None for one in wanted):
        raise InvalidForm({"members": "not_an_agent"})
    held = {one.person_id: one.penalty for one in _members(db, queue)}
    moved = [one for one in {**held, **wanted} if held.get(one) != wanted.get(one)]
    for person_id in sorted(moved):
        one_at_a_time(db, person_id)
        put(db, person_id, queue.id, wanted.get(person_id))
    QUEUES.close(unit, queue, "settings.queue_members", before=_named(db, held), after=_named(db, wanted))
    for person_id in sorted(moved):
        tell(unit, person_id)
    return _row(queue, _members(db, queue))


def join(unit: Unit, queue_id: uuid.UUID, people: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Let these serve a queue beside who does already, with the priority that a new member has; who is new there."""
    return _move(unit, queue_id, people, 0)


def leave(unit: Unit, queue_id: uuid.UUID, people: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Let these serve a queue no more; who has left. A call that they have goes on."""
    return _move(unit, queue_id, people, None)


def _move(unit: Unit, queue_id: uuid.UUID, people: Iterable[uuid.UUID], penalty: int | None) -> list[uuid.UUID]:
    db = unit.db
    queue = QUEUES.lock(unit, queue_id)
    held = {one.person_id: one.penalty for one in _members(db, queue)}
    moved = sorted(one for one in set(people) if (one in held) == (penalty is None))
    after = {one: value for one, value in held.items() if penalty is not None or one not in moved}
    if penalty is not None:
        after |= dict.fromkeys(moved, penalty)
    for person_id in moved:
        one_at_a_time(db, person_id)
        put(db, person_id, queue_id, penalty)
    QUEUES.close(unit, queue, "settings.queue_members", before=_named(db, held), after=_named(db, after))
    for person_id in moved:
        tell(unit, person_id)
    return moved


def put(db: Session, person_id: uuid.UUID, queue_id: uuid.UUID, penalty: int | None) -> None:
    """Put an agent into a queue with this penalty, or (None) out of it."""
    member = db.get(QueueMember, (queue_id, person_id))
    if penalty is None:
        if member is not None:
            db.delete(member)
    elif member is None:
        db.add(QueueMember(queue_id=queue_id, person_id=person_id, penalty=penalty))
    else:
        member.penalty = penalty
    db.flush()


def tell(unit: Unit, person_id: uuid.UUID) -> None:
    """Tell seat, board and exchange, after the commit, which queues an agent serves now."""
    board = Switchboard(unit)
    agent = board.load_person(person_id)
    if agent is not None and agent.state.state != "signed_out":
        board.touch_agent(agent)
        board.tell_exchange(person_id, joins=True)
    board.finish()


def one_at_a_time(db: Session, person_id: uuid.UUID) -> None:
    """Wait until nobody else changes this agent's queues, until the commit."""
    db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"queues:{person_id}", 0))))


def _members(db: Session, queue: Queue) -> list[QueueMemberForm]:
    found = select(QueueMember).join(Person, Person.id == QueueMember.person_id).where(QueueMember.queue_id == queue.id)
    return [
        QueueMemberForm(person_id=row.person_id, penalty=row.penalty)
        for row in db.scalars(found.order_by(QueueMember.penalty, Person.agent_code))
    ]


def _named(db: Session, members: dict[uuid.UUID, int]) -> dict[str, int]:
    """By agent code, as the audit trail says it."""
    codes = dict(db.execute(select(Person.id, Person.agent_code).where(Person.id.in_(members))).all())
    return {str(codes[one]): penalty for one, penalty in members.items()}


def _row(queue: Queue, members: list[QueueMemberForm]) -> QueueMembersRow:
    return QueueMembersRow(queue=queue_ref(queue), members=members, version=queue.version)
