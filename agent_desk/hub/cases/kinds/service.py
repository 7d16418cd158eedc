"""Cases of a kind: opened, changed by version, moved by what their definition says, taken, handed back and urged; their tasks.

A case stands in the inbox of who has it, or of everybody whose role works on its state; its tasks in those of their roles.
"""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import limits, numbers, time_work
from agent_desk.hub.cases import seen as complaints_seen
from agent_desk.hub.cases.kinds import clocks, complaint_side, seen, versions, views
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.cases.kinds.errors import HasOwner, KindNotOpen, TasksOpen
from agent_desk.hub.cases.service import finish as finish_complaint
from agent_desk.hub.cases.service import priority_of
from agent_desk.hub.cases.service import tell_story as tell_complaint
from agent_desk.hub.kit import approvals, scope, settings_in_force, work_items
from agent_desk.hub.kit.approvals import TwoPersons, WaitsForSecondPerson
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, RefusedAfterCommit
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch, Customer
from agent_desk.models.kinds import KindCase, KindCaseEvent, KindTask
from agent_desk.models.people import Person, PersonRole
from agent_desk.schemas.cases.kinds import values
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged
from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind, Transition
from agent_desk.schemas.cases.kinds.operations import USE
from agent_desk.schemas.cases.kinds.records import (
    CaseEdit,
    CaseMove,
    CaseWords,
    NewCase,
    TaskDone,
    VersionOf,
)
from agent_desk.schemas.cases.kinds.records import (
    KindCase as KindCaseView,
)
from agent_desk.schemas.cases.settings import WARNING

_NUMBER_LOCK: Final = 0x4B43
"""First half of the advisory lock under which numbers are drawn ("KC")."""
CASES: Final = Records(
    model=KindCase,
    what="kind_case",
    change=lambda row: KindCaseChanged(id=row.id, version=row.version, kind=row.kind, state=row.state),
    to=lambda row: _heard(row),
)


def _take_from_inbox(unit: Unit, case_id: uuid.UUID) -> None:
    _taken(unit, seen.require_case(unit, case_id, lock=True))


CASE_WORK: Final = register(WorkKind("kind_case", taken=_take_from_inbox, offered=True))
TASK_WORK: Final = register(WorkKind("kind_task", offered=True))


# ---------------------------------------------------------------------- what people do


def open_case(unit: Unit, form: NewCase) -> KindCaseView:
    """Open a case on the version in force, of a complaint where its kind belongs to one. Raises NotFound, NotPermitted, KindNotOpen,
    InvalidForm, NeedsComplaint, NotDecided, BegunAlready, Recused."""
    scope.reach(unit, USE)
    row = versions.in_force(unit.db, unit.today).get(form.kind)
    if row is None:
        if form.kind not in versions.newest(unit.db):
            raise NotFound(what="case_kind")
        raise KindNotOpen()
    kind = versions.kind_of(row)
    if not seen.may_open(unit.me, kind):
        raise NotPermitted(permission=USE)
    complaint = None
    if kind.complaint is not None:
        if form.complaint_id is None:
            raise complaint_side.NeedsComplaint()
        complaint = complaints_seen.require_complaint(unit, form.complaint_id, lock=True)
        complaint_side.require_begin(unit, kind, complaint)
    kept = _checked(unit, kind, {}, form.fields, required=values.missing(kind.fields, form.fields))
    if complaint is not None:
        complaint_side.require_in_time(unit, kind, complaint, kept)
    case = KindCase(
        id=uuid.uuid4(),
        number=numbers.following(unit.db, KindCase.number, kind.prefix, unit.today, lock=_NUMBER_LOCK),
        kind=kind.code,
        kind_number=row.number,
        complaint_id=complaint.id if complaint is not None else None,
        state=kind.initial,
        title="",
        fields=kept,
        opened_by=unit.me.person_id,
        opened_at=unit.now,
        entered_at=unit.now,
        warned=0,
        urged=0,
        version=1,
    )
    unit.db.add(case)
    _settle(unit, kind, case)
    tell_story(unit, case, "opened")
    of = {"complaint": complaint.number} if complaint is not None else {}
    CASES.tell(unit, case, "kinds.open", number=case.number, register=kind.name_zh, **of)
    if complaint is not None:
        tell_complaint(unit, complaint, "begun", number=case.number, zh=kind.name_zh, en=kind.name_en)
        finish_complaint(unit, complaint, unit.zone)
    return views.case_of(unit, case)


