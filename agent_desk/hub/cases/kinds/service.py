"""Cases of a kind: opened, changed by version, moved by what their definition says, taken, handed back and passed on.

A case stands in the inbox of who has it, or of everybody whose role works on its state; its tasks: `tasks/`.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import limits, numbers, time_work
from agent_desk.hub.cases import seen as complaints_seen
from agent_desk.hub.cases.business_time import BusinessCalendar
from agent_desk.hub.cases.kinds import clocks, complaint_side, engine, seen, versions, views
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.cases.kinds.errors import HasOwner, KindNotOpen
from agent_desk.hub.cases.seen import had_call
from agent_desk.hub.cases.service import finish as finish_complaint
from agent_desk.hub.cases.service import priority_of
from agent_desk.hub.cases.service import tell_story as tell_complaint
from agent_desk.hub.cases.tasks import keeping, people
from agent_desk.hub.cases.tasks.matters import Matter
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit import approvals, scope, settings_in_force, work_items
from agent_desk.hub.kit.approvals import TwoPersons, WaitsForSecondPerson
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, RefusedAfterCommit
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch, Customer
from agent_desk.models.kinds import KindCase, KindCaseEvent
from agent_desk.models.people import Person
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds import values
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged
from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind, State, Transition
from agent_desk.schemas.cases.kinds.operations import USE
from agent_desk.schemas.cases.kinds.records import (
    CaseDelegated,
    CaseEdit,
    CaseMove,
    CaseWords,
    NewCase,
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
    to=lambda row: heard(row),
)


def _take_from_inbox(unit: Unit, case_id: uuid.UUID) -> None:
    _taken(unit, seen.require_case(unit, case_id, lock=True))


CASE_WORK: Final = register(WorkKind("kind_case", taken=_take_from_inbox, offered=True, lent=True))


# ---------------------------------------------------------------------- what people do


def open_case(unit: Unit, form: NewCase) -> KindCaseView:
    """Open a case on the version in force, of a complaint where its kind belongs to one. Raises NotFound, NotPermitted, KindNotOpen,
    InvalidForm, NeedsComplaint, NotDecided, BegunAlready, Recused."""
    scope.reach(unit, USE)
    row = versions.in_force(unit.db, unit.today).get(form.kind) if form.kind != law.CODE else None
    if row is None:
        if form.kind == law.CODE or form.kind not in versions.newest(unit.db):
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
    filled = _from_call(unit, kind, form)
    given = {code: value for code, value in form.fields.items() if value.strip() or code not in filled}
    needed = values.missing(kind.fields, {**filled, **given})
    kept = checked(unit, kind.fields_by_code, filled, given, required=needed)
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
    settle(unit, kind, case)
    tell_story(unit, case, "opened")
    of = {"complaint": complaint.number} if complaint is not None else {}
    CASES.tell(unit, case, "kinds.open", number=case.number, register=kind.name_zh, **of)
    if complaint is not None:
        tell_complaint(unit, complaint, "begun", number=case.number, zh=kind.name_zh, en=kind.name_en)
        finish_complaint(unit, complaint, unit.zone)
    return views.case_of(unit, case)


def read_case(unit: Unit, case_id: uuid.UUID) -> KindCaseView:
    """Return a case with its story; that it was read is written down. Raises NotFound."""
    case = seen.require_case(unit, case_id)
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
        settle(unit, kind, case)
        tell_story(unit, case, "edited", what=changed)
        CASES.close(unit, case, "kinds.edit", number=case.number, fields=engine.called(kind, changed))
    return views.case_of(unit, case)


def move_case(unit: Unit, case_id: uuid.UUID, form: CaseMove) -> KindCaseView:
    """Do a transition. Raises NotFound, FlowNotAllowed, TasksOpen, InvalidForm, StaleVersion, WaitsForSecondPerson."""
    case, kind = _open(unit, case_id, form.version, form)
    way = seen.require_way(unit, kind, case, form.transition)
    complaint_side.require(unit, kind, case)
    if way.waits:
        keeping.require_done(unit.db, case_id=case.id)
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
    settle(unit, kind, case)
    tell_story(unit, case, "asked", form.words.strip(), what=way.code)
    CASES.close(unit, case, "kinds.ask", number=case.number, step=way.name_zh, fields=engine.called(kind, changed))
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
    if way.waits:
        keeping.require_done(unit.db, case_id=case.id)
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
        settle(unit, kind, case)
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
    settle(unit, kind, case)
    work_items.hand_back(unit, CASE_WORK, case.id)
    tell_story(unit, case, "handed_back", form.words.strip())
    CASES.close(unit, case, "kinds.hand_back", reason=form.words.strip(), number=case.number)
    return views.case_of(unit, case)


def delegate_case(unit: Unit, case_id: uuid.UUID, form: CaseDelegated) -> KindCaseView:
    """Let somebody else have a case that the caller has, or that nobody has. Raises NotFound, NotPermitted, InvalidForm, StaleVersion."""
    case, kind = _open(unit, case_id, form.version, form)
    if not seen.may_delegate(unit.me, kind, case):
        raise NotPermitted(permission=USE)
    state = kind.states_by_code[case.state]
    fault = _worker_fault(unit, state, form.owner) if form.owner != case.owner_id else "not_a_worker"
    if not fault and complaint_side.apart(unit.db, kind, case.complaint_id).why(form.owner):
        fault = "recused"
    if fault:
        raise InvalidForm({"owner": fault})
    case.owner_id = form.owner
    settle(unit, kind, case)
    to = unit.db.get_one(Person, form.owner).name
    tell_story(unit, case, "delegated", form.words.strip(), person=to)
    CASES.close(unit, case, "kinds.delegate", reason=form.words.strip() or None, number=case.number, person=to)
    return views.case_of(unit, case)


def _given(unit: Unit, case_id: uuid.UUID, person_id: uuid.UUID, words: str) -> None:
    """Let somebody have a case from the inbox. Raises as `delegate_case`."""
    version = seen.require_case(unit, case_id, lock=True).version
    delegate_case(unit, case_id, CaseDelegated(owner=person_id, words=words, version=version))


work_items.given_by(CASE_WORK, _given)


def told(unit: Unit, kind: Kind, case: KindCase, word: str, words: str, **detail: Any) -> None:
    """Write a line of the story about what was done beside a case's steps, and show it anew."""
    tell_story(unit, case, word, words, **detail)
    settle(unit, kind, case)
    case.version += 1
    unit.db.flush()
    unit.change(CASES.change(case), to=heard(case))


