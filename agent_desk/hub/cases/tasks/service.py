"""What people do with tasks: given, taken, done with a result, handed back with a reason, passed on, sent again, urged, supervised.

The case is locked before its task, so that a task never ends twice and no step overtakes it. Each deed is a line of the case's story;
whoever gave the task, and whoever supervises it, finds it in their inbox.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select, tuple_

from agent_desk.hub.calls.views import person_ref
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.tasks import keeping, matters, people, views
from agent_desk.hub.cases.tasks.errors import TaskNotYours, TaskTaken
from agent_desk.hub.cases.tasks.matters import Matter
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, TransitionRefused
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_tasks import CaseTask
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person, Role
from agent_desk.schemas.cases.tasks import records as wire
from agent_desk.schemas.cases.tasks.operations import DO
from agent_desk.schemas.cases.tasks.words import DEEDS

_NEVER: Final = datetime(2999, 12, 31, tzinfo=UTC)
"""Where tasks without a due time stand: behind all others."""


# ---------------------------------------------------------------------- reading


def tasks(
    unit: Unit, *, which: wire.TaskList = "open", limit: int | None = None, after: str | None = None
) -> wire.TaskPage:
    """Return a page of the caller's tasks. Raises InvalidForm (a cursor of something else)."""
    scope.by_rule(unit)
    me = unit.me.person_id
    conditions: list[ColumnElement[bool]] = {
        "open": [people.theirs(unit), CaseTask.state == "open"],
        "given": [CaseTask.given_by_id == me, CaseTask.ended_at.is_(None)],
        "watched": [CaseTask.supervised_by_id == me, CaseTask.ended_at.is_(None)],
        "ended": [or_(CaseTask.ended_by_id == me, CaseTask.given_by_id == me), CaseTask.ended_at.is_not(None)],
    }[which]
    if which == "ended":
        order: tuple[Any, ...] = (CaseTask.ended_at, CaseTask.made_at, CaseTask.id)
    else:
        order = (func.coalesce(CaseTask.due_at, _NEVER), CaseTask.made_at, CaseTask.id)
    place = place_of(after, MOMENT, MOMENT, uuid.UUID)
    if place is not None:
        beyond = tuple_(*order) < tuple_(*place) if which == "ended" else tuple_(*order) > tuple_(*place)
        conditions.append(beyond)
    sorted_by = [one.desc() for one in order] if which == "ended" else order
    size = page_size(limit)
    rows = unit.db.scalars(select(CaseTask).where(*conditions).order_by(*sorted_by).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    first = (last.ended_at if which == "ended" else last.due_at) or _NEVER if last is not None else _NEVER
    return wire.TaskPage(
        items=[one for one in views.tasks_of(unit, shown) if which != "open" or one.may],
        next=to_cursor(first, last.made_at, last.id) if last is not None else None,
    )


def choices(unit: Unit) -> wire.TaskChoices:
    """Return the roles, branches and people that a task can be for."""
    roles = unit.db.scalars(select(Role).where(Role.active).order_by(Role.code))
    branches = unit.db.scalars(select(Branch).where(Branch.active).order_by(Branch.position, Branch.code))
    colleagues = unit.db.scalars(select(Person).where(Person.active).order_by(Person.name, Person.login))
    return wire.TaskChoices(
        roles=[wire.RoleChoice(key=one.code, zh=one.name_zh, en=one.name_en or one.name_zh) for one in roles],
        branches=[wire.RoleChoice(key=one.code, zh=one.name_zh, en=one.name_en or one.name_zh) for one in branches],
        people=[person_ref(one) for one in colleagues],
    )


def tasks_of(unit: Unit, matter: str, case_id: uuid.UUID) -> list[wire.CaseTask]:
    """Return the tasks of a case that the caller may read. Raises NotFound."""
    kind = matters.kind_of(matter)
    if not kind.sees(unit, case_id):
        raise NotFound(what=matter)
    return views.tasks_of(unit, keeping.of_case(unit.db, **matters.columns(matter, case_id)))


def task(unit: Unit, task_id: uuid.UUID) -> wire.CaseTask:
    """Return one task: to whom it is addressed, who gave or supervises it, who reads its case. Raises NotFound."""
    scope.by_rule(unit)
    row = unit.db.get(CaseTask, task_id)
    if row is None or not _sees(unit, row):
        raise NotFound(what="task")
    unit.audit("tasks.read", "case_task", row.id, task=row.name_zh)
    return views.task_of(unit, row)


def _sees(unit: Unit, row: CaseTask) -> bool:
    me = unit.me.person_id
    if me in (row.given_by_id, row.supervised_by_id, row.holder_id, row.ended_by_id, row.delegated_by_id):
        return True
    kind, case_id = matters.of_task(row)
    return views.works_on(unit, row) or kind.sees(unit, case_id)


# ---------------------------------------------------------------------- giving


def give(unit: Unit, form: wire.NewTask) -> wire.CaseTask:
    """Give a task of a case. Raises NotFound, NotPermitted, InvalidForm, TransitionRefused (the case is over)."""
    kind = matters.kind_of(form.matter)
    matter = kind.find(unit, form.case_id)
    if not kind.gives(unit, form.case_id):
        raise NotPermitted(permission=DO)
    if not matter.open:
        raise TransitionRefused(state="closed", trigger="task")
    faults = {name: "missing" for name in ("name", "asked") if not getattr(form, name).strip()}
    if form.due_on is not None and form.due_on < unit.today:
        faults["due_on"] = "day_past"
    row = CaseTask(name_zh=form.name.strip(), name_en=form.name.strip(), asked=form.asked.strip())
    faults |= _address(unit, matter, row, form)
    if faults:
        raise InvalidForm(faults)
    if form.due_on is not None:
        row.due_at = day_begins(form.due_on + timedelta(days=1), unit.zone)
    keeping.add(unit, matter, row)
    _written(unit, matter, row, "given", form.asked.strip(), "tasks.give")
    return views.task_of(unit, row)


def _address(unit: Unit, matter: Matter, row: CaseTask, to: wire.Addressee) -> dict[str, str]:
    """Put down for whom a task is. Returns what is wrong: nobody, somebody unknown, somebody who has to stand back."""
    roles = [to.role] if to.role else []
    fault = _addressee_fault(unit, matter, to.person, roles, to.branch or None)
    if not fault:
        row.person_id, row.holder_id, row.delegated_by_id = to.person, None, None
        row.roles = roles if to.person is None else []
        row.branch_code = to.branch or None if to.person is None else None
    return fault


def _addressee_fault(
    unit: Unit, matter: Matter, person: uuid.UUID | None, roles: list[str], branch: str | None
) -> dict[str, str]:
    barred = matters.kind_of(matter.word).barred(unit, matter.id)
    if person is not None:
        if not people.active(unit.db, person):
            return {"person": "unknown_person"}
        return {"person": "recused"} if person in barred else {}
    if not roles and branch is None:
        return {"person": "no_addressee"}
    if roles and unit.db.scalar(select(Role.code).where(Role.code.in_(roles), Role.active)) is None:
        return {"role": "unknown_role"}
    if branch is not None and unit.db.get(Branch, branch) is None:
        return {"branch": "unknown_branch"}
    field = "branch" if branch is not None else "role"
    found = people.addressees(unit, roles, branch)
    if not found:
        return {field: "nobody"}
    return {field: "recused"} if found <= barred else {}


def send(unit: Unit, task_id: uuid.UUID, form: wire.TaskSent) -> wire.CaseTask:
    """Send a task again that came back. Raises NotFound, StaleVersion, TransitionRefused, NotPermitted, InvalidForm."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "send")
    faults = _address(unit, matter, row, form)
    if faults:
        raise InvalidForm(faults)
    row.state, row.words = "open", ""
    _changed(unit, matter, row, "send", form.words.strip())
    return views.task_of(unit, row)


# ---------------------------------------------------------------------- what addressees do


def take(unit: Unit, task_id: uuid.UUID, form: wire.TaskWords) -> wire.CaseTask:
    """Have a task that is for a role or branch. Raises NotFound, StaleVersion, TaskTaken, TaskNotYours."""
    matter, row = _opened(unit, task_id, form.version)
    _take(unit, matter, row)
    return views.task_of(unit, row)


def taken_from_inbox(unit: Unit, task_id: uuid.UUID) -> None:
    """Do the same from the inbox. Raises NotFound, TaskTaken, TaskNotYours, TransitionRefused (it has come back)."""
    matter, row = _opened(unit, task_id, None)
    if row.state == "handed_back":
        raise TransitionRefused(state=row.state, trigger="take")
    if row.person_id is None:
        _take(unit, matter, row)


work_items.register(replace(keeping.WORK, taken=taken_from_inbox))


def _take(unit: Unit, matter: Matter, row: CaseTask) -> None:
    if row.holder_id not in (None, unit.me.person_id):
        raise TaskTaken(name=unit.db.get_one(Person, row.holder_id).name)
    if row.holder_id is None:
        _require(unit, row, "take")
        row.holder_id = unit.me.person_id
        _changed(unit, matter, row, "take", "")


def done(unit: Unit, task_id: uuid.UUID, form: wire.TaskWords) -> wire.CaseTask:
    """Say that a task is done, with its result. Raises NotFound, StaleVersion, TaskNotYours, TransitionRefused, InvalidForm."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "do")
    words = form.words.strip()
    if not words and not row.code:
        raise InvalidForm({"words": "missing"})
    row.state, row.words = "done", words
    row.ended_at, row.ended_by_id = unit.now, unit.me.person_id
    _changed(unit, matter, row, "do", words, **_for(unit, row))
    return views.task_of(unit, row)


def hand_back(unit: Unit, task_id: uuid.UUID, form: wire.TaskWords) -> wire.CaseTask:
    """Hand a task back to whoever gave it, with a reason. Raises NotFound, StaleVersion, TaskNotYours, TransitionRefused, InvalidForm."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "hand_back")
    words = form.words.strip()
    if not words:
        raise InvalidForm({"words": "missing"})
    row.state, row.words, row.holder_id = "handed_back", words, None
    _changed(unit, matter, row, "hand_back", words, **_for(unit, row))
    return views.task_of(unit, row)


def delegate(unit: Unit, task_id: uuid.UUID, form: wire.TaskPassedOn) -> wire.CaseTask:
    """Pass a task on to somebody else. Raises NotFound, StaleVersion, TaskNotYours, TransitionRefused, InvalidForm."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "delegate")
    if form.person == unit.me.person_id or not people.active(unit.db, form.person):
        raise InvalidForm({"person": "unknown_person"})
    if form.person in matters.kind_of(matter.word).barred(unit, matter.id):
        raise InvalidForm({"person": "recused"})
    row.person_id, row.holder_id, row.delegated_by_id = form.person, None, unit.me.person_id
    to = unit.db.get_one(Person, form.person).name
    _changed(unit, matter, row, "delegate", form.words.strip(), person=to)
    return views.task_of(unit, row)


def _for(unit: Unit, row: CaseTask) -> dict[str, str]:
    """Return for whom a substitute does it, for the trail."""
    away = people.absent(unit, row)
    return {"stands_in_for": unit.db.get_one(Person, away).name} if away is not None else {}


# ---------------------------------------------------------------------- what others do


def urge(unit: Unit, task_id: uuid.UUID, form: wire.TaskWords) -> wire.CaseTask:
    """Urge whoever has to do a task: it stands further up in their inbox and says how often. Raises as `send`."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "urge")
    row.urged += 1
    _changed(unit, matter, row, "urge", form.words.strip())
    return views.task_of(unit, row)


def supervise(unit: Unit, task_id: uuid.UUID, form: wire.TaskWatched) -> wire.CaseTask:
    """Put a task under the caller's supervision, or take it out. Raises as `send`."""
    matter, row = _opened(unit, task_id, form.version)
    deed = "supervise" if form.on else "unsupervise"
    _require(unit, row, deed)
    row.supervised_by_id = unit.me.person_id if form.on else None
    _changed(unit, matter, row, deed, form.words.strip())
    return views.task_of(unit, row)


def withdraw(unit: Unit, task_id: uuid.UUID, form: wire.TaskWords) -> wire.CaseTask:
    """Take a task back that is not needed any more, with a reason. Raises as `send`."""
    matter, row = _opened(unit, task_id, form.version)
    _require(unit, row, "withdraw")
    words = form.words.strip()
    if not words:
        raise InvalidForm({"words": "missing"})
    row.state, row.words = "withdrawn", words
    row.ended_at, row.ended_by_id = unit.now, unit.me.person_id
    _changed(unit, matter, row, "withdraw", words)
    return views.task_of(unit, row)


def supervise_case(unit: Unit, matter: str, case_id: uuid.UUID, form: wire.CaseWatched) -> None:
    """Put a case under the caller's supervision, or take it out. Raises NotFound, TransitionRefused (it is over)."""
    found = matters.kind_of(matter).find(unit, case_id)
    if not found.open:
        raise TransitionRefused(state="closed", trigger="supervise")
    if form.on != (found.supervised_by_id is not None):
        found.watch(unit.me.person_id if form.on else None)
        found.tell("supervised" if form.on else "unsupervised", form.words.strip())
        unit.audit(f"tasks.{'supervise' if form.on else 'unsupervise'}", matter, case_id, number=found.number)


def urge_case(unit: Unit, matter: str, case_id: uuid.UUID, form: wire.CaseUrged) -> None:
    """Urge whoever has to go on with a case. Raises NotFound, TransitionRefused (it is over), NotPermitted (the caller has it)."""
    found = matters.kind_of(matter).find(unit, case_id)
    if not found.open:
        raise TransitionRefused(state="closed", trigger="urge")
    if found.owner_id == unit.me.person_id:
        raise NotPermitted(permission=DO)
    found.urge()
    keeping.urge_open(unit, found)
    found.tell("urged", form.words.strip())
    words = form.words.strip() or None
    unit.audit("tasks.urge_case", matter, case_id, number=found.number, reason=words)


# ---------------------------------------------------------------------- the steps of all of them


def _opened(unit: Unit, task_id: uuid.UUID, version: int | None) -> tuple[Matter, CaseTask]:
    """Return a task that the caller may read, with its case, both locked: the case first. Raises NotFound, StaleVersion, TransitionRefused
    (it has ended)."""
    scope.by_rule(unit)
    seen = unit.db.get(CaseTask, task_id)
    if seen is None or not _sees(unit, seen):
        raise NotFound(what="task")
    kind, case_id = matters.of_task(seen)
    matter = kind.load(unit, case_id)
    found = select(CaseTask).where(CaseTask.id == task_id).with_for_update().execution_options(populate_existing=True)
    row = unit.db.scalars(found).one()
    if version is not None:
        require_version(row.version, version, lambda: views.task_of(unit, row))
    if row.ended_at is not None:
        raise TransitionRefused(state=row.state, trigger="task")
    return matter, row


def _require(unit: Unit, row: CaseTask, action: str) -> None:
    """Check that the caller may do this now. Raises TaskTaken, TaskNotYours, TransitionRefused."""
    kind, case_id = matters.of_task(row)
    allowed = views.may(unit, row, sees=kind.sees(unit, case_id), gives=kind.gives(unit, case_id))
    if action in allowed:
        return
    if action in ("take", "do", "hand_back", "delegate"):
        if row.state != "open":
            raise TransitionRefused(state=row.state, trigger=action)
        mine = {unit.me.person_id, *scope.stood_in_for(unit)}
        if row.holder_id is not None and row.holder_id not in mine:
            raise TaskTaken(name=unit.db.get_one(Person, row.holder_id).name)
    elif action == "send" and row.state == "open":
        raise TransitionRefused(state=row.state, trigger=action)
    raise TaskNotYours(task=row.name_zh)


def _changed(
    unit: Unit,
    matter: Matter,
    row: CaseTask,
    deed: str,
    words: str,
    **facts: Any,
) -> None:
    """Write what ends every deed: the next version, inboxes, notices, the story and the trail."""
    row.version += 1
    keeping.show(unit, matter, row)
    if deed in ("do", "hand_back", "delegate", "take", "urge"):
        keeping.notify(unit, matter, row, deed)
    _written(unit, matter, row, deed, words, f"tasks.{deed}", **facts)


def _written(unit: Unit, matter: Matter, row: CaseTask, deed: str, words: str, action: str, **facts: Any) -> None:
    word = DEEDS[deed]
    matter.tell("task", words, did=deed, said=[word.zh, word.en], name=[row.name_zh, row.name_en])
    unit.audit(action, "case_task", row.id, number=matter.number, task=row.name_zh, reason=words or None, **facts)