def read_case(unit: Unit, case_id: uuid.UUID) -> KindCaseView:
    """Return a case, or the case of a task, with its story; that it was read is written down. Raises NotFound."""
    task = unit.db.get(KindTask, case_id)
    case = seen.require_case(unit, task.case_id if task is not None else case_id)
    unit.audit("kinds.read", "kind_case", case.id, number=case.number)
    return views.case_of(unit, case)


def edit_case(unit: Unit, case_id: uuid.UUID, form: CaseEdit) -> KindCaseView:
    """Change fields. Raises NotFound, NotPermitted, InvalidForm, StaleVersion (both versions)."""
    case, kind = _open(unit, case_id, form.version, form)
    if not seen.may_edit(unit.me, kind, case):
        raise NotPermitted(permission=USE)
    complaint_side.require(unit, kind, case)
    changed = _fill(unit, kind, case, form.fields)
    if changed:
        _settle(unit, kind, case)
        tell_story(unit, case, "edited", what=changed)
        CASES.close(unit, case, "kinds.edit", number=case.number, fields=_called(kind, changed))
    return views.case_of(unit, case)


def move_case(unit: Unit, case_id: uuid.UUID, form: CaseMove) -> KindCaseView:
    """Do a transition. Raises NotFound, FlowNotAllowed, TasksOpen, InvalidForm, StaleVersion, WaitsForSecondPerson."""
    case, kind = _open(unit, case_id, form.version, form)
    way = seen.require_way(unit, kind, case, form.transition)
    complaint_side.require(unit, kind, case)
    _require_tasks_done(unit.db, case)
    wrong = {"words": "no_reason"} if way.reason and not form.words.strip() else {}
    if way.assign == "chosen":
        wrong |= _owner_fault(unit, kind, way, form.owner)
    changed = _fill(unit, kind, case, form.fields, way=way, wrong=wrong)
    amount = case.fields.get(way.authority.field, "") if way.authority is not None else ""
    if not complaint_side.needs_second(way, unit.me.roles, amount):
        if not complaint_side.within_authority(way, unit.me.roles, amount):
            raise InvalidForm({way.authority.field if way.authority is not None else "words": "above_authority"})
        _go(unit, kind, case, way, form.words.strip(), form.owner, changed)
        return views.case_of(unit, case)
    _settle(unit, kind, case)
    tell_story(unit, case, "asked", form.words.strip(), what=way.code)
    CASES.close(unit, case, "kinds.ask", number=case.number, step=way.name_zh, fields=_called(kind, changed))
    body = {
        "number": case.number,
        "step": way.code,
        "owner": str(form.owner) if form.owner is not None else None,
        "by": str(unit.me.person_id),
        "words": form.words.strip(),
        "version": case.version,
    }
    asked = approvals.ask(unit, views.MOVE_ASKED, str(case.id), body, form.words.strip() or way.name_zh)
    raise RefusedAfterCommit(WaitsForSecondPerson(approval=str(asked.id), expires_at=asked.expires_at.isoformat()))


def _confirmed(unit: Unit, subject: str, body: dict[str, Any]) -> None:
    """Do the transition that somebody asked for, by the word of whoever confirms. Raises as `move_case`, NotPermitted."""
    case = seen.require_case(unit, uuid.UUID(subject), lock=True)
    kind = versions.of_case(unit.db, case)
    require_version(case.version, body["version"], lambda: views.case_of(unit, case))
    way = kind.transitions_by_code[body["step"]]
    if case.state not in way.from_states or not set(way.second) & unit.me.roles:
        raise NotPermitted(permission=USE)
    complaint_side.require(unit, kind, case)
    if way.authority is not None and not complaint_side.within_authority(
        way, unit.me.roles, case.fields.get(way.authority.field, "")
    ):
        raise InvalidForm({way.authority.field: "above_authority"})
    _require_tasks_done(unit.db, case)
    owner = uuid.UUID(body["owner"]) if body["owner"] else None
    _go(unit, kind, case, way, body["words"], owner, [], mover=uuid.UUID(body["by"]))


