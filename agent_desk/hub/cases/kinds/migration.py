"""Running cases brought from one version of their kind to another: looked at first, then all of those that can, or none, in one commit.

A case that cannot go stays on its version and finishes there. What was typed stays as it is; how long a case spent where counts on, as the
plan says which state became which.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.business_time import BusinessCalendar
from agent_desk.hub.cases.kinds import service, versions, views
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.kinds import KindCase, KindCaseEvent
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds import migration as schemas
from agent_desk.schemas.cases.kinds import values
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.migration import Migrated, MigrationLook, MigrationPlan, StayingCase
from agent_desk.schemas.cases.kinds.operations import MANAGE
from agent_desk.schemas.kit.long_jobs import LongJob

_TOLD_EACH: Final = 20
"""After so many cases the job says how far it is, and hears whether it is to stop."""


class Migrate(BaseModel):
    """Which cases are brought over by which plan, and who asked for it."""

    code: str
    number: int
    plan: MigrationPlan
    by: uuid.UUID


def look(unit: Unit, code: str, number: int, form: MigrationPlan) -> MigrationLook:
    """Say what a plan would do. Raises NotFound, InvalidForm."""
    before, after = _versions(unit.db, code, number, form)
    waiting = _waiting(unit.db, code, number)
    by_state: dict[str, int] = {}
    staying, listed = 0, list[StayingCase]()
    for case in unit.db.scalars(_running(code, number)):
        why = _why_not(case, before, after, form, waiting)
        if why is None:
            by_state[case.state] = by_state.get(case.state, 0) + 1
            continue
        staying += 1
        if len(listed) < schemas.MOST_LISTED:
            listed.append(StayingCase(number=case.number, state=case.state, zh=why[0], en=why[1]))
    return MigrationLook(going=sum(by_state.values()), staying=staying, going_by_state=by_state, cases=listed)


def migrate(unit: Unit, code: str, number: int, form: MigrationPlan) -> LongJob:
    """Have a plan carried out as a long job. Raises NotFound, InvalidForm."""
    _versions(unit.db, code, number, form)
    row = versions.version_of(unit.db, code, number)
    unit.audit("kinds.migrate", "case_kind", row.id, number=number, to=form.to_number, states=form.states)
    args = Migrate(code=code, number=number, plan=form, by=unit.me.person_id)
    return long_jobs.one(unit, long_jobs.start(unit, MIGRATE, args, about=f"{code}/{number}").id)


def _run(job: Running[Migrate]) -> Migrated:
    """Bring over what can go. It is one commit, so that a job that is stopped, or that dies, has brought over nothing."""
    args, moved, stayed = job.args, 0, 0
    with job.hub_context.database.write() as db:
        unit = Unit(db=db, now=job.hub_context.now(), jobs=job.hub_context.jobs, context=job.hub_context)
        before, after = _versions(db, args.code, args.number, args.plan)
        calendar = business_calendar(unit)
        # All of them are locked before anything is looked at: what is asked of a second person is asked under the lock of its case.
        cases = db.scalars(_running(args.code, args.number).with_for_update()).all()
        waiting = _asked(db, [one.id for one in cases])
        for at, case in enumerate(cases):
            if at % _TOLD_EACH == 0:
                job.tell(at, len(cases))
            if _why_not(case, before, after, args.plan, waiting) is None:
                _bring(unit, case, before, after, args, calendar)
                moved += 1
            else:
                stayed += 1
        job.tell(len(cases), len(cases))
    return Migrated(moved=moved, stayed=stayed)


MIGRATE: Final = long_jobs.register(JobKind("kinds.migrate", Migrate, MANAGE, _run, resumes=True))


def _bring(unit: Unit, case: KindCase, before: Kind, after: Kind, args: Migrate, calendar: BusinessCalendar) -> None:
    stays = views.stays_of(unit.db, before, case)
    was, first = case.state, stays[0].state
    case.state, case.kind_number = args.plan.states[was], args.plan.to_number
    unit.db.add(
        KindCaseEvent(
            id=uuid.uuid4(),
            case_id=case.id,
            at=unit.now,
            person_id=args.by,
            kind="migrated",
            detail={
                "from": was,
                "to": case.state,
                "before": args.number,
                "number": args.plan.to_number,
                "first": first,
                "states": args.plan.states,
            },
        )
    )
    service.settle(unit, after, case, calendar)
    service.CASES.close(unit, case, "kinds.migrated", number=case.number, version=args.plan.to_number)


# ---------------------------------------------------------------------- who goes, and who cannot


def _versions(db: Session, code: str, number: int, form: MigrationPlan) -> tuple[Kind, Kind]:
    """Return both definitions. Raises NotFound, InvalidForm (not published, the same one, states that there are not or that are an end)."""
    before, row = versions.version_of(db, code, number), versions.version_of(db, code, form.to_number)
    if code == law.CODE:
        raise InvalidForm({"to_number": "of_complaints"})
    if form.to_number == number:
        raise InvalidForm({"to_number": "same_version"})
    if row.state != "published":
        raise InvalidForm({"to_number": "not_published"})
    old, new = versions.kind_of(before), versions.kind_of(row)
    open_ = {one.code for one in new.states if not one.final}
    if not form.states.keys() <= old.states_by_code.keys() or not set(form.states.values()) <= open_:
        raise InvalidForm({"states": "wrong"})
    return old, new


def _running(code: str, number: int) -> Select[Any]:
    """Return the question for the running cases of a version, in a fixed order: two plans at once lock them in the same one."""
    running = (KindCase.kind == code, KindCase.kind_number == number, KindCase.closed_at.is_(None))
    return select(KindCase).where(*running).order_by(KindCase.id)


def _waiting(db: Session, code: str, number: int) -> set[str]:
    ids = _running(code, number).with_only_columns(KindCase.id).order_by(None)
    return _asked(db, list(db.scalars(ids)))


def _asked(db: Session, ids: list[uuid.UUID]) -> set[str]:
    """Return which of these cases have a step that waits for a second person."""
    found = select(Approval.subject).where(
        Approval.kind == views.MOVE_ASKED, Approval.state == "pending", Approval.subject.in_(map(str, ids))
    )
    return set(db.scalars(found)) if ids else set()


def _why_not(
    case: KindCase, before: Kind, after: Kind, plan: MigrationPlan, waiting: set[str]
) -> tuple[str, str] | None:
    """Say why a case cannot go, in both languages; None where it can."""
    was = before.states_by_code[case.state]
    to = plan.states.get(case.state)
    if to is None:
        return f"状态“{was.name_zh}”没有对应的新状态。", f"The plan says nothing of the state “{was.name_en}”."
    if str(case.id) in waiting:
        return "有步骤正在等待第二人确认。", "A step of it waits for a second person."
    state = after.states_by_code[to]
    if case.owner_id is None and not state.workers:
        return (
            f"无人负责，而新状态“{state.name_zh}”没有处理角色。",
            f"Nobody has it, and no role works on “{state.name_en}”.",
        )
    return next(_unfit(case.fields, before, after), None)


def _unfit(kept: Mapping[str, str], before: Kind, after: Kind) -> Iterator[tuple[str, str]]:
    """Say what of a case's values the other version has no room for: nothing that was typed is dropped."""
    fields = after.fields_by_code
    for code, value in kept.items():
        old, field = before.fields_by_code.get(code), fields.get(code)
        zh, en = (old.name_zh, old.name_en) if old is not None else (code, code)
        if field is None:
            yield f"新版本没有字段“{zh}”，其中有内容。", f"The other version has no field “{en}”, and it is filled."
        elif values.fault_in(field, value) or (old is not None and _other_key(old.type, field.type)):
            yield f"字段“{zh}”的内容与新版本不符。", f"What stands in “{en}” does not fit the other version."
    if not kept.get(after.title):
        title = fields[after.title]
        yield (
            f"字段“{title.name_zh}”没有内容，新版本以它称呼记录。",
            f"“{title.name_en}” is empty, and calls the case there.",
        )


def _other_key(before: str, after: str) -> bool:
    """Return whether a value that is a key would be one of something else: a branch where a person was."""
    keys = values.CHOSEN - {"choice"}
    return before != after and (before in keys or after in keys)
