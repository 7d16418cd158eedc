"""Says at the shares of the settings, once and in office hours, that the time of a complaint or of a register's case runs out."""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import limits, service, time_work
from agent_desk.hub.cases.kinds import service as kind_cases
from agent_desk.hub.cases.kinds import versions
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import CasePause, Complaint
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.settings import WARNING

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows whose time runs out: which of them have come to a share of which nobody was told, and how they are told of."""

    due: Callable[[datetime, limits.Shares], Any]
    warn: Callable[[Unit, uuid.UUID, limits.Shares], bool]


def look(hub_context: HubContext) -> int:
    """Warn of what runs out now; how many."""
    return warn(hub_context, hub_context.now())


def warn(hub_context: HubContext, now: datetime) -> int:
    """Warn of what has come that far, each in a transaction of its own; how many. None outside office hours."""
    with hub_context.database.read() as db:
        unit = _unit(hub_context, db, now)
        if not limits.in_hours(business_calendar(unit), unit.now):
            return 0
        shares = settings_in_force.read(db, WARNING, now).shares()
        if not limits.marks(shares):
            return 0
        found = [(one, row) for one in WATCHED for row in db.scalars(one.due(now, shares).limit(_AT_ONCE))]
    return sum(_one(hub_context, one, row, now, shares) for one, row in found)


def _one(hub_context: HubContext, watched: Watched, row: uuid.UUID, now: datetime, shares: limits.Shares) -> bool:
    with hub_context.database.write() as db:
        return watched.warn(_unit(hub_context, db, now), row, shares)


def _unit(hub_context: HubContext, db: Session, now: datetime) -> Unit:
    return Unit(db=db, now=now, jobs=hub_context.jobs, context=hub_context)


# ---------------------------------------------------------------------- complaints


def _legal_from() -> Any:
    return func.coalesce(Complaint.clock_from_at, Complaint.reopened_at, Complaint.received_at)


def _complaints(now: datetime, shares: limits.Shares) -> Any:
    paused = exists().where(CasePause.complaint_id == Complaint.id, CasePause.ended_at.is_(None))
    legal = limits.runs_out(_legal_from(), Complaint.due_at, Complaint.warned, shares, now)
    own = limits.runs_out(Complaint.internal_from_at, Complaint.internal_due_at, Complaint.internal_warned, shares, now)
    found = select(Complaint.id).where(Complaint.state.in_(OPEN_STATES), or_(and_(legal, ~paused), own))
    return found.order_by(Complaint.due_at)


def _warn_complaint(unit: Unit, complaint_id: uuid.UUID, shares: limits.Shares) -> bool:
    one = unit.db.get(Complaint, complaint_id, with_for_update=True)
    if one is None or one.state not in OPEN_STATES:
        return False
    whom: set[str] = set()
    begun = one.clock_from_at or one.reopened_at or one.received_at
    stands = unit.db.scalar(
        select(CasePause.id).where(CasePause.complaint_id == one.id, CasePause.ended_at.is_(None)).limit(1)
    )
    if stands is None:
        reached = limits.reached(shares, limits.share(begun, one.due_at, unit.now))
        whom |= limits.told(shares, one.warned, reached)
        one.warned = max(one.warned, reached)
    if one.internal_due_at is not None and one.internal_from_at is not None:
        reached = limits.reached(shares, limits.share(one.internal_from_at, one.internal_due_at, unit.now))
        whom |= limits.told(shares, one.internal_warned, reached)
        one.internal_warned = max(one.internal_warned, reached)
    if not whom:
        return False
    one.version += 1
    unit.db.flush()
    service.publish(unit, one, term_table(unit.db))
    zh, en = service.late_words(one)
    late = max(one.warned, one.internal_warned)
    time_work.tell(
        unit,
        time_work.COMPLAINT_TIME,
        one.id,
        (f"{one.number}{zh}", f"{one.number}{en}"),
        whom,
        owner_id=one.assigned_to,
        audience=scope.audience(time_work.LEADS, people=(one.assigned_to, one.opened_by), branch=one.branch_code),
        due_at=one.due_at,
        priority=service.priority_of(late),
    )
    unit.audit("cases.warn", "complaint", one.id, number=one.number, warned=late, told=_named(whom))
    return True


# ---------------------------------------------------------------------- registers


def _cases(now: datetime, shares: limits.Shares) -> Any:
    runs_out = limits.runs_out(KindCase.opened_at, KindCase.due_at, KindCase.warned, shares, now)
    return select(KindCase.id).where(KindCase.closed_at.is_(None), runs_out).order_by(KindCase.due_at)


def _warn_case(unit: Unit, case_id: uuid.UUID, shares: limits.Shares) -> bool:
    row = kind_cases.CASES.lock(unit, case_id)
    if row.closed_at is not None or row.due_at is None:
        return False
    reached = limits.reached(shares, limits.share(row.opened_at, row.due_at, unit.now))
    whom = limits.told(shares, row.warned, reached)
    if not whom:
        return False
    row.warned = reached
    kind = versions.of_case(unit.db, row)
    kind_cases.put_work(unit, kind, row)
    kind_cases.tell_story(unit, row, "warned", what=f"{reached} %")
    time_work.tell(
        unit,
        time_work.CASE_TIME,
        row.id,
        (
            f"{kind.name_zh} {row.number}（时限已过 {reached} %）",
            f"{kind.name_en} {row.number} ({reached} % of the time gone)",
        ),
        whom,
        owner_id=row.owner_id,
        audience=scope.audience(time_work.LEADS, people=(row.owner_id, row.opened_by), branch=row.branch_code),
        due_at=row.due_at,
        priority=service.priority_of(reached),
    )
    kind_cases.CASES.close(unit, row, "kinds.warn", number=row.number, warned=reached, told=_named(whom))
    return True


def _named(whom: Collection[str]) -> list[str]:
    return [one for one in ("owner", "leader", "manager") if one in whom]


WATCHED: Iterable[Watched] = (Watched(_complaints, _warn_complaint), Watched(_cases, _warn_case))