SECOND: Final = TwoPersons(
    kind=views.MOVE_ASKED, title=("台账流转复核", "Step of a register"), permission=USE, carry_out=_confirmed
)


def take_case(unit: Unit, case_id: uuid.UUID, form: VersionOf) -> KindCaseView:
    """Have a case that nobody has. Raises NotFound, NotPermitted, HasOwner, StaleVersion."""
    case, _kind = _open(unit, case_id, form.version, form)
    _taken(unit, case)
    return views.case_of(unit, case)


def _taken(unit: Unit, case: KindCase) -> None:
    kind = versions.of_case(unit.db, case)
    if case.owner_id not in (None, unit.me.person_id):
        raise HasOwner(name=unit.db.get_one(Person, case.owner_id).name)
    if case.owner_id is None:
        if not seen.may_take(unit.me, kind, case):
            raise NotPermitted(permission=USE)
        complaint_side.require(unit, kind, case)
        case.owner_id = unit.me.person_id
        _settle(unit, kind, case)
        tell_story(unit, case, "taken")
        CASES.close(unit, case, "kinds.take", number=case.number)


def hand_back_case(unit: Unit, case_id: uuid.UUID, form: CaseWords) -> KindCaseView:
    """Let others have it again, with a reason. Raises NotFound, NotPermitted, InvalidForm, StaleVersion."""
    case, kind = _open(unit, case_id, form.version, form)
    if not seen.may_hand_back(unit.me, kind, case):
        raise NotPermitted(permission=USE)
    if not form.words.strip():
        raise InvalidForm({"words": "no_reason"})
    case.owner_id = None
    _settle(unit, kind, case)
    work_items.hand_back(unit, CASE_WORK, case.id)
    tell_story(unit, case, "handed_back", form.words.strip())
    CASES.close(unit, case, "kinds.hand_back", reason=form.words.strip(), number=case.number)
    return views.case_of(unit, case)


def urge_case(unit: Unit, case_id: uuid.UUID, form: CaseWords) -> KindCaseView:
    """Urge whoever has to go on: it stands further up in their inbox, and says how often. Raises NotFound, NotPermitted, StaleVersion."""
    case, kind = _open(unit, case_id, form.version, form)
    if case.closed_at is not None:
        raise NotPermitted(permission=USE)
    case.urged += 1
    _settle(unit, kind, case)
    tell_story(unit, case, "urged", form.words.strip())
    CASES.close(unit, case, "kinds.urge", reason=form.words.strip() or None, number=case.number)
    return views.case_of(unit, case)


def do_task(unit: Unit, task_id: uuid.UUID, form: TaskDone) -> KindCaseView:
    """Say that a task is done. Raises NotFound, NotPermitted; one that is done already stays as it is."""
    task = unit.db.get(KindTask, task_id, with_for_update=True)
    if task is None:
        scope.reach(unit, USE)
        raise NotFound(what="task")
    case = seen.require_case(unit, task.case_id, lock=True)
    kind = versions.of_case(unit.db, case)
    if not set(task.roles) & unit.me.roles:
        raise NotPermitted(permission=USE)
    if task.done_at is None:
        task.done_at, task.done_by_id, task.words = unit.now, unit.me.person_id, form.words.strip()
        work_items.end(unit, TASK_WORK, task.id)
        tell_story(unit, case, "task_done", form.words.strip(), what=task.code)
        unit.db.flush()
        _settle(unit, kind, case)
        CASES.close(unit, case, "kinds.task", number=case.number, task=task.name_zh)
    return views.case_of(unit, case)


# ---------------------------------------------------------------------- values