def as_matter(unit: Unit, case: KindCase) -> Matter:
    """Return a case as its tasks know it."""
    kind = versions.of_case(unit.db, case)

    def tell(word: str, words: str = "", **detail: Any) -> None:
        told(unit, kind, case, word, words, **detail)

    def watch(person_id: uuid.UUID | None) -> None:
        case.supervised_by_id = person_id

    def urge() -> None:
        case.urged += 1

    return Matter(
        word="kind_case",
        id=case.id,
        number=case.number,
        called=(kind.name_zh, kind.name_en),
        open=case.closed_at is None,
        owner_id=case.owner_id,
        supervised_by_id=case.supervised_by_id,
        values=case.fields,
        heard=heard(case),
        tell=tell,
        watch=watch,
        urge=urge,
    )


# ---------------------------------------------------------------------- values


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
    kept = checked(unit, kind.fields_by_code, case.fields, given, required=required, wrong=wrong, case=case)
    if way is not None:
        unmet = engine.unmet(kind, way, kept)
        if unmet:
            raise InvalidForm(dict.fromkeys(unmet, "condition"))
    changed = sorted(code for code in kind.fields_by_code if kept.get(code, "") != case.fields.get(code, ""))
    case.fields = kept
    return changed


def checked(
    unit: Unit,
    fields: Mapping[str, FieldSpec],
    before: Mapping[str, str],
    given: Mapping[str, str],
    *,
    required: Sequence[str] = (),
    wrong: Mapping[str, str] | None = None,
    case: KindCase | None = None,
) -> dict[str, str]:
    """Return all values with the given ones, as they are kept; `case`: that they are of, once there is one. Raises InvalidForm by field."""
    faults = {**dict.fromkeys(required, "missing"), **(wrong or {})}
    kept = dict(before)
    for code, typed in given.items():
        field = fields.get(code)
        if field is None:
            faults[code] = "unknown_field"
            continue
        value = typed.strip()
        fault = ""
        if value and field.type == "customer":
            value, fault = _customer(unit, value)
        fault = fault or values.fault_in(field, value) or _unknown(unit, field, value, case)
        if fault:
            faults[code] = fault
        elif value:
            kept[code] = value
        else:
            kept.pop(code, None)
    if faults:
        raise InvalidForm(faults)
    return kept


def _from_call(unit: Unit, kind: Kind, form: NewCase) -> dict[str, str]:
    """Return what the call at the seat fills in: the call, its customer, the number that called. Raises InvalidForm, NotFound."""
    call = unit.db.get(Call, form.call_id) if form.call_id is not None else None
    if form.call_id is not None and (call is None or not had_call(unit, form.call_id)):
        raise InvalidForm({"call_id": "unknown_call"})
    customer_id = form.customer_id
    if customer_id is not None:
        scope.require_customer(unit, "customers.view", customer_id)
    known = {
        "call": str(call.id) if call is not None else "",
        "customer": str(customer_id or ""),
        "telephone": call.caller if call is not None else "",
    }
    found = dict[str, str]()
    for one in kind.fields:
        value = known.pop(one.type, "")
        # A number that is withheld, or is none that can be called, is left for somebody to type.
        if value and not values.fault_in(one, value):
            found[one.code] = value
    return found


