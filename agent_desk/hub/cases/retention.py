"""How long complaints and cases of registers are kept once they are over, and all that goes with one: files, letters, tasks, its story, its
line in a customer's time line.

What belongs to a complaint stays with it. A complaint stays while it is held, while a case that belongs to it is open, and while another
one that was merged into it is there. Frozen editions hold numbers alone, and stay as they were reported; tables made later count what is
still kept.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.customers.service import forget_contact
from agent_desk.hub.kit import foreseeing, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_files import CaseFile
from agent_desk.models.cases import Complaint
from agent_desk.models.files import StoredFile
from agent_desk.models.kinds import KindCase
from agent_desk.models.letters import CaseLetter
from agent_desk.schemas.cases.rules import FINISHED
from agent_desk.schemas.kit.retention import RETENTION, Retention

AT_ONCE: Final = 200
"""So many go in one transaction; the next hour goes on."""
_RULE: Final = "retention"
OwnerWord = Literal["complaint", "kind_case"]
log = structlog.get_logger()


def complaints_over(before: datetime) -> ColumnElement[bool]:
    """Return which complaints were over before a moment and nothing keeps, as SQL. One that was merged goes before that which it was
    merged into, and not while that is kept."""
    into, other = aliased(Complaint), aliased(Complaint)
    kept = or_(into.state.not_in(FINISHED), into.closed_at >= before, into.held_at.is_not(None))
    return and_(
        Complaint.state.in_(FINISHED),
        Complaint.closed_at < before,
        Complaint.held_at.is_(None),
        ~exists().where(other.merged_into_id == Complaint.id),
        ~exists().where(into.id == Complaint.merged_into_id, kept),
        ~exists().where(KindCase.complaint_id == Complaint.id, KindCase.closed_at.is_(None)),
    )


def cases_over(before: datetime) -> ColumnElement[bool]:
    """Return which cases of registers were over before a moment, as SQL: none that belongs to a complaint."""
    return and_(KindCase.closed_at < before, KindCase.complaint_id.is_(None))


def prune(hub_context: HubContext) -> None:
    """Remove what was over long ago. Raises ClocksDisagree (`now_to_delete`)."""
    now = now_to_delete(hub_context)
    with hub_context.database.read() as db:
        kept = settings_in_force.read(db, RETENTION, now)
        complaints = _oldest(db, Complaint, complaints_over(now - timedelta(days=kept.complaints_days)))
        cases = _oldest(db, KindCase, cases_over(now - timedelta(days=kept.registers_days)))
    for one in complaints:
        with hub_context.database.write() as db:
            _remove_complaint(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), hub_context, one)
    for one in cases:
        with hub_context.database.write() as db:
            _remove(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), hub_context, "kind_case", one)


def _oldest(db: Session, model: type[Complaint] | type[KindCase], over: ColumnElement[bool]) -> Sequence[UUID]:
    return db.scalars(select(model.id).where(over).order_by(model.closed_at).limit(AT_ONCE)).all()


def _remove_complaint(unit: Unit, hub_context: HubContext, complaint_id: UUID) -> None:
    """Remove a complaint after the cases that belong to it; it stays with what is left of them where a file cannot be deleted."""
    belonging = unit.db.scalars(select(KindCase.id).where(KindCase.complaint_id == complaint_id)).all()
    if all(_remove(unit, hub_context, "kind_case", one) for one in belonging):
        _remove(unit, hub_context, "complaint", complaint_id)


def _remove(unit: Unit, hub_context: HubContext, word: OwnerWord, case_id: UUID) -> bool:
    """Remove a case with all that is its own; whether it is gone."""
    row: Complaint | KindCase | None
    if word == "complaint":
        row = unit.db.get(Complaint, case_id, with_for_update=True)
    else:
        row = unit.db.get(KindCase, case_id, with_for_update=True)
    if row is None:
        return True
    files = select(StoredFile).where(StoredFile.owner == word, StoredFile.owner_id == case_id).with_for_update()
    found = unit.db.scalars(files).all()
    try:
        for file in found:
            store.remove(unit, hub_context.settings, file, _RULE)
    except OSError as fault:
        # What its rows say is there, or is put right the next time.
        log.info("a file of a case cannot be deleted", case=str(case_id), cause=fault.strerror)
        return False
    if any(file.deleted_at is None for file in found):
        return False
    unit.db.execute(delete(CaseLetter).where(CaseLetter.owner == word, CaseLetter.owner_id == case_id))
    unit.db.execute(delete(CaseFile).where(CaseFile.id.in_([file.id for file in found])))
    forget_contact(unit, "complaint" if word == "complaint" else "case", case_id)
    unit.audit("cases.expired", word, case_id, number=row.number, files=len(found))
    unit.db.delete(row)
    unit.db.flush()
    return True


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how much another retention would remove."""
    old, over = (unit.now - timedelta(days=days) for days in (value.complaints_days, value.registers_days))
    return [
        *foreseeing.would_go(
            unit, Complaint.closed_at, old, "已结束的投诉", "Complaints that are over", complaints_over(old)
        ),
        *foreseeing.would_go(
            unit,
            KindCase.closed_at,
            over,
            "已结束的台账记录",
            "Cases of registers that are over",
            KindCase.complaint_id.is_(None),
        ),
    ]


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("prune complaints and cases of registers", 3600.0, prune)]
