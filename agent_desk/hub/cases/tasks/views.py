"""Tasks as they cross the wire: names of those concerned, and what the caller may do with each."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from sqlalchemy import select

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases.tasks import matters, people
from agent_desk.hub.cases.tasks.keeping import OPEN
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_tasks import CaseTask
from agent_desk.models.customers import Branch
from agent_desk.models.people import Role
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.tasks import records as wire
from agent_desk.schemas.cases.tasks.operations import DO, SUPERVISE

Called = Mapping[str, tuple[str, str]]
_PEOPLE = ("person_id", "holder_id", "given_by_id", "delegated_by_id", "supervised_by_id", "ended_by_id")


def tasks_of(unit: Unit, tasks: Sequence[CaseTask]) -> list[wire.CaseTask]:
    """Return tasks as records; a case that several belong to is asked once."""
    db = unit.db
    absent = {task.id: people.absent(unit, task) for task in tasks}
    known = people_of(db, [*(getattr(one, name) for one in tasks for name in _PEOPLE), *absent.values()])
    roles = dict[str, tuple[str, str]]()
    if any(one.roles for one in tasks):
        rows = db.execute(select(Role.code, Role.name_zh, Role.name_en))
        roles = {code: (zh, en) for code, zh, en in rows}
    codes = {one.branch_code for one in tasks if one.branch_code is not None}
    found = db.execute(select(Branch.code, Branch.name_zh, Branch.name_en).where(Branch.code.in_(codes)))
    branches = {code: (zh, en or zh) for code, zh, en in found} if codes else {}
    rights: dict[uuid.UUID, tuple[bool, bool]] = {}
    masks = masks_of(db)
    return [_record(unit, one, known, (roles, branches), rights, absent[one.id], masks.words) for one in tasks]


def task_of(unit: Unit, task: CaseTask) -> wire.CaseTask:
    """Return one task as a record."""
    return tasks_of(unit, [task])[0]


def _record(
    unit: Unit,
    task: CaseTask,
    known: Mapping[uuid.UUID, PersonRef],
    called: tuple[Called, Called],
    rights: dict[uuid.UUID, tuple[bool, bool]],
    absent: uuid.UUID | None,
    words: Callable[[str], str],
) -> wire.CaseTask:
    kind, case_id = matters.of_task(task)
    if case_id not in rights:
        rights[case_id] = (kind.sees(unit, case_id), kind.gives(unit, case_id))
    sees, gives = rights[case_id]
    number, names = kind.named(unit, case_id)
    to = addressed(task, known, *called)

    def person(id_: uuid.UUID | None) -> PersonRef | None:
        return known.get(id_) if id_ is not None else None

    return wire.CaseTask(
        id=task.id,
        matter=kind.word,
        case_id=case_id,
        number=number,
        kind_zh=names[0],
        kind_en=names[1],
        name_zh=words(task.name_zh),
        name_en=words(task.name_en),
        asked=words(task.asked),
        to_zh=to[0],
        to_en=to[1],
        person=person(task.person_id),
        holder=person(task.holder_id),
        given_by=person(task.given_by_id),
        delegated_by=person(task.delegated_by_id),
        supervised_by=person(task.supervised_by_id),
        stands_in=person(absent),
        state=cast(wire.TaskStateWord, task.state),
        due_at=task.due_at,
        made_at=task.made_at,
        ended_at=task.ended_at,
        ended_by=person(task.ended_by_id),
        words=words(task.words),
        urged=task.urged,
        needs_words=not task.code,
        in_person=task.in_person,
        sees_case=sees,
        may=may(unit, task, sees=sees, gives=gives),
        version=task.version,
    )


def addressed(
    task: CaseTask,
    known: Mapping[uuid.UUID, PersonRef],
    roles: Called,
    branches: Called,
) -> tuple[str, str]:
    """Return for whom a task is, in words: a person, or a role and a branch."""
    if task.person_id is not None:
        one = known.get(task.person_id)
        return (one.name, one.name_en or one.name) if one is not None else ("–", "–")
    parts = [branches.get(task.branch_code, (task.branch_code, task.branch_code))] if task.branch_code else []
    if task.roles:
        said = [roles.get(code, (code, code)) for code in task.roles]
        parts.append(("、".join(zh for zh, _ in said), ", ".join(en for _, en in said)))
    return " · ".join(zh for zh, _ in parts), " · ".join(en for _, en in parts)


def may(unit: Unit, task: CaseTask, *, sees: bool, gives: bool) -> list[wire.TaskActionWord]:
    """Return what the caller may do with a task. `sees`, `gives`: whether they may read its case, and give tasks of it."""
    me = unit.me
    if task.state not in OPEN:
        return []
    found: list[wire.TaskActionWord] = []
    people_ = {me.person_id, *scope.stood_in_for(unit)}
    mine = me.may(DO) and works_on(unit, task)
    has = task.holder_id or task.person_id
    if task.state == "open" and mine:
        if has is None:
            found.append("take")
        if task.in_person:
            found.append("do")
        elif has is None or has in people_:
            found += ["do", "hand_back", "delegate"]
    owns = task.given_by_id == me.person_id or gives
    if owns and task.state == "handed_back":
        found.append("send")
    if owns and task.state == "open" and has != me.person_id:
        found.append("urge")
    if sees and me.may(SUPERVISE):
        found.append("unsupervise" if task.supervised_by_id is not None else "supervise")
    if owns:
        found.append("withdraw")
    return found


def works_on(unit: Unit, task: CaseTask) -> bool:
    """Return whether a task is the caller's to be done: addressed to them, and nothing stands against it."""
    kind, case_id = matters.of_task(task)
    return people.is_theirs(unit, task) and unit.me.person_id not in kind.barred(unit, case_id)