def _called(kind: Kind, codes: list[str]) -> list[str]:
    """Return what fields are called: the trail shows no code."""
    return [kind.fields_by_code[one].name_zh for one in codes]


def _open(unit: Unit, case_id: uuid.UUID, version: int, form: Any) -> tuple[KindCase, Kind]:
    """Return a case, locked, for an edit made from `version`, with its definition. Raises NotFound, StaleVersion (form, case)."""
    case = seen.require_case(unit, case_id, lock=True)
    require_version(case.version, version, lambda: views.case_of(unit, case), form)
    return case, versions.of_case(unit.db, case)


def _fill(
    unit: Unit,
    kind: Kind,
    case: KindCase,
    given: Mapping[str, str],
    *,
    way: Transition | None = None,
    wrong: Mapping[str, str] | None = None,
) -> list[str]:
    """Put values into a case and return which fields are another now. Raises InvalidForm, also where a condition of `way` is not met."""
    merged = {**case.fields, **given}
    required = values.missing(kind.fields, merged, way.required if way is not None else ())
    # What was opened without a field stays editable: only what a step needs, and what is taken away, is missing.
    if way is None:
        required = [code for code in required if code in given]
    kept = _checked(unit, kind, case.fields, given, required=required, wrong=wrong)
    if way is not None:
        unmet = [one for one in way.conditions if not values.holds(one, kind.fields_by_code, kept)]
        if unmet:
            raise InvalidForm({one.field: "condition" for one in unmet})
    changed = sorted(code for code in kind.fields_by_code if kept.get(code, "") != case.fields.get(code, ""))
    case.fields = kept
    return changed


