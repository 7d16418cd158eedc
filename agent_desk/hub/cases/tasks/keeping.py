"""Tasks as a case keeps them: begun by a step, in the way of the next, ended with it; and where each stands in whose inbox.

One inbox entry for each: of its addressees while it is to be done, of whoever gave it while it has come back. What became of it stands in
the inbox of whoever gave it, and of whoever supervises it, until they have read it.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.tasks import matters, people
from agent_desk.hub.cases.tasks.errors import NobodyForTask, TasksOpen
from agent_desk.hub.cases.tasks.matters import Matter
from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.case_tasks import CaseTask
from agent_desk.schemas.cases.kinds.definition import TaskSpec, Transition
from agent_desk.schemas.cases.tasks.changes import CaseTaskChanged
from agent_desk.schemas.cases.tasks.words import DEEDS

OPEN: Final = ("open", "handed_back")
"""States in which a task is in the way of the next step."""


WORK: Final = register(WorkKind("case_task", offered=True, lent=True))
"""What the inbox does with it when it is taken, `service.py` says."""
IN_PERSON: Final = register(WorkKind("task_in_person"))
"""No substitute sees it, and nobody passes it on."""
ANSWER: Final = register(WorkKind("task_answer", notice=True))
WATCH: Final = register(WorkKind("task_watch", notice=True))


def of_case(
    db: Session, *, case_id: uuid.UUID | None = None, complaint_id: uuid.UUID | None = None
) -> Sequence[CaseTask]:
    """Return the tasks of a case, in their order."""
    found = select(CaseTask).where(_of(case_id, complaint_id)).order_by(CaseTask.made_at, CaseTask.code, CaseTask.id)
    return db.scalars(found).all()


def held_up(db: Session, *, case_id: uuid.UUID | None = None, complaint_id: uuid.UUID | None = None) -> bool:
    """Return whether a case has tasks that are still to be done."""
    found = select(CaseTask.id).where(_of(case_id, complaint_id), CaseTask.ended_at.is_(None))
    return db.scalar(found.limit(1)) is not None


def require_done(db: Session, *, case_id: uuid.UUID | None = None, complaint_id: uuid.UUID | None = None) -> None:
    """Check that every task of a case is done. Raises TasksOpen with their names."""
    found = select(CaseTask.name_zh).where(_of(case_id, complaint_id), CaseTask.ended_at.is_(None))
    left = db.scalars(found.order_by(CaseTask.made_at, CaseTask.name_zh)).all()
    if left:
        raise TasksOpen(names="、".join(left))


def _of(case_id: uuid.UUID | None, complaint_id: uuid.UUID | None) -> ColumnElement[bool]:
    return CaseTask.complaint_id == complaint_id if complaint_id is not None else CaseTask.case_id == case_id


def begin(unit: Unit, matter: Matter, way: Transition) -> None:
    """Begin the tasks of a step; one that is begun anew takes the place of its forerunner. Raises NobodyForTask."""
    codes = {one.code for one in way.tasks}
    _withdraw(unit, matter, [one for one in _open(unit, matter) if one.code in codes])
    for one in way.tasks:
        branch = matter.values.get(one.branch or "") or None
        said: dict[str, Any] = {
            "code": one.code,
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "asked": matter.values.get(one.shows or "", ""),
            "due_at": _due(unit, matter, one),
        }
        if not one.each and branch is None:
            add(unit, matter, CaseTask(roles=list(one.roles), **said))
            continue
        found = people.who_do_tasks(unit, one.roles, branch) - matters.kind_of(matter.word).barred(unit, matter.id)
        if not found:
            raise NobodyForTask(name=one.name_zh)
        if one.each:
            for person_id in sorted(found):
                add(unit, matter, CaseTask(roles=[], person_id=person_id, in_person=True, **said))
        else:
            add(unit, matter, CaseTask(roles=list(one.roles), branch_code=branch, **said))


def _due(unit: Unit, matter: Matter, task: TaskSpec) -> datetime | None:
    """Return until when a task is to be done: the end of the day that a field holds, else so many days from now."""
    day = matter.values.get(task.due or "")
    if day:
        return day_begins(date.fromisoformat(day) + timedelta(days=1), unit.zone)
    return unit.now + timedelta(days=task.days) if task.days is not None else None


def add(unit: Unit, matter: Matter, task: CaseTask) -> CaseTask:
    """Add a task to a case, given by the caller, and have it stand in the inbox of its addressees."""
    task.id = uuid.uuid4()
    for name, value in matters.columns(matter.word, matter.id).items():
        setattr(task, name, value)
    task.state, task.made_at, task.given_by_id = "open", unit.now, unit.me.person_id
    task.urged, task.version = 0, 1
    unit.db.add(task)
    unit.db.flush()
    show(unit, matter, task)
    return task


def withdraw_all(unit: Unit, matter: Matter) -> None:
    """End the tasks of a case that is over: nobody has to do them any more."""
    _withdraw(unit, matter, _open(unit, matter))


def _open(unit: Unit, matter: Matter) -> list[CaseTask]:
    return [one for one in of_case(unit.db, **matters.columns(matter.word, matter.id)) if one.ended_at is None]


def _withdraw(unit: Unit, matter: Matter, tasks: Sequence[CaseTask]) -> None:
    for task in tasks:
        task.state, task.ended_at, task.ended_by_id = "withdrawn", unit.now, unit.me.person_id
        task.version += 1
        show(unit, matter, task)


def urge_open(unit: Unit, matter: Matter) -> int:
    """Urge everybody who still has to do a task of a case; return how many tasks."""
    found = [one for one in _open(unit, matter) if one.state == "open"]
    for task in found:
        task.urged += 1
        task.version += 1
        show(unit, matter, task)
    return len(found)


def show(unit: Unit, matter: Matter, task: CaseTask) -> None:
    """Bring the inboxes up to date with a task, and tell of it."""
    unit.db.flush()
    barred = matters.kind_of(matter.word).barred(unit, matter.id)
    heard = _heard(unit, matter, task, barred)
    title = _title(matter, task)
    if task.state == "handed_back" and task.given_by_id is not None:
        back = (f"{title[0]}（已退回）", f"{title[1]} (handed back)")
        _put(unit, task, back, person_id=task.given_by_id, audience=heard)
    elif task.state in OPEN:
        has = task.holder_id or task.person_id
        if has is not None:
            _put(unit, task, title, person_id=has, audience=heard, not_for=barred)
        else:
            roles, branch = task.roles or None, task.branch_code
            _put(unit, task, title, roles=roles, branch=branch, audience=heard, not_for=barred)
    else:
        work_items.end(unit, _work(task), task.id, withdrawn=task.state == "withdrawn")
        if task.state == "withdrawn":
            work_items.end(unit, ANSWER, task.id, withdrawn=True)
            work_items.end(unit, WATCH, task.id, withdrawn=True)
    unit.change(CaseTaskChanged(id=task.id, version=task.version, number=matter.number, state=task.state), to=heard)


def _work(task: CaseTask) -> WorkKind:
    return IN_PERSON if task.in_person else WORK


def _put(
    unit: Unit,
    task: CaseTask,
    title: tuple[str, str],
    *,
    audience: Sequence[str],
    person_id: uuid.UUID | None = None,
    roles: Sequence[str] | None = None,
    branch: str | None = None,
    not_for: Collection[uuid.UUID] = (),
) -> None:
    pressing = 3 if task.supervised_by_id is not None else 2 if task.urged else 1
    work_items.put(
        unit,
        _work(task),
        task.id,
        title,
        person_id=person_id,
        roles=roles,
        branch=branch,
        not_for=not_for,
        audience=audience,
        due_at=task.due_at,
        priority=pressing,
        sort=task.code,
    )


def notify(unit: Unit, matter: Matter, task: CaseTask, deed: str) -> None:
    """Have whoever gave a task, and whoever supervises it, see in their inbox what became of it."""
    word = DEEDS[deed]
    title = (f"{matter.number} · {task.name_zh} · 已{word.zh}", f"{matter.number} · {task.name_en} · {word.en}")
    me = unit.me.person_id
    for kind, person_id in ((ANSWER, task.given_by_id), (WATCH, task.supervised_by_id)):
        told_already = kind is WATCH and task.supervised_by_id == task.given_by_id
        if person_id is not None and person_id != me and not told_already:
            work_items.put(unit, kind, task.id, title, person_id=person_id)


def _title(matter: Matter, task: CaseTask) -> tuple[str, str]:
    marks_zh = [f"催办 {task.urged} 次"] if task.urged else []
    marks_en = [f"urged {task.urged} times"] if task.urged else []
    if task.supervised_by_id is not None:
        marks_zh, marks_en = ["督办", *marks_zh], ["supervised", *marks_en]
    zh = f"（{'，'.join(marks_zh)}）" if marks_zh else ""
    en = f" ({', '.join(marks_en)})" if marks_en else ""
    return f"{matter.number} · {task.name_zh}{zh}", f"{matter.number} · {task.name_en}{en}"


def _heard(unit: Unit, matter: Matter, task: CaseTask, barred: frozenset[uuid.UUID]) -> list[str]:
    """Return who hears of a task: who hears of the case, who gave, has or supervises it, whom it is for, and who stands in for them."""
    concerned = {
        one
        for one in (task.given_by_id, task.person_id, task.holder_id, task.supervised_by_id, task.delegated_by_id)
        if one is not None
    }
    if task.person_id is None:
        concerned |= people.addressees(unit, task.roles, task.branch_code) - barred
    for one in (task.person_id, task.holder_id):
        if one is not None and not task.in_person:
            concerned |= people.substitutes(unit, one)
    return sorted({*matter.heard, *(f"person:{one}" for one in concerned)})