def _unknown(unit: Unit, field: FieldSpec, value: str, case: KindCase | None) -> str:
    """Return what is wrong with a person, branch, call or file that does not exist."""
    if not value:
        return ""
    if field.type == "person":
        person = unit.db.get(Person, uuid.UUID(value))
        return "" if person is not None and person.active else "unknown_person"
    if field.type == "file":
        return (
            ""
            if case is not None and value in views.files_called(unit.db, views.of_this_case(case))
            else "unknown_file"
        )
    if field.type == "call":
        return "" if values.is_id(value) and had_call(unit, uuid.UUID(value)) else "unknown_call"
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
    fault = _worker_fault(unit, kind.states_by_code[way.to_state], owner) if owner is not None else "no_owner"
    return {"owner": fault} if fault else {}


def _worker_fault(unit: Unit, state: State, person_id: uuid.UUID) -> str:
    """Return what is wrong with somebody who is to have a case in a state: nobody who works on it there."""
    return "" if person_id in people.addressees(unit, state.workers, None) else "not_a_worker"


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
    case.owner_id = engine.owner_after(way, seen.facts_of(unit, case), owner, mover or unit.me.person_id)
    if kind.states_by_code[way.to_state].final:
        case.closed_at = unit.now
    if case.owner_id is not None and complaint_side.apart(unit.db, kind, case.complaint_id).why(case.owner_id):
        raise InvalidForm({(way.assign_field or "owner") if way.assign == "field" else "owner": "recused"})
    by = {"by": str(mover)} if mover is not None else {}
    tell_story(unit, case, "moved", words, what=way.code, **{"from": before, "to": way.to_state, **by})
    unit.db.flush()
    work_items.end(unit, CASE_WORK, case.id)
    if case.closed_at is None:
        keeping.begin(unit, as_matter(unit, case), way)
    else:
        keeping.withdraw_all(unit, as_matter(unit, case))
    settle(unit, kind, case)
    CASES.close(
        unit,
        case,
        "kinds.move",
        reason=words or None,
        number=case.number,
        step=way.name_zh,
        fields=engine.called(kind, changed),
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


def settle(unit: Unit, kind: Kind, case: KindCase, calendar: BusinessCalendar | None = None) -> None:
    """Bring what follows from a case's facts up to date: what it is called, its branch, its due time, the inbox. `calendar`: the hours of
    business, where somebody has read them already."""
    db = unit.db
    db.flush()
    chosen = views.Names.of(unit, [case]).chosen(kind, case.fields)
    case.title = chosen[kind.title].zh if kind.title in chosen else case.fields.get(kind.title, "")
    case.says = _says(kind, case, {code: f"{one.zh} {one.en}" for code, one in chosen.items()})
    case.days = _days(unit, kind, case)
    case.branch_code = _branch(db, kind, case)
    _stand_on_card(unit, kind, case)
    if case.closed_at is None and kind.clocks:
        counted = complaint_side.by_law(unit, kind, case)
        hours = calendar or business_calendar(unit)
        found = clocks.runs(counted, case.fields, views.stays_of(db, kind, case), hours, now=unit.now)
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
    free = case.owner_id is None and not state.workers
    if free or keeping.held_up(unit.db, case_id=case.id):
        # What has to be done first stands in the inbox itself.
        work_items.end(unit, CASE_WORK, case.id)
        return
    urged = (f"（催办 {case.urged} 次）", f" (urged {case.urged} times)") if case.urged else ("", "")
    if case.supervised_by_id is not None:
        urged = (f"（督办）{urged[0]}", f" (supervised){urged[1]}")
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
        audience=heard(case) if case.owner_id is None else None,
        roles=state.workers if case.owner_id is None else None,
        not_for=complaint_side.apart(unit.db, kind, case.complaint_id).people(),
        due_at=case.due_at,
        sort=case.kind,
        priority=max(priority_of(case.warned), 3 if case.supervised_by_id is not None else 2 if case.urged else 1),
    )


def _says(kind: Kind, case: KindCase, chosen: Mapping[str, str]) -> str:
    """Return the words by which a case is found: a telephone is not tried out digit by digit."""
    apart = ("telephone", "customer", "call", "file")
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


def _stand_on_card(unit: Unit, kind: Kind, case: KindCase) -> None:
    """Have a case of the customer stand on their card, with its state; a case that names another customer now goes to theirs."""
    named = next(
        (case.fields[one.code] for one in kind.fields if one.type == "customer" and case.fields.get(one.code)), ""
    )
    before, case.customer_id = case.customer_id, uuid.UUID(named) if named else None
    if not kind.in_calls:
        return
    if before is not None and before != case.customer_id:
        customers.forget_contact(unit, "case", case.id, before)
    if case.customer_id is None:
        return
    state = kind.states_by_code[case.state]
    about = "" if kind.fields_by_code[kind.title].type == "customer" else f" · {case.title}"
    customers.remember_contact(
        unit,
        case.customer_id,
        "case",
        case.id,
        case.opened_at,
        f"{kind.name_zh} {case.number}",
        title_en=f"{kind.name_en} {case.number}",
        words=f"{state.name_zh}{about}",
        words_en=f"{state.name_en}{about}",
        open_=case.closed_at is None,
        due_at=case.due_at if case.closed_at is None else None,
        person_id=case.opened_by,
    )


def heard(case: KindCase) -> list[str]:
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