def _checked(
    unit: Unit,
    kind: Kind,
    before: Mapping[str, str],
    given: Mapping[str, str],
    *,
    required: list[str],
    wrong: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return all values with the given ones, as they are kept. Raises InvalidForm by field."""
    faults = {**dict.fromkeys(required, "missing"), **(wrong or {})}
    kept = dict(before)
    for code, typed in given.items():
        field = kind.fields_by_code.get(code)
        if field is None:
            faults[code] = "unknown_field"
            continue
        value = typed.strip()
        fault = ""
        if value and field.type == "customer":
            value, fault = _customer(unit, value)
        fault = fault or values.fault_in(field, value) or _unknown(unit, field, value)
        if fault:
            faults[code] = fault
        elif value:
            kept[code] = value
        else:
            kept.pop(code, None)
    if faults:
        raise InvalidForm(faults)
    return kept


def _unknown(unit: Unit, field: FieldSpec, value: str) -> str:
    """Return what is wrong with a person or branch that does not exist."""
    if not value:
        return ""
    if field.type == "person":
        person = unit.db.get(Person, uuid.UUID(value))
        return "" if person is not None and person.active else "unknown_person"
    if field.type == "branch":
        return "" if unit.db.get(Branch, value) is not None else "unknown_branch"
    return ""


def _customer(unit: Unit, typed: str) -> tuple[str, str]:
    """Return the id of the customer with this number, if the caller may see them; else what is wrong."""
    found = unit.db.scalar(select(Customer.id).where(func.upper(Customer.number) == typed.upper()))
    try:
        if found is None:
            return "", "unknown_customer"
        scope.require_customer(unit, "customers.view", found)
    except NotFound:
        return "", "unknown_customer"
    return str(found), ""


def _owner_fault(unit: Unit, kind: Kind, way: Transition, owner: uuid.UUID | None) -> dict[str, str]:
    """Return what is wrong with whom somebody chose to have the case then."""
    if owner is None:
        return {"owner": "no_owner"}
    workers = kind.states_by_code[way.to_state].workers
    holds = select(PersonRole.person_id).join(Person, Person.id == PersonRole.person_id)
    holds = holds.where(
        PersonRole.person_id == owner,
        Person.active,
        PersonRole.role_code.in_(workers) if workers else Person.active,
        func.coalesce(PersonRole.valid_from <= unit.now, True),
        func.coalesce(PersonRole.valid_to > unit.now, True),
    )
    return {} if unit.db.scalar(holds.limit(1)) is not None else {"owner": "not_a_worker"}


# ---------------------------------------------------------------------- going on


def _go(
    unit: Unit,
    kind: Kind,
    case: KindCase,
    way: Transition,
    words: str,
    owner: uuid.UUID | None,
    changed: list[str],
    mover: uuid.UUID | None = None,
) -> None:
    """Bring a case to the state of a transition: who has it, which tasks begin, its clocks, its inbox, its story.

    `mover`: who asked for it, where somebody else confirms.
    """
    before = case.state
    case.state, case.entered_at = way.to_state, unit.now
    case.urged = 0
    if way.assign != "keep":
        case.owner_id = _owner(case, way, owner, mover or unit.me.person_id)
    if kind.states_by_code[way.to_state].final:
        case.closed_at = unit.now
    if case.owner_id is not None and complaint_side.apart(unit.db, kind, case.complaint_id).why(case.owner_id):
        raise InvalidForm({(way.assign_field or "owner") if way.assign == "field" else "owner": "recused"})
    by = {"by": str(mover)} if mover is not None else {}
    tell_story(unit, case, "moved", words, what=way.code, **{"from": before, "to": way.to_state, **by})
    unit.db.flush()
    work_items.end(unit, CASE_WORK, case.id)
    for task in way.tasks:
        due_at = unit.now + timedelta(days=task.days) if task.days is not None else None
        row = KindTask(
            id=uuid.uuid4(),
            case_id=case.id,
            code=task.code,
            name_zh=task.name_zh,
            name_en=task.name_en,
            roles=list(task.roles),
            due_at=due_at,
            made_at=unit.now,
        )
        unit.db.add(row)
        unit.db.flush()
        work_items.put(
            unit,
            TASK_WORK,
            row.id,
            (f"{case.number} · {task.name_zh}", f"{case.number} · {task.name_en}"),
            permission=USE,
            audience=_heard(case),
            roles=task.roles,
            due_at=due_at,
        )
    _settle(unit, kind, case)
    CASES.close(
        unit,
        case,
        "kinds.move",
        reason=words or None,
        number=case.number,
        step=way.name_zh,
        fields=_called(kind, changed),
    )
    if case.closed_at is not None and case.complaint_id is not None:
        _tell_complaint_of_end(unit, kind, case)


def _tell_complaint_of_end(unit: Unit, kind: Kind, case: KindCase) -> None:
    """Write into the complaint's story how a case that belongs to it ended."""
    complaint = unit.db.get(Complaint, case.complaint_id, with_for_update=True)
    if complaint is None:
        return
    state = kind.states_by_code[case.state]
    said = {"zh": kind.name_zh, "en": kind.name_en, "state_zh": state.name_zh, "state_en": state.name_en}
    tell_complaint(unit, complaint, "ended", number=case.number, **said)
    finish_complaint(unit, complaint, unit.zone)


def _owner(case: KindCase, way: Transition, owner: uuid.UUID | None, mover: uuid.UUID) -> uuid.UUID | None:
    """Return who has a case after a transition."""
    match way.assign:
        case "mover":
            return mover
        case "opener":
            return case.opened_by
        case "chosen":
            return owner
        case "field":
            value = case.fields.get(way.assign_field or "", "")
            return uuid.UUID(value) if value else None
    return None


def _require_tasks_done(db: Session, case: KindCase) -> None:
    left = db.scalars(select(KindTask.name_zh).where(KindTask.case_id == case.id, KindTask.done_at.is_(None))).all()
    if left:
        raise TasksOpen(names="、".join(left))


def _settle(unit: Unit, kind: Kind, case: KindCase) -> None:
    """Bring what follows from a case's facts up to date: what it is called, its branch, its due time, the inbox."""
    db = unit.db
    db.flush()
    chosen = views.Names.of(db, [case]).chosen(kind, case.fields)
    case.title = chosen[kind.title].zh if kind.title in chosen else case.fields.get(kind.title, "")
    case.says = _says(kind, case, {code: f"{one.zh} {one.en}" for code, one in chosen.items()})
    case.days = _days(unit, kind, case)
    case.branch_code = _branch(db, kind, case)
    if case.closed_at is None and kind.clocks:
        counted = complaint_side.by_law(unit, kind, case)
        found = clocks.runs(counted, case.fields, views.stays_of(db, kind, case), business_calendar(unit), now=unit.now)
        due_at = clocks.due_at(found)
        if due_at != case.due_at:
            case.due_at = due_at
            shares = settings_in_force.read(db, WARNING, unit.now).shares()
            case.warned = limits.kept(case.warned, case.opened_at, due_at, unit.now, shares)
    if case.closed_at is not None or not case.warned:
        time_work.end(unit, time_work.CASE_TIME, case.id)
    db.flush()
    put_work(unit, kind, case)


def put_work(unit: Unit, kind: Kind, case: KindCase) -> None:
    """Have a case stand in the inbox of who has it, or of everybody whose role works on its state."""
    if case.closed_at is not None:
        work_items.end(unit, CASE_WORK, case.id)
        return
    state = kind.states_by_code[case.state]
    tasks = unit.db.scalar(
        select(func.count()).select_from(KindTask).where(KindTask.case_id == case.id, KindTask.done_at.is_(None))
    )
    if tasks or (case.owner_id is None and not state.workers):
        # What has to be done first stands in the inbox itself.
        work_items.end(unit, CASE_WORK, case.id)
        return
    urged = (f"（催办 {case.urged} 次）", f" (urged {case.urged} times)") if case.urged else ("", "")
    work_items.put(
        unit,
        CASE_WORK,
        case.id,
        (
            f"{kind.name_zh} {case.number} · {state.name_zh}{urged[0]}",
            f"{kind.name_en} {case.number} · {state.name_en}{urged[1]}",
        ),
        person_id=case.owner_id,
        permission=USE if case.owner_id is None else None,
        audience=_heard(case) if case.owner_id is None else None,
        roles=state.workers if case.owner_id is None else None,
        due_at=case.due_at,
        priority=max(priority_of(case.warned), 2 if case.urged else 1),
    )


def _says(kind: Kind, case: KindCase, chosen: Mapping[str, str]) -> str:
    """Return the words by which a case is found: a telephone is not tried out digit by digit."""
    apart = ("telephone", "customer")
    return "\n".join(
        chosen.get(one.code) or case.fields.get(one.code, "")
        for one in kind.fields
        if one.type not in apart and case.fields.get(one.code)
    )


def _days(unit: Unit, kind: Kind, case: KindCase) -> list[date]:
    """Return the days that a case's fields hold, as the centre's calendar has them."""
    found = set[date]()
    for one in kind.fields:
        value = case.fields.get(one.code, "")
        if value and one.type == "date":
            found.add(date.fromisoformat(value))
        moment = values.moment_of(value) if one.type == "moment" else None
        if moment is not None:
            found.add(moment.astimezone(unit.zone).date())
    return sorted(found)


def _branch(db: Session, kind: Kind, case: KindCase) -> str | None:
    named = next(
        (case.fields[one.code] for one in kind.fields if one.type == "branch" and case.fields.get(one.code)), None
    )
    return named or db.get_one(Person, case.opened_by).branch_code


def _heard(case: KindCase) -> list[str]:
    """Return who hears of a case: whom the right reaches, and who opened or has it."""
    people = (case.opened_by, case.owner_id)
    return [
        *scope.audience(USE, people=people, branch=case.branch_code),
        *(f"person:{one}" for one in people if one is not None),
    ]


def tell_story(unit: Unit, case: KindCase, kind: str, words: str = "", **detail: Any) -> None:
    """Write a line of the story."""
    person_id = unit.me.person_id if unit.caller is not None else None
    unit.db.add(
        KindCaseEvent(
            id=uuid.uuid4(), case_id=case.id, at=unit.now, person_id=person_id, kind=kind, words=words, detail=detail
        )
    )
